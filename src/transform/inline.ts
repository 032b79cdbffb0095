/**
 * Inlines direct calls of functions that have a body, callees of callees included. The reverse pass then sees one function; calls
 * that it keeps are those of the rule table and of functions without a part in any derivative.
 */
import { calledFunction } from "../analysis/effects.ts";
import { attributeValue } from "../ir/attributes.ts";
import { IRBuilder, InsertPoint, type ModuleServices } from "../ir/builder.ts";
import { cloneBlocks } from "../ir/clone.ts";
import { type Argument, type BasicBlock, type Function, Instruction } from "../ir/graph.ts";
import { AllocaInst, CallInst, PhiInst } from "../ir/instructions.ts";
import { constInt, poisonOf } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";

/** Inlining stops with an error beyond this many instructions in one function. */
export const inlineLimit = 400_000;

/** Why a call cannot be inlined. */
export type InlineRefusal = "recursion" | "size" | "variadic" | "signature" | "byval";

/**
 * Inlines into `fn` until no direct call of a defined function is left.
 * @param refuse called for a call that cannot be inlined; must throw
 * @returns how many calls were inlined
 */
export function inlineCalls(
  fn: Function,
  services: ModuleServices,
  refuse: (call: CallInst, why: InlineRefusal) => never,
): number {
  // Each waiting call comes with the functions it is inside of by now, so that recursion is seen.
  const waiting: { call: CallInst; inside: ReadonlySet<Function> }[] = [];
  const find = (insts: Iterable<Instruction>, inside: ReadonlySet<Function>): number => {
    let size = 0;
    for (const inst of insts) {
      size++;
      if (!(inst instanceof CallInst) || inst.opcode !== "call") continue;
      if (calledFunction(inst)?.isDeclaration === false) waiting.push({ call: inst, inside });
    }
    return size;
  };
  let size = find(fn.instructions(), new Set());
  let count = 0;
  const inlined = new Set<Function>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { call, inside } = next;
    const callee = must(calledFunction(call), "only direct calls wait");
    if (inside.has(callee)) refuse(call, "recursion");
    if (callee.functionType.varargs) refuse(call, "variadic");
    if (!fits(call, callee)) refuse(call, "signature");
    if (!callee.args.every(isCopyable)) refuse(call, "byval");
    if (size > inlineLimit) refuse(call, "size");
    const blocks = inlineOne(call, callee, fn, services);
    // Two copies would share their scopes, and an access of one would be taken not to alias one of the other.
    if (inlined.has(callee)) dropScopes(blocks);
    inlined.add(callee);
    const within = new Set([...inside, callee]);
    for (const block of blocks) size += find(block, within);
    count++;
  }
  return count;
}

/** Is the parameter no copy, or one of a type that can be made? Of a type that only the attribute spells, nothing is known. */
function isCopyable({ attributes, parent }: Argument): boolean {
  const byval = attributeValue(attributes, "byval");
  return byval === undefined || parent.module.types.spelled(byval) !== undefined;
}

/** Does the call pass what the callee takes, and expect what it returns? A call through a cast need not. */
function fits(call: CallInst, callee: Function): boolean {
  const { args } = call;
  if (args.length !== callee.args.length) return false;
  const { ret } = callee.functionType;
  if (call.type.kind !== "void" && call.type !== ret) return false;
  return callee.args.every(({ type }, i) => {
    const passed = args[i]?.type;
    return passed === type || (passed?.kind === "pointer" && type.kind === "pointer");
  });
}

/** Drops what the accesses of the blocks say of aliasing by scopes. */
function dropScopes(blocks: readonly BasicBlock[]): void {
  for (const block of blocks) {
    for (const inst of block) {
      if (/!(alias\.scope|noalias) /.test(inst.metadata)) {
        inst.metadata = inst.metadata
          .split(/,\s*(?=!)/)
          .filter((attachment) => !/^!(alias\.scope|noalias) /.test(attachment))
          .join(", ");
      } else if (inst.opcode === "call" && isScopeDeclaration(inst)) inst.erase();
    }
  }
}

function isScopeDeclaration(inst: Instruction): boolean {
  const name = inst.operand(inst.operandCount - 1).name;
  return name === "llvm.experimental.noalias.scope.decl";
}

