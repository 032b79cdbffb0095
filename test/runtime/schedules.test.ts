/** T1 and T3: every schedule is followed on a model, and its counts are compared with formulas and with dynamic programming. */
import { beforeAll, describe, expect, it } from "vitest";
import { must } from "../../src/support/assert.ts";
import { ask, countsOf, type Found, prepare, type Request, used } from "./ask.ts";
import {
  binomial,
  binomialFormula,
  diskRevolve,
  hrevolve,
  type Level,
  mixed,
  online,
} from "./oracle.ts";
import type { Counts } from "./replay.ts";

beforeAll(prepare, 120_000);

const only = async (request: Request): Promise<Found> =>
  must((await countsOf([request]))[0], "one answer");

/** Every length up to `most` with every number of slots up to 12. */
function grid(most: number, step = 1): { readonly length: number; readonly slots: number }[] {
  const lengths = Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
  return lengths.flatMap((length) =>
    Array.from({ length: 12 }, (_, i) => ({ length, slots: i + 1 })),
  );
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + (b || 0), 0);

describe("revolve", () => {
  it("runs as few steps forward as the recurrence and the formula say", async () => {
    const cases = grid(200);
    const counts = await countsOf(cases.map((each) => ({ name: "revolve", ...each })));
    cases.forEach(({ length, slots }, i) => {
      const { forwards, turns, uses, predicted } = must(counts[i], "counts");
      const expected = binomial(length, slots);
      expect([forwards, predicted.binomial], `${length} ${slots}`).toEqual([expected, expected]);
      if (length > 0) expect(binomialFormula(length, slots)).toBe(expected);
      expect(turns).toBe(length);
      expect(uses.length).toBeLessThanOrEqual(slots);
    });
  });

  it.each([
    [500, 1, 124750],
    [500, 4, 3213],
    [1000, 1, 499500],
    [1000, 2, 28820],
    [1000, 3, 12155],
    [1000, 10, 3636],
    [500, 100, 898],
    [1000, 100, 1898],
    [10000, 10, 57624],
    [10000, 100, 24747],
    [10000, 500, 19498],
  ])("reverses %d steps with %d slots by %d steps forward", async (length, slots, forwards) => {
    expect((await only({ name: "revolve", length, slots })).forwards).toBe(forwards);
  });

  it.each([
    [50, 7, 28],
    [100, 4, 35],
    [500, 4, 165],
    [500, 100, 399],
    [1000, 100, 899],
    [10000, 500, 9499],
  ])("stores as seldom as Algorithm 799: %d steps, %d slots, %d stores", async (...row) => {
    const [length, slots, stores] = row;
    expect((await only({ name: "revolve", length, slots })).stores).toBe(stores);
  });

  it("takes the square root of the length where no slots are given", async () => {
    expect((await only({ name: "binomial", length: 100 })).forwards).toBe(binomial(100, 10));
    expect((await only({ name: "revolve", length: 3 })).uses.length).toBe(2);
  });
});

describe("multistage", () => {
  it.each([
    [50, [3, 5, 7, 11, 14, 17, 20]],
    [100, [4, 9, 16, 23, 30, 37, 44]],
  ])("uses the slots of %d steps as often as the paper says", async (length, uses) => {
    for (const fast of [0, 3, 7, 9]) {
      const counts = await only({ name: "multistage", length, slots: 7, fast });
      expect(counts.uses).toEqual(uses);
      const slow = sum(uses.slice(0, Math.max(0, 7 - fast)));
      expect((counts.writes[1] ?? 0) + (counts.reads[1] ?? 0)).toBe(slow);
      expect(counts.forwards).toBe(binomial(length, 7));
    }
  });

  it("is revolve for every length", async () => {
    const cases = grid(60);
    const counts = await countsOf(cases.map((each) => ({ name: "multistage", fast: 2, ...each })));
    cases.forEach(({ length, slots }, i) => {
      expect(counts[i]?.forwards).toBe(binomial(length, slots));
    });
  });
});

describe.each([false, true])("store-all, length unknown: %s", (unknown) => {
  it("runs each step twice, the last once where it is known", async () => {
    const lengths = Array.from({ length: 201 }, (_, length) => length);
    const counts = await countsOf(
      lengths.map((length) => ({ name: "store_all", length, unknown })),
    );
    counts.forEach(({ forwards, turns, stores }, length) => {
      const swept = unknown ? length : Math.max(0, length - 1);
      expect({ forwards, turns, stores }).toEqual({
        forwards: swept,
        turns: length,
        stores: swept,
      });
    });
  });
});

