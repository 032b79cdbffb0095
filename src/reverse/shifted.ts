/**
 * Values that an optimiser hands from one iteration to the next so as not to load them again, as of a stencil the right neighbour is the centre in the
 * iteration after it. The load can be done again in their place.
 */
import type { Loop } from "../analysis/loops.ts";
import { constantOf } from "../analysis/symbolic.ts";
import { GepInst, LoadInst, PhiInst } from "../ir/instructions.ts";
import { integerOf } from "../ir/constants.ts";
import type { Value } from "../ir/value.ts";
import type { Context } from "./context.ts";
import { placeIn } from "./joint/boxes.ts";

/** A phi of a header that is what `load` would load from `bytes` before the place where it loads in the same iteration. */
export interface Shifted {
  readonly load: LoadInst;
  readonly bytes: bigint;
  /** All loads that it comes from: with what they read unchanged, it can be loaded again. */
  readonly loads: readonly LoadInst[];
}

/** A value is handed on through so many iterations at most. */
const mostIterations = 4;

/** Where the phi comes from; null where it is no such. */
export function shiftedOf(phi: PhiInst, loop: Loop, context: Context): Shifted | null {
  const { preheader, latch } = loop;
  if (preheader === null || latch === null || phi.parent !== loop.header) return null;
  const firsts: LoadInst[] = [];
  let next: Value = phi;
  while (next instanceof PhiInst && next.parent === loop.header) {
    const first = next.valueFrom(preheader);
    if (!(first instanceof LoadInst) || firsts.length >= mostIterations) return null;
    firsts.push(first);
    next = next.valueFrom(latch);
  }
  if (!(next instanceof LoadInst) || next.type !== phi.type) return null;
  const step = stepOver(next, firsts, loop, context);
  if (step === null) return null;
  return { load: next, bytes: step * BigInt(firsts.length), loads: [...firsts, next] };
}

/** By how much the load goes on, where each of `firsts`, the last one first, is one more step before its first place. */
function stepOver(
  load: LoadInst,
  firsts: readonly LoadInst[],
  loop: Loop,
  context: Context,
): bigint | null {
  const { layout } = context.services;
  const place = placeIn(
    { base: load.pointer, start: { kind: "constant", bits: 64, constant: 0n } },
    loop,
    context,
  );
  const step = place === null ? null : constantOf(place.step);
  const start = place === null ? null : constantOf(place.start);
  if (place === null || step === null || start === null || step === 0n) return null;
  const by = BigInt.asIntN(64, step);
  const own = fixedPlace(place.base, context);
  const fit = [...firsts].reverse().every((first, i) => {
    const other = fixedPlace(first.pointer, context);
    const wanted = own.bytes + BigInt.asIntN(64, start) - by * BigInt(i + 1);
    return other.base === own.base && other.bytes === wanted && first.type === load.type;
  });
  return fit && !layout.isScalable(load.type) ? by : null;
}

/** A pointer without the constants that are added to it. */
function fixedPlace(pointer: Value, { services }: Context): { base: Value; bytes: bigint } {
  const { layout } = services;
  let base = pointer;
  let bytes = 0n;
  while (base instanceof GepInst && !layout.isScalable(base.sourceType)) {
    const [index, another] = base.indices;
    const by = index === undefined ? undefined : integerOf(index);
    if (by === undefined || another !== undefined || index?.type.kind !== "int") break;
    bytes += BigInt.asIntN(index.type.bits, by) * BigInt(layout.sizeOf(base.sourceType));
    base = base.base;
  }
  return { base, bytes };
}
