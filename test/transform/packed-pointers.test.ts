import { describe, expect, test } from "vitest";
import { verifyFunction } from "../../src/ir/verify.ts";
import { loadPackedPointers } from "../../src/transform/packed-pointers.ts";
import { count, parseFunction } from "../analysis/parse.ts";

/** The text of a function with this body after its packed pointers are loaded as such; null where there are none. */
function unpacked(body: string): { text: string; inttoptr: number } | null {
  const { fn, module } = parseFunction(`define double @f(ptr %p) {\n${body}\n}\n`);
  if (!loadPackedPointers(fn)) return null;
  expect(verifyFunction(fn)).toEqual([]);
  return { text: module.print(), inttoptr: count(fn, "inttoptr") };
}

describe("a pointer in a lane of a vector", () => {
  test("is loaded by itself, and the float beside it too", () => {
    const found = unpacked(`  %v = load <2 x double>, ptr %p, align 16
  %bits = bitcast <2 x double> %v to <2 x i64>
  %lane = extractelement <2 x i64> %bits, i64 1
  %q = inttoptr i64 %lane to ptr
  %factor = shufflevector <2 x double> %v, <2 x double> poison, <2 x i32> zeroinitializer
  %w = load <2 x double>, ptr %q
  %product = fmul <2 x double> %factor, %w
  %r = extractelement <2 x double> %product, i64 0
  ret double %r`);
    expect(found?.inttoptr).toBe(0);
    expect(found?.text).toContain("load double, ptr %p, align 16");
    expect(found?.text).toMatch(/load ptr, ptr %\d+, align 8/);
    expect(found?.text).not.toContain("%v = load");
  });

  test("leaves the vector whole where all of it is used", () => {
    const found = unpacked(`  %v = load <2 x i64>, ptr %p
  %lane = extractelement <2 x i64> %v, i64 0
  %q = inttoptr i64 %lane to ptr
  store <2 x i64> %v, ptr %q
  %r = load double, ptr %q
  ret double %r`);
    expect(found?.inttoptr).toBe(0);
    expect(found?.text).toContain("%v = load <2 x i64>");
  });

  test.each([
    ["of a volatile load", "load volatile <2 x i64>, ptr %p", "i64 1"],
    ["that is not known", "load <2 x i64>, ptr %p", "i64 %n"],
    ["of halves of addresses", "load <2 x i32>, ptr %p", "i64 1"],
  ])("stays where it is the lane %s", (_, load, lane) => {
    const type = load.includes("i32") ? "i32" : "i64";
    const body = `  %n = load i64, ptr %p
  %v = ${load}
  %lane = extractelement <2 x ${type}> %v, ${lane}
  %q = inttoptr ${type} %lane to ptr
  %r = load double, ptr %q
  ret double %r`;
    expect(unpacked(body)).toBeNull();
  });
});
