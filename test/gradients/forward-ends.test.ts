import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Module } from "../../src/ir/module.ts";
import { differentiate } from "../../src/pipeline.ts";
import { silent } from "../../src/support/trace.ts";

const start = `
typedef unsigned long word;
void *memcpy(void *, const void *, unsigned long);
union cell { double d; word bits; double *p; unsigned short part[4]; };
#define APART __attribute__((noinline))
`;
const main = `
#include <stdio.h>
double f_fwd(double *, double *, int);
int main(void) {
  double x[4] = {1.5, 2, 3, 4}, t[4] = {1, 0.5, 0.25, 2};
  printf("%.6f", f_fwd(x, t, 1)); return 0; }`;

/** Differentiates `double f(double *x, int n)` of the text in forward mode, at a level, and runs it. */
function run(text: string, level: string): { readonly output: string; readonly errors: string } {
  const folder = mkdtempSync(join(tmpdir(), "forward-"));
  const place = (file: string): string => join(folder, file);
  writeFileSync(place("f.c"), start + text);
  const flags = [level, "-w", "-S", "-emit-llvm"];
  expect(spawnSync("clang-22", [...flags, place("f.c"), "-o", place("f.ll")]).status).toBe(0);
  const module = Module.parse(readFileSync(place("f.ll"), "latin1"), { file: "f.ll" });
  differentiate(module, { requests: [{ fn: "f", mode: "forward" }], trace: silent });
  writeFileSync(place("out.ll"), module.print(), "latin1");
  writeFileSync(place("main.c"), main);
  const program = place("program");
  const made = spawnSync("clang-22", ["-w", place("main.c"), place("out.ll"), "-o", program]);
  expect(made.status).toBe(0);
  const { stdout, stderr } = spawnSync(program, { encoding: "latin1" });
  return { output: stdout, errors: stderr };
}

function ends(text: string, message: string): void {
  for (const level of ["-O0", "-O2"]) {
    const { output, errors } = run(text, level);
    expect(output).toBe("");
    expect(errors).toContain(message);
  }
}

