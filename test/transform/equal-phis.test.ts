import { describe, expect, it } from "vitest";
import { Module } from "../../src/ir/module.ts";
import { printFunction } from "../../src/ir/print/printer.ts";
import { must } from "../../src/support/assert.ts";
import { mergeEqualPhis } from "../../src/transform/equal-phis.ts";

/** The function after the step, when there was something to do. */
function merged(left: string, right: string): string | null {
  const module = Module.parse(
    `
define i64 @f(i1 %c, i64 %x, i64 %y) {
  br i1 %c, label %yes, label %no
yes:
  %a = ${left}
  br label %end
no:
  %b = ${right}
  br label %end
end:
  %phi = phi i64 [ %a, %yes ], [ %b, %no ]
  ret i64 %phi
}`,
    { file: "f.ll" },
  );
  const fn = must(module.function("f"), "it is defined");
  return mergeEqualPhis(fn, module) ? printFunction(fn) : null;
}

describe("phis of equal computations", () => {
  it("become one computation, with flags that hold on all ways", () => {
    const text = merged("add nuw i64 %x, 1", "add nuw nsw i64 %x, 1") ?? "";
    expect(text).not.toContain("phi");
    expect(text).toMatch(/end:.*\n\s+(%\S+) = add i64 %x, 1\n\s+ret i64 \1/);
    expect(merged("add nuw i64 %x, 1", "add nuw i64 %x, 1")).toMatch(
      /end:.*\n\s+%\S+ = add nuw i64/,
    );
  });

  it.each([
    ["add i64 %x, 1", "add i64 %x, 2"],
    ["add i64 %x, 1", "sub i64 %x, 1"],
    ["add i64 %x, 1", "add i64 %y, 1"],
    ["udiv i64 %x, %y", "udiv i64 %x, %y"],
    ["zext i1 %c to i64", "sext i1 %c to i64"],
  ])("stay where they differ, or may trap: %s, %s", (left, right) => {
    expect(merged(left, right)).toBeNull();
  });
});
