import { describe, expect, test } from "vitest";
import { CallInst } from "../../../src/ir/instructions.ts";
import { Module } from "../../../src/ir/module.ts";
import { devirtualize } from "../../../src/transform/devirtualize.ts";
import { must } from "../../../src/support/assert.ts";
import { expectSame, versions } from "./run.ts";

/** Two classes with `first` and `second` of one type, the second class with a table for a base class behind its own. */
function classes(rest: string, typeInfo = "ptr @_ZTI1A"): string {
  return `
@_ZTI1A = constant ptr null
@_ZTV1A = constant { [4 x ptr] } { [4 x ptr] [ptr null, ${typeInfo}, ptr @A1, ptr @A2] }
@_ZTV1B = internal constant { [5 x ptr], [4 x ptr] } {
  [5 x ptr] [ptr null, ptr null, ptr @_ZTI1A, ptr @B1, ptr @B2],
  [4 x ptr] [ptr inttoptr (i64 -8 to ptr), ptr @_ZTI1A, ptr @T1, ptr @T2] }
${["A1", "A2", "B1", "B2", "T1", "T2"].map((name) => `define double @${name}(ptr %this) {\n  ret double 0.0\n}`).join("\n")}
define double @second(ptr %object) {
  %vtable = load ptr, ptr %object
  %slot = getelementptr inbounds ptr, ptr %vtable, i64 1
  %fn = load ptr, ptr %slot
  %r = call double %fn(ptr %object)
  ret double %r
}
${rest}`;
}

function candidates(text: string, name: string): string[] {
  const module = Module.parse(text, { file: "test.ll" });
  const fn = must(module.function(name), "the text defines it");
  devirtualize(fn, module);
  const calls = [...fn.instructions()].filter((inst) => inst instanceof CallInst);
  return calls
    .map(({ callee }) => callee.name ?? "")
    .filter((called) => !called.startsWith("__tsad"));
}

describe("functions that are nowhere but in vtables", () => {
  test("are called only from their place, counted from each address point", () => {
    expect(candidates(classes(""), "second")).toEqual(["A2", "B2", "T2"]);
  });

  test("may be called by other calls where their address is elsewhere too", () => {
    const used = "@hook = global ptr @B1";
    expect(candidates(classes(used), "second")).toEqual(["A2", "B1", "B2", "T2"]);
    const stored = "define void @set(ptr %p) {\n  store ptr @A1, ptr %p\n  ret void\n}";
    expect(candidates(classes(stored), "second")).toEqual(["A1", "A2", "B2", "T2"]);
  });

  test("may be called from anywhere where the table has no pointer to type information", () => {
    expect(candidates(classes("", "ptr null"), "second")).toEqual(["A1", "A2", "B2", "T2"]);
  });

  test("all fit calls that look at a place which is not constant, or at none", () => {
    const all = ["A1", "A2", "B1", "B2", "T1", "T2"];
    const member = `define double @member(ptr %object, i64 %i) {
  %vtable = load ptr, ptr %object
  %slot = getelementptr inbounds i8, ptr %vtable, i64 %i
  %fn = load ptr, ptr %slot
  %r = call double %fn(ptr %object)
  ret double %r
}`;
    expect(candidates(classes(member), "member")).toEqual(all);
    const given =
      "define double @given(ptr %f, ptr %x) {\n  %r = call double %f(ptr %x)\n  ret double %r\n}";
    expect(candidates(classes(given), "given")).toEqual(all);
  });

  test("fit when no function at the place is known", () => {
    const text = classes("").replace("i64 1\n", "i64 7\n");
    expect(candidates(text, "second")).toHaveLength(6);
  });
});

const source = `
#include <cstdio>
struct Left { virtual double one(double x) { return x; } virtual double two(double x) { return 2 * x; } virtual ~Left() {} };
struct Right { virtual double one(double x) { return 3 * x; } virtual double two(double x) { return 4 * x; } };
struct Base { virtual double two(double x) { return 5 * x; } double s = 2; };
struct Mid : virtual Base { double two(double x) override { return 6 * x * s; } virtual double one(double x) { return 7 * x; } };
struct Both : Left, Right, Mid {
  double one(double x) override { return 8 * x * s; }
  double two(double x) override { return 9 * x * s; }
};
template <class T> __attribute__((noinline)) double sum(T *p, double x, double (T::*f)(double)) {
  return p->one(x) + p->two(x) + (p->*f)(x);
}
int main(int n, char **) {
  Both both; Left left; Right right; Mid mid;
  Base *base = n > 1 ? new Base : &both;
  std::printf("%g %g %g\\n", sum<Left>(&both, 1, &Left::two), sum<Right>(&both, 2, &Right::one), sum<Mid>(&both, 3, &Mid::one));
  std::printf("%g %g %g %g\\n", sum(&left, 1, &Left::one), sum(&right, 2, &Right::two), sum(&mid, 3, &Mid::one), base->two(1));
  return 0;
}
`;

describe.skipIf(versions.length === 0)("a program with several, virtual and repeated bases", () => {
  const cases = versions.flatMap((llvm) => ["-O0", "-O2"].map((level) => ({ llvm, level })));
  test.each(cases)("does the same: $level of LLVM $llvm", async ({ llvm, level }) => {
    await expectSame({
      source,
      language: "c++",
      llvm,
      flags: [level],
      step: (fn, services) => devirtualize(fn, services),
    });
  });
});
