/** Loops that are run again iteration by iteration, or reversed as soon as an iteration is done, and loops like them that must not be. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Module } from "../../src/ir/module.ts";
import { differentiate } from "../../src/pipeline.ts";
import type { PlanMode } from "../../src/reverse/recompute.ts";
import { silent } from "../../src/support/trace.ts";

const folder = mkdtempSync(join(tmpdir(), "joint-"));
const place = (file: string): string => join(folder, file);

type Way = "once" | "again" | "tape";

/** What is done in `double f(double *restrict u, double *restrict v, int n, int m)`, and how its loop is reversed. */
const bodies: readonly (readonly [name: string, way: Way, body: string])[] = [
  [
    "a sum over points",
    "once",
    "double s = 0; for (int i = 0; i < n; i++) { double a = u[i]; for (int j = 0; j < m; j++) a = sin(a) * v[j]; s += a * a; } return 3 * s;",
  ],
  [
    "a sum that is squared behind the loop",
    "tape",
    "double s = 0; for (int i = 0; i < n; i++) { double a = u[i]; for (int j = 0; j < m; j++) a = sin(a) * v[j]; s += a * a; } return s * s;",
  ],
  [
    "a sum before the last term",
    "tape",
    "double s = 0, z = 0; for (int i = 0; i < n; i++) { double a = u[i]; for (int j = 0; j < m; j++) a = sin(a) * v[j]; z = s; s += a * a; } return s + z;",
  ],
  [
    "what the last iteration computes",
    "tape",
    "double z = 0; for (int i = 0; i < n; i++) { double a = u[i]; for (int j = 0; j < m; j++) a = sin(a) * v[j]; z = a; } return z;",
  ],
  [
    "a sum that is damped",
    "tape",
    "double s = 0; for (int i = 0; i < n; i++) { double a = u[i]; for (int j = 0; j < m; j++) a = sin(a) * v[j]; s = 0.5 * s + a; } return s;",
  ],
  [
    "a sum that begins again",
    "tape",
    "double s = 0; for (int i = 0; i < n; i++) { double a = u[i]; for (int j = 0; j < m; j++) a = sin(a) * v[j]; s = (i == 2 ? 0 : s) + a; } return s;",
  ],
  [
    "an array of each point's own",
    "once",
    "double s = 0, e[32]; for (int i = 0; i < n; i++) { for (int j = 0; j < 32; j++) e[j] = sin(u[i] * v[j & 3]); for (int j = 0; j < 32; j++) s += e[j] * e[j] * e[31 - j]; } return s;",
  ],
  [
    "an array that points share",
    "tape",
    "double s = 0, e[32]; for (int j = 0; j < 32; j++) e[j] = 1; for (int i = 0; i < n; i++) { for (int j = 1; j < 32; j++) e[j] = 0.5 * e[j - 1] + 0.5 * sin(e[j] * u[i] * v[j & 3]); e[0] = e[31] * u[i]; for (int j = 0; j < 32; j++) s += e[j] * e[j] * e[31 - j]; } return s;",
  ],
  [
    "a state that is stepped",
    "again",
    "for (int t = 0; t < m; t++) { for (int i = 1; i < n; i++) v[i] = sin(u[i] * u[i - 1]); for (int i = 1; i < n; i++) u[i] += 0.1 * v[i] * v[i]; } return u[1];",
  ],
  [
    "a state of which part is stepped",
    "tape",
    "for (int t = 0; t < m; t++) { for (int i = 1; i < n; i++) v[i] = sin(u[i] * u[i - 1]); for (int i = 1; i < n; i++) if (v[i] > 0) u[i] += 0.1 * v[i] * v[i]; } return u[1];",
  ],
  [
    "a recurrence in each step",
    "again",
    "for (int t = 0; t < m; t++) for (int i = 2; i < n; i++) u[i] = sin(u[i - 2]) * u[i]; return u[n - 1];",
  ],
  [
    "a pointer to one of two arrays",
    "tape",
    "double t[8], s = u[0]; for (int j = 0; j < 8; j++) t[j] = v[j]; for (int h = 0; h < m; h++) { double *p = (h & 1) ? t : u; for (int i = 0; i < 8; i++) p[i] = sin(s * (i + 1)) * 0.3; for (int i = 0; i < n; i++) s += 0.1 * sin(cos(sin(t[i] * s) * t[i]) * s); } return s;",
  ],
  [
    "rows of other lengths in each step",
    "again",
    "double s = u[0], w[8]; for (int j = 0; j < 8; j++) w[j] = 0.1 * j + 0.2 * v[j]; for (int h = 0; h < m; h++) { long e = 1 + ((h * 5 + 3) & 6), j = 0; do w[j] = sin(s * (j + 1)); while (++j < e); for (int k = 0; k < 4; k++) for (int i = 0; i < 7; i++) s += 0.1 * sin(cos(sin(w[i] * s) * w[i]) * s); } return s;",
  ],
  [
    "the object before the last of an allocation",
    "tape",
    "double *p = 0, *c = 0, *all[2]; for (int k = 0; k < 2; k++) { p = c; c = malloc(8 * (long)n + 8); all[k] = c; for (int i = 0; i <= n; i++) c[i] = u[0]; } for (int h = 0; h < m; h++) for (int i = 0; i < n; i++) p[i] = 0.5 * p[i] + 0.4 * sin(cos(p[i]) * p[i]); double s = p[0] + p[1]; free(all[0]); free(all[1]); return s;",
  ],
  [
    "an array that an earlier loop may step as well",
    "again",
    "double p[64]; for (int i = 0; i < 64; i++) p[i] = u[i & 7]; if (n > 3) for (int h = 0; h < m; h++) for (int i = 0; i < n; i++) p[i] = sin(p[i]) * cos(p[i]); for (int h = 0; h < m; h++) for (int i = 0; i < n; i++) p[i] = sin(p[i]) * p[i]; return p[0] + p[1];",
  ],
  [
    "a counter that goes on from one entry to the next",
    "again",
    "double a[16], s = .3; unsigned r = 0; for (int i = 0; i < 16; i++) a[i] = u[i & 7]; for (int g = 0; g < 3; g++) for (int h = 0; h < m; h++) { double *z = (r & 1) ? u : v; for (int i = 0; i < n; i++) s += z[i] * z[i]; r += 3; if (s > 60) return s * u[0]; for (int i = 0; i < n; i++) a[i] = 0.5 * sin(a[i]) * a[i] + 0.3; } return s + a[0];",
  ],
  [
    "a first value that the optimiser hands on to the next iteration",
    "once",
    "double s = 0, *t = malloc(8 * n); int k = n - 1; for (int p = 0; p < m; p++) { for (int c = 0; c < k; c++) { double q = u[p] * v[c]; for (int j = 0; j < 40; j++) q = sin(q + v[c]) * 0.9; t[c] = q; } double b = t[0], e = 0; for (int c = 1; c < k; c++) if (t[c] > b) b = t[c]; for (int c = 0; c < k; c++) e += exp(t[c] - b); s += b + log(e); } free(t); return s - m * u[0];",
  ],
  [
    "a triangle of which each row is written and added to",
    "once",
    "if (n < 2) return 0; double s = 0, *t = malloc(8 * n); for (int p = 0; p < m; p++) { for (int i = 0; i < n; i++) t[i] = u[p] * v[i]; for (int j = 0; j < n; j++) for (int i = j + 1; i < n; i++) t[i] += sin(v[j] * t[j]); for (int i = 0; i < n; i++) for (int j = 0; j < 20; j++) s += sin(t[i] + j); } free(t); return s;",
  ],
  [
    "a row that is written to but for its last element",
    "tape",
    "if (n < 2) return 0; double s = 0, *t = calloc(n + 1, 8); for (int p = 0; p < m; p++) { for (int i = 0; i < n; i++) t[i] = u[p] * v[i]; for (int j = 0; j < n; j++) for (int i = j + 1; i < n + 1; i++) t[i] += sin(v[j] * t[j]); for (int i = 0; i < n + 1; i++) for (int j = 0; j < 20; j++) s += sin(t[i] + j); } free(t); return s;",
  ],
  [
    "a way on that is known before",
    "once",
    "double s = 0; int i = 0; if (m > 2) { int more = n > 1000; do { double a = u[i]; int j = 0; do a = sin(a) * v[j & 7] + 0.1; while (++j < 400); s += a; i++; } while (more); } return s;",
  ],
  [
    "a value from before in all iterations but the first",
    "once",
    "double s = 0; if (m > 2) { int off = (m * 7) & 3, cur = 0, i = 0; do { double a = u[(i + cur) & 7]; int j = 0; do a = sin(a) * v[j & 7] + 0.1; while (++j < 400); s += a; cur = off; } while (++i < n); } return s;",
  ],
  [
    "a copy of all of it in loops that may not be entered",
    "again",
    "double t[8]; for (int a = 0; a < 3; a++) for (int h = 0; h < m; h++) { for (int i = 0; i < 8; i++) t[i] = 0.4 * u[i] + 0.1 * sin(cos(sin(u[i]) * u[i])) * cos(u[7 - i]); memcpy(u, t, 64); } return m > 0 ? u[3] : 0;",
  ],
];

