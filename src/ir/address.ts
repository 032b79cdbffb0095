/** Walks into aggregate types, as getelementptr, extractvalue and insertvalue do. */
import { at, InvariantError } from "../support/assert.ts";
import { ConstantAggregate, integerOf, Literal } from "./constants.ts";
import type { DataLayout } from "./datalayout.ts";
import type { GepInst } from "./instructions.ts";
import type { PointerType, Type, TypeTable } from "./types.ts";
import type { Value } from "./value.ts";

/**
 * The type at `path` inside `type`. Into an array or a vector every index leads to the same type; into a struct the
 * index must be a field of it.
 * @throws InvariantError when the path leaves the type
 */
export function indexedType(type: Type, path: readonly number[]): Type {
  let inner = type;
  for (const index of path) {
    if (inner.kind === "array" || inner.kind === "vector") inner = inner.element;
    else if (inner.kind === "struct" && inner.fields !== null) inner = at(inner.fields, index);
    else throw new InvariantError(`no element ${index} in ${inner.text}`);
  }
  return inner;
}

/**
 * The number a getelementptr index stands for as a struct field: an integer literal, or the one integer in every lane of a
 * constant vector. Any other index gives 0, which serves wherever all elements have one type.
 */
export function constantIndex(index: Value): number {
  if (index instanceof ConstantAggregate) {
    const lane = index.elements[0];
    return lane === undefined ? 0 : constantIndex(lane);
  }
  if (index instanceof Literal && index.text === "zeroinitializer") return 0;
  return Number(integerOf(index) ?? 0n);
}

/** The type of a getelementptr into `source` from a base of type `base`. */
export function gepType(
  types: TypeTable,
  source: Type,
  base: Type,
  indices: readonly Value[],
): Type {
  const pointer = base.kind === "vector" ? base.element : base;
  if (pointer.kind !== "pointer") throw new TypeError(`getelementptr from ${base.text}`);
  const result = elementPointer(types, source, pointer, indices);
  const shape = [base, ...indices.map((index) => index.type)].find(
    (type) => type.kind === "vector",
  );
  if (shape?.kind !== "vector") return result;
  return types.vector(result, shape.length, shape.scalable);
}

function elementPointer(
  types: TypeTable,
  source: Type,
  pointer: PointerType,
  indices: readonly Value[],
): PointerType {
  if (pointer.pointee === null) return pointer;
  const path = indices.slice(1).map(constantIndex);
  return types.typedPointer(indexedType(source, path), pointer.space);
}

/** Do values of the type have a size: is all in it integers, floats and pointers? */
export function isSized(type: Type): boolean {
  if (type.kind === "array" || type.kind === "vector") return isSized(type.element);
  if (type.kind === "struct") return type.fields?.every(isSized) ?? false;
  return type.kind === "int" || type.kind === "float" || type.kind === "pointer";
}

/** The bytes that a getelementptr with constant indices adds; null when they are not known or not a safe number. */
export function constantOffset(gep: GepInst, layout: DataLayout): number | null {
  let offset = 0;
  let type: Type = gep.sourceType;
  for (let i = 1; i < gep.operandCount; i++) {
    const operand = gep.operand(i);
    const raw = integerOf(operand);
    if (raw === undefined || operand.type.kind !== "int") return null;
    const index = Number(BigInt.asIntN(operand.type.bits, raw));
    if (i > 1 && type.kind === "struct") {
      offset += layout.fieldOffset(type, index);
      type = at(type.fields ?? [], index);
      continue;
    }
    if (i > 1) {
      if (type.kind !== "array" && type.kind !== "vector") return null;
      type = type.element;
    }
    if (!isSized(type) || layout.isScalable(type)) return null;
    offset += index * layout.sizeOf(type);
  }
  return Number.isSafeInteger(offset) ? offset : null;
}
