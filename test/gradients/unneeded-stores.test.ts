/** What the caller does not need of the primal is not computed, unless something reads it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Module } from "../../src/ir/module.ts";
import { differentiate } from "../../src/pipeline.ts";
import { silent } from "../../src/support/trace.ts";

const folder = mkdtempSync(join(tmpdir(), "unneeded-"));
const place = (file: string): string => join(folder, file);

/** `f` gets x, y and z of four numbers each; of y the primal's result is not needed. The seeds of y and z are 1. */
const main = `
#include <stdio.h>
int enzyme_dup, enzyme_dupnoneed;
void __enzyme_autodiff(void *, ...);
int main(void) {
  double x[4] = {1, 2, 3, 4}, dx[4] = {0}, y[4] = {5, 5, 5, 5}, dy[4] = {1, 1, 1, 1}, z[4] = {6, 6, 6, 6}, dz[4] = {1, 1, 1, 1};
  __enzyme_autodiff((void *)f, enzyme_dup, x, dx, enzyme_dupnoneed, y, dy, enzyme_dup, z, dz);
  double all = 0;
  for (int i = 0; i < 4; i++) all += dx[i] * (i + 1);
  printf("gradient %g, y %g, z %g", all, y[1], z[1]);
  return 0;
}`;

function run(text: string, level: string): string {
  writeFileSync(place("f.c"), `${text}\n${main}`);
  const flags = [level, "-w", "-S", "-emit-llvm", place("f.c"), "-o", place("f.ll")];
  expect(spawnSync("clang-22", flags).status).toBe(0);
  const module = Module.parse(readFileSync(place("f.ll"), "latin1"), { file: "f.ll" });
  differentiate(module, { requests: [], trace: silent });
  writeFileSync(place("out.ll"), module.print(), "latin1");
  const made = spawnSync("clang-22", ["-O1", "-w", place("out.ll"), "-lm", "-o", place("program")]);
  expect(made.status).toBe(0);
  return spawnSync(place("program"), { encoding: "latin1" }).stdout;
}

const apart = "double *restrict x, double *restrict y, double *restrict z";
const mayMeet = "double *x, double *y, double *z";

describe("what the caller does not need", () => {
  // Without optimisation the function is another each time, and what it leaves the same.
  it.each([
    [
      "is left as it was",
      apart,
      "for (int i = 0; i < 4; i++) y[i] = 0; for (int i = 0; i < 4; i++) y[i] += x[i] * x[i];",
      "gradient 60, y 5, z 6",
    ],
    [
      "goes on in registers to what is needed",
      apart,
      "for (int i = 0; i < 4; i++) { y[i] = x[i] * x[i]; z[i] = y[i]; }",
      "gradient 120, y 5, z 4",
    ],
    [
      "is computed where the reverse sweep reads it",
      apart,
      "for (int i = 0; i < 4; i++) y[i] = x[i] * x[i]; for (int i = 0; i < 4; i++) z[i] += y[i] * y[i];",
      "gradient 1476, y 4, z 22",
    ],
    [
      "is computed where it may be what is needed",
      mayMeet,
      "for (int i = 0; i < 4; i++) y[i] = x[i] * x[i]; z[(int)x[0] - 1] += 0;",
      "gradient 60, y 4, z 6",
    ],
    [
      "is left as it was where a check tells that it is apart",
      mayMeet,
      "for (int i = 0; i < 4; i++) y[i] = x[i] * x[i];",
      "gradient 60, y 5, z 6",
    ],
    [
      "is computed where a branch depends on it",
      apart,
      "for (int i = 0; i < 4; i++) y[i] = x[i] * x[i]; for (int i = 0; i < 4; i++) if (y[i] > 4) z[i] += x[i];",
      "gradient 67, y 4, z 6",
    ],
  ])("%s", (_, params, body, expected) => {
    expect(run(`static __attribute__((noinline)) void f(${params}) { ${body} }`, "-O1")).toBe(
      expected,
    );
  });

  it("is computed where it is handed to a function", () => {
    const text = `#include <math.h>
      __attribute__((noinline)) static void copy(const double *a, double *b, int n) { if (n > 0) { b[n - 1] = a[n - 1]; copy(a, b, n - 1); } }
      static __attribute__((noinline)) void f(${apart}) { for (int i = 0; i < 4; i++) y[i] = x[i] * x[i]; copy(y, z, 4); }`;
    expect(run(text, "-O1")).toBe("gradient 120, y 4, z 4");
  });
});
