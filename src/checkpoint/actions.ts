/**
 * What schedules do, action by action: the runtime's schedules once more, so that they can be looked at where there is no C compiler.
 * The tests hold both against each other.
 */
import { must } from "../support/assert.ts";
import type { Action, Place } from "./action.ts";
import { onlineActions } from "./online.ts";
import { diskActions, hierarchyActions, mixedActions } from "./planned.ts";
import { binomialSplit, forward, fresh, type Reversal, stored, turn } from "./reversal.ts";
import { checkSchedule, type Schedule } from "./schedule.ts";

/** The square root of the length, at least 2: what is taken where no number of slots is given. */
function defaultSlots(steps: number): number {
  return Math.max(2, Math.floor(Math.sqrt(steps)));
}

const memory = (slot: number): Place => ({ slot, level: 0 });

function revolve(slots: number): Reversal {
  return { split: binomialSplit, limit: slots, place: memory };
}

function* storeAll(steps: number): Generator<Action> {
  for (let step = 0; step + 1 < steps; step++) {
    yield { kind: "store", step, place: memory(step) };
    yield forward(step, step + 1);
  }
  for (let step = steps - 1; step >= 0; step--) {
    yield { kind: "restore", step, place: memory(step) };
    yield turn(step);
  }
}

/** Revolve, of whose slots those that are used most are in memory: the last of equals first. */
function* multistage(slots: number, inMemory: number, steps: number): Generator<Action> {
  const uses = new Map<number, number>();
  for (const action of needed(fresh(revolve(slots), 0, steps, 0))) {
    if (action.kind !== "store" && action.kind !== "restore") continue;
    const { slot } = action.place;
    uses.set(slot, (uses.get(slot) ?? 0) + 1);
  }
  const count = Math.min(slots, steps + 1);
  const order = Array.from({ length: count }, (_, slot) => slot).sort(
    (a, b) => (uses.get(b) ?? 0) - (uses.get(a) ?? 0) || b - a,
  );
  const fast = new Set(order.slice(0, inMemory));
  const place = (slot: number): Place => ({ slot, level: fast.has(slot) ? 0 : 1 });
  yield* fresh({ split: binomialSplit, limit: count, place }, 0, steps, 0);
}

/** The first steps of the blocks, and the end. */
function blockStarts({ name, slots, period }: Schedule, steps: number): number[] {
  if (name === "periodic" && slots > 0) {
    const segments = Math.min(slots, steps);
    const start = (k: number): number => Math.floor((k * steps) / segments);
    return Array.from({ length: segments + 1 }, (_, k) => start(k));
  }
  const length = period > 0 ? period : steps < 4 ? 1 : defaultSlots(steps);
  const blocks = Math.ceil(steps / length);
  return Array.from({ length: blocks + 1 }, (_, k) => Math.min(k * length, steps));
}

/** The state of every block is stored on the way through, and the blocks are reversed one by one. */
function* blocks(schedule: Schedule, steps: number): Generator<Action> {
  const starts = blockStarts(schedule, steps);
  const count = starts.length - 1;
  const two = schedule.name === "two-level";
  const place = (slot: number): Place => ({ slot, level: two && slot < count ? 1 : 0 });
  const limit = count + (two ? schedule.slots : 0);
  const inside: Reversal = { split: two ? binomialSplit : () => 1, limit, place };
  const start = (block: number): number => must(starts[block], "a start for each block");
  for (let block = 0; block < count; block++) {
    yield { kind: "store", step: start(block), place: place(block) };
    if (block + 1 < count) yield forward(start(block), start(block + 1));
  }
  for (let block = count - 1; block >= 0; block--) {
    yield* stored(inside, start(block), start(block + 1), block, count);
  }
}

/** Leaves out what restores a state that is at hand. */
function* needed(actions: Iterable<Action>): Generator<Action> {
  let live = 0;
  for (const action of actions) {
    if (action.kind === "restore" && action.step === live) continue;
    if (action.kind === "restore") live = action.step;
    if (action.kind === "forward") live = action.to;
    if (action.kind === "record") live = action.step + 1;
    if (action.kind === "turn" || action.kind === "unwind") live = -1;
    yield action;
  }
}

function raw(schedule: Schedule, steps: number): Iterable<Action> {
  const { name, levels } = schedule;
  const slots = schedule.slots > 0 ? schedule.slots : defaultSlots(steps);
  const [inMemory, disk] = levels;
  switch (name) {
    case "store-all":
      return storeAll(steps);
    case "periodic":
    case "two-level":
      return blocks(schedule, steps);
    case "revolve":
      return fresh(revolve(slots), 0, steps, 0);
    case "multistage":
      return multistage(slots, inMemory?.slots ?? 0, steps);
    case "hrevolve":
      return hierarchyActions(levels, steps);
    case "disk-revolve":
      return diskActions(must(inMemory, "checked before").slots, disk, steps);
    case "mixed":
      return mixedActions(Math.min(slots, steps), steps);
    case "online":
      return onlineActions(slots, steps);
  }
}

/**
 * The actions of a schedule for a loop of `steps` steps, in their order. For online, whose length is not known, the loop ends there.
 * @throws TsadError E_USAGE where the schedule lacks something, or the loop is too long to be planned
 */
export function actionsOf(schedule: Schedule, steps: number): Iterable<Action> {
  checkSchedule(schedule);
  return needed(steps === 0 ? [] : raw(schedule, steps));
}
