/**
 * Minima and maxima of integers as wide as a pointer, said by a comparison and a choice: what they choose between may be addresses, and a
 * choice between values is what every analysis knows. Compilers without optimisation write it so.
 */
import { calledFunction } from "../analysis/effects.ts";
import { IRBuilder, InsertPoint, type ModuleServices } from "../ir/builder.ts";
import type { Function } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import { scalarType } from "../ir/types.ts";

const choices = /^llvm\.([su])(min|max)\./;

/** Rewrites every such call; true when there was one. */
export function spellChoices(fn: Function, services: ModuleServices): boolean {
  let changed = false;
  for (const inst of [...fn.instructions()]) {
    if (inst instanceof CallInst) changed = spellChoice(inst, services) || changed;
  }
  if (changed) fn.module.markChanged(fn);
  return changed;
}

function spellChoice(call: CallInst, services: ModuleServices): boolean {
  const match = choices.exec(calledFunction(call)?.name ?? "");
  const scalar = scalarType(call.type);
  if (match === null || scalar.kind !== "int") return false;
  if (scalar.bits < services.layout.pointerBits(0)) return false;
  const [, sign, which] = match;
  const [a, b] = [call.operand(0), call.operand(1)];
  const build = new IRBuilder(InsertPoint.before(call), services);
  const isFirst = build.icmp(`${sign ?? "u"}${which === "min" ? "lt" : "gt"}`, a, b);
  const chosen = build.select(isFirst, a, b);
  chosen.position = call.position;
  call.replaceAllUsesWith(chosen);
  call.erase();
  return true;
}
