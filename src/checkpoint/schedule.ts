/** What a checkpoint schedule is made from, and the text that names it: the same as the runtime reads from TSAD_CKPT. */
import { TsadError } from "../support/errors.ts";
import { suggestions } from "../support/suggest.ts";

/** The schedules of the runtime, but for auto, which comes to one of them. */
export const scheduleNames = [
  "store-all",
  "periodic",
  "two-level",
  "revolve",
  "multistage",
  "hrevolve",
  "disk-revolve",
  "mixed",
  "online",
] as const;
export type ScheduleName = (typeof scheduleNames)[number];

/** A storage with its costs, which are in steps. */
export interface Level {
  readonly slots: number;
  readonly write: number;
  readonly read: number;
}

/** A schedule, as `enum tsad_schedule_options` of the runtime says it. */
export interface Schedule {
  readonly name: ScheduleName;
  /** 0: not given. */
  readonly slots: number;
  readonly period: number;
  /** hrevolve: all of them; multistage, disk-revolve: the first is memory; disk-revolve: the second says what the disk costs. */
  readonly levels: readonly Level[];
}

const mostNumbers: Readonly<Record<ScheduleName, number>> = {
  "store-all": 0,
  periodic: 2,
  "two-level": 2,
  revolve: 1,
  multistage: 2,
  hrevolve: 4,
  "disk-revolve": 2,
  mixed: 1,
  online: 1,
};

const otherNames: Readonly<Record<string, ScheduleName>> = {
  binomial: "revolve",
  regular: "periodic",
};

const usage = (reason: string): TsadError =>
  new TsadError("E_USAGE", { reason, remedy: "see `tsad schedule --help`" });

/** A number of steps, slots or the like. */
export function wholeNumber(text: string, what: string, least = 0): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  throw usage(`${what} is a whole number from ${least}, not '${text}'`);
}

const noPeriod = "two-level needs a period of at least 1 step, as in two-level:10";

function nameOf(text: string): ScheduleName {
  const known = text.replaceAll("_", "-");
  const name = otherNames[known] ?? scheduleNames.find((each) => each === known);
  if (name !== undefined) return name;
  const [meant] = suggestions(known, scheduleNames, 1);
  const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
  throw usage(`'${text}' is no schedule of ${scheduleNames.join(", ")}${hint}`);
}

/** "8", "8/5" or "8/5/3": slots, the cost of writing, the cost of reading. */
function levelOf(text: string): Level {
  const [slots = "", write = "0", read = write, ...rest] = text.split("/");
  const costs = [write, read].map(Number);
  const [toWrite = NaN, toRead = NaN] = costs;
  if (rest.length > 0 || !costs.every((cost) => cost >= 0)) {
    throw usage(`'${text}' is no level: SLOTS, SLOTS/COST or SLOTS/WRITE/READ`);
  }
  return { slots: wholeNumber(slots, "a level's number of slots"), write: toWrite, read: toRead };
}

/** The numbers of a schedule, with its number of slots put in its place. */
function withSlots(name: ScheduleName, rest: readonly string[], slots?: string): readonly string[] {
  const before = name === "two-level" ? 1 : 0;
  if (slots !== undefined && rest.length < before) throw usage(noPeriod);
  const numbers =
    slots === undefined ? rest : [...rest.slice(0, before), slots, ...rest.slice(before)];
  if (numbers.length <= mostNumbers[name]) return numbers;
  throw usage(`${name} takes ${mostNumbers[name]} numbers at most, got ${numbers.length}`);
}

/**
 * The schedule that `text` names: revolve:4, two-level:10:2, multistage:50:2, hrevolve:2:3/2/2, disk-revolve:2:0/5.
 * @param slots its number of slots, where the text does not say it
 * @throws TsadError E_USAGE
 */
export function parseSchedule(text: string, slots?: string): Schedule {
  const [first = "", ...rest] = text.split(":");
  const name = nameOf(first);
  const numbers = withSlots(name, rest, slots);
  const given = (i: number, what: string, least = 0): number => {
    const number = numbers[i];
    return number === undefined ? 0 : wholeNumber(number, what, least);
  };
  const none = { name, slots: 0, period: 0, levels: [] };
  switch (name) {
    case "hrevolve":
    case "disk-revolve":
      return { ...none, levels: numbers.map(levelOf) };
    case "two-level":
      return { ...none, period: given(0, "a period", 1), slots: given(1, "a number of slots") };
    case "store-all":
      return none;
    case "multistage": {
      const memory = { slots: given(1, "the number of slots in memory"), write: 0, read: 0 };
      return { ...none, slots: given(0, "a number of slots", 1), levels: [memory] };
    }
    case "periodic": {
      const period = given(1, "a period", 1);
      return { ...none, period, slots: period > 0 ? 0 : given(0, "a number of segments", 1) };
    }
    case "revolve":
    case "mixed":
    case "online":
      return { ...none, slots: given(0, "a number of slots", 1) };
  }
}

/** Stops where a schedule lacks what it needs, in the words of the runtime. */
export function checkSchedule({ name, slots, period, levels }: Schedule): void {
  if (name === "online" && slots === 0) throw usage("online needs a number of slots");
  if (name === "two-level" && period === 0) throw usage(noPeriod);
  if (name === "hrevolve" && (levels.length < 1 || levels.length > 4)) {
    throw usage(`hrevolve needs 1 to 4 levels, got ${levels.length}`);
  }
  const memory = levels[0]?.slots ?? 0;
  if ((name === "hrevolve" || name === "disk-revolve") && memory < 1) {
    throw usage(`${name} needs at least 1 slot in memory, got ${memory}`);
  }
}
