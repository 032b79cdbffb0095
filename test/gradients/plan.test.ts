/** The plan keeps the least that everything else can be computed from; `keep-all` is a second opinion on the same numbers. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Module } from "../../src/ir/module.ts";
import { differentiate } from "../../src/pipeline.ts";
import type { PlanMode } from "../../src/reverse/recompute.ts";
import { silent } from "../../src/support/trace.ts";

const folder = mkdtempSync(join(tmpdir(), "plan-"));
const place = (file: string): string => join(folder, file);

const main = `
#include <stdio.h>
double f_grad(double *, double *, int, double);
int main(void) {
  double x[90], dx[90] = {0};
  for (int i = 0; i < 90; i++) x[i] = 0.5 + 0.01 * i;
  f_grad(x, dx, 90, 1);
  for (int i = 0; i < 90; i++) printf("%.15e\\n", dx[i]);
  return 0;
}`;

/** What the tape holds, as the plan says it, and the gradient of `double f(double *x, int n)`. */
function gradientOf(
  text: string,
  plan: PlanMode,
): { kept: string[]; numbers: number[]; made: string } {
  writeFileSync(place("f.c"), text);
  writeFileSync(place("main.c"), main);
  const flags = ["-O1", "-w", "-S", "-emit-llvm", place("f.c"), "-o", place("f.ll")];
  expect(spawnSync("clang-22", flags).status).toBe(0);
  const module = Module.parse(readFileSync(place("f.ll"), "latin1"), { file: "f.ll" });
  const kept: string[] = [];
  const note = (name: string, shown: string): void => {
    if (name === "plan") kept.push(...(shown.match(/^ +keep: .*$/gm) ?? []));
  };
  const trace = {
    step: <T>(name: string, run: () => T, show?: (made: T) => string): T => {
      const made = run();
      note(name, show?.(made) ?? "");
      return made;
    },
  };
  differentiate(module, { requests: [{ fn: "f" }], trace: { ...silent, ...trace }, plan });
  writeFileSync(place("out.ll"), module.print(), "latin1");
  const files = [place("main.c"), place("out.ll"), "-lm", "-o", place("program")];
  expect(spawnSync("clang-22", ["-O1", "-w", ...files]).status).toBe(0);
  const { stdout } = spawnSync(place("program"), { encoding: "latin1" });
  return { kept, numbers: stdout.trim().split("\n").map(Number), made: module.print() };
}

function compare(text: string): { least: string[]; all: string[] } {
  const least = gradientOf(text, "cut");
  const all = gradientOf(text, "keep-all");
  expect(least.numbers).toHaveLength(90);
  least.numbers.forEach((number, i) => {
    const other = all.numbers[i] ?? NaN;
    expect(Math.abs(number - other)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(other)));
  });
  return { least: least.kept, all: all.kept };
}

