import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { differentiateFresh } from "../../src/attempts.ts";
import { Module } from "../../src/ir/module.ts";
import { silent } from "../../src/support/trace.ts";

/** What a cell may hold, and a number that no optimiser knows. */
const start = `
void *malloc(unsigned long); void free(void *);
void *memcpy(void *, const void *, unsigned long); void *memset(void *, int, unsigned long);
union cell { double d; float f[2]; long i; int half[2]; union cell *p; };
static volatile int zero = 0;
`;
const main = `
#include <stdio.h>
double f_grad(double, double);
int main(void) { printf("%.6f", f_grad(1.5, 1.0)); return 0; }`;

interface Ran {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Differentiates `double f(double x)` of the text as `tsad grad` does, and runs the gradient at 1.5. */
function run(text: string): Ran {
  const folder = mkdtempSync(join(tmpdir(), "marks-"));
  const place = (file: string): string => join(folder, file);
  const [source, input, output] = [place("f.c"), place("f.ll"), place("out.ll")];
  writeFileSync(source, start + text);
  const flags = ["-O0", "-w", "-S", "-emit-llvm"];
  expect(spawnSync("clang-22", [...flags, source, "-o", input]).status).toBe(0);
  const ir = readFileSync(input, "latin1");
  const { module } = differentiateFresh(
    () => Module.parse(ir, { file: "f.ll" }),
    () => ({ requests: [{ fn: "f" }], trace: silent }),
  );
  writeFileSync(output, module.print(), "latin1");
  writeFileSync(place("main.c"), main);
  const program = place("program");
  const sanitizers = ["-fsanitize=address,undefined"];
  const linked = spawnSync("clang-22", [
    "-w",
    ...sanitizers,
    place("main.c"),
    output,
    "-o",
    program,
  ]);
  expect(linked.status).toBe(0);
  const { status, stdout, stderr } = spawnSync(program, { encoding: "latin1" });
  return { status, output: stdout, errors: stderr };
}

describe("memory that holds floats, pointers and integers in turn", () => {
  it("is followed through stores, moves and copies", () => {
    const { status, output, errors } = run(`
double f(double x) {
  union cell a[3], b[3]; double y = x * x;
  a[zero].d = 3 * x; a[1].i = 5; a[2].p = a;
  memcpy(b, a, sizeof a);
  union cell kept = b[0]; b[0] = b[1]; b[1] = kept;
  a[zero].i = 2; double r = b[1].d * b[0].i * a[0].i;
  a[zero].p = b; a[0].p[1].d *= y;
  return r + b[1].d; }`);
    // 30 x + 3 x^3
    expect([errors, output, status]).toEqual(["", "50.250000", 0]);
  });

  it("is told apart in floats of two sizes", () => {
    const { output } = run(`
double f(double x) {
  union cell a[4], b[4]; memset(a, 0, sizeof a); memset(b, 0, sizeof b);
  a[zero].f[0] = x; a[0].f[1] = 2; a[1].half[0] = 3; a[2].d = x * x; a[3].p = a;
  memcpy(b, a, sizeof a * (1 + zero));
  return b[0].f[0] * b[0].f[1] * b[1].half[0] + b[3].p[2].d; }`);
    // 6 x + x^2
    expect(output).toBe("9.000000");
  });
});

describe("the program ends with a message where", () => {
  const ends = (text: string, message: string | RegExp): void => {
    const { status, output, errors } = run(text);
    expect([status === 0, output]).toEqual([false, ""]);
    expect(errors).toContain("tsad: ");
    expect(errors).toMatch(message);
  };

  it("a float is read of which an integer has overwritten a part", () => {
    ends(
      `double f(double x) { union cell a[2]; a[zero].d = x * x; a[1].p = a; a[zero].half[0] = 0; return a[zero].d; }`,
      "a number was read of which an integer had overwritten a part",
    );
  });

  it("a part of a float is copied", () => {
    ends(
      `double f(double x) { union cell a[2], b[2]; a[zero].d = x * x; a[1].p = a; b[0].d = x; b[1].p = a;
       memcpy((char *)&b[zero] + 4, (char *)&a[zero] + 4, 4); return b[zero].d; }`,
      "a part of a number was copied",
    );
  });

  it("the bits of a float are computed with", () => {
    ends(
      `double f(double x) { union cell a[2]; a[zero].d = x; a[1].p = a;
       a[zero].i = 0x5fe6eb50c7b537a9 - (a[zero].i >> 1); return a[zero].d; }`,
      "an integer was read where an active float is",
    );
  });

  it("the bits of a float are computed with of which bytes were overwritten, so that its mark looks like a pointer", () => {
    for (const bytes of ["3 6 7", "4 6 7", "5 6 7", "3 4 6 7", "4 5 6 7"]) {
      const clear = bytes.split(" ").map((at) => `((char *)&a[zero])[${at}] = 0;`);
      ends(
        `double f(double x) { union cell a[2]; a[zero].d = x * x + 1.11; a[1].p = a;
         ${clear.join(" ")} return (double)a[zero].i * 0x1p-40; }`,
        "an integer was read where an active float is",
      );
    }
  });

  it("the bits of a float come back from a function as an integer", () => {
    ends(
      `static long bits(union cell *p, int n) { return n ? bits(p, n - 1) : p->i; }
       double f(double x) { union cell a, b; a.d = x * x; b.i = bits(&a, 3); return b.d * x; }`,
      "an integer was read where an active float is",
    );
  });

  it("the bits of a float come back from a function that copies them", () => {
    ends(
      `static long bits(void *p, int n) { long k; if (n) return bits(p, n - 1); memcpy(&k, p, 8); return k; }
       double f(double x) { double a = x * x, r; long k = bits(&a, 3); memcpy(&r, &k, 8); return r * x; }`,
      "an integer was read where an active float is",
    );
  });

  it("the bits of a pointer are chosen from and stored", () => {
    ends(
      `double f(double x) { union cell a[4]; long t; a[2].d = x; a[zero].p = a + 2; a[1].i = 8;
       if (zero) t = a[1].i; else t = a[zero].i; a[3].i = t; return a[3].p->d * x; }`,
      // A byte of an address may look like one of a mark; either way nothing is computed from it.
      /the bits of a pointer were computed with|an integer was read where an active float is/,
    );
  });

  it("a float is moved as a pointer", () => {
    ends(
      `static void assign(union cell *to, union cell *from, int n) { if (n) assign(to, from, n - 1); else to->p = from->p; }
       double f(double x) { union cell a[2]; a[zero].d = x * x; a[1].i = 3; assign(a + 1, a, 2); return a[1].d * x; }`,
      "a number was moved as a pointer",
    );
  });

  it("a float is stored at an address where copies do not look for it", () => {
    ends(
      `struct __attribute__((packed)) odd { char c; union cell v; };
       double f(double x) { struct odd a[2]; a[zero].v.d = x * x; a[1].v.p = 0; return a[zero].v.d; }`,
      "a number is stored at an odd address",
    );
  });
});

describe("the caller's memory", () => {
  it("has no marks: bits of floats that are computed with are refused for the reason that the code shows", () => {
    const text = `double f(union cell *a, double x) { a[zero].d = x; a[1].p = a;
      a[zero].i = 0x5fe6eb50c7b537a9 - (a[zero].i >> 1); return a[zero].d; }`;
    expect(() => run(text)).toThrow("bytes of active memory are accessed as double and as ptr");
  });
});
