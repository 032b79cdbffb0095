import { describe, expect, it } from "vitest";
import type { Carrier } from "../../src/drivers/carriers.ts";
import { Choice } from "../../src/drivers/choose.ts";
import { imported } from "../../src/drivers/imported.ts";
import { asksOfDeclared, definitionsIn, rootsIn } from "../../src/drivers/references.ts";

const main = `@data = global [2 x ptr] [ptr @print, ptr @f]
@"odd name" = internal global i32 0
@elsewhere = external global i32
define i32 @main() {
  call void @print()
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr @f, double 1.0)
  ret i32 0
}
declare void @print()
declare double @f(double)
declare double @__enzyme_autodiff(ptr, ...)
`;
const f = `define double @f(double %x) #0 {
  %y = call double @g(double %x)
  call void @stop() #1
  ret double %y
}
define internal double @g(double %x) {
  %y = call double @h(double %x)
  ret double %y
}
declare double @h(double)
declare void @stop() #1
attributes #0 = { nounwind }
attributes #1 = { noreturn nounwind }
`;
const h =
  "define double @h(double %x) {\n  ret double %x\n}\ndefine double @g(double %x) {\n  ret double %x\n}\n";
const stop = "define void @stop() {\n  ret void\n}\n";
const print = "define void @print() {\n  ret void\n}\n";

describe("references", () => {
  it("are read from the text", () => {
    const known = definitionsIn(main).map(({ name, isLocal, isFunction, references }) => ({
      name,
      isLocal,
      isFunction,
      references,
    }));
    expect(known).toEqual(
      [
        {
          name: "main",
          isLocal: false,
          isFunction: true,
          references: ["print", "__enzyme_autodiff", "f"],
        },
        { name: "data", isLocal: false, isFunction: false, references: ["print", "f"] },
        { name: "odd name", isLocal: true, isFunction: false, references: [] },
      ].sort((a, b) => main.indexOf(a.name) - main.indexOf(b.name)),
    );
  });

  it("leave out functions that never return", () => {
    expect(definitionsIn(f).map(({ references }) => references)).toEqual([["g"], ["h"]]);
  });

  it("begin at what is differentiated, or at all of a function where that is not seen", () => {
    expect([...rootsIn(definitionsIn(main))]).toEqual(["f"]);
    const hidden = main.replace("ptr @f,", "ptr %p,");
    expect([...rootsIn(definitionsIn(hidden))]).toEqual(["print", "__enzyme_autodiff"]);
    const registered = "declare void @x()\n@__enzyme_inactivefn_x = global [1 x ptr] [ptr @x]\n";
    expect([...rootsIn(definitionsIn(registered))]).toEqual(["x"]);
  });

  it("tell whether what is differentiated is only declared", () => {
    expect(asksOfDeclared(main)).toBe(true);
    expect(asksOfDeclared(main.replace("declare double @f(double)\n", "") + f)).toBe(false);
  });
});

/** Carriers whose bitcode is the text itself. */
function carrier(name: string, text: string, isReserve = false): Carrier {
  const shared = {
    path: name,
    member: null,
    symbols: null,
    words: [],
    mayAsk: text.includes("__enzyme_"),
  };
  return { ...shared, name, kind: "bitcode", modules: [Buffer.from(text)], isReserve };
}

describe("Choice", () => {
  const all = { main, f, h, stop, print };
  const carriers = Object.entries(all).map(([name, text]) => carrier(name, text));
  const chosen = async (from: readonly Carrier[], withReserve: boolean): Promise<string[]> => {
    const choice = new Choice(from, (bitcode) => Promise.resolve(bitcode.toString()), withReserve);
    return (await choice.from(from.filter(({ mayAsk }) => mayAsk))).map(
      (piece) => piece.carrier.name,
    );
  };

  it("is what the derivative needs, and no more", async () => {
    expect(await chosen(carriers, false)).toEqual(["main", "f", "h"]);
  });

  it("takes the first definition of the link", async () => {
    expect(
      await chosen([...carriers.slice(0, 2), carrier("first", h), ...carriers.slice(2)], false),
    ).toEqual(["main", "f", "first"]);
  });

  it("leaves IR of other builds alone until it is told not to", async () => {
    const reserve = [...carriers.slice(0, 2), carrier("theirs", h, true)];
    expect(await chosen(reserve, false)).toEqual(["main", "f"]);
    expect(await chosen(reserve, true)).toEqual(["main", "f", "theirs"]);
  });
});

describe("imported", () => {
  it("makes copies of functions, and leaves variables to the library", () => {
    const text = `@g = dso_local global i32 1, comdat, align 4
@s = private unnamed_addr constant [2 x i8] c"a\\00"
@t = external global i32
define dso_local double @f(double %x) local_unnamed_addr #0 comdat {
define linkonce_odr hidden i32 @h() comdat($f) {
define internal i32 @i() {
`;
    expect(imported(text, "l.so")).toBe(`@g = available_externally global i32 1, align 4
@s = private unnamed_addr constant [2 x i8] c"a\\00"
@t = external global i32
define linkonce_odr hidden double @f(double %x) local_unnamed_addr #0 {
define linkonce_odr hidden i32 @h() {
define internal i32 @i() {
`);
  });

  it("refuses a variable of which there would be two", () => {
    expect(() => imported("@n = internal global i32 0\n", "l.so")).toThrow("@n");
  });
});
