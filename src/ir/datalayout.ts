/**
 * Sizes, alignments and address spaces of a target, from its `target datalayout` string. The rules are those of the
 * "Data Layout" section of the LLVM language reference; what the string does not say has the default given there.
 */
import { TsadError } from "../support/errors.ts";
import { at } from "../support/assert.ts";
import type { FloatType, StructType, Type, VectorType } from "./types.ts";

interface PointerSpec {
  readonly bits: number;
  readonly align: number;
}

interface StructLayout {
  readonly offsets: readonly number[];
  readonly size: number;
  readonly align: number;
}

const floatBits = {
  half: 16,
  bfloat: 16,
  float: 32,
  double: 64,
  x86_fp80: 80,
  fp128: 128,
  ppc_fp128: 128,
} as const;

/** The layout rules of one module. All sizes and alignments are in bytes unless a name says bits. */
export class DataLayout {
  private readonly pointers = new Map<number, PointerSpec>([[0, { bits: 64, align: 8 }]]);
  private readonly ints = new Map([
    [1, 1],
    [8, 1],
    [16, 2],
    [32, 4],
    [64, 4],
  ]);
  private readonly floats = new Map([
    [16, 2],
    [32, 4],
    [64, 8],
    [128, 16],
  ]);
  private readonly vectors = new Map([
    [64, 8],
    [128, 16],
  ]);
  private aggregateAlign = 1;
  private readonly structs = new WeakMap<StructType, StructLayout>();

  /** The address space of `alloca` (`A5` on AMDGPU), of globals (`G`) and of functions (`P`). */
  allocaSpace = 0;
  globalSpace = 0;
  programSpace = 0;
  /** True for `E`. */
  bigEndian = false;
  /** Not so where a bit of a pointer to a function says something else, as the instruction set on ARM (`Fi8`). */
  codeAlignsFunctionPointers = true;

  /** Reads a layout string; entries that say nothing of sizes (mangling, native widths, stack) are skipped. */
  static parse(text: string): DataLayout {
    const layout = new DataLayout();
    for (const entry of text.split("-")) layout.readEntry(entry);
    return layout;
  }

  /** Width of a pointer into address space `space`. */
  pointerBits(space: number): number {
    return this.pointer(space).bits;
  }

  /** True for a scalable vector and for what holds one: then every size is the minimum, to be multiplied by vscale. */
  isScalable(type: Type): boolean {
    if (type.kind === "vector") return type.scalable;
    if (type.kind === "array") return this.isScalable(type.element);
    if (type.kind === "struct") return (type.fields ?? []).some((field) => this.isScalable(field));
    return false;
  }

  /**
   * The number of bits a value of `type` has.
   * @throws TsadError E_TYPE for a type without a size: void, an opaque struct, a function, a target type …
   */
  bitSize(type: Type): number {
    switch (type.kind) {
      case "int":
        return type.bits;
      case "float":
        return floatBits[type.float];
      case "pointer":
        return this.pointerBits(type.space);
      case "vector":
        return type.length * this.bitSize(type.element);
      case "array":
        return type.length * this.sizeOf(type.element) * 8;
      case "struct":
        return this.structLayout(type).size * 8;
      case "x86_mmx":
        return 64;
      case "x86_amx":
        return 8192;
      case "void":
      case "label":
      case "metadata":
      case "token":
      case "target":
      case "function":
        throw new TsadError("E_TYPE", { details: { type: type.text } });
    }
  }

  /** The bytes that a store of `type` may write. */
  storeSize(type: Type): number {
    return Math.ceil(this.bitSize(type) / 8);
  }

  /** The distance between two elements of `type` in an array. */
  sizeOf(type: Type): number {
    return roundUp(this.storeSize(type), this.abiAlign(type));
  }

