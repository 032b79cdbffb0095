/**
 * Puts the body of a function in the place of one call of it. Which calls, is decided in inline.ts.
 */
import { attributeValue } from "../ir/attributes.ts";
import { IRBuilder, InsertPoint, type ModuleServices } from "../ir/builder.ts";
import { cloneBlocks } from "../ir/clone.ts";
import { type Argument, type BasicBlock, type Function, Instruction } from "../ir/graph.ts";
import type { CallInst } from "../ir/instructions.ts";
import { AllocaInst, PhiInst } from "../ir/instructions.ts";
import { poisonOf } from "../ir/literal.ts";
import { spelledType } from "../ir/spelled-type.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import { copyOf } from "./byval.ts";
import { callHas } from "./removable.ts";
import { personalityOf, setPersonality, usesFunclets } from "./exceptions.ts";
import { unwindTo } from "./inline-unwind.ts";
import { slimBody } from "./slim-bodies.ts";
import { replaceIncoming, splitAfter } from "./splice.ts";

/** Why the body of a function cannot take the place of a call. */
export type Misfit = "variadic" | "signature" | "byval" | "exceptions";

/** What stands against inlining `callee` at `call` into `fn`; null when nothing does. */
export function misfit(call: CallInst, callee: Function, fn: Function): Misfit | null {
  if (callee.functionType.varargs) return "variadic";
  if (!fits(call, callee)) return "signature";
  if (!callee.args.every(isCopyable)) return "byval";
  const [own, other] = [fn, callee].map((each) => routineOf(personalityOf(each)));
  if (own !== "" && other !== "" && own !== other) return "exceptions";
  return other !== "" && usesFunclets(callee) ? "exceptions" : null;
}

/** The routine's name: typed pointers name it with a cast or without. */
function routineOf(personality: string): string {
  return /@[-\w.$]+/.exec(personality)?.[0] ?? personality;
}

/** Is the parameter no copy, or one of a type that can be made? Of a type that only the attribute spells, nothing is known. */
function isCopyable({ attributes, parent }: Argument): boolean {
  const byval = attributeValue(attributes, "byval");
  return byval === undefined || spelledType(byval, parent.module.types) !== undefined;
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
export function dropScopes(blocks: readonly BasicBlock[]): void {
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

/**
 * Puts the body of `callee` in the place of `call`, a call or an invoke in `fn`; returns the new blocks. {@link misfit} must be null.
 * A landing pad may be left that nothing unwinds to, with phis without values.
 */
export function inlineBody(
  call: CallInst,
  callee: Function,
  fn: Function,
  services: ModuleServices,
): readonly BasicBlock[] {
  const head = must(call.parent, "the call is in a block");
  const map = new Map<Value, Value>();
  const build = new IRBuilder(InsertPoint.before(call), services);
  const { fn: body } = slimBody(callee, services);
  body.args.forEach((arg, i) => map.set(arg, argumentValue(build, call, arg, i, services)));
  if (personalityOf(fn) === "" && personalityOf(callee) !== "") {
    setPersonality(fn, personalityOf(callee));
  }
  const rest = call.opcode === "invoke" ? normalEnd(call, fn, services) : splitAfter(call, fn);
  // Places of the callee's text say more than none: a message names the instruction that is at fault.
  const copies = cloneBlocks(body.blocks, fn, map, { dropDebug: true });
  const entry = must(copies[0], "a definition has a block");
  hoistAllocas(entry, fn);
  const added = call.opcode === "invoke" ? catchInside(call, copies, fn, services) : [];
  const blocks = [...copies, ...added];
  const returns = joinReturns(blocks, rest, services);
  if (call.type.kind !== "void") call.replaceAllUsesWith(returned(call, returns, rest));
  call.erase();
  new IRBuilder(InsertPoint.atEnd(head), services).br(entry);
  return blocks;
}

/** A block of its own on the normal edge of an invoke. */
function normalEnd(invoke: CallInst, fn: Function, services: ModuleServices): BasicBlock {
  const head = must(invoke.parent, "the invoke is in a block");
  const normal = must(invoke.destinations[0], "an invoke has a normal destination");
  const rest = fn.newBlock(null, head);
  replaceIncoming(normal, head, [rest]);
  new IRBuilder(InsertPoint.atEnd(rest), services).br(normal);
  return rest;
}

/** Leads what the copies throw to the landing pad of the invoke, unless that says that nothing is thrown. */
function catchInside(
  invoke: CallInst,
  copies: readonly BasicBlock[],
  fn: Function,
  services: ModuleServices,
): BasicBlock[] {
  const head = must(invoke.parent, "the invoke is in a block");
  const unwind = must(invoke.destinations[1], "an invoke has an unwind destination");
  const added = callHas(invoke, "nounwind", services)
    ? []
    : unwindTo(unwind, head, copies, fn, services);
  replaceIncoming(unwind, head, []);
  return added;
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
  const type = must(spelledType(byval, build.module.types), "isCopyable looked at it");
  const stated = Number(attributeValue(arg.attributes, "align") ?? "0");
  return copyOf(call, operand, type, stated, services);
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
