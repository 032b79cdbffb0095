/**
 * What kinds of scalar memory holds and where, by the object graph: every typed access to an object and everything copied to or from it
 * is evidence. An untyped copy of active memory is reversed by that evidence, and refused without it; bytes that are
 * accessed both as one kind and as another are a conflict.
 */
import type { DataLayout } from "../ir/datalayout.ts";
import type { Function, Instruction, ModuleContext } from "../ir/graph.ts";
import {
  AllocaInst,
  type CallInst,
  CastInst,
  GepInst,
  LoadInst,
  StoreInst,
} from "../ir/instructions.ts";
import { integerOf } from "../ir/constants.ts";
import type { FloatType, Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { distances, isByte, type Leaf, leavesMeet, reaches, type Tag } from "./leaves.ts";
import { FunctionObjects, reachable } from "./objects/function-objects.ts";
import { summariesFor } from "./objects/summaries.ts";
import { type Cell, current, type Evidence, type MemoryNode, standing } from "./objects/node.ts";
import { moved, placeText } from "./objects/place.ts";
import { declaredScalars, scalarsOf } from "./objects/types.ts";
import {
  accessedType,
  copiedMembers,
  type CopiedMember,
  isAnyMemory,
  mayMeet,
  type TagType,
  typeOfTag,
} from "./tbaa.ts";

/** What an instruction accesses. */
interface Access {
  readonly pointer: Value;
  readonly type: Type;
}

/** Where a pointer points, as an end of a copy; null for null and its like. */
export type CopyEnd = Cell | null;

/** A float so many bytes from a place. */
export interface PlacedFloat {
  readonly start: number;
  readonly type: FloatType;
}

/** A memcpy or memmove; the number of bytes is null where it is not constant. */
export interface Copy {
  readonly to: CopyEnd;
  readonly from: CopyEnd;
  readonly bytes: number | null;
  /** The members of the copied struct by type-based alias information, where that says it. */
  readonly members: readonly CopiedMember[] | null;
  /** The one type of all copied bytes, where a loop of accesses of that type has become the copy. */
  readonly whole: TagType | null;
}

/** The evidence of one node. */
interface NodeContents {
  readonly leaves: readonly Leaf[];
  /** Those that are floats, and those that are neither floats nor bytes: only between the two there are conflicts. */
  readonly floats: readonly Leaf[];
  readonly others: readonly Leaf[];
}

const nothing: NodeContents = { leaves: [], floats: [], others: [] };

/** Evidence for the memory of one function; a snapshot: valid until its code changes. */
export class ContentIndex {
  readonly objects: FunctionObjects;
  readonly fn: Function;
  private readonly primal: Function | null;
  private readonly module: ModuleContext;
  private readonly layout: DataLayout;
  private readonly byNode = new Map<MemoryNode, NodeContents>();
  /** What address computations say that structs hold: a hint for copies, and no access. */
  private readonly hints = new Map<MemoryNode, Map<string, Leaf>>();

  private readonly readsBits = new Map<"all" | "unchecked", boolean>();

  /**
   * Collects for `fn`.
   * @param primal the function that `fn` is a copy of: what that does, called by itself, is judged with `fn`
   * @param objects the object graph of `fn`, made when absent
   */
  constructor(
    fn: Function,
    primal: Function | null = null,
    objects: FunctionObjects = FunctionObjects.of(fn, summariesFor(fn)),
  ) {
    this.fn = fn;
    this.primal = primal;
    this.objects = objects;
    this.module = fn.module;
    this.layout = fn.module.layout;
    for (const inst of fn.instructions()) {
      if (inst instanceof GepInst) this.hint(inst.base, inst.sourceType);
      else if (inst instanceof CastInst) this.hintOfCast(inst);
    }
  }

  /** What one memcpy or memmove copies. */
  copyOf(call: Instruction): Copy {
    const length = integerOf(call.operand(2));
    const bytes = length === undefined ? null : Number(length);
    const members = copiedMembers(call.metadata, this.module);
    const tag = accessedType(call.metadata, this.module);
    const whole = tag === null || isAnyMemory(tag) ? null : tag;
    const [to, from] = [this.endOf(call.operand(0)), this.endOf(call.operand(1))];
    return { to, from, bytes, members, whole };
  }

  /** Where a pointer points, as an end of a copy. */
  endOf(pointer: Value): CopyEnd {
    return this.objects.cellOf(pointer);
  }

  /** Does the end lie in memory that only this function accesses, all of it in ways that are seen here? */
  isPrivate(end: CopyEnd): boolean {
    return end !== null && this.objects.isPrivate(end.node);
  }

  /** Does the pointer lead to one object, or to objects that were all made in one place? */
  isOneObject(end: CopyEnd): boolean {
    if (end === null || this.objects.isIncomplete(end.node)) return false;
    return this.objects.members(end.node).length === 1;
  }

  /** The scalars that may lie in the first `bytes` bytes (null: all) behind an end of a copy, by accesses and declared types. */
  *leavesBehind(end: CopyEnd, bytes: number | null): Generator<Leaf> {
    if (end === null) return;
    const { node, place } = current(end);
    for (const leaf of this.contentsOf(node).leaves) if (reaches(leaf, place, bytes)) yield leaf;
    for (const leaf of this.hints.get(node)?.values() ?? []) {
      if (reaches(leaf, place, bytes)) yield leaf;
    }
  }

  /** The one scalar type of all accesses to what the pointer points to; null where they differ or there are none. */
  onlyType(pointer: Value): Type | null {
    const cell = this.objects.cellOf(pointer);
    const leaves = cell === null ? [] : this.contentsOf(cell.node).leaves;
    const all = new Set(leaves.map(({ type }) => type));
    const [only] = all;
    return only !== undefined && all.size === 1 && only.kind !== "pointer" ? only : null;
  }

  /**
   * A scalar type other than that of the access `inst` under which some byte of the access is used too, where one of the two is
   * a float; null when there is none.
   */
  conflictOf(inst: Instruction): Type | null {
    for (const { type } of this.rivals(inst)) return type;
    return null;
  }

  /**
   * As {@link conflictOf}, for a float that is loaded or stored. Integers that this function itself loads and stores there do not count:
   * they are judged where that happens.
   */
  conflictOfFloat(inst: Instruction): Type | null {
    for (const { type, origin } of this.rivals(inst)) {
      if (type.kind !== "int" || !this.isOwn(origin)) return type;
    }
    return null;
  }

  /** Is some scalar in the node a float? */
  holdsFloats(node: MemoryNode): boolean {
    return this.contentsOf(node).floats.length > 0;
  }

  /**
   * Are bytes of the node a float by one access and another scalar, or storage that is moved byte by byte, by another? `anywhere`: also
   * where the two are different bytes.
   */
  isConflicted(node: MemoryNode, anywhere: boolean): boolean {
    const { leaves, floats, others } = this.contentsOf(node);
    const bytes = leaves.filter(({ type, tag }) => isByte(type) && tag !== "declared");
    if (anywhere) return floats.length > 0 && others.length + bytes.length > 0;
    return floats.some((float) => [...others, ...bytes].some((other) => clash(float, other)));
  }

  /** Bytes of a value of `type` in memory. */
  sizeOf(type: Type): number {
    return this.layout.storeSize(type);
  }

  /** The floats that share bytes with what `store` writes, by where they may begin, counted from there; each once. */
  floatsUnder(store: StoreInst): PlacedFloat[] {
    const found = new Map<string, PlacedFloat>();
    const end = this.endOf(store.pointer);
    const size = this.sizeOf(store.value.type);
    for (const { type, place, size: bytes } of this.rivals(store)) {
      if (end === null || type.kind !== "float") continue;
      for (const start of distances({ type, place, size: bytes }, current(end).place, size)) {
        found.set(`${type.text} ${start}`, { start, type });
      }
    }
    return [...found.values()];
  }

  /** Does no other float share bytes with `float`, which lies as far from where `store` writes as it says? */
  isAlone(store: StoreInst, float: PlacedFloat): boolean {
    const end = this.endOf(store.pointer);
    if (end === null) return false;
    const { node, place } = current(end);
    const bytes = this.sizeOf(float.type);
    for (const leaf of this.contentsOf(node).floats) {
      for (const start of distances(leaf, moved(place, float.start), bytes)) {
        if (start !== 0 || leaf.type !== float.type) return false;
      }
    }
    return true;
  }

  /**
   * May a function that is called here read as an integer what is a float by another access? Then integers that it returns may be bits of one.
   * @param isChecked whether a node's integers are found to be none when the program runs; absent for no node
   */
  calleesReadBits(isChecked?: (node: MemoryNode) => boolean): boolean {
    const key = isChecked === undefined ? "all" : "unchecked";
    const known = this.readsBits.get(key);
    if (known !== undefined) return known;
    const reads = [...this.objects.nodes()].some((node) => {
      if (isChecked?.(node) === true) return false;
      const { floats, others } = this.contentsOf(node);
      const called = others.filter(
        ({ type, origin }) => type.kind === "int" && !this.isOwn(origin),
      );
      return called.some((leaf) => floats.some((float) => clash(leaf, float)));
    });
    this.readsBits.set(key, reads);
    return reads;
  }

  /**
   * A float and another scalar under which functions that `call` may lead to access the same bytes, not all of it in one function, which
   * would judge that by itself; null when there is none.
   */
  disagreement(
    call: CallInst,
    isChecked: (node: MemoryNode) => boolean,
  ): readonly [Type, Type] | null {
    const cells = call.args.flatMap((arg) => this.objects.cellsOf(arg).map(({ node }) => node));
    for (const node of reachable(cells)) {
      if (isChecked(node)) continue;
      const { floats, others } = this.contentsOf(node);
      for (const float of this.elsewhere(floats)) {
        const rival = this.elsewhere(others).find(
          (other) =>
            clash(float, other) && (other.origin === null || other.origin !== float.origin),
        );
        if (rival !== undefined) return [float.type, rival.type];
      }
    }
    return null;
  }

  private elsewhere(leaves: readonly Leaf[]): Leaf[] {
    return leaves.filter(({ tag, origin }) => tag !== "declared" && !this.isOwn(origin));
  }

  private isOwn(origin: Function | null): boolean {
    return origin === this.fn || (origin !== null && origin === this.primal);
  }

  private *rivals(inst: Instruction): Generator<Leaf> {
    const access = accessOf(inst);
    const cell = access === null ? null : this.objects.cellOf(access.pointer);
    if (access === null || cell === null || this.layout.isScalable(access.type)) return;
    const tag = accessedType(inst.metadata, this.module);
    const { floats, others } = this.contentsOf(cell.node);
    for (const scalar of scalarsOf(access.type, this.layout, cell.place)) {
      if (isByte(scalar.type)) continue;
      const mine: Leaf = { ...scalar, tag, isMove: false, origin: this.fn };
      const isFloat = scalar.type.kind === "float";
      const rivals = isFloat ? [floats, others] : [floats];
      for (const rival of rivals.flat()) if (clash(mine, rival)) yield rival;
    }
  }

  /** May bytes of a value of `type`, accessed at `pointer` by an instruction with that metadata, be those of a float by some access? */
  isFloatAt(pointer: Value, type: Type, metadata: string): boolean {
    const tag = accessedType(metadata, this.module);
    const isFloat = (leaf: Leaf): boolean =>
      leaf.type.kind === "float" && (leaf.tag === "declared" || tagsMeet(tag, leaf.tag));
    return this.leavesAt(pointer, type)?.some(isFloat) === true;
  }

  /** Does some access that is seen say that a pointer is where the value is stored, or loaded? */
  isPointerAt(access: LoadInst | StoreInst): boolean {
    const { type } = access instanceof StoreInst ? access.value : access;
    const leaves = this.leavesAt(access.pointer, type);
    const isPointer = (leaf: Leaf): boolean =>
      leaf.type.kind === "pointer" && leaf.tag !== "declared";
    return leaves?.some(isPointer) === true;
  }

  /** Does the access begin inside of bytes in which some other that is seen has a pointer? */
  isInsidePointer(access: LoadInst | StoreInst): boolean {
    const { type } = access instanceof StoreInst ? access.value : access;
    const end = this.endOf(access.pointer);
    if (end === null) return false;
    const leaves = this.leavesAt(access.pointer, type) ?? [];
    return leaves
      .filter((leaf) => leaf.type.kind === "pointer" && leaf.tag !== "declared")
      .some((leaf) => {
        const starts = distances(leaf, current(end).place, this.sizeOf(type));
        return [...starts].some((start) => start < 0);
      });
  }

  /** Does nothing say what the bytes of a value of `type` at `pointer` are, as they are only moved? */
  isUnseen(pointer: Value, type: Type): boolean {
    const leaves = this.leavesAt(pointer, type);
    return leaves?.every((leaf) => leaf.isMove || isByte(leaf.type)) === true;
  }

  /** The scalars that bytes of a value of `type` at `pointer` may be of; null where it is not known where that is, or how large it is. */
  private leavesAt(pointer: Value, type: Type): readonly Leaf[] | null {
    const end = this.endOf(pointer);
    if (end === null || this.layout.isScalable(type)) return null;
    return [...this.leavesBehind(end, this.layout.storeSize(type))];
  }

  /** Is no pointer that may be found in the bytes of a load or store followed by any access that is seen here, wherever it is moved? */
  isNeverFollowed(inst: LoadInst | StoreInst): boolean {
    return this.askAt(inst, (end, size) => this.objects.isNeverFollowed(end, size));
  }

  /** As {@link isNeverFollowed}, of memory that nobody else looks into: what strangers do with what its pointers lead to does not matter. */
  isNeverSeenFollowed(inst: LoadInst | StoreInst): boolean {
    return this.askAt(inst, (end, size) => this.objects.isNeverSeenFollowed(end, size));
  }

  /** What the object graph says of the bytes of a load or store; false where it is not known which those are. */
  private askAt(inst: LoadInst | StoreInst, ask: (end: Cell, size: number) => boolean): boolean {
    const { pointer, type } = inst instanceof StoreInst ? stored(inst) : inst;
    const end = this.endOf(pointer);
    return end !== null && !this.layout.isScalable(type) && ask(end, this.layout.storeSize(type));
  }

  private contentsOf(node: MemoryNode): NodeContents {
    const { node: now } = standing(node);
    const known = this.byNode.get(now);
    if (known !== undefined) return known;
    const leaves = this.objects.fields(now).map((evidence) => this.leafOf(evidence));
    const floats = leaves.filter(({ type }) => type.kind === "float");
    const others = leaves.filter(({ type }) => type.kind !== "float" && !isByte(type));
    const made = leaves.length === 0 ? nothing : { leaves, floats, others };
    this.byNode.set(now, made);
    return made;
  }

  private leafOf({ isDeclared, tag: said, ...evidence }: Evidence): Leaf {
    const tag: Tag = isDeclared ? "declared" : this.tagOf(said);
    const { type, place, size, isMove, origin } = evidence;
    return { type, place, size, tag, isMove, origin };
  }

  private tagOf(said: string): Tag {
    if (said === "vtable") return said;
    return said === "" ? null : typeOfTag(said, this.module);
  }

  /** With typed pointers what is cast to bytes says what it was. */
  private hintOfCast({ source }: CastInst): void {
    const { type } = source;
    if (type.kind === "pointer" && type.pointee !== null) this.hint(source, type.pointee);
  }

  private hint(base: Value, type: Type): void {
    if (type.kind !== "struct" || base instanceof AllocaInst) return;
    const cell = this.objects.cellOf(base);
    if (cell === null) return;
    const known = this.hints.get(cell.node) ?? new Map<string, Leaf>();
    this.hints.set(cell.node, known);
    for (const scalar of declaredScalars(type, this.layout, cell.place)) {
      known.set(`${scalar.type.text} ${placeText(scalar.place)}`, {
        ...scalar,
        tag: "declared",
        isMove: false,
        origin: null,
      });
    }
  }
}

function clash(a: Leaf, b: Leaf): boolean {
  return a.type !== b.type && mayBeBoth(a, b) && leavesMeet(a, b);
}

/** May one byte be used as both? A declaration uses nothing: only that of a float says how bits that are moved are to be read. */
function mayBeBoth(a: Leaf, b: Leaf): boolean {
  if (a.tag === "declared") return a.type.kind === "float" && b.type.kind !== "float";
  if (b.tag === "declared") return b.type.kind === "float" && a.type.kind !== "float";
  return tagsMeet(a.tag, b.tag);
}

/** Nothing else is ever where a pointer to a virtual table is. */
function tagsMeet(a: Exclude<Tag, "declared">, b: Exclude<Tag, "declared">): boolean {
  if (a === "vtable" || b === "vtable") return false;
  if (a === null || b === null) return true;
  return mayMeet(a, b);
}

/** The pointer and the type of a load or a store. */
function accessOf(inst: Instruction): Access | null {
  if (inst instanceof LoadInst) return { pointer: inst.pointer, type: inst.type };
  return inst instanceof StoreInst ? stored(inst) : null;
}

function stored({ pointer, value: { type } }: StoreInst): Access {
  return { pointer, type };
}
