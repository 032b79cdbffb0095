/** Structs that a kernel is given by value: each thread may change its copy, but they share one shadow, to which they only add. */
import { callEffects } from "../analysis/effects.ts";
import { hasAttribute } from "../ir/attributes.ts";
import type { Argument, Instruction } from "../ir/graph.ts";
import { CallInst, CastInst, GepInst, PhiInst, SelectInst, StoreInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import type { Context } from "./context.ts";
import { hasShadow } from "./spec.ts";

/** The parameter with a shadow, behind which there is only to be read, that the instruction writes to, or whose address it leaves in memory. */
export function changedGiven(inst: Instruction, { params, spec }: Context): Argument | null {
  const isGiven = (value: Value): Argument | null => {
    const index = params.primal.findIndex((own) => own === value);
    const given = spec.primal.args[index];
    if (given === undefined || !hasShadow(spec.params[index])) return null;
    return hasAttribute(given.attributes, "readonly") ? given : null;
  };
  for (const pointer of targets(inst)) {
    for (const base of basesOf(pointer)) {
      const given = isGiven(base);
      if (given !== null) return given;
    }
  }
  return null;
}

/** What the instruction writes through, and what it stores. */
function targets(inst: Instruction): readonly Value[] {
  if (inst instanceof StoreInst) return [inst.pointer, inst.value];
  const effects = inst instanceof CallInst ? callEffects(inst) : undefined;
  return effects?.writes.map((i) => inst.operand(i)) ?? [];
}

/** What the pointer is computed from, without going through memory. */
function basesOf(pointer: Value): ReadonlySet<Value> {
  const found = new Set([pointer]);
  for (const value of found) {
    if (value instanceof GepInst) found.add(value.base);
    else if (value instanceof CastInst) found.add(value.operand(0));
    else if (value instanceof PhiInst || value instanceof SelectInst)
      for (const operand of value.operands) found.add(operand);
  }
  return found;
}
