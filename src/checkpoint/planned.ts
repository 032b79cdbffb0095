/** The schedules that are planned by dynamic programming: H-Revolve, Disk-Revolve and mixed. */
import { must } from "../support/assert.ts";
import { TsadError } from "../support/errors.ts";
import type { Action, Place } from "./action.ts";
import { binomialForwards, binomialSplit, forward, fresh, turn } from "./reversal.ts";
import type { Level } from "./schedule.ts";

/** Costs by length. */
type Costs = Float64Array;

/** A planner looks at every split of every length in every row. */
const mostSplits = 5e8;

function table(rows: number, steps: number): Costs[] {
  if ((rows * (steps + 1) ** 2) / 2 > mostSplits) {
    const reason = `a loop of ${steps} steps is too long to be planned here`;
    const remedy =
      "take fewer steps, or a schedule that is not planned: revolve, multistage, two-level";
    throw new TsadError("E_USAGE", { reason, remedy });
  }
  return Array.from({ length: rows }, () => new Float64Array(steps + 1));
}

const entry = (costs: Costs | undefined, steps: number): number =>
  must(costs?.[steps], "an entry for each length");

/** The first of the best numbers from `least` to `most`, and its cost. */
function best(
  least: number,
  most: number,
  cost: (j: number) => number,
): { readonly at: number; readonly cost: number } {
  let found = { at: least, cost: Infinity };
  for (let j = least; j <= most; j++) {
    const here = cost(j);
    if (here < found.cost) found = { at: j, cost: here };
  }
  return found;
}

/** Herrmann & Pallez: the tables of all levels, by the slots left in the level. */
class Hierarchy {
  private readonly freshCosts: Costs[][] = [];
  private readonly storedCosts: Costs[][] = [];
  private readonly levels: readonly Level[];
  private readonly firstSlots: readonly number[];

  constructor(levels: readonly Level[], steps: number) {
    const clipped = levels.map((level) => ({ ...level, slots: Math.min(level.slots, steps) }));
    this.levels = clipped;
    this.firstSlots = clipped.map((_, k) =>
      clipped.slice(0, k).reduce((sum, { slots }) => sum + slots, 0),
    );
    const rows = clipped.reduce((sum, { slots }) => sum + 2 * (slots + 1), 0);
    const all = table(rows, steps);
    clipped.forEach(({ slots }, k) => {
      this.freshCosts.push(all.splice(0, slots + 1));
      this.storedCosts.push(all.splice(0, slots + 1));
      for (let left = 0; left <= slots; left++) this.fill(k, left, steps);
    });
  }

  private level(k: number): Level {
    return must(this.levels[k], "a level");
  }

  private below(k: number, steps: number): number {
    if (k === 0) return Infinity;
    return entry(this.freshCosts[k - 1]?.[this.level(k - 1).slots], steps);
  }

  private split(k: number, left: number, steps: number): ReturnType<typeof best> {
    const after = this.freshCosts[k]?.[left - 1];
    const before = this.storedCosts[k]?.[left];
    const { read } = this.level(k);
    return best(1, steps - 1, (j) => j + entry(after, steps - j) + read + entry(before, j));
  }

  private fill(k: number, left: number, most: number): void {
    const freshRow = must(this.freshCosts[k]?.[left], "a row");
    const storedRow = must(this.storedCosts[k]?.[left], "a row");
    for (let steps = 2; steps <= most; steps++) {
      const without = this.below(k, steps);
      const kept = left === 0 ? without : Math.min(without, this.split(k, left, steps).cost);
      storedRow[steps] = kept;
      freshRow[steps] = left === 0 ? without : Math.min(without, this.level(k).write + kept);
    }
  }

  private place(k: number, left: number): Place {
    const first = must(this.firstSlots[k], "a level");
    return { slot: first + this.level(k).slots - left, level: k };
  }

  /** Reverses [from, to), whose first state is at hand, with `left` slots of level `k` and all below it. */
  *fresh(k: number, left: number, from: number, to: number): Generator<Action> {
    const steps = to - from;
    if (steps === 1) {
      yield turn(from);
    } else if (entry(this.freshCosts[k]?.[left], steps) >= this.below(k, steps)) {
      yield* this.fresh(k - 1, this.level(k - 1).slots, from, to);
    } else {
      yield { kind: "store", step: from, place: this.place(k, left) };
      yield* this.stored(k, left, from, to);
    }
  }

