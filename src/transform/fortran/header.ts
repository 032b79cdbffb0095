/** What stores leave in the first bytes of a descriptor, which tell its rank and type, where they are the same at every time. */
import { ConstantAggregate, integerOf, Literal } from "../../ir/constants.ts";
import type { DataLayout } from "../../ir/datalayout.ts";
import { AggregateInst } from "../../ir/instructions.ts";
import type { StructType } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { at } from "../../support/assert.ts";

/** Where the bounds begin: behind the base, the size of an element, the version, and four numbers of a byte. */
const dimsAt = 24;
const baseEnd = 8;

/** The bytes that all stores agree about. */
export class Header {
  readonly #bytes = new Map<number, number>();

  /** Takes in the store of `value`, or says that it leaves something that is not known. */
  store(value: Value, offset: number, layout: DataLayout): boolean {
    if (value.type.kind === "struct") {
      return offset === 0 && this.#storeWhole(value, value.type, layout);
    }
    const end = offset + layout.storeSize(value.type);
    if (end <= baseEnd || offset >= dimsAt) return offset >= 0;
    if (value instanceof ConstantAggregate) {
      const parts = value.form === "vector" ? value.elements : [];
      const size = parts.length === 0 ? 0 : layout.storeSize(at(parts, 0).type);
      return (
        size * parts.length === end - offset &&
        parts.every((part, i) => this.store(part, offset + i * size, layout))
      );
    }
    const number = value instanceof Literal && isZero(value) ? 0n : integerOf(value);
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
    let whole = value;
    while (whole instanceof AggregateInst && whole.opcode === "insertvalue") {
      const offset = layout.fieldOffset(type, at(whole.indices, 0));
      if (offset >= baseEnd && offset < dimsAt) return false;
      whole = whole.operand(0);
    }
    if (!(whole instanceof ConstantAggregate)) return false;
    return whole.elements.every((element, i) => {
      const offset = layout.fieldOffset(type, i);
      return offset < baseEnd || offset >= dimsAt || this.store(element, offset, layout);
    });
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
