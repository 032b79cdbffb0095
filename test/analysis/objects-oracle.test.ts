/**
 * The object graph against what happens: every access of a program is logged as it runs, and two accesses of one activation of a
 * function that share a byte must be said to be able to.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ModuleObjects } from "../../src/analysis/objects/module-objects.ts";
import type { FunctionObjects } from "../../src/analysis/objects/function-objects.ts";
import { IRBuilder, InsertPoint } from "../../src/ir/builder.ts";
import type { Instruction } from "../../src/ir/graph.ts";
import { type Function } from "../../src/ir/graph.ts";
import { LoadInst, StoreInst } from "../../src/ir/instructions.ts";
import { constInt } from "../../src/ir/literal.ts";
import { Module } from "../../src/ir/module.ts";
import type { Value } from "../../src/ir/value.ts";
import { must } from "../../src/support/assert.ts";

const here = join(import.meta.dirname, "objects");
const scratch = mkdtempSync(join(tmpdir(), "tsad-objects-"));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

interface Access {
  readonly inst: Instruction;
  readonly pointer: Value;
  readonly size: number;
  readonly fn: Function;
}

function accessesOf(module: Module): Access[] {
  const found: Access[] = [];
  for (const fn of module.functions()) {
    for (const inst of fn.instructions()) {
      const isStore = inst instanceof StoreInst;
      if (!isStore && !(inst instanceof LoadInst)) continue;
      const size = module.layout.storeSize(isStore ? inst.value.type : inst.type);
      found.push({ inst, pointer: inst.pointer, size, fn });
    }
  }
  return found;
}

/** Makes the module log its accesses; their numbers are their positions in the list. */
function instrument(module: Module, accesses: readonly Access[]): void {
  const { types } = module;
  const bytes = types.pointerTo(types.i8);
  const enter = module.declareFunction("log_enter", types.fn(types.i64, []));
  const access = module.declareFunction(
    "log_access",
    types.fn(types.void, [types.i64, types.i64, bytes, types.i64]),
  );
  const activations = new Map<Function, Value>();
  for (const [i, { inst, pointer, size, fn }] of accesses.entries()) {
    let activation = activations.get(fn);
    if (activation === undefined) {
      activation = new IRBuilder(InsertPoint.atStart(fn.entry), module).call(enter, []);
      activations.set(fn, activation);
    }
    const builder = new IRBuilder(InsertPoint.before(inst), module);
    const address = builder.bitcastPointer(pointer, types.i8);
    builder.call(access, [activation, constInt(types.i64, i), address, constInt(types.i64, size)]);
    module.markChanged(fn);
  }
}

interface Observed {
  readonly access: number;
  readonly from: number;
  readonly to: number;
}

/** The pairs of accesses that shared a byte in one activation, as `a b` with a <= b. */
function meetings(log: string): Set<string> {
  const byActivation = new Map<string, Map<string, Observed>>();
  for (const line of log.split("\n").filter((text) => text !== "")) {
    const [activation = "", access, address, size] = line.split(" ");
    const seen = byActivation.get(activation) ?? new Map<string, Observed>();
    byActivation.set(activation, seen);
    const from = Number(address);
    seen.set(line, { access: Number(access), from, to: from + Number(size) });
  }
  const pairs = new Set<string>();
  for (const seen of byActivation.values()) {
    const all = [...seen.values()].sort((a, b) => a.from - b.from);
    for (const [i, first] of all.entries()) {
      for (let j = i + 1; j < all.length; j++) {
        const second = must(all[j], "j is an index");
        if (second.from >= first.to) break;
        const [low, high] = [first.access, second.access].sort((a, b) => a - b);
        pairs.add(`${low} ${high}`);
      }
    }
  }
  return pairs;
}

function mayMeet(objects: FunctionObjects, a: Access, b: Access): boolean {
  const [x, y] = [objects.cellOf(a.pointer), objects.cellOf(b.pointer)];
  return x !== null && y !== null && objects.mayAlias(x, a.size, y, b.size);
}

interface Judgement {
  /** Pairs that met although it was said that they cannot. */
  readonly wrong: readonly string[];
  /** How many pairs met, and of how many it was said that they cannot. */
  readonly met: number;
  readonly apart: number;
}

type Oracle = (a: Access, b: Access) => boolean;

function judge(version: string, level: string, oracleOf: (module: Module) => Oracle): Judgement {
  const base = join(scratch, `${version}${level}`);
  const clang = `clang-${version}`;
  const flags = [level, "-fno-vectorize", "-S", "-emit-llvm", "-o", "-", join(here, "aliases.c")];
  const ir = execFileSync(clang, flags, { encoding: "latin1" });
  const module = Module.parse(ir, { file: "aliases.c" });
  const oracle = oracleOf(module);
  const accesses = accessesOf(module);
  const apart = new Set<string>();
  for (const [i, a] of accesses.entries()) {
    for (const [j, b] of accesses.entries()) {
      if (i <= j && a.fn === b.fn && !oracle(a, b)) apart.add(`${i} ${j}`);
    }
  }
  instrument(module, accesses);
  writeFileSync(`${base}.ll`, module.print(), "latin1");
  execFileSync(clang, ["-w", `${base}.ll`, join(here, "oracle.c"), "-o", base]);
  execFileSync("sh", ["-c", `${base} > ${base}.log`]);
  const met = meetings(readFileSync(`${base}.log`, "latin1"));
  const wrong = [...met].filter((pair) => apart.has(pair));
  const said = wrong.map((pair) => {
    const [a = 0, b = 0] = pair.split(" ").map(Number);
    const [first, second] = [must(accesses[a], "logged"), must(accesses[b], "logged")];
    return `@${first.fn.name}: ${first.pointer.name ?? "?"} and ${second.pointer.name ?? "?"}`;
  });
  return { wrong: said, met: met.size, apart: apart.size };
}

function graphOracle(module: Module): Oracle {
  const objects = new ModuleObjects(module);
  return (a, b) => mayMeet(objects.of(a.fn), a, b);
}

describe("what meets at run time may alias", () => {
  for (const version of ["14", "22"]) {
    for (const level of ["-O0", "-O1", "-O2"]) {
      it(`LLVM ${version} ${level}`, () => {
        const { wrong, met, apart } = judge(version, level, graphOracle);
        expect(wrong).toEqual([]);
        expect(met).toBeGreaterThan(50);
        // An analysis that says that everything may alias passes the check above.
        expect(apart).toBeGreaterThan(met);
      });
    }
  }

  it("and the judge finds it when an answer is wrong", () => {
    const hasty = (module: Module): Oracle => {
      const oracle = graphOracle(module);
      return (a, b) => a.inst.opcode === b.inst.opcode && oracle(a, b);
    };
    expect(judge("22", "-O1", hasty).wrong.length).toBeGreaterThan(10);
  });
});
