/**
 * What the bytes of a copy hold, where that is known byte for byte: by the accesses and declared types at both ends, which are the same
 * at the same distance.
 */
import type { DataLayout } from "../ir/datalayout.ts";
import type { FloatType, Type } from "../ir/types.ts";
import type { ContentIndex, Copy, CopyEnd } from "./contents.ts";
import { distances, isByte, type Leaf } from "./leaves.ts";
import { isExact, multiples, plus } from "./objects/place.ts";
import { plainByte } from "./objects/types.ts";
import { isAnyMemory, mayMeet, type TagType } from "./tbaa.ts";

/** A run of floats of one kind, or of pointers, in the copied bytes. */
export interface Run<T extends Type> {
  readonly offset: number;
  readonly type: T;
  readonly count: number;
}

/** A run of floats. */
export type FloatRun = Run<FloatType>;

/** Above this many bytes a copy of mixed types is not laid out. */
const mostBytes = 1 << 16;

/** The kinds of scalar that may lie in the copied bytes. */
export function kindsCopied(copy: Copy, contents: ContentIndex): ReadonlySet<Type> {
  const kinds = new Set<Type>();
  for (const end of [copy.to, copy.from]) {
    for (const leaf of contents.leavesBehind(end, copy.bytes)) {
      if (copy.whole === null || mayBe(copy.whole, leaf)) kinds.add(leaf.type);
    }
  }
  return kinds;
}

/** The floats in the copied bytes, in order; null where {@link scalarsCopied} is. */
export function floatsCopied(
  copy: Copy,
  contents: ContentIndex,
  layout: DataLayout,
): FloatRun[] | null {
  const runs = scalarsCopied(copy, contents, layout);
  return runs?.filter((run): run is FloatRun => run.type.kind === "float") ?? null;
}

/**
 * The floats and pointers in the copied bytes, in order. Null where the length is not constant, where a byte may be used as two kinds, or where
 * nothing shows what a byte is.
 */
export function scalarsCopied(
  copy: Copy,
  contents: ContentIndex,
  layout: DataLayout,
): Run<Type>[] | null {
  const { bytes, to, from } = copy;
  if (bytes === null || bytes > mostBytes) return null;
  const members = membersByByte(copy, bytes);
  const table = tableOf([to, from], members, contents.isPrivate(to), contents);
  return table?.isKnown === true ? runsOf(table.starts, layout) : null;
}

/** The floats in bytes that are laid out alike again and again, as the elements of an array of structs are. */
export interface RepeatedRuns {
  /** In bytes. */
  readonly stride: number;
  /** The floats in the first `stride` bytes. */
  readonly runs: readonly FloatRun[];
}

/**
 * The floats in copied bytes of which the length is not known, where both ends lie in arrays of elements of one layout. Null where
 * {@link scalarsCopied} would be for the bytes of one element, and where there are pointers in them.
 */
export function floatsRepeated(
  copy: Copy,
  contents: ContentIndex,
  layout: DataLayout,
): RepeatedRuns | null {
  if (copy.bytes !== null) return null;
  const leaves = [copy.to, copy.from].flatMap((end) => [...contents.leavesBehind(end, null)]);
  // Shadows hold pointers where the program does: these must not be taken for the floats of another element.
  if (leaves.some(({ type }) => type.kind === "pointer")) return null;
  const stride = strideOf(copy, leaves);
  if (stride === 0 || stride > mostBytes) return null;
  const repeated = (end: CopyEnd): CopyEnd =>
    end === null ? null : { node: end.node, place: plus(end.place, multiples(stride)) };
  const one = { ...copy, bytes: stride, to: repeated(copy.to), from: repeated(copy.from) };
  const scalars = scalarsCopied(one, contents, layout);
  const runs = scalars?.filter((run): run is FloatRun => run.type.kind === "float");
  return runs === undefined || runs.length !== scalars?.length ? null : { stride, runs };
}

/**
 * The greatest number of bytes by which all that is known of the ends repeats itself; 0 where nothing does. What is repeated within so
 * many bytes only, as an array in a struct is, does not count.
 */