describe("the plan", () => {
  it("keeps a factor once, and neither its negative nor its products", () => {
    const { least, all } = compare(`
      #include <math.h>
      double f(double *x, int n) { double s = 1;
        for (int i = 1; i < n; i++) { double t = sin(x[i] * s), u = -t, v = t * u; x[i] = u * v; s = s * 0.5 + v * x[i]; }
        return s; }`);
    expect(least.length).toBeLessThan(all.length);
    expect(least.join()).not.toMatch(/fneg|fmul double %\d+, %\d+$/);
  });

  it("keeps a pointer of an outer loop, and not each of the values behind it", () => {
    const { least } = compare(`
      double f(double *x, int n) { double s = 0; const double *w = x;
        for (int i = 1; i < 12; i++) { double t = 0; for (int j = 0; j < i; j++) t += w[j] * w[j] * w[j]; s += t * t; w += i; }
        return s; }`);
    expect(least.filter((line) => line.includes("load double"))).toEqual([]);
    expect(least.some((line) => line.includes("phi ptr"))).toBe(true);
  });

  it("does not load again what a store may have changed", () => {
    const { least } = compare(`
      double f(double *x, int n) { double s = 0;
        for (int i = 1; i < n; i++) { s += x[i] * x[i - 1]; x[i] = s * 0.01 + x[i]; }
        return s; }`);
    expect(least.some((line) => line.includes("load double"))).toBe(true);
  });

  it.each([
    [
      "rows above the one that is written",
      "for (int k = 0; k < 9; k++) for (int i = k + 1; i < 9; i++) for (int j = k + 1; j < 9; j++) x[i * 9 + j] -= 0.1 * x[k * 9 + j] * x[k * 9 + k]; return x[80] * x[70];",
    ],
    [
      "the row that a search found",
      "for (int k = 0; k < 9; k++) { int b = k; for (int i = k; i < 9; i++) if (x[i * 9 + k] > x[b * 9 + k]) b = i; for (int j = 0; j < 9; j++) { double v = x[k * 9 + j]; x[k * 9 + j] = x[b * 9 + j]; x[b * 9 + j] = v; } for (int i = k + 1; i < 9; i++) for (int j = k + 1; j < 9; j++) x[i * 9 + j] -= 0.1 * x[k * 9 + j] * x[k * 9 + k]; } return x[80] * x[70];",
    ],
    [
      "elements two before the one that is written",
      "for (int i = 2; i < n; i++) x[i] = x[i - 2] * x[i - 2] * 0.7 + 0.2; return x[n - 1] * x[n - 2];",
    ],
    [
      "elements behind the one that is written, from the end on",
      "for (int i = n - 3; i >= 0; i--) x[i] = x[i + 2] * x[i + 2] * 0.3 + 0.2; return x[0] * x[1];",
    ],
    [
      "the upper half, of which the lower is made",
      "for (int t = 0; t < 3; t++) for (int i = 0; i < n / 2; i++) x[i] += x[n / 2 + i] * x[n / 2 + i] * x[n / 2 + t]; return x[0] * x[1] + x[n / 2 - 1];",
    ],
  ])("keeps nothing of %s", (_, body) => {
    const { least, all } = compare(`double f(double *x, int n) { ${body} }`);
    const loads = (kept: readonly string[]): number =>
      kept.filter((line) => line.includes("load double")).length;
    expect([loads(least), loads(all) > 0]).toEqual([0, true]);
  });

  it.each([
    ["x[i] = x[i] * x[i] * 0.5 + 0.3", "x[0] * x[1]"],
    ["x[n - 1 - i] = x[i] * x[i] * 0.5 + 0.3", "x[0] * x[1]"],
    ["x[(i * 7) % n] = x[i] * x[i] * 0.5 + 0.3", "x[0] * x[1]"],
    ["x[i / 2] = x[i + 1 < n ? i + 1 : i] * x[i] * 0.5 + 0.3", "x[0] * x[1]"],
    ["x[i] = x[i + (i + 1 < n)] * x[0] * 0.5 + 0.3", "x[0] * x[1]"],
  ])("is right where a store may come to what was loaded: %s", (step, result) => {
    const text = `double f(double *x, int n) { for (int t = 0; t < 3; t++) for (int i = 0; i < n; i++) ${step}; return ${result}; }`;
    const { least } = compare(text);
    expect(least.length).toBeGreaterThan(0);
  });

  it("is right where a distance is kept from an earlier iteration, and where a search goes through two loops", () => {
    compare(`
      double f(double *x, int n) { double r = 0; long last = -1; int w[90];
        for (int i = 0; i < n; i++) w[i] = i % 7;
        for (long i = 0; i < n; i++) { if (w[i] > 4) last = i; double v = x[i - last]; r += v * v; x[1] = r * 0.01; }
        return r; }`);
    compare(`
      double f(double *a, int n) { double r = 0; n = 9;
        for (int k = 0; k < n; k++) { int p = k;
          for (int i = k; i < n; i++) for (int j = k; j < n; j++) if (a[i * n + j] > r) { r = a[i * n + j]; p = i; }
          double t = a[p * n + k]; a[k * n + k] = t * t * 0.5; r += t; }
        return r; }`);
  });

  it("puts wide vectors where no more is promised than malloc promises", () => {
    const text = `
      typedef double v4 __attribute__((vector_size(32)));
      double f(double *x, int n) { v4 *v = (v4 *)x; double s = 0;
        for (int t = 0; t < 5; t++) {
          for (int i = 0; i < n / 4; i++) for (int j = 0; j < n / 4; j++) s += (v[i] * v[j] * v[j])[0];
          for (int i = 0; i < n / 4; i++) v[i] = v[i] * 0.9; }
        return s * 1e-3; }`;
    const { made } = gradientOf(text, "cut");
    const accesses = made.match(/^.*(?:load|store) <4 x double>.*$/gm) ?? [];
    expect(accesses.filter((line) => !/, align (?:1|8|16|32)\b/.test(line))).toEqual([]);
    expect(made).toContain("tsad.redo:");
  });

  it("undoes a store in place of keeping all that was loaded before it", () => {
    const { least, all } = compare(`
      double f(double *x, int n) { double s = 0;
        for (int t = 0; t < 5; t++) {
          for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) s += x[i] * x[j] * x[j];
          for (int i = 0; i < n; i++) x[i] *= 0.9; }
        return s * 1e-3; }`);
    expect(least.filter((line) => line.includes("load double"))).toEqual([]);
    expect(all.filter((line) => line.includes("load double")).length).toBeGreaterThan(0);
  });
});
