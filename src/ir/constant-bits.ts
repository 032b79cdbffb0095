/** The bits of values that are constants, or are put together from constants by instructions. */
import { at } from "../support/assert.ts";
import { ConstantAggregate, ConstantExpr, integerOf, Literal } from "./constants.ts";
import type { DataLayout } from "./datalayout.ts";
import { Instruction } from "./graph.ts";
import { CastInst } from "./instructions.ts";
import { decodeFloat } from "./literal.ts";
import type { Type } from "./types.ts";
import { maskOf } from "./shuffle-mask.ts";
import type { Value } from "./value.ts";

/** Longer chains are left alone. */
const longestChain = 24;

/**
 * The bits of an integer, a float or a vector of such, the first lane lowest, on a little-endian target; null where they are not known. Undefined
 * bits are taken to be zero, which they may be.
 */
export function constantBits(value: Value, layout: DataLayout, depth = 0): bigint | null {
  if (depth > longestChain) return null;
  if (value instanceof Literal) return literalBits(value);
  if (value instanceof ConstantAggregate) return aggregateBits(value, layout, depth);
  const isCast = value instanceof CastInst || value instanceof ConstantExpr;
  if (isCast && value.opcode === "bitcast") {
    const from = value instanceof CastInst ? value.source : at(value.args, 0);
    return constantBits(from, layout, depth + 1);
  }
  if (!(value instanceof Instruction)) return null;
  if (value.opcode === "insertelement") return insertedBits(value, layout, depth);
  return value.opcode === "shufflevector" ? shuffledBits(value, layout, depth) : null;
}

function shuffledBits(inst: Instruction, layout: DataLayout, depth: number): bigint | null {
  const { type } = inst.operand(0);
  if (type.kind !== "vector" || type.scalable) return null;
  const width = BigInt(layout.bitSize(type.element));
  let all = 0n;
  for (const [i, lane] of maskOf(inst).entries()) {
    if (lane < 0) continue;
    // Lanes that are not chosen need not be known.
    const [from, at] = lane < type.length ? [0, lane] : [1, lane - type.length];
    const bits = laneBits(inst.operand(from), at, layout, depth + 1);
    if (bits === null) return null;
    all |= bits << (BigInt(i) * width);
  }
  return all;
}

/** The bits of one lane; a vector may be put together of which the others are not known. */
function laneBits(vector: Value, lane: number, layout: DataLayout, depth: number): bigint | null {
  let from = vector;
  while (from instanceof Instruction && from.opcode === "insertelement") {
    const place = integerOf(from.operand(2));
    if (place === undefined) return null;
    if (Number(place) === lane) return constantBits(from.operand(1), layout, depth);
    from = from.operand(0);
  }
  const bits = constantBits(from, layout, depth);
  if (bits === null || vector.type.kind !== "vector") return null;
  const width = layout.bitSize(vector.type.element);
  return BigInt.asUintN(width, bits >> BigInt(lane * width));
}

function insertedBits(inst: Instruction, layout: DataLayout, depth: number): bigint | null {
  const lane = integerOf(inst.operand(2));
  const [whole, part] = [0, 1].map((i) => constantBits(inst.operand(i), layout, depth + 1));
  if (lane === undefined || typeof whole !== "bigint" || typeof part !== "bigint") return null;
  const width = BigInt(layout.bitSize(inst.operand(1).type));
  const hole = ((1n << width) - 1n) << (lane * width);
  return (whole & ~hole) | (part << (lane * width));
}

function aggregateBits(value: ConstantAggregate, layout: DataLayout, depth: number): bigint | null {
  const { type } = value;
  if (type.kind !== "vector") return null;
  const width = BigInt(layout.bitSize(type.element));
  let all = 0n;
  for (let lane = 0; lane < type.length; lane++) {
    const element = at(value.elements, value.form === "splat" ? 0 : lane);
    const bits = constantBits(element, layout, depth + 1);
    if (bits === null) return null;
    all |= bits << (BigInt(lane) * width);
  }
  return all;
}

function literalBits({ type, text }: Literal): bigint | null {
  if (/^(undef|poison|zeroinitializer)$/.test(text)) {
    return ["int", "float", "vector"].includes(type.kind) ? 0n : null;
  }
  if (type.kind === "float") return floatBits(type, text);
  if (type.kind !== "int") return null;
  const integer = integerOf(new Literal(type, text));
  return integer === undefined ? null : BigInt.asUintN(type.bits, integer);
}

/** Those of a double or a float; a float is spelled as the double that has its value. */
function floatBits(type: Type, text: string): bigint | null {
  if (type.text !== "double" && type.text !== "float") return null;
  const hex = /^(f?)0x([0-9A-Fa-f]+)$/.exec(text);
  const view = new DataView(new ArrayBuffer(8));
  if (hex === null) {
    const number = decodeFloat(type, text);
    // Which NaN a spelling by name means is left to those that spell it by its bits.
    if (Number.isNaN(number)) return null;
    view.setFloat64(0, number);
  } else {
    const bits = BigInt(`0x${hex[2] ?? "0"}`);
    if (hex[1] === "f" || type.text === "double") return bits;
    view.setBigUint64(0, bits);
  }
  const wide = view.getBigUint64(0);
  return type.text === "double" ? wide : narrowed(wide, view.getFloat64(0));
}

/** A double that is a float, as its bits. */
function narrowed(wide: bigint, number: number): bigint {
  if (Number.isNaN(number)) {
    const payload = (wide >> 29n) & 0x7fffffn;
    return ((wide >> 63n) << 31n) | (0xffn << 23n) | payload;
  }
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, number);
  return BigInt(view.getUint32(0));
}