  private *stored(k: number, left: number, from: number, to: number): Generator<Action> {
    const steps = to - from;
    yield { kind: "restore", step: from, place: this.place(k, left) };
    if (steps === 1) {
      yield turn(from);
    } else if (entry(this.storedCosts[k]?.[left], steps) >= this.below(k, steps)) {
      yield* this.fresh(k - 1, this.level(k - 1).slots, from, to);
    } else {
      const middle = from + this.split(k, left, steps).at;
      yield forward(from, middle);
      yield* this.fresh(k, left - 1, middle, to);
      yield* this.stored(k, left, from, middle);
    }
  }

  /** Reverses a loop with all there is. */
  whole(steps: number): Generator<Action> {
    const top = this.levels.length - 1;
    return this.fresh(top, this.level(top).slots, 0, steps);
  }
}

/** The actions of H-Revolve. */
export function hierarchyActions(levels: readonly Level[], steps: number): Iterable<Action> {
  return new Hierarchy(levels, steps).whole(steps);
}

/** The actions of Disk-Revolve: slots in memory that cost nothing, and a disk without limit. */
export function diskActions(
  slots: number,
  disk: Level | undefined,
  steps: number,
): Iterable<Action> {
  const { write, read } = disk ?? { write: 0, read: 0 };
  const [inMemory, freshCosts, storedCosts] = table(3, steps);
  const reversal = {
    split: binomialSplit,
    limit: slots,
    place: (slot: number) => ({ slot, level: 0 }),
  };
  const split = (after: Costs | undefined, length: number): ReturnType<typeof best> =>
    best(1, length - 1, (j) => j + entry(after, length - j) + read + entry(storedCosts, j));
  const set = (costs: Costs | undefined, length: number, value: number): void => {
    must(costs, "three rows")[length] = value;
  };
  for (let length = 2; length <= steps; length++) {
    const without = binomialForwards(length, slots);
    set(inMemory, length, without);
    set(storedCosts, length, Math.min(without, split(inMemory, length).cost));
    set(freshCosts, length, Math.min(without, write + split(freshCosts, length).cost));
  }
  const without = (costs: Costs | undefined, length: number): boolean =>
    entry(costs, length) >= entry(inMemory, length);

  /** Reverses [from, to), whose first state is on the disk. */
  function* stored(from: number, to: number, place: Place): Generator<Action> {
    yield { kind: "restore", step: from, place };
    if (without(storedCosts, to - from)) {
      yield* fresh(reversal, from, to, 0);
      return;
    }
    const middle = from + split(inMemory, to - from).at;
    yield forward(from, middle);
    yield* fresh(reversal, middle, to, 0);
    yield* stored(from, middle, place);
  }

  function* part(from: number, to: number, slot: number): Generator<Action> {
    if (without(freshCosts, to - from)) {
      yield* fresh(reversal, from, to, 0);
      return;
    }
    const middle = from + split(freshCosts, to - from).at;
    const place = { slot, level: 1 };
    yield { kind: "store", step: from, place };
    yield forward(from, middle);
    yield* part(middle, to, slot + 1);
    yield* stored(from, middle, place);
  }
  return part(0, steps, slots);
}

/** The actions of Maddison's mixed schedule: a slot holds a state, or what the reverse of one step needs. */
export function mixedActions(slots: number, steps: number): Iterable<Action> {
  const rows = table(slots + 1, steps);
  /** How far to go ahead; 1 stands for recording the first step. */
  const split = (left: number, length: number): ReturnType<typeof best> =>
    best(1, length - 1, (i) => {
      if (i === 1) return 1 + entry(rows[left - 1], length - 1);
      return i + entry(rows[left], i) + entry(rows[left - 1], length - i);
    });
  rows.forEach((row, left) => {
    for (let length = 0; length <= steps; length++) {
      if (length <= left + 1) row[length] = length;
      else row[length] = left === 0 ? Infinity : split(left, length).cost;
    }
  });
  function* part(from: number, to: number, left: number): Generator<Action> {
    const length = to - from;
    const place = { slot: slots - left, level: 0 };
    if (length === 1) {
      yield turn(from);
      return;
    }
    const ahead = length <= left + 1 ? 1 : split(left, length).at;
    if (ahead === 1) {
      yield { kind: "record", step: from, place };
      yield* part(from + 1, to, left - 1);
      yield { kind: "unwind", step: from, place };
      return;
    }
    yield { kind: "store", step: from, place };
    yield forward(from, from + ahead);
    yield* part(from + ahead, to, left - 1);
    yield { kind: "restore", step: from, place };
    yield* part(from, from + ahead, left);
  }
  return part(0, steps, slots);
}
