/**
 * Where in its object a pointer may point: a byte offset plus any number of steps, each a stride taken between `low` and `high`
 * times. An element of an array of structs, and in it an element of an array, is offset + 40·[0,99] + 8·[0,2]; so fields
 * of structs in arrays stay apart whatever the nesting.
 */

/** `stride` times a count between `low` and `high` inclusive, either of which may be infinite; `stride` is positive. */
export interface Step {
  readonly stride: number;
  readonly low: number;
  readonly high: number;
}

/** A set of offsets in bytes. Canonical: strides fall, none comes twice, and a step that has a lower bound has the bound 0. */
export interface Place {
  readonly offset: number;
  readonly steps: readonly Step[];
}

/** More strides than this are joined into their greatest common divisor: programs that have more of them are not written by hand. */
const mostSteps = 6;

const none: readonly Step[] = [];
const offsets = new Map<number, Place>();

/** The one offset. */
export function exactly(offset: number): Place {
  let place = offsets.get(offset);
  if (place === undefined) {
    place = { offset, steps: none };
    if (offset >= -64 && offset < 4096) offsets.set(offset, place);
  }
  return place;
}

/** Every offset. */
export const anywhere: Place = {
  offset: 0,
  steps: [{ stride: 1, low: -Infinity, high: Infinity }],
};

/** The multiples of `stride` from `low` to `high` times it. */
export function multiples(stride: number, low = -Infinity, high = Infinity): Place {
  if (stride === 0) return exactly(0);
  return canonical(0, [{ stride: Math.abs(stride), low, high }]);
}

/** Is it one offset? */
export function isExact(place: Place): boolean {
  return place.steps.length === 0;
}

/** The place moved by a number of bytes. */
export function moved(place: Place, by: number): Place {
  if (by === 0) return place;
  return place.steps.length === 0
    ? exactly(place.offset + by)
    : canonical(place.offset + by, place.steps);
}

/** All sums of an offset of `a` and one of `b`. */
export function plus(a: Place, b: Place): Place {
  if (a.steps.length === 0) return moved(b, a.offset);
  if (b.steps.length === 0) return moved(a, b.offset);
  return canonical(a.offset + b.offset, [...a.steps, ...b.steps]);
}

/** All differences of an offset of `a` and one of `b`. */
export function minus(a: Place, b: Place): Place {
  const steps = b.steps.map(({ stride, low, high }) => ({ stride, low: -high, high: -low }));
  return plus(a, steps.length === 0 ? exactly(-b.offset) : canonical(-b.offset, steps));
}

/** A place that holds both; `a` itself when nothing is new. */
export function join(a: Place, b: Place): Place {
  if (a === b || covers(a, b)) return a;
  if (covers(b, a)) return b;
  const joined = joinSteps(a, b);
  return covers(joined, a) && covers(joined, b) ? joined : hull(a, b);
}

/** Is every offset of `b` one of `a`? False may also mean that it is not easy to see. */
export function covers(a: Place, b: Place): boolean {
  const needed = a.steps.map(({ stride }) => ({ stride, low: 0, high: 0 }));
  let rest = b.offset - a.offset;
  a.steps.forEach(({ stride, low, high }, i) => {
    const count = Math.min(Math.max(Math.floor(rest / stride), low), high);
    const need = needed[i];
    if (need === undefined) return;
    need.low = need.high = count;
    rest -= count * stride;
  });
  if (rest !== 0) return false;
  for (const { stride, low, high } of b.steps) {
    const need = needed.find((candidate) => stride % candidate.stride === 0);
    if (need === undefined) return false;
    need.low += (stride / need.stride) * low;
    need.high += (stride / need.stride) * high;
  }
  return a.steps.every((step, i) => {
    const need = needed[i];
    return need !== undefined && step.low <= need.low && need.high <= step.high;
  });
}

