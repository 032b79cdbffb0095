/**
 * Removes what computes nothing that is wanted: dead instructions, cycles of dead phis, and phis that can hold
 * one value only.
 */
import type { AttributeGroups } from "../ir/attributes.ts";
import { type Function, Instruction } from "../ir/graph.ts";
import { PhiInst } from "../ir/instructions.ts";
import { undefOf } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import { hasSideEffects } from "./removable.ts";
import { Worklist } from "../support/worklist.ts";

/** Removes trivial phis, then dead instructions; true when there were any. */
export function removeDeadCode(fn: Function, groups: AttributeGroups): boolean {
  const phis = removeTrivialPhis(fn);
  const dead = removeDeadInstructions(fn, groups);
  return phis || dead;
}

/** Marks what effects need, backward from them, and removes the rest. Debug metadata keeps nothing alive. */
export function removeDeadInstructions(fn: Function, groups: AttributeGroups): boolean {
  const wanted = new Set<Instruction>();
  for (const inst of fn.instructions()) if (hasSideEffects(inst, groups)) wanted.add(inst);
  // A set's iterator also reaches what is added while it runs.
  for (const inst of wanted) {
    for (const { value } of inst.operandUses) if (value instanceof Instruction) wanted.add(value);
  }
  const dead = [...fn.instructions()].filter((inst) => !wanted.has(inst));
  if (dead.length === 0) return false;
  for (const inst of dead) {
    if (inst.isUsed) inst.replaceAllUsesWith(undefOf(inst.type));
  }
  for (const inst of dead) inst.erase();
  fn.module.markChanged(fn);
  return true;
}

/** Replaces every phi that merges one value, itself aside, by that value. Loop-closing phis are such phis. */
export function removeTrivialPhis(fn: Function): boolean {
  const work = new Worklist<PhiInst>();
  for (const inst of fn.instructions()) if (inst instanceof PhiInst) work.add(inst);
  const removed: PhiInst[] = [];
  work.drain((phi) => {
    const only = onlyValue(phi);
    if (only === null) return;
    for (const { user } of phi.uses()) if (user instanceof PhiInst && user !== phi) work.add(user);
    phi.replaceAllUsesWith(only);
    phi.erase();
    removed.push(phi);
  });
  if (removed.length > 0) fn.module.markChanged(fn);
  return removed.length > 0;
}

/** The value a phi always has; null when it merges several, or none but itself. */
function onlyValue(phi: PhiInst): Value | null {
  let only: Value | null = null;
  for (let i = 0; i < phi.incomingCount; i++) {
    const value = phi.incomingValue(i);
    if (value === phi || value === only) continue;
    if (only !== null) return null;
    only = value;
  }
  return only;
}
