/** The schedules that are drawn are those that run: the same actions in TypeScript and in C. */
import { beforeAll, expect, it } from "vitest";
import type { Action } from "../../src/checkpoint/action.ts";
import { actionsOf } from "../../src/checkpoint/actions.ts";
import { parseSchedule, type Schedule } from "../../src/checkpoint/schedule.ts";
import { ask, prepare, type Request } from "./ask.ts";
import type { Action as Done } from "./replay.ts";

beforeAll(prepare, 120_000);

/** What the runtime is asked for to have the schedule that a text names. */
function requestOf({ name, slots, period, levels }: Schedule, length: number): Request {
  const fast = levels[0]?.slots ?? 0;
  const planned = name === "hrevolve" || name === "disk-revolve" ? { levels } : {};
  return { name, length, slots, period, fast, unknown: name === "online", ...planned };
}

const kinds = { store: 1, restore: 2, forward: 3, turn: 5, record: 8, unwind: 9 } as const;

/** An action by the runtime's numbers; every turn is an ordinary one. */
function numbered(action: Action): Done {
  const kind = kinds[action.kind];
  switch (action.kind) {
    case "forward":
      return { kind, level: 0, iteration: action.to, start: action.from, slot: -1 };
    case "turn":
      return { kind, level: 0, iteration: action.step + 1, start: action.step, slot: -1 };
    case "store":
    case "restore":
      return { kind, iteration: action.step, start: action.step, ...action.place };
    case "record":
    case "unwind":
      return { kind, iteration: action.step + 1, start: action.step, ...action.place };
  }
}

const lengths = [0, 1, 2, 3, 4, 5, 7, 10, 11, 16, 25, 40, 63, 90, 101, 128];

it.each([
  ...["store-all", "periodic", "revolve", "mixed", "two-level:1:1", "two_level:9"],
  ...[1, 2, 3, 4, 5, 8, 13, 200].flatMap((s) =>
    ["revolve", "binomial", "periodic", "mixed", "online"].map((name) => `${name}:${s}`),
  ),
  ...["periodic:1:1", "periodic:1:7", "regular:1:300", "two-level:7:2", "two-level:300:4"],
  ...["multistage:4", "multistage:4:2", "multistage:7:3", "multistage:7:9", "multistage:90:3"],
  ...[
    "hrevolve:3",
    "hrevolve:2:3/2/2",
    "hrevolve:1:0/5:2/7/3",
    "hrevolve:3:5/0",
    "hrevolve:2/1:300/4",
  ],
  ...["disk-revolve:1", "disk-revolve:2:0/2", "disk_revolve:3:0/5/1.5", "disk-revolve:5:0/40"],
])("%s", async (text) => {
  const schedule = parseSchedule(text);
  const answers = await ask(lengths.map((length) => requestOf(schedule, length)));
  answers.forEach((answer, i) => {
    if (typeof answer === "string") throw new Error(answer);
    const done = answer.actions
      .filter(({ kind }) => kind !== 7)
      .map((action) => (action.kind === 4 ? { ...action, kind: 5 } : action));
    expect([...actionsOf(schedule, lengths[i] ?? 0)].map(numbered), String(lengths[i])).toEqual(
      done,
    );
  });
});
