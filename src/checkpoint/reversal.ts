/** The part that most schedules end in: a piece of the loop, reversed with some slots. */
import type { Action, Place } from "./action.ts";

/** How to reverse pieces: where to store next, how many positions there are, and where a position is. */
export interface Reversal {
  /** How many steps to go ahead with this many slots, that of the first state counted. */
  readonly split: (steps: number, slots: number) => number;
  readonly limit: number;
  readonly place: (position: number) => Place;
}

export const forward = (from: number, to: number): Action => ({ kind: "forward", from, to });
export const turn = (step: number): Action => ({ kind: "turn", step });

/** Reverses [from, to), whose first state is at hand; positions from `next` on are free. */
export function* fresh(
  reversal: Reversal,
  from: number,
  to: number,
  next: number,
): Generator<Action> {
  if (to - from === 1) yield turn(from);
  if (to - from < 2) return;
  yield { kind: "store", step: from, place: reversal.place(next) };
  yield* stored(reversal, from, to, next, next + 1);
}

/** Reverses [from, to), whose first state is stored at `position`; positions from `next` on are free. */
export function* stored(
  reversal: Reversal,
  from: number,
  to: number,
  position: number,
  next: number,
): Generator<Action> {
  const restore: Action = { kind: "restore", step: from, place: reversal.place(position) };
  let end = to;
  while (end - from > 1) {
    const middle = from + reversal.split(end - from, 1 + reversal.limit - next);
    yield restore;
    yield forward(from, middle);
    yield* fresh(reversal, middle, end, next);
    end = middle;
  }
  if (end === from) return;
  yield restore;
  yield turn(from);
}

/** How far `slots` slots reach with `repetitions` runs of each step: C(slots + repetitions, slots). */
function reach(slots: number, repetitions: number): number {
  if (slots < 0 || repetitions < 0) return 0;
  const [few, many] = [Math.min(slots, repetitions), Math.max(slots, repetitions)];
  let value = 1;
  for (let i = 1; i <= few; i++) value = Math.round((value * (many + i)) / i);
  return value;
}

function repetitionsFor(steps: number, slots: number): number {
  if (slots === 1) return steps - 1;
  let repetitions = 0;
  while (reach(slots, repetitions) < steps) repetitions++;
  return repetitions;
}

/** Griewank & Walther's choice of the next store, which needs the fewest steps and of these the fewest stores. */
export function binomialSplit(steps: number, slots: number): number {
  if (slots >= steps - 1) return 1;
  const r = repetitionsFor(steps, slots);
  const beside = reach(slots - 2, r - 1);
  if (steps <= reach(slots, r - 1) + beside) return Math.max(1, reach(slots, r - 2));
  if (steps >= reach(slots, r) - reach(slots - 3, r)) return reach(slots, r - 1);
  return steps - reach(slots - 1, r - 1) - beside;
}

/** The steps forward that the binomial schedule needs. */
export function binomialForwards(steps: number, slots: number): number {
  if (steps < 2 || slots >= steps - 1) return Math.max(0, steps - 1);
  const r = repetitionsFor(steps, slots);
  return r * steps - reach(slots + 1, r - 1);
}
