/** T2, T4, T5 and T6: the gradient of a loop under every schedule and storage. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { must } from "../../src/support/assert.ts";
import { hdf5 } from "./build.ts";
import { buildHeat, bytesOf, filesIn, newFolder, type Run, run, storages } from "./heat.ts";

let program = "";
let plain = "";
beforeAll(async () => {
  [program, plain] = await Promise.all([buildHeat(), buildHeat("")]);
}, 120_000);

const schedules = [
  "store-all",
  "periodic",
  "periodic:3",
  "two-level:7:2",
  "revolve",
  "revolve:1",
  "revolve:4",
  "binomial:200",
  "multistage:4:2",
  "hrevolve:2:3/2/2",
  "hrevolve:1:2/1/1:4/9/8",
  "disk-revolve:2:0/3/3",
  "mixed:4",
  "online:1",
  "online:4",
  "auto:1MB",
  "auto:20KB",
];

/** A run that must succeed; with `quick`, without the sanitizers. */
const heat = async (
  words: string,
  settings: Record<string, string | number> = {},
  quick = false,
): Promise<Run> => {
  const found = await run(quick ? plain : program, words, settings);
  if (found.exitCode !== 0) throw new Error(`${words}: ${found.stderr}`);
  return found;
};

describe("500 steps with 4 slots", () => {
  it("have the reference values", async () => {
    const { values } = await heat("500", { SCHEDULE: "revolve:4" });
    const reference = {
      sum: 367.001442532262,
      norm: 66.21987468492061,
      d1: 18.350072126613114,
      d2: 0.0356607964401121,
      d50: 0.9462776564369929,
      inner: 6.970279349365909,
    };
    for (const [name, value] of Object.entries(reference)) {
      expect(Math.abs((values[name] ?? NaN) / value - 1), name).toBeLessThan(2e-14);
    }
    expect(values).toMatchObject({ forward: 3213, turns: 500, stores: 165, slots: 4, calls: 3214 });
  });
});

describe.each(storages)("in %s", (storage) => {
  const settings = (schedule: string, folder: string): Record<string, string> => ({
    SCHEDULE: schedule,
    STORAGE: storage,
    DIR: folder,
  });

  it("every schedule gives the same bits, and the state as it was", async () => {
    const folder = newFolder();
    for (const words of [
      "23 cubic record once",
      "1 cubic record",
      "2 cubic record once",
      "80 cubic indexed record",
    ]) {
      const quick = !words.startsWith("23");
      const { gradient } = await heat(words, {}, quick);
      for (const schedule of schedules) {
        const found = await heat(words, settings(schedule, folder), quick);
        expect({ schedule, ...found }).toMatchObject({ gradient, values: { kept: 1 } });
      }
    }
    expect(filesIn(folder)).toEqual([]);
  }, 120_000);

  it("a loop whose length is found at its end is the same loop", async () => {
    const folder = newFolder();
    for (const steps of [1, 2, 23, 80]) {
      const quick = steps !== 23;
      const { gradient, values } = await heat(`${steps} cubic indexed`, {}, quick);
      for (const schedule of [
        "store-all",
        "periodic:1:9",
        "two-level:9:2",
        "online:5",
        "auto:9KB",
      ]) {
        const found = await heat(`${steps} cubic indexed while`, settings(schedule, folder), quick);
        expect({ schedule, ...found }).toMatchObject({
          gradient,
          values: { kept: 1, exit: 7, steps },
        });
        expect(found.values["sum"]).toBe(values["sum"]);
      }
    }
  }, 120_000);
});

it("a loop of no steps does nothing", async () => {
  for (const schedule of schedules) {
    const { values } = await heat("0 record once", { SCHEDULE: schedule });
    expect(values).toMatchObject({ calls: 0, turns: 0, kept: 1, d1: 1, d50: 1, sum: 20 });
  }
});

it("the states that are kept differ where the step is not linear", async () => {
  const [linear, cubic, indexed] = await Promise.all(
    ["50", "50 cubic", "50 indexed"].map((words) => heat(words)),
  );
  expect(new Set([linear?.gradient, cubic?.gradient, indexed?.gradient]).size).toBe(3);
});

describe("memory", () => {
  it("does not grow with the length", async () => {
    const peak = async (steps: number, settings: Record<string, string>): Promise<number> => {
      const { values } = await run(plain, String(steps), settings);
      return must(values["peak"], "a peak");
    };
    const folder = newFolder();
    for (const settings of [
      { SCHEDULE: "revolve:20" },
      { SCHEDULE: "online:20" },
      { SCHEDULE: "multistage:20:2", STORAGE: "layered", DIR: folder },
    ]) {
      const short = await peak(2000, settings);
      expect(await peak(20_000, settings)).toBeLessThan(short + 600);
    }
    const bounded = await peak(20_000, { SCHEDULE: "revolve:20" });
    expect(await peak(20_000, { SCHEDULE: "store-all" })).toBeGreaterThan(bounded + 20_000);
  }, 60_000);
});