/** The ranges of equal strides joined; the distance between the offsets taken with a stride that divides it, or with a new one. */
function joinSteps(a: Place, b: Place): Place {
  const ranges = new Map<number, { a: Step; b: Step }>();
  const rangeOf = (stride: number): { a: Step; b: Step } => {
    const still = { stride, low: 0, high: 0 };
    const range = ranges.get(stride) ?? { a: still, b: still };
    ranges.set(stride, range);
    return range;
  };
  for (const step of a.steps) rangeOf(step.stride).a = step;
  for (const step of b.steps) rangeOf(step.stride).b = step;
  const strides = [...ranges.keys()].sort((x, y) => y - x);
  const shift = (stride: number, by: number): void => {
    const range = rangeOf(stride);
    range.b = { stride, low: range.b.low + by, high: range.b.high + by };
  };
  let rest = b.offset - a.offset;
  for (const stride of strides) {
    const range = rangeOf(stride);
    if (!isFree(range.a) && !isFree(range.b)) continue;
    rest = modulo(rest, stride);
  }
  if (rest !== 0) {
    const stride = strides.find((s) => rest % s === 0) ?? Math.abs(rest);
    shift(stride, rest / stride);
  }
  const steps = [...ranges].map(([stride, both]) => ({
    stride,
    low: Math.min(both.a.low, both.b.low),
    high: Math.max(both.a.high, both.b.high),
  }));
  return canonical(a.offset, steps);
}

function isFree({ low, high }: Step): boolean {
  return low === -Infinity && high === Infinity;
}

/** All offsets between the bounds that the common divisor allows. */
function hull(a: Place, b: Place): Place {
  let stride = Math.abs(b.offset - a.offset);
  for (const step of [...a.steps, ...b.steps]) stride = gcd(stride, step.stride);
  const [first, second] = [bounds(a), bounds(b)];
  const low = Math.min(first.low, second.low) - a.offset;
  const high = Math.max(first.high, second.high) - a.offset;
  return canonical(a.offset, [{ stride, low: low / stride, high: high / stride }]);
}

/** {@link join}, with every bound that grows made infinite: so that a loop that moves a pointer comes to an end. */
export function widen(a: Place, b: Place): Place {
  const joined = join(a, b);
  if (joined === a || isExact(a)) return joined;
  const [before, after] = [bounds(a), bounds(joined)];
  const freed = (place: Place): Place => {
    const steps = place.steps.map(({ stride, low, high }) => {
      // Where one step has no bound the sum has none either, and another may go on growing.
      const known = a.steps.find((step) => step.stride === stride) ?? { low: 0, high: 0 };
      return {
        stride,
        low: after.low < before.low || low < known.low ? -Infinity : low,
        high: after.high > before.high || high > known.high ? Infinity : high,
      };
    });
    return canonical(place.offset, steps);
  };
  const widened = freed(joined);
  return covers(widened, a) && covers(widened, b) ? widened : freed(hull(a, b));
}

/** The least and the greatest offset. */
export function bounds({ offset, steps }: Place): { readonly low: number; readonly high: number } {
  let [low, high] = [offset, offset];
  for (const step of steps) {
    low += step.low * step.stride;
    high += step.high * step.stride;
  }
  return { low, high };
}

/** May `sizeA` bytes at `a` and `sizeB` bytes at `b` share one? Sizes may be infinite. */
export function overlap(a: Place, sizeA: number, b: Place, sizeB: number): boolean {
  const [spanA, spanB] = [bounds(a), bounds(b)];
  if (spanA.high + sizeA <= spanB.low || spanB.high + sizeB <= spanA.low) return false;
  const strides = [...a.steps, ...b.steps].map(({ stride }) => stride);
  // All steps are multiples of the common divisor, so that where they go from the offsets is known modulo it.
  const common = strides.reduce(gcd, 0);
  return ![...strides, common].some((stride) => apartModulo(stride, a, sizeA, b, sizeB));
}

/** Do they never meet modulo the stride? Steps that are multiples of it fall away. */
function apartModulo(stride: number, a: Place, sizeA: number, b: Place, sizeB: number): boolean {
  if (stride === 0) return false;
  const [runA, runB] = [residue(a, sizeA, stride), residue(b, sizeB, stride)];
  if (!(runA.length + runB.length <= stride)) return false;
  const distance = modulo(runB.start - runA.start, stride);
  return distance >= runA.length && stride - distance >= runB.length;
}

