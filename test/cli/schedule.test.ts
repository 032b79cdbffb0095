import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { actionsOf } from "../../src/checkpoint/actions.ts";
import { pictureOf } from "../../src/checkpoint/picture.ts";
import { parseSchedule } from "../../src/checkpoint/schedule.ts";
import { tsad } from "./command.ts";

const folder = mkdtempSync(join(tmpdir(), "tsad-schedule-"));

/** What the command prints. */
async function printed(...args: readonly string[]): Promise<string> {
  const file = join(folder, "printed");
  expect(await tsad("schedule", ...args, "-o", file)).toMatchObject({ code: 0, stderr: "" });
  return readFileSync(file, "utf8").trimEnd();
}

const drawnAs = (text: string, steps: number, title: string): string =>
  pictureOf([...actionsOf(parseSchedule(text), steps)], steps, title);

const drawn = (text: string, steps: number): string => drawnAs(text, steps, text);

describe("tsad schedule", () => {
  it("prints what a schedule costs", async () => {
    expect(await printed("revolve", "100", "5")).toBe(
      [
        "revolve for 100 steps with 5 slots",
        "  forward steps         316",
        "  turns                 100",
        "  stores                 44",
        "  restores               99",
        "  peak slots              5",
        "  steps run / length  4.160",
      ].join("\n"),
    );
  });

  it("says how many slots are not in memory", async () => {
    expect(await printed("multistage:7:3", "50")).toMatch(
      /with 7 slots, level 0: 3 slots\n.*105\n[^]*peak slots +7\n {4}not in memory +4\n/,
    );
  });

  it("lists every action as JSON", async () => {
    const all = JSON.parse(await printed("mixed", "9", "2", "--json")) as {
      readonly forwardSteps: number;
      readonly stores: number;
      readonly actions: readonly { readonly action: string; readonly slot?: number }[];
    };
    expect(all).toMatchObject({ schedule: "mixed", steps: 9, slots: 2 });
    const of = (...names: readonly string[]): number =>
      all.actions.filter(({ action }) => names.includes(action)).length;
    expect(of("store", "record")).toBe(all.stores);
    expect(of("turn", "unwind")).toBe(9);
    expect(all.actions[0]).toEqual({ action: "store", step: 0, slot: 0, level: 0 });
  });

  it("draws", async () => {
    const file = join(folder, "revolve.svg");
    expect(await printed("revolve", "30", "4", "--svg", file)).toMatch(/forward steps +69/);
    const svg = readFileSync(file, "utf8");
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="title desc">\n<title id="title">/);
    expect(svg).toBe(drawnAs("revolve:4", 30, "revolve for 30 steps with 4 slots"));
  });

  it.each([
    [["revolv", "5"], /'revolv' is no schedule of .*; did you mean revolve\?/],
    [["revolve", "x"], /a number of steps is a whole number from 0, not 'x'/],
    [["revolve", "-5"], /a number of steps is a whole number from 0, not '-5'/],
    [["revolve:0", "5"], /a number of slots is a whole number from 1, not '0'/],
    [["revolve", "5", "1.5"], /a number of slots is a whole number from 1, not '1.5'/],
    [["store-all", "5", "3"], /store-all takes 0 numbers at most, got 1/],
    [["online", "5"], /online needs a number of slots/],
    [["two-level", "5", "3"], /two-level needs a period of at least 1 step/],
    [["hrevolve", "5"], /hrevolve needs 1 to 4 levels, got 0/],
    [["hrevolve:2:3/x", "5"], /'3\/x' is no level/],
    [["disk-revolve:0", "5"], /disk-revolve needs at least 1 slot in memory, got 0/],
    [["mixed:4", "100000"], /a loop of 100000 steps is too long to be planned here/],
    [["revolve:4", "99999999"], /99999999 steps are too many to look at/],
    [["revolve:4", "99999", "--json"], /more than 50000 actions are too many to look at/],
  ])("refuses %j", async (args, message) => {
    const { code, stderr, stdout } = await tsad("schedule", ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
  });
});

describe("the picture", () => {
  it("has a line for the steps, a bar for each store in plot and lane, and says all in words", () => {
    const svg = drawn("revolve:4", 30);
    const stores = [...actionsOf(parseSchedule("revolve:4"), 30)].filter(
      ({ kind }) => kind === "store",
    ).length;
    expect([...svg.matchAll(/<rect class="s\d"[^>]*><title>/g)]).toHaveLength(2 * stores);
    expect([...svg.matchAll(/<path class="turn" d="([^"]*)"/g)][0]?.[1]?.match(/M/g)).toHaveLength(
      30,
    );
    expect(svg).toContain("69 steps are run forward, 30 run and reversed at once");
    expect(svg).toContain("@media (prefers-color-scheme:dark)");
  });

  it("tells slower storage and recorded steps apart", () => {
    expect(drawn("hrevolve:2:3/2/2", 40)).toContain("slot on slower storage");
    expect(drawn("mixed:4", 24)).toContain("slot with a recorded step");
    expect(drawn("revolve:4", 24)).not.toMatch(/slower storage|recorded step/);
  });

  it("is well formed and inside its frame, whatever the length", () => {
    for (const [text, steps] of [
      ["revolve:3", 0],
      ["revolve:3", 1],
      ["store-all", 200],
      ["online:40", 300],
    ] as const) {
      const svg = drawn(text, steps);
      const tags = [...svg.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)];
      const open: string[] = [];
      for (const [, closing, name = "", single] of tags) {
        if (closing === "/") expect(open.pop()).toBe(name);
        else if (single !== "/") open.push(name);
      }
      expect(open).toEqual([]);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      const xs = [...svg.matchAll(/ x="(-?[\d.]+)"/g)].map(([, x]) => Number(x));
      expect(Math.max(...xs)).toBeLessThanOrEqual(960);
    }
  });
});
