/** Barriers to the optimiser behind which a number in memory may be rounded: what forward mode refuses of them. */
import { mayRoundIn } from "../analysis/hidden-rounding.ts";
import { emptyAsm } from "../analysis/inline-asm.ts";
import { CallInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { roundingHidden } from "../reverse/barrier-legality.ts";
import type { Scene } from "./scene.ts";

/**
 * In memory nothing is cut off from its tangent, so that even what is surely rounded is refused.
 * @throws TsadError E_INLINE_ASM for such a barrier before memory with a shadow that may hold a rounded number
 */
export function checkBarriers({ fn, flow, spec }: Scene): void {
  for (const call of fn.instructions()) {
    if (!(call instanceof CallInst) || emptyAsm(call)?.result !== null) continue;
    const pointers = call.args.filter((arg) => arg.type.kind === "pointer" && flow.has(arg));
    if (pointers.length === 0) continue;
    const isThere = (pointer: Value): boolean =>
      pointers.some((arg) => flow.memory.mayAlias(flow.rootsOf(arg), flow.rootsOf(pointer)));
    if (mayRoundIn(fn, isThere)) throw roundingHidden(call, spec.primal);
  }
}
