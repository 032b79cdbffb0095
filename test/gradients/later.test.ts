/** The dependence test against programs at random, all of whose loads and stores are gone through one by one. */
import { describe, expect, it } from "vitest";
import { Cfg } from "../../src/analysis/cfg.ts";
import { DominatorTree } from "../../src/analysis/dominators.ts";
import { LoopForest } from "../../src/analysis/loops.ts";
import { Literal } from "../../src/ir/constants.ts";
import { LoadInst, StoreInst } from "../../src/ir/instructions.ts";
import { Module } from "../../src/ir/module.ts";
import { must } from "../../src/support/assert.ts";
import { addCounters } from "../../src/reverse/counters.ts";
import { Later } from "../../src/reverse/later/later.ts";
import { generator } from "./random-programs.ts";

/** A sum of products of variables, as constants and names. */
type Expression = readonly { readonly factor: number; readonly of: readonly string[] }[];

/** A loop around what comes next. */
interface Nest {
  readonly name: string;
  readonly start: Expression;
  readonly bound: Expression;
  readonly step: number;
  readonly predicate: string;
  /** Is it tested before the first iteration? */
  readonly isTop: boolean;
  readonly bits: 32 | 64;
}

type Item =
  | { readonly kind: "loop"; readonly nest: Nest; readonly body: readonly Item[] }
  | {
      readonly kind: "guard";
      readonly left: Expression;
      readonly right: Expression;
      readonly body: readonly Item[];
    }
  | { readonly kind: "load" | "store"; readonly id: number; readonly index: Expression };

const steps = [1, 1, 1, 2, -1];
const rising = ["slt", "sle", "ne", "ult"];
const falling = ["sgt", "sge", "ne"];

/** Makes programs. */
class Maker {
  private readonly pick: (n: number) => number;
  private loops = 0;
  private accesses = 0;

  constructor(seed: number) {
    this.pick = generator(seed);
  }

  body(scope: readonly string[], depth: number): Item[] {
    const items: Item[] = [];
    for (let i = 0; i < 1 + this.pick(2); i++) items.push(this.access(scope));
    if (depth < 3 && this.pick(5) > 0) items.splice(this.pick(2), 0, this.loop(scope, depth));
    if (depth > 0 && depth < 3 && this.pick(6) === 0) items.push(this.loop(scope, depth));
    if (depth > 0 && this.pick(4) === 0) {
      const [left, right] = [this.linear(scope), this.linear(scope)];
      items.push({ kind: "guard", left, right, body: [this.access(scope)] });
    }
    return items;
  }

  private loop(scope: readonly string[], depth: number): Item {
    const name = `i${this.loops++}`;
    const step = steps[this.pick(steps.length)] ?? 1;
    const ways = step > 0 ? rising : falling;
    const nest: Nest = {
      name,
      start: this.linear(scope),
      bound: this.linear(scope),
      step,
      predicate: ways[this.pick(ways.length)] ?? "ne",
      isTop: this.pick(2) === 0,
      bits: this.pick(3) === 0 ? 32 : 64,
    };
    return { kind: "loop", nest, body: this.body([...scope, name], depth + 1) };
  }

  private access(scope: readonly string[]): Item {
    const kind = this.pick(2) === 0 ? "load" : "store";
    const index: { factor: number; of: string[] }[] = [{ factor: this.pick(3), of: [] }];
    for (const name of scope) {
      const way = this.pick(5);
      if (way === 1) index.push({ factor: 1 + this.pick(2), of: [name] });
      if (way >= 2 && name !== "n") index.push({ factor: 1, of: [name, "n"] });
      if (way === 4) index.push({ factor: 1, of: [name] });
    }
    return { kind, id: this.accesses++, index };
  }

  private linear(scope: readonly string[]): Expression {
    const name = scope[this.pick(scope.length)] ?? "n";
    const sum = [{ factor: this.pick(3), of: [] as string[] }];
    if (this.pick(4) > 0) sum.push({ factor: 1, of: [name] });
    return sum;
  }
}

