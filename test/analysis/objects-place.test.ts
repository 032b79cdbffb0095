import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clipped,
  covers,
  exactly,
  join,
  minus,
  multiples,
  overlap,
  type Place,
  placeText,
  plus,
  widen,
} from "../../src/analysis/objects/place.ts";

/** A place with its offsets written out: bounded steps only. */
const places: fc.Arbitrary<Place> = fc
  .tuple(
    fc.integer({ min: -40, max: 40 }),
    fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.nat(2), fc.nat(3)), { maxLength: 3 }),
  )
  .map(([offset, steps]) =>
    steps.reduce((all, [stride, low, count]) => {
      return plus(all, multiples(stride, -low, count));
    }, exactly(offset)),
  );

function offsetsOf({ offset, steps }: Place): Set<number> {
  let all = [offset];
  for (const { stride, low, high } of steps) {
    const next: number[] = [];
    for (const at of all) for (let k = low; k <= high; k++) next.push(at + k * stride);
    all = [...new Set(next)];
  }
  return new Set(all);
}

const within = (part: Set<number>, { offset, steps }: Place): boolean => {
  const bounded = steps.map((step) => ({
    ...step,
    low: Math.max(step.low, -200),
    high: Math.min(step.high, 200),
  }));
  const all = steps.length > 2 ? null : offsetsOf({ offset, steps: bounded });
  return all === null || [...part].every((x) => all.has(x));
};

describe("places", () => {
  it("join, widen and sum hold what they must", () => {
    fc.assert(
      fc.property(places, places, (a, b) => {
        const [as, bs] = [offsetsOf(a), offsetsOf(b)];
        expect(within(as, join(a, b)) && within(bs, join(a, b))).toBe(true);
        expect(within(as, widen(a, b)) && within(bs, widen(a, b))).toBe(true);
        const sums = new Set([...as].flatMap((x) => [...bs].map((y) => x + y)));
        expect(offsetsOf(plus(a, b))).toEqual(expect.objectContaining(sums));
        const differences = new Set([...as].flatMap((x) => [...bs].map((y) => x - y)));
        expect(within(differences, minus(a, b))).toBe(true);
      }),
    );
  });

  it("what is joined covers both parts, so that joining comes to an end", () => {
    fc.assert(
      fc.property(places, places, (a, b) => {
        for (const joined of [join(a, b), widen(a, b)]) {
          expect(covers(joined, a) && covers(joined, b)).toBe(true);
          expect(join(joined, b)).toBe(joined);
        }
      }),
    );
  });

  it("never says that what overlaps is apart", () => {
    const sizes = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(places, sizes, places, sizes, (a, sizeA, b, sizeB) => {
        const meets = [...offsetsOf(a)].some((x) =>
          [...offsetsOf(b)].some((y) => x < y + sizeB && y < x + sizeA),
        );
        if (meets) expect(overlap(a, sizeA, b, sizeB)).toBe(true);
      }),
    );
  });

  it("covers only what it holds", () => {
    fc.assert(
      fc.property(places, places, (a, b) => {
        const all = offsetsOf(a);
        if (covers(a, b)) expect([...offsetsOf(b)].every((x) => all.has(x))).toBe(true);
      }),
    );
  });

  it("keeps fields of structs in arrays apart", () => {
    const element = multiples(40);
    const x = plus(plus(exactly(0), element), multiples(8, 0, 2));
    const next = plus(exactly(24), element);
    expect(overlap(x, 8, next, 8)).toBe(false);
    expect(overlap(x, 16, next, 8)).toBe(true);
    expect(placeText(x)).toBe("0+40i+8j[0,2]");
  });

  it("steps of several strides keep to what divides them all", () => {
    const some = plus(multiples(24, 0), multiples(16, 0));
    expect(overlap(some, 4, exactly(20), 4)).toBe(false);
    expect(overlap(some, 4, plus(exactly(4), multiples(40)), 4)).toBe(false);
    expect(overlap(some, 8, exactly(20), 4)).toBe(true);
    expect(overlap(some, 4, plus(exactly(4), multiples(12)), 4)).toBe(true);
  });

  it("a loop's pointer comes to rest", () => {
    let place = exactly(0);
    for (let i = 0; i < 4; i++) place = widen(place, plus(place, exactly(24)));
    expect(placeText(place)).toBe("0+24i[0,]");
  });

  it("comes to rest whatever a loop adds, also where one of its strides has no bound already", () => {
    fc.assert(
      fc.property(places, places, fc.integer({ min: -64, max: 64 }), (a, b, by) => {
        let place = widen(a, b);
        let steps = 0;
        for (let before = null as string | null; before !== placeText(place); steps++) {
          before = placeText(place);
          place = widen(place, plus(place, exactly(by)));
          expect(steps).toBeLessThan(30);
        }
      }),
    );
  });

  it("clips an array to a range", () => {
    const array = multiples(8, 0, 99);
    expect(placeText(clipped(array, 8, 16, 32))).toBe("16+8i[0,1]");
    expect(placeText(clipped(array, 8, 20, 24))).toBe("16");
  });
});
