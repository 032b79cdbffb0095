/** What schedules cost, by the recurrences of the papers, written apart from the runtime. Costs leave out the steps that are reversed at once. */

/** The least of `f(i)` for from <= i <= to; Infinity where there is none. */
function least(from: number, to: number, f: (i: number) => number): number {
  let best = Infinity;
  for (let i = from; i <= to; i++) best = Math.min(best, f(i));
  return best;
}

/** A function of two numbers that is computed once for each pair. */
function remembered(f: (a: number, b: number) => number): (a: number, b: number) => number {
  const known = new Map<number, number>();
  return (a, b) => {
    const key = a * 65536 + b;
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = f(a, b);
    known.set(key, value);
    return value;
  };
}

/** Griewank & Walther: steps forward for `l` steps and `s` slots, by the recurrence. */
export const binomial = remembered((l, s) =>
  l < 2
    ? 0
    : s < 1
      ? Infinity
      : least(1, l - 1, (m) => m + binomial(l - m, s - 1) + binomial(m, s)),
);

/** The same by the closed formula. */
export function binomialFormula(l: number, s: number): number {
  let r = 0;
  while (choose(s + r, s) < l) r++;
  return r * l - choose(s + r, r - 1);
}

function choose(n: number, k: number): number {
  if (k < 0) return 0;
  let value = 1;
  for (let i = 1; i <= k; i++) value = Math.round((value * (n - k + i)) / i);
  return value;
}

/** Maddison: all steps, the last one of each turn counted. */
export const mixed = remembered((n, s) => {
  if (n <= s + 1) return n;
  if (s === 0) return Infinity;
  const split = least(2, n - 1, (i) => i + mixed(i, s) + mixed(n - i, s - 1));
  return Math.min(1 + mixed(n - 1, s - 1), split);
});

/** The levels of H-Revolve, fastest first. */
export interface Level {
  readonly slots: number;
  readonly write: number;
  readonly read: number;
}

/** Herrmann & Pallez. */
export function hrevolve(levels: readonly Level[], length: number): number {
  let below: (n: number) => number = (n) => (n < 2 ? 0 : Infinity);
  for (const { slots, write, read } of levels) {
    const without = below;
    const stored = remembered((n, m) => {
      if (n < 2) return 0;
      const split = least(1, n - 1, (j) => j + fresh(n - j, m - 1) + read + stored(j, m));
      return Math.min(without(n), split);
    });
    const fresh = remembered((n, m) => {
      if (n < 2 || m === 0) return without(n);
      return Math.min(without(n), write + stored(n, m));
    });
    below = (n) => fresh(n, slots);
  }
  return below(length);
}

/** Aupy, Herrmann, Hovland & Robert. */
export function diskRevolve(slots: number, write: number, read: number, length: number): number {
  const stored = remembered((n) =>
    Math.min(
      binomial(n, slots),
      least(1, n - 1, (j) => j + binomial(n - j, slots) + read + stored(j, 0)),
    ),
  );
  const fresh = remembered((n) =>
    Math.min(
      binomial(n, slots),
      least(1, n - 1, (j) => write + j + fresh(n - j, 0) + read + stored(j, 0)),
    ),
  );
  return fresh(length, 0);
}

interface Mark {
  readonly step: number;
  readonly level: number;
}

/** The states that Wang, Moin & Iaccarino's rule keeps after a sweep over `length` steps. */
function marksAfter(length: number, slots: number): readonly Mark[] {
  let marks: readonly Mark[] = [];
  for (let step = 0; step < length; step++) {
    const last = marks.at(-1);
    if (last === undefined) {
      marks = [{ step, level: Infinity }];
    } else if (marks.length < slots) {
      marks = [...marks, { step, level: 0 }];
    } else if (slots > 1) {
      const at = marks.findLastIndex(({ level }, i) =>
        marks.slice(i + 1).some((m) => m.level > level),
      );
      const gone = at < 0 ? marks.length - 1 : at;
      const level = at < 0 ? last.level + 1 : 0;
      marks = [...marks.filter((_, i) => i !== gone), { step, level }];
    }
  }
  return marks;
}

/** Steps forward of the online schedule: the sweep but for its last step, and each gap with the slots that are free by then. */
export function online(length: number, slots: number): number {
  const marks = marksAfter(length, slots);
  const gaps = marks.map(({ step }, i) => {
    const end = marks[i + 1]?.step ?? length;
    return binomial(end - step, slots - i);
  });
  return length - 1 + gaps.reduce((sum, cost) => sum + cost, 0);
}
