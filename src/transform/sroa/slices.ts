/**
 * What a program does with one stack slot: every load, store, copy and fill, at constant offsets from the slot's address.
 */
import { constantOffset, isSized } from "../../ir/address.ts";
import { MetadataValue, integerOf } from "../../ir/constants.ts";
import type { DataLayout } from "../../ir/datalayout.ts";
import type { Instruction } from "../../ir/graph.ts";
import {
  type AllocaInst,
  CallInst,
  CastInst,
  GepInst,
  LoadInst,
  StoreInst,
} from "../../ir/instructions.ts";
import type { Type } from "../../ir/types.ts";
import type { Use } from "../../ir/value.ts";
import { isMarker } from "../mem2reg.ts";

/** Bytes [begin, end) of the slot. */
export interface Range {
  readonly begin: number;
  readonly end: number;
}
/** A plain load or store of `type`. */
export interface AccessSlice extends Range {
  readonly kind: "access";
  readonly inst: LoadInst | StoreInst;
  readonly type: Type;
}
/** One end of a memcpy or memmove: argument `arg` points into the slot. The other end does not overlap it. */
export interface CopySlice extends Range {
  readonly kind: "copy";
  readonly call: CallInst;
  readonly arg: 0 | 1;
}
/** A memset; `byte` is what it writes when that is known. */
export interface FillSlice extends Range {
  readonly kind: "fill";
  readonly call: CallInst;
  readonly byte: number | null;
}
export type Slice = AccessSlice | CopySlice | FillSlice;

/** Everything that uses a slot. */
export interface SlotUses {
  readonly size: number;
  readonly slices: readonly Slice[];
  /** The slot's address and what is computed from it, each before those made of it. */
  readonly pointers: readonly Instruction[];
  /** Markers of the slot's lifetime, and copies and fills of no bytes: they go when the slot is split. */
  readonly dropped: readonly Instruction[];
}

/** The uses of `alloca`; null when its address goes where they cannot be followed, or an access is not plain. */
export function slotUses(alloca: AllocaInst, layout: DataLayout): SlotUses | null {
  const size = slotSize(alloca, layout);
  return size === null ? null : new Walk(alloca, size, layout).run();
}

/** The bytes of a slot of constant size; null for any other. */
function slotSize(alloca: AllocaInst, layout: DataLayout): number | null {
  const { allocatedType: type, count } = alloca;
  if (alloca.flags !== "" || layout.isScalable(type) || !isSized(type)) return null;
  if (alloca.type.kind !== "pointer") return null;
  // While a function is worked on its stack may be taken for general memory (stack-space.ts).
  if (alloca.type.space !== layout.allocaSpace && alloca.type.space !== 0) return null;
  if (count === null) return layout.sizeOf(type);
  const length = integerOf(count);
  return length === 1n ? layout.sizeOf(type) : null;
}

class Walk {
  readonly #size: number;
  readonly #layout: DataLayout;
  readonly #slices: Slice[] = [];
  readonly #pointers: Instruction[];
  readonly #dropped: Instruction[] = [];
  readonly #offsets = new Map<Instruction, number>();
  /** The first end met of each copy. */
  readonly #ends = new Map<CallInst, Range>();

  constructor(alloca: AllocaInst, size: number, layout: DataLayout) {
    this.#size = size;
    this.#layout = layout;
    this.#pointers = [alloca];
    this.#offsets.set(alloca, 0);
  }

  run(): SlotUses | null {
    for (const pointer of this.#pointers) {
      const offset = this.#offsets.get(pointer) ?? 0;
      for (const use of pointer.uses()) if (!this.#follow(use, offset)) return null;
    }
    const [size, slices, pointers, dropped] = [
      this.#size,
      this.#slices,
      this.#pointers,
      this.#dropped,
    ];
    return { size, slices, pointers, dropped };
  }

  /** Notes one use of an address; false when it cannot be followed. */
  #follow({ user, index }: Use, offset: number): boolean {
    if (user instanceof MetadataValue) return true;
    if (user instanceof CastInst && user.opcode === "bitcast") return this.#derive(user, offset);
    if (user instanceof GepInst && index === 0) {
      const more = constantOffset(user, this.#layout);
      return more !== null && this.#derive(user, offset + more);
    }
    if (user instanceof LoadInst) return this.#access(user, user.type, offset);
    if (user instanceof StoreInst && index === 1) {
      return this.#access(user, user.value.type, offset);
    }
    if (isMarker(user)) {
      this.#dropped.push(user);
      return true;
    }
    return user instanceof CallInst && this.#transfer(user, index, offset);
  }

  #derive(pointer: Instruction, offset: number): boolean {
    if (pointer.type.kind !== "pointer") return false;
    this.#pointers.push(pointer);
    this.#offsets.set(pointer, offset);
    return true;
  }

  #access(inst: LoadInst | StoreInst, type: Type, offset: number): boolean {
    if (inst.flags !== "" || !isSized(type) || this.#layout.isScalable(type)) return false;
    const end = offset + this.#layout.storeSize(type);
    if (!this.#isInside(offset, end) || end === offset) return false;
    this.#slices.push({ kind: "access", inst, type, begin: offset, end });
    return true;
  }

  #isInside(begin: number, end: number): boolean {
    return begin >= 0 && end <= this.#size;
  }

  /** A memcpy, memmove or memset of a constant number of bytes that is not volatile. */
  #transfer(call: CallInst, index: number, offset: number): boolean {
    const what = transferKind(call);
    if (what === null || index >= (what === "copy" ? 2 : 1)) return false;
    if (call.bundles.length > 0) return false;
    const length = integerOf(call.operand(2));
    if (length === undefined || integerOf(call.operand(3)) !== 0n) return false;
    const end = offset + Number(length);
    if (length === 0n) {
      this.#dropped.push(call);
      return true;
    }
    if (!this.#isInside(offset, end)) return false;
    const range = { begin: offset, end };
    const other = this.#ends.get(call);
    // Cutting a move within the slot could change what it does where its ends overlap.
    if (other !== undefined && other.begin < end && offset < other.end) return false;
    this.#ends.set(call, range);
    if (what === "copy") {
      this.#slices.push({ kind: "copy", call, arg: index === 0 ? 0 : 1, ...range });
    } else {
      const byte = integerOf(call.operand(1));
      const known = byte === undefined ? null : Number(BigInt.asUintN(8, byte));
      this.#slices.push({ kind: "fill", call, byte: known, ...range });
    }
    return true;
  }
}

/** What a call of the memory intrinsics does; null for any other call. */
export function transferKind(call: CallInst): "copy" | "fill" | null {
  if (call.opcode !== "call") return null;
  const name = call.callee.name ?? "";
  if (/^llvm\.mem(?:cpy(?:\.inline)?|move)\.p/.test(name)) return "copy";
  return /^llvm\.memset(?:\.inline)?\.p/.test(name) ? "fill" : null;
}
