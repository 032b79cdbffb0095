/** What counts as only reading through a pointer: also where debug information and checks of the address look at it. */
import { describe, expect, it } from "vitest";
import { onlyReadThrough } from "../../src/analysis/read-params.ts";
import { Module } from "../../src/ir/module.ts";
import { must } from "../../src/support/assert.ts";

function isRead(body: string, rest = ""): boolean {
  const text = `define double @f(ptr %p, ptr %q) {\n${body}\n}\n${rest}`;
  const module = Module.parse(text, { file: "f.ll" });
  return onlyReadThrough(must(module.function("f"), "it is there"), 0);
}

const load = "%v = load double, ptr %p\n  ret double %v";

describe("onlyReadThrough", () => {
  it.each([
    ["a load", load, ""],
    [
      "debug information",
      `call void @llvm.dbg.value(metadata ptr %p, metadata !0, metadata !DIExpression())\n  ${load}`,
      "declare void @llvm.dbg.value(metadata, metadata, metadata)\n!0 = !{}",
    ],
    [
      "a check of alignment",
      `%i = ptrtoint ptr %p to i64\n  %m = and i64 %i, 7\n  %c = icmp eq i64 %m, 0\n  ${load}`,
      "",
    ],
  ])("%s", (_, body, rest) => {
    expect(isRead(body, rest)).toBe(true);
  });

  it.each([
    ["a store", "store double 0.0, ptr %p\n  ret double 0.0"],
    ["a store of the pointer", "store ptr %p, ptr %q\n  ret double 0.0"],
    [
      "an address that is made again",
      "%i = ptrtoint ptr %p to i64\n  %m = and i64 %i, -8\n  %r = inttoptr i64 %m to ptr\n  store double 0.0, ptr %r\n  ret double 0.0",
    ],
  ])("not %s", (_, body) => {
    expect(isRead(body)).toBe(false);
  });
});
