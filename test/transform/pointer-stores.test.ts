import { describe, expect, it } from "vitest";
import { Module } from "../../src/ir/module.ts";
import { printFunction } from "../../src/ir/print/printer.ts";
import { must } from "../../src/support/assert.ts";
import { storePointers } from "../../src/transform/pointer-stores.ts";

function stores(type: string, store: string): string[] {
  const text = `define void @f(ptr %p, ptr %to) {\n%i = ptrtoint ptr %p to ${type}\n${store}\nret void\n}`;
  const module = Module.parse(text, { file: "t.ll" });
  const fn = must(module.function("f"), "it is defined");
  storePointers(fn);
  return printFunction(fn)
    .split("\n")
    .filter((line) => line.trim().startsWith("store"))
    .map((line) => line.trim());
}

describe("pointers stored as integers", () => {
  it("are stored as pointers", () => {
    expect(stores("i64", "store i64 %i, ptr %to, align 4")).toEqual([
      "store ptr %p, ptr %to, align 4",
    ]);
  });

  it("stay where bits are cut off or the access is volatile", () => {
    for (const [type, store] of [
      ["i32", "store i32 %i, ptr %to"],
      ["i64", "store volatile i64 %i, ptr %to"],
    ] as const) {
      expect(stores(type, store)[0]).toContain(store);
    }
  });
});
