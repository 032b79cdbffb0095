/** Pointers as offsets in bytes from what they are made of, as bounds over all iterations of loops. */
import { Argument, GlobalVariable, Instruction } from "../../ir/graph.ts";
import { CastInst, GepInst, PhiInst, SelectInst } from "../../ir/instructions.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import type { Context } from "../context.ts";
import { type Interval, interval, number, point } from "./bound.ts";
import { Intervals, isLeftAtHeader, iterationsInto, type Iterations } from "./intervals.ts";

/** A pointer as an offset in bytes from a parameter, a variable or an allocation. */
export interface Place {
  readonly base: Value;
  readonly offset: Interval;
}

/** More bases than this are not told apart. */
const mostPlaces = 4;

/** Finds the places of one function. */
export class Places {
  readonly intervals: Intervals;
  private readonly context: Context;
  private readonly isBase: (pointer: Instruction) => boolean;
  private readonly known = {
    inside: new Map<Value, readonly Place[] | null>(),
    all: new Map<Value, readonly Place[] | null>(),
  };

  /** @param isBase is it an allocation that offsets are counted from? */
  constructor(context: Context, isBase: (pointer: Instruction) => boolean = () => false) {
    this.context = context;
    this.isBase = isBase;
    this.intervals = new Intervals(context);
  }

  /** Of what runs once more than the body of its loop all iterations count. */
  iterationsOf({ parent }: Instruction): Iterations {
    const { forest } = this.context;
    const loop = parent === null ? null : forest.loopOf(parent);
    return loop !== null && loop.header === parent && isLeftAtHeader(loop) ? "all" : "inside";
  }

  /** How many bytes a value of the type has in memory; null where only the run tells. */
  sizeOf(type: Type): Interval | null {
    const { layout } = this.context.services;
    return layout.isScalable(type) ? null : point(number(layout.storeSize(type)));
  }

  /** Where the pointer may lead; null where that has no bounds. */
  of(pointer: Value, which: Iterations): readonly Place[] | null {
    if (pointer instanceof Argument) return [{ base: pointer, offset: point(number(0)) }];
    if (pointer instanceof GlobalVariable) return this.wholeOf(pointer);
    if (!(pointer instanceof Instruction)) return null;
    if (this.isBase(pointer)) return [{ base: pointer, offset: point(number(0)) }];
    const known = this.known[which];
    const found = known.get(pointer);
    if (found !== undefined) return found;
    known.set(pointer, null);
    const made = this.make(pointer, which);
    const few = made !== null && made.length <= mostPlaces ? made : null;
    known.set(pointer, few);
    return few;
  }

  /** A variable is as large as its type, wherever in it a pointer points, where no other definition can take its place. */
  private wholeOf(variable: GlobalVariable): readonly Place[] | null {
    const size = isDefinite(variable) ? this.sizeOf(variable.valueType) : null;
    return size === null ? null : [{ base: variable, offset: { lo: number(0), hi: size.hi } }];
  }

  private make(pointer: Instruction, which: Iterations): readonly Place[] | null {
    if (pointer instanceof CastInst)
      return pointer.opcode === "bitcast" ? this.of(pointer.source, which) : null;
    if (pointer instanceof SelectInst) return this.union([pointer.yes, pointer.no], which);
    if (pointer instanceof GepInst) {
      return this.moved(this.of(pointer.base, which), this.distance(pointer, which));
    }
    if (!(pointer instanceof PhiInst)) return null;
    const { counters } = this.context;
    const affine = counters.affine.get(pointer);
    if (affine !== undefined) {
      const { update } = affine;
      const step = update instanceof GepInst ? this.distance(update, which) : null;
      const steps = step === null ? null : this.intervals.stepsOf(affine.loop, step, which);
      return this.moved(this.of(affine.start, which), steps);
    }
    const values = pointer.incoming().map(({ value }) => value);
    return this.union(values, iterationsInto(pointer, which, this.context));
  }

  private moved(places: readonly Place[] | null, by: Interval | null): readonly Place[] | null {
    if (places === null || by === null) return null;
    return places.map((place) =>
      place.base instanceof GlobalVariable
        ? place
        : { base: place.base, offset: interval.add(place.offset, by) },
    );
  }

  private union(pointers: readonly Value[], which: Iterations): readonly Place[] | null {
    const all: Place[] = [];
    for (const pointer of pointers) {
      const places = this.of(pointer, which);
      if (places === null) return null;
      all.push(...places);
    }
    return all;
  }

  /** The bytes that a getelementptr adds; null when they have no bounds. */
  private distance(gep: GepInst, which: Iterations): Interval | null {
    const { layout } = this.context.services;
    let sum = point(number(0));
    let type: Type = gep.sourceType;
    for (const [i, index] of gep.indices.entries()) {
      const at = this.intervals.of(index, which);
      if (at === null) return null;
      if (i > 0 && type.kind === "struct") {
        const field = at.lo.kind === "number" ? Number(at.lo.number) : -1;
        const inner: Type | undefined = type.fields?.[field];
        if (inner === undefined) return null;
        sum = interval.add(sum, point(number(layout.fieldOffset(type, field))));
        type = inner;
        continue;
      }
      if (i > 0) {
        if (type.kind !== "array" && type.kind !== "vector") return null;
        type = type.element;
      }
      if (layout.isScalable(type)) return null;
      sum = interval.add(sum, interval.mul(at, point(number(layout.sizeOf(type)))));
    }
    return sum;
  }
}

function isDefinite({ initializer, header }: GlobalVariable): boolean {
  const mayBeAnother =
    /\b(?:weak|weak_odr|common|linkonce|linkonce_odr|available_externally|appending)\b/;
  return initializer !== null && !mayBeAnother.test(header);
}