describe("periodic", () => {
  it("runs a segment twice, and keeps no more than the segments and the inside of one", async () => {
    const cases = grid(200).filter(({ length }) => length > 0);
    const counts = await countsOf(cases.map((each) => ({ name: "periodic", ...each })));
    cases.forEach(({ length, slots }, i) => {
      const segments = Math.min(slots, length);
      const starts = Array.from({ length: segments + 1 }, (_, k) =>
        Math.floor((k * length) / segments),
      );
      const longest = Math.max(...starts.slice(1).map((end, k) => end - (starts[k] ?? 0)));
      const found = must(counts[i], "counts");
      expect(found.forwards).toBe((starts[segments - 1] ?? 0) + length - segments);
      expect(used(found)).toBeLessThanOrEqual(segments + longest - 1);
    });
  });

  it("has segments of the square root of the length where none are given", async () => {
    const counts = await only({ name: "regular", length: 100 });
    expect([counts.forwards, used(counts)]).toEqual([90 + 100 - 10, 10 + 8]);
  });

  it.each([1, 7, 100, 1000])("takes a period %d instead, and then no length", async (period) => {
    for (const length of [1, 6, 7, 8, 100, 199, 200]) {
      const blocks = Math.ceil(length / period);
      const [known, unknown] = await countsOf([
        { name: "periodic", length, period },
        { name: "periodic", length, period, unknown: true },
      ]);
      expect(known?.forwards).toBe((blocks - 1) * period + length - blocks);
      expect(unknown?.forwards).toBe(length + length - blocks);
    }
  });
});

describe("two-level", () => {
  const inside = (length: number, period: number, slots: number): number =>
    sum(
      Array.from({ length: Math.ceil(length / period) }, (_, k) =>
        binomial(Math.min(period, length - k * period), slots + 1),
      ),
    );

  it.each([
    [100, 10, 2, 250],
    [1000, 100, 5, 3800],
  ])("of %d steps in blocks of %d with %d slots: %d steps", async (length, period, slots, all) => {
    const request = { name: "two_level", length, period, slots };
    expect((await only({ ...request, unknown: true })).forwards).toBe(all);
    // The sweep need not go through the last block where it is known to be the last.
    expect((await only(request)).forwards).toBe(all - period);
  });

  it("is a sweep and the binomial schedule in each block", async () => {
    const cases = grid(200, 3).flatMap((each) => [1, 7, 50].map((period) => ({ ...each, period })));
    const [known, unknown] = await Promise.all(
      [false, true].map((unknown) =>
        countsOf(cases.map((each) => ({ name: "two-level", unknown, ...each }))),
      ),
    );
    cases.forEach(({ length, slots, period }, i) => {
      const cost = inside(length, period, slots);
      const last = Math.max(0, Math.ceil(length / period) - 1) * period;
      expect(known?.[i]?.forwards).toBe(last + cost);
      expect(unknown?.[i]?.forwards).toBe(length + cost);
      const blocks = Math.ceil(length / period);
      expect(known?.[i]?.uses.length).toBeLessThanOrEqual(blocks + slots);
    });
  });
});

describe("hrevolve", () => {
  const costOf = ({ forwards, turns, writes, reads }: Counts, levels: readonly Level[]): number =>
    forwards +
    turns +
    sum(levels.map(({ write, read }, k) => write * (writes[k] ?? 0) + read * (reads[k] ?? 0)));
  const two = (fast: number, slow: number, cost: number): Level[] => [
    { slots: fast, write: 0, read: 0 },
    { slots: slow, write: cost, read: cost },
  ];

  it.each([
    [20, two(2, 3, 2), 70],
    [50, two(2, 5, 5), 230],
    [100, two(3, 5, 5), 440],
    [100, two(3, 5, 0), 345],
    [20, two(2, 0, 0), 85],
    [50, two(2, 0, 0), 335],
    [100, two(3, 0, 0), 590],
  ])("costs for %d steps what the paper's program gives", async (length, levels, cost) => {
    const counts = await only({ name: "hrevolve", length, levels });
    expect(costOf(counts, levels)).toBe(cost);
  });

  it("costs what the recurrence says, at two and three levels", async () => {
    const hierarchies: Level[][] = [
      two(1, 2, 1.5),
      two(3, 12, 4),
      [...two(2, 3, 2), { slots: 4, write: 11, read: 7 }],
      [
        { slots: 2, write: 0.25, read: 0.5 },
        { slots: 5, write: 3, read: 1 },
      ],
    ];
    const lengths = [0, 1, 2, 3, 4, 5, 9, 17, 40, 63, 120];
    const cases = hierarchies.flatMap((levels) => lengths.map((length) => ({ levels, length })));
    const counts = await countsOf(cases.map((each) => ({ name: "hrevolve", ...each })));
    cases.forEach(({ levels, length }, i) => {
      const found = must(counts[i], "counts");
      expect(costOf(found, levels)).toBeCloseTo(length + hrevolve(levels, length), 9);
      expect(found.uses.length).toBeLessThanOrEqual(sum(levels.map(({ slots }) => slots)));
    });
  });

  it("with one level that costs nothing is revolve", async () => {
    const cases = grid(120, 7);
    const counts = await countsOf(
      cases.map(({ length, slots }) => ({
        name: "hrevolve",
        length,
        levels: [{ slots, write: 0, read: 0 }],
      })),
    );
    cases.forEach(({ length, slots }, i) => {
      expect(counts[i]?.forwards).toBe(binomial(length, slots));
    });
  });
});

