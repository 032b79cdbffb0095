import { expect, test } from "vitest";
import { Cfg } from "../../src/analysis/cfg.ts";
import { DominatorTree } from "../../src/analysis/dominators.ts";
import { promoteSlots } from "../../src/transform/mem2reg.ts";
import { NearestDominator } from "../../src/transform/nearest.ts";
import { count, parseFunction } from "../analysis/parse.ts";

/** Diamonds one after the other, every third in a loop of its own. */
function diamonds(blocks: number): string {
  const lines = ["entry:", "  br label %b0"];
  for (let i = 0; i < blocks; i++) {
    const back = i % 3 === 2 ? `b${i}` : `b${i + 1}`;
    lines.push(
      `b${i}:`,
      `  br i1 %c, label %t${i}, label %j${i}`,
      `t${i}:`,
      `  br label %j${i}`,
      `j${i}:`,
      `  br i1 %c, label %b${i + 1}, label %${back}`,
    );
  }
  return `define void @f(i1 %c) {\n${lines.join("\n")}\nb${blocks}:\n  ret void\n}\n`;
}

test("the nearest dominator among some blocks is what walking up finds", () => {
  const { fn } = parseFunction(diamonds(30));
  const cfg = new Cfg(fn);
  const tree = new DominatorTree(cfg);
  for (const step of [1, 2, 3, 5, 7, 11, 200]) {
    const some = new Set<number>();
    for (let block = step === 2 ? 1 : 0; block < cfg.size; block += step) some.add(block);
    const nearest = new NearestDominator(tree, some);
    expect(nearest.of(-1)).toBe(-1);
    for (let block = 0; block < cfg.size; block++) {
      let walked = block;
      while (walked >= 0 && !some.has(walked)) walked = tree.idom(walked);
      expect(nearest.of(block)).toBe(walked);
    }
  }
});

test("a slot that is never reset gets the phis that reads lead to, and no others", () => {
  const { fn, module } = parseFunction(`define double @f(i1 %c, double %x, double %y) {
entry:
  %kept = alloca double
  %other = alloca double
  br i1 %c, label %take, label %join
take:
  store double %x, ptr %kept
  store double %y, ptr %other
  br label %join
join:
  br i1 %c, label %left, label %right
left:
  store double %y, ptr %kept
  br label %end
right:
  br label %end
end:
  br i1 %c, label %read, label %out
read:
  %v = load double, ptr %kept
  br label %out
out:
  %r = phi double [ %v, %read ], [ 0.0, %end ]
  ret double %r
}
`);
  promoteSlots(fn);
  expect(count(fn, "phi")).toBe(3);
  const text = module.print();
  expect(text).toMatch(/join:.*\n\s+%kept\S* = phi double \[ undef, %entry \], \[ %x, %take \]/);
  expect(text).toMatch(/end:.*\n\s+%kept\S* = phi double \[ %y, %left \], \[ %kept\S*, %right \]/);
});
