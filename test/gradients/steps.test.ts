/**
 * Functions made at random that step a state in time, which the gradient runs again step by step. It has to give what the one gives
 * that keeps everything, and leave in memory what the primal leaves. Arrays are exactly as large as what is accessed of them.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Module } from "../../src/ir/module.ts";
import { differentiate } from "../../src/pipeline.ts";
import type { PlanMode } from "../../src/reverse/recompute.ts";
import { silent } from "../../src/support/trace.ts";
import { generator, parse } from "./random-programs.ts";

const folder = mkdtempSync(join(tmpdir(), "steps-"));
const place = (file: string): string => join(folder, file);

const kernels = 24;
const seed = Number(process.env["TSAD_SEED"] ?? 1);
const sizes = [0, 1, 2, 3, 5, 12];
const counts = [0, 1, 2, 6];

/** What a step may do with the state `u`, the arrays `v` and `w` (three values for each of `u`) and the number `s`. */
const parts: readonly string[] = [
  "for (int i = 1; i < n - 1; i++) v[i] = u[i] - 0.2 * u[i] * (u[i] - u[i - 1]) + 0.1 * (u[i + 1] - 2 * u[i] + u[i - 1]);",
  "for (int i = 1; i < n - 1; i++) u[i] = v[i];",
  "for (int i = 0; i < n; i++) u[i] = 0.7 * v[i] + 0.1 * w[3 * i + 1];",
  "for (int i = 0; i < n; i++) v[i] = sin(u[i]) * u[i];",
  "for (int i = 0; i < n; i++) u[i] += 0.1 * sin(v[i]) * u[i];",
  "for (int i = n - 1; i > 0; i--) u[i] = 0.5 * u[i] * u[i - 1] + 0.3;",
  "for (int i = 1; i < n; i++) u[i] = 0.5 * sin(u[i - 1]) + 0.4 * u[i];",
  "for (int i = 0; i < n; i++) for (int k = 0; k < 3; k++) w[3 * i + k] = u[i] * (0.3 * k + 0.1 * u[i]);",
  "for (int i = 0; i < n; i++) for (int k = 0; k < 3; k++) u[i] -= 0.05 * w[3 * i + k] * w[3 * i + k];",
  "for (int i = 1; i < n; i++) for (int k = 0; k < 3; k++) w[3 * i + k] += 0.2 * w[3 * i - 3 + k] * u[i];",
  "for (int i = 0; i < n; i++) for (int j = i + 1; j < n; j++) { double d = u[i] - u[j], f = d / (0.5 + d * d); v[i] += 0.1 * f; v[j] -= 0.1 * f; }",
  "for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) v[i] += 0.02 * u[j] * u[i];",
  "for (int i = 0; i < n; i++) { double d[3]; for (int k = 0; k < 3; k++) d[k] = u[i] * w[3 * i + k]; u[i] = 0.3 * d[0] * d[1] + 0.2 * d[2]; }",
  "for (int i = 0; i < n; i++) t[i & 3] = u[i] * u[i]; for (int k = 0; k < 4; k++) s += 0.1 * t[k] * t[k];",
  "for (int k = 0; k < 4; k++) t[k] = s * (k + 1); for (int i = 0; i < n; i++) u[i] += 0.1 * t[i & 3] * u[i];",
  "if (n > 2) u[1] = 0.4 * u[0] * u[2] + 0.1 * s;",
  "if (n > 0 && u[0] > 0.3) for (int i = 0; i < n; i++) u[i] *= 0.8 * u[0];",
  "if (n > 0) { r = r * 5 + 3; u[r % (unsigned)n] *= 0.9; }",
  "memcpy(v, u, 8 * (n > 0 ? n : 0)); for (int i = 0; i < n; i++) v[i] *= v[i];",
  "memset(v, 0, 8 * (n > 0 ? n : 0));",
  "s = 0.8 * s + 0.1 * sin(s); for (int i = 0; i < n; i++) s += 0.1 * u[i] * u[i] / n;",
  "for (int i = 0; i < n; i++) { if (v[i] > 0.2) continue; u[i] += 0.1 * s * v[i]; }",
  "for (int i = 0; i < n; i++) { if (u[i] > 0.9) break; v[i] = u[i] * s; }",
];

