/** `tsad schedule`: what a checkpoint schedule costs, and what it looks like. */
import type { Action } from "../src/checkpoint/action.ts";
import { actionsOf } from "../src/checkpoint/actions.ts";
import { pictureOf } from "../src/checkpoint/picture.ts";
import { parseSchedule, type Schedule, wholeNumber } from "../src/checkpoint/schedule.ts";
import { type Counts, countActions } from "../src/checkpoint/timeline.ts";
import { writeOutput } from "../src/ir/io.ts";
import { TsadError } from "../src/support/errors.ts";

/** Options of `tsad schedule`. */
export interface ScheduleOptions {
  readonly output: string;
  readonly svg?: string;
  readonly json?: boolean;
}

/** A picture with more would show nothing, and JSON is for programs that read it whole. */
const mostActions = 50_000;

/** Longer loops would be counted for minutes. */
const mostSteps = 10_000_000;

/** Prints what the schedule does in all, or with `json` every action, and draws it.
 * @throws TsadError E_USAGE for what is no schedule, or too long
 */
export function schedule(
  name: string,
  steps: string,
  slots: string | undefined,
  { output, svg, json = false }: ScheduleOptions,
): void {
  const parsed = parseSchedule(name, slots);
  const length = wholeNumber(steps, "a number of steps");
  if (length > mostSteps) throw tooMany(`${length} steps`);
  const title = titleOf(parsed, length);
  const counts = countActions(actionsOf(parsed, length), length);
  if (svg !== undefined) {
    writeOutput(svg, pictureOf(listed(parsed, length), length, title));
    if (svg === output) return;
  }
  if (json) {
    writeOutput(output, jsonOf(parsed.name, length, counts, listed(parsed, length)));
    return;
  }
  writeOutput(output, tableOf(title, counts));
}

const tooMany = (what: string): TsadError =>
  new TsadError("E_USAGE", {
    reason: `${what} are too many to look at`,
    remedy: "take fewer steps; the counts grow in proportion",
  });

function listed(parsed: Schedule, steps: number): readonly Action[] {
  const actions: Action[] = [];
  for (const action of actionsOf(parsed, steps)) {
    actions.push(action);
    if (actions.length > mostActions) throw tooMany(`more than ${mostActions} actions`);
  }
  return actions;
}

function titleOf({ name, slots, period, levels }: Schedule, steps: number): string {
  const plural = (count: number, what: string): string =>
    `${count} ${what}${count === 1 ? "" : "s"}`;
  const parts = [
    ...(period > 0 ? [`blocks of ${plural(period, "step")}`] : []),
    ...(slots > 0 ? [plural(slots, name === "periodic" ? "segment" : "slot")] : []),
    ...levels.map((level, k) => `level ${k}: ${plural(level.slots, "slot")}`),
  ];
  const with_ = parts.length === 0 ? "" : ` with ${parts.join(", ")}`;
  return `${name} for ${plural(steps, "step")}${with_}`;
}

function tableOf(title: string, counts: Counts): string {
  const rows: [string, string][] = [
    ["forward steps", String(counts.forwardSteps)],
    ["turns", String(counts.turns)],
    ["stores", String(counts.stores)],
    ["restores", String(counts.restores)],
    ["peak slots", String(counts.slots)],
    ...(counts.slowSlots > 0
      ? [["  not in memory", String(counts.slowSlots)] satisfies [string, string]]
      : []),
    ["steps run / length", counts.factor.toFixed(3)],
  ];
  const width = Math.max(...rows.map(([, value]) => value.length));
  const lines = rows.map(([what, value]) => `  ${what.padEnd(20)}${value.padStart(width)}\n`);
  return `${title}\n${lines.join("")}`;
}

/** One object: the counts, and the actions as in the runtime's trace, one a line. */
function jsonOf(name: string, steps: number, counts: Counts, actions: readonly Action[]): string {
  const lines = actions.map((action) => {
    if (!("place" in action)) return JSON.stringify(flat(action));
    const { kind, step, place } = action;
    return JSON.stringify({ action: kind, step, ...place });
  });
  const head = JSON.stringify({ schedule: name, steps, ...counts });
  return `${head.slice(0, -1)},"actions":[\n${lines.join(",\n")}\n]}\n`;
}

function flat(action: Exclude<Action, { readonly place: unknown }>): object {
  const { kind, ...rest } = action;
  return { action: kind, ...rest };
}
