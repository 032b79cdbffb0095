import { describe, expect, it } from "vitest";
import { Module } from "../../src/ir/module.ts";
import { printFunction } from "../../src/ir/print/printer.ts";
import { must } from "../../src/support/assert.ts";
import { settlePhis } from "../../src/transform/settled-phis.ts";

/** The function after the step, when there was something to do. The loop has a branch on `condition`; where it holds `%x` is loaded. */
function settled(condition: string, without: string, used = "%kept"): string | null {
  const module = Module.parse(
    `
define double @f(ptr %p, i1 %c, i64 %n) {
entry:
  br label %loop
loop:
  %phi = phi double [ 7.0, %entry ], [ %kept, %latch ]
  %i = phi i64 [ 0, %entry ], [ %next, %latch ]
  %odd = trunc i64 %i to i1
  br i1 ${condition}, label %yes, label %latch
yes:
  %x = load double, ptr %p
  br label %latch
latch:
  %kept = phi double [ %x, %yes ], [ ${without}, %loop ]
  store double ${used}, ptr %p
  %next = add i64 %i, 1
  %go = icmp slt i64 %next, %n
  br i1 %go, label %loop, label %end
end:
  ret double 0.0
}`,
    { file: "f.ll" },
  );
  const fn = must(module.function("f"), "it is defined");
  return settlePhis(fn) ? printFunction(fn) : null;
}

describe("phis that an invariant branch keeps as they are", () => {
  it("are what they begin with", () => {
    const text = settled("%c", "%phi") ?? "";
    expect(text).not.toContain("%phi");
    expect(text).toMatch(/%kept = phi double \[ %x, %yes \], \[ 7\.0\S*, %loop \]/);
  });

  it.each([
    ["where the branch may go both ways", "%odd", "%phi", "%kept"],
    ["where it is used on the other way, too", "%c", "%phi", "%phi"],
    ["where another value comes on that way", "%c", "1.0", "%kept"],
  ])("stay %s", (_, ...parts) => {
    const [condition, without, used] = parts;
    expect(settled(condition, without, used)).toBeNull();
  });
});
