/** The heat equation with pointers that are swapped, against reference values, over schedules, storages and lengths. */
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { build, countsOf, run, valuesOf, variants, versions } from "./build.ts";

const patience = 120_000;

/** Computed by the complex step and by a hand-written adjoint. */
const reference = {
  J: 367.001442532262,
  d1: 18.350072126613114,
  d2: 0.0356607964401121,
  d50: 0.9462776564369929,
  inner: 6.970279349365909,
};

const bitsOf = (output: string): string => output.split("\n").at(-1) ?? "";

describe.each(variants)("clang $version $level", (variant) => {
  it(
    "has the reference gradient, the steps of revolve, and the same bits under every schedule",
    async () => {
      const program = await build("heat", variant);
      const { stdout, stderr } = await run(program, ["500"], { VERBOSE: "1" });
      const values = valuesOf(stdout);
      for (const [name, value] of Object.entries(reference)) {
        expect(Math.abs((values[name] ?? NaN) - value) / value, name).toBeLessThan(1e-13);
      }
      expect(countsOf(stderr)).toEqual([{ forward: 2576, turns: 500, slots: 5 }]);
      for (const SCHEDULE of [
        "store-all",
        "periodic:7",
        "revolve:2",
        "two-level:60:3",
        "online:4",
      ]) {
        const other = await run(program, ["500"], { SCHEDULE });
        expect(bitsOf(other.stdout), SCHEDULE).toBe(bitsOf(stdout));
      }
    },
    patience,
  );
});

describe("on the newest clang", () => {
  const variant = { version: versions.at(-1) ?? 0, level: "-O2" };

  it(
    "has the bits of the plain gradient for every length, where the reverse needs the states",
    async () => {
      const program = await build("heat", { ...variant, defines: ["CUBIC"] });
      const plain = await build("heat", { ...variant, defines: ["CUBIC", "PLAIN"] });
      for (const steps of ["0", "1", "2", "3", "7", "50"]) {
        const own = await run(program, [steps]);
        const other = valuesOf((await run(plain, [steps])).stdout);
        for (const [name, value] of Object.entries(valuesOf(own.stdout))) {
          if (name === "bits" || name === "peak") continue;
          expect(Math.abs(value - (other[name] ?? NaN)), `${name} of ${steps}`).toBeLessThan(1e-13);
        }
      }
    },
    patience,
  );

  it(
    "has the same bits over all storages, and leaves no file",
    async () => {
      const program = await build("heat", { ...variant, defines: ["CUBIC"] });
      const { stdout } = await run(program, ["200"]);
      const DIR = mkdtempSync(join(tmpdir(), "tsad-heat-files-"));
      for (const STORAGE of ["file", "layered"]) {
        const SCHEDULE = STORAGE === "layered" ? "multistage:6:2" : "revolve:6";
        const other = await run(program, ["200"], { STORAGE, DIR, SCHEDULE });
        expect(bitsOf(other.stdout), STORAGE).toBe(bitsOf(stdout));
        expect(readdirSync(DIR)).toEqual([]);
      }
    },
    patience,
  );

  it(
    "takes no more memory for ten times as many steps",
    async () => {
      const program = await build("heat", { ...variant, defines: ["CUBIC"] });
      const peaks: number[] = [];
      for (const steps of ["2000", "20000"]) {
        const { stdout, stderr } = await run(program, [steps], {
          SCHEDULE: "revolve:20",
          VERBOSE: "1",
        });
        peaks.push(valuesOf(stdout)["peak"] ?? NaN);
        expect(countsOf(stderr)[0]?.slots).toBe(20);
      }
      const [few = NaN, many = NaN] = peaks;
      expect(many).toBeLessThan(few + 1000);
      expect(many).toBeLessThan(20_000);
    },
    patience,
  );
});
