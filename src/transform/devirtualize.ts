/**
 * Calls through a pointer become a chain of comparisons with the functions that the pointer may lead to, each with a direct call. What
 * is none of them ends the program with a message: it would be a function that is outside the module, of which no derivative
 * is known. Only where the object itself comes from outside does the call through the pointer stay behind the chain.
 */
import { allocatorOfFunction, calledFunction } from "../analysis/effects.ts";
import { callingConvention, hasAttribute } from "../ir/attributes.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { InlineAsm, Literal } from "../ir/constants.ts";
import type { DataLayout } from "../ir/datalayout.ts";
import { type BasicBlock, type Function, GlobalVariable } from "../ir/graph.ts";
import { CallInst, CastInst, CompareInst, GepInst, LoadInst, PhiInst } from "../ir/instructions.ts";
import type { FunctionType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import { addressTaken, type ModuleItems } from "./address-taken.ts";
import { isCaughtAsOwn } from "./caught-objects.ts";
import { debugLocation } from "./edges.ts";
import { inheritInlining } from "./inline.ts";
import { nameCallees } from "./known-callees.ts";
import { replaceIncoming, splitAfter } from "./splice.ts";
import type { HelperServices } from "./fatal.ts";
import { slotOf, vtableSlots } from "./vtable-slots.ts";
import { unknownCallee } from "./unknown-callee.ts";

/** What the step needs of the module. */
export interface CallServices extends HelperServices, ModuleItems {}

/** Leaves of the functions that fit those that a call may come to; for those who know where pointers point. */
export type Narrow = (call: CallInst, fitting: readonly Function[]) => readonly Function[];

/**
 * Makes the calls of `fn` through pointers direct. Those that no function of the module fits stay, and so does inline assembly.
 * @returns how many calls it changed
 */
export function devirtualize(fn: Function, services: CallServices, narrow?: Narrow): number {
  let count = nameCallees(fn);
  const indirect = [...fn.instructions()].filter((inst) => isThroughPointer(inst));
  for (const call of indirect.reverse()) {
    if (lastResorts.has(call)) continue;
    const fitting = fittingFunctions(call, fn.module.layout, services);
    const candidates = narrow === undefined ? fitting : narrow(call, fitting);
    if (candidates.length === 0 && !mayBeAbsent(call)) continue;
    new Chain(call, fn, services).make(candidates);
    count++;
  }
  return count;
}

/** Is it a call through a pointer that may be made direct? */
export function isThroughPointer(inst: unknown): inst is CallInst {
  return (
    inst instanceof CallInst &&
    inst.opcode !== "callbr" &&
    !(inst.callee instanceof InlineAsm) &&
    calledFunction(inst) === null
  );
}

/** The functions whose address is taken and which the call has the right arguments for; for a virtual call those at its place, if there are any. */
function fittingFunctions(
  call: CallInst,
  layout: DataLayout,
  services: CallServices,
): readonly Function[] {
  const fitting = addressTaken(services)
    .ofType(call.functionType)
    .filter((candidate) => fits(call, candidate));
  const slot = slotOf(call, layout);
  const atSlot = fitting.filter((candidate) => vtableSlots(services).fits(slot, candidate));
  return atSlot.length > 0 ? atSlot : fitting;
}

/** Calls behind a chain of their own. */
const lastResorts = new WeakSet<CallInst>();

/**
 * Is it a call of what a constant table may have or not have, as Rust's tables of the traits have null where there is nothing to drop? Where no
 * function of the module fits, the tables of the module have none.
 */
function mayBeAbsent(call: CallInst): boolean {
  const { callee } = call;
  if (!(callee instanceof LoadInst) || call.isUsed) return false;
  const isConstant = /!invariant\.load\b/.test(callee.metadata);
  return isConstant && [...callee.uses()].some(({ user }) => isTestForNull(user));
}

function isTestForNull(user: Value): boolean {
  if (!(user instanceof CompareInst) || user.opcode !== "icmp") return false;
  return user.operands.some((each) => each instanceof Literal && each.text === "null");
}

/** Parameter attributes that say how an argument is passed: both sides have them or neither. */
const passing = ["byval", "sret", "inreg", "nest", "inalloca", "preallocated", "swiftself"];

function fits(call: CallInst, candidate: Function): boolean {
  if (callingConvention(call.prefix) !== callingConvention(candidate.prefix)) return false;
  return candidate.args.every(({ attributes }, i) => {
    const given = call.argAttributes[i] ?? "";
    return passing.every((key) => hasAttribute(given, key) === hasAttribute(attributes, key));
  });
}

/**
 * Does the pointer come out of memory that begins at a declared function's result or a declared variable? The functions of an object
 * that another module made may be that module's; so the call is kept as the last resort, to be judged as any unknown call. Not so what is
 * caught by a class of this module.
 */
function isFromOutside(pointer: Value): boolean {
  let from = pointer;
  while (from instanceof LoadInst || from instanceof GepInst || from instanceof CastInst) {
    from = from.operand(0);
  }
  if (from instanceof GlobalVariable) return from.isDeclaration;
  if (!(from instanceof CallInst) || isCaughtAsOwn(from)) return false;
  const callee = calledFunction(from);
  return callee?.isDeclaration === true && allocatorOfFunction(callee) === undefined;
}

/** The chain that takes the place of one call. */
class Chain {
  readonly #call: CallInst;
  readonly #fn: Function;
  readonly #services: CallServices;
  #isChoice = false;
  readonly #results: { value: Value; call: CallInst; end: BasicBlock }[] = [];

  constructor(call: CallInst, fn: Function, services: CallServices) {
    this.#call = call;
    this.#fn = fn;
    this.#services = services;
  }

  make(candidates: readonly Function[]): void {
    this.#isChoice = candidates.length > 1;
    const call = this.#call;
    const head = must(call.parent, "the call is in a block");
    const join =
      call.opcode === "invoke" ? this.#fn.newBlock(null, head) : splitAfter(call, this.#fn);
    const last = this.#compare(head, candidates, join);
    if (isFromOutside(call.callee)) this.#emit(call.callee, call.functionType, last, join);
    else this.#end(last);
    const [normal, unwind] = call.destinations;
    const sources = this.#results.map((made) => must(made.call.parent, "it is in a block"));
    if (normal !== undefined && unwind !== undefined) {
      this.#at(join).br(normal);
      replaceIncoming(normal, head, [join]);
      replaceIncoming(unwind, head, sources);
    }
    this.#replaceResult(join);
    call.erase();
  }

  /** One comparison a block, the first in `head` behind the call; gives the block that is come to when none holds. */
  #compare(head: BasicBlock, candidates: readonly Function[], join: BasicBlock): BasicBlock {
    let from = head;
    for (const candidate of candidates) {
      const target = this.#fn.newBlock(null, from);
      const next = this.#fn.newBlock(null, target);
      const build = this.#at(from);
      const same = build.icmp("eq", this.#call.callee, candidate);
      build.condBr(same, target, next);
      this.#emit(candidate, candidate.functionType, target, join);
      from = next;
    }
    return from;
  }

  /** What is none of the candidates ends the program. */
  #end(block: BasicBlock): void {
    const build = this.#at(block);
    const helper = unknownCallee(this.#services);
    build.call(helper, [this.#call.callee], { attributes: "noreturn nounwind" });
    build.unreachable();
  }

  #emit(callee: Value, type: FunctionType, block: BasicBlock, join: BasicBlock): void {
    const call = this.#call;
    const build = this.#at(block);
    const args = call.args.map((arg, i) => {
      const param = type.params[i];
      return param === undefined ? arg : build.bitcastPointer(arg, param);
    });
    const unwind = call.destinations[1];
    // What an override returns is cast in a block of its own: an invoke ends the block that it is in.
    const after = unwind === undefined ? block : this.#fn.newBlock(null, block);
    const destinations = unwind === undefined ? [] : [after, unwind];
    const opcode = unwind === undefined ? "call" : "invoke";
    const made = new CallInst(opcode, type, callee, args, { destinations });
    made.argAttributes = call.argAttributes;
    made.prefix = call.prefix;
    made.attributes = call.attributes;
    made.flags = call.flags;
    made.metadata = debugLocation(call);
    made.position = call.position;
    block.append(made);
    inheritInlining(this.#fn, call, made, this.#isChoice);
    if (callee === call.callee) lastResorts.add(made);
    const end = this.#at(after);
    const value = call.isUsed ? end.bitcastPointer(made, call.type) : made;
    end.br(join);
    this.#results.push({ value, call: made, end: after });
  }

  /** The results meet in a phi. */
  #replaceResult(join: BasicBlock): void {
    const call = this.#call;
    if (!call.isUsed) return;
    const phi = new PhiInst(call.type);
    for (const { value, end } of this.#results) phi.addIncoming(value, end);
    join.insert(phi, join.first);
    phi.name = call.name;
    call.replaceAllUsesWith(phi);
  }

  #at(block: BasicBlock): IRBuilder {
    const location = debugLocation(this.#call);
    return new IRBuilder(InsertPoint.atEnd(block), this.#services, {
      debugLocation: location === "" ? null : location,
    });
  }
}