/** Writes a program as IR. */
class Writer {
  private readonly lines: string[] = [];
  private made = 0;

  text(items: readonly Item[]): string {
    this.all(items);
    return `define void @f(ptr %p, i64 %n) {\nentry:\n${this.lines.join("\n")}\n  ret void\n}\n`;
  }

  private all(items: readonly Item[]): void {
    for (const item of items) {
      if (item.kind === "loop") this.loop(item.nest, item.body);
      else if (item.kind === "guard") this.guard(item.left, item.right, item.body);
      else this.access(item.kind, item.id, item.index);
    }
  }

  private say(line: string): void {
    this.lines.push(`  ${line}`);
  }

  private open(name: string): void {
    this.lines.push(`${name}:`);
  }

  private value(text: string): string {
    const name = `%v${this.made++}`;
    this.say(`${name} = ${text}`);
    return name;
  }

  private expression(sum: Expression): string {
    let all = "0";
    for (const { factor, of } of sum) {
      let product = String(factor);
      for (const name of of) product = this.value(`mul nsw i64 ${product}, %${name}`);
      all = this.value(`add nsw i64 ${all}, ${product}`);
    }
    return all;
  }

  private access(kind: string, id: number, index: Expression): void {
    const at = this.value(`getelementptr inbounds double, ptr %p, i64 ${this.expression(index)}`);
    if (kind === "load") this.say(`%l${id} = load double, ptr ${at}`);
    else this.say(`store double ${id}.0, ptr ${at}`);
  }

  private guard(left: Expression, right: Expression, body: readonly Item[]): void {
    const [yes, out] = [`g${this.made++}`, `g${this.made++}`];
    const bit = this.value(`icmp slt i64 ${this.expression(left)}, ${this.expression(right)}`);
    this.say(`br i1 ${bit}, label %${yes}, label %${out}`);
    this.open(yes);
    this.all(body);
    this.say(`br label %${out}`);
    this.open(out);
  }

  private loop(nest: Nest, body: readonly Item[]): void {
    const { name, step, predicate, isTop, bits } = nest;
    const type = `i${bits}`;
    const narrow = (value: string): string =>
      bits === 64 ? value : this.value(`trunc nsw i64 ${value} to i32`);
    const [start, bound] = [nest.start, nest.bound].map((each) => narrow(this.expression(each)));
    const [before, head, inside, latch, out] = ["p", "h", "b", "l", "o"].map((l) => `${name}${l}`);
    this.say(`br label %${before}`);
    this.open(before ?? "");
    this.say(`br label %${head}`);
    this.open(head ?? "");
    const own = bits === 64 ? name : `${name}n`;
    this.say(`%${own} = phi ${type} [ ${start}, %${before} ], [ %${name}x, %${latch} ]`);
    if (bits === 32) this.say(`%${name} = sext i32 %${own} to i64`);
    if (isTop) {
      const go = this.value(`icmp ${predicate} ${type} %${own}, ${bound}`);
      this.say(`br i1 ${go}, label %${inside}, label %${out}`);
    } else this.say(`br label %${inside}`);
    this.open(inside ?? "");
    this.all(body);
    this.say(`br label %${latch}`);
    this.open(latch ?? "");
    this.say(`%${name}x = add nsw ${type} %${own}, ${step}`);
    if (isTop) this.say(`br label %${head}`);
    else {
      const go = this.value(`icmp ${predicate} ${type} %${name}x, ${bound}`);
      this.say(`br i1 ${go}, label %${head}, label %${out}`);
    }
    this.open(out ?? "");
  }
}

/** One load or store that was done: which, and of what. */
interface Done {
  readonly id: number;
  readonly isLoad: boolean;
  readonly index: number;
}

class TooLongError extends Error {}

