import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../cli/run.ts";

/** The programs that users see first, built as they are told to build them. */

const root = fileURLToPath(new URL("../..", import.meta.url));
const examples = join(root, "examples");

/** Every clang on the PATH from version 14 on, oldest and newest first in importance. */
const clangs = await found([14, 22, 19, 21, 20, 18, 17, 16, 15]);
const levels = ["-O0", "-O1", "-O2", "-O3", "-g"];

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tsad-examples-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function found(versions: readonly number[]): Promise<readonly string[]> {
  const answers = await Promise.all(
    versions.map((version) => execa(`clang-${version}`, ["--version"], { reject: false })),
  );
  return versions.filter((_version, i) => answers[i]?.failed === false).map((v) => `clang-${v}`);
}

/** Compiles `source` to IR, lets tsad add to it, and links the result with `others` to a program. */
async function build(
  clang: string,
  level: string,
  source: string,
  options: readonly string[],
  others: readonly string[],
): Promise<string> {
  const ir = join(folder, "in.ll");
  const withGradient = join(folder, "out.ll");
  const program = join(folder, "program");
  await execa(clang, [...level.split(" "), "-S", "-emit-llvm", source, "-o", ir]);
  expect(await run(["grad", ir, "-o", withGradient, ...options])).toBe(0);
  const inputs = [...others, withGradient];
  await execa(clang, [...level.split(" "), "-I", folder, ...inputs, "-lm", "-o", program]);
  return program;
}

it("finds a clang to compile the examples with", () => {
  expect(clangs).not.toEqual([]);
});

describe.each(clangs)("%s", (clang) => {
  it.each(levels)("quickstart at %s", async (level) => {
    const header = join(folder, "misfit_grad.h");
    const program = await build(
      clang,
      level,
      join(examples, "quickstart/misfit.c"),
      ["--fn", "misfit", "--header", header],
      [join(examples, "quickstart/main.c")],
    );
    const { stdout } = await execa(program);
    expect(stdout).toContain("The two agree.");
  });

  it.each(levels)("in-source at %s", async (level) => {
    const program = await build(clang, level, join(examples, "in-source/fit.c"), [], []);
    const { stdout } = await execa(program);
    // Found once by the same descent in Python with the gradient written by hand.
    expect(stdout).toContain("weights -0.320389869626 1.286813698356 -0.907906863344");
  });

  it("the first example of README.md", async () => {
    const readme = readFileSync(join(root, "README.md"), "utf8");
    const [, code = ""] = /```c\n(\/\/ f\.c\n[^`]*)```/.exec(readme) ?? [];
    const [, prototype = ""] = /# f_grad\.h: (.*)\n/.exec(readme) ?? [];
    const source = join(folder, "f.c");
    const main = join(folder, "main.c");
    const header = join(folder, "f_grad.h");
    writeFileSync(source, code);
    writeFileSync(
      main,
      `#include <stdio.h>
       #include "f_grad.h"
       int main(void) {
         double x[3] = {1, -1, 2}, dx[3] = {0};
         f_grad(x, dx, 3, 1.0);
         printf("%.12f %.12f %.12f", dx[0], dx[1], dx[2]);
         return 0;
       }`,
    );
    const program = await build(clang, "-O2 -g", source, ["--fn", "f", "--header", header], [main]);
    const derivative = (x: number): string => (Math.sin(x) + x * Math.cos(x)).toFixed(12);
    const { stdout } = await execa(program);
    expect(stdout).toBe(`${derivative(1)} ${(0).toFixed(12)} ${derivative(2)}`);
    expect(readFileSync(header, "utf8")).toContain(prototype);
    expect(prototype).not.toBe("");
  });
});
