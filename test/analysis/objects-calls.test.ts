import { describe, expect, it } from "vitest";
import { must } from "../../src/support/assert.ts";
import { fieldTexts, ofText } from "./objects-of.ts";

describe("objects of callees in their callers", () => {
  const treeOfSlots = (at: string) => `
    declare noalias ptr @malloc(i64)
    define void @put(ptr %at, double %v) {
      %tree = load ptr, ptr %at
      %isNull = icmp eq ptr %tree, null
      br i1 %isNull, label %make, label %down
    make:
      %new = call ptr @malloc(i64 32)
      store i32 1, ptr %new
      %value = getelementptr i8, ptr %new, i64 8
      store double %v, ptr %value
      store ptr %new, ptr %at
      ret void
    down:
      %less = getelementptr i8, ptr %tree, i64 16
      %more = getelementptr i8, ptr %tree, i64 24
      %c = fcmp olt double %v, 0.0
      %next = select i1 %c, ptr %less, ptr %more
      call void @put(ptr %next, double %v)
      ret void
    }
    define double @f(double %v) {
      %root = alloca ptr
      store ptr null, ptr %root
      %at = ${at}
      call void @put(ptr %at, double %v)
      call void @put(ptr %at, double %v)
      %top = load ptr, ptr %root
      %first = getelementptr i8, ptr %top, i64 8
      %r = load double, ptr %first
      ret double %r
    }`;
  const kindsOf = (text: string): string[] => {
    const { objects, cell } = ofText(text, "f");
    const { node, place } = cell("top");
    const fields = objects.fields(node).map((each) => ({
      ...each,
      place: { ...each.place, offset: each.place.offset - place.offset },
    }));
    return fieldTexts(fields.filter(({ type }) => type.kind !== "pointer"));
  };

  it("fields stay apart in a tree of which a function is given the place of a child", () => {
    expect(kindsOf(treeOfSlots("getelementptr i8, ptr %root, i64 0"))).toEqual([
      "0 int",
      "8 float",
    ]);
  });

  it("a pointer to one of two places, which are told apart nowhere, mixes what lies at them", () => {
    const text = `
      define void @set(ptr %to) { store i32 1, ptr %to ret void }
      define double @f(i1 %c) {
        %both = alloca [2 x double]
        %top = getelementptr i8, ptr %both, i64 0
        %other = getelementptr i8, ptr %both, i64 8
        %to = select i1 %c, ptr %top, ptr %other
        call void @set(ptr %to)
        %r = load double, ptr %other
        ret double %r
      }`;
    expect(kindsOf(text)).toContain("0+8i[0,1] int");
  });

  const calledWith = (body: string) =>
    ofText(
      `define void @use(ptr %this, ptr %p) {
         %kept = alloca ptr
         store ptr %this, ptr %kept
         %again = load ptr, ptr %kept
         ${body}
         ret void
       }
       define void @f() {
         %a = alloca double
         %b = alloca double
         %c = alloca i32
         call void @use(ptr %a, ptr %b)
         call void @use(ptr %c, ptr %b)
         ret void
       }`,
      "f",
    );

  it("what is passed for a parameter that is not used stays what it is; for one that is, it is what is done with it", () => {
    const idle = calledWith("%isNull = icmp eq ptr %again, null");
    expect(fieldTexts(idle.objects.fields(idle.cell("a").node))).toEqual(["0 float"]);
    const read = calledWith("%v = load i64, ptr %again\n%w = add i64 %v, 1\nstore i64 %w, ptr %p");
    expect(fieldTexts(read.objects.fields(read.cell("a").node))).toEqual(["0 float", "0 int"]);
    const given = calledWith("store ptr %again, ptr %p");
    const kept = must(given.objects.cellBehind(given.cell("b"), 0, 8), "it is stored");
    expect(kept.node).toBe(given.cell("a").node);
  });
});
