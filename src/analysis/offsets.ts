/**
 * Where in its object a pointer points: `offset + k * stride` bytes for some whole k (a stride of 0 means exactly `offset`), within
 * bounds where they are known. Array elements are folded by their stride, so the fields of the elements of an array of structs
 * stay apart; an index into an array stays in that array, as its type says.
 */
import { ConstantExpr, integerOf, Literal } from "../ir/constants.ts";
import type { DataLayout } from "../ir/datalayout.ts";
import {
  Argument,
  Function,
  GlobalVariable,
  Instruction,
  type ModuleContext,
} from "../ir/graph.ts";
import {
  AllocaInst,
  CallInst,
  CastInst,
  GepInst,
  LoadInst,
  PhiInst,
  SelectInst,
} from "../ir/instructions.ts";
import { callEffects } from "./effects.ts";
import { isOwn, type MemoryModel } from "./memory.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { Worklist } from "../support/worklist.ts";

/** A set of byte offsets: those of `offset + k * stride` that lie between `low` and `high`, both included. */
export interface Place {
  readonly offset: number;
  readonly stride: number;
  readonly low: number;
  readonly high: number;
  /** The bytes of the array in a struct that the address was taken of: what is computed from it stays there (C11 6.5.6). */
  readonly within?: Extent | undefined;
}

/** Bytes from `low` up to, but not including, `end`. */
interface Extent {
  readonly low: number;
  readonly end: number;
}

/** The one offset. */
export function exactly(offset: number): Place {
  return { offset, stride: 0, low: offset, high: offset };
}

/** Every whole number of strides from `offset`, with no bounds known. */
export function stepping(offset: number, stride: number): Place {
  if (stride === 0) return exactly(offset);
  return { offset: modulo(offset, stride), stride, low: -Infinity, high: Infinity };
}

/** Sums of an offset of each. */
export function plus(a: Place, b: Place): Place {
  const stride = gcd(a.stride, b.stride);
  const offset = a.offset + b.offset;
  return {
    offset: stride === 0 ? offset : modulo(offset, stride),
    stride,
    low: a.low + b.low,
    high: a.high + b.high,
  };
}

/** The negatives of the offsets. */
export function negated({ offset, stride, low, high }: Place): Place {
  return {
    offset: stride === 0 ? -offset : modulo(-offset, stride),
    stride,
    low: -high,
    high: -low,
  };
}

const start: Place = exactly(0);
const anywhere: Place = stepping(0, 1);

