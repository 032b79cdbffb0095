/** Constants taken apart by their bits, as they stand in memory. */
import { ConstantAggregate, integerOf, Literal } from "../ir/constants.ts";
import type { DataLayout } from "../ir/datalayout.ts";
import { constFloat, constInt, nullOf, undefOf } from "../ir/literal.ts";
import { scalarType, type FloatType, type Type, type VectorType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";

/** The bits of an integer constant or of a vector of such; "undefined" where it is undef or poison, null where it is something else. */
export type Bits = bigint | "undefined" | null;

/** The bits of `value`, the first byte in memory (of a little-endian target) lowest. */
export function bitsOf(value: Value): Bits {
  const scalar = scalarType(value.type);
  if (scalar.kind !== "int") return null;
  if (value instanceof Literal) {
    if (value.text === "zeroinitializer") return 0n;
    if (value.text === "undef" || value.text === "poison") return "undefined";
  }
  if (value instanceof ConstantAggregate && value.type.kind === "vector") {
    return bitsOfLanes(value, scalar.bits, value.type.length);
  }
  const integer = integerOf(value);
  return integer === undefined ? null : BigInt.asUintN(scalar.bits, integer);
}

function bitsOfLanes(value: ConstantAggregate, width: number, count: number): Bits {
  let all = 0n;
  for (let lane = 0; lane < count; lane++) {
    const element = value.form === "splat" ? value.elements[0] : value.elements[lane];
    const bits = element === undefined ? null : bitsOf(element);
    if (bits === null) return null;
    if (bits !== "undefined") all |= bits << BigInt(lane * width);
  }
  return all;
}

/**
 * The constant of a type whose bits are those at a byte offset of `bits`; null where no constant has them: pointers other than null,
 * NaN, whose payload would be lost, kinds of float other than float and double, and any but zero on a big-endian target.
 */
export function pieceOfBits(
  bits: Exclude<Bits, null>,
  { offset, type }: { readonly offset: number; readonly type: Type },
  layout: DataLayout,
): Value | null {
  if (bits === "undefined") return undefOf(type);
  const own = BigInt.asUintN(8 * layout.storeSize(type), bits >> BigInt(8 * offset));
  if (own === 0n) return nullOf(type);
  if (layout.bigEndian) return null;
  if (type.kind === "int") return constInt(type, own);
  if (type.kind === "vector") return lanesOfBits(own, type, layout);
  return type.kind === "float" ? floatOfBits(own, type) : null;
}

function lanesOfBits(bits: bigint, type: VectorType, layout: DataLayout): Value | null {
  const size = layout.storeSize(type.element);
  const lanes: Value[] = [];
  for (let lane = 0; lane < type.length; lane++) {
    const element = pieceOfBits(bits, { offset: lane * size, type: type.element }, layout);
    if (element === null) return null;
    lanes.push(element);
  }
  return new ConstantAggregate(type, "vector", lanes);
}

function floatOfBits(bits: bigint, type: FloatType): Value | null {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, bits);
  if (type.float !== "double" && type.float !== "float") return null;
  const number = type.float === "double" ? view.getFloat64(0) : view.getFloat32(4);
  return Number.isNaN(number) ? null : constFloat(type, number);
}
