/**
 * Loop nests made at random over pointers into one array: whether what they access overlaps is only known when they run.
 * The gradient that checks that, undoes stores and loads again has to give what the one gives that keeps everything, and
 * leave in memory what the primal leaves.
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

const folder = mkdtempSync(join(tmpdir(), "overlap-"));
const place = (file: string): string => join(folder, file);

const kernels = 14;
const seed = Number(process.env["TSAD_SEED"] ?? 1);

/**
 * A loop nest over `p` and `q`, with indices of at most a few hundred; sometimes also over `r`, of which it is not known when the nest is
 * entered how far it reaches, and with an index that is searched for.
 */
function kernel(number: number, below: (n: number) => number): string {
  const one = (...choices: readonly string[]): string => choices[below(choices.length)] ?? "";
  const depth = 1 + below(3);
  const names = ["i", "j", "k"].slice(0, depth);
  const index = (): string => {
    const terms = names.map((name) => `${one("1", "1", "1", "2", "n", "m", "-1", "3")} * ${name}`);
    return [...terms.filter(() => below(4) > 0), String(below(5) - 2)].join(" + ");
  };
  const head = (name: string, at: number): string => {
    const type = one("int", "int", "long", "unsigned", "short");
    const outer = at > 0 ? names[at - 1] : undefined;
    const from = outer === undefined ? one("0", "0", "1") : one("0", "0", outer, `${outer} + 1`);
    const end = one("n", "m", "n", "5");
    if (type === "unsigned")
      return `for (unsigned ${name} = 0; ${name} < (unsigned)(${end} > 0 ? ${end} : 0); ${name}++)`;
    return one(
      `for (${type} ${name} = ${from}; ${name} < ${end}; ${name}++)`,
      `for (${type} ${name} = ${from}; ${name} <= ${end}; ${name} += 2)`,
      `for (${type} ${name} = ${end}; ${name} > ${from}; ${name}--)`,
    );
  };
  const isIndirect = below(3) === 0;
  const isSearch = below(3) === 0;
  const place = (): string => {
    if (isIndirect && below(4) === 0) return `r[order[(int)(${one(...names)}) & 7]]`;
    if (isSearch && below(4) === 0) return `${one("p", "q")}[best]`;
    return `${one("p", "q", "q")}[(int)(${index()})]`;
  };
  const statement = (): string =>
    one(
      `q[(int)(${index()})] = 0.5 * ${place()} + 0.3 * sin(${place()}) * ${place()};`,
      `q[(int)(${index()})] += 0.2 * ${place()} * ${place()};`,
      `${place()} = ${place()} > 0.4 ? ${place()} * 0.7 : cos(${place()});`,
      `if (${place()} > 0.2 ${isSearch ? `&& ${place()} > 0.1) best = (int)${one(...names)}; if (1` : ""}) ${place()} *= 0.8;`,
      `if (${place()} > 0.1) q[(int)(${index()})] -= 0.3 * ${place()} * ${place()};`,
    );
  const inner = [statement(), ...(below(2) > 0 ? [statement()] : [])].join(" ");
  const nest = names.reduceRight((body, name, at) => {
    const more = at > 0 && below(3) === 0 ? statementIn(names.slice(0, at), below) : "";
    return `${head(name, at)} { ${body} } ${more}`;
  }, inner);
  const given = "double *p, double *q, double *r, const int *order, int n, int m";
  return `void f${number}(${given}) { int best = 0; ${nest} }`;
}

/** A statement of an outer loop, which uses its counters alone. */
function statementIn(names: readonly string[], below: (n: number) => number): string {
  const [name = "0"] = names.slice(-1);
  if (below(3) === 0) return `memset(q - 3, 0, 8 * (m > 0 ? m : 0)); q[1] += 0.1 * p[${name}];`;
  if (below(3) === 0) return `memmove(q + 1, p + (int)${name}, 8 * (n > 0 ? n : 0));`;
  return `q[(int)${name}] = 0.9 * q[(int)${name}] + 0.1 * p[(int)${name} + ${below(3)}] * p[(int)${name}];`;
}