/** The greatest common divisor; that of a number and 0 is the number. */
export function gcd(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

/** The smallest set of the form that holds both. */
function join(a: Place, b: Place): Place {
  const stride = gcd(gcd(a.stride, b.stride), a.offset - b.offset);
  return {
    offset: stride === 0 ? a.offset : modulo(a.offset, stride),
    stride,
    low: Math.min(a.low, b.low),
    high: Math.max(a.high, b.high),
    within:
      a.within?.low === b.within?.low && a.within?.end === b.within?.end ? a.within : undefined,
  };
}

/** What an address computation that adds `step` makes of an address at `base`. */
function stepped(base: Place, step: Place): Place {
  const sum = plus(base, step);
  const inner = base.stride === 0 ? step.within : undefined;
  const within =
    inner === undefined
      ? base.within
      : { low: base.offset + inner.low, end: base.offset + inner.end };
  if (within === undefined) return sum;
  const { offset, stride } = sum;
  const first = Math.max(sum.low, within.low);
  const last = Math.min(sum.high, within.end - 1);
  // The bounds are offsets of the set themselves, so that an access of the last element ends with the array.
  const low = stride === 0 ? first : first + modulo(offset - first, stride);
  const high = stride === 0 ? last : last - modulo(last - offset, stride);
  // Someone who computes the address of the struct from that of its member leaves it.
  return low > high ? sum : { ...sum, low, high, within };
}

/** `now` with a bound that has moved since `before` given up: round a loop it would move for ever. */
function widened(before: Place, now: Place): Place {
  const joined = join(before, now);
  return {
    ...joined,
    low: joined.low < before.low ? -Infinity : joined.low,
    high: joined.high > before.high ? Infinity : joined.high,
  };
}

/** The remainder that is not negative. */
export function modulo(x: number, m: number): number {
  return ((x % m) + m) % m;
}

/** May `sizeA` bytes at a place of `a` and `sizeB` bytes at a place of `b`, of one object, have a byte in common? */
export function placesOverlap(a: Place, sizeA: number, b: Place, sizeB: number): boolean {
  if (a.high + sizeA <= b.low || b.high + sizeB <= a.low) return false;
  const stride = gcd(a.stride, b.stride);
  const distance = b.offset - a.offset;
  if (stride === 0) return distance < sizeA && -distance < sizeB;
  const ahead = modulo(distance, stride);
  return ahead < sizeA || stride - ahead < sizeB;
}

/** The places of every pointer of a function that is an address inside one object; a snapshot. */
export class Offsets {
  private readonly module: ModuleContext;
  private readonly known = new Map<Value, Place>();
  private readonly memory: MemoryModel;

  /** Solves for `fn`. The stride of a place only shrinks, to a divisor, so each is visited few times. */
  constructor(fn: Function, memory: MemoryModel) {
    this.module = fn.module;
    this.memory = memory;
    const pointers = [...fn.instructions()].filter((inst) => inst.type.kind === "pointer");
    const loads = pointers.filter((inst) => inst instanceof LoadInst);
    this.solve(pointers);
    // What is loaded depends on what is stored anywhere in the function.
    while (loads.some((load) => this.isOld(load))) this.solve(loads);
  }

  private isOld(load: Instruction): boolean {
    const now = this.transfer(load);
    const before = this.known.get(load);
    if (now === null) return false;
    return before === undefined || !same(before, widened(before, now));
  }

  private solve(pointers: Iterable<Instruction>): void {
    const work = new Worklist<Instruction>(pointers);
    work.drain((inst) => {
      const now = this.transfer(inst);
      const before = this.known.get(inst);
      if (now === null || (before !== undefined && same(before, now))) return;
      const next = before === undefined ? now : widened(before, now);
      if (before !== undefined && same(before, next)) return;
      this.known.set(inst, next);
      for (const { user } of inst.uses()) {
        if (user instanceof Instruction && user.type.kind === "pointer") work.add(user);
      }
    });
  }

  /** Where `pointer` points in the object that it points into. */
  placeOf(pointer: Value): Place {
    if (pointer instanceof Instruction) return this.known.get(pointer) ?? anywhere;
    if (
      pointer instanceof Argument ||
      pointer instanceof GlobalVariable ||
      pointer instanceof Function
    ) {
      return start;
    }
    return pointer instanceof ConstantExpr ? this.ofConstant(pointer) : anywhere;
  }

  /** An address in a global variable. */
  private ofConstant({ opcode, args, sourceType }: ConstantExpr): Place {
    const [base, ...indices] = args;
    if (base === undefined) return anywhere;
    if (opcode === "bitcast" || opcode === "addrspacecast") return this.placeOf(base);
    if (opcode !== "getelementptr" || sourceType === null) return anywhere;
    return stepped(this.placeOf(base), this.stepBy(sourceType, indices));
  }

  /** Null where nothing is known yet, because the operands come round a loop. */
  private transfer(inst: Instruction): Place | null {
    if (inst instanceof AllocaInst || isAllocation(inst)) return start;
    if (inst instanceof GepInst) return this.ofGep(inst);
    if (inst instanceof PhiInst) return this.joined(inst.incoming().map(({ value }) => value));
    if (inst instanceof SelectInst) return this.joined([inst.yes, inst.no]);
    if (inst instanceof LoadInst) return this.ofLoaded(inst);
    const isCast = inst instanceof CastInst && inst.source.type.kind === "pointer";
    if (isCast || inst.opcode === "freeze") return this.ofOperand(inst.operand(0));
    return anywhere;
  }

  /** A pointer kept in memory of the function's own points where those point that were stored there. */
  private ofLoaded(load: LoadInst): Place | null {
    const roots = [...this.memory.rootsOf(load.pointer)];
    if (!roots.every((root) => isOwn(root) && !this.memory.escapes(root))) return anywhere;
    const stored = new Set(roots.flatMap((root) => [...this.memory.pointersStoredIn(root)]));
    if ([...stored].some((value) => value.type.kind !== "pointer")) return anywhere;
    return this.joined([...stored]);
  }

  private ofOperand(value: Value): Place | null {
    return value instanceof Instruction ? (this.known.get(value) ?? null) : this.placeOf(value);
  }

  private joined(values: readonly Value[]): Place | null {
    // Null points nowhere.
    const pointers = values.filter((value) => !(value instanceof Literal));
    const places = pointers.map((value) => this.ofOperand(value)).filter((place) => place !== null);
    const [first, ...rest] = places;
    return first === undefined ? null : rest.reduce(join, first);
  }

  private ofGep(gep: GepInst): Place | null {
    const base = this.ofOperand(gep.base);
    if (base === null) return null;
    return stepped(base, this.stepBy(gep.sourceType, gep.indices));
  }

  /** What the indices add: constants to the offset, the others to the stride. */
  private stepBy(sourceType: Type, indices: readonly Value[]): Place {
    const { layout } = this.module;
    let place = start;
    let type: Type | null = null;
    for (const index of indices) {
      const constant = integerOf(index);
      if (type?.kind === "struct") {
        const field: Type | null =
          constant === undefined ? null : (type.fields?.[Number(constant)] ?? null);
        if (field === null) return anywhere;
        place = atField(place, layout.fieldOffset(type, Number(constant)), field, layout);
        type = field;
        continue;
      }
      const count = type?.kind === "array" && type.length > 1 ? type.length : null;
      type = type === null ? sourceType : elementOf(type);
      if (type === null || layout.isScalable(type)) return anywhere;
      const size = layout.sizeOf(type);
      place = { ...plus(place, indexed(constant, count, size)), within: place.within };
    }
    return place;
  }
}

/** The place of a field of the struct at `base`; an array bounds what is computed from its address. */
function atField(base: Place, offset: number, field: Type, layout: DataLayout): Place {
  const place = plus(base, exactly(offset));
  // An array of one element or none ends a struct whose memory goes on.
  if (field.kind !== "array" || field.length < 2 || place.stride !== 0) return place;
  return { ...place, within: { low: place.offset, end: place.offset + layout.sizeOf(field) } };
}

/** What an index adds into elements of `size` bytes; `count` is how many there are, where that is known. */
function indexed(index: bigint | undefined, count: number | null, size: number): Place {
  if (index !== undefined) return exactly(Number(index) * size);
  if (count === null || size === 0) return stepping(0, size);
  return { offset: 0, stride: size, low: 0, high: (count - 1) * size };
}

function elementOf(type: Type): Type | null {
  return type.kind === "array" || type.kind === "vector" ? type.element : null;
}

function same(a: Place, b: Place): boolean {
  const bounds = a.low === b.low && a.high === b.high;
  const extents = a.within?.low === b.within?.low && a.within?.end === b.within?.end;
  return bounds && extents && a.offset === b.offset && a.stride === b.stride;
}

function isAllocation(inst: Instruction): boolean {
  return inst instanceof CallInst && callEffects(inst)?.what === "allocate";
}