/** Puts the body of `callee` in the place of `call`; returns the new blocks. */
function inlineOne(
  call: CallInst,
  callee: Function,
  fn: Function,
  services: ModuleServices,
): readonly BasicBlock[] {
  const head = must(call.parent, "the call is in a block");
  const map = new Map<Value, Value>();
  const build = new IRBuilder(InsertPoint.before(call), services);
  callee.args.forEach((arg, i) => map.set(arg, argumentValue(build, call, arg, i, services)));
  const rest = splitAfter(call, fn);
  const copies = cloneBlocks(callee.blocks, fn, map, { dropDebug: true });
  // Places of the callee's text say more than none: a message names the instruction that is at fault.
  const entry = must(copies[0], "a definition has a block");
  hoistAllocas(entry, fn);
  new IRBuilder(InsertPoint.atEnd(head), services).br(entry);
  const returns = joinReturns(copies, rest, services);
  if (call.type.kind !== "void") call.replaceAllUsesWith(returned(call, returns, rest));
  call.erase();
  return copies;
}

/** The operand, as the parameter's type; a `byval` parameter is a copy of its own. */
function argumentValue(
  build: IRBuilder,
  call: CallInst,
  arg: Argument,
  i: number,
  services: ModuleServices,
): Value {
  const operand = build.bitcastPointer(call.operand(i), arg.type);
  const byval = attributeValue(arg.attributes, "byval");
  if (byval === undefined) return operand;
  const { types, layout } = build.module;
  const type = must(types.spelled(byval), "isCopyable looked at it");
  const align = Number(attributeValue(arg.attributes, "align") ?? "0");
  const slot = entryAlloca(call, type, Math.max(align, layout.abiAlign(type)), services);
  const bytes = types.pointerTo(types.i8);
  const memcpy = services.declareIntrinsic(
    "llvm.memcpy",
    [bytes, bytes, types.i64],
    types.fn(types.void, [bytes, bytes, types.i64, types.i1]),
  );
  const size = constInt(types.i64, layout.sizeOf(type));
  build.call(memcpy, [slot, operand, size, constInt(types.i1, 0)]);
  return slot;
}

function entryAlloca(
  call: CallInst,
  type: Type,
  align: number,
  services: ModuleServices,
): AllocaInst {
  const entry = must(call.parent?.parent, "the call is in a function").entry;
  return new IRBuilder(InsertPoint.atStart(entry), services).alloca(type, { align });
}

/** Moves what follows `call` to a new block; the old one is left without a terminator. */
function splitAfter(call: CallInst, fn: Function): BasicBlock {
  const head = must(call.parent, "the call is in a block");
  const rest = fn.newBlock(null, head);
  for (let inst = call.next; inst !== null; ) {
    const next: Instruction | null = inst.next;
    head.unlink(inst);
    rest.append(inst);
    inst = next;
  }
  for (const use of head.uses()) if (use.user instanceof PhiInst) use.value = rest;
  return rest;
}

/** Allocas of fixed size belong to the entry block, wherever the call was. */
function hoistAllocas(from: BasicBlock, fn: Function): void {
  const { entry } = fn;
  for (const inst of from) {
    if (!(inst instanceof AllocaInst) || inst.count instanceof Instruction) continue;
    inst.detach();
    entry.insert(inst, entry.first);
  }
}

/** Turns the returns of the copies into branches to `rest`; gives the returned values with their blocks. */
function joinReturns(
  copies: readonly BasicBlock[],
  rest: BasicBlock,
  services: ModuleServices,
): { block: BasicBlock; value: Value | null }[] {
  const found: { block: BasicBlock; value: Value | null }[] = [];
  for (const block of copies) {
    const ret = block.terminator;
    if (ret?.opcode !== "ret") continue;
    found.push({ block, value: ret.operandCount > 0 ? ret.operand(0) : null });
    ret.erase();
    new IRBuilder(InsertPoint.atEnd(block), services).br(rest);
  }
  return found;
}

/** What stands for the call's result in `rest`. */
function returned(
  call: CallInst,
  returns: readonly { block: BasicBlock; value: Value | null }[],
  rest: BasicBlock,
): Value {
  const values = returns.flatMap(({ block, value }) => (value === null ? [] : [{ block, value }]));
  if (values.length === 0) return poisonOf(call.type);
  const [only] = values;
  if (only !== undefined && values.length === 1) return only.value;
  const phi = new PhiInst(call.type);
  for (const { block, value } of values) phi.addIncoming(value, block);
  rest.insert(phi, rest.first);
  return phi;
}
