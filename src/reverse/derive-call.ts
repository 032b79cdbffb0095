/** Calls of functions of the module: the reverse function takes the record and the adjoint of the result, and gives those of scalars. */
import type { Instruction } from "../ir/graph.ts";
import { nullOf } from "../ir/literal.ts";
import { at } from "../support/assert.ts";
import { record } from "./needs.ts";
import type { Derivation } from "./sweep.ts";

/** The reverse of a call that {@link PairCalls} has. */
export const calling: Derivation = {
  needs: (inst) => [record(inst)],
  reverse: (inst, sweep) => {
    const { spec, reverse } = sweep.context.pairs.pairOf(inst);
    const args = [sweep.record(inst)];
    if (spec.returnActive) args.push(sweep.take(inst) ?? nullOf(inst.type));
    const result = sweep.build.call(reverse, args);
    const scalars = activeScalars(inst, spec.params);
    scalars.forEach((arg, i) => {
      const part = scalars.length === 1 ? result : sweep.build.extractValue(result, i);
      sweep.add(arg, part);
    });
  },
};

function activeScalars(call: Instruction, params: readonly string[]): Instruction["operands"] {
  return params.flatMap((word, i) => (word === "out" ? [at(call.operands, i)] : []));
}