describe("forward mode ends the program", () => {
  it("where a callee computed an address in a way that has no shadow", () => {
    ends(
      `APART static word scaled(word a, int k) { return a * k; }
       double f(double *x, int n) { double *p = (double *)scaled((word)x, n); return p[0] * p[1]; }`,
      "an address that was computed as an integer",
    );
  });

  it("where such an address comes through memory", () => {
    ends(
      `struct s { word q; double *p; };
       APART static void put(struct s *s, word a, word b, int n) { s->q = a + (b - a) * (n & 1); }
       APART static double get(struct s *s) { double *p = (double *)s->q; return p[0] * s->p[1]; }
       double f(double *x, int n) { double y[2] = {x[0] * x[0], x[1]}; struct s s;
         s.p = y; put(&s, (word)x, (word)y, n); return get(&s); }`,
      "an address that was computed as an integer",
    );
  });

  it("where a callee hands out the bits of a float, and they are computed with", () => {
    ends(
      `APART static word bits(double d) { union cell u; u.d = d; return u.bits; }
       double f(double *x, int n) { return (double)(bits(x[0] * x[0]) & 0xfffffffffffff) * 0x1p-52; }`,
      "an integer was computed from the bits of a number",
    );
  });

  it("where a callee finds a float that another left, and computes with its bits", () => {
    ends(
      `APART static void set(union cell *u, double v) { u->d = v; }
       APART static double get(union cell *u) { return (double)(u->bits - 0x3ff0000000000000) * 0x1p-52; }
       double f(double *x, int n) { union cell u[2]; u[1].p = x; set(u, x[0] * x[0]); return get(u) * *u[1].p; }`,
      "an integer was computed from the bits of a number",
    );
  });

  it("and not where integers and pointers are in such memory", () => {
    const text = `
      APART static void set(union cell *u, double v, int n) { if (n) u->bits = 6; else u->d = v; }
      APART static double get(union cell *u) { return (double)(u->bits * 2 + 1); }
      APART static word tagged(double *p) { return (word)p; }
      APART static double *cleared(word w) { return (double *)w; }
      double f(double *x, int n) { union cell u[2]; u[1].p = x; set(u, x[0], n);
        return get(u) * *cleared(tagged(u[1].p + 1)); }`;
    for (const level of ["-O0", "-O2"]) {
      expect(run(text, level)).toEqual({ output: "6.500000", errors: "" });
    }
  });

  it("where two addresses were mixed into one integer", () => {
    ends(
      `struct s { word both; };
       APART static void mix(struct s *s, double *a, double *b) { s->both = (word)a ^ (word)b; }
       double f(double *x, int n) { double a[2] = {x[0] * x[0], x[1]}, b[2] = {x[1], x[2]}; struct s s;
         mix(&s, a, b); double *p = (double *)(s.both ^ (word)b); return p[0] * b[1]; }`,
      "an address that was computed as an integer",
    );
  });

  it("where a loop in a callee computes an address in such a way", () => {
    ends(
      `APART static word half(word a, int k) { while (k-- > 0) a = a * 3; return a; }
       struct s { word q; };
       APART static void put(struct s *s, word a, int n) { s->q = half(a, n) * 0xaaaaaaaaaaaaaaab; }
       double f(double *x, int n) { struct s s; put(&s, (word)x, n);
         double *p = (double *)s.q; return p[0] * p[1]; }`,
      "an address that was computed as an integer",
    );
  });

  it("where storage holds the float after all", () => {
    ends(
      `double f(double *x, int n) { union cell u[2]; u[1].bits = 6; u[n & 1].d = x[0] * x[0];
         return (double)u[1].bits * x[1]; }`,
      "an integer was computed from the bits of a number",
    );
  });

  it("and not where it holds an integer by then", () => {
    const text = `double f(double *x, int n) { union cell u[2]; u[n & 1].d = x[0] * x[0];
      double s = u[n & 1].d; u[1].bits = 6; return (double)u[n & 1].bits * x[1] + s; }`;
    for (const level of ["-O0", "-O2"]) {
      expect(run(text, level)).toEqual({ output: "6.000000", errors: "" });
    }
  });

  it("and not where memory is aligned by a mask of whole bytes", () => {
    const text = `void *malloc(unsigned long); void free(void *);
      struct page { double scale; double items[100]; };
      APART static struct page *pageOf(double *item) { return (struct page *)((word)item & ~(word)0xfff); }
      double f(double *x, int n) { char *raw = malloc(0x2100), *other = malloc(24);
        struct page *page = (struct page *)(((word)raw + 0xfff) & ~(word)0xfff);
        page->scale = x[0] * x[0]; page->items[3] = x[1];
        double r = pageOf(&page->items[3])->scale * page->items[3];
        free(other); free(raw); return r; }`;
    for (const level of ["-O0", "-O2"]) {
      expect(run(text, level)).toEqual({ output: "7.125000", errors: "" });
    }
  });

  it("where an address is stored atomically as an integer", () => {
    ends(
      `struct s { double v; word at; };
       APART static double *get(struct s *s) { return (double *)(s->at & ~(word)1); }
       double f(double *x, int n) { double y[2] = {x[0] * x[0], x[1]}; struct s s[2];
         s[n].v = x[0]; __atomic_store_n(&s[n].at, (word)y | n, 5); return *get(&s[n]) * s[n].v; }`,
      "an address or a number with a tangent is accessed atomically",
    );
  });

  it("where floats are copied to integers, and other code computes with their bits", () => {
    ends(
      `APART static void turn(word *w) { *w = (*w & 0xfffffffffffff) | (word)1023 << 52; }
       double f(double *x, int n) { word w[2]; double d = x[0] * x[0]; memcpy(&w[n], &d, 8);
         turn(&w[n]); memcpy(&d, &w[n], 8); return d * x[1]; }`,
      "an integer was computed from the bits of a number",
    );
  });

  it.each([
    [
      "an address with a tag is given to a function",
      "APART double at(word u) { return *(double *)(u & ~(word)3); }",
      "at(u | 2)",
    ],
    ["a tag is exchanged", "", "*(double *)(((((u | 1) & ~(word)3) | 2)) & ~(word)3)"],
    ["an address is rounded down by what is over", "", "*(double *)(u - (u & 8191) + (u & 8191))"],
    [
      "a tag of two bytes is kept on top",
      "",
      "*(double *)(((u & 0xffffffffffff) | (word)7 << 48) & 0xffffffffffff)",
    ],
    [
      "an address is put together of two halves",
      "",
      "*(double *)((u & 0xffffffff00000000) | (u & 0xffffffff))",
    ],
    ["an address is taken from all ones", "", "*(double *)(~(~u))"],
  ])("and not where %s", (_, callee, value) => {
    const text = `${callee}
      double f(double *x, int n) { double y[2] = {x[0] * x[0], x[1]}; word u = (word)&y[n - 1];
        return ${value} * y[1]; }`;
    for (const level of ["-O0", "-O2"]) {
      expect(run(text, level)).toEqual({ output: "7.125000", errors: "" });
    }
  });

  it("and not where hashes of vectors of integers are made in memory that others use for floats", () => {
    const text = `void *malloc(unsigned long); void free(void *);
      APART long total(const long *l, int n) { long s = 0; for (int i = 0; i < n; i++) s += l[i]; return s; }
      double f(double *x, int n) { long *l = malloc(64); for (int i = 0; i < 8; i++) l[i] = i;
        double r = x[0] * x[0] * x[1] + (double)total(l, 8); free(l); return r; }`;
    for (const level of ["-O0", "-O2"]) {
      expect(run(text, level)).toEqual({ output: "7.125000", errors: "" });
    }
  });
});
