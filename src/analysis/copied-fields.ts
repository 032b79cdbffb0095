/**
 * What the bytes of a copy hold, where that is known byte for byte: by the accesses and declared types at both ends, which are the same
 * at the same distance.
 */
import type { DataLayout } from "../ir/datalayout.ts";
import type { FloatType, Type } from "../ir/types.ts";
import type { ContentIndex, Copy } from "./contents.ts";
import { distances, isByte, type Leaf } from "./leaves.ts";
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
    for (const { type } of contents.leavesBehind(end, copy.bytes)) kinds.add(type);
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
  const { bytes } = copy;
  if (bytes === null || bytes > mostBytes) return null;
  const kinds = new Array<Type | null>(bytes).fill(null);
  const starts = new Map<number, Type>();
  const members = membersByByte(copy, bytes);
  for (const end of [copy.to, copy.from].filter((each) => each !== null)) {
    for (const leaf of contents.leavesBehind(end, bytes)) {
      // Bytes may be storage of anything, but for those that a struct declares.
      if (isByte(leaf.type) && leaf.type !== plainByte) continue;
      const { size } = leaf;
      for (const start of distances(leaf, end.place, bytes)) {
        const meets = members.slice(Math.max(start, 0), start + size).map((m) => mayBe(m, leaf));
        if (!meets.includes(true)) continue;
        if (leaf.type.kind === "float" && meets.includes(false)) return null;
        if (!mark(kinds, leaf.type, start, size)) return null;
        if (isCopied(leaf.type, start >= 0 && start + size <= bytes)) starts.set(start, leaf.type);
      }
    }
  }
  const isKnown = kinds.every((kind, i) => kind !== null || isNoFloat(members[i] ?? null));
  return isKnown ? runsOf(starts, layout) : null;
}

/** Is a scalar, of which the whole or a part lies in the copied bytes, one of those that are told? */
const isCopied = ({ kind }: Type, isWhole: boolean): boolean =>
  kind === "float" || (kind === "pointer" && isWhole);

/** What the compiler says of a byte: the member it is part of, padding, or nothing. */
type Member = TagType | "padding" | null;

function membersByByte({ members }: Copy, bytes: number): Member[] {
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
  return tag === null || typeof tag === "string"
    ? type.kind !== "float" || !isNoFloat(member)
    : mayMeet(member, tag);
}

/** Names of types of C that are no floats. */
const otherTypes = /^(_Bool|bool|short|int|long|long long|__int128|any pointer|p\d+ .*)$/;

function isNoFloat(member: Member): boolean {
  return member === "padding" || (member !== null && otherTypes.test(member.name));
}

/** Notes a scalar; false where its bytes are known as something that excludes it, or it is cut by an end of the copy. */
function mark(kinds: (Type | null)[], type: Type, start: number, size: number): boolean {
  const isFloat = type.kind === "float";
  if (isFloat && (start < 0 || start + size > kinds.length)) return false;
  for (let i = Math.max(start, 0); i < Math.min(start + size, kinds.length); i++) {
    const known = kinds[i] ?? null;
    if (known !== null && known !== type && (isFloat || known.kind === "float")) {
      // Bytes say nothing of what they are part of.
      if (isByte(type)) continue;
      if (!isByte(known)) return false;
    }
    kinds[i] = type;
  }
  return true;
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