function program(body: string): string {
  return `
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
int enzyme_dup, enzyme_const;
void __enzyme_autodiff(void *, ...);
double f(double *restrict u, double *restrict v, int n, int m) { ${body} }
int main(void) {
  for (int n = 2; n < 9; n += 3) for (int m = 0; m < 6; m++) {
    double u[8], v[8], du[8], dv[8], sum = 0;
    for (int i = 0; i < 8; i++) u[i] = 0.3 + 0.1 * i, v[i] = 0.9 - 0.05 * i, du[i] = dv[i] = 0;
    __enzyme_autodiff((void *)f, enzyme_dup, u, du, enzyme_dup, v, dv, enzyme_const, n, enzyme_const, m);
    for (int i = 0; i < 8; i++) sum += du[i] * cos(i) + dv[i] * sin(i);
    printf("%.14e %.14e\\n", sum, u[1] + v[1]);
  }
  return 0;
}`;
}

/** Two arrays with their elements in turn: the first is stepped, the second written behind that, by a loop that could be done in the reverse sweep. */
const interleaved = `
#include <math.h>
#include <stdio.h>
#include <string.h>
int enzyme_dup, enzyme_const;
void __enzyme_autodiff(void *, ...);
double f(double *restrict u, double *restrict p, double *restrict r, int n, int m) {
  double s = 0.1;
  for (int t = 0; t < m; t++) for (int j = 0; j < n; j++) {
    double a = u[3 * j];
    for (int k = 0; k < 9; k++) a = sin(a * p[j]) + 0.1;
    u[3 * j] = a;
  }
  for (int i = 0; i < n; i++) {
    double b = p[i];
    for (int j = 0; j < m; j++) b = sin(b) * p[j];
    s += b * b;
    r[3 * i] += 1;
  }
  return 3 * s;
}
int main(void) {
  double u[30], v[30], du[30], p[8], dp[8] = {0};
  for (int i = 0; i < 30; i++) u[i] = v[i] = 0.3 + 0.1 * i, du[i] = 1;
  for (int i = 0; i < 8; i++) p[i] = 0.5 + 0.1 * i;
  __enzyme_autodiff((void *)f, enzyme_dup, u, du, enzyme_dup, p, dp, enzyme_const, u + 1, enzyme_const, 8, enzyme_const, 5);
  f(v, p, v + 1, 8, 5);
  printf("%d\\n", memcmp(u, v, sizeof u));
  return 0;
}`;

