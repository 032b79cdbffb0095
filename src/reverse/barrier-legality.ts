/** Barriers to the optimiser behind which a number may be rounded: what the reverse pass refuses of them. */
import { hiddenBy, mayRoundIn } from "../analysis/hidden-rounding.ts";
import { emptyAsm } from "../analysis/inline-asm.ts";
import type { Roots } from "../analysis/memory.ts";
import type { Function } from "../ir/graph.ts";
import type { CallInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import type { Context } from "./context.ts";
import { refuse } from "./fail.ts";

/**
 * Whether a hidden sum is rounded depends on a number: where that is not known, both 0 and 1 may be its derivative.
 * @throws TsadError E_INLINE_ASM for an active value behind the barrier `call` that may be rounded
 */
export function checkBarrier(call: CallInst, context: Context): void {
  const asm = emptyAsm(call);
  if (asm === null) return;
  if (asm.result === null) checkInMemory(call, context);
  else if (context.activity.isActive(call)) {
    if (hiddenBy([call], call.operand(asm.result)) === "perhaps rounding") {
      throw roundingHidden(call, context.spec.primal);
    }
  }
}

/** In memory nothing is cut off from its derivative, so that even what is surely rounded is refused. */
function checkInMemory(call: CallInst, context: Context): void {
  const { activity, memory, fn } = context;
  const pointers = call.args.filter(({ type }) => type.kind === "pointer");
  const roots: Roots = new Set(pointers.flatMap((arg) => [...memory.rootsOf(arg)]));
  if (!activity.someActive(roots)) return;
  const isThere = (pointer: Value): boolean => memory.mayAlias(roots, memory.rootsOf(pointer));
  if (mayRoundIn(fn, isThere)) throw roundingHidden(call, context.spec.primal);
}

/** The error for a barrier, in `primal`, behind which a number may be rounded. */
export function roundingHidden(call: CallInst, primal: Function): Error {
  return refuse("E_INLINE_ASM", call, {
    primal,
    reason:
      "it hides a sum from which a term is taken away again, which may be how a number is rounded",
    remedy: "round with a function (floor, rint), or take the assembly out",
  });
}
