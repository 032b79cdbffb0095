import { describe, expect, it } from "vitest";
import { fieldTexts, ofText } from "./objects-of.ts";

describe("structs of pointers in registers", () => {
  const kindsAt = (text: string, name: string): string[] => {
    const { objects, cell } = ofText(text, "f");
    return fieldTexts(objects.fields(cell(name).node));
  };
  const used = `
    define internal void @use({ ptr, ptr } %pair) {
      %order = extractvalue { ptr, ptr } %pair, 1
      %values = extractvalue { ptr, ptr } %pair, 0
      store i32 7, ptr %order
      store double 1.0, ptr %values
      ret void
    }`;

  it("what a function returns in two registers is two objects", () => {
    const text = `
      define internal { ptr, ptr } @both(ptr %a, ptr %b) {
        %one = insertvalue { ptr, ptr } poison, ptr %a, 0
        %two = insertvalue { ptr, ptr } %one, ptr %b, 1
        ret { ptr, ptr } %two
      }
      define void @f(i1 %c) {
        %x = alloca double
        %n = alloca i32
        %first = call { ptr, ptr } @both(ptr %x, ptr %n)
        br i1 %c, label %again, label %end
      again:
        %second = call { ptr, ptr } @both(ptr %x, ptr %n)
        br label %end
      end:
        %pair = phi { ptr, ptr } [ %first, %0 ], [ %second, %again ]
        %values = extractvalue { ptr, ptr } %pair, 0
        %count = extractvalue { ptr, ptr } %pair, 1
        store double 1.0, ptr %values
        store i32 1, ptr %count
        ret void
      }`;
    expect(kindsAt(text, "x")).toEqual(["0 float"]);
    expect(kindsAt(text, "n")).toEqual(["0 int"]);
  });

  it("what is passed so is one, as its callee sees it", () => {
    const text = `${used}
      define void @f() {
        %x = alloca double
        %n = alloca i32
        %one = insertvalue { ptr, ptr } poison, ptr %x, 0
        %two = insertvalue { ptr, ptr } %one, ptr %n, 1
        call void @use({ ptr, ptr } %two)
        ret void
      }`;
    expect(kindsAt(text, "x")).toEqual(["0 float", "0 int"]);
    expect(kindsAt(text, "n")).toEqual(["0 float", "0 int"]);
  });

  it("stored and loaded as a whole its fields stay apart", () => {
    const text = `
      define void @f() {
        %x = alloca double
        %n = alloca i32
        %held = alloca { ptr, ptr }
        %one = insertvalue { ptr, ptr } poison, ptr %x, 0
        %two = insertvalue { ptr, ptr } %one, ptr %n, 1
        store { ptr, ptr } %two, ptr %held
        %again = load { ptr, ptr }, ptr %held
        %values = extractvalue { ptr, ptr } %again, 0
        %count = extractvalue { ptr, ptr } %again, 1
        store double 1.0, ptr %values
        store i32 1, ptr %count
        ret void
      }`;
    expect(kindsAt(text, "x")).toEqual(["0 float"]);
    expect(kindsAt(text, "n")).toEqual(["0 int"]);
  });
});

describe("functions of which nobody knows which is called", () => {
  it("are those that take what is passed, in the same registers", () => {
    const { objects, cell } = ofText(
      `@table = global [3 x ptr] [ptr @number, ptr @address, ptr @scaled]
       define void @number(ptr %p, i32 %n) {
         store i32 %n, ptr %p
         ret void
       }
       define void @address(ptr %p, i64 %q) {
         store i64 %q, ptr %p
         ret void
       }
       define double @scaled(ptr %p, double %by) {
         store double %by, ptr %p
         ret double %by
       }
       define void @f(ptr %callee, ptr %q) {
         %a = alloca [8 x i8]
         call void %callee(ptr %a, ptr %q)
         ret void
       }`,
      "f",
    );
    const written = objects.fields(cell("a").node).filter(({ isWritten }) => isWritten);
    expect(written.map(({ type }) => type.text)).toEqual(["i64"]);
  });
});
