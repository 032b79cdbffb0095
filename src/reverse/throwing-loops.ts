/** Loops that an exception may leave from within a call, without an edge that says so. */
import type { Loop } from "../analysis/loops.ts";
import { CallInst } from "../ir/instructions.ts";
import { keptFor } from "../support/kept.ts";
import { mayThrow } from "../transform/exceptions.ts";
import type { Context } from "./context.ts";

const known = keptFor<Loop, Map<object, boolean>>(() => new Map());

/** May a call in the loop end in an exception that the function does not catch? */
export function mayThrowIn(loop: Loop, { services }: Pick<Context, "services">): boolean {
  const answers = known(loop);
  let answer = answers.get(services);
  if (answer === undefined) {
    const blocks = [...loop.blocks];
    answer = blocks.some((block) =>
      [...block].some(
        (inst) => inst instanceof CallInst && inst.opcode === "call" && mayThrow(inst, services),
      ),
    );
    answers.set(services, answer);
  }
  return answer;
}
