import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Module } from "../../src/ir/module.ts";
import { differentiateFresh } from "../../src/attempts.ts";
import { silent } from "../../src/support/trace.ts";

const declarations = `
#include <errno.h>
#include <stdlib.h>
#include <string.h>
struct box { double *p; long n; };
double variable, array[2];
double *work, *cursor;
int zero;
struct box *head;
#define CALLED __attribute__((noinline)) static
`;
const main = `
#include <stdio.h>
void setup(void);
double DERIVATIVE(double, double);
int main(void) {
  setup();
  for (int i = 0; i < CALLS; i++) { printf("%.6f ", DERIVATIVE(1.5, 1.0)); fflush(stdout); }
  return 0;
}`;

interface Case {
  /** Functions beside `f`. */
  readonly more?: string;
  readonly setup: string;
  readonly body: string;
  readonly calls?: number;
}

function run(
  { more = "", setup, body, calls = 2 }: Case,
  clang: string,
  level: string,
  mode: "reverse" | "forward",
): { isRight: boolean; output: string; errors: string } {
  const folder = mkdtempSync(join(tmpdir(), "outside-"));
  const place = (file: string): string => join(folder, file);
  const [source, input, output] = [place("f.c"), place("f.ll"), place("out.ll")];
  const text = `${declarations}${more}\nvoid setup(void) { ${setup} }\ndouble f(double x) { ${body} }`;
  writeFileSync(source, text);
  const compiled = spawnSync(clang, [level, "-S", "-emit-llvm", source, "-o", input]);
  expect(compiled.stderr.toString()).toBe("");
  const read = (): Module => Module.parse(readFileSync(input, "latin1"), { file: "f.ll" });
  const { module } = differentiateFresh(read, () => ({
    requests: [{ fn: "f", mode }],
    trace: silent,
  }));
  writeFileSync(output, module.print(), "latin1");
  writeFileSync(
    place("main.c"),
    main
      .replaceAll("DERIVATIVE", mode === "reverse" ? "f_grad" : "f_fwd")
      .replace("CALLS", String(calls)),
  );
  const program = place("program");
  const options = ["-w", "-O1", "-fsanitize=address", place("main.c"), output, "-o", program];
  const linked = spawnSync(clang, options);
  expect(linked.stderr.toString()).toBe("");
  const env = { ...process.env, ASAN_OPTIONS: "detect_leaks=0" };
  const { status, stdout, stderr } = spawnSync(program, { encoding: "latin1", env });
  return { isRight: status === 0, output: stdout.trim(), errors: stderr };
}

/** Each with the derivative at 1.5. */
const right: Record<string, Case & { readonly is: number }> = {
  "memory that is only read": {
    setup: "work = calloc(2, 8); work[0] = 4;",
    body: "return x * work[0];",
    is: 4,
  },
  "memory to which a constant is stored": {
    setup: "work = calloc(2, 8);",
    body: "work[0] = 2; return x * work[0];",
    is: 2,
  },
  "a pointer into a variable": {
    setup: "cursor = &array[1];",
    body: "*cursor = x * x; return array[1];",
    is: 3,
  },
  "a pointer to the end of a variable": {
    setup: "cursor = array + 2;",
    body: "*--cursor = x * x; return *cursor++;",
    is: 3,
  },
  "a pointer to a variable, kept on the heap": {
    setup: "head = malloc(sizeof *head); head->p = &variable;",
    body: "variable = x * x; return *head->p;",
    is: 3,
  },
  "the same, copied with what is around it": {
    more: "CALLED double look(struct box b) { return *b.p * b.n; }",
    setup: "head = malloc(sizeof *head); head->p = &variable; head->n = 2;",
    body: "struct box mine[2]; memcpy(&mine[head->n - 1], head, sizeof *head); variable = x * x; return *mine[1].p * mine[1].n;",
    is: 6,
  },
  "memory that is replaced": {
    setup: "work = calloc(2, 8);",
    body: "free(work); work = malloc(8); *work = x * x; return *work;",
    is: 3,
  },
  "memory that is made larger": {
    setup: "work = calloc(1, 8);",
    body: "work = realloc(work, 16); work[1] = x * x; return work[1] + x * work[0];",
    is: 3,
  },
  "a pointer to a variable, kept in bytes": {
    more: "_Alignas(8) unsigned char pool[64];",
    setup: "*(double **)(pool + 8) = &variable;",
    body: "variable = x * x; return **(double **)(pool + 8 + zero);",
    is: 3,
  },
  "a pointer to memory that is only read, kept in bytes": {
    more: "_Alignas(8) unsigned char pool[64];",
    setup: "*(double **)(pool + 8) = calloc(1, 8); **(double **)(pool + 8) = 4;",
    body: "*(double *)pool = x; return **(double **)(pool + 8) * *(double *)pool;",
    is: 4,
  },
  "a pointer that a called function moves on": {
    more: "CALLED void step(void) { cursor++; }",
    setup: "",
    body: "cursor = array; step(); *cursor = x * x; return array[1];",
    is: 3,
  },
};

