import { describe, expect, it } from "vitest";
import { inferDialect, mangle } from "../../src/ir/dialect.ts";
import { TypeTable } from "../../src/ir/types.ts";

const ident = (producer: string): string => `!llvm.ident = !{!7}\n!7 = !{!"${producer}"}\n`;

describe("inferDialect", () => {
  it.each([
    ["declare void @f(double*)\n", 14, true],
    ["declare void @f(ptr)\n", 17, false],
    ["declare void @f(ptr nocapture)\n", 17, false],
    ["declare void @f(ptr) argmemonly \n", 15, false],
    ["declare void @f(ptr captures(none) %x) \n", 21, false],
    ["define void @f(i8* %ptr) {\nptr:\n  ret void\n}\n", 14, true],
    ['@s = global [5 x i8] c"a * b"\n@p = global ptr null\n', 17, false],
    ["; a * b\n/* ptr */ declare void @ptr(i8*)\n", 14, true],
    [`declare void @f(ptr)\n${ident("Debian clang version 19.1.7 (3)")}`, 19, false],
    [`declare void @f(double*)\n${ident("clang version 14.0.6")}`, 14, true],
    [`declare void @f(ptr)\n${ident("flang version 22.1.0")}`, 22, false],
    [`declare void @f(ptr)\n${ident("rustc version 1.95.0 (59807616e 2026-04-14)")}`, 22, false],
    [`declare void @f(ptr)\n${ident("rustc version 1.83.0")}`, 19, false],
    // What the text has outweighs what its producer's name says.
    [`declare void @f(ptr captures(none) %x)\n${ident("clang version 19.1.7")}`, 21, false],
    ["", 17, false],
  ])("%j is of LLVM %i", (text, version, typedPointers) => {
    expect(inferDialect(text)).toMatchObject({ version, typedPointers });
  });

  it("follows what it is told, but not against the pointers of the text", () => {
    expect(inferDialect("declare void @f(ptr)", 14)).toMatchObject({
      version: 14,
      typedPointers: false,
    });
    expect(inferDialect("", 14)).toMatchObject({ version: 14, typedPointers: true });
    expect(inferDialect("", 22)).toMatchObject({
      capturesAttribute: true,
      debugRecords: true,
      lifetimeSize: false,
    });
  });
});

describe("mangle", () => {
  const types = new TypeTable();
  it.each([
    [types.double, "f64"],
    [types.floating("x86_fp80"), "f80"],
    [types.vector(types.float, 4), "v4f32"],
    [types.vector(types.i32, 4, true), "nxv4i32"],
    [types.opaquePointer(), "p0"],
    [types.typedPointer(types.i8), "p0i8"],
    [types.typedPointer(types.typedPointer(types.i8, 3), 1), "p1p3i8"],
    [types.array(types.double, 3), "a3f64"],
    [types.struct([types.double, types.i32]), "sl_f64i32s"],
    [types.namedStruct("class.T", "%class.T"), "s_class.Ts"],
    [types.typedPointer(types.fn(types.void, [types.i8], true)), "p0f_isVoidi8varargf"],
  ])("names %o", (type, name) => {
    expect(mangle(type)).toBe(name);
  });
});
