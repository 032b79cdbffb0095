import { describe, expect, it } from "vitest";
import { FunctionObjects } from "../../src/analysis/objects/function-objects.ts";
import { ModuleObjects } from "../../src/analysis/objects/module-objects.ts";
import { placeText } from "../../src/analysis/objects/place.ts";
import { fieldTexts, ofC, ofText } from "./objects-of.ts";
import { ModRefs } from "../../src/analysis/modref.ts";
import { CallInst } from "../../src/ir/instructions.ts";
import { Module } from "../../src/ir/module.ts";
import { must } from "../../src/support/assert.ts";

const particles = `
struct part { double pos[3]; double m; int id; struct part *near; };
double f(struct part *p, int n, int d) {
  double s = 0;
  for (int i = 0; i < n; i++) s += p[i].pos[d] * p[i].near->m + p[i].id;
  return s;
}`;

describe("object graph", () => {
  for (const version of ["14", "22"]) {
    it(`fields of structs in arrays are kept apart (LLVM ${version})`, () => {
      const { objects, cell } = ofC(particles, "f", version, "-O0");
      const address = must(objects.cellBehind(cell("p.addr"), 0, 8), "the parameter is stored");
      expect(fieldTexts(objects.fields(address.node))).toEqual([
        "0+48i+8j[0,2] float",
        "32+48i int",
        "40+48i pointer",
      ]);
      const near = must(
        objects.cellBehind({ node: address.node, place: { offset: 40, steps: [] } }, 0, 8),
        "near is loaded",
      );
      expect(fieldTexts(objects.fields(near.node))).toEqual(["24 float"]);
    });
  }

  it("a list made by a callee is one private object of the caller", () => {
    const { objects, cell } = ofC(
      `#include <stdlib.h>
       struct node { double v; struct node *next; };
       __attribute__((noinline)) struct node *push(struct node *h, double v) {
         struct node *n = malloc(sizeof *n); n->v = v; n->next = h; return n; }
       double f(int k) { struct node *h = 0; for (int i = 0; i < k; i++) h = push(h, i);
         double s = 0; for (; h; h = h->next) s += h->v; return s; }`,
      "f",
    );
    const { node } = cell("call");
    expect(objects.isPrivate(node)).toBe(true);
    expect(objects.extentOf(node)).toBe(16);
    const next = must(objects.cellBehind({ node, place: { offset: 8, steps: [] } }, 0, 8), "next");
    expect(next.node).toBe(node);
  });

  it("nodes that the C++ library links are alike, also the one inside the container", () => {
    const { objects, cell } = ofText(
      `define void @f(ptr %node, ptr %after, i1 %left) {
  %map = alloca [48 x i8], align 8
  %header = getelementptr i8, ptr %map, i64 8
  call void @_ZSt29_Rb_tree_insert_and_rebalancebPSt18_Rb_tree_node_baseS0_RS_(i1 %left, ptr %node, ptr %after, ptr %header)
  %next = call ptr @_ZSt18_Rb_tree_incrementPSt18_Rb_tree_node_base(ptr %node)
  %value = getelementptr i8, ptr %next, i64 40
  store double 1.0, ptr %value
  ret void
}
declare void @_ZSt29_Rb_tree_insert_and_rebalancebPSt18_Rb_tree_node_baseS0_RS_(i1, ptr, ptr, ptr)
declare ptr @_ZSt18_Rb_tree_incrementPSt18_Rb_tree_node_base(ptr)`,
      "f",
    );
    expect(cell("next").node).toBe(cell("node").node);
    expect(cell("header").node).toBe(cell("node").node);
    const kinds = fieldTexts(objects.fields(cell("map").node)).filter(
      (text) => !text.endsWith(" int"),
    );
    // The container begins 8 bytes in front of the node inside it.
    const base = cell("header").place.offset;
    expect(kinds.sort()).toEqual(
      [8, 16, 24]
        .map((at) => `${base + at} pointer`)
        .concat(`${base + 40} float`)
        .sort(),
    );
  });

  it("an index that is one of two constants, a remainder or a flag is bounded", () => {
    const { objects, cell } = ofText(
      `define void @f(ptr %p, i1 %c, i64 %n) {
  %which = select i1 %c, i64 16, i64 24
  %a = getelementptr i8, ptr %p, i64 %which
  store ptr null, ptr %a
  %rest = urem i64 %n, 3
  %b = getelementptr [8 x i8], ptr %p, i64 %rest
  %low = and i64 %n, 1
  %d = getelementptr [8 x i8], ptr %p, i64 %low
  %flag = zext i1 %c to i64
  %e = getelementptr [8 x i8], ptr %p, i64 %flag
  ret void
}`,
      "f",
    );
    const places = ["a", "b", "d", "e"].map((name) => placeText(cell(name).place));
    expect(places).toEqual(["16+8i[0,1]", "0+8i[0,2]", "0+8i[0,1]", "0+8i[0,1]"]);
    expect(objects.isNeverFollowed(cell("a"), 8)).toBe(true);
  });

  it("a number that is added to an address is not joined with it, nor is what is left of one after a division", () => {
    const { objects, cell, value } = ofText(
      `define ptr @f(ptr %x, ptr %sizes) {
         %a = ptrtoint ptr %x to i64
         %n = load i64, ptr %sizes
         %kept = getelementptr i64, ptr %sizes, i64 1
         store i64 %n, ptr %kept
         %b = add i64 %a, %n
         %p = inttoptr i64 %b to ptr
         %eighth = lshr i64 %a, 3
         %bytes = lshr i64 %a, 8
         ret ptr %p
       }`,
      "f",
    );
    expect(cell("p").node).toBe(cell("x").node);
    expect(cell("n").node).not.toBe(cell("x").node);
    expect(objects.cellOf(value("eighth"))).toBeNull();
    // Whole bytes of an address may be put together again.
    expect(cell("bytes").node).toBe(cell("x").node);
  });

  const divided = (rest: string, use = "call void @take(i64 noundef %count)") => `
    declare void @take(i64)
    define void @f(ptr %p, ptr %q, ptr %base, i1 %c) {
      %x = ptrtoint ptr %p to i64
      %y = ptrtoint ptr %q to i64
      %bytes = sub i64 %x, %y
      ${rest}
    there:
      %count = sdiv exact i64 %bytes, 24
      ${use}
      %a = getelementptr i8, ptr %base, i64 %bytes
      ret void
    }`;

  it("a distance that is divided without a remainder is a multiple, where that is sure", () => {
    const place = (text: string) => placeText(ofText(text, "f").cell("a").place);
    expect(place(divided("br label %there"))).toBe("0+24i");
    const least = "%m = call i64 @llvm.umax.i64(i64 %count, i64 1)";
    const limited = `${least}\n%some = icmp eq i64 %m, 7\nbr i1 %some, label %after, label %after\nafter:`;
    expect(
      place(`declare i64 @llvm.umax.i64(i64, i64)${divided("br label %there", limited)}`),
    ).toBe("0+24i");
    // A remainder does no harm where nobody is hurt by it, ...
    const unused = "%m = select i1 %c, i64 %count, i64 0\ncall void @take(i64 noundef %m)";
    expect(place(divided("br label %there", unused))).toBe("0+i");
    expect(place(divided("br label %there", "call void @take(i64 %count)"))).toBe("0+i");
    // ... where the call may not come back, ...
    const late = "call void @take(i64 1)\ncall void @take(i64 noundef %count)";
    expect(place(divided("br label %there", late))).toBe("0+i");
    // ... or where the division need not come before.
    const early =
      "%a = getelementptr i8, ptr %base, i64 %bytes\nbr i1 %c, label %there, label %out\nout:\nret void";
    expect(place(divided(early).replace(/(there:[^]*)%a =/, "$1%b ="))).toBe("0+i");
  });

  it("a tree made by recursion is one object", () => {
    const { objects, cell } = ofC(
      `#include <stdlib.h>
       struct t { struct t *l, *r; double v; };
       struct t *grow(int n) { struct t *t = malloc(sizeof *t); t->v = n; t->l = t->r = 0;
         if (n > 0) { t->l = grow(n - 1); t->r = grow(n - 2); } return t; }
       double f(int n) { struct t *root = grow(n); return root->l->v + root->r->v; }`,
      "f",
    );
    const { node } = cell("call");
    for (const offset of [0, 8]) {
      const kid = objects.cellBehind({ node, place: { offset, steps: [] } }, 0, 8);
      expect(kid?.node).toBe(node);
    }
    expect(objects.members(node)).toHaveLength(1);
  });

  it("two calls of one allocating function give two objects", () => {
    const { objects, cell } = ofText(
      `declare ptr @malloc(i64)
       define ptr @make() {
         %m = call ptr @malloc(i64 8)
         ret ptr %m
       }
       define double @f() {
         %a = call ptr @make()
         %b = call ptr @make()
         store double 1.0, ptr %a
         %v = load double, ptr %b
         ret double %v
       }`,
      "f",
    );
    expect(objects.mayAlias(cell("a"), 8, cell("b"), 8)).toBe(false);
  });

  it("bytes that are copied, and integers that are moved, take pointers and kinds with them", () => {
    const { objects, cell } = ofText(
      `declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
       define double @f(ptr %x) {
         %a = alloca { double, ptr }
         %b = alloca { double, ptr }
         %c = alloca [2 x i64]
         %ap = getelementptr i8, ptr %a, i64 8
         store double 1.0, ptr %a
         store ptr %x, ptr %ap
         call void @llvm.memcpy.p0.p0.i64(ptr %b, ptr %a, i64 16, i1 false)
         %bp = getelementptr i8, ptr %b, i64 8
         %bits = load i64, ptr %bp
         %cp = getelementptr i8, ptr %c, i64 8
         store i64 %bits, ptr %cp
         %p = load ptr, ptr %cp
         %v = load double, ptr %p
         ret double %v
       }`,
      "f",
    );
    expect(cell("p").node).toBe(cell("x").node);
    expect(objects.isPrivate(cell("b").node)).toBe(true);
    const moved = objects.fields(cell("c").node).find(({ isMove }) => isMove);
    expect(moved && placeText(moved.place)).toBe("8");
    expect(cell("c").node).not.toBe(cell("b").node);
  });

  it("a union holds what every member says", () => {
    const { objects, cell } = ofText(
      `define i64 @f() {
         %u = alloca i64
         store double 1.0, ptr %u
         %v = load i64, ptr %u
         %w = add i64 %v, 1
         ret i64 %w
       }`,
      "f",
    );
    const kinds = objects
      .fields(cell("u").node)
      .map(({ type, isMove }) => `${type.text}${isMove ? " moved" : ""}`);
    expect(new Set(kinds)).toEqual(new Set(["double", "i64"]));
  });

  it("functions called through a table are those that it holds", () => {
    const { module, summaries, fn } = ofText(
      `@table = internal constant [2 x ptr] [ptr @set, ptr @get]
       define internal void @set(ptr %p) {
         store double 1.0, ptr %p
         ret void
       }
       define internal void @get(ptr %p) {
         %v = load double, ptr %p
         ret void
       }
       define internal void @other(ptr %p) {
         store i32 1, ptr %p
         ret void
       }
       define ptr @leak() {
         ret ptr @other
       }
       define void @f(i64 %i) {
         %a = alloca double
         %s = getelementptr [2 x ptr], ptr @table, i64 0, i64 %i
         %c = load ptr, ptr %s
         call void %c(ptr %a)
         ret void
       }`,
      "f",
    );
    const objects = summaries.of(fn);
    const a = must(
      [...fn.instructions()].find((inst) => inst.name === "a"),
      "there is %a",
    );
    const { node } = must(objects.cellOf(a), "an alloca points");
    expect(objects.fields(node).some(({ type }) => type.text === "i32")).toBe(false);
    expect(objects.fields(node).filter(({ isWritten }) => isWritten)).toHaveLength(1);
    expect(objects.isPrivate(node)).toBe(true);
    expect(module.function("other")).toBeDefined();
  });

  it("what is stored in a global, or passed to strangers, is no longer private", () => {
    const { objects, cell } = ofText(
      `@g = global ptr null
       declare void @stranger(ptr)
       declare i64 @strlen(ptr)
       declare void @careful(ptr nocapture readonly)
       define void @f() {
         %stored = alloca double
         %given = alloca double
         %inner = alloca double
         %measured = alloca double
         %seen = alloca double
         store ptr %stored, ptr @g
         store ptr %inner, ptr %given
         call void @stranger(ptr %given)
         %n = call i64 @strlen(ptr %measured)
         call void @careful(ptr %seen)
         ret void
       }`,
      "f",
    );
    const isPrivate = (name: string) => objects.isPrivate(cell(name).node);
    expect(["stored", "given", "inner", "measured", "seen"].map(isPrivate)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  it("parameters may be one object, but not one that noalias excludes, nor a local one", () => {
    const { objects, cell } = ofText(
      `define void @f(ptr %a, ptr %b, ptr noalias %c) {
         %local = alloca double
         store double 1.0, ptr %local
         %far = getelementptr double, ptr %a, i64 2
         ret void
       }`,
      "f",
    );
    const may = (x: string, y: string) => objects.mayAlias(cell(x), 8, cell(y), 8);
    expect(may("a", "b")).toBe(true);
    expect(may("a", "c")).toBe(false);
    expect(may("a", "local")).toBe(false);
    expect(may("a", "far")).toBe(false);
  });

  it("without summaries a call of a defined function may do anything", () => {
    const { fn, objects, cell } = ofText(
      `define void @inner(ptr %p) {
         store double 1.0, ptr %p
         ret void
       }
       define void @f() {
         %a = alloca double
         call void @inner(ptr %a)
         ret void
       }`,
      "f",
    );
    expect(objects.isPrivate(cell("a").node)).toBe(true);
    const alone = FunctionObjects.of(fn);
    const a = must(alone.cellOf(must([...fn.instructions()][0], "%a")), "an alloca points");
    expect(alone.isPrivate(a.node)).toBe(false);
  });
});

describe("mod/ref", () => {
  const text = `
    @total = internal global double 0.0
    @limit = constant double 1.0
    declare void @stranger()
    define void @scale(ptr %x, ptr %y) {
      %l = load double, ptr @limit
      %py = getelementptr double, ptr %y, i64 1
      store double %l, ptr %py
      ret void
    }
    define void @f(ptr %a, ptr %b) {
      %local = alloca [2 x double]
      %pb = getelementptr double, ptr %b, i64 2
      call void @scale(ptr %a, ptr %pb)
      call void @scale(ptr %a, ptr %local)
      %v = load double, ptr %a
      store double %v, ptr @total
      ret void
    }
    define void @g() {
      call void @stranger()
      ret void
    }`;
  const effectsOf = (name: string) => {
    const { summaries, fn } = ofText(text, name);
    const state = must(summaries.stateOf(fn), "it has a body");
    const { effects, strangers } = must(new ModRefs(summaries).of(fn), "it has a body");
    const names = new Map(fn.args.map((arg) => [state.cell(arg)?.node, arg.name]));
    const texts = effects.map(({ at, isRead, isWritten }) => {
      const members = [...at.node.members.keys()].map((value) => value.name).join();
      return `${isRead ? "r" : ""}${isWritten ? "w" : ""} ${names.get(at.node) ?? members}+${placeText(at.place)}`;
    });
    return { texts: texts.sort(), strangers };
  };

  it("follows calls into the caller's objects, and leaves out its own", () => {
    expect(effectsOf("f")).toEqual({
      texts: ["r a+0", "r limit+0", "w b+24", "w total+0"],
      strangers: { read: false, write: false },
    });
  });

  it("tells what one call does in the graph of its caller", () => {
    const { summaries, fn, objects } = ofText(text, "f");
    const effects = new ModRefs(summaries);
    const calls = [...fn.instructions()].filter((inst) => inst instanceof CallInst);
    const written = calls.map((call) => {
      const { effects: all } = must(effects.ofCall(objects, call), "the callee has a body");
      const [only] = all.filter(({ isWritten }) => isWritten);
      const [member] = must(only, "it writes").at.node.members.keys();
      return member?.name;
    });
    expect(written).toEqual(["b", "local"]);
  });

  it("says when code that is not known is called", () => {
    expect(effectsOf("g").strangers).toEqual({ read: true, write: true });
  });
});

describe("scale", () => {
  /** `count` functions of about 50 instructions, each calling two before it. */
  function moduleOf(count: number): Module {
    const text = ["%S = type { double, ptr, i32, [3 x double] }", "declare ptr @malloc(i64)"];
    for (let k = 0; k < count; k++) {
      text.push(`define double @f${k}(ptr %p, ptr %q, i64 %i) {`, "%n = call ptr @malloc(i64 48)");
      text.push("%nn = getelementptr %S, ptr %n, i32 0, i32 1", "store ptr %p, ptr %nn");
      for (let j = 0; j < 9; j++) {
        text.push(`%a${j} = getelementptr %S, ptr %p, i64 %i, i32 3, i64 ${j % 3}`);
        text.push(`%v${j} = load double, ptr %a${j}`, `%w${j} = fadd double %v${j}, 1.0`);
        text.push(`%b${j} = getelementptr %S, ptr %q, i64 ${j}, i32 0`);
        text.push(`store double %w${j}, ptr %b${j}`);
      }
      if (k > 0) text.push(`%c1 = call double @f${k - 1}(ptr %p, ptr %q, i64 0)`);
      if (k > 3) text.push(`%c2 = call double @f${k >> 1}(ptr %p, ptr %n, i64 1)`);
      text.push("%z = load double, ptr %q", "ret double %z", "}");
    }
    return Module.parse(text.join("\n"), { file: "scale.ll" });
  }

  const secondsFor = (count: number): number => {
    const before = process.cpuUsage();
    const objects = new ModuleObjects(moduleOf(count));
    expect(objects.graph.version).toBeGreaterThan(count);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };

  it("100,000 instructions in 2,000 functions, and ten times the code takes no more than 16 times as long", () => {
    secondsFor(50);
    const small = Math.min(secondsFor(200), secondsFor(200));
    const large = secondsFor(2000);
    expect(large / small).toBeLessThan(16);
  }, 120_000);
});
