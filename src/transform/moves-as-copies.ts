/**
 * An integer that is loaded only to be stored elsewhere may be anything: a float, a pointer, a small struct. Where only the run shows
 * what it is, the move becomes a copy of bytes, by way of memory of its own.
 */
import type { Marks } from "../analysis/marks.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import type { Function } from "../ir/graph.ts";
import { type LoadInst, StoreInst } from "../ir/instructions.ts";
import { constInt } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import type { HelperServices } from "./fatal.ts";
import { type MoveWeb, moveWebs } from "./move-webs.ts";

/** Makes copies of the moves to and from marked memory; true when there were any. */
export function movesAsCopies(fn: Function, marks: Marks, services: HelperServices): boolean {
  const moved = moveWebs(fn).filter((web) => isSimple(web) && touchesMarked(web, marks));
  for (const web of moved) for (const load of web.loads) copyInstead(load, services);
  return moved.some(({ loads }) => loads.size > 0);
}

/** Loads and what stores them, with nothing between. */
function isSimple({ joins, loads }: MoveWeb): boolean {
  return joins.size === 0 && loads.size > 0;
}

function touchesMarked({ loads, stores }: MoveWeb, marks: Marks): boolean {
  return [...loads, ...stores].some(({ pointer }) => marks.stateOf(pointer) === "marked");
}

function copyInstead(load: LoadInst, services: HelperServices): void {
  const fn = load.parent?.parent;
  if (fn === undefined || fn === null) return;
  const { types, layout } = services;
  const length = constInt(types.i64, layout.storeSize(load.type));
  const room = new IRBuilder(InsertPoint.atStart(fn.entry), services).alloca(
    types.array(types.i8, layout.storeSize(load.type)),
    { name: "moved", align: layout.abiAlign(types.i64) },
  );
  copy(room, load.pointer, length, load, services);
  const stores = [...load.uses()].flatMap(({ user }) => (user instanceof StoreInst ? [user] : []));
  for (const store of stores) {
    copy(store.pointer, room, length, store, services);
    store.erase();
  }
  load.erase();
}

/** memcpy of `length` bytes, in front of `place`. */
function copy(
  to: Value,
  from: Value,
  length: Value,
  place: LoadInst | StoreInst,
  services: HelperServices,
): void {
  const { types } = services;
  const build = new IRBuilder(InsertPoint.before(place), services);
  const [target, source] = [to, from].map((end) =>
    build.bitcastPointer(end, types.pointerTo(types.i8, spaceOf(end))),
  );
  if (target === undefined || source === undefined) return;
  const params = [target.type, source.type, types.i64];
  const memcpy = services.declareIntrinsic(
    "llvm.memcpy",
    params,
    types.fn(types.void, [...params, types.i1]),
  );
  const made = build.call(memcpy, [target, source, length, constInt(types.i1, 0)]);
  made.position = place.position;
}

function spaceOf({ type }: Value): number {
  return type.kind === "pointer" ? type.space : 0;
}
