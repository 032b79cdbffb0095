/** Numbers that go from lane to lane of a warp: their adjoints go the other way. */
import type { Instruction } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import { handedToLanes } from "../rules/lanes.ts";
import { calledFunction } from "../analysis/effects.ts";
import { must } from "../support/assert.ts";
import { primal } from "./needs.ts";
import type { Derivation } from "./sweep.ts";
import { targetOf } from "./target.ts";

/** The operand that the call hands to other lanes; undefined for another call. */
export function handedOperand(inst: Instruction): number | undefined {
  if (!(inst instanceof CallInst)) return undefined;
  return handedToLanes(calledFunction(inst)?.name ?? "");
}

/** All lanes that took part come here again, as they all went the same way. */
export const shuffling: Derivation = {
  needs: (inst, { services }) => {
    if (!(inst instanceof CallInst)) return [];
    const operands = targetOf(services)?.lanes.operands(inst) ?? [];
    return operands.map((i) => primal(inst.operand(i)));
  },
  reverse: (inst, sweep) => {
    const adjoint = sweep.take(inst);
    const index = handedOperand(inst);
    if (adjoint === null || index === undefined || !(inst instanceof CallInst)) return;
    const { services } = sweep.context;
    const { lanes } = must(targetOf(services), "only threads of a GPU have lanes");
    const values = (i: number) => {
      const value = inst.operand(i);
      return lanes.operands(inst).includes(i) ? sweep.primal(value) : value;
    };
    sweep.add(inst.operand(index), lanes.back(inst, adjoint, values, sweep.build, services));
  },
};
