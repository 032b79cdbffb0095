import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Literal } from "../../src/ir/constants.ts";
import { constFloat, constInt, decodeFloat, encodeFloat, nullOf } from "../../src/ir/literal.ts";
import { TypeTable } from "../../src/ir/types.ts";

describe("float literals", () => {
  it.each([
    ["double", 1.5, "1.500000e+00"],
    ["double", 0.1, "1.000000e-01"],
    ["double", 1 / 3, "0x3FD5555555555555"],
    ["double", -0, "-0.000000e+00"],
    ["double", Infinity, "0x7FF0000000000000"],
    ["double", -Infinity, "0xFFF0000000000000"],
    ["double", NaN, "0x7FF8000000000000"],
    ["double", 5e-324, "4.940656e-324"],
    ["float", 0.1, "0x3FB99999A0000000"],
    ["float", 1e39, "0x7FF0000000000000"],
    ["float", 1e-45, "0x36A0000000000000"],
    ["half", 1, "0xH3C00"],
    ["half", 65504, "0xH7BFF"],
    ["half", 65520, "0xH7C00"],
    ["half", 2 ** -24, "0xH0001"],
    ["half", -2, "0xHC000"],
    ["bfloat", 1, "0xR3F80"],
    ["bfloat", 1.00390625, "0xR3F80"],
    ["bfloat", 1.01171875, "0xR3F82"],
    ["x86_fp80", 1, "0xK3FFF8000000000000000"],
    ["x86_fp80", "0.1", "0xK3FFBCCCCCCCCCCCCCCCD"],
    ["x86_fp80", Infinity, "0xK7FFF8000000000000000"],
    ["x86_fp80", 0, "0xK00000000000000000000"],
    ["fp128", 1, "0xL00000000000000003FFF000000000000"],
    ["fp128", "0.1", "0xL999999999999999A3FFB999999999999"],
    ["ppc_fp128", 1, "0xM3FF00000000000000000000000000000"],
    ["ppc_fp128", "0.1", "0xM3FB999999999999ABC5999999999999A"],
  ] as const)("%s %s is %s", (kind, value, text) => {
    expect(encodeFloat(kind, value)).toBe(text);
  });

  it("rounds a decimal once, where rounding to double first would be wrong", () => {
    // Just above the midpoint of 1 and the next float; as a double it is the midpoint, which ties to 1.
    expect(decodeFloat("float", encodeFloat("float", "1.000000059604644775390626"))).toBe(
      1.00000011920928955078125,
    );
  });

  it("reads back every double from every kind that holds it", () => {
    fc.assert(
      fc.property(fc.double(), (x) => {
        for (const kind of ["double", "x86_fp80", "fp128"] as const) {
          expect(decodeFloat(kind, encodeFloat(kind, x))).toBe(x);
        }
        expect(decodeFloat("float", encodeFloat("float", x))).toBe(Math.fround(x));
        if (Number.isFinite(x)) {
          expect(decodeFloat("double", encodeFloat("double", String(x)))).toBe(x + 0);
        }
      }),
    );
  });

  it("reads the spellings newer LLVMs have", () => {
    expect(decodeFloat("float", "f0x3F800000")).toBe(1);
    expect(decodeFloat("double", "-inf")).toBe(-Infinity);
    expect(decodeFloat("double", "+nan(0x1)")).toBeNaN();
    expect(decodeFloat("double", "zeroinitializer")).toBe(0);
    expect(() => decodeFloat("double", "undef")).toThrow("not a float literal");
  });
});

describe("constants", () => {
  const types = new TypeTable();

  it("wraps integers to their width and spells i1 as a word", () => {
    const text = (value: unknown): string => (value instanceof Literal ? value.text : "?");
    expect(text(constInt(types.i8, 255))).toBe("-1");
    expect(text(constInt(types.i1, 1))).toBe("true");
    expect(text(constInt(types.int(128), 2n ** 100n))).toBe(String(2n ** 100n));
    expect(text(constFloat(types.float, 2))).toBe("2.000000e+00");
    expect(text(nullOf(types.opaquePointer()))).toBe("null");
    expect(text(nullOf(types.struct([types.i8])))).toBe("zeroinitializer");
    expect(() => constInt(types.double, 1)).toThrow("no integer constant");
  });
});
