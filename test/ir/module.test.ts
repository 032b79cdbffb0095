/** The module: what is kept as text, what is printed anew, and what can be added. */
import { describe, expect, test } from "vitest";
import { must } from "../../src/support/assert.ts";
import { IRBuilder } from "../../src/ir/builder.ts";
import { InsertPoint } from "../../src/ir/insert-point.ts";
import { Literal } from "../../src/ir/constants.ts";
import { Module } from "../../src/ir/module.ts";

const text = `; kept
source_filename = "a.c"
target datalayout = "e-m:e-p:32:32-A5"
target triple = "x86_64-linux-gnu"

@x = global i32 0 ; and this

define i32 @f(i32 %x) #0 {
  ; a comment inside
  %1 = add   i32 %x, 1
  ret i32 %1
}

define i32 @g() {
  ret i32   2
}
attributes #0 = { nounwind "k"="a b" }
attributes #4 = { memory(none) }

!llvm.ident = !{!0, !2}
!0 = !{!"clang"}
!2 = distinct !DICompileUnit(language: 1, file: !"}")
`;
const parse = (source = text): Module => Module.parse(source, { file: "a.ll" });

describe("what is read", () => {
  test("settings, groups, metadata", () => {
    const module = parse();
    expect(module.triple).toBe("x86_64-linux-gnu");
    expect(module.layout.pointerBits(0)).toBe(32);
    expect(module.layout.allocaSpace).toBe(5);
    expect(module.attributeGroupText("#0")).toBe('nounwind "k"="a b"');
    expect(module.attributeGroupText("#9")).toBe("");
    expect(module.node("!0")).toBe('!{!"clang"}');
    expect(module.node("!2")).toBe('distinct !DICompileUnit(language: 1, file: !"}")');
    expect(module.node("!1")).toBeUndefined();
    expect(module.namedMetadata("llvm.ident")).toEqual(["!0", "!2"]);
    expect(module.functions().map(({ name }) => name)).toEqual(["f", "g"]);
    expect(module.function("x")).toBeUndefined();
    expect(module.global("x")?.name).toBe("x");
  });

  test("an empty text is a module", () => {
    expect(parse("").functions()).toEqual([]);
    expect(parse("").print()).toBe("");
  });
});

describe("printing", () => {
  test("an unchanged module is its text, whatever has been read", () => {
    const module = parse();
    module.parseAll();
    expect(module.isChanged).toBe(false);
    expect(module.print()).toBe(text);
  });

  test("only what was changed is printed anew", () => {
    const module = parse();
    const g = must(module.function("g"), "g is in the text");
    module.markChanged(g);
    expect(module.print()).toBe(text.replace("i32   2", "i32 2"));
  });

  test("everything can be printed anew, and reads as the same", () => {
    const module = parse();
    module.markAllChanged();
    const printed = module.print();
    expect(printed).toContain("%1 = add i32 %x, 1\n");
    const again = parse(printed);
    again.markAllChanged();
    expect(again.print()).toBe(printed);
  });

  test("orders of use lists and summaries of a changed module are left out", () => {
    const source = `@x = global i32 0
define i32 @f(i32 %x) {
  %y = add i32 %x, %x
  ret i32 %y
  uselistorder i32 %x, { 1, 0 }
}
define void @g() {
  ret void
}
uselistorder ptr @x, { 1, 0 }
uselistorder_bb @f, %0, { 1, 0 }
^0 = module: (path: "a", hash: (1, 2))
^1 = flags: 8
`;
    const module = parse(source);
    expect(module.print()).toBe(source);
    module.markChanged(must(module.function("g"), "g is in the text"));
    const printed = module.print();
    expect(printed).not.toMatch(/uselistorder|\^/);
    expect(printed).toContain("%y = add i32 %x, %x\n  ret i32 %y\n}");
  });

  test("a blockaddress follows the number of its block", () => {
    const source = `@x = global ptr blockaddress(@f, %2)
define void @f(i32 %0) {
  br label %2
2:
  ret void
}
`;
    const module = parse(source);
    const f = must(module.function("f"), "f is in the text");
    module.parseAll();
    must(f.args[0], "f has an argument").name = "named";
    module.markChanged(f);
    expect(module.print()).toContain("@x = global ptr blockaddress(@f, %1)\n");
    expect(module.print()).toContain("br label %1\n\n1:\n");
  });
});

describe("additions", () => {
  test("a function, a variable, a declaration, a group, nodes", () => {
    const module = parse();
    const { types } = module;
    expect(module.freshName("f")).toBe("f.1");
    expect(module.freshName("new")).toBe("new");
    const type = types.fn(types.double, [types.double]);
    const sine = module.declareIntrinsic("llvm.sin", [types.double], type);
    expect(module.declareFunction("llvm.sin.f64", type)).toBe(sine);
    expect(() => module.declareFunction("f", type)).toThrow("@f has type i32 (i32), but");
    const group = module.attributeGroup("nounwind");
    expect(group).toBe("#5");
    expect(module.attributeGroup("nounwind")).toBe("#5");
    const made = module.addFunction({ name: "new", type, prefix: "internal", suffix: group });
    const block = made.newBlock(null);
    const at = new IRBuilder(InsertPoint.atEnd(block), module);
    at.ret(at.call(sine, [must(made.args[0], "one parameter")]));
    const zero = new Literal(types.i32, "0");
    module.addGlobal({ name: "y", type: types.i32, header: "internal global", initializer: zero });
    const node = module.addNode('!{!"mine"}');
    expect(node).toBe("!3");
    expect(module.node(node)).toBe('!{!"mine"}');
    module.addToNamedMetadata("llvm.ident", node);
    module.addToNamedMetadata("other", node);
    const printed = module.print();
    expect(printed.startsWith(text.slice(0, text.indexOf("!llvm.ident")))).toBe(true);
    expect(printed).toContain("!llvm.ident = !{!0, !2, !3}\n");
    expect(printed).toContain("!other = !{!3}\n");
    expect(printed).toContain(`define internal double @new(double %0) #5 {
  %2 = call double @llvm.sin.f64(double %0)
  ret double %2
}
`);
    const again = parse(printed);
    again.parseAll();
    expect(again.namedMetadata("other")).toEqual(["!3"]);
    expect(again.attributeGroupText("#5")).toBe("nounwind");
    expect(again.global("y")).toBeDefined();
  });

  test("an intrinsic used without a declaration changes nothing by itself", () => {
    const source =
      "define double @f(double %x) {\n  %y = call double @llvm.sin.f64(double %x)\n  ret double %y\n}\n";
    const module = parse(source);
    module.parseAll();
    expect(module.print()).toBe(source);
    module.markAllChanged();
    expect(module.print()).toContain("declare double @llvm.sin.f64(double)");
  });
});
