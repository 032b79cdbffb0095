import { describe, expect, it } from "vitest";
import { DataLayout } from "../../src/ir/datalayout.ts";
import { TypeTable } from "../../src/ir/types.ts";

const x86 = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128";
const i386 = "e-m:e-p:32:32-p270:32:32-f64:32:64-f80:32-n8:16:32-S128";

describe("DataLayout", () => {
  const types = new TypeTable();
  const { i1, i8, i32, i64, float, double } = types;
  const x80 = types.floating("x86_fp80");

  it.each([
    [x86, i1, 1, 1],
    [x86, types.int(24), 4, 4],
    [x86, i64, 8, 8],
    [x86, types.int(128), 16, 16],
    [x86, types.int(200), 32, 16],
    [x86, x80, 16, 16],
    [x86, types.floating("half"), 2, 2],
    [x86, types.floating("bfloat"), 2, 2],
    [x86, types.floating("fp128"), 16, 16],
    [x86, types.opaquePointer(), 8, 8],
    [x86, types.opaquePointer(270), 4, 4],
    [x86, types.vector(float, 3), 16, 16],
    [x86, types.vector(i1, 4), 1, 1],
    [x86, types.vector(double, 8), 64, 64],
    [x86, types.array(x80, 3), 48, 16],
    [x86, types.struct([i8, double, i8]), 24, 8],
    [x86, types.struct([i8, double, i8], true), 10, 1],
    [x86, types.struct([]), 0, 1],
    [i386, x80, 12, 4],
    [i386, double, 8, 4],
    [i386, types.opaquePointer(), 4, 4],
    [i386, i64, 8, 4],
    ["", i64, 8, 4],
    ["", types.int(128), 16, 4],
  ])("%s: size and alignment of %o", (text, type, size, align) => {
    const layout = DataLayout.parse(text);
    expect([layout.sizeOf(type), layout.abiAlign(type)]).toEqual([size, align]);
  });

  it("finds the fields of a struct", () => {
    const layout = DataLayout.parse(x86);
    const struct = types.struct([i8, i32, types.array(i8, 3), double]);
    expect([0, 1, 2, 3].map((i) => layout.fieldOffset(struct, i))).toEqual([0, 4, 8, 16]);
    expect(() => layout.fieldOffset(struct, 4)).toThrow("index 4");
  });

  it("tells stored bytes from the distance in an array", () => {
    const layout = DataLayout.parse(x86);
    expect([layout.storeSize(x80), layout.bitSize(x80)]).toEqual([10, 80]);
    expect(layout.storeSize(types.int(33))).toBe(5);
  });

  it("knows the address spaces of a GPU", () => {
    const layout = DataLayout.parse("e-p:64:64-p5:32:32-A5-G1-P3");
    expect([layout.allocaSpace, layout.globalSpace, layout.programSpace]).toEqual([5, 1, 3]);
    expect(layout.pointerBits(5)).toBe(32);
  });

  it("sees scalable vectors inside aggregates", () => {
    const layout = DataLayout.parse(x86);
    const scalable = types.vector(double, 2, true);
    expect(layout.isScalable(types.struct([i8, types.array(scalable, 2)]))).toBe(true);
    expect(layout.isScalable(types.vector(double, 2))).toBe(false);
  });

  it("refuses what has no size", () => {
    const layout = DataLayout.parse(x86);
    for (const type of [types.void, types.namedStruct("T", "%T"), types.fn(types.void, [])]) {
      expect(() => layout.sizeOf(type)).toThrow(`the type ${type.text}`);
    }
  });
});