describe("what a run tells", () => {
  it("is nothing, unless it is asked", async () => {
    expect((await heat("20")).stderr).toBe("");
  });

  it("is what the environment changed", async () => {
    const { stderr } = await heat("20", { SCHEDULE: "revolve:3", STORAGE: "memory" });
    expect(stderr).toBe(
      "tsad: heat.c:42: the environment has TSAD_CKPT=revolve:3 TSAD_CKPT_STORAGE=memory",
    );
  });

  it("is what will be done and what was done", async () => {
    const { stderr } = await heat("100", { SCHEDULE: "revolve:5", VERBOSE: 2 });
    expect(stderr.split("\n").slice(1)).toEqual([
      "tsad: heat.c:42: revolve of 100 steps: will run 316 steps forward and turn 100 (factor 4.160), with 5 states, 8.3 KB, and 3.3 KB at the ends",
      "tsad: heat.c:42: a state of 1.7 KB in 8 regions, kept in memory",
      "tsad: heat.c:42: ran 316 steps forward, turned 100, stored 44 and restored 99 states in 5 slots, 11.6 KB in all",
    ]);
  });

  it("is what auto chose", async () => {
    const { stderr } = await heat("100", { SCHEDULE: "auto:12KB" });
    expect(stderr).toMatch(
      /revolve of 100 steps: .* with 5 states, 8\.3 KB, and 3\.3 KB at the ends/,
    );
  });

  it("is every action in the trace, one line of JSON each", async () => {
    const trace = join(newFolder(), "trace.json");
    const { values } = await heat("30 record", { SCHEDULE: "mixed:3", TRACE: trace });
    const lines = readFileSync(trace, "utf8").trimEnd().split("\n");
    const [head, ...actions] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(head).toEqual({ loop: "heat", schedule: "mixed", steps: 30, state: 1664 });
    const count = (name: string): number => actions.filter(({ action }) => action === name).length;
    expect(count("store") + count("record")).toBe(values["stores"]);
    expect(count("uturn") + count("firstuturn")).toBe(values["turns"]);
    expect([count("firstuturn"), count("done")]).toEqual([1, 1]);
    expect(actions[0]).toEqual({ action: "store", step: 0, slot: 0, level: 0 });
    expect(actions.find(({ action }) => action === "forward")).toMatchObject({ from: 0 });
  });

  it("is states and gradients at chosen steps, the same under every schedule", async () => {
    const [all, few] = [newFolder(), newFolder()];
    await heat("20 cubic", { DUMP: 5, DIR: all });
    await heat("20 cubic", { DUMP: 5, DIR: few, SCHEDULE: "revolve:2" });
    const names = [0, 5, 10, 15, 20].map((step) => String(step).padStart(9, "0"));
    const expected = ["adj", "prim"].flatMap((what) =>
      names.map((n) => `heat.r0.${what}_${n}.bin`),
    );
    expect(filesIn(few)).toEqual(expected);
    for (const name of expected) expect(bytesOf(few, name), name).toBe(bytesOf(all, name));
    const numbers = new Float64Array(
      new Uint8Array(readFileSync(join(few, "heat.r0.adj_000000000.bin"))).buffer,
    );
    expect(numbers.length).toBe(200);
    expect((await heat("20 cubic")).values["d1"]).toBeCloseTo(numbers[0] ?? NaN, 12);
  });
});

describe("ranks", () => {
  it("that a launcher numbers have files of their own", async () => {
    const folder = newFolder();
    const trace = join(folder, "trace");
    const settings = { DUMP: 10, DIR: folder, TRACE: trace };
    await Promise.all(
      ["OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK", "SLURM_PROCID"].map((name, i) =>
        run(plain, "10", settings, { [name]: String(i) }),
      ),
    );
    const expected = [0, 1, 2, 3].flatMap((rank) =>
      ["adj_000000000", "adj_000000010", "prim_000000000", "prim_000000010"].map(
        (what) => `heat.r${rank}.${what}.bin`,
      ),
    );
    expect(filesIn(folder)).toEqual([...expected, "trace", "trace.r1", "trace.r2", "trace.r3"]);
  });
});

