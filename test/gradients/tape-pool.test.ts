/** The memory of tapes between calls: it is used again, shared by modules and threads, and given back when the program asks for it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Module } from "../../src/ir/module.ts";
import { differentiate } from "../../src/pipeline.ts";
import { silent } from "../../src/support/trace.ts";

const folder = mkdtempSync(join(tmpdir(), "tape-pool-"));
const place = (file: string): string => join(folder, file);

/** Its inner loop has a count that is known when it is entered, the other one only when it ends. */
const primal = (name: string): string => `
double ${name}(double *x, int n) {
  double s = 0;
  for (int i = 0; i < n; i++) for (int j = i; j < n; j++) { x[j] = x[j] * 0.5 + 0.1; s += x[j] * x[j] * x[i]; }
  while (s > 1) s = s * s / (s + 1);
  return s;
}`;

const main = `
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
void *__real_malloc(size_t); void *__wrap_malloc(size_t); void __real_free(void *); void __wrap_free(void *);
static int live, made;
void *__wrap_malloc(size_t n) { if (n >= 65536) __atomic_fetch_add(&live, 1, 5), __atomic_fetch_add(&made, 1, 5);
  size_t *p = __real_malloc(n + 16); p[0] = n; return p + 2; }
void __wrap_free(void *p) { if (!p) return; size_t *q = (size_t *)p - 2;
  if (q[0] >= 65536) __atomic_fetch_sub(&live, 1, 5); __real_free(q); }
double f_grad(double *, double *, int, double), g_grad(double *, double *, int, double);
void tsad_release_tapes(void);
static double once(double (*grad)(double *, double *, int, double), int n) {
  double x[600], dx[600] = {0}, all = 0;
  for (int i = 0; i < n; i++) x[i] = 0.01 * i;
  grad(x, dx, n, 1);
  for (int i = 0; i < n; i++) all += dx[i];
  return all;
}
static void *many(void *grad) { double *r = __real_malloc(8); *r = 0;
  for (int k = 0; k < 20; k++) *r += once((double (*)(double *, double *, int, double))grad, 300 + 10 * k); return r; }
int main(void) {
  double first = once(f_grad, 600);
  int after = made;
  int same = 1;
  for (int k = 0; k < 5; k++) same &= once(k % 2 ? f_grad : g_grad, 600) == first;
  printf("again %d new %d\\n", same, made - after);
  pthread_t t[4];
  for (int k = 0; k < 4; k++) pthread_create(&t[k], 0, many, k % 2 ? (void *)f_grad : (void *)g_grad);
  double sums[4];
  for (int k = 0; k < 4; k++) { void *r; pthread_join(t[k], &r); sums[k] = *(double *)r; __real_free(r); }
  printf("threads %d\\n", sums[0] == sums[1] && sums[1] == sums[2] && sums[2] == sums[3]);
  printf("kept %d\\n", live > 0 && live <= 32);
  tsad_release_tapes();
  printf("left %d\\n", live);
  printf("after %d\\n", once(g_grad, 600) == first);
  return 0;
}`;

function make(name: string): string {
  writeFileSync(place(`${name}.c`), primal(name));
  const flags = ["-O1", "-w", "-S", "-emit-llvm", place(`${name}.c`), "-o", place(`${name}.ll`)];
  expect(spawnSync("clang-22", flags).status).toBe(0);
  const module = Module.parse(readFileSync(place(`${name}.ll`), "latin1"), { file: "f.ll" });
  differentiate(module, { requests: [{ fn: name }], trace: silent });
  writeFileSync(place(`${name}.out.ll`), module.print(), "latin1");
  return place(`${name}.out.ll`);
}

function run(options: readonly string[]): { readonly output: string; readonly errors: string } {
  const wrap = ["-Wl,--wrap=malloc", "-Wl,--wrap=free"];
  const files = ["f", "g"].map((name) => place(`${name}.out.ll`));
  const args = ["-O1", "-w", ...options, place("main.c"), ...files, ...wrap, "-lpthread"];
  const made = spawnSync("clang-22", [...args, "-o", place("program")], { encoding: "latin1" });
  expect(made.stderr).toBe("");
  const { stdout, stderr } = spawnSync(place("program"), { encoding: "latin1" });
  return { output: stdout, errors: stderr };
}

