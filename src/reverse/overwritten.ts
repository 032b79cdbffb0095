/**
 * Integers that are stored to bytes which are a float at other times, as in a union or in memory that is used again. The float that was there
 * is gone, so its adjoint is too. Where the integer is shorter than the float, the program may yet read what is left of it: whether it
 * did shows in the reverse sweep, since then the float has an adjoint, and no rule tells what becomes of it.
 */
import type { ContentIndex, PlacedFloat } from "../analysis/contents.ts";
import type { StoreInst } from "../ir/instructions.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import { scalarType } from "../ir/types.ts";
import { endIf, partRead } from "../transform/fatal.ts";
import { type Context, pointerActivity } from "./context.ts";
import { refuse } from "./fail.ts";
import { shadowMemory } from "./shadow-memory.ts";
import type { Sweep } from "./sweep.ts";

/** Is it a store of an integer to bytes that may be a float's? */
export function overwritesFloat(store: StoreInst, contents: ContentIndex): boolean {
  const scalar = scalarType(store.value.type);
  return scalar.kind === "int" && contents.conflictOf(store) !== null;
}

/** @throws TsadError where it is not clear which float the integer overwrites a part of */
export function checkOverwriting(store: StoreInst, context: Context): void {
  if (!overwritesFloat(store, context.contents)) return;
  const torn = tornBy(store, context.contents);
  if (torn === null) return;
  const isOne = torn !== "several" && pointerActivity(context, store.pointer) === "active";
  if (isOne) return;
  const reason = "an integer overwrites a part of what may be a float, and it is not clear which";
  throw refuse("E_TYPE_CONFLICT", store, { primal: context.spec.primal, reason });
}

/** Clears the adjoint of what the integer overwrote. */
export function clearOverwritten(store: StoreInst, sweep: Sweep): void {
  const { contents, services } = sweep.context;
  const torn = tornBy(store, contents);
  if (torn !== null && torn !== "several") {
    const { build } = sweep;
    const { i8, i64 } = build.module.types;
    const { address } = sweep.shadowPlace(store.pointer, store.value.type);
    const place = build.gep(i8, address, [constInt(i64, torn.start)]);
    const adjoint = build.load(torn.type, place, { align: 1 });
    const isRead = build.fcmp("une", adjoint, nullOf(torn.type));
    build.call(endIf("__tsad_torn_float", partRead, services), [isRead]);
  }
  shadowMemory.take(sweep, store.pointer, store.value.type, { align: 1 });
}

/** The float of which the integer may overwrite a part only; null where it overwrites whole floats. */
function tornBy(store: StoreInst, contents: ContentIndex): PlacedFloat | "several" | null {
  const bytes = contents.sizeOf(store.value.type);
  const torn = contents.floatsUnder(store).filter(({ start, type }) => {
    return start < 0 || start + contents.sizeOf(type) > bytes;
  });
  const [only, second] = torn;
  if (only === undefined) return null;
  return second === undefined && contents.isAlone(store, only) ? only : "several";
}
