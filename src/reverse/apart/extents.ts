/** What a function reads and writes through its parameters: for each the bytes from which to which, as bounds that are known when it is entered. */
import { callEffects } from "../../analysis/effects.ts";
import { isOwn, type Root } from "../../analysis/memory.ts";
import { isElsewhere } from "../../analysis/roots.ts";
import { memoryEffects } from "../../ir/attributes.ts";
import { Argument, GlobalVariable, Instruction } from "../../ir/graph.ts";
import {
  CallInst,
  CastInst,
  GepInst,
  LoadInst,
  PhiInst,
  SelectInst,
  StoreInst,
} from "../../ir/instructions.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import type { Context } from "../context.ts";
import { type Interval, interval, number, point } from "./bound.ts";
import {
  Intervals,
  isLeftAtHeader,
  iterationsInto,
  type Iterations,
  type Requirement,
} from "./intervals.ts";

/** What is accessed of what a parameter or a variable points to. */
export interface Extent {
  /** The bytes from the pointer on: the first one, and the one behind the last. Null when that is not known. */
  bytes: Interval | null;
  isWritten: boolean;
}

/** All that a function accesses, but for memory of its own. */
export interface Extents {
  /** By parameter or global variable. */
  readonly of: ReadonlyMap<Value, Extent>;
  /** What is reached through pointers in memory. */
  readonly elsewhere: { isRead: boolean; isWritten: boolean };
  /** What must hold for all of it to be right. */
  readonly requirements: readonly Requirement[];
}

/** A pointer as an offset in bytes from a parameter or a variable. */
interface Place {
  readonly base: Value;
  readonly offset: Interval;
}

/** More bases than this are not told apart. */
const mostPlaces = 4;

/** The extents of the function under construction, before its forward sweep is changed; null where some instruction may access anything. */
export function extentsOf(context: Context): Extents | null {
  if (context.services.layout.pointerBits(0) !== 64 || context.pairs.some) return null;
  const finder = new Finder(context);
  return finder.run() ? finder : null;
}

class Finder implements Extents {
  readonly of = new Map<Value, Extent>();
  readonly elsewhere = { isRead: false, isWritten: false };
  private readonly context: Context;
  private readonly intervals: Intervals;
  private readonly places = {
    inside: new Map<Value, readonly Place[] | null>(),
    all: new Map<Value, readonly Place[] | null>(),
  };

  constructor(context: Context) {
    this.context = context;
    this.intervals = new Intervals(context);
  }

  get requirements(): readonly Requirement[] {
    return this.intervals.requirements;
  }

  /** False where something is accessed of which nothing is known. */
  run(): boolean {
    return this.context.cfg.order.every((block) => [...block].every((inst) => this.visit(inst)));
  }

  private visit(inst: Instruction): boolean {
    if (inst instanceof LoadInst) {
      this.note(inst, inst.pointer, this.sizeOf(inst.type), false);
    } else if (inst instanceof StoreInst) {
      this.note(inst, inst.pointer, this.sizeOf(inst.value.type), true);
    } else if (inst instanceof CallInst) return this.visitCall(inst);
    return !["atomicrmw", "cmpxchg", "va_arg", "fence"].includes(inst.opcode);
  }

  private visitCall(call: CallInst): boolean {
    const effects = callEffects(call);
    if (effects === undefined) {
      const all = Object.values(memoryEffects(call, this.context.services));
      return all.every((access) => access === "none");
    }
    if (effects.deep === true || effects.what === "link") return false;
    if (effects.what === "nothing" || effects.what === "allocate") return true;
    if (effects.what === "free") return !call.args.some((arg) => this.isForeign(arg));
    const [, , length] = call.args;
    const isMove = effects.what === "copy" || effects.what === "move" || effects.what === "set";
    const size =
      isMove && length !== undefined
        ? this.intervals.ofLength(length, this.iterationsOf(call))
        : null;
    call.args.forEach((arg, i) => {
      if (arg.type.kind === "pointer") this.note(call, arg, size, effects.writes.includes(i));
    });
    return true;
  }

  private sizeOf(type: Type): Interval | null {
    const { layout } = this.context.services;
    return layout.isScalable(type) ? null : point(number(layout.storeSize(type)));
  }

  /** Is it memory that is not the function's own? */
  private isForeign(pointer: Value): boolean {
    return [...this.context.memory.rootsOf(pointer)].some((root) => !isOwn(root));
  }

  /** Of what runs once more than the body of its loop all iterations count. */
  private iterationsOf({ parent }: Instruction): Iterations {
    const { forest } = this.context;
    const loop = parent === null ? null : forest.loopOf(parent);
    return loop !== null && loop.header === parent && isLeftAtHeader(loop) ? "all" : "inside";
  }

  private note(inst: Instruction, pointer: Value, size: Interval | null, isWrite: boolean): void {
    const roots = [...this.context.memory.rootsOf(pointer)].filter(
      (root) => !isOwn(root) && !isFixed(root),
    );
    if (roots.length === 0) return;
    const places = size === null ? null : this.placesOf(pointer, this.iterationsOf(inst));
    if (places === null) for (const root of roots) this.widen(root, isWrite);
    else for (const place of places) this.add(place, size, isWrite);
  }

  /** Anything of the object may be accessed. */
  private widen(root: Root, isWrite: boolean): void {
    if (isElsewhere(root) || root.kind === "text" || root.value === null) {
      this.elsewhere[isWrite ? "isWritten" : "isRead"] = true;
      return;
    }
    const known = this.of.get(root.value);
    this.of.set(root.value, { bytes: null, isWritten: isWrite || known?.isWritten === true });
  }

  private add({ base, offset }: Place, size: Interval | null, isWrite: boolean): void {
    const end = interval.add(offset, size ?? point(number(0)));
    const bytes = { lo: offset.lo, hi: end.hi };
    const known = this.of.get(base);
    if (known === undefined) this.of.set(base, { bytes, isWritten: isWrite });
    else {
      known.isWritten ||= isWrite;
      known.bytes = known.bytes === null ? null : interval.hull(known.bytes, bytes);
    }
  }

  private placesOf(pointer: Value, which: Iterations): readonly Place[] | null {
    if (pointer instanceof Argument) return [{ base: pointer, offset: point(number(0)) }];
    if (pointer instanceof GlobalVariable) return this.wholeOf(pointer);
    if (!(pointer instanceof Instruction)) return null;
    const known = this.places[which];
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
      return pointer.opcode === "bitcast" ? this.placesOf(pointer.source, which) : null;
    if (pointer instanceof SelectInst) return this.union([pointer.yes, pointer.no], which);
    if (pointer instanceof GepInst) {
      return this.moved(this.placesOf(pointer.base, which), this.distance(pointer, which));
    }
    if (!(pointer instanceof PhiInst)) return null;
    const { counters } = this.context;
    const affine = counters.affine.get(pointer);
    if (affine !== undefined) {
      const { update } = affine;
      const step = update instanceof GepInst ? this.distance(update, which) : null;
      const steps = step === null ? null : this.intervals.stepsOf(affine.loop, step, which);
      return this.moved(this.placesOf(affine.start, which), steps);
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
      const places = this.placesOf(pointer, which);
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

/** Nobody writes to a constant. */
function isFixed({ kind, value }: Root): boolean {
  return kind === "global" && value instanceof GlobalVariable && value.isConstant;
}
