import { describe, expect, test } from "vitest";
import { Instruction } from "../../src/ir/graph.ts";
import { verifyFunction } from "../../src/ir/verify.ts";
import { CodeOrder } from "../../src/transform/code-order.ts";
import { dissolveSlots } from "../../src/transform/dissolve.ts";
import { must } from "../../src/support/assert.ts";
import { count, instruction, parseFunction } from "../analysis/parse.ts";

/** The body of `text` after its slots are gone. */
function dissolved(text: string): string {
  const { fn, module } = parseFunction(text);
  expect(dissolveSlots(fn)).toBe(true);
  expect(verifyFunction(fn)).toEqual([]);
  expect([count(fn, "alloca"), count(fn, "load"), count(fn, "store")]).toEqual([0, 0, 0]);
  // Nothing is left to do, which a pass over everything would find.
  expect(dissolveSlots(fn)).toBe(false);
  return module.print();
}

describe("slots go whose", () => {
  test("addresses were kept in slots, one in the other", () => {
    const depth = 200;
    const lines = ["  %s0 = alloca { double, ptr }", "  store double %x, ptr %s0"];
    for (let i = 1; i <= depth; i++) {
      lines.push(
        `  %s${i} = alloca { double, ptr }`,
        `  %b${i} = getelementptr { double, ptr }, ptr %s${i}, i32 0, i32 1`,
        `  store ptr %s${i - 1}, ptr %b${i}`,
      );
    }
    lines.push(`  %p${depth} = getelementptr i8, ptr %s${depth}, i64 0`);
    for (let i = depth; i > 0; i--) {
      lines.push(
        `  %f${i} = getelementptr { double, ptr }, ptr %p${i}, i32 0, i32 1`,
        `  %p${i - 1} = load ptr, ptr %f${i}`,
      );
    }
    const text = dissolved(`define double @f(double %x) {
${lines.join("\n")}
  %r = load double, ptr %p0
  ret double %r
}
`);
    expect(text).toContain("ret double %x");
  });

  test("element is chosen by a number that was in a slot", () => {
    const text = dissolved(`define double @f(double %x) {
  %i = alloca i64
  %a = alloca [2 x double]
  store i64 1, ptr %i
  %k = load i64, ptr %i
  %p = getelementptr [2 x double], ptr %a, i64 0, i64 %k
  store double %x, ptr %p
  %q = getelementptr [2 x double], ptr %a, i64 0, i64 1
  %r = load double, ptr %q
  ret double %r
}
`);
    expect(text).toContain("ret double %x");
  });

  test("length was in a slot, or that of a copy between them", () => {
    const text = dissolved(`declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
define double @f(double %x) {
  %n = alloca i64
  %one = alloca i64
  store i64 1, ptr %one
  %length = load i64, ptr %one
  %a = alloca double, i64 %length
  %b = alloca { double, double }
  store i64 8, ptr %n
  store double %x, ptr %a
  %k = load i64, ptr %n
  call void @llvm.memcpy.p0.p0.i64(ptr %b, ptr %a, i64 %k, i1 false)
  %r = load double, ptr %b
  ret double %r
}
`);
    expect(text).toContain("ret double %x");
  });

  test("copies were cut with another", () => {
    const text = dissolved(`declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
define double @f(double %x, double %y) {
  %where = alloca ptr
  %c = alloca { double, double }
  %b = alloca { double, double }
  %a = alloca { double, double }
  store ptr %a, ptr %where
  %a1 = getelementptr { double, double }, ptr %a, i32 0, i32 1
  store double %x, ptr %a
  store double %y, ptr %a1
  %from = load ptr, ptr %where
  call void @llvm.memcpy.p0.p0.i64(ptr %b, ptr %from, i64 16, i1 false)
  call void @llvm.memcpy.p0.p0.i64(ptr %c, ptr %b, i64 16, i1 false)
  %c1 = getelementptr { double, double }, ptr %c, i32 0, i32 1
  %r = load double, ptr %c1
  ret double %r
}
`);
    expect(text).toContain("ret double %y");
  });
});

describe("the order of the code", () => {
  test("holds for what is put in between, however often", () => {
    const { fn } = parseFunction(`define double @f(double %x) {
  %a = fadd double %x, %x
  %z = fmul double %a, %a
  br label %end
end:
  %e = fadd double %z, %z
  ret double %e
}
`);
    const order = new CodeOrder(fn);
    const [a, z, e] = ["a", "z", "e"].map((name) => instruction(fn, name));
    const first = must(a, "there is %a");
    const last = must(z, "there is %z");
    expect(order.compare(first, last)).toBeLessThan(0);
    expect(order.compare(must(e, "there is %e"), first)).toBeGreaterThan(0);
    class Mark extends Instruction {}
    let before: Instruction = first;
    for (let i = 0; i < 200; i++) {
      const mark = new Mark(first.type, "mark", []);
      fn.entry.insert(mark, last);
      expect(order.compare(before, mark)).toBeLessThan(0);
      expect(order.compare(mark, last)).toBeLessThan(0);
      expect(order.compare(mark, mark)).toBe(0);
      before = mark;
    }
    expect(order.compare(first, before)).toBeLessThan(0);
  });
});
