import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Module } from "../../src/ir/module.ts";
import { differentiate } from "../../src/pipeline.ts";
import { silent } from "../../src/support/trace.ts";

/** The function, and a program that prints its derivative. */
const text = (body: string): string => `
union number { double all; int half[2]; };
double f(double x) { union number a; a.all = x * x; ${body} }`;
const main = `
#include <stdio.h>
double f_grad(double, double);
int main(void) { printf("%.6f", f_grad(1.5, 1.0)); return 0; }`;

function run(body: string): { status: number | null; output: string; errors: string } {
  const folder = mkdtempSync(join(tmpdir(), "torn-"));
  const place = (file: string): string => join(folder, file);
  const [source, input, output] = [place("f.c"), place("f.ll"), place("out.ll")];
  writeFileSync(source, text(body));
  const compiled = spawnSync("clang-22", ["-O0", "-S", "-emit-llvm", source, "-o", input]);
  expect(compiled.status).toBe(0);
  const module = Module.parse(readFileSync(input, "latin1"), { file: "f.ll" });
  differentiate(module, { requests: [{ fn: "f" }], trace: silent });
  writeFileSync(output, module.print(), "latin1");
  writeFileSync(place("main.c"), main);
  const program = place("program");
  const linked = spawnSync("clang-22", ["-w", place("main.c"), output, "-o", program]);
  expect(linked.status).toBe(0);
  const { status, stdout, stderr } = spawnSync(program, { encoding: "latin1" });
  return { status, output: stdout, errors: stderr };
}

describe("an integer stored over a part of a float", () => {
  it("does not matter where the float is not read any more", () => {
    const { status, output } = run(
      "double r = a.all; a.half[0] = 7; return a.half[0] == 7 ? 7 * r : 0;",
    );
    expect([status, output]).toEqual([0, "21.000000"]);
  });

  it("ends the program where what is left of the float is read", () => {
    const { status, output, errors } = run("a.half[0] = 0; return a.all * x;");
    expect([status === 0, output]).toEqual([false, ""]);
    expect(errors).toContain("a number was read of which an integer had overwritten a part");
  });
});
