/** Calls of functions of the module: the reverse function takes the record and the adjoint of the result, and gives those of scalars. */
import type { Instruction } from "../ir/graph.ts";
import { nullOf } from "../ir/literal.ts";
import { at } from "../support/assert.ts";
import { record } from "./needs.ts";
import type { JointDerivation } from "./sweep.ts";

/** The reverse of a call that {@link PairCalls} has. */
export const calling: JointDerivation = {
  needs: (inst) => [record(inst)],
  reverseAll: (inst, sweeps) => {
    const { context, build } = at(sweeps, 0);
    const { spec, reverse } = context.pairs.pairOf(inst);
    const args = [at(sweeps, 0).record(inst)];
    if (spec.returnActive)
      args.push(...sweeps.map((sweep) => sweep.take(inst) ?? nullOf(inst.type)));
    const result = build.call(reverse, args);
    const scalars = activeScalars(inst, spec.params);
    scalars.forEach((arg, i) => {
      const part = scalars.length === 1 ? result : build.extractValue(result, i);
      sweeps.forEach((sweep, lane) => {
        sweep.add(arg, sweeps.length === 1 ? part : build.extractValue(part, lane));
      });
    });
  },
};

function activeScalars(call: Instruction, params: readonly string[]): Instruction["operands"] {
  return params.flatMap((word, i) => (word === "out" ? [at(call.operands, i)] : []));
}
