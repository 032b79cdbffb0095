/** What stores leave in the first bytes of a descriptor, which tell its rank and type, where they are the same at every time. */
import { ConstantAggregate, integerOf, Literal } from "../../ir/constants.ts";
import type { DataLayout } from "../../ir/datalayout.ts";
import { GlobalVariable } from "../../ir/graph.ts";
import { AggregateInst, ArithmeticInst, LoadInst } from "../../ir/instructions.ts";
import type { StructType } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { at } from "../../support/assert.ts";

/** Where the bounds begin: behind the base, the size of an element, the version, and four numbers of a byte. */
const dimsAt = 24;
const baseEnd = 8;

/** The bytes that all stores agree about. */
export class Header {
  /** What a load of a number gives, where that is known. */
  readonly #loaded: (load: LoadInst) => bigint | undefined;
  readonly #bytes = new Map<number, number>();
  /** The variables whose addresses stand behind the bounds, by their offsets; null where it may be another. */
  readonly #variables = new Map<number, GlobalVariable | null>();

  constructor(loaded: (load: LoadInst) => bigint | undefined) {
    this.#loaded = loaded;
  }

  /** Takes in the store of `value`, or says that it leaves something that is not known. */
  store(stored: Value, offset: number, layout: DataLayout): boolean {
    const value = takenOut(stored);
    if (value.type.kind === "struct") {
      return offset === 0 && this.#storeWhole(value, value.type, layout);
    }
    const end = offset + layout.storeSize(value.type);
    if (end <= baseEnd || offset >= dimsAt) {
      if (value.type.kind === "pointer") this.#note(value, offset);
      return offset >= 0;
    }
    if (value instanceof ConstantAggregate) {
      const parts = value.form === "vector" ? value.elements : [];
      const size = parts.length === 0 ? 0 : layout.storeSize(at(parts, 0).type);
      return (
        size * parts.length === end - offset &&
        parts.every((part, i) => this.store(part, offset + i * size, layout))
      );
    }
    const number = this.#numberOf(value);
    if (number === undefined) return false;
    for (let i = 0; offset + i < end; i++) {
      const byte = Number(BigInt.asUintN(8, number >> BigInt(8 * i)));
      if ((this.#bytes.get(offset + i) ?? byte) !== byte) return false;
      this.#bytes.set(offset + i, byte);
    }
    return true;
  }

  /** Constants with a base and bounds put in. */
  #storeWhole(value: Value, type: StructType, layout: DataLayout): boolean {
    const replaced = new Set<number>();
    let whole = value;
    while (whole instanceof AggregateInst && whole.opcode === "insertvalue") {
      const offset = layout.fieldOffset(type, at(whole.indices, 0));
      if (offset >= baseEnd && offset < dimsAt && !replaced.has(offset)) {
        if (!this.store(whole.operand(1), offset, layout)) return false;
        replaced.add(offset);
      }
      whole = whole.operand(0);
    }
    if (!(whole instanceof ConstantAggregate)) return false;
    return whole.elements.every((element, i) => {
      const offset = layout.fieldOffset(type, i);
      if (offset < baseEnd || replaced.has(offset)) return true;
      return this.store(element, offset, layout);
    });
  }

  /** A constant, or what flang makes of a number in another descriptor by taking bits out of it. */
  #numberOf(value: Value): bigint | undefined {
    if (value instanceof Literal && isZero(value)) return 0n;
    if (!(value instanceof ArithmeticInst) || value.opcode !== "and") return integerOf(value);
    const [from, bits] = [value.operand(0), integerOf(value.operand(1))];
    const number = from instanceof LoadInst ? this.#loaded(from) : undefined;
    return number === undefined || bits === undefined ? undefined : number & bits;
  }

  #note(value: Value, offset: number): void {
    const variable = value instanceof GlobalVariable ? value : null;
    const known = this.#variables.get(offset);
    this.#variables.set(offset, known === undefined || known === variable ? variable : null);
  }

  /** The variable whose address is at that offset; null where that is not known. */
  variable(offset: number): GlobalVariable | null {
    return this.#variables.get(offset) ?? null;
  }

  /** The number in `size` bytes from `offset` on; -1 where not all of them are known. */
  number(offset: number, size: number): number {
    let number = 0;
    for (let i = size - 1; i >= 0; i--) {
      const byte = this.#bytes.get(offset + i);
      if (byte === undefined) return -1;
      number = number * 256 + byte;
    }
    return number;
  }
}

function isZero({ text }: Literal): boolean {
  return text === "zeroinitializer";
}

/** What a part of a struct is that was put together of others; the value itself where that is not seen. */
function takenOut(value: Value): Value {
  if (!(value instanceof AggregateInst) || value.opcode !== "extractvalue") return value;
  const { indices } = value;
  let whole = value.operand(0);
  while (whole instanceof AggregateInst && whole.opcode === "insertvalue") {
    const put = whole.indices;
    if (put.length === indices.length && put.every((index, i) => index === indices[i]))
      return whole.operand(1);
    const isApart = put.some((index, i) => i < indices.length && index !== indices[i]);
    if (!isApart) return value;
    whole = whole.operand(0);
  }
  for (const index of indices) {
    if (!(whole instanceof ConstantAggregate)) return value;
    whole = at(whole.elements, index);
  }
  return whole;
}