function program(): string {
  const below = generator(seed);
  const all = Array.from({ length: kernels }, (_, i) => kernel(i, below));
  return `
#include <math.h>
#include <stdio.h>
#include <string.h>
int enzyme_dup, enzyme_const;
void __enzyme_autodiff(void *, ...);
${all.join("\n")}
enum { size = 4096, middle = 2048 };
static double x[size], dx[size], y[size];
static void start(double *v) { for (int i = 0; i < size; i++) v[i] = sin(0.7 * i); }
static void show(int number, int far, int n, int m) {
  double sum = 0, same = memcmp(x, y, sizeof x) == 0;
  for (int i = 0; i < size; i++) sum += dx[i] * cos(0.3 * i);
  printf("%d %d %d %d: %d %.15e\\n", number, far, n, m, (int)same, sum);
}
int main(void) {
  static int order[8] = {3, 0, 7, 1, 1, 5, 2, 6};
  static const int far[] = {0, 1, -1, 7, 30, -30, 400, -400}, sizes[][2] = {{4, 6}, {6, 3}, {1, 1}, {0, 5}, {-2, 2}};
  for (int a = 0; a < 8; a++) for (int s = 0; s < 5; s++) {
    int n = sizes[s][0], m = sizes[s][1];
    double *r = x + middle + far[(a + 3) % 8], *dr = dx + (r - x), *r2 = y + (r - x);
    double *p = x + middle, *q = p + far[a], *dp = dx + middle, *dq = dp + far[a], *p2 = y + middle, *q2 = p2 + far[a];
${all
  .map(
    (_, i) => `start(x); start(y); for (int i = 0; i < size; i++) dx[i] = cos(i);
__enzyme_autodiff((void *)f${i}, enzyme_dup, p, dp, enzyme_dup, q, dq, enzyme_dup, r, dr, enzyme_const, order, enzyme_const, n, enzyme_const, m);
f${i}(p2, q2, r2, order, n, m); show(${i}, far[a], n, m);`,
  )
  .join("\n")}
  }
  return 0;
}`;
}

function run(text: string, level: string, plan: PlanMode): { lines: string[]; checks: number } {
  writeFileSync(place("f.c"), text);
  const flags = [
    level,
    "-w",
    "-ffp-contract=off",
    "-S",
    "-emit-llvm",
    place("f.c"),
    "-o",
    place("f.ll"),
  ];
  expect(spawnSync("clang-22", flags).status).toBe(0);
  const module = Module.parse(readFileSync(place("f.ll"), "latin1"), { file: "f.ll" });
  differentiate(module, { requests: [], trace: silent, plan });
  const made = module.print();
  writeFileSync(place("out.ll"), made, "latin1");
  const build = ["-O1", "-w", "-fsanitize=address", place("out.ll"), "-lm", "-o", place("program")];
  expect(spawnSync("clang-22", build).status).toBe(0);
  const { stdout, stderr } = spawnSync(place("program"), { encoding: "latin1" });
  expect(stderr).toBe("");
  return { lines: stdout.trim().split("\n"), checks: made.match(/^tsad\.apart:/gm)?.length ?? 0 };
}

describe(`arrays that may overlap, seed ${seed}`, () => {
  it.each(["-O0", "-O1", "-O2"])("have the same gradient with all plans at %s", (level) => {
    const text = program();
    const least = run(text, level, "cut");
    const all = run(text, level, "keep-all");
    expect(all.checks).toBe(0);
    if (level !== "-O0") expect(least.checks).toBeGreaterThan(0);
    expect(least.lines).toHaveLength(8 * 5 * kernels);
    const wrong = least.lines.filter((line, i) => {
      const [name, same, sum] = parse(line);
      const [, , other] = parse(all.lines[i] ?? "");
      return (
        same !== 1 ||
        !(Math.abs(sum - other) <= 1e-10 * Math.max(1, Math.abs(other))) ||
        name === ""
      );
    });
    expect(wrong).toEqual([]);
  }, 120_000);
});
