/**
 * The small operations that cutting accesses is made of: addresses at an offset, casts without loss, alignments.
 */
import { attributeValue } from "../../ir/attributes.ts";
import { type IRBuilder } from "../../ir/builder.ts";
import type { DataLayout } from "../../ir/datalayout.ts";
import type { CallInst, LoadInst, StoreInst } from "../../ir/instructions.ts";
import { constInt, nullOf } from "../../ir/literal.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";

/** `pointer` plus `offset` bytes. */
export function addressAt(builder: IRBuilder, pointer: Value, offset: number): Value {
  if (offset === 0) return pointer;
  const { types } = builder.module;
  return builder.gep(types.i8, pointer, [constInt(types.i64, offset)], { flags: "inbounds" });
}

/** `value` as `type`, of the same number of bits: the casts that change no bit. */
export function convert(builder: IRBuilder, value: Value, type: Type): Value {
  const from = value.type;
  if (from === type) return value;
  if (from.kind === "pointer" && type.kind === "pointer")
    return builder.bitcastPointer(value, type);
  if (type.kind === "pointer") return builder.cast("inttoptr", value, type);
  if (from.kind === "pointer") return builder.cast("ptrtoint", value, type);
  return builder.cast("bitcast", value, type);
}

/** The alignment that is certain `offset` bytes behind an address aligned to `align`. */
export function alignAt(align: number, offset: number): number {
  // The lowest one bit of either; offsets may exceed 32 bits.
  let common = align;
  while (offset % common !== 0) common /= 2;
  return common;
}

/** The alignment a load or store counts on. */
export function accessAlign(inst: LoadInst | StoreInst, type: Type, layout: DataLayout): number {
  return inst.align > 0 ? inst.align : layout.abiAlign(type);
}

/** The alignment that argument `arg` of a memory intrinsic has. */
export function argumentAlign(call: CallInst, arg: number): number {
  const stated = Number(attributeValue(call.argAttributes[arg] ?? "", "align") ?? "1");
  return Number.isInteger(stated) && stated > 0 ? stated : 1;
}

/** A value of `type`, of which every byte is `byte`. */
export function filled(builder: IRBuilder, type: Type, byte: number): Value {
  if (byte === 0) return nullOf(type);
  const { types, layout } = builder.module;
  const size = layout.bitSize(type) / 8;
  const bits = BigInt(`0x${byte.toString(16).padStart(2, "0").repeat(size)}`);
  return convert(builder, constInt(types.int(8 * size), bits), type);
}
