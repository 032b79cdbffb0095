import { describe, expect, test } from "vitest";
import type { Function } from "../../../src/ir/graph.ts";
import { CallInst } from "../../../src/ir/instructions.ts";
import { Module } from "../../../src/ir/module.ts";
import { CallGraph } from "../../../src/transform/call-graph.ts";
import { inlineByBudget } from "../../../src/transform/inline.ts";
import { isInterposable } from "../../../src/transform/linkage.ts";
import { simplifyInvokes } from "../../../src/transform/simplify-invokes.ts";
import { verifyFunction } from "../../../src/ir/verify.ts";
import { must } from "../../../src/support/assert.ts";
import { count } from "../../analysis/parse.ts";
import { expectSame, versions } from "./run.ts";

const parse = (text: string): Module => Module.parse(text, { file: "test.ll" });
const named = (module: Module, name: string): Function =>
  must(module.function(name), "the test's text defines the function");

/** `f0` calls `f1` calls … calls a function that calls nothing. */
function chain(length: number): string {
  const parts = Array.from({ length }, (_, i) => {
    return `define double @f${i}(double %x) {
  %y = fadd double %x, 1.0
  %r = call double @f${i + 1}(double %y)
  ret double %r
}
`;
  });
  return `${parts.join("")}define double @f${length}(double %x) {\n  ret double %x\n}\n`;
}

describe("call graph", () => {
  test("sees recursion, direct and mutual, and not what merely calls it", () => {
    const module = parse(`
define void @top() {
  call void @a()
  call void @self()
  ret void
}
define void @a() {
  call void @b()
  ret void
}
define void @b() {
  call void @a()
  call void @leaf()
  ret void
}
define void @self() {
  call void @self()
  ret void
}
define void @leaf() {
  ret void
}
`);
    const graph = new CallGraph();
    const recursive = ["top", "a", "b", "self", "leaf"].filter((name) => {
      return graph.isRecursive(named(module, name));
    });
    expect(recursive).toEqual(["a", "b", "self"]);
    expect([graph.sites(named(module, "a")), graph.size(named(module, "b"))]).toEqual([2, 3]);
  });

  test("a long chain needs no deep stack", () => {
    const module = parse(chain(5000));
    const graph = new CallGraph();
    expect(graph.isRecursive(named(module, "f0"))).toBe(false);
    expect(graph.sites(named(module, "f4000"))).toBe(1);
  });
});

describe("inlining by budget", () => {
  test("a chain is inlined until the budget is spent, in time that grows with its length", () => {
    const module = parse(chain(2000));
    const fn = named(module, "f0");
    const begun = performance.now();
    expect(inlineByBudget(fn, module, { small: 150, total: 750 })).toBe(1000);
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(count(fn, "call")).toBe(1);
  });

  test("leaves recursion, what may be replaced, variadic functions and big ones", () => {
    const big = Array.from({ length: 200 }, () => "  call void @leaf()\n").join("");
    const module = parse(`
define void @top() {
  call void @self()
  call void @soft()
  call void @odr()
  call void (i32, ...) @many(i32 1)
  call void @big()
  call void @big()
  call void @wanted() alwaysinline
  call void @wanted() alwaysinline
  ret void
}
define void @self() {
  call void @self()
  ret void
}
define weak void @soft() {
  ret void
}
define linkonce_odr void @odr() {
  ret void
}
define void @many(i32 %n, ...) {
  ret void
}
declare void @leaf()
define void @big() {
${big}  ret void
}
define void @wanted() {
${big}  ret void
}
`);
    const fn = named(module, "top");
    inlineByBudget(fn, module);
    const left = [...fn.instructions()].flatMap((inst) => {
      return inst instanceof CallInst && inst.callee.name !== "leaf" ? [inst.callee.name] : [];
    });
    expect(left).toEqual(["self", "soft", "many", "big", "big"]);
    expect(isInterposable(named(module, "odr"))).toBe(false);
  });

  test("several calls in one block of a callee are several ways to the landing pad", () => {
    const module = parse(`
define i32 @top(i1 %c) personality ptr @__gxx_personality_v0 {
  br i1 %c, label %a, label %b
a:
  invoke void @twice() to label %ok unwind label %pad
b:
  invoke void @outside() to label %ok unwind label %pad
ok:
  ret i32 0
pad:
  %from = phi i32 [ 1, %a ], [ 2, %b ]
  %caught = landingpad { ptr, i32 } cleanup
  ret i32 %from
}
define internal void @twice() {
  call void @outside()
  call void @outside()
  ret void
}
declare void @outside()
declare i32 @__gxx_personality_v0(...)
`);
    const fn = named(module, "top");
    expect(inlineByBudget(fn, module)).toBe(1);
    expect(verifyFunction(fn)).toEqual([]);
    expect(count(fn, "invoke")).toBe(3);
  });

  test("a function that is given itself is not inlined for ever", () => {
    const module = parse(`
define double @top(double %x) {
  %r = call double @again(ptr @again, double %x)
  ret double %r
}
define double @again(ptr %f, double %x) {
  %r = call double %f(ptr %f, double %x)
  ret double %r
}
`);
    const fn = named(module, "top");
    expect(inlineByBudget(fn, module)).toBe(1);
    expect(count(fn, "call")).toBe(1);
  });
});

const throwing = `
#include <cstdio>
#include <stdexcept>
struct Note { const char *s; ~Note() { std::printf("left %s\\n", s); } };
static double root(double x) {
  if (x < 0) throw std::domain_error("negative");
  return x * 0.5;
}
static double inner(double x) {
  Note n{"inner"};
  try {
    if (x > 100) throw 7;
    return root(x) + 1;
  } catch (int i) { return i; }
}
static double outer(double x) {
  Note n{"outer"};
  double sum = 0;
  for (int i = 0; i < 3; i++) {
    try { sum += inner(x - 2 * i); }
    catch (const std::logic_error &e) { std::printf("caught %s\\n", e.what()); sum -= 1; }
  }
  return sum;
}
static double rethrow(double x) {
  try { return outer(x) + inner(x); } catch (...) { std::printf("again\\n"); throw; }
}
int main() {
  for (double x : {9.0, 3.0, -1.0, 200.0}) {
    try { std::printf("%g\\n", rethrow(x)); }
    catch (const std::exception &e) { std::printf("main %s\\n", e.what()); }
  }
  return 0;
}
`;

const cases = versions.flatMap((llvm) => ["-O0", "-O1"].map((level) => ({ llvm, level })));

describe.skipIf(versions.length === 0)("exceptions", () => {
  test.each(cases)("go to the same handlers, $level of LLVM $llvm", async ({ llvm, level }) => {
    const module = await expectSame({
      source: throwing,
      language: "c++",
      llvm,
      flags: [level],
      only: ({ name }) => name === "main",
      step: (fn, services) => {
        inlineByBudget(fn, services, { small: 10_000, total: 100_000 });
        simplifyInvokes(fn, services);
      },
    });
    const left = [...named(module, "main").instructions()].flatMap((inst) => {
      const name = inst instanceof CallInst ? (inst.callee.name ?? "") : "";
      return name.startsWith("_ZL") ? [name] : [];
    });
    expect(left).toEqual([]);
  });
});
