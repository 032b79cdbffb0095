import { describe, expect, test } from "vitest";
import { CallInst } from "../../../src/ir/instructions.ts";
import { Module } from "../../../src/ir/module.ts";
import { verifyModule } from "../../../src/ir/verify.ts";
import { devirtualize, isThroughPointer } from "../../../src/transform/devirtualize.ts";
import { makeCallsDirect } from "../../../src/transform/direct-calls.ts";
import { inlineByBudget } from "../../../src/transform/inline.ts";
import { must } from "../../../src/support/assert.ts";
import { expectSame, versions } from "./run.ts";

const pointers = `
#include <math.h>
#include <stdio.h>
typedef double (*fun)(double);
static double twice(double x) { return 2 * x; }
static double cube(double x) { return x * x * x; }
static double const_table_user(int i, double x) {
  static fun const table[] = {twice, cube, sin};
  return table[i](x);
}
fun chosen = cos;
struct ops { fun f; int (*less)(const void *, const void *); };
static int less(const void *a, const void *b) { return *(const double *)a < *(const double *)b; }
static struct ops make(int i) { struct ops o = {i ? twice : cube, less}; return o; }
static double apply(fun f, double x) { return f(x) + chosen(x); }
int main(void) {
  double a = 1, b = 2;
  for (int i = 0; i < 3; i++) printf("%.17g\\n", const_table_user(i, 0.5 + i));
  for (int i = 0; i < 2; i++) {
    struct ops o = make(i);
    printf("%.17g %d\\n", apply(o.f, 0.25), o.less(&a, &b));
  }
  return 0;
}
`;

const virtuals = `
#include <cstdio>
#include <stdexcept>
struct Shape { virtual ~Shape() {} virtual double area(double s) const = 0; virtual const Shape *self() const { return this; } };
struct Other { virtual int tag() { return 7; } };
struct Square : Shape { double area(double s) const override { return s * s; } };
struct Disc : Other, Shape {
  double r = 3;
  double area(double s) const override { if (s < 0) throw std::domain_error("negative"); return r * s; }
  const Disc *self() const override { return this; }
};
struct Big final : Disc { double area(double s) const override { return Disc::area(s) + 1; } };
__attribute__((noinline)) double total(const Shape *const *list, int n, double s) {
  double sum = 0;
  for (int i = 0; i < n; i++) {
    try { sum += list[i]->self()->area(s); } catch (const std::exception &e) { std::printf("%s\\n", e.what()); }
  }
  return sum;
}
int main() {
  Square a; Disc b; Big c;
  const Shape *volatile hidden[] = {&a, &b, &c};
  const Shape *list[] = {hidden[0], hidden[1], hidden[2]};
  Shape *heap = new Big;
  std::printf("%g %g %g\\n", total(list, 3, 2), total(list, 3, -2), heap->area(1));
  delete heap;
  return 0;
}
`;

const cases = versions.flatMap((llvm) => ["-O0", "-O2"].map((level) => ({ llvm, level })));

/** How many calls through pointers the definitions of the module have. */
function through(module: Module, name?: string): number {
  const fns = module.functions().filter((fn) => name === undefined || fn.name === name);
  return fns.flatMap((fn) => [...fn.instructions()]).filter((inst) => isThroughPointer(inst))
    .length;
}

describe.skipIf(versions.length === 0)("calls through pointers", () => {
  test.each(cases)("are direct: C $level of LLVM $llvm", async ({ llvm, level }) => {
    const flags = [level, "-fno-vectorize"];
    const module = await expectSame({
      source: pointers,
      language: "c",
      llvm,
      flags,
      step: (fn, services) => devirtualize(fn, services),
    });
    expect(through(module)).toBe(0);
  });

  test.each(cases)("are direct: C++ $level of LLVM $llvm", async ({ llvm, level }) => {
    const module = await expectSame({
      source: virtuals,
      language: "c++",
      llvm,
      flags: [level],
      step: (fn, services) => makeCallsDirect(fn, services, { inline: () => 0 }),
    });
    // What a caught exception says is the library's to know.
    expect(through(module, "_Z5totalPKPK5Shapeid")).toBe(1);
  });

  test.each(cases)("and inlined where they are known: $level of LLVM $llvm", async ({
    llvm,
    level,
  }) => {
    const module = await expectSame({
      source: virtuals,
      language: "c++",
      llvm,
      flags: [level],
      only: ({ name }) => name === "main",
      step: (fn, services) => {
        makeCallsDirect(fn, services, { inline: () => inlineByBudget(fn, services) });
      },
    });
    // `total` is there twice, each with the `what` of a caught exception.
    expect(through(module, "main")).toBe(2);
    expect(module.function("__tsad_unknown_callee")).toBeDefined();
  });
});

describe("candidates", () => {
  const text = `
@table = constant [2 x ptr] [ptr @a, ptr @b]
@llvm.used = appending global [1 x ptr] [ptr @listed]
define double @f(ptr %p, double %x) {
  %r = call double %p(double %x)
  ret double %r
}
define double @known(double %x) {
  %p = getelementptr inbounds [2 x ptr], ptr @table, i64 0, i64 1
  %q = load ptr, ptr %p
  %r = call double %q(double %x)
  ret double %r
}
define double @a(double %x) {
  ret double %x
}
define double @b(double %x) {
  ret double %x
}
define fastcc double @other(double %x) {
  ret double %x
}
define double @listed(double %x) {
  ret double %x
}
define double @asked(double %x) {
  ret double %x
}
declare double @sin(double)
declare double @__enzyme_autodiff(ptr, double)
declare void @keep(ptr, ptr)
define void @user() {
  %d = call double @__enzyme_autodiff(ptr @asked, double 1.0)
  call void @keep(ptr @sin, ptr @other)
  ret void
}
`;
  const callees = (module: Module, name: string): (string | null)[] => {
    const fn = must(module.function(name), "the text defines it");
    return [...fn.instructions()].flatMap((inst) => {
      return inst instanceof CallInst ? [inst.callee.name] : [];
    });
  };

  test("are the functions of the type whose address is taken, in order of the text", () => {
    const module = Module.parse(text, { file: "test.ll" });
    expect(devirtualize(must(module.function("f"), "defined"), module)).toBe(1);
    expect(callees(module, "f")).toEqual(["__tsad_unknown_callee", "sin", "b", "a"].reverse());
    expect(verifyModule(module)).toEqual([]);
  });

  test("are narrowed by those who know more", () => {
    const module = Module.parse(text, { file: "test.ll" });
    devirtualize(must(module.function("f"), "defined"), module, (_, all) => all.slice(1, 2));
    expect(callees(module, "f")).toEqual(["b", "__tsad_unknown_callee"]);
  });

  test("are not needed for what a constant table says", () => {
    const module = Module.parse(text, { file: "test.ll" });
    expect(devirtualize(must(module.function("known"), "defined"), module)).toBe(1);
    expect(callees(module, "known")).toEqual(["b"]);
  });

  test("when there are none, the call stays", () => {
    const module = Module.parse(
      "define float @f(ptr %p) {\n  %r = call float %p(float 1.0)\n  ret float %r\n}\n",
      { file: "test.ll" },
    );
    expect(devirtualize(must(module.function("f"), "defined"), module)).toBe(0);
    expect(through(module)).toBe(1);
  });
});
