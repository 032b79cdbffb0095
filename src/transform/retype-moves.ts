/**
 * Compilers move a double as an i64 where it is only copied. Where every other access says that the bytes are a float of that
 * width, the load and its stores are given the float's type: the bits are the same, and the value has a type to differentiate.
 */
import { ContentIndex } from "../analysis/contents.ts";
import { IRBuilder, InsertPoint, type ModuleServices } from "../ir/builder.ts";
import { integerOf, Literal } from "../ir/constants.ts";
import type { DataLayout } from "../ir/datalayout.ts";
import type { Function, ModuleContext } from "../ir/graph.ts";
import { LoadInst, StoreInst } from "../ir/instructions.ts";
import { constFloat, nullOf } from "../ir/literal.ts";
import { type FloatType, scalarType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";

/** Retypes what can be; true when something was. A retyped store is evidence for the next load, so it runs until nothing is left. */
export function retypeMoves(fn: Function, services: ModuleServices): boolean {
  let changed = retypeConstants(fn, services);
  for (let moves = movesOf(fn); moves.length > 0; moves = movesOf(fn)) {
    const contents = new ContentIndex(fn);
    const typed = moves.flatMap((move) => {
      const type = floatBehind(move, fn.module.layout, contents);
      return type === null ? [] : [{ move, type }];
    });
    for (const { move, type } of typed) retype(move, type, services);
    if (typed.length === 0) break;
    changed = true;
  }
  return changed;
}

/**
 * `store i64 0` over doubles is what becomes of a small memset, and `store i32 1082130432` over a float of a small copy of constants:
 * they are given the type of the floats they fill. The bits are the same.
 */
function retypeConstants(fn: Function, services: ModuleServices): boolean {
  const stores: StoreInst[] = [];
  for (const inst of fn.instructions()) {
    if (
      inst instanceof StoreInst &&
      isConstantInteger(inst) &&
      !inst.isAtomic &&
      !inst.isVolatile
    ) {
      stores.push(inst);
    }
  }
  if (stores.length === 0) return false;
  const contents = new ContentIndex(fn);
  const { layout } = fn.module;
  let changed = false;
  for (const store of stores) {
    const type = contents.conflictOf(store);
    const value = type?.kind === "float" ? asFloats(store, type, fn.module) : null;
    if (value === null) continue;
    const build = new IRBuilder(InsertPoint.before(store), services);
    const typed = build.store(value, store.pointer, { align: alignmentOf(store, layout) });
    typed.position = store.position;
    store.erase();
    changed = true;
  }
  return changed;
}

/** The constant of `type`, or the vector of zeros of it, that has the bits of the stored integer; null where there is none. */
function asFloats(
  store: StoreInst,
  type: FloatType,
  { types, layout }: ModuleContext,
): Value | null {
  const count = layout.storeSize(store.value.type) / layout.storeSize(type);
  if (!Number.isInteger(count)) return null;
  if (isZero(store)) return nullOf(count === 1 ? type : types.vector(type, count));
  const bits = integerOf(store.value);
  if (count !== 1 || bits === undefined) return null;
  const number = numberOfBits(bits, type);
  return number === null ? null : constFloat(type, number);
}

/** The number whose encoding the bits are; null for the kinds of float not read here, and for NaN, whose payload would be lost. */
function numberOfBits(bits: bigint, { float }: FloatType): number | null {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt.asUintN(64, bits));
  if (float !== "double" && float !== "float") return null;
  const number = float === "double" ? view.getFloat64(0) : view.getFloat32(4);
  return Number.isNaN(number) ? null : number;
}

/** The alignment that the store states or its type implies; the new type would imply another. */
function alignmentOf(store: StoreInst, layout: DataLayout): number {
  return store.align === 0 ? layout.abiAlign(store.value.type) : store.align;
}

function isConstantInteger(store: StoreInst): boolean {
  const scalar = scalarType(store.value.type);
  if (scalar.kind !== "int" || scalar.bits < 16) return false;
  return integerOf(store.value) !== undefined || isZero(store);
}

function isZero({ value }: StoreInst): boolean {
  return integerOf(value) === 0n || (value instanceof Literal && value.text === "zeroinitializer");
}

/** A load of an integer that is only stored again. */
interface Move {
  readonly load: LoadInst;
  readonly stores: readonly StoreInst[];
}

function movesOf(fn: Function): Move[] {
  const found: Move[] = [];
  for (const load of fn.instructions()) {
    if (!(load instanceof LoadInst) || load.type.kind !== "int" || load.type.bits < 16) continue;
    if (load.isAtomic || load.isVolatile || !load.isUsed) continue;
    const stores = storesOf(load);
    if (stores !== null) found.push({ load, stores });
  }
  return found;
}

/** The stores of the loaded value; null when it is used in another way. */
function storesOf(load: LoadInst): StoreInst[] | null {
  const stores: StoreInst[] = [];
  for (const { user, index } of load.uses()) {
    if (!(user instanceof StoreInst) || index !== 0 || user.isAtomic || user.isVolatile)
      return null;
    stores.push(user);
  }
  return stores;
}

/** The one float type of that width that other accesses see at either end of the move; null when there is none. */
function floatBehind(
  { load, stores }: Move,
  layout: DataLayout,
  contents: ContentIndex,
): FloatType | null {
  const ends = [load, ...stores];
  const seen = ends.map((inst) => contents.conflictOf(inst));
  const found = seen.filter((type) => type !== null);
  const [first] = found;
  if (first?.kind !== "float" || found.some((type) => type !== first)) return null;
  return layout.bitSize(first) === layout.bitSize(load.type) ? first : null;
}

function retype({ load, stores }: Move, type: FloatType, services: ModuleServices): void {
  const build = new IRBuilder(InsertPoint.before(load), services);
  const { align } = load;
  const value = build.load(type, load.pointer, { align });
  for (const store of stores) {
    build.point = InsertPoint.before(store);
    build.store(value, store.pointer, { align: store.align });
    store.erase();
  }
  load.erase();
}