describe("disk-revolve", () => {
  const request = (length: number, fast: number, cost: number): Request => {
    // The first level gives the slots in memory, the second what the disk costs.
    const levels = [
      { slots: fast, write: 0, read: 0 },
      { slots: 0, write: cost, read: cost },
    ];
    return { name: "disk-revolve", length, levels };
  };
  const costOf = ({ forwards, writes, reads }: Counts, cost: number): number =>
    forwards + cost * ((writes[1] ?? 0) + (reads[1] ?? 0));

  it.each([
    [20, 2, 2, 70],
    [50, 3, 5, 200],
    [100, 3, 5, 425],
    [100, 5, 2, 333],
  ])("of %d steps with %d slots and disk %d costs %d", async (length, fast, cost, total) => {
    expect(costOf(await only(request(length, fast, cost)), cost)).toBe(total - length);
  });

  it("costs what the recurrence says", async () => {
    const cases = [0, 1, 2, 3, 5, 11, 30, 77, 150].flatMap((length) =>
      [1, 2, 5].flatMap((fast) => [0, 0.5, 3, 40].map((cost) => ({ length, fast, cost }))),
    );
    const counts = await countsOf(cases.map((c) => request(c.length, c.fast, c.cost)));
    cases.forEach(({ length, fast, cost }, i) => {
      const expected = diskRevolve(fast, cost, cost, length);
      expect(costOf(must(counts[i], "counts"), cost)).toBeCloseTo(expected, 9);
    });
  });
});

describe("mixed", () => {
  it.each([
    [1, 5049],
    [2, 931],
    [3, 554],
    [5, 352],
    [7, 278],
  ])("runs 100 steps with %d slots %d times", async (slots, steps) => {
    const { forwards, turns } = await only({ name: "mixed", length: 100, slots });
    expect(forwards + turns).toBe(steps);
  });

  it("runs as few steps as the recurrence says, never more than revolve", async () => {
    const cases = grid(120).filter(({ length }) => length % 5 < 2);
    const counts = await countsOf(cases.map((each) => ({ name: "mixed", ...each })));
    cases.forEach(({ length, slots }, i) => {
      const { forwards, turns, uses } = must(counts[i], "counts");
      expect(forwards + turns).toBe(mixed(length, slots));
      expect(forwards + turns).toBeLessThanOrEqual(binomial(length, slots) + length);
      expect(uses.length).toBeLessThanOrEqual(slots);
    });
  });
});

describe("online", () => {
  it.each([
    [3, 10, 18],
    [3, 100, 540],
    [3, 500, 5129],
    [5, 100, 343],
    [5, 500, 3041],
    [10, 10, 9],
    [10, 100, 233],
    [10, 500, 1692],
  ])("with %d slots, %d steps: %d forward and the last one", async (slots, length, forwards) => {
    const found = await only({ name: "online", length, slots, unknown: true });
    expect(found.forwards).toBe(forwards + 1);
  });

  it("ends anywhere, at the cost of the rule", async () => {
    const cases = grid(200).filter(({ length }) => length < 30 || length % 7 === 0);
    const counts = await countsOf(
      cases.map((each) => ({ name: "online", unknown: true, ...each })),
    );
    cases.forEach(({ length, slots }, i) => {
      const { forwards, uses } = must(counts[i], "counts");
      expect(forwards).toBe(length === 0 ? 0 : online(length, slots) + 1);
      expect(uses.length).toBeLessThanOrEqual(slots);
    });
  });

  it("has no limit of length, and stays within half as much again of the optimum", async () => {
    // Two and three repetitions end at 21 and 56 steps.
    for (const length of [21, 22, 56, 57, 500, 5000]) {
      const found = await only({ name: "online", length, slots: 5, unknown: true });
      expect(found.forwards).toBeLessThanOrEqual(1.5 * binomialFormula(length, 5) + length);
    }
  });
});

