/** What a function reads and writes through its parameters: for each the bytes from which to which, as bounds that are known when it is entered. */
import { callEffects } from "../../analysis/effects.ts";
import { isOwn, type Root } from "../../analysis/memory.ts";
import { isElsewhere } from "../../analysis/roots.ts";
import { memoryEffects } from "../../ir/attributes.ts";
import { GlobalVariable, type Instruction } from "../../ir/graph.ts";
import { CallInst, LoadInst, StoreInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";
import type { Context } from "../context.ts";
import { type Interval, interval, number, point } from "./bound.ts";
import type { Requirement } from "./intervals.ts";
import { type Place, Places } from "./places.ts";

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
  private readonly places: Places;

  constructor(context: Context) {
    this.context = context;
    this.places = new Places(context);
  }

  get requirements(): readonly Requirement[] {
    return this.places.intervals.requirements;
  }

  /** False where something is accessed of which nothing is known. */
  run(): boolean {
    return this.context.cfg.order.every((block) => [...block].every((inst) => this.visit(inst)));
  }

  private visit(inst: Instruction): boolean {
    if (inst instanceof LoadInst) {
      this.note(inst, inst.pointer, this.places.sizeOf(inst.type), false);
    } else if (inst instanceof StoreInst) {
      this.note(inst, inst.pointer, this.places.sizeOf(inst.value.type), true);
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
        ? this.places.intervals.ofLength(length, this.places.iterationsOf(call))
        : null;
    call.args.forEach((arg, i) => {
      if (arg.type.kind === "pointer") this.note(call, arg, size, effects.writes.includes(i));
    });
    return true;
  }

  /** Is it memory that is not the function's own? */
  private isForeign(pointer: Value): boolean {
    return [...this.context.memory.rootsOf(pointer)].some((root) => !isOwn(root));
  }

  private note(inst: Instruction, pointer: Value, size: Interval | null, isWrite: boolean): void {
    const roots = [...this.context.memory.rootsOf(pointer)].filter(
      (root) => !isOwn(root) && !isFixed(root),
    );
    if (roots.length === 0) return;
    const places = size === null ? null : this.places.of(pointer, this.places.iterationsOf(inst));
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
}

/** Nobody writes to a constant. */
function isFixed({ kind, value }: Root): boolean {
  return kind === "global" && value instanceof GlobalVariable && value.isConstant;
}
