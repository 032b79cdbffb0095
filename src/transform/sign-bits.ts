/**
 * Floats whose bits are worked on as integers, as vector libraries and compilers without optimisation write it, said by operations of
 * floats: absolute values, negations, signs that are copied, and choices by a mask of a comparison.
 */
import { IRBuilder, InsertPoint, type ModuleServices } from "../ir/builder.ts";
import { constantBits } from "../ir/constant-bits.ts";
import { ConstantAggregate, Literal } from "../ir/constants.ts";
import { type Function, Instruction } from "../ir/graph.ts";
import { CastInst, LoadInst, SelectInst } from "../ir/instructions.ts";
import { nullOf, undefOf } from "../ir/literal.ts";
import { maskFrom, maskOf, wholeLanes } from "../ir/shuffle-mask.ts";
import { scalarType, type Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";

/** Rewrites every cast of integers to floats of which it is known what it gives; true when there was one. */
export function raiseSignBits(fn: Function, services: ModuleServices): boolean {
  if (fn.module.layout.bigEndian) return false;
  let changed = false;
  for (const inst of [...fn.instructions()]) {
    if (inst.opcode === "bitcast") changed = raiseCast(inst, services) || changed;
  }
  if (changed) fn.module.markChanged(fn);
  return changed;
}

function raiseCast(inst: Instruction, services: ModuleServices): boolean {
  const emit = floatOf(inst.operand(0), inst.type, services);
  if (emit === null) return false;
  const value = emit(new IRBuilder(InsertPoint.before(inst), services));
  if (value instanceof Instruction) value.position = inst.position;
  inst.replaceAllUsesWith(value);
  inst.erase();
  return true;
}

/** How to compute the floats of a type that the bits of an integer, or of a vector of such, are; null where that is not known. */
export function floatOf(bits: Value, type: Type, services: ModuleServices): Emit | null {
  const shape = shapeOf(type);
  if (shape === null || scalarType(bits.type).kind !== "int") return null;
  return new Matcher(type, shape, services).float(bits);
}

/** The lanes of a float type whose format has its sign in the highest bit. */
interface Shape {
  readonly width: number;
  readonly lanes: number;
}

function shapeOf(type: Type): Shape | null {
  const scalar = scalarType(type);
  const width = scalar.text === "double" ? 64 : scalar.text === "float" ? 32 : null;
  if (width === null || (type.kind === "vector" && type.scalable)) return null;
  return { width, lanes: type.kind === "vector" ? type.length : 1 };
}

/** Emits a value where the builder is. */
export type Emit = (build: IRBuilder) => Value;

/** A mask that is all ones where `condition` holds (or, negated, where it does not). */
interface Mask {
  readonly condition: Value;
  readonly negated: boolean;
}

/** Longer chains are left alone. */
const deepest = 24;

/** Finds out what bits are as floats of one type. */
class Matcher {
  readonly #type: Type;
  readonly #shape: Shape;
  readonly #services: ModuleServices;

  constructor(type: Type, shape: Shape, services: ModuleServices) {
    this.#type = type;
    this.#shape = shape;
    this.#services = services;
  }

  /** How to compute `value`, whose bits are floats; null where that is not known. */
  float(value: Value, depth = 0): Emit | null {
    if (value.type === this.#type) return () => value;
    if (depth > deepest || !(value instanceof Instruction)) return null;
    if (value instanceof LoadInst) return this.#load(value);
    if (value.opcode === "shufflevector") return this.#shuffle(value, depth);
    if (value instanceof SelectInst) return this.#select(value, depth);
    const [a, b] = value.operands;
    if (a === undefined) return null;
    if (value.opcode === "bitcast") return this.float(a, depth + 1);
    return b === undefined ? null : this.#bitwise(value.opcode, a, b, depth);
  }

  /** An operation on bits, with its operands in the order that is understood. */
  #bitwise(opcode: string, a: Value, b: Value, depth: number): Emit | null {
    if (opcode === "and") return this.#and(a, b, depth) ?? this.#and(b, a, depth);
    if (opcode === "xor") return this.#xor(a, b, depth) ?? this.#xor(b, a, depth);
    return opcode === "or" ? (this.#or(a, b, depth) ?? this.#or(b, a, depth)) : null;
  }

  /** The same bytes, loaded as floats where they are loaded as integers. */
  #load(load: LoadInst): Emit | null {
    const { layout, types } = this.#services;
    if (load.isVolatile || load.isAtomic) return null;
    if (layout.bitSize(load.type) !== layout.bitSize(this.#type)) return null;
    const align = load.align === 0 ? layout.abiAlign(load.type) : load.align;
    return () => {
      const build = new IRBuilder(InsertPoint.after(load), this.#services);
      const { pointer } = load;
      const space = pointer.type.kind === "pointer" ? pointer.type.space : 0;
      const address = build.bitcastPointer(pointer, types.pointerTo(this.#type, space));
      const value = build.load(this.#type, address, { align });
      value.position = load.position;
      return value;
    };
  }

  #select({ condition, yes, no }: SelectInst, depth: number): Emit | null {
    const { type } = condition;
    if (type.kind === "vector" && type.length !== this.#shape.lanes) return null;
    const [first, second] = [yes, no].map((side) => this.float(side, depth + 1));
    if (!first || !second) return null;
    return (build) => build.select(condition, first(build), second(build));
  }

  /** Lanes of integers that are moved together, as the floats that they are the parts of. */
  #shuffle(inst: Instruction, depth: number): Emit | null {
    const { types } = this.#services;
    const [a, b] = [inst.operand(0), inst.operand(1)];
    const width = this.#services.layout.bitSize(scalarType(a.type));
    const parts = this.#shape.width / width;
    const lanes = maskOf(inst);
    if (a.type.kind !== "vector" || !Number.isInteger(parts) || lanes.length % parts !== 0)
      return null;
    const chosen = wholeLanes(lanes, parts);
    if (chosen === null || a.type.length % parts !== 0) return null;
    const from = types.vector(scalarType(this.#type), a.type.length / parts);
    const inner = new Matcher(from, { ...this.#shape, lanes: from.length }, this.#services);
    const [first, second] = [a, b].map((side) =>
      isUndefined(side) ? () => undefOf(from) : inner.float(side, depth + 1),
    );
    if (!first || !second) return null;
    return (build) => {
      const all = build.shuffle(first(build), second(build), maskFrom(chosen, types));
      return all.type === this.#type ? all : build.cast("bitcast", all, this.#type);
    };
  }

  #and(x: Value, by: Value, depth: number): Emit | null {
    const mask = this.#mask(by);
    if (mask === null && !this.#isEach(by, this.#magnitude)) return null;
    const inner = this.float(x, depth + 1);
    if (inner === null) return null;
    if (mask === null) return (build) => this.#fabs(build, inner(build));
    const zero: Emit = () => nullOf(this.#type);
    return this.#choose(mask, inner, zero);
  }

  #xor(x: Value, by: Value, depth: number): Emit | null {
    const lanes = this.#lanes(by);
    if (lanes?.every((lane) => lane === 0n || lane === this.#sign) !== true) return null;
    const inner = this.float(x, depth + 1);
    if (inner === null) return null;
    if (lanes.every((lane) => lane !== 0n)) return (build) => build.fneg(inner(build));
    const { types } = this.#services;
    const literals = lanes.map((lane) => new Literal(types.i1, lane === 0n ? "false" : "true"));
    const chosen = new ConstantAggregate(types.vector(types.i1, lanes.length), "vector", literals);
    return (build) => {
      const plain = inner(build);
      return build.select(chosen, build.fneg(plain), plain);
    };
  }

  #or(x: Value, y: Value, depth: number): Emit | null {
    if (this.#isEach(y, this.#sign)) {
      const inner = this.float(x, depth + 1);
      return inner && ((build) => build.fneg(this.#fabs(build, inner(build))));
    }
    const [left, right] = [x, y].map((side) => this.#masked(side));
    if (left === null || left === undefined || right === null || right === undefined) return null;
    const [first, second] = [left, right].map(({ of }) => this.float(of, depth + 1));
    if (!first || !second) return null;
    if (left.mask !== "magnitude" && left.mask !== "sign") {
      if (typeof right.mask === "string" || !areOpposite(left.mask, right.mask)) return null;
      return this.#choose(left.mask, first, second);
    }
    if (left.mask !== "magnitude" || right.mask !== "sign") return null;
    return (build) => {
      const [size, sign] = [first(build), second(build)];
      return this.#call("llvm.copysign", build, [size, sign]);
    };
  }

  /** A conjunction, as what is masked and by what. */
  #masked(value: Value): { of: Value; mask: Mask | "magnitude" | "sign" } | null {
    let inner = value;
    while (inner instanceof CastInst && inner.opcode === "bitcast") inner = inner.source;
    if (!(inner instanceof Instruction) || inner.opcode !== "and") return null;
    const [a, b] = [inner.operand(0), inner.operand(1)];
    for (const [of, by] of [
      [a, b],
      [b, a],
    ] as const) {
      const mask = this.#mask(by);
      if (mask !== null) return { of, mask };
      if (this.#isEach(by, this.#magnitude)) return { of, mask: "magnitude" };
      if (this.#isEach(by, this.#sign)) return { of, mask: "sign" };
    }
    return null;
  }

  #choose({ condition, negated }: Mask, yes: Emit, no: Emit): Emit {
    const [first, second] = negated ? [no, yes] : [yes, no];
    return (build) => build.select(condition, first(build), second(build));
  }

  /** A comparison that was widened to all bits of each lane. */
  #mask(value: Value, depth = 0): Mask | null {
    if (depth > deepest || !(value instanceof Instruction)) return null;
    const inner = value.operand(0);
    if (value.opcode === "bitcast") return this.#mask(inner, depth + 1);
    if (value.opcode === "xor") {
      const ones = (1n << BigInt(this.#shape.width)) - 1n;
      if (!this.#isEach(value.operand(1), ones)) return null;
      const mask = this.#mask(inner, depth + 1);
      return mask && { ...mask, negated: !mask.negated };
    }
    const lanes = inner.type.kind === "vector" ? inner.type.length : 1;
    const isMask =
      value.opcode === "sext" &&
      scalarType(inner.type).text === "i1" &&
      lanes === this.#shape.lanes &&
      this.#services.layout.bitSize(value.type) === this.#shape.width * lanes;
    return isMask ? { condition: inner, negated: false } : null;
  }

  get #sign(): bigint {
    return 1n << BigInt(this.#shape.width - 1);
  }

  get #magnitude(): bigint {
    return this.#sign - 1n;
  }

  #isEach(value: Value, bits: bigint): boolean {
    return this.#lanes(value)?.every((lane) => lane === bits) === true;
  }

  /** The bits of each lane of a constant; undefined for any other value. */
  #lanes(value: Value): bigint[] | undefined {
    const { width, lanes } = this.#shape;
    const bits = constantBits(value, this.#services.layout);
    if (bits === null) return undefined;
    return Array.from({ length: lanes }, (_, i) =>
      BigInt.asUintN(width, bits >> BigInt(i * width)),
    );
  }

  #fabs(build: IRBuilder, value: Value): Value {
    return this.#call("llvm.fabs", build, [value]);
  }

  #call(name: string, build: IRBuilder, args: readonly Value[]): Value {
    const { types } = this.#services;
    const type = types.fn(
      this.#type,
      args.map((arg) => arg.type),
    );
    return build.call(this.#services.declareIntrinsic(name, [this.#type], type), [...args]);
  }
}

function isUndefined(value: Value): boolean {
  return value instanceof Literal && /^(undef|poison)$/.test(value.text);
}

function areOpposite(a: Mask, b: Mask): boolean {
  return a.condition === b.condition && a.negated !== b.negated;
}
