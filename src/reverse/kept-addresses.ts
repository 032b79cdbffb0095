/** Which variables of a module have an address that gets around, as far as the module shows: those that are not only accessed by name. */
import { ConstantAggregate, ConstantExpr } from "../ir/constants.ts";
import { GlobalVariable, type Instruction } from "../ir/graph.ts";
import { LoadInst, StoreInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import type { ModuleItems } from "../transform/address-taken.ts";
import { keptFor } from "../support/kept.ts";

/** The variables whose address is stored, passed on or computed with; found when first asked for, by reading the whole module. */
export const keptVariables = keptFor(find);

function find(module: ModuleItems): ReadonlySet<GlobalVariable> {
  const kept = new Set<GlobalVariable>();
  const seen = new Set<Value>();
  const collect = (start: Value): void => {
    const stack = [start];
    for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
      if (value instanceof GlobalVariable) kept.add(value);
      if (seen.has(value)) continue;
      seen.add(value);
      if (value instanceof ConstantExpr) stack.push(...value.args);
      else if (value instanceof ConstantAggregate) stack.push(...value.elements);
    }
  };
  for (const global of module.globals()) {
    if (global instanceof GlobalVariable && global.initializer !== null)
      collect(global.initializer);
  }
  for (const fn of module.functions()) {
    // What tsad's own helpers do with an address keeps it nowhere.
    if (fn.isDeclaration || fn.name.startsWith("__tsad_")) continue;
    for (const inst of fn.instructions()) for (const value of passedOn(inst)) collect(value);
  }
  return kept;
}

function passedOn(inst: Instruction): readonly Value[] {
  if (inst instanceof LoadInst) return [];
  return inst instanceof StoreInst ? [inst.value] : inst.operands;
}
