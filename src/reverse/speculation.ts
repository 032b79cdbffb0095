/**
 * Values computed only to be thrown away by a select: what a compiler made of a branch. Where such a value was not chosen its
 * adjoint is exactly zero, and a partial that is infinite or NaN there (1/x of the branch not taken) must not turn that into
 * NaN; at -O0 the branch would have kept it from being computed at all.
 */
import type { Cfg } from "../analysis/cfg.ts";
import { flowOperands } from "../analysis/flow.ts";
import { Instruction } from "../ir/graph.ts";
import { SelectInst } from "../ir/instructions.ts";
import { isFloating } from "../ir/types.ts";

const found = new WeakSet<Instruction>();

/** Marks the speculated values of a function; one pass against the order of computation. */
export function markSpeculated(cfg: Cfg): void {
  for (let i = cfg.size - 1; i >= 0; i--) {
    for (let inst = cfg.block(i).last; inst !== null; inst = inst.prev) {
      if (isFloating(inst.type) && isOnlySelected(inst)) found.add(inst);
    }
  }
}

/** Is every use of the value, as far as derivatives flow through it, by a select or by another speculated value? */
export function isSpeculated(inst: Instruction): boolean {
  return found.has(inst);
}

function isOnlySelected(inst: Instruction): boolean {
  let any = false;
  for (const { user, index } of inst.uses()) {
    if (!(user instanceof Instruction)) continue;
    if (user.opcode === "store" || user.opcode === "ret") return false;
    if (!flowOperands(user).includes(index)) continue;
    if (!(user instanceof SelectInst) && !found.has(user)) return false;
    any = true;
  }
  return any;
}
