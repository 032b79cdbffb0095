/**
 * Sorts of the C library. What `qsort` does to memory is a permutation, which a comparison that only reads decides: the order is found
 * first, without changing anything, and then the elements are moved as it says, by copies that every later step understands.
 */
import { calledFunction } from "../analysis/effects.ts";
import { onlyReads } from "../analysis/only-reads.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { Function } from "../ir/graph.ts";
import { heapCalls } from "../ir/heap.ts";
import { CallInst, PhiInst, SelectInst } from "../ir/instructions.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import { dissolveSlots } from "./dissolve.ts";
import { debugLocation } from "./edges.ts";
import { withoutCasts } from "./known-callees.ts";
import { copyElement, countedLoop, elementAt, searchNumber, sortOrder } from "./sort-helpers.ts";
import { splitAfter } from "./splice.ts";
import type { HelperServices } from "./fatal.ts";

/** Where each function has its comparison, and of which kinds its arguments are. */
const comparing: ReadonlyMap<string, { readonly at: number; readonly kinds: string }> = new Map([
  ["qsort", { at: 3, kinds: "pointer int int pointer" }],
  ["qsort_r", { at: 3, kinds: "pointer int int pointer pointer" }],
  ["bsearch", { at: 4, kinds: "pointer pointer int int pointer" }],
]);

/**
 * Lowers the calls in `fn` of which every comparison that may be meant is a function of the module that only reads; true when there were
 * any. The others stay what they are, calls of functions of which nothing is known.
 */
export function lowerSorts(fn: Function, services: HelperServices): boolean {
  if (!sortsIn(fn).some(({ call }) => isSort(call))) return false;
  if (sortsIn(fn).some(({ comparison }) => !isKnown(comparison))) dissolveSlots(fn);
  let changed = false;
  for (const { call, library, comparison } of sortsIn(fn)) {
    if (!isSort(call) || !isKnown(comparison)) continue;
    if (library.name === "bsearch") lowerSearch(call, library, services);
    else lowerSort(call, library, fn, services);
    changed = true;
  }
  return changed;
}

interface Sort {
  readonly call: CallInst;
  readonly library: Function;
  readonly comparison: Value;
}

function sortsIn(fn: Function): Sort[] {
  return [...fn.instructions()].flatMap((call) => {
    const library = call instanceof CallInst ? calledFunction(call) : null;
    const row = library?.isDeclaration === true ? comparing.get(library.name) : undefined;
    if (!(call instanceof CallInst) || library === null || row === undefined) return [];
    const comparison = call.args[row.at];
    return comparison === undefined ? [] : [{ call, library, comparison }];
  });
}

/** Is it the library's function, and not another of that name? */
function isSort({ args, callee, opcode, type }: CallInst): boolean {
  if (!(callee instanceof Function) || opcode !== "call") return false;
  const kinds = args.map((arg) => arg.type.kind).join(" ");
  const returned = callee.name === "bsearch" ? "pointer" : "void";
  return comparing.get(callee.name)?.kinds === kinds && type.kind === returned;
}

/** Is the comparison, whichever it may be, a function that only reads? */
function isKnown(comparison: Value): boolean {
  const seen = new Set<Value>([withoutCasts(comparison)]);
  for (const each of seen) {
    if (each instanceof PhiInst) {
      for (const { value } of each.incoming()) seen.add(withoutCasts(value));
    } else if (each instanceof SelectInst) {
      seen.add(withoutCasts(each.yes)).add(withoutCasts(each.no));
    } else if (!(each instanceof Function) || !onlyReads(each)) return false;
  }
  return true;
}

function lowerSearch(call: CallInst, library: Function, services: HelperServices): void {
  const build = builderBefore(call, services);
  const number = build.call(searchNumber(library, services), call.args);
  const element = elementAt(build, call.operand(1), number, call.operand(3));
  const isNone = build.icmp("eq", number, constInt(number.type, -1));
  const found = build.bitcastPointer(element, call.type);
  call.replaceAllUsesWith(build.select(isNone, nullOf(call.type), found));
  call.erase();
}

function lowerSort(
  call: CallInst,
  library: Function,
  fn: Function,
  services: HelperServices,
): void {
  const { types, layout } = services;
  const build = builderBefore(call, services);
  const heap = heapCalls(services);
  const [base, count, size] = [call.operand(0), call.operand(1), call.operand(2)];
  const word = count.type;
  const words = build.binary("mul", count, constInt(word, layout.sizeOf(word)));
  const order = build.bitcastPointer(heap.malloc(build, words), types.pointerTo(word));
  const sorted = heap.malloc(build, build.binary("mul", count, size));
  build.call(sortOrder(library, services), [order, ...call.args]);
  const rest = splitAfter(call, fn);
  const head = build.block;
  call.erase();
  build.point = InsertPoint.atEnd(head);
  const array = build.bitcastPointer(base, heap.pointer);
  const place = (memory: Value, index: Value): Value => elementAt(build, memory, index, size);
  countedLoop(build, fn, count, (i) => {
    const from = build.load(word, build.gep(word, order, [i]));
    copyElement(build, place(sorted, i), place(array, from), size, services);
  });
  countedLoop(build, fn, count, (i) => {
    copyElement(build, place(array, i), place(sorted, i), size, services);
  });
  heap.free(build, sorted);
  heap.free(build, order);
  build.br(rest);
}

function builderBefore(call: CallInst, services: HelperServices): IRBuilder {
  const location = debugLocation(call);
  return new IRBuilder(InsertPoint.before(call), services, {
    debugLocation: location === "" ? null : location,
  });
}