function run(text: string, plan: PlanMode): { numbers: number[]; way: Way } {
  writeFileSync(place("f.c"), text);
  const flags = [
    "-O1",
    "-w",
    "-fno-vectorize",
    "-fno-unroll-loops",
    "-fno-inline",
    "-S",
    "-emit-llvm",
  ];
  const front = spawnSync("clang-22", [...flags, place("f.c"), "-o", place("f.ll")]);
  expect(front.stderr.toString()).toBe("");
  const module = Module.parse(readFileSync(place("f.ll"), "latin1"), { file: "f.ll" });
  let plans = "";
  const step = <T>(name: string, make: () => T, show?: (made: T) => string): T => {
    const made = make();
    if (name === "plan") plans += show?.(made) ?? "";
    return made;
  };
  differentiate(module, { requests: [], trace: { ...silent, step }, plan });
  writeFileSync(place("out.ll"), module.print(), "latin1");
  const build = ["-O1", "-w", "-fsanitize=address", place("out.ll"), "-lm", "-o", place("program")];
  expect(spawnSync("clang-22", build).status).toBe(0);
  const { stdout, stderr } = spawnSync(place("program"), { encoding: "latin1" });
  expect(stderr).toBe("");
  const isAgain = plans.includes("run again, iteration by iteration");
  const way = plans.includes("reversed as soon as it is done")
    ? "once"
    : isAgain
      ? "again"
      : "tape";
  return { numbers: stdout.trim().split(/\s+/).map(Number), way };
}

describe("a loop", () => {
  it.each(bodies)("with %s is reversed in the way of %s", (_, way, body) => {
    const least = run(program(body), "cut");
    const all = run(program(body), "keep-all");
    expect(all.way).toBe("tape");
    expect(least.way).toBe(way);
    least.numbers.forEach((number, i) => {
      expect(number).toBeCloseTo(all.numbers[i] ?? Number.NaN, 10);
    });
    expect(least.numbers).toHaveLength(36);
  });

  it("is not left for the reverse sweep beside one whose memory is put back at the end", () => {
    const { numbers, way } = run(interleaved, "cut");
    expect(way).toBe("again");
    expect(numbers).toEqual([0]);
  });
});
