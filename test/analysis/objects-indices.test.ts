import { describe, expect, it } from "vitest";
import { placeText } from "../../src/analysis/objects/place.ts";
import { ofText } from "./objects-of.ts";

describe("places in objects", () => {
  it("an index that comes out of a loop keeps its stride; one that wraps, the power of two in it", () => {
    const { cell } = ofText(
      `define void @f(ptr %p, i1 %c, i64 %n) {
       entry:
         br label %loop
       loop:
         %i = phi i64 [ 0, %entry ], [ %next, %loop ]
         %k = phi i64 [ 4, %entry ], [ %wrapped, %loop ]
         %half = lshr i64 %n, 1
         %bytes = shl i64 %half, 4
         %next = add nuw nsw i64 %i, 2
         %wrapped = add i64 %k, 24
         br i1 %c, label %loop, label %out
       out:
         %last = phi i64 [ %bytes, %loop ]
         %end = phi i64 [ %next, %loop ]
         %a = getelementptr i8, ptr %p, i64 %last
         %b = getelementptr i64, ptr %p, i64 %end
         %d = getelementptr i8, ptr %p, i64 %k
         br i1 %c, label %two, label %join
       two:
         br label %join
       join:
         %some = phi i64 [ %end, %two ], [ 1, %out ]
         %any = phi i64 [ %end, %two ], [ %n, %out ]
         %e = getelementptr i64, ptr %p, i64 %some
         %g = getelementptr i8, ptr %p, i64 %any
         ret void
       }`,
      "f",
    );
    const places = ["a", "b", "d", "e", "g"].map((name) => placeText(cell(name).place));
    expect(places).toEqual(["0+16i", "16+16i[0,]", "4+8i", "8+16i[0,]+8j[0,1]", "0+i"]);
  });

  it.each([
    ["the sum is compared", "icmp ne i64 %next, 6", "0+8i[0,5]"],
    ["the counter is", "icmp eq i64 %i, 0", "0+8i[0,1]"],
    ["less than", "icmp slt i64 %next, 6", "0+8i[0,5]"],
    ["at most", "icmp ule i64 %i, 6", "0+8i[0,7]"],
    ["never goes round", "icmp ult i64 %next, 1", "0"],
    ["it ends where it wraps", "icmp ult i64 %i, -1", "0+8i"],
    ["not a constant", "icmp ult i64 %i, %n", "0+8i"],
  ])("a counter rises as far as the test at the end lets it: %s", (_, condition, place) => {
    const { cell } = ofText(
      `define void @f(ptr %p, i64 %n) {
       entry:
         br label %loop
       loop:
         %i = phi i64 [ 0, %entry ], [ %next, %loop ]
         %a = getelementptr double, ptr %p, i64 %i
         %next = add i64 %i, 1
         %again = ${condition}
         br i1 %again, label %loop, label %out
       out:
         ret void
       }`,
      "f",
    );
    expect(placeText(cell("a").place)).toBe(place);
  });

  it.each([
    [
      "down to the first",
      "%last",
      "-24",
      "icmp eq ptr %next, %first",
      "40+24i[0,2]",
      "16+24i[0,2]",
    ],
    ["up to the last", "%first", "24", "icmp eq ptr %next, %last", "16+24i[0,2]", "40+24i[0,2]"],
    ["once more", "%first", "24", "icmp eq ptr %p, %last", "16+24i[0,3]", "40+24i[0,3]"],
    ["past the end", "%first", "48", "icmp eq ptr %next, %last", "16+48i[0,]", "64+48i[0,]"],
    ["of another object", "%first", "24", "icmp eq ptr %next, %q", "16+24i[0,]", "40+24i[0,]"],
  ])("a pointer runs as far as the other with which it is compared: %s", (...row) => {
    const [, start, step, condition, place, next] = row;
    const { cell } = ofText(
      `define void @f(ptr %o, ptr %q) {
       entry:
         %first = getelementptr i8, ptr %o, i64 16
         %end = getelementptr i8, ptr %o, i64 80
         %last = getelementptr i8, ptr %end, i64 8
         br label %loop
       loop:
         %p = phi ptr [ ${start}, %entry ], [ %next, %loop ]
         %next = getelementptr i8, ptr %p, i64 ${step}
         %done = ${condition}
         br i1 %done, label %out, label %loop
       out:
         ret void
       }`,
      "f",
    );
    expect([placeText(cell("p").place), placeText(cell("next").place)]).toEqual([place, next]);
  });

  it("what is copied from a place of an object to another is at that one and nowhere else", () => {
    const { cell } = ofText(
      `declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
       define void @f(ptr %p, double %x) {
         %first = getelementptr i8, ptr %p, i64 16
         %second = getelementptr i8, ptr %p, i64 64
         store double %x, ptr %second
         call void @llvm.memcpy.p0.p0.i64(ptr %first, ptr %second, i64 16, i1 false)
         call void @llvm.memcpy.p0.p0.i64(ptr %p, ptr %first, i64 16, i1 false)
         ret void
       }`,
      "f",
    );
    const places = [...cell("p").node.evidence.values()].map(({ place }) => placeText(place));
    expect(places.sort()).toEqual(["0", "16", "64"]);
  });

  it("a copy of which the compiler says that it moves doubles moves nothing else", () => {
    const { cell } = ofText(
      `declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
       define void @f(ptr %x, i64 %n) {
         %p = alloca { [6 x double], i32 }
         %count = getelementptr i8, ptr %p, i64 48
         %i = load i32, ptr %count, !tbaa !3
         %to = getelementptr double, ptr %p, i64 %n
         call void @llvm.memcpy.p0.p0.i64(ptr %to, ptr %x, i64 %n, i1 false), !tbaa !4
         ret void
       }
       !0 = !{!"root"}
       !1 = !{!"omnipotent char", !0, i64 0}
       !2 = !{!"int", !1, i64 0}
       !3 = !{!2, !2, i64 0}
       !4 = !{!5, !5, i64 0}
       !5 = !{!"double", !1, i64 0}`,
      "f",
    );
    const moved = [...cell("x").node.evidence.values()].map(({ type }) => type.text);
    expect(moved).toEqual([]);
    const held = [...cell("p").node.evidence.values()];
    const ints = held
      .filter(({ type }) => type.text === "i32")
      .map(({ place }) => placeText(place));
    expect(new Set(ints)).toEqual(new Set(["48"]));
  });
});
