/**
 * Functions that find the shadow of an address when the program runs: where it lies in a variable that has a shadow it is as far into
 * that, anywhere else it is the address itself, which means that there is none.
 */
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import type { Function, GlobalVariable } from "../ir/graph.ts";
import { PhiInst } from "../ir/instructions.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import { at, must } from "../support/assert.ts";
import { keptVariables } from "./kept-addresses.ts";
import type { GradientServices } from "./services.ts";

/** A variable and its shadow. */
export type Shadowed = readonly [GlobalVariable, GlobalVariable];

/**
 * Emits what gives the shadow of `pointer`, an i8 pointer, by comparing it with all the variables. The end of one may be the start of the
 * next: that one wins, but a variable whose address is kept somewhere wins over one that is only accessed by its name.
 */
function emitLookup(
  build: IRBuilder,
  pointer: Value,
  all: readonly Shadowed[],
  services: GradientServices,
): Value {
  const { types, layout } = services;
  const word = types.int(layout.pointerBits(0));
  const address = build.cast("ptrtoint", pointer, word);
  const kept = keptVariables(services);
  // To a variable that only this module can name, and never takes the address of, nothing points.
  const possible = all.filter(([global]) => kept.has(global) || !isLocal(global));
  const distances = possible.map(([global, shadow]) => {
    const size = constInt(word, layout.sizeOf(global.valueType));
    const distance = build.binary("sub", address, build.cast("ptrtoint", global, word));
    const there = build.gep(types.i8, build.bitcastPointer(shadow, pointer.type), [distance]);
    return { size, distance, there, isKept: kept.has(global) };
  });
  let found: Value = pointer;
  for (const isKept of [false, true]) {
    for (const predicate of ["eq", "ult"]) {
      for (const each of distances.filter((one) => one.isKept === isKept)) {
        const isThere = build.icmp(predicate, each.distance, each.size);
        found = build.select(isThere, each.there, found);
      }
    }
  }
  return found;
}

function isLocal({ header }: GlobalVariable): boolean {
  return /\b(internal|private)\b/.test(header);
}

/** Gives `ptr (ptr)` its body. */
export function fillLookup(
  fn: Function,
  all: readonly Shadowed[],
  services: GradientServices,
): void {
  fn.removeBlocks(new Set(fn.blocks));
  const build = new IRBuilder(InsertPoint.atEnd(fn.newBlock("entry")), services);
  build.ret(emitLookup(build, at(fn.args, 0), all, services));
}

/**
 * Gives `void (to, from, i64, i1)` its body: for every whole pointer in so many bytes what `lookup` gives for it, but null, where the last
 * one asks for that, for one that has no shadow.
 */
export function fillLookupAll(fn: Function, lookup: Function, services: GradientServices): void {
  const { types, layout } = services;
  const bytes = types.pointerTo(types.i8);
  const size = constInt(types.i64, layout.sizeOf(bytes));
  fn.removeBlocks(new Set(fn.blocks));
  const [entry, head, body, done] = [
    fn.newBlock("entry"),
    fn.newBlock("head"),
    fn.newBlock("body"),
    fn.newBlock("done"),
  ];
  const build = new IRBuilder(InsertPoint.atEnd(entry), services);
  build.br(head);
  const end = new PhiInst(types.i64);
  end.addIncoming(size, entry);
  head.append(end);
  build.point = InsertPoint.atEnd(head);
  build.condBr(build.icmp("ule", end, at(fn.args, 2)), body, done);
  build.point = InsertPoint.atEnd(body);
  const start = build.binary("sub", end, size);
  const [to, from] = [0, 1].map((i) => {
    const place = build.gep(types.i8, at(fn.args, i), [start]);
    return build.bitcastPointer(place, types.pointerTo(bytes));
  });
  const held = build.load(bytes, must(from, "the source"), { align: 1 });
  const found = build.call(lookup, [held]);
  const isNone = build.binary("and", at(fn.args, 3), build.icmp("eq", found, held));
  const kept = build.select(isNone, nullOf(bytes), found);
  build.store(kept, must(to, "the target"), { align: 1 });
  end.addIncoming(build.binary("add", end, size), body);
  build.br(head);
  build.point = InsertPoint.atEnd(done);
  build.ret();
}