function kernel(number: number, below: (n: number) => number): string {
  const one = (...choices: readonly string[]): string => choices[below(choices.length)] ?? "";
  const chosen = Array.from({ length: 2 + below(4) }, () => parts[below(parts.length)] ?? "");
  const words = one("restrict", "restrict", "");
  const head = one(
    "for (int h = 0; h < steps; h++)",
    "for (int h = 0; h < steps; h++)",
    "if (n > 1) for (int h = steps; h > 0; h--)",
    "while (steps-- > 0 && s < 1e6)",
  );
  const outer = below(4) === 0 ? "for (int again = 0; again < 2; again++)" : "";
  return `double f${number}(double *${words} u, double *${words} v, double *${words} w, int n, int steps) {
  double s = 0.3, t[4] = {0.1, 0.2, 0.3, 0.4};
  unsigned r = 7;
  ${outer} ${head} { ${chosen.join("\n    ")} }
  return s * s + t[0] * t[1] + r % 5;
}`;
}

/** What one of many points may do: `d` and `e` are its own, `s` and `q` are sums over all points. */
const ofPoint: readonly string[] = [
  "for (int k = 0; k < 3; k++) d[k] = w[3 * i + k] * u[0] + 0.1 * k;",
  "for (int k = 0; k < 3; k++) d[k] = sin(w[3 * i + k]) * d[k];",
  "d[0] = u[i] * u[0]; d[1] = sin(d[0]); d[2] = d[0] * d[1];",
  "if (u[i] > 0.5) d[1] = u[i] * u[i]; else d[1] = 0.3 * u[i];",
  "if (u[i] > 0.4) d[2] = exp(-u[i]);",
  "for (int j = 0; j < n; j++) e[j] = u[j] * w[3 * i] * d[0];",
  "for (int j = 0; j < n; j++) e[j] = sin(u[j] * v[i]);",
  "for (int j = 0; j < n; j++) e[j] += 0.1 * e[j] * u[j];",
  "for (int j = 1; j < n; j++) e[j] = e[j - 1] * 0.5 + sin(u[j] * u[i]);",
  "for (int j = 0; j < n; j++) s += 0.1 * e[j] * e[j];",
  "double a = 0; for (int j = 0; j < n; j++) a += e[j] * sin(u[j]); s += a * a;",
  "s += d[0] * d[1] * d[2];",
  "if (d[0] > 0.2) s += d[0] * d[0]; else s -= d[1] * d[1];",
  "q += d[1] * d[1] * u[0];",
  "q = d[0] > q ? d[0] : q;",
  "s = 0.99 * s + d[2];",
  "v[i] = 0.5 * d[0] * d[0];",
  "t[0] += d[1] * d[1];",
  "q = i > 2 ? 0.1 : q; q += d[0];",
  "z = d[0] * d[1];",
  "z = s; s += d[1] * d[1];",
  "{ double c = s; s = s + q; q = 0.01 * c; }",
  "s += q;",
  "if (u[i] > 0.5) { s += d[0]; q += d[1]; } else q -= 0.1 * d[0] * d[0];",
];

function points(number: number, below: (n: number) => number): string {
  const one = (...choices: readonly string[]): string => choices[below(choices.length)] ?? "";
  const chosen = Array.from({ length: 3 + below(4) }, () => ofPoint[below(ofPoint.length)] ?? "");
  const scoped = chosen.map((each) => (each.startsWith("double") ? `{ ${each} }` : each));
  const after = one(
    "",
    "for (int j = 0; j < n; j++) q += 0.1 * sin(u[j]) * u[j];",
    "if (n > 1) v[1] = 2;",
  );
  const own = one(
    "double e[16] = {0};",
    "double *e = calloc(16, 8);",
    "double *e = malloc(8 * (n > 0 ? n : 1));",
  );
  return `double f${number}(double *restrict u, double *restrict v, double *restrict w, int n, int steps) {
  double s = 0.3, q = 0.1, z = 0.2, t[4] = {0.1, 0.2, 0.3, 0.4}, d[3] = {0.1, 0.2, 0.3};
  ${own}
  for (int j = 0; j < n; j++) e[j] = 0.2;
  for (int i = 0; i < n; i++) { ${scoped.join("\n    ")} }
  ${after}
  ${own.includes("*e") ? "free(e);" : ""}
  return ${one("s + q", "0.5 * s - 2 * q", "s * q", "s / n + t[0] * q", "s + z * 0.5", "z", "s * steps + q")};
}`;
}

