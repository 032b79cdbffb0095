/** Walks over the scalars of a type, arrays folded, for evidence and for finding pointers. */
import type { DataLayout } from "../../ir/datalayout.ts";
import type { Type } from "../../ir/types.ts";
import { exactly, moved, multiples, type Place, plus } from "./place.ts";

/** One scalar of a type, and where it is. */
export interface Scalar {
  readonly type: Type;
  readonly place: Place;
  readonly size: number;
}

/** The scalars of `type` from `from` on. An array gives those of one element, at all its places. */
export function* scalarsOf(
  type: Type,
  layout: DataLayout,
  from: Place = exactly(0),
): Generator<Scalar> {
  if (type.kind === "struct") {
    const fields = type.fields ?? [];
    for (const [i, field] of fields.entries()) {
      yield* scalarsOf(field, layout, moved(from, layout.fieldOffset(type, i)));
    }
  } else if (type.kind === "array" || type.kind === "vector") {
    if (type.length === 0) return;
    const size =
      type.kind === "array" ? layout.sizeOf(type.element) : layout.storeSize(type.element);
    const last = type.kind === "vector" && type.scalable ? Infinity : type.length - 1;
    const all = last === 0 ? from : plus(from, multiples(size, 0, last));
    yield* scalarsOf(type.element, layout, all);
  } else if (type.kind === "int" || type.kind === "float" || type.kind === "pointer") {
    yield { type, place: from, size: layout.storeSize(type) };
  }
}

/** Does a value of the type hold a pointer? */
export function holdsPointers(type: Type): boolean {
  if (type.kind === "pointer") return true;
  if (type.kind === "array" || type.kind === "vector") return holdsPointers(type.element);
  return type.kind === "struct" && (type.fields ?? []).some(holdsPointers);
}

/**
 * How many parts of a value are looked at by themselves: each field of a struct of scalars of which several may be pointers, as functions
 * return them in registers; of anything else the whole.
 */
export function partCount(type: Type): number {
  if (type.kind !== "struct" || type.fields === null) return 1;
  const isFlat = type.fields.every(({ kind }) => ["int", "float", "pointer"].includes(kind));
  const [, second] = type.fields.filter(({ kind }) => kind !== "float");
  return isFlat && second !== undefined ? type.fields.length : 1;
}

/** The bytes of a type, or 0 for one without a size (an opaque struct, a function). */
export function bytesOf(type: Type, layout: DataLayout): number {
  if (type.kind === "function") return 0;
  if (type.kind === "struct" && type.fields === null) return 0;
  return layout.sizeOf(type);
}

/** A byte of which a struct's declaration says that it is no part of a float; arrays of bytes may be storage of anything. */
export const plainByte: Type = { kind: "int", bits: 8, text: "byte" };

/** As {@link scalarsOf}, with the bytes and the padding of structs as {@link plainByte}. */
export function* declaredScalars(
  type: Type,
  layout: DataLayout,
  from: Place = exactly(0),
): Generator<Scalar> {
  if (type.kind === "array") {
    if (type.length === 0) return;
    const stride = layout.sizeOf(type.element);
    const all = type.length === 1 ? from : plus(from, multiples(stride, 0, type.length - 1));
    yield* declaredScalars(type.element, layout, all);
  } else if (type.kind === "struct" && type.fields !== null) {
    let end = 0;
    for (const [i, field] of type.fields.entries()) {
      const start = layout.fieldOffset(type, i);
      yield* plainBytes(from, end, start);
      const isByte = field.kind === "int" && field.bits <= 8;
      yield* declaredScalars(isByte ? plainByte : field, layout, moved(from, start));
      end = start + layout.storeSize(field);
    }
    yield* plainBytes(from, end, layout.sizeOf(type));
  } else yield* scalarsOf(type, layout, from);
}

function* plainBytes(from: Place, start: number, end: number): Generator<Scalar> {
  for (let at = start; at < end; at++) yield { type: plainByte, place: moved(from, at), size: 1 };
}