describe("the memory of tapes", () => {
  beforeAll(() => {
    writeFileSync(place("main.c"), main);
    make("f");
    make("g");
  });

  it.each([
    [[]],
    [["-fsanitize=thread"]],
    [["-fsanitize=address"]],
  ])("is used again by all, and given back: %j", (options) => {
    const output = "again 1 new 0\nthreads 1\nkept 1\nleft 0\nafter 1\n";
    expect(run(options)).toEqual({ output, errors: "" });
  }, 60_000);

  it("is what was asked for and no more, where a gradient is differentiated itself", () => {
    const text = `
      #include <math.h>
      #include <stdio.h>
      int enzyme_dup, enzyme_const;
      void __enzyme_autodiff(void *, ...);
      double f(double *x, int n) { double s = .5; int i = 0;
        while (s < n) { s += .9 + .1 * sin(s * x[i % 9]); i++; } return s * s / n; }
      double slope(double *x, int n) { double d[9] = {0}, s = 0;
        __enzyme_autodiff((void *)f, enzyme_dup, x, d, enzyme_const, n);
        for (int i = 0; i < 9; i++) s += d[i] * cos(i); return s; }
      int main(void) { int right = 1;
        for (int n = 300; n < 40000; n = n * 3) {
          double x[9], d[9] = {0}, h = 1e-6 / n, v[2];
          for (int i = 0; i < 9; i++) x[i] = .3 * sin(i * 1.7 + 1) / n;
          __enzyme_autodiff((void *)slope, enzyme_dup, x, d, enzyme_const, n);
          double old = x[0];
          for (int k = 0; k < 2; k++) { x[0] = old + (k ? h : -h); v[k] = slope(x, n); }
          double difference = (v[1] - v[0]) / 2 / h;
          right &= fabs(d[0] - difference) <= 1e-5 * fabs(difference); }
        printf("%d", right); return 0; }`;
    writeFileSync(place("twice.c"), text);
    for (const level of ["-O0", "-O2"]) {
      const flags = [level, "-w", "-S", "-emit-llvm", place("twice.c"), "-o", place("twice.ll")];
      expect(spawnSync("clang-22", flags).status).toBe(0);
      const source = readFileSync(place("twice.ll"), "latin1");
      const module = Module.parse(source, { file: "twice.ll" });
      differentiate(module, { requests: [], trace: silent });
      writeFileSync(place("twice.out.ll"), module.print(), "latin1");
      const link = ["-O1", "-w", place("twice.out.ll"), "-lm", "-o", place("twice")];
      expect(spawnSync("clang-22", link).status).toBe(0);
      // What malloc hands out is not zero.
      const env = { ...process.env, MALLOC_PERTURB_: "85" };
      expect(spawnSync(place("twice"), { encoding: "latin1", env }).stdout).toBe("1");
    }
  }, 60_000);

  it("is null where no memory is that large, which a loop that is never entered may ask for", () => {
    const text = `
      #include <math.h>
      #include <stdio.h>
      int enzyme_dup, enzyme_const;
      void __enzyme_autodiff(void *, ...);
      double f(double *x, int k) { unsigned n = k; double s = 1;
        for (unsigned i = 0; i < n; i++) for (unsigned j = 0; j < n - 1; j++) s += sin(x[i] * s) * x[j]; return s; }
      void tsad_release_tapes();
      int main(void) { double x[2] = {1, 2}, d[2] = {0};
        __enzyme_autodiff((void *)f, enzyme_dup, x, d, enzyme_const, 0); tsad_release_tapes();
        printf("%g", d[0]); return 0; }`;
    writeFileSync(place("none.c"), text);
    const flags = ["-O0", "-w", "-S", "-emit-llvm", place("none.c"), "-o", place("none.ll")];
    expect(spawnSync("clang-22", flags).status).toBe(0);
    const module = Module.parse(readFileSync(place("none.ll"), "latin1"), { file: "none.ll" });
    differentiate(module, { requests: [], trace: silent });
    writeFileSync(place("none.out.ll"), module.print(), "latin1");
    const link = ["-w", place("none.out.ll"), "-lm", "-o", place("none")];
    expect(spawnSync("clang-22", link).status).toBe(0);
    expect(spawnSync(place("none"), { encoding: "latin1" }).stdout).toBe("0");
  });
});