describe("what cannot be", () => {
  it.each<[Request, string]>([
    [{ name: "revolve", length: 10, slots: -1 }, "revolve needs at least 1 slot, got -1"],
    [{ name: "mixed", length: 10, slots: -7 }, "mixed needs at least 1 slot, got -7"],
    [{ name: "online", length: 10, unknown: true }, "online needs at least 1 slot, got 0"],
    [
      { name: "online", length: 10, slots: 2 },
      "online is for loops of unknown length; for 10 steps use revolve",
    ],
    [
      { name: "revolve", length: 5, unknown: true },
      "revolve needs the number of steps before the loop; online does not",
    ],
    [{ name: "revolve", length: -5 }, "revolve cannot run -5 steps"],
    [
      { name: "periodic", length: 5, unknown: true },
      "periodic needs the number of steps or a period; online needs neither",
    ],
    [{ name: "periodic", length: 5, slots: -2 }, "periodic needs at least 1 segment, got -2"],
    [{ name: "two-level", length: 5 }, "two-level needs a period of at least 1 step, got 0"],
    [
      { name: "two-level", length: 5, period: 2, slots: -1 },
      "two-level needs 0 or more slots inside a block, got -1",
    ],
    [
      { name: "multistage", length: 5, slots: 2, fast: -1 },
      "multistage needs 0 or more slots in memory, got -1",
    ],
    [{ name: "hrevolve", length: 5 }, "hrevolve needs 1 to 4 levels, got 0"],
    [
      { name: "hrevolve", length: 5, levels: [{ slots: 0, write: 0, read: 0 }] },
      "hrevolve needs at least 1 slot in level 0, got 0",
    ],
    [
      { name: "hrevolve", length: 5, levels: [{ slots: 1, write: -1, read: 0 }] },
      "hrevolve needs costs of 0 or more in level 0",
    ],
    [
      { name: "hrevolve", length: 10_000_000, levels: [{ slots: 9, write: 0, read: 0 }] },
      "hrevolve cannot plan 10000000 steps: the table would be too large; use multistage or two-level",
    ],
    [{ name: "disk-revolve", length: 5 }, "disk-revolve needs at least 1 slot in memory, got 0"],
    [
      { name: "auto", length: 5, budget: 799, snapshot: 800 },
      "auto: a budget of 799 bytes does not hold one state of 800 bytes",
    ],
    [{ name: "fastest", length: 5 }, "-1 is no schedule"],
  ])("%j is refused", async (request, sentence) => {
    expect(await ask([request])).toEqual([sentence]);
  });

  it("huge numbers of slots are taken for what they are", async () => {
    const slots = 4_000_000_000_000;
    const counts = await countsOf([
      { name: "revolve", length: 50, slots },
      { name: "mixed", length: 50, slots },
      { name: "multistage", length: 50, slots, fast: slots },
      { name: "hrevolve", length: 50, levels: [{ slots, write: 0, read: 0 }] },
      { name: "periodic", length: 50, slots },
    ]);
    for (const { forwards } of counts) expect(forwards).toBe(49);
  });
});

it.each([
  [3, [1, 4, 10, 20, 35, 56, 84]],
  [5, [1, 6, 21, 56, 126, 252]],
  [10, [1, 11, 66, 286, 1001, 3003]],
])("%d slots reach as far as the binomial coefficients say", async (slots, reaches) => {
  const asked = reaches.map((_, fast) => ({ name: "store-all", length: 0, slots, fast }));
  const counts = await countsOf(asked);
  expect(counts.map(({ predicted }) => predicted.reach)).toEqual(reaches);
});

describe("auto", () => {
  const storeAll = 0;
  const revolve = 3;
  const mixedKind = 7;
  const onlineKind = 8;

  it.each([
    ["all states", 100, { budget: 99 * 800 }, storeAll, 99, 1.99],
    ["some states", 100, { budget: 5 * 800 + 799 }, revolve, 5, 4.16],
    ["one state", 100, { budget: 800 }, revolve, 1, 50.5],
    ["records as small as states", 100, { budget: 5 * 800, record: 800 }, mixedKind, 5, 3.52],
    ["records that are too large", 100, { budget: 5 * 800, record: 4000 }, revolve, 5, 4.16],
    ["an unknown length", 100, { budget: 5 * 800, unknown: true }, onlineKind, 5, 4.44],
  ])("fits %s into a budget", async (_, length, rest, kind, slots, factor) => {
    const { predicted } = await only({ name: "auto", length, snapshot: 800, ...rest });
    expect(predicted).toMatchObject({ kind, slots, factor, bytes: slots * 800 });
  });
});
