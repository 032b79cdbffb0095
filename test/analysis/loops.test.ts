import { describe, expect, test } from "vitest";
import { Cfg } from "../../src/analysis/cfg.ts";
import { DominatorTree, PostDominatorTree } from "../../src/analysis/dominators.ts";
import { LoopForest } from "../../src/analysis/loops.ts";
import { TsadError } from "../../src/support/errors.ts";
import { must } from "../../src/support/assert.ts";
import { block, instruction, parseFunction } from "./parse.ts";

const nest = `define void @f(i1 %c) {
entry:
  br label %outer
outer:
  br i1 %c, label %inner, label %side
inner:
  br i1 %c, label %inner, label %join
side:
  br i1 %c, label %leave, label %join
join:
  br i1 %c, label %outer, label %end
leave:
  br label %end
end:
  ret void
}
`;

function forestOf(text: string) {
  const { fn } = parseFunction(text);
  const tree = new DominatorTree(new Cfg(fn));
  return { fn, tree, forest: new LoopForest(tree) };
}

describe("loops", () => {
  test("are nested, and know their exits", () => {
    const { fn, forest } = forestOf(nest);
    expect(forest.loops.map((loop) => loop.header.name)).toEqual(["outer", "inner"]);
    const outer = must(forest.loopOf(block(fn, "join")), "join is in a loop");
    expect(outer.depth).toBe(1);
    expect(new Set(outer.blocks.map(({ name }) => name))).toEqual(
      new Set(["outer", "inner", "side", "join"]),
    );
    expect(outer.preheader).toBe(fn.entry);
    expect(outer.latch).toBe(block(fn, "join"));
    expect(new Set(outer.exits())).toEqual(new Set([block(fn, "leave"), block(fn, "end")]));
    const inner = must(forest.loopOf(block(fn, "inner")), "inner is in a loop");
    expect(inner.parent).toBe(outer);
    expect(inner.preheader).toBeNull();
    expect(outer.children).toEqual([inner]);
    expect(forest.depthOf(block(fn, "end"))).toBe(0);
  });

  test("with two entries are refused, and the message names a block of each", () => {
    const text = `define void @f(i1 %c) {
entry:
  br i1 %c, label %one, label %two
one:
  br label %two
two:
  br i1 %c, label %one, label %end
end:
  ret void
}
`;
    const refuse = () => forestOf(text);
    expect(refuse).toThrow(TsadError);
    expect(refuse).toThrow(/two entries.*%(?:one|two).*%(?:one|two)/);
  });

  test("thousands deep need no deep stack", () => {
    const depth = 1000;
    const open = Array.from({ length: depth }, (_, i) => `h${i}:\n  br label %h${i + 1}`);
    const close = Array.from({ length: depth }, (_, i) => {
      const level = depth - 1 - i;
      const next = level === 0 ? "end" : `l${level - 1}`;
      return `l${level}:\n  br i1 %c, label %h${level}, label %${next}`;
    });
    const { forest } = forestOf(
      [
        "define void @f(i1 %c) {\nentry:\n  br label %h0",
        ...open,
        `h${depth}:\n  br label %l${depth - 1}`,
        ...close,
        "end:\n  ret void\n}\n",
      ].join("\n"),
    );
    expect(Math.max(...forest.loops.map((loop) => loop.depth))).toBe(depth);
  });
});

describe("dominance of instructions", () => {
  test("follows blocks, and the order in one block", () => {
    const { fn, tree } = forestOf(`define i32 @f(i1 %c, i32 %x) {
entry:
  %a = add i32 %x, 1
  %b = add i32 %a, 1
  br i1 %c, label %yes, label %end
yes:
  %d = add i32 %b, 1
  br label %end
end:
  %p = phi i32 [ %b, %entry ], [ %d, %yes ]
  ret i32 %p
}
`);
    const [a, b, d, p] = ["a", "b", "d", "p"].map((name) => instruction(fn, name));
    const dominates = (x = a, y = b) => tree.dominates(must(x, "x"), must(y, "y"));
    expect([dominates(a, b), dominates(b, a), dominates(a, a)]).toEqual([true, false, false]);
    expect([dominates(a, d), dominates(d, p), dominates(b, p)]).toEqual([true, false, true]);
  });
});

describe("postdominators", () => {
  test("see through branches, and give loops without end an exit", () => {
    const { fn } = parseFunction(nest);
    const cfg = new Cfg(fn);
    const post = new PostDominatorTree(cfg);
    const number = (name: string) => cfg.numberOf(block(fn, name));
    expect(post.postdominatesNumber(number("end"), number("entry"))).toBe(true);
    expect(post.postdominatesNumber(number("join"), number("inner"))).toBe(true);
    expect(post.postdominatesNumber(number("join"), number("side"))).toBe(false);
    const endless = parseFunction(
      "define void @f() {\nentry:\n  br label %on\non:\n  br label %on\n}\n",
    );
    const graph = new Cfg(endless.fn);
    const tree = new PostDominatorTree(graph);
    expect(tree.ipdom(1)).toBe(tree.exit);
  });
});
