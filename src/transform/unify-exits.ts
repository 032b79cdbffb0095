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
  const result = fn.functionType.ret.kind === "void" ? null : new PhiInst(fn.functionType.ret);
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
