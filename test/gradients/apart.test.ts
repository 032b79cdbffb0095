/** Calls in which memory overlaps although it looks apart: the check at entry must not be taken in. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Module } from "../../src/ir/module.ts";
import { differentiate } from "../../src/pipeline.ts";
import { silent } from "../../src/support/trace.ts";

const folder = mkdtempSync(join(tmpdir(), "apart-"));
const place = (file: string): string => join(folder, file);

const head = `
#include <math.h>
#include <stdio.h>
#include <string.h>
int enzyme_dup, enzyme_const;
void __enzyme_autodiff(void *, ...);
`;

/** `f(a, b, n)` on two parts of one array, and differences of the weighted sum of what it leaves there. */
const main = (offset: number, n: number, arrays = "static double u[64], du[64];"): string => `
enum { size = 64, from = 24 };
static double start[size];
${arrays}
static double objective(int k, double h) {
  memcpy(u, start, sizeof start);
  u[k] += h;
  f(u + from, u + from + ${offset}, ${n}L);
  double sum = 0;
  for (int i = 0; i < size; i++) sum += cos(i) * u[i];
  return sum;
}
int main(void) {
  int wrong = 0;
  for (int i = 0; i < size; i++) start[i] = 0.5 + 0.1 * sin(i), du[i] = cos(i);
  memcpy(u, start, sizeof start);
  __enzyme_autodiff((void *)f, enzyme_dup, u + from, du + from, enzyme_dup, u + from + ${offset}, du + from + ${offset}, enzyme_const, ${n}L);
  for (int k = 0; k < size; k++) {
    double difference = (objective(k, 1e-6) - objective(k, -1e-6)) / 2e-6;
    wrong += !(fabs(du[k] - difference) < 1e-6);
  }
  printf("%d wrong", wrong);
  return 0;
}`;

function run(text: string, level: string, other = "", language = "c"): string {
  writeFileSync(place(`f.${language}`), text);
  writeFileSync(place("other.c"), other);
  const flags = [level, "-w", "-S", "-emit-llvm", place(`f.${language}`), "-o", place("f.ll")];
  expect(spawnSync("clang-22", flags).status).toBe(0);
  const module = Module.parse(readFileSync(place("f.ll"), "latin1"), { file: "f.ll" });
  differentiate(module, { requests: [], trace: silent });
  writeFileSync(place("out.ll"), module.print(), "latin1");
  const files = [place("out.ll"), place("other.c"), "-lm", "-lstdc++", "-o", place("program")];
  expect(spawnSync("clang-22", ["-O2", "-w", ...files]).status).toBe(0);
  return spawnSync(place("program"), { encoding: "latin1" }).stdout;
}

const levels = ["-O0", "-O1", "-O2"];

/** A loop that is left by an exception, when it is past what its count says: what that leaves in memory, and in that of the primal. */
const thrown = (head: string, step: string, n: number): string => `
#include <cmath>
#include <cstdio>
extern int enzyme_dup, enzyme_const; int enzyme_dup, enzyme_const;
template <typename... T> void __enzyme_autodiff(void *, T...);
struct Stop { int at; };
__attribute__((noinline)) void f(double *x, double *y, long n) {
  long i = 0;
  ${head} { if (y[i] > 1.15) throw Stop{(int)i}; y[i] = y[i] * 0.5 + x[3] * x[3]; ${step} }
}
int main() {
  double u[64], du[64], v[64];
  for (int i = 0; i < 64; i++) u[i] = v[i] = 0.9 + 0.3 * std::sin(i), du[i] = std::cos(i);
  u[20] = v[20] = 2;
  int wrong = 0, stops = 0;
  try { f(v + 8, v + 9, ${n}); } catch (Stop s) { stops++; }
  try { __enzyme_autodiff((void *)f, enzyme_dup, u + 8, du + 8, enzyme_dup, u + 9, du + 9, enzyme_const, ${n}L); } catch (Stop s) { stops++; }
  for (int i = 0; i < 64; i++) wrong += u[i] != v[i];
  printf("%d stops, %d wrong", stops, wrong);
}`;

