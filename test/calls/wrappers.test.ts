/** Templates that ask for the derivative of whatever function they are given, at -O0, where nothing has been inlined. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Module } from "../../src/ir/module.ts";
import { findTools } from "../../src/ir/tools.ts";
import { differentiate } from "../../src/pipeline.ts";
import { silent } from "../../src/support/trace.ts";

const source = `
#include <cmath>
#include <cstdio>
template <typename R, typename... T> R __enzyme_autodiff(void *, T...);
template <class F> double slope(F *f, double x) { return __enzyme_autodiff<double>((void *)f, x); }
template <class F> double twice(F *f, double x) { return slope(f, x) * 2; }
struct pair { double a, b; };
template <class F> pair both(F *f, double x, double y) { return __enzyme_autodiff<pair>((void *)f, x, y); }
static double square(double x) { return x * x; }
static double cube(double x) { return x * x * x; }
static double product(double x, double y) { return x * y; }
static double quotient(double x, double y) { return x / y; }
int main() {
  auto lambda = +[](double x) { return std::sin(x) * x; };
  pair p = both(product, 2.0, 3.0), q = both(quotient, 2.0, 4.0);
  printf("%g %g %.6f %g ", slope(square, 3.0), twice(cube, 2.0), slope(lambda, 1.0), slope(cube, 1.0));
  printf("%g %g %g %g", p.a, p.b, q.a, q.b);
}
`;

const versions = [14, 22].filter((version) =>
  findTools("clang").some((tool) => tool.version === version),
);
const cells = versions.flatMap((version) => ["-O0", "-O1"].map((level) => ({ version, level })));

describe.each(cells)("wrappers with clang $version at $level", ({ version, level }) => {
  it("are inlined where they are called", () => {
    const folder = mkdtempSync(join(tmpdir(), "wrappers-"));
    const place = (file: string): string => join(folder, file);
    writeFileSync(place("w.cpp"), source);
    const front = [level, "-w", "-S", "-emit-llvm", place("w.cpp"), "-o", place("w.ll")];
    expect(spawnSync(`clang-${version}`, front).status).toBe(0);
    const module = Module.parse(readFileSync(place("w.ll"), "latin1"), { file: "w.ll" });
    differentiate(module, { requests: [], trace: silent });
    writeFileSync(place("out.ll"), module.print(), "latin1");
    const back = ["-O1", "-w", place("out.ll"), "-lm", "-lstdc++", "-o", place("w")];
    expect(spawnSync(`clang-${version}`, back, { encoding: "latin1" }).stderr).toBe("");
    const printed = spawnSync(place("w"), { encoding: "latin1" }).stdout;
    const ofLambda = Math.cos(1) + Math.sin(1);
    expect(printed).toBe(`6 24 ${ofLambda.toFixed(6)} 3 3 2 0.25 -0.125`);
  });
});
