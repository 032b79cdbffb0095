/** Second derivatives by the newest clang at -O2; `npm run hessians` looks at other compilers and levels too. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { installedVersions } from "../../scripts/corpus/tools.ts";
import { functionsIn, judgeHessian, verdictOn } from "../../scripts/hessians/hessian.ts";

const sources = fileURLToPath(new URL("../hessians", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "tsad-hessians-"));
afterAll(() => {
  rmSync(work, { recursive: true });
});
const newest = (await installedVersions()).at(-1) ?? 0;

describe("Hessians in three ways", () => {
  it("has ten functions", () => {
    expect(functionsIn(sources)).toHaveLength(10);
  });

  it.each(functionsIn(sources))("%s", async (name) => {
    const { problems } = await judgeHessian(name, newest, "-O2", { sources, work, newest });
    expect(problems).toEqual([]);
  }, 90_000);

  it("sees a matrix that is not symmetric, and one that is another", () => {
    const right = ["0x1p+0", "0x1p+1", "0x1p+1", "0x1p+2"];
    const wrong = ["0x1p+0", "0x1p+1", "0x1p+2", "0x1p+2"];
    const keys = ["forward-over-reverse", "reverse-over-forward", "differences"];
    const report = new Map([...keys.map((key) => [key, right] as const), ["estimate", ["0x0p+0"]]]);
    const judged = (last: string[]): readonly string[] =>
      verdictOn(new Map([...report, ["reverse-over-reverse", last]])).problems;
    expect(judged(right)).toEqual([]);
    expect(judged(wrong)).toEqual(["a Hessian is not symmetric", "the ways differ"]);
    expect(judged([])).toEqual(["a Hessian is not symmetric", "the ways differ"]);
  });
});
