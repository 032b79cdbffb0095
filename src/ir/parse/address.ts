/** Walks from an aggregate type to the type at some indices, with complaints that name the place in the text. */
import { ConstantAggregate, integerOf, Literal } from "../constants.ts";
import type { Type, VectorType } from "../types.ts";
import type { Value } from "../value.ts";
import type { Reader } from "./reader.ts";

/** The type at constant `indices` inside `type`, as extractvalue walks. */
export function typeAt(r: Reader, type: Type, indices: readonly number[], start: number): Type {
  let inner = type;
  for (const index of indices) inner = step(r, inner, index, start);
  return inner;
}

/**
 * The type of `getelementptr source, base, indices`: a pointer like the base, to what the indices lead to where pointers
 * are typed, and a vector of such when the base or an index is a vector.
 */
export function gepType(
  r: Reader,
  source: Type,
  base: Value,
  indices: readonly Value[],
  start: number,
): Type {
  const { types } = r.module;
  const pointer = base.type.kind === "vector" ? base.type.element : base.type;
  if (pointer.kind !== "pointer")
    r.reject(`the base has type ${base.type.text}, not a pointer`, start);
  let shape: VectorType | null = base.type.kind === "vector" ? base.type : null;
  for (const index of indices) {
    if (index.type.kind === "vector") shape ??= index.type;
    else if (index.type.kind !== "int") r.reject(`an index has type ${index.type.text}`, start);
  }
  const target = pathType(r, source, indices, start);
  const result = types.typedPointers ? pointerLike(r, pointer, target) : pointer;
  return shape === null ? result : types.vector(result, shape.length, shape.scalable);
}

function pointerLike(r: Reader, pointer: Type & { kind: "pointer" }, target: Type): Type {
  const symbolic = /addrspace\(("[AGP]")\)\*$/.exec(pointer.text)?.[1];
  return r.module.types.typedPointer(target, pointer.space, symbolic);
}

/** The first index steps over whole objects; the others go inwards. */
function pathType(r: Reader, source: Type, indices: readonly Value[], start: number): Type {
  let inner = source;
  for (let i = 1; i < indices.length; i++) {
    const index = indices[i];
    const number = inner.kind === "struct" && index !== undefined ? fieldIndex(index) : 0;
    if (number === undefined) r.reject("the index of a struct field is no constant", start);
    inner = step(r, inner, number, start);
  }
  return inner;
}

function step(r: Reader, type: Type, index: number, start: number): Type {
  if (type.kind === "array" || type.kind === "vector") return type.element;
  const field = type.kind === "struct" ? type.fields?.[index] : undefined;
  return field ?? r.reject(`${type.text} has no element ${index}`, start);
}

/** The field number that an index stands for: an integer, or one integer in every lane. */
function fieldIndex(index: Value): number | undefined {
  if (index instanceof ConstantAggregate) {
    const lane = index.elements[0];
    return lane === undefined ? undefined : fieldIndex(lane);
  }
  if (index instanceof Literal && index.text === "zeroinitializer") return 0;
  const value = integerOf(index);
  return value === undefined ? undefined : Number(value);
}
