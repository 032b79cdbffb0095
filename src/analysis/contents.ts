/**
 * What kinds of scalar each memory object holds and where, from every typed access in the function and from the types of its
 * allocas. An untyped copy of active memory is reversed by that evidence, and refused without it; bytes that are
 * accessed both as one kind and as another are a conflict.
 */
import type { Function, Instruction, ModuleContext } from "../ir/graph.ts";
import { AllocaInst, CallInst, GepInst, LoadInst, StoreInst } from "../ir/instructions.ts";
import type { DataLayout } from "../ir/datalayout.ts";
import type { FloatType, Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { callEffects } from "./effects.ts";
import type { MemoryModel, Root, Roots } from "./memory.ts";
import { integerOf } from "../ir/constants.ts";
import { distanceOf, type Leaf, leavesOf, moved, reaches, type Tag } from "./leaves.ts";
import { accessedType, copiedMembers, type CopiedMember, mayMeet } from "./tbaa.ts";
import { Offsets, type Place, placesOverlap } from "./offsets.ts";

/** The scalar types found in a set of objects. */
export interface Contents {
  readonly floats: ReadonlySet<FloatType>;
  readonly pointers: boolean;
  readonly integers: boolean;
}

/** What an instruction accesses. */
interface Access {
  readonly pointer: Value;
  readonly type: Type;
}

/** One end of a copy. */
export interface CopyEnd {
  readonly roots: Roots;
  readonly place: Place;
}

/** A memcpy or memmove; the number of bytes is null where it is not constant. */
export interface Copy {
  readonly to: CopyEnd;
  readonly from: CopyEnd;
  readonly bytes: number | null;
  /** The members of the copied struct by type-based alias information, where that says it. */
  readonly members: readonly CopiedMember[] | null;
}

/** Copies within one object could move evidence for ever; after so many rounds it is spread over the whole object. */
const exactRounds = 6;

/** Evidence for each root of a function. */
export class ContentIndex {
  private readonly leaves = new Map<Root, Map<string, Leaf>>();
  /** What address computations say that structs hold: a hint for copies, and no access. */
  private readonly declared = new Map<Root, Leaf[]>();
  private readonly module: ModuleContext;
  private readonly layout: DataLayout;
  private readonly offsets: Offsets;

  /** Collects in one pass over `fn`; copies join the kinds of both sides. */
  constructor(fn: Function, memory: MemoryModel) {
    this.module = fn.module;
    this.layout = fn.module.layout;
    this.offsets = new Offsets(fn, memory);
    const copies: Copy[] = [];
    for (const inst of fn.instructions()) {
      const typed = accessOf(inst);
      if (typed !== null) this.note(inst, memory.rootsOf(typed.pointer), typed);
      else if (inst instanceof CallInst && isCopy(inst)) {
        copies.push(this.copyOf(inst, memory));
      } else if (inst instanceof GepInst) this.noteDeclared(inst, memory);
    }
    for (let round = 0, grew = true; grew; round++) {
      grew = false;
      for (const { to, from, bytes } of copies) {
        grew = this.join(from, to, bytes, round >= exactRounds) || grew;
        grew = this.join(to, from, bytes, round >= exactRounds) || grew;
      }
    }
  }

  /** What one memcpy or memmove copies. */
  copyOf(call: Instruction, memory: MemoryModel): Copy {
    const end = (i: number): CopyEnd => this.endOf(call.operand(i), memory);
    const length = integerOf(call.operand(2));
    const bytes = length === undefined ? null : Number(length);
    return { to: end(0), from: end(1), bytes, members: copiedMembers(call.metadata, this.module) };
  }

  /** Where a pointer points, as an end of a copy. */
  endOf(pointer: Value, memory: MemoryModel): CopyEnd {
    return { roots: memory.rootsOf(pointer), place: this.offsets.placeOf(pointer) };
  }

  /** The scalars that may lie in the first `bytes` bytes (null: all) behind an end of a copy, by accesses and declared types. */
  *leavesBehind(end: CopyEnd, bytes: number | null): Generator<Leaf> {
    yield* this.accessedBehind(end, bytes);
    for (const root of end.roots) {
      for (const leaf of this.declared.get(root) ?? []) {
        if (reaches(leaf, end.place, bytes, this.layout)) yield leaf;
      }
    }
  }

  private *accessedBehind({ roots, place }: CopyEnd, bytes: number | null): Generator<Leaf> {
    for (const root of roots) {
      for (const leaf of this.leaves.get(root)?.values() ?? []) {
        if (reaches(leaf, place, bytes, this.layout)) yield leaf;
      }
    }
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
    const tag = accessedType(inst.metadata, this.module);
    leavesOf(access.type, this.offsets.placeOf(access.pointer), this.layout, mine, tag);
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
    if (!mayBeBoth(a, b)) return false;
    const [sizeA, sizeB] = [this.layout.storeSize(a.type), this.layout.storeSize(b.type)];
    return placesOverlap(a.place, sizeA, b.place, sizeB);
  }

  private note(inst: Instruction, roots: Roots, { type, pointer }: Access): void {
    if (this.layout.isScalable(type)) return;
    const found: Leaf[] = [];
    const tag = inst instanceof AllocaInst ? "declared" : accessedType(inst.metadata, this.module);
    leavesOf(type, this.offsets.placeOf(pointer), this.layout, found, tag);
    for (const root of roots) for (const leaf of found) this.add(root, leaf);
  }

  private noteDeclared({ base, sourceType }: GepInst, memory: MemoryModel): void {
    if (sourceType.kind !== "struct" || base instanceof AllocaInst) return;
    const found: Leaf[] = [];
    leavesOf(sourceType, this.offsets.placeOf(base), this.layout, found, "declared");
    for (const root of memory.rootsOf(base)) {
      this.declared.set(root, [...(this.declared.get(root) ?? []), ...found]);
    }
  }

  private add(root: Root, leaf: Leaf): boolean {
    let known = this.leaves.get(root);
    if (known === undefined) {
      known = new Map();
      this.leaves.set(root, known);
    }
    const { offset, stride, low, high } = leaf.place;
    const key = `${leaf.type.text} ${nameOf(leaf.tag)} ${offset} ${stride} ${low} ${high}`;
    if (known.has(key)) return false;
    known.set(key, leaf);
    return true;
  }

  /** What one end of a copy holds the other may hold too, at the same distance from it. True when something was learnt. */
  private join(from: CopyEnd, to: CopyEnd, bytes: number | null, coarsely: boolean): boolean {
    let grew = false;
    for (const leaf of [...this.accessedBehind(from, bytes)]) {
      const distance = distanceOf(leaf, from.place, bytes, this.layout);
      const there = moved(leaf, distance, to.place, coarsely, this.layout);
      for (const root of to.roots) grew = this.add(root, there) || grew;
    }
    return grew;
  }
}

/** May one byte be used as both? A declaration uses nothing: only that of a float says how bits that are moved are to be read. */
function mayBeBoth(a: Leaf, b: Leaf): boolean {
  if (a.tag === "declared") return a.type.kind === "float" && b.type.kind !== "float";
  if (b.tag === "declared") return b.type.kind === "float" && a.type.kind !== "float";
  const [first, second] = [a.tag, b.tag];
  if (first === null || second === null) return true;
  return mayMeet(first, second);
}

function nameOf(tag: Tag): string {
  return tag === null || tag === "declared" ? String(tag) : (tag.lineage[0] ?? "");
}

function isBytes(type: Type): boolean {
  return type.kind === "int" && type.bits <= 8;
}

function isCopy(call: CallInst): boolean {
  const what = callEffects(call)?.what;
  return what === "copy" || what === "move";
}

/** The pointer and the type of a load, a store or an alloca's own memory. */
function accessOf(inst: Instruction): Access | null {
  if (inst instanceof LoadInst) return { pointer: inst.pointer, type: inst.type };
  if (inst instanceof StoreInst) return { pointer: inst.pointer, type: inst.value.type };
  return inst instanceof AllocaInst ? { pointer: inst, type: inst.allocatedType } : null;
}