/** Goes through a program with a number for `n`. */
function run(items: readonly Item[], scope: Map<string, number>, done: Done[]): void {
  const valueOf = (sum: Expression): number =>
    sum.reduce(
      (all, { factor, of }) =>
        all + of.reduce((product, name) => product * (scope.get(name) ?? NaN), factor),
      0,
    );
  const goesOn = ({ predicate, bound, bits }: Nest, value: number): boolean => {
    const limit = valueOf(bound);
    const unsigned = (x: number): bigint => BigInt.asUintN(bits, BigInt(x));
    if (predicate === "ne") return value !== limit;
    if (predicate === "ult") return unsigned(value) < unsigned(limit);
    if (predicate.endsWith("e")) return predicate === "sle" ? value <= limit : value >= limit;
    return predicate === "slt" ? value < limit : value > limit;
  };
  for (const item of items) {
    if (done.length > 4000) throw new TooLongError();
    if (item.kind === "guard") {
      if (valueOf(item.left) < valueOf(item.right)) run(item.body, scope, done);
    } else if (item.kind !== "loop") {
      done.push({ id: item.id, isLoad: item.kind === "load", index: valueOf(item.index) });
    } else {
      const { nest, body } = item;
      let value = valueOf(nest.start);
      for (let rounds = 0; ; rounds++) {
        if (rounds > 40) throw new TooLongError();
        if (nest.isTop && !goesOn(nest, value)) break;
        scope.set(nest.name, value);
        run(body, scope, done);
        value += nest.step;
        if (!nest.isTop && !goesOn(nest, value)) break;
      }
    }
  }
}

/** The pairs of a load and a store that is done later, to the same place. */
function meetingsOf(items: readonly Item[]): { met: Set<string>; runs: number } {
  const met = new Set<string>();
  let runs = 0;
  for (let n = -2; n <= 6; n++) {
    const done: Done[] = [];
    try {
      run(items, new Map([["n", n]]), done);
    } catch (error) {
      if (error instanceof TooLongError) continue;
      throw error;
    }
    runs++;
    const loaded = new Map<number, Set<number>>();
    for (const { id, isLoad, index } of done) {
      const there = loaded.get(index) ?? new Set<number>();
      loaded.set(index, there);
      if (isLoad) there.add(id);
      else for (const load of there) met.add(`${load} ${id}`);
    }
  }
  return { met, runs };
}

/** The pairs of which the test says that they never meet. */
function apartIn(text: string): { apart: Set<string>; pairs: number } {
  const module = Module.parse(text, { file: "later.ll" });
  const fn = must(module.function("f"), "the text defines it");
  const cfg = new Cfg(fn);
  const dominators = new DominatorTree(cfg);
  const forest = new LoopForest(dominators);
  const counters = addCounters(fn, forest, module);
  const services = module as never;
  const later = new Later({ cfg, dominators, forest, counters, services });
  const all = [...fn.instructions()];
  const apart = new Set<string>();
  let pairs = 0;
  for (const load of all) {
    if (!(load instanceof LoadInst)) continue;
    for (const store of all) {
      if (!(store instanceof StoreInst)) continue;
      pairs++;
      // The floats that are stored say which store it is.
      const id = Number(store.value instanceof Literal ? store.value.text : NaN);
      if (later.isApart(load, store)) apart.add(`${load.name?.slice(1) ?? "?"} ${id}`);
    }
  }
  return { apart, pairs };
}