function residue(place: Place, size: number, stride: number): { start: number; length: number } {
  let start = place.offset;
  let length = size;
  for (const step of place.steps) {
    if (step.stride % stride === 0) continue;
    start += step.low * step.stride;
    length += (step.high - step.low) * step.stride;
  }
  return { start, length };
}

/** The part of a place at which `size` bytes reach into the bytes from `low` to `high`; exact for one stride, else the whole. */
export function clipped(place: Place, size: number, low: number, high: number): Place {
  const [step, more] = place.steps;
  if (step === undefined || more !== undefined) return place;
  const first = Math.floor((low - size - place.offset) / step.stride) + 1;
  const last = Math.ceil((high - place.offset) / step.stride) - 1;
  const part = {
    stride: step.stride,
    low: Math.max(step.low, first),
    high: Math.min(step.high, last),
  };
  return part.low > part.high ? place : canonical(place.offset, [part]);
}

/** Are they equal? */
export function samePlace(a: Place, b: Place): boolean {
  return (
    a.offset === b.offset &&
    a.steps.length === b.steps.length &&
    a.steps.every((step, i) => {
      const other = b.steps[i];
      return step.stride === other?.stride && step.low === other.low && step.high === other.high;
    })
  );
}

/** The place as text: `8`, `0+40i`, `16+8i[0,2]`. Equal places have equal texts. */
export function placeText({ offset, steps }: Place): string {
  const parts = steps.map(({ stride, low, high }, i) => {
    const letter = "ijklmn"[i] ?? `i${i}`;
    const range = isFree({ stride, low, high })
      ? ""
      : `[${low === -Infinity ? "" : low},${high === Infinity ? "" : high}]`;
    return `+${stride === 1 ? "" : stride}${letter}${range}`;
  });
  return `${offset}${parts.join("")}`;
}

/** The remainder that is not negative. */
export function modulo(n: number, by: number): number {
  const rest = n % by;
  return rest < 0 ? rest + by : rest + 0;
}

function canonical(offset: number, steps: readonly Step[]): Place {
  const byStride = new Map<number, Step>();
  for (const { stride, low, high } of steps) {
    const known = byStride.get(stride);
    const sum = { stride, low: (known?.low ?? 0) + low, high: (known?.high ?? 0) + high };
    byStride.set(stride, sum);
  }
  let base = offset;
  let kept: Step[] = [];
  for (const { stride, low, high } of [...byStride.values()].sort((a, b) => b.stride - a.stride)) {
    if (low !== -Infinity) base += low * stride;
    else if (high !== Infinity) base += high * stride;
    const step = rebased(stride, low, high);
    if (step.low !== 0 || step.high !== 0) kept.push(step);
  }
  if (kept.length > mostSteps) kept = [fused(kept)];
  kept = kept.filter((step) => !kept.some((other) => absorbs(other, step)));
  for (const step of kept) if (isFree(step)) base = modulo(base, step.stride);
  return kept.length === 0 ? exactly(base) : { offset: base, steps: kept };
}

function rebased(stride: number, low: number, high: number): Step {
  if (low !== -Infinity) return { stride, low: 0, high: high - low };
  return { stride, low, high: high === Infinity ? high : 0 };
}

/** Is every sum with a multiple of `small` also one with `big` alone? */
function absorbs(big: Step, small: Step): boolean {
  if (big === small || small.stride % big.stride !== 0) return false;
  const upwards = big.high === Infinity || small.high <= 0;
  const downwards = big.low === -Infinity || small.low >= 0;
  return upwards && downwards;
}

function fused(steps: readonly Step[]): Step {
  let [stride, low, high] = [0, 0, 0];
  for (const step of steps) {
    stride = gcd(stride, step.stride);
    low += step.low * step.stride;
    high += step.high * step.stride;
  }
  return { stride, low: low / stride, high: high / stride };
}

/** The greatest common divisor; `gcd(0, n)` is n. */
export function gcd(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}