function strideOf({ to, from }: Copy, leaves: readonly Leaf[]): number {
  const steps = [to, from, ...leaves].flatMap((each) => {
    const size = each !== null && "size" in each ? each.size : 1;
    return each === null ? [] : each.place.steps.map((step) => ({ ...step, size }));
  });
  steps.sort((a, b) => b.stride - a.stride);
  let found = 0;
  for (const { stride, low, high, size } of steps) {
    if (stride * (high - low) + size > found) found = greatestDivisor(found, stride);
  }
  return found;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/**
 * The floats and pointers in the bytes of an integer that is loaded and stored at these ends and otherwise not looked at, in order. Null
 * where {@link scalarsCopied} would be.
 * @param targets the ends where it is stored; none for those of which nothing is known
 * @param whole what type-based alias information says of all of the bytes
 */
export function scalarsMoved(
  ends: { readonly sources: readonly CopyEnd[]; readonly targets: readonly CopyEnd[] },
  bytes: number,
  whole: TagType | null,
  contents: ContentIndex,
  layout: DataLayout,
): Run<Type>[] | null {
  const { sources, targets } = ends;
  const members = new Array<Member>(bytes).fill(whole);
  const isSeen = targets.every((end) => contents.isPrivate(end));
  const table = tableOf([...sources, ...targets], members, isSeen, contents);
  if (table === null) return null;
  return table.isKnown ? runsOf(table.starts, layout) : table.onlyFloats();
}

/**
 * What is known of the bytes at the ends; null where they are known as two things that exclude each other.
 * @param isSeen what is no float by any access is no float that matters
 */
function tableOf(
  ends: readonly CopyEnd[],
  members: readonly Member[],
  isSeen: boolean,
  contents: ContentIndex,
): ByteTable | null {
  const isUniform = ends.every((end) => contents.isOneObject(end));
  const table = new ByteTable(members, isSeen, isUniform);
  const isPossible = findings(ends, members.length, contents).every((found) => table.add(found));
  return isPossible ? table : null;
}

/** A scalar at one distance from the start of the copy. */
interface Finding {
  readonly leaf: Leaf;
  readonly start: number;
  /** The leaf is at this one place; otherwise this is one of several where it may be. */
  readonly isExact: boolean;
}

/** All of them, the surest first. */
function findings(ends: readonly CopyEnd[], bytes: number, contents: ContentIndex): Finding[] {
  const all: Finding[] = [];
  for (const end of ends.filter((each) => each !== null)) {
    for (const leaf of contents.leavesBehind(end, bytes)) {
      if (isSilent(leaf)) continue;
      const exact = isExact(leaf.place) && isExact(end.place);
      for (const start of distances(leaf, end.place, bytes)) {
        all.push({ leaf, start, isExact: exact });
      }
    }
  }
  return all.sort((a, b) => doubtOf(a) - doubtOf(b));
}

/** Bytes may be storage of anything, but for those that a struct declares; so may integers that are only moved, unless the compiler says more. */
function isSilent({ type, tag, isMove }: Leaf): boolean {
  const said = tag === null || typeof tag === "string" || isAnyMemory(tag) ? null : tag;
  // An integer by which a float is moved, as the compiler says, is none.
  const isOfInteger = said !== null && !floatTypes.test(said.name);
  return (isMove && !isOfInteger) || (isByte(type) && type !== plainByte);
}

function doubtOf({ leaf, isExact: exact }: Finding): number {
  return (leaf.tag === "declared" ? 2 : 0) + (exact ? 0 : 1);
}

/** What is known of each of the copied bytes. */
class ByteTable {
  readonly starts = new Map<number, Type>();
  private readonly bytes: (Finding | null)[];
  private readonly members: readonly Member[];
  /** Each end is one object, laid out in one way. */
  private readonly isUniform: boolean;
  /** The bytes go to memory of the function's own: what is no float by any access there is no float that matters. */
  private readonly isSeen: boolean;

  constructor(members: readonly Member[], isSeen: boolean, isUniform: boolean) {
    this.bytes = new Array<Finding | null>(members.length).fill(null);
    this.members = members;
    this.isUniform = isUniform;
    this.isSeen = isSeen;
  }

  get isKnown(): boolean {
    if (this.isSeen) return true;
    return this.bytes.every((found, i) => found !== null || isNoFloat(this.members[i] ?? null));
  }

  /** The bytes as floats of one kind, where some are that and of the others nothing is known: as a copy of them would be taken. */
  onlyFloats(): FloatRun[] | null {
    const types = new Set(this.bytes.map((found) => found?.leaf.type));
    types.delete(undefined);
    const [only] = types;
    if (only?.kind !== "float" || types.size !== 1) return null;
    const size = this.bytes.find((found) => found !== null)?.leaf.size ?? 0;
    const isAligned = [...this.starts.keys(), this.bytes.length].every((at) => at % size === 0);
    return isAligned ? [{ offset: 0, type: only, count: this.bytes.length / size }] : null;
  }

  /** Takes in a scalar; false where its bytes are known as something that excludes it, or a float is cut by an end of the copy. */
  add(found: Finding): boolean {
    const { leaf, start } = found;
    const [from, to] = [Math.max(start, 0), Math.min(start + leaf.size, this.bytes.length)];
    const meets = this.members.slice(from, to).map((member) => mayBe(member, leaf));
    if (!meets.includes(true)) return true;
    const isWhole = start >= 0 && start + leaf.size <= this.bytes.length;
    const isFloat = leaf.type.kind === "float";
    const known = this.bytes.slice(from, to);
    if (known.some((other) => other !== null && this.isOverruled(found, other))) return true;
    if (isFloat && (!isWhole || meets.includes(false))) return false;
    for (const [i, other] of known.entries()) {
      if (other !== null && clashes(leaf.type, other.leaf.type)) {
        // Bytes say nothing of what they are part of.
        if (isByte(leaf.type)) continue;
        if (!isByte(other.leaf.type)) return false;
      }
      this.bytes[from + i] = found;
    }
    if (isFloat || (leaf.type.kind === "pointer" && isWhole)) this.starts.set(start, leaf.type);
    return true;
  }

  /** Is the byte surely the other one: accessed as a float where this is only declared, or as what the alias rules keep apart? */
  private isOverruled({ leaf, isExact: exact }: Finding, other: Finding): boolean {
    if (!clashes(leaf.type, other.leaf.type)) return false;
    if (leaf.tag === "declared") return leaf.type.kind !== "float" && other.leaf.tag !== "declared";
    const [mine, its] = [leaf.tag, other.leaf.tag];
    if (exact || !other.isExact || !this.isUniform) return false;
    if (mine === null || its === null || typeof mine === "string" || typeof its === "string")
      return false;
    return !mayMeet(mine, its);
  }
}

/** Can a byte be one of them only if it is not one of the other? */
function clashes(a: Type, b: Type): boolean {
  return a !== b && (a.kind === "float" || b.kind === "float");
}

/** What the compiler says of a byte: the member it is part of, padding, or nothing. */
type Member = TagType | "padding" | null;

function membersByByte({ members, whole }: Copy, bytes: number): Member[] {
  if (whole !== null) return new Array<Member>(bytes).fill(whole);
  const isSaid = members !== null && members.length > 0;
  const found = new Array<Member>(bytes).fill(isSaid ? "padding" : null);
  for (const { offset, size, type } of members ?? []) {
    found.fill(isAnyMemory(type) ? null : type, offset, offset + size);
  }
  return found;
}

/** May a byte of that member be one of the scalar? */
function mayBe(member: Member, { type, tag }: Leaf): boolean {
  if (member === null) return true;
  if (member === "padding") return false;
  if (tag !== null && typeof tag !== "string") return mayMeet(member, tag);
  return type.kind === "float" ? !isNoFloat(member) : !floatTypes.test(member.name);
}

/** Names of types of C that are no floats, and of those that are. */
const otherTypes = /^(_Bool|bool|short|int|long|long long|__int128|any pointer|p\d+ .*)$/;
const floatTypes = /^(float|double|long double|_Float16|__bf16|__float128)$/;

function isNoFloat(member: Member): boolean {
  return member === "padding" || (member !== null && otherTypes.test(member.name));
}

/** Neighbours of one kind joined; null where two scalars overlap in part. */
function runsOf(starts: ReadonlyMap<number, Type>, layout: DataLayout): Run<Type>[] | null {
  const runs: Run<Type>[] = [];
  let end = 0;
  for (const [offset, type] of [...starts].sort(([a], [b]) => a - b)) {
    if (offset < end) return null;
    const last = runs.at(-1);
    if (last?.type === type && offset === end) {
      runs[runs.length - 1] = { ...last, count: last.count + 1 };
    } else runs.push({ offset, type, count: 1 });
    end = offset + layout.sizeOf(type);
  }
  return runs;
}
