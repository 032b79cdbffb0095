/**
 * Where in its object a pointer points: `offset + k * stride` bytes for some whole k (a stride of 0 means exactly `offset`). Array
 * elements are folded by their stride, so the fields of the elements of an array of structs stay apart.
 */
import { integerOf } from "../ir/constants.ts";
import {
  Argument,
  Function,
  GlobalVariable,
  Instruction,
  type ModuleContext,
} from "../ir/graph.ts";
import { AllocaInst, CastInst, GepInst, PhiInst, SelectInst } from "../ir/instructions.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { Worklist } from "../support/worklist.ts";

/** A set of byte offsets. */
export interface Place {
  readonly offset: number;
  readonly stride: number;
}

const start: Place = { offset: 0, stride: 0 };
const anywhere: Place = { offset: 0, stride: 1 };

function gcd(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

/** The smallest set of the form that holds both. */
function join(a: Place, b: Place): Place {
  const stride = gcd(gcd(a.stride, b.stride), a.offset - b.offset);
  return { offset: stride === 0 ? a.offset : modulo(a.offset, stride), stride };
}

function modulo(x: number, m: number): number {
  return ((x % m) + m) % m;
}

/** May `sizeA` bytes at a place of `a` and `sizeB` bytes at a place of `b`, of one object, have a byte in common? */
export function placesOverlap(a: Place, sizeA: number, b: Place, sizeB: number): boolean {
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

  /** Solves for `fn`. The stride of a place only shrinks, to a divisor, so each is visited few times. */
  constructor(fn: Function) {
    this.module = fn.module;
    const work = new Worklist<Instruction>();
    for (const inst of fn.instructions()) if (inst.type.kind === "pointer") work.add(inst);
    work.drain((inst) => {
      const now = this.transfer(inst);
      const before = this.known.get(inst);
      if (now === null || (before !== undefined && same(before, now))) return;
      this.known.set(inst, before === undefined ? now : join(before, now));
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
    return anywhere;
  }

  /** Null where nothing is known yet, because the operands come round a loop. */
  private transfer(inst: Instruction): Place | null {
    if (inst instanceof AllocaInst) return start;
    if (inst instanceof GepInst) return this.stepped(inst);
    if (inst instanceof PhiInst) return this.joined(inst.incoming().map(({ value }) => value));
    if (inst instanceof SelectInst) return this.joined([inst.yes, inst.no]);
    const isCast = inst instanceof CastInst && inst.source.type.kind === "pointer";
    if (isCast || inst.opcode === "freeze") return this.ofOperand(inst.operand(0));
    return anywhere;
  }

  private ofOperand(value: Value): Place | null {
    return value instanceof Instruction ? (this.known.get(value) ?? null) : this.placeOf(value);
  }

  private joined(values: readonly Value[]): Place | null {
    const places = values.map((value) => this.ofOperand(value)).filter((place) => place !== null);
    const [first, ...rest] = places;
    return first === undefined ? null : rest.reduce(join, first);
  }

  private stepped(gep: GepInst): Place | null {
    const base = this.ofOperand(gep.base);
    if (base === null) return null;
    const step = this.gepStep(gep);
    const stride = gcd(base.stride, step.stride);
    const offset = base.offset + step.offset;
    return { offset: stride === 0 ? offset : modulo(offset, stride), stride };
  }

  /** What the indices add: constants to the offset, the others to the stride. */
  private gepStep(gep: GepInst): Place {
    const { layout } = this.module;
    let { offset, stride } = start;
    let type: Type | null = null;
    for (const index of gep.indices) {
      const constant = integerOf(index);
      if (type?.kind === "struct") {
        if (constant === undefined) return anywhere;
        offset += layout.fieldOffset(type, Number(constant));
        type = type.fields?.[Number(constant)] ?? null;
        if (type === null) return anywhere;
        continue;
      }
      type = type === null ? gep.sourceType : elementOf(type);
      if (type === null || layout.isScalable(type)) return anywhere;
      const size = layout.sizeOf(type);
      if (constant === undefined) stride = gcd(stride, size);
      else offset += Number(constant) * size;
    }
    return { offset, stride };
  }
}

function elementOf(type: Type): Type | null {
  return type.kind === "array" || type.kind === "vector" ? type.element : null;
}

function same(a: Place, b: Place): boolean {
  return a.offset === b.offset && a.stride === b.stride;
}