/** A loop that stores to the element `%z` where `%g` says so, which is computed as `lines` say, and then loads it. */
function stepped(lines: string, step: number): string {
  return `
define void @f(ptr %p, i32 %n, i1 %b) {
entry:
  br label %head
head:
  %i = phi i32 [ 0, %entry ], [ %next, %latch ]
  %kept = phi i64 [ 0, %entry ], [ %last, %latch ]
  %wide = zext i32 %i to i64
  ${lines}
  %at = getelementptr inbounds double, ptr %p, i64 %z
  br i1 %b, label %write, label %latch
write:
  store double 1.0, ptr %at
  br label %latch
latch:
  %last = phi i64 [ %kept, %head ], [ %wide, %write ]
  %gap = sub nsw i64 %wide, %last
  %there = getelementptr inbounds double, ptr %p, i64 %gap
  %l0 = load double, ptr %at
  %l2 = load double, ptr %there
  %next = add nsw i32 %i, ${step}
  %go = icmp slt i32 %next, %n
  br i1 %go, label %head, label %end
end:
  ret void
}`;
}

describe("stores that come after loads", () => {
  it.each([
    ["an or is no sum", "%o = or i32 %i, 1\n  %z = zext i32 %o to i64", 1, []],
    [
      "bits that are apart are added",
      "%o = or disjoint i32 %i, 1\n  %z = zext i32 %o to i64",
      2,
      ["0 1"],
    ],
    ["a shift that may wrap", "%o = shl i32 %i, 30\n  %z = sext i32 %o to i64", 4, []],
    ["a shift that does not wrap", "%o = shl nsw i32 %i, 2\n  %z = sext i32 %o to i64", 4, ["0 1"]],
  ])("may come to them again: %s", (_, lines, step, expected) => {
    expect([...apartIn(stepped(lines, step)).apart]).toEqual(expected);
  });

  it.each([
    ["of which an address was made", "%m", true],
    ["of which what was made has been frozen", "%f", false],
  ])("do not where a product does not wrap, as one says %s", (_, name, isKnown) => {
    const lines = `%m = mul nuw i32 %i, 100000
  %f = freeze i32 %m
  %v = zext i32 ${name} to i64
  %a = getelementptr inbounds double, ptr %p, i64 %v
  %l9 = load double, ptr %a
  %k = mul i32 %i, 100000
  %z = zext i32 %k to i64`;
    expect(apartIn(stepped(lines, 1)).apart.has("0 1")).toBe(isKnown);
  });

  it("take no time that grows with each loop that goes on from the one before", () => {
    const loops = Array.from({ length: 24 }, (_, k) => {
      const before = k === 0 ? "entry" : `out${k - 1}`;
      const sum = k === 0 ? "%n" : `%b${k - 1}`;
      return `
  br label %loop${k}
loop${k}:
  %b${k} = phi i64 [ ${sum}, %${before} ], [ %s${k}, %loop${k} ]
  %i${k} = phi i64 [ 0, %${before} ], [ %x${k}, %loop${k} ]
  %s${k} = add nsw i64 %b${k}, %i${k}
  %at${k} = getelementptr inbounds double, ptr %p, i64 %s${k}
  %l${k} = load double, ptr %at${k}
  store double ${k}.0, ptr %at${k}
  %x${k} = add nsw i64 %i${k}, 1
  %go${k} = icmp slt i64 %x${k}, %b${k}
  br i1 %go${k}, label %loop${k}, label %out${k}
out${k}:`;
    });
    const text = `define void @f(ptr %p, i64 %n) {\nentry:${loops.join("")}\n  ret void\n}\n`;
    expect(apartIn(text).pairs).toBe(24 * 24);
  });

  it("are said to leave alone only what they leave alone", () => {
    let [found, never] = [0, 0];
    for (let seed = 1; seed <= 500; seed++) {
      const items = new Maker(seed).body(["n"], 0);
      const text = new Writer().text(items);
      const { met, runs } = meetingsOf(items);
      const { apart, pairs } = apartIn(text);
      const wrong = [...apart].filter((pair) => met.has(pair));
      expect(wrong, `seed ${seed}\n${text}`).toEqual([]);
      if (runs === 9) [found, never] = [found + apart.size, never + pairs - met.size];
    }
    expect(found / never).toBeGreaterThan(0.2);
  });
});
