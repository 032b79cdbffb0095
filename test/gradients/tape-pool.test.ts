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
  printf("kept %d\\n", live > 0 && live <= 8);
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
});
