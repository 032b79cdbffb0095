/** What a schedule does over time: its counts, and which slot holds what from when to when. */
import type { Action, Place } from "./action.ts";

/** What a schedule does in all. */
export interface Counts {
  /** Steps that are run without being reversed at once; those that are recorded count. */
  readonly forwardSteps: number;
  /** Steps that are run and reversed at once. */
  readonly turns: number;
  readonly stores: number;
  readonly restores: number;
  /** Different slots used. */
  readonly slots: number;
  /** Of these, those that are not in memory. */
  readonly slowSlots: number;
  /** Steps run in all over the length of the loop. */
  readonly factor: number;
}

/** Counts the actions for a loop of `steps` steps. */
export function countActions(actions: Iterable<Action>, steps: number): Counts {
  let [forwardSteps, turns, stores, restores] = [0, 0, 0, 0];
  const levels = new Map<number, number>();
  for (const action of actions) {
    switch (action.kind) {
      case "forward":
        forwardSteps += action.to - action.from;
        break;
      case "turn":
        turns++;
        break;
      case "restore":
        restores++;
        break;
      case "unwind":
        break;
      case "record":
      case "store":
        forwardSteps += action.kind === "record" ? 1 : 0;
        stores++;
        levels.set(action.place.slot, action.place.level);
        break;
    }
  }
  const slowSlots = [...levels.values()].filter((level) => level > 0).length;
  const factor = steps === 0 ? 1 : (forwardSteps + turns) / steps;
  return { forwardSteps, turns, stores, restores, slots: levels.size, slowSlots, factor };
}

/** A slot that holds one thing. */
export interface Bar {
  readonly place: Place;
  readonly step: number;
  readonly isRecord: boolean;
  readonly start: number;
  /** When it was read last. */
  end: number;
  /** When it was read. */
  readonly reads: number[];
}

/** A run of steps, or a step that is reversed. */
export interface Move {
  readonly kind: "forward" | "turn" | "unwind";
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

/** Everything on one axis of time, of which running a step takes one unit, and reversing it one more. */
export interface Timeline {
  readonly moves: readonly Move[];
  readonly bars: readonly Bar[];
  readonly end: number;
}

/** Lays the actions out in time. */
export function timelineOf(actions: Iterable<Action>): Timeline {
  const moves: Move[] = [];
  const bars: Bar[] = [];
  const held = new Map<number, Bar>();
  let time = 0;
  const move = (kind: Move["kind"], from: number, to: number): void => {
    moves.push({ kind, start: time, from, to });
    time += Math.abs(to - from);
  };
  const keep = (place: Place, step: number, isRecord: boolean): void => {
    const bar = { place, step, isRecord, start: time, end: time, reads: [] };
    held.set(place.slot, bar);
    bars.push(bar);
  };
  const read = (place: Place): void => {
    const bar = held.get(place.slot);
    bar?.reads.push(time);
    if (bar !== undefined) bar.end = time;
  };
  for (const action of actions) {
    switch (action.kind) {
      case "store":
        keep(action.place, action.step, false);
        break;
      case "restore":
        read(action.place);
        break;
      case "forward":
        move("forward", action.from, action.to);
        break;
      case "record":
        keep(action.place, action.step, true);
        move("forward", action.step, action.step + 1);
        break;
      case "turn":
        move("forward", action.step, action.step + 1);
        move("turn", action.step + 1, action.step);
        break;
      case "unwind":
        read(action.place);
        move("unwind", action.step + 1, action.step);
        break;
    }
  }
  return { moves, bars, end: time };
}