const lost: Record<string, Case> = {
  here: {
    setup: "work = calloc(2, 8);",
    body: "work[zero] = x * x; return work[0];",
  },
  "in a called function": {
    more: "CALLED void put(double v) { work[0] = v; }",
    setup: "work = calloc(2, 8);",
    body: "put(x * x); return work[0];",
  },
  "in a called function that is given it": {
    more: "CALLED void put(double *p, double v) { p[0] = v; }",
    setup: "work = calloc(2, 8);",
    body: "put(work, x * x); return work[0];",
  },
  "in a called function that is given it in a struct": {
    more: "CALLED void put(struct box *b, double v) { b->p[b->n] = v; }",
    setup: "work = calloc(2, 8);",
    body: "struct box b = {work, 1}; put(&b, x * x); return work[1];",
  },
  "through a pointer that a called function returns": {
    more: "CALLED double *get(void) { return work; }",
    setup: "work = calloc(2, 8);",
    body: "*get() = x * x; return *get();",
  },
  "by a copy": {
    setup: "work = calloc(2, 8);",
    body: "double y[2] = {x * x, x}; memcpy(work, y, sizeof y); return work[0];",
  },
  "through a pointer that is kept in bytes": {
    more: "_Alignas(8) unsigned char pool[64];",
    setup: "*(double **)(pool + 8) = calloc(1, 8);",
    body: "**(double **)(pool + 8 + zero) = x * x; return **(double **)(pool + 8);",
  },
  "as a pointer to active memory": {
    setup: "head = calloc(1, sizeof *head);",
    body: "head->p = malloc(8); *head->p = x * x; double r = head[zero].p[zero]; free(head->p); return r;",
  },
};

const text =
  "float own[2]; float *kept[2]; kept[0] = own; kept[1] = (float *)&errno; float *p = kept[zero]; *p = x * x; return *p;";

describe.each([
  ["clang-22", "-O0", "reverse"],
  ["clang-22", "-O2", "reverse"],
  ["clang-14", "-O0", "reverse"],
  ["clang-22", "-O0", "forward"],
  ["clang-14", "-O2", "forward"],
] as const)("a global pointer set before the derivative began (%s %s, %s)", (clang, level, mode) => {
  // Forward mode leaves memory that grows without a shadow where it had none, and ends the program.
  const able = Object.entries(right).filter(
    ([name]) => mode === "reverse" || name !== "memory that is made larger",
  );
  it.each(able)("may lead to %s", (_, { is, ...given }) => {
    const { isRight, output, errors } = run(given, clang, level, mode);
    expect(errors).toBe("");
    expect(output).toBe(`${is.toFixed(6)} ${is.toFixed(6)}`);
    expect(isRight).toBe(true);
  });

  it.each(
    Object.entries(lost),
  )("ends the program where an active value is stored %s", (_, given) => {
    const { isRight, output, errors } = run(given, clang, level, mode);
    expect(output).toBe("");
    expect(errors).toMatch(/ to memory without a shadow/);
    expect(isRight).toBe(false);
  });

  // Optimised there are two stores, and that to the library's memory is refused.
  const isOne = !(level === "-O2" && mode === "reverse");
  it.runIf(isOne)("may be memory of the library, while it is not", () => {
    const { output, errors } = run({ setup: "", body: text }, clang, level, mode);
    expect(errors).toBe("");
    expect(output).toBe("3.000000 3.000000");
  });

  it.runIf(isOne)(
    "ends the program where an active value is stored to memory of the library",
    () => {
      const { output, errors } = run({ setup: "zero = 1;", body: text }, clang, level, mode);
      expect(output).toBe("");
      expect(errors).toMatch(/ to memory (that is text of the library|without a shadow)/);
    },
  );

  // Forward mode copies the bytes of the shadow as those of the primal.
  it.runIf(mode === "reverse")("ends the program where a copy ends within a float", () => {
    const body = (length: string): string =>
      `double y[3] = {x, x * x, 1}, z[3] = {0, 1, 2}; memcpy(z, y, ${length}); return z[0] + z[1];`;
    const whole = run({ setup: "zero = 16;", body: body("zero") }, clang, level, mode);
    expect(whole.errors).toBe("");
    expect(whole.output).toBe("4.000000 4.000000");
    const cut = run({ setup: "zero = 12;", body: body("zero") }, clang, level, mode);
    expect(cut.output).toBe("");
    expect(cut.errors).toMatch(/begins or ends within a float/);
  });
});
