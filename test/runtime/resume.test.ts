/** T7: a run that is killed in the reverse sweep goes on to the same bits, or says why it cannot. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildHeat, filesIn, newFolder, run, storages } from "./heat.ts";

let program = "";
beforeAll(async () => {
  program = await buildHeat();
}, 120_000);

/** A run that writes a journal every 7 turns and kills itself in turn `at`. Returns its folder. */
async function killed(
  words: string,
  at: number,
  settings: Record<string, string>,
): Promise<string> {
  const folder = newFolder();
  const journal = { JOURNAL: 7, DIR: folder, ...settings };
  const { signal } = await run(program, `${words} kill=${at}`, journal);
  expect(signal).toBe("SIGKILL");
  return folder;
}

const cases = storages.flatMap((STORAGE) =>
  [
    ["90 cubic indexed", "revolve:4"],
    ["90 cubic once", "store-all"],
    ["90 cubic record", "mixed:3"],
    ["90 cubic while", "online:4"],
    ["90 cubic while", "two-level:11:2"],
  ].map(([words = "", SCHEDULE = ""]) => ({ words, STORAGE, SCHEDULE })),
);

describe("a run that was killed", () => {
  it.each(cases)("goes on to the same bits: %j", async ({ words, ...settings }) => {
    const { gradient, values } = await run(program, words);
    // Mixed turns few steps: that it is killed in one of them is all that matters.
    const at = settings.SCHEDULE === "mixed:3" ? turnedBy(await traced(words, settings)) : 31;
    const folder = await killed(words, at, settings);
    expect(filesIn(folder).filter((name) => name.endsWith(".journal"))).toEqual([
      "heat.r0.journal",
    ]);
    const resumed = await run(program, words, { ...settings, DIR: folder, RESUME: folder });
    expect(resumed).toMatchObject({ gradient, exitCode: 0 });
    for (const name of ["sum", "exit", "steps", "kept"]) {
      expect(resumed.values[name], name).toBe(values[name]);
    }
    expect(resumed.values["turns"]).toBeLessThan(90 - 50);
    expect(filesIn(folder)).toEqual([]);
  });

  it("may be killed again", async () => {
    const { gradient } = await run(program, "90 cubic");
    const settings = { SCHEDULE: "revolve:4", STORAGE: "file" };
    const folder = await killed("90 cubic", 60, settings);
    const again = { ...settings, DIR: folder, RESUME: folder, JOURNAL: 7 };
    for (const at of [41, 33, 8]) {
      const { signal } = await run(program, `90 cubic kill=${at}`, again);
      expect(signal).toBe("SIGKILL");
      expect(filesIn(folder).filter((name) => name.endsWith(".ckpt")).length).toBe(1);
    }
    expect((await run(program, "90 cubic", again)).gradient).toBe(gradient);
    expect(filesIn(folder)).toEqual([]);
  });
});

/** The steps that a run turns. */
async function traced(words: string, settings: Record<string, string>): Promise<number[]> {
  const folder = newFolder();
  const trace = join(folder, "trace");
  await run(program, words, { ...settings, DIR: folder, TRACE: trace });
  const lines = readFileSync(trace, "utf8").trimEnd().split("\n");
  return lines
    .map((line) => JSON.parse(line) as { readonly action?: string; readonly step?: number })
    .flatMap(({ action, step }) => (action === "uturn" ? [step ?? -1] : []));
}

/** One of the turns in the last half of the sweep. */
function turnedBy(turns: readonly number[]): number {
  return turns.find((step) => step < 40) ?? -1;
}

describe("a run that cannot go on says so", () => {
  const resumed = async (words: string, folder: string): Promise<string> => {
    const settings = { SCHEDULE: "revolve:4", DIR: folder, RESUME: folder };
    const { stderr, exitCode } = await run(program, words, settings);
    expect(exitCode).toBe(1);
    return stderr.replaceAll(folder, "FOLDER").split("\n").at(-1) ?? "";
  };
  const settings = { SCHEDULE: "revolve:4" };

  it.each([
    ["91 cubic", "this run has 91 steps, the run that wrote FOLDER/heat.r0.journal had 90"],
    ["90 cubic once", "state layout changed since FOLDER/heat.r0.journal was written"],
    [
      "90 cubic hotter",
      "the state before the loop is not that of the run that wrote FOLDER/heat.r0.journal",
    ],
  ])("%s", async (words, sentence) => {
    const folder = await killed("90 cubic", 31, settings);
    expect(await resumed(words, folder)).toBe(`tsad: heat.c:42: resume: ${sentence}`);
  });

  it("without a journal", async () => {
    expect(await resumed("90 cubic", newFolder())).toBe(
      "tsad: heat.c:42: resume: cannot read FOLDER/heat.r0.journal (No such file or directory): without a journal the run begins anew, without TSAD_CKPT_RESUME",
    );
  });

  it.each([0, 100, 2000, 3500])("with a journal whose byte %d is another", async (at) => {
    const folder = await killed("90 cubic", 31, settings);
    const path = join(folder, "heat.r0.journal");
    const bytes = readFileSync(path);
    bytes[at] = (bytes[at] ?? 0) ^ 4;
    writeFileSync(path, bytes);
    expect(await resumed("90 cubic", folder)).toBe(
      "tsad: heat.c:42: resume: FOLDER/heat.r0.journal is no journal, or damaged",
    );
    writeFileSync(path, bytes.subarray(0, at));
    expect(await resumed("90 cubic", folder)).toMatch(/is no journal, or damaged$/);
  });

  it("when a new run would overwrite the journal", async () => {
    const folder = await killed("90 cubic", 31, settings);
    const { stderr, exitCode } = await run(program, "90 cubic", { JOURNAL: 7, DIR: folder });
    expect(exitCode).toBe(1);
    expect(stderr.replaceAll(folder, "FOLDER")).toMatch(
      /FOLDER\/heat\.r0\.journal is the journal of a run that was interrupted: go on from it with TSAD_CKPT_RESUME=FOLDER, or remove it$/,
    );
  });
});
