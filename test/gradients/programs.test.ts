import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installedVersions } from "../../scripts/corpus/tools.ts";
import { inThisProcess } from "../../scripts/matrix/differentiate.ts";
import type { Places, Prepared } from "../../scripts/matrix/cell.ts";
import { compareLevels } from "../../scripts/matrix/judge.ts";
import { type Cell, settle } from "../../scripts/matrix/outcome.ts";
import { readPrograms } from "../../scripts/matrix/programs.ts";
import { prepareProgram } from "../../scripts/matrix/prepare.ts";
import { runVariant } from "../../scripts/matrix/variant.ts";

/** A part of `npm run matrix` that is quick enough for every change: few programs, the oldest and the newest clang. */

const sources = fileURLToPath(new URL("../programs", import.meta.url));
const programs = readPrograms(sources);
const chosen = [
  "runge_kutta",
  "lu_pivot",
  "newton",
  "multi_exit",
  "aliasing",
  "complex_arithmetic",
  "call_marked",
  "single",
];
/** Seen by the oldest clang at one level and the newest at another, sanitized there; the last two must be refused. */
const seenTwice = [
  "recursion_in_place",
  "pointer_table",
  "realloc_grow",
  "binary_tree",
  "struct_mixed",
  "global_structs",
  "forward_over_reverse",
  "reverse_over_reverse",
  "shadow_missing",
  "unknown_memory",
];
/** Milliseconds for the compilers on a machine that is busy with other things. */
const patience = 90_000;
const versions = await installedVersions();
const [oldest, newest] = [versions.at(0), versions.at(-1)];

let places: Places;
beforeAll(() => {
  const work = mkdtempSync(join(tmpdir(), "tsad-programs-"));
  places = { sources, work, newest: newest ?? 0 };
});
afterAll(() => {
  rmSync(places.work, { recursive: true });
});

it("finds an old and a new LLVM, and every program that is chosen", () => {
  expect(oldest).toBe(14);
  expect(newest).toBeGreaterThan(14);
  expect(programs.map(({ name }) => name)).toEqual(expect.arrayContaining(chosen));
  expect(programs.map(({ name }) => name)).toEqual(expect.arrayContaining(seenTwice));
});

it("has forty programs and more", () => {
  expect(programs.length).toBeGreaterThanOrEqual(40);
});

describe.each(programs.filter(({ name }) => chosen.includes(name)))("$name", (program) => {
  let prepared: Prepared;
  let reference: readonly number[] | undefined;
  beforeAll(async () => {
    prepared = await prepareProgram(program, places);
  }, patience);

  for (const version of new Set([oldest, newest])) {
    for (const level of ["-O0", "-O2"] as const) {
      if (version === undefined) continue;
      it(
        `clang-${version} ${level}`,
        async () => {
          // One sanitized run per level: the oldest at -O0, the newest at -O2.
          const sanitized = (version === oldest) === (level === "-O0");
          const builds = sanitized ? (["O2", "sanitized"] as const) : (["O2"] as const);
          const variant = { program, version, level, builds };
          const result = await runVariant(variant, prepared, places, inThisProcess);
          const { failures, refusal, verdict } = result;
          expect(failures).toEqual([]);
          expect(refusal).toBeNull();
          if (verdict === null) throw new Error("a run without failures has a verdict");
          reference ??= verdict.gradient;
          expect(compareLevels(verdict.gradient, reference, verdict.scalar).problem).toBeNull();
        },
        patience,
      );
    }
  }
});

describe("calls, memory, globals and modes", () => {
  it.each(programs.filter(({ name }) => seenTwice.includes(name)))(
    "$name",
    async (program) => {
      const prepared = await prepareProgram(program, places);
      const cells: Cell[] = [];
      for (const [version, level] of [
        [oldest, "-O2"],
        [newest, "-O0"],
      ] as const) {
        if (version === undefined) continue;
        const builds = version === newest ? (["sanitized"] as const) : (["O2"] as const);
        const variant = { program, version, level, builds };
        cells.push({ variant, result: await runVariant(variant, prepared, places, inThisProcess) });
      }
      const outcome = settle(program, cells);
      expect(outcome.failures).toEqual([]);
      expect(cells.length).toBeGreaterThan(0);
    },
    patience,
  );
});