function program(): string {
  const below = generator(seed * 77 + 5);
  const all = Array.from({ length: kernels }, (_, i) => (i % 2 ? points : kernel)(i, below));
  return `
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
int enzyme_dup, enzyme_const;
void __enzyme_autodiff(void *, ...);
${all.join("\n")}
enum { most = 64 };
static double *start(int n, int from) {
  double *v = malloc(n > 0 ? 8 * n : 1);
  for (int i = 0; i < n; i++) v[i] = 0.6 + 0.3 * sin(0.7 * i + from);
  return v;
}
typedef double kernel(double *, double *, double *, int, int);
static void look(int number, kernel *f, void (*g)(double **, double **, int, int), int n, int steps) {
  double *x[3], *y[3], *d[3], sum = 0;
  int same = 1, size[3] = {n, n, 3 * n};
  for (int k = 0; k < 3; k++) x[k] = start(size[k], k), y[k] = start(size[k], k), d[k] = start(size[k], 5 + k);
  g(x, d, n, steps);
  f(y[0], y[1], y[2], n, steps);
  for (int k = 0; k < 3; k++) {
    if (n > 0) same &= memcmp(x[k], y[k], 8 * size[k]) == 0;
    for (int i = 0; i < size[k]; i++) sum += d[k][i] * cos(0.3 * i + k);
    free(x[k]), free(y[k]), free(d[k]);
  }
  printf("%d %d %d: %d %.15e\\n", number, n, steps, same, sum);
}
${all
  .map(
    (_, i) => `static void g${i}(double **x, double **d, int n, int steps) {
  __enzyme_autodiff((void *)f${i}, enzyme_dup, x[0], d[0], enzyme_dup, x[1], d[1], enzyme_dup, x[2], d[2], enzyme_const, n, enzyme_const, steps);
}`,
  )
  .join("\n")}
int main(void) {
  static const int sizes[] = {${sizes.join(", ")}}, counts[] = {${counts.join(", ")}};
  for (int a = 0; a < ${sizes.length}; a++) for (int b = 0; b < ${counts.length}; b++) {
${all.map((_, i) => `    look(${i}, f${i}, g${i}, sizes[a], counts[b]);`).join("\n")}
  }
  return 0;
}`;
}

function run(text: string, level: string, plan: PlanMode): { lines: string[]; again: number } {
  writeFileSync(place("f.c"), text);
  const flags = [
    level,
    "-w",
    "-ffp-contract=off",
    "-fno-vectorize",
    "-fno-unroll-loops",
    "-S",
    "-emit-llvm",
  ];
  const front = spawnSync("clang-22", [...flags, place("f.c"), "-o", place("f.ll")]);
  expect(front.stderr.toString()).toBe("");
  const module = Module.parse(readFileSync(place("f.ll"), "latin1"), { file: "f.ll" });
  differentiate(module, { requests: [], trace: silent, plan });
  const made = module.print();
  writeFileSync(place("out.ll"), made, "latin1");
  const build = ["-O1", "-w", "-fsanitize=address", place("out.ll"), "-lm", "-o", place("program")];
  expect(spawnSync("clang-22", build).status).toBe(0);
  const { stdout, stderr } = spawnSync(place("program"), { encoding: "latin1" });
  expect(stderr).toBe("");
  return { lines: stdout.trim().split("\n"), again: made.match(/^again\./gm)?.length ?? 0 };
}

describe(`steps in time, seed ${seed}`, () => {
  it.each(["-O0", "-O1", "-O2"])("have the same gradient with all plans at %s", (level) => {
    const text = program();
    const least = run(text, level, "cut");
    const all = run(text, level, "keep-all");
    expect(all.again).toBe(0);
    // Without promotion to registers most of a step is memory that it reads again.
    if (level !== "-O0" && seed === 1) expect(least.again).toBeGreaterThan(0);
    expect(least.lines).toHaveLength(sizes.length * counts.length * kernels);
    const wrong = least.lines.filter((line, i) => {
      const [name, same, sum] = parse(line);
      const [other, , wanted] = parse(all.lines[i] ?? "");
      const isNear = Math.abs(sum - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted));
      return (
        name !== other || same !== 1 || !(isNear || (Number.isNaN(sum) && Number.isNaN(wanted)))
      );
    });
    expect(wrong).toEqual([]);
  }, 120_000);
});