describe("what cannot be run", () => {
  const said = async (
    words: string,
    settings: Record<string, string | number>,
  ): Promise<string | undefined> => {
    const { exitCode, stderr } = await run(program, words, settings);
    expect(exitCode).toBe(1);
    return stderr.split("\n").findLast((line) => line.startsWith("tsad: "));
  };

  it.each<[string, Record<string, string | number>, string]>([
    ["9", { SCHEDULE: "revolve:0" }, "TSAD_CKPT=revolve:0: it needs at least 1 slot"],
    ["9", { SCHEDULE: "revolve:-3" }, "TSAD_CKPT=revolve:-3: it needs at least 1 slot"],
    ["9", { SCHEDULE: "revolve:x" }, "TSAD_CKPT=revolve:x: a whole number is missing"],
    ["9", { SCHEDULE: "revolve:4:2" }, "TSAD_CKPT=revolve:4:2: it does not end where it should"],
    [
      "9",
      { SCHEDULE: "revolve:99999999999999999999" },
      "TSAD_CKPT=revolve:99999999999999999999: a whole number is missing",
    ],
    [
      "9",
      { SCHEDULE: "fastest" },
      "TSAD_CKPT=fastest: unknown schedule, expected store-all, periodic, two-level, revolve, multistage, hrevolve, disk-revolve, mixed, online or auto",
    ],
    ["9", { SCHEDULE: "auto" }, "TSAD_CKPT=auto: auto needs a budget, as in auto:2GB"],
    [
      "9",
      { SCHEDULE: "auto:1KB" },
      "auto: a budget of 1.0 KB does not hold one state and those at the ends of the sweeps, 5.0 KB",
    ],
    ["9", { SCHEDULE: "auto:99999999TB" }, "TSAD_CKPT=auto:99999999TB: the number is too large"],
    ["9", { SCHEDULE: "two-level" }, "two-level needs a period of at least 1 step, got 0"],
    [
      "9",
      { SCHEDULE: "hrevolve:1:2:3:4:5" },
      "TSAD_CKPT=hrevolve:1:2:3:4:5: these are too many levels",
    ],
    ["9", { SCHEDULE: "hrevolve:1:2/x" }, "TSAD_CKPT=hrevolve:1:2/x: a cost is missing"],
    ["9", { SCHEDULE: "mixed:2" }, "mixed needs a step that can be recorded; revolve does not"],
    [
      "9 while",
      { SCHEDULE: "revolve:3" },
      "revolve needs the number of steps before the loop; online does not",
    ],
    ["9 while", { SCHEDULE: "online" }, "online needs at least 1 slot, got 0"],
    ["-4", { SCHEDULE: "revolve:3" }, "revolve cannot run -4 steps"],
    [
      "9 broken=3",
      { SCHEDULE: "revolve:3" },
      "step 5 left the loop, which was to have 9 steps: a loop that a step may end has length -1",
    ],
    [
      "9",
      { STORAGE: "tape" },
      "TSAD_CKPT_STORAGE=tape: unknown storage, expected memory, file, layered or hdf5",
    ],
    [
      "9",
      { STORAGE: "file", DIR: "/nowhere" },
      "cannot write to the folder /nowhere (No such file or directory)",
    ],
    ["9", { TRACE: "/nowhere/t" }, "cannot write the trace /nowhere/t (No such file or directory)"],
    [
      "9",
      { DUMP: 3, DIR: "/nowhere" },
      "cannot write /nowhere/heat.r0.prim_000000000.bin (No such file or directory)",
    ],
    ["9", { DUMP: -3 }, "TSAD_CKPT_DUMP=-3: a whole number from 0 is expected"],
    [
      "9",
      { JOURNAL: 2, DIR: "/nowhere" },
      "cannot write the journal /nowhere/heat.r0.journal (No such file or directory)",
    ],
  ])("%s, %j", async (words, settings, sentence) => {
    expect(await said(words, settings)).toBe(`tsad: heat.c:42: ${sentence}`);
  });

  it.runIf(hdf5 === null)("is HDF5 where it is absent", async () => {
    expect(await said("9", { STORAGE: "hdf5" })).toMatch(/HDF5 storage is asked for/);
  });

  it("ends before a limit on the size of files does", async () => {
    const folder = newFolder();
    const limited = ["-c", `ulimit -f 16; exec ${program} 100`];
    const { execa } = await import("execa");
    const env = { TSAD_CKPT: "revolve:20", TSAD_CKPT_STORAGE: "file", TSAD_CKPT_DIR: folder };
    const { stderr, exitCode } = await execa("bash", limited, { env, reject: false });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /slot 19: cannot reserve .*heat\.r0\.\d+\.0\.ckpt \(File too large\): need 45\.1 KB, have/,
    );
    expect(filesIn(folder)).toEqual([]);
  });
});
