import { describe, expect, it } from "vitest";
import { MemoryModel } from "../../src/analysis/memory.ts";
import { nodeFlags } from "../../src/analysis/objects/node.ts";
import { must } from "../../src/support/assert.ts";
import { ofText } from "./objects-of.ts";

const either = (address: string, space = "", isConstant = true) => `
  define void @f(i1 %c) {
    %own = alloca double
    %cast = addrspacecast ptr %own to ptr addrspace(1)
    %made = inttoptr i64 ${address} to ptr${space}
    %at = select i1 %c, ptr${space} %${space === "" ? "own" : "cast"}, ptr${space} ${isConstant ? `inttoptr (i64 ${address} to ptr${space})` : "%made"}
    store double 1.0, ptr${space} %at
    ret void
  }`;

function isKnown(text: string): readonly boolean[] {
  const { fn, value, cell } = ofText(text, "f");
  const roots = [...new MemoryModel(fn).rootsOf(value("at"))];
  const { node } = must(cell("at"), "it points");
  return [roots.every(({ kind }) => kind === "alloca"), !node.is(nodeFlags.external)];
}

describe("pointers made of numbers", () => {
  it("a member of nothing is nowhere", () => {
    expect(isKnown(either("112"))).toEqual([true, true]);
  });

  it("be it written as an instruction", () => {
    expect(isKnown(either("112", "", false))).toEqual([true, true]);
    expect(isKnown(either("4096", "", false))).toEqual([false, false]);
  });

  it("what lies higher, or at the start of memory apart, may be anything", () => {
    expect(isKnown(either("4096"))).toEqual([false, false]);
    expect(isKnown(either("112", " addrspace(1)"))).toEqual([false, false]);
  });
});
