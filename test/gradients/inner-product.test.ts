/** Forward mode against reverse mode on a few programs; `npm run inner-product` looks at all of them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { installedVersions } from "../../scripts/corpus/tools.ts";
import { innerProduct } from "../../scripts/matrix/inner-product.ts";
import { readPrograms } from "../../scripts/matrix/programs.ts";
import { must } from "../../src/support/assert.ts";

const sources = fileURLToPath(new URL("../programs", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "tsad-inner-"));
afterAll(() => {
  rmSync(work, { recursive: true });
});
const versions = await installedVersions();
const [oldest, newest] = [versions.at(0) ?? 0, versions.at(-1) ?? 0];
const programs = new Map(readPrograms(sources).map((program) => [program.name, program]));

describe("<w, J v> = <J^T w, v>", () => {
  it.each([
    "lu_pivot",
    "complex_math",
    "median",
    "lstm",
    "copies",
    "powers",
    "global_state",
    "dynamic_types",
    "std_lists",
    "std_map",
  ])("%s", async (name) => {
    const program = must(programs.get(name), "the program is there");
    const places = { sources, work, newest };
    const plain = await innerProduct(program, oldest, "-O0", places);
    expect(plain).toEqual({ outcome: "agree", what: "" });
    const optimised = await innerProduct(program, newest, "-O2", places);
    expect(optimised).toEqual({ outcome: "agree", what: "" });
  }, 120_000);
});
