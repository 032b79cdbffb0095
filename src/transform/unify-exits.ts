/**
 * Leaves one `ret` in a function. Ends that do not return (`unreachable`, `resume`) stay, and so does a `ret` that a
 * `musttail` call must stand before.
 */
import type { BasicBlock, Function, Instruction } from "../ir/graph.ts";
import { CallInst, PhiInst, TerminatorInst } from "../ir/instructions.ts";
import { debugLocation } from "./edges.ts";

/** Joins the returning blocks of `fn` in one, with a phi of the returned values; true when there were several. */
export function unifyExits(fn: Function): boolean {
  const returns: { ret: Instruction; block: BasicBlock }[] = [];
  for (const block of fn.blocks) {
    const ret = block.terminator;
    if (ret?.opcode === "ret" && !followsMustTail(ret)) returns.push({ ret, block });
  }
  if (returns.length < 2) return false;
  const { types } = fn.module;
  const exit = fn.newBlock(null);
  // What is returned tells, and not the function's type: the body may be on its way to a function of another type.
  const [first] = returns;
  const value = first === undefined || first.ret.operandCount === 0 ? null : first.ret.operand(0);
  const result = value === null ? null : new PhiInst(value.type);
  if (result !== null) exit.append(result);
  const ret = new TerminatorInst(types.void, "ret", result === null ? [] : [result]);
  ret.metadata = debugLocation(returns[0]?.ret ?? null);
  exit.append(ret);
  for (const { ret: old, block } of returns) {
    const branch = new TerminatorInst(types.void, "br", [exit]);
    branch.metadata = debugLocation(old);
    result?.addIncoming(old.operand(0), block);
    old.erase();
    block.append(branch);
  }
  fn.module.markChanged(fn);
  return true;
}

/** LLVM wants `ret` right after a musttail call, with at most a bitcast of its result between. */
function followsMustTail(ret: Instruction): boolean {
  let before = ret.prev;
  while (before !== null && (before.isDebugRecord || before.opcode === "bitcast")) {
    before = before.prev;
  }
  return before instanceof CallInst && before.tailKind === "musttail";
}
