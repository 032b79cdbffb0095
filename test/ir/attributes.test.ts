import { describe, expect, it } from "vitest";
import {
  attributeValue,
  attributeWords,
  callingConvention,
  expandGroups,
  hasAttribute,
  memoryEffects,
  withoutAttributes,
} from "../../src/ir/attributes.ts";
import { CallInst } from "../../src/ir/instructions.ts";
import { testContext } from "./context.ts";

const groups = {
  attributeGroupText: (reference: string): string =>
    ({ "#0": "attributes #0 = { nounwind memory(argmem: read) }", "#1": "readnone" })[reference] ??
    "",
};

describe("attribute text", () => {
  const text =
    'noundef align 8 dereferenceable(16) "a b"="c (d" sret({ i8, [2 x i8] }) range(i32 0, 4) #0';

  it("is a list of words", () => {
    expect(attributeWords(text)).toEqual([
      "noundef",
      "align 8",
      "dereferenceable(16)",
      '"a b"="c (d"',
      "sret({ i8, [2 x i8] })",
      "range(i32 0, 4)",
      "#0",
    ]);
    expect(attributeWords("")).toEqual([]);
  });

  it("answers for a word and its value", () => {
    expect(hasAttribute(text, "noundef")).toBe(true);
    expect(hasAttribute(text, "undef")).toBe(false);
    expect(hasAttribute("nocapture readonly", "readonly")).toBe(true);
    expect(attributeValue(text, "align")).toBe("8");
    expect(attributeValue("align=16", "align")).toBe("16");
    expect(attributeValue(text, "dereferenceable")).toBe("16");
    expect(attributeValue(text, "a b")).toBe("c (d");
    expect(attributeValue(text, "sret")).toBe("{ i8, [2 x i8] }");
    expect(attributeValue(text, "noundef")).toBe("");
    expect(attributeValue(text, "zeroext")).toBe(undefined);
  });

  it("loses words and expands groups", () => {
    expect(withoutAttributes("a align 8 memory(none) #0", "align", "memory")).toBe("a #0");
    expect(expandGroups("local_unnamed_addr #0", groups)).toContain("nounwind");
    expect(hasAttribute(expandGroups("#0", groups), "memory")).toBe(true);
  });

  it.each([
    ["internal fastcc noundef", "fastcc"],
    ["dso_local cc 10", "cc 10"],
    ["dso_local cc10", "cc10"],
    ["ptx_kernel", "ptx_kernel"],
    ["ccc zeroext", ""],
    ["internal noalias", ""],
    ["amdgpu_kernel", "amdgpu_kernel"],
  ])("%s has the convention '%s'", (prefix, convention) => {
    expect(callingConvention(prefix)).toBe(convention);
  });
});

describe("memoryEffects", () => {
  const context = testContext(22);
  const { types } = context;
  const declared = (suffix: string) => {
    const fn = context.declare("g", types.fn(types.void, []));
    fn.suffix = suffix;
    return fn;
  };

  it.each([
    ["", "readwrite", "readwrite", "readwrite"],
    ["memory(none)", "none", "none", "none"],
    ["memory(read)", "read", "read", "read"],
    ["nounwind memory(argmem: readwrite)", "readwrite", "none", "none"],
    ["memory(read, argmem: write, inaccessiblemem: none)", "write", "none", "read"],
    ["memory(errnomem: write)", "none", "none", "write"],
    ["memory(argmem: sometimes)", "readwrite", "none", "none"],
    ["readnone", "none", "none", "none"],
    ["argmemonly readonly", "read", "none", "none"],
    ["inaccessiblememonly", "none", "readwrite", "none"],
    ["inaccessiblemem_or_argmemonly writeonly", "write", "write", "none"],
    ["#0", "read", "none", "none"],
    ["#1", "none", "none", "none"],
  ])("of '%s'", (suffix, argmem, inaccessiblemem, other) => {
    expect(memoryEffects(declared(suffix), groups)).toEqual({ argmem, inaccessiblemem, other });
  });

  it("of a call are what it and its callee both allow, widened by its bundles", () => {
    const callee = declared("memory(read)");
    const call = new CallInst("call", callee.functionType, callee, []);
    call.attributes = "memory(argmem: readwrite)";
    const read = { argmem: "read", inaccessiblemem: "none", other: "none" };
    expect(memoryEffects(call, groups)).toEqual(read);
    call.bundles = [{ tag: "unknown", start: 0, count: 0 }];
    expect(memoryEffects(call, groups)).toEqual({ ...read, argmem: "readwrite" });
    call.bundles = [{ tag: "kcfi", start: 0, count: 0 }];
    expect(memoryEffects(call, groups)).toEqual(read);
  });
});
