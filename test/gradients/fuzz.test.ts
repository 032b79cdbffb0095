/** Random programs, a fixed few of them; `npm run fuzz` runs more. And those that failed once, made small. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installedVersions } from "../../scripts/corpus/tools.ts";
import { cellsOf } from "../../scripts/fuzz/cells.ts";
import { generate, source, toleranceOf } from "../../scripts/fuzz/generate.ts";
import {
  type Cell,
  judgeProgram,
  prepareDriver,
  type Workplace,
} from "../../scripts/fuzz/judge.ts";
import { sizeOf, smaller } from "../../scripts/fuzz/program.ts";
import { shrink } from "../../scripts/fuzz/shrink.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const regressions = join(root, "test/gradients/regressions");
const versions = await installedVersions();
const newest = versions.at(-1) ?? 0;
let place: Workplace;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "tsad-fuzz-test-"));
  place = { folder, driver: join(root, "scripts/fuzz/driver.c"), newest };
  await prepareDriver(place);
});
afterAll(() => {
  rmSync(place.folder, { recursive: true });
});

describe("random programs", () => {
  it.each([403, 407, 410, 411, 416, 418])("seed %i", async (seed) => {
    const program = generate(seed);
    const text = source(program);
    const cells = cellsOf(seed, versions, text.includes("restrict x"));
    // One of the newest clang's levels, and the cell of the oldest.
    const chosen = cells.filter((_, i) => i === seed % 4 || i === 4);
    const outcome = await judgeProgram(text, chosen, seed, toleranceOf(program), place);
    expect(outcome.findings).toEqual([]);
    expect(outcome.cells).toBe(chosen.length);
    expect(outcome.checked).toBeGreaterThan(40);
  });
});

describe("programs that failed once", () => {
  it.each(readdirSync(regressions))("%s", async (file) => {
    const text = readFileSync(join(regressions, file), "utf8");
    const base: Cell = { version: newest, level: "-O0", build: "plain", aliased: false };
    const cells: Cell[] = [base, { ...base, version: versions[0] ?? 0, level: "-O2" }];
    const outcome = await judgeProgram(text, cells, 3, 1e-6, place);
    expect(outcome.findings).toEqual([]);
    expect(outcome.checked).toBeGreaterThan(40);
  });
});

describe("the judge", () => {
  it("sees a gradient that is wrong", async () => {
    const text = readFileSync(join(regressions, "switch_shared.c"), "utf8");
    // The differences are of another program than the one that is differentiated.
    const other = text.replace("D t = a;", "D t = sizeof(D) == 8 ? a * 1.0001 : a;");
    const cell: Cell = { version: newest, level: "-O1", build: "plain", aliased: false };
    const { findings } = await judgeProgram(other, [cell], 3, 1e-7, place);
    expect(findings.map(({ kind }) => kind)).toEqual(["wrong"]);
  });

  it("shrinks to what fails", async () => {
    const nodes = ["a;", { open: "{", body: ["b;", "bad;", "c;"], close: "}" }, "d;"];
    const small = await shrink(nodes, (tried) =>
      Promise.resolve(JSON.stringify(tried).includes("bad")),
    );
    expect(small).toEqual(["bad;"]);
    for (const tried of smaller(nodes)) expect(sizeOf(tried)).toBeLessThan(sizeOf(nodes));
  });
});
