import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installedVersions } from "../../scripts/corpus/tools.ts";
import { inThisProcess } from "../../scripts/matrix/differentiate.ts";
import { compareLevels } from "../../scripts/matrix/judge.ts";
import { flang, isInstalled, rustc } from "../../scripts/matrix/own-compilers.ts";
import { readPrograms } from "../../scripts/matrix/programs.ts";
import type { Places } from "../../scripts/matrix/cell.ts";
import { prepareProgram } from "../../scripts/matrix/prepare.ts";
import { runVariant } from "../../scripts/matrix/variant.ts";

/** A part of `npm run matrix -- fortran rust`; the compilers of those languages need not be installed. */

const sources = fileURLToPath(new URL("../programs", import.meta.url));
const programs = readPrograms(sources).filter(({ language }) => language.own !== null);
const chosen = ["fortran_reference_", "fortran_where", "rust_enum", "rust_struct"];
const patience = 90_000;
const versions = await installedVersions();
const missing = new Set<string>();
for (const own of [flang, rustc]) if (!(await isInstalled(own))) missing.add(own.command);

let places: Places;
beforeAll(() => {
  const work = mkdtempSync(join(tmpdir(), "tsad-languages-"));
  places = { sources, work, newest: versions.at(-1) ?? 0 };
});
afterAll(() => {
  rmSync(places.work, { recursive: true });
});

it("has sixty programs of each language", () => {
  const of = (name: string): number =>
    programs.filter(({ language }) => language.name === name).length;
  expect(of("Fortran")).toBeGreaterThanOrEqual(60);
  expect(of("Rust")).toBeGreaterThanOrEqual(60);
  expect(programs.map(({ name }) => name)).toEqual(expect.arrayContaining(chosen));
});

describe.each(programs.filter(({ name }) => chosen.includes(name)))("$name", (program) => {
  const { language, since } = program;
  it.skipIf(missing.has(language.own?.command ?? "") || !versions.includes(since))(
    "-O0 and -O2",
    async () => {
      const prepared = await prepareProgram(program, places);
      const verdicts = [];
      for (const level of ["-O0", "-O2"] as const) {
        const builds = level === "-O2" ? (["sanitized"] as const) : (["O2"] as const);
        const variant = { program, version: since, level, builds };
        const result = await runVariant(variant, prepared, places, inThisProcess);
        expect(result).toMatchObject({ failures: [], refusal: null });
        if (result.verdict !== null) verdicts.push(result.verdict);
      }
      const [first, second] = verdicts;
      if (first === undefined || second === undefined) throw new Error("two levels, two verdicts");
      expect(compareLevels(second.gradient, first.gradient, first.scalar).problem).toBeNull();
    },
    patience,
  );
});
