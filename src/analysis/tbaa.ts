/**
 * What a compiler's type-based alias information says of an access or a copy ("tbaa Metadata" and "tbaa.struct Metadata" of the LLVM
 * language reference). It is evidence on which the compiler itself relies: accesses whose types are unrelated do not meet.
 */
import type { ModuleContext } from "../ir/graph.ts";

/** A scalar type in the metadata: its node and those above it, each of which may be the same memory. */
export interface TagType {
  readonly name: string;
  readonly lineage: readonly string[];
}

/** One member of a copied struct. */
export interface CopiedMember {
  readonly offset: number;
  readonly size: number;
  readonly type: TagType;
}

/** No hierarchy of types is so deep; a cycle of nodes is no hierarchy. */
const mostAncestors = 32;

/** The type of the accessed scalar; null where the attachments do not say it. */
export function accessedType(attachments: string, module: ModuleContext): TagType | null {
  const tag = /!tbaa (!\d+)/.exec(attachments)?.[1];
  return tag === undefined ? null : typeOfTag(tag, module);
}

/** A member of a struct, or of one in it, as an access is said to be of: the name of the struct, and the bytes from its start. */
export interface AccessedMember {
  readonly base: string;
  readonly offset: number;
}

/** The member that is accessed; null where the attachments do not say it. */
export function memberAccessed(attachments: string, module: ModuleContext): AccessedMember | null {
  const tag = /!tbaa (!\d+)/.exec(attachments)?.[1] ?? "";
  const [, node = "", offset] = /^!\{(!\d+), !\d+, i64 (\d+)/.exec(module.node?.(tag) ?? "") ?? [];
  const base = /^!\{!"([^"]*)"/.exec(module.node?.(node) ?? "")?.[1];
  return base === undefined ? null : { base, offset: Number(offset) };
}

/** The members of the struct that a memcpy copies, in order; null where the attachments do not say it. */
export function copiedMembers(attachments: string, module: ModuleContext): CopiedMember[] | null {
  const node = /!tbaa\.struct (!\d+)/.exec(attachments)?.[1];
  const text = node === undefined ? undefined : module.node?.(node);
  if (text === undefined) return null;
  const members: CopiedMember[] = [];
  for (const [, offset, size, tag = ""] of text.matchAll(/i64 (\d+), i64 (\d+), (!\d+)/g)) {
    const type = typeOfTag(tag, module);
    if (type === null) return null;
    members.push({ offset: Number(offset), size: Number(size), type });
  }
  return members;
}

/** Can accesses of the two types meet? They can when one is an ancestor of the other, and nothing is said of types of different hierarchies. */
export function mayMeet(a: TagType, b: TagType): boolean {
  if (a.lineage.at(-1) !== b.lineage.at(-1)) return true;
  return a.lineage.includes(b.lineage[0] ?? "") || b.lineage.includes(a.lineage[0] ?? "");
}

/** A type from which others descend, as `char` in C: it says nothing. */
export function isAnyMemory({ name, lineage }: TagType): boolean {
  return lineage.length < 3 || name === "omnipotent char";
}

/**
 * The accessed type by the access tag `tag`, such as `!7`; null for a tag of another form. A tag is `!{base, access, offset}`, where the
 * access type is a scalar: `!{"double", parent, i64 0}`.
 */
export function typeOfTag(tag: string, module: ModuleContext): TagType | null {
  const access = /^!\{!\d+, (!\d+), i64 \d+/.exec(module.node?.(tag) ?? "")?.[1];
  if (access === undefined) return null;
  const lineage: string[] = [];
  let name = "";
  for (let node = access; lineage.length < mostAncestors; ) {
    const text = module.node?.(node) ?? "";
    const [, own, parent] = /^!\{!"([^"]*)"(?:, (!\d+), i64 0)?\}$/.exec(text) ?? [];
    if (own === undefined) return null;
    if (lineage.length === 0) name = own;
    lineage.push(node);
    if (parent === undefined) return { name, lineage };
    node = parent;
  }
  return null;
}
