/**
 * Barriers: the reverse sweep waits where the forward sweep did. Between two of them no thread writes what another accesses; in the
 * reverse a read becomes an atomic addition and a write a read with zeroing by the same thread, so that the same holds of shadows.
 */
import { callEffects } from "../analysis/effects.ts";
import { Constant } from "../ir/constants.ts";
import type { Instruction } from "../ir/graph.ts";
import { CallInst, FenceInst } from "../ir/instructions.ts";
import { nullOf } from "../ir/literal.ts";
import { at } from "../support/assert.ts";
import { keptFor } from "../support/kept.ts";
import type { Context } from "./context.ts";
import type { JointDerivation } from "./sweep.ts";
import { targetOf } from "./target.ts";

/** Does a thread wait for others there, or order what they see? */
export function isBarrier(inst: Instruction, context: Pick<Context, "services">): boolean {
  if (inst instanceof CallInst) return callEffects(inst)?.what === "barrier";
  return inst instanceof FenceInst && targetOf(context.services) !== null;
}

/** May other threads, in the middle of the function, change memory that they share with this one? */
export const isSynchronised = keptFor((context: Context): boolean =>
  context.cfg.order.some((block) => [...block].some((inst) => isBarrier(inst, context))),
);

/** Once for all gradients that are made at once. What a barrier tells of a predicate is an integer that nobody asks for again. */
export const waiting: JointDerivation = {
  needs: () => [],
  reverseAll: (inst, sweeps) => {
    const { build } = at(sweeps, 0);
    if (inst instanceof FenceInst) {
      build.insert(new FenceInst(build.module.types.void, mirrored(inst.ordering)));
      return;
    }
    if (!(inst instanceof CallInst)) return;
    const args = inst.args.map((arg) => (arg instanceof Constant ? arg : nullOf(arg.type)));
    const { callee, functionType: type, attributes, prefix } = inst;
    build.call({ callee, type }, args, { attributes, prefix });
  },
};

/** What is released going forward is acquired going back. */
function mirrored(ordering: string): string {
  const swapped = { acquire: "release", release: "acquire" } as const;
  return ordering.replace(/\b(acquire|release)$/, (word) =>
    word === "acquire" ? swapped.acquire : swapped.release,
  );
}
