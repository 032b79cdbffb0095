/** The schedule for loops whose length is not known: Wang, Moin & Iaccarino's rule. */
import { must } from "../support/assert.ts";
import type { Action } from "./action.ts";
import { binomialSplit, forward, stored } from "./reversal.ts";

interface Mark {
  readonly step: number;
  readonly level: number;
  readonly slot: number;
}

/** The latest mark that one of a higher level stands behind, -1 if there is none. */
function spare(marks: readonly Mark[]): number {
  let highest = -1;
  for (let i = marks.length - 1; i >= 0; i--) {
    const { level } = must(marks[i], "a mark");
    if (level < highest) return i;
    highest = Math.max(highest, level);
  }
  return -1;
}

/** Puts state `step` among the marks. Returns where; null where it is not kept. */
function place(marks: Mark[], slots: number, step: number): Mark | null {
  const last = marks.at(-1);
  let mark: Mark = { step, level: step === 0 ? Infinity : 0, slot: marks.length };
  if (last !== undefined && marks.length === slots) {
    if (slots === 1) return null;
    const at = spare(marks);
    const [given] = marks.splice(at < 0 ? marks.length - 1 : at, 1);
    const level = at < 0 ? last.level + 1 : 0;
    mark = { step, level, slot: must(given, "a mark to give up").slot };
  }
  marks.push(mark);
  return mark;
}

/** The actions for a loop that turns out to have `steps` steps. */
export function* onlineActions(slots: number, steps: number): Generator<Action> {
  const marks: Mark[] = [];
  for (let step = 0; step < steps; step++) {
    const mark = place(marks, slots, step);
    if (mark !== null) yield { kind: "store", step, place: { slot: mark.slot, level: 0 } };
    yield forward(step, step + 1);
  }
  const taken = new Set(marks.map(({ slot }) => slot));
  const order = marks.map(({ slot }) => slot);
  for (let slot = 0; slot < Math.min(slots, steps); slot++) if (!taken.has(slot)) order.push(slot);
  const reversal = {
    split: binomialSplit,
    limit: slots,
    place: (position: number) => ({ slot: must(order[position], "a slot"), level: 0 }),
  };
  for (let i = marks.length - 1; i >= 0; i--) {
    const { step } = must(marks[i], "a mark");
    yield* stored(reversal, step, marks[i + 1]?.step ?? steps, i, i + 1);
  }
}