  /** The alignment that a value of `type` has in memory when nothing else is said. */
  abiAlign(type: Type): number {
    switch (type.kind) {
      case "int":
        return this.intAlign(type.bits);
      case "float":
        return this.floatAlign(type);
      case "pointer":
        return this.pointer(type.space).align;
      case "vector":
        return this.vectorAlign(type);
      case "array":
        return this.abiAlign(type.element);
      case "struct":
        return this.structLayout(type).align;
      case "x86_mmx":
        return 8;
      case "x86_amx":
        return 64;
      case "void":
      case "label":
      case "metadata":
      case "token":
      case "target":
      case "function":
        throw new TsadError("E_TYPE", { details: { type: type.text } });
    }
  }

  /** The byte offset of field `index`, which must exist, of a struct with a body. */
  fieldOffset(struct: StructType, index: number): number {
    return at(this.structLayout(struct).offsets, index);
  }

  private structLayout(struct: StructType): StructLayout {
    const known = this.structs.get(struct);
    if (known !== undefined) return known;
    if (struct.fields === null) throw new TsadError("E_TYPE", { details: { type: struct.text } });
    const offsets: number[] = [];
    let size = 0;
    let align = struct.packed ? 1 : this.aggregateAlign;
    for (const field of struct.fields) {
      const fieldAlign = struct.packed ? 1 : this.abiAlign(field);
      size = roundUp(size, fieldAlign);
      offsets.push(size);
      size += this.sizeOf(field);
      align = Math.max(align, fieldAlign);
    }
    const made = { offsets, size: roundUp(size, align), align };
    this.structs.set(struct, made);
    return made;
  }

  /** The entry of that width, else of the next wider one, else of the widest. */
  private intAlign(bits: number): number {
    const exact = this.ints.get(bits);
    if (exact !== undefined) return exact;
    const widths = [...this.ints.keys()].sort((a, b) => a - b);
    const width = widths.find((candidate) => candidate > bits) ?? at(widths, widths.length - 1);
    return this.ints.get(width) ?? 1;
  }

  private floatAlign(type: FloatType): number {
    const bits = floatBits[type.float];
    return this.floats.get(bits) ?? powerOfTwoAbove(bits / 8);
  }

  private vectorAlign(type: VectorType): number {
    const bits = this.bitSize(type);
    return this.vectors.get(bits) ?? powerOfTwoAbove(Math.ceil(bits / 8));
  }

  /** Address spaces without an entry of their own are as space 0. */
  private pointer(space: number): PointerSpec {
    return this.pointers.get(space) ?? this.pointers.get(0) ?? { bits: 64, align: 8 };
  }

  private readEntry(entry: string): void {
    if (/^Fi\d/.test(entry)) this.codeAlignsFunctionPointers = false;
    const pointer = /^p[a-z]*(\d*):(\d+):(\d+)/.exec(entry);
    if (pointer !== null) {
      const bits = Number(pointer[2]);
      this.pointers.set(Number(pointer[1]), { bits, align: Number(pointer[3]) / 8 });
      return;
    }
    const sized = /^([ifv])(\d+):(\d+)/.exec(entry);
    if (sized !== null) {
      const table = sized[1] === "i" ? this.ints : sized[1] === "f" ? this.floats : this.vectors;
      table.set(Number(sized[2]), Number(sized[3]) / 8);
      return;
    }
    const space = /^([AGP])(\d+)$/.exec(entry);
    if (space?.[1] === "A") this.allocaSpace = Number(space[2]);
    else if (space?.[1] === "G") this.globalSpace = Number(space[2]);
    else if (space?.[1] === "P") this.programSpace = Number(space[2]);
    else if (entry === "E") this.bigEndian = true;
    else this.readAggregate(entry);
  }

  private readAggregate(entry: string): void {
    const aggregate = /^a0?:(\d+)/.exec(entry);
    if (aggregate !== null) this.aggregateAlign = Math.max(1, Number(aggregate[1]) / 8);
  }
}

function roundUp(size: number, align: number): number {
  return Math.ceil(size / align) * align;
}

function powerOfTwoAbove(n: number): number {
  let power = 1;
  while (power < n) power *= 2;
  return power;
}
