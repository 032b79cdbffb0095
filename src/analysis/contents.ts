/**
 * What kinds of scalar each memory object holds and where, from every typed access in the function and from the types of its
 * allocas. An untyped copy of active memory is reversed by that evidence, and refused without it; bytes that are
 * accessed both as one kind and as another are a conflict.
 */
import type { Function, Instruction } from "../ir/graph.ts";
import { AllocaInst, CallInst, LoadInst, StoreInst } from "../ir/instructions.ts";
import type { DataLayout } from "../ir/datalayout.ts";
import type { FloatType, Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { callEffects } from "./effects.ts";
import type { MemoryModel, Root, Roots } from "./memory.ts";
import { Offsets, type Place, placesOverlap } from "./offsets.ts";

/** The scalar types found in a set of objects. */
export interface Contents {
  readonly floats: ReadonlySet<FloatType>;
  readonly pointers: boolean;
  readonly integers: boolean;
}

/** One scalar of one access. */
interface Leaf {
  readonly type: Type;
  readonly place: Place;
}

/** The scalars of a type with their offsets; the elements of an array or vector are folded. */
function leavesOf(type: Type, place: Place, layout: DataLayout, into: Leaf[]): void {
  if (type.kind === "array" || type.kind === "vector") {
    const size = layout.sizeOf(type.element);
    const stride = type.length < 2 ? place.stride : foldStride(place.stride, size);
    leavesOf(type.element, { offset: place.offset, stride }, layout, into);
  } else if (type.kind === "struct") {
    (type.fields ?? []).forEach((field, i) => {
      const offset = place.offset + layout.fieldOffset(type, i);
      leavesOf(field, { offset, stride: place.stride }, layout, into);
    });
  } else into.push({ type, place });
}

function foldStride(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

/** Evidence for each root of a function. */
export class ContentIndex {
  private readonly leaves = new Map<Root, Map<string, Leaf>>();
  private readonly layout: DataLayout;
  private readonly offsets: Offsets;

  /** Collects in one pass over `fn`; copies join the kinds of both sides. */
  constructor(fn: Function, memory: MemoryModel) {
    this.layout = fn.module.layout;
    this.offsets = new Offsets(fn);
    const copies: (readonly [Roots, Roots])[] = [];
    for (const inst of fn.instructions()) {
      const typed = accessOf(inst);
      if (typed !== null) this.note(memory.rootsOf(typed.pointer), typed.type, typed.pointer);
      else if (inst instanceof CallInst && isCopy(inst)) {
        copies.push([memory.rootsOf(inst.operand(0)), memory.rootsOf(inst.operand(1))]);
      }
    }
    while (copies.some(([to, from]) => this.join(to, from)));
  }

  /** What the objects hold. */
  of(roots: Roots): Contents {
    const all = new Set<Type>();
    for (const root of roots)
      for (const { type } of this.leaves.get(root)?.values() ?? []) all.add(type);
    const floats = [...all].filter((type): type is FloatType => type.kind === "float");
    const pointers = [...all].some((type) => type.kind === "pointer");
    // Bytes are how compilers write padding and raw storage; they say nothing.
    const integers = [...all].some((type) => type.kind === "int" && type.bits > 8);
    return { floats: new Set(floats), pointers, integers };
  }

  /** The one scalar type of all accesses to the objects; null where they differ or there are none. */
  onlyType(roots: Roots): Type | null {
    const all = new Set<Type>();
    for (const root of roots)
      for (const { type } of this.leaves.get(root)?.values() ?? []) all.add(type);
    const [only] = all;
    return only !== undefined && all.size === 1 && only.kind !== "pointer" ? only : null;
  }

  /**
   * A scalar type other than that of the access `inst` under which some byte of the access is used too, where one of the two is
   * a float; null when there is none.
   */
  conflictOf(inst: Instruction, roots: Roots): Type | null {
    const access = accessOf(inst);
    if (access === null) return null;
    const mine: Leaf[] = [];
    leavesOf(access.type, this.offsets.placeOf(access.pointer), this.layout, mine);
    for (const root of roots) {
      for (const other of this.leaves.get(root)?.values() ?? []) {
        if (mine.some((leaf) => this.clash(leaf, other))) return other.type;
      }
    }
    return null;
  }

  private clash(a: Leaf, b: Leaf): boolean {
    if (a.type === b.type || (a.type.kind !== "float" && b.type.kind !== "float")) return false;
    if (isBytes(a.type) || isBytes(b.type)) return false;
    const [sizeA, sizeB] = [this.layout.storeSize(a.type), this.layout.storeSize(b.type)];
    return placesOverlap(a.place, sizeA, b.place, sizeB);
  }

  private note(roots: Roots, type: Type, pointer: Value): void {
    if (this.layout.isScalable(type)) return;
    const found: Leaf[] = [];
    leavesOf(type, this.offsets.placeOf(pointer), this.layout, found);
    for (const root of roots) for (const leaf of found) this.add(root, leaf);
  }

  private add(root: Root, leaf: Leaf): boolean {
    let known = this.leaves.get(root);
    if (known === undefined) {
      known = new Map();
      this.leaves.set(root, known);
    }
    const key = `${leaf.type.text} ${leaf.place.offset} ${leaf.place.stride}`;
    if (known.has(key)) return false;
    known.set(key, leaf);
    return true;
  }

  /** Both sides of a copy may hold what one does, at a place that is not followed. True when something was learnt. */
  private join(a: Roots, b: Roots): boolean {
    const both = [...a, ...b];
    const types = new Set<Type>();
    for (const root of both)
      for (const { type } of this.leaves.get(root)?.values() ?? []) types.add(type);
    let grew = false;
    for (const root of both) {
      const own = new Set([...(this.leaves.get(root)?.values() ?? [])].map(({ type }) => type));
      for (const type of types) {
        if (own.has(type)) continue;
        const place = { offset: 0, stride: this.layout.storeSize(type) };
        grew = this.add(root, { type, place }) || grew;
      }
    }
    return grew;
  }
}

function isBytes(type: Type): boolean {
  return type.kind === "int" && type.bits <= 8;
}

function isCopy(call: CallInst): boolean {
  const what = callEffects(call)?.what;
  return what === "copy" || what === "move";
}

/** The pointer and the type of a load, a store or an alloca's own memory. */
function accessOf(inst: Instruction): { pointer: Value; type: Type } | null {
  if (inst instanceof LoadInst) return { pointer: inst.pointer, type: inst.type };
  if (inst instanceof StoreInst) return { pointer: inst.pointer, type: inst.value.type };
  return inst instanceof AllocaInst ? { pointer: inst, type: inst.allocatedType } : null;
}