describe("memory that is not apart", () => {
  it.each(levels)("behind a loop without a limit that is left otherwise, at %s", (level) => {
    const body = `__attribute__((noinline)) static void f(double *x, double *y, long n) {
      long i = 0; while (n--) { if (x[i] > 0.5999) break; y[i] += x[i] * x[i]; i++; } }`;
    expect(run(`${head}${body}${main(-3, -1)}`, level)).toBe("0 wrong");
  });

  it.each(levels)("in a variable of another file that is larger than it says, at %s", (level) => {
    const body = `extern double u[];
    __attribute__((noinline)) static void f(double *x, double *y, long n) {
      for (long i = 0; i < n; i++) y[i] += x[i] * x[i] * u[i + 37]; }`;
    const arrays = "extern double du[]; void *__enzyme_shadow_global_u[] = {u, du};";
    const all = main(12, 6, arrays);
    expect(run(`${head}${body}${all}`, level, "double u[64], du[64];")).toBe("0 wrong");
  });

  it.each(levels)("and is only read through parameters that are restrict, at %s", (level) => {
    const text = `
static void f(const double *restrict a, const double *restrict b, double *restrict y, long n) {
  for (long i = 0; i < n; i++) for (long j = 0; j < n; j++) y[i] = y[i] * 0.5 + a[i] * b[j] * a[j]; }
int main(void) {
  double u[4] = {1.1, 1.2, 1.3, 1.4}, du[4] = {0}, y[2] = {0.1, 0.2}, dy[2] = {1, 1};
  __enzyme_autodiff((void *)f, enzyme_dup, u + 1, du + 1, enzyme_dup, u, du, enzyme_dup, y, dy, enzyme_const, 2L);
  printf("%.3f %.3f %.3f", du[0], du[1], du[2]);
  return 0;
}`;
    // What central differences of the function give.
    expect(run(`${head}${text}`, level)).toBe("1.500 6.845 5.220");
  });

  it.each(levels)("behind a loop that an exception leaves past its end, at %s", (level) => {
    const longer = thrown("for (; i != n;)", "i += 2;", 3);
    expect(run(longer, level, "", "cpp")).toBe("2 stops, 0 wrong");
    const endless = thrown("while (n--)", "i++;", -1);
    expect(run(endless, level, "", "cpp")).toBe("2 stops, 0 wrong");
  });

  it("is asked for where an index says that nothing has been found yet", () => {
    const text = `
__attribute__((noinline)) void f(const double *x, const double *z, double *w, int n) {
  unsigned best = -1;
  for (int i = 0; i < n; i++) if (x[i] > 0.5) best = i;
  for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) w[i] = w[i] * 0.5 + z[j] * z[i];
  if (best != -1) w[0] *= x[best];
}
int main(void) {
  double x[2] = {0.4, 0.6}, dx[2] = {0}, z[2] = {1, 2}, dz[2] = {0}, w[2] = {0.1, 0.2}, dw[2] = {1, 1};
  __enzyme_autodiff((void *)f, enzyme_dup, x, dx, enzyme_dup, z, dz, enzyme_dup, w, dw, enzyme_const, 2);
  printf("%.4f %.4f %.4f", dx[1], dz[0], dz[1]);
  return 0;
}`;
    // By hand: w0 = 0.25 w0 + 0.5 z0 z0 + z1 z0, w1 = 0.25 w1 + 0.5 z0 z1 + z1 z1, and w0 once more by x1.
    expect(run(`${head}${text}`, "-O1")).toBe("2.5250 2.8000 5.1000");
    expect(readFileSync(place("out.ll"), "latin1")).toContain("tsad.apart:");
  });

  const inPairs = (offset: number): string => `${head}
static void f(const double *x, double *y, double *z, const double *r, const int *order, int n) {
  for (int i = 0; i < n; i++) y[i] = x[i] * x[i] * 0.5;
  for (int i = 0; i < n; i++) {
    int best = i;
    for (int j = i + 1; j < n; j++) if (y[j] > y[best]) best = j;
    for (int j = i; j < n; j++) z[i] = 0.5 * z[i] + y[j] * y[best] * r[order[j]]; } }
enum { size = 32 };
static double u[size], du[size], start[size];
static int order[4] = {2, 0, 3, 1};
static double objective(int k, double h) {
  memcpy(u, start, sizeof start);
  u[k] += h;
  f(u, u + 8, u + 8 + ${offset}, u + 24, order, 4);
  double sum = 0;
  for (int i = 0; i < size; i++) sum += cos(i) * u[i];
  return sum;
}
int main(void) {
  int wrong = 0;
  for (int i = 0; i < size; i++) start[i] = 0.9 + 0.3 * sin(i), du[i] = cos(i);
  memcpy(u, start, sizeof start);
  __enzyme_autodiff((void *)f, enzyme_dup, u, du, enzyme_dup, u + 8, du + 8, enzyme_dup, u + 8 + ${offset},
                    du + 8 + ${offset}, enzyme_dup, u + 24, du + 24, enzyme_const, order, enzyme_const, 4);
  for (int k = 0; k < size; k++) {
    double difference = (objective(k, 1e-6) - objective(k, -1e-6)) / 2e-6;
    wrong += !(fabs(du[k] - difference) < 1e-6);
  }
  printf("%d wrong", wrong);
  return 0;
}`;

  it.each(
    levels.flatMap((level) => [4, 3, -2].map((offset) => [level, offset] as const)),
  )("in two of many parameters, of others nothing is known, at %s by %d", (level, offset) => {
    expect(run(inPairs(offset), level)).toBe("0 wrong");
    // Where the two are apart nothing is kept of the product. Of a loop that was unrolled it is not known how far it reaches.
    const isChecked = /^tsad\.apart:/m.test(readFileSync(place("out.ll"), "latin1"));
    if (level !== "-O2") expect(isChecked).toBe(true);
  });
});
