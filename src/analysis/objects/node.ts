/**
 * The nodes of the object graph. A node is a set of memory objects with one set of offsets; what two pointers may both point
 * to is one node (unification, Steensgaard 1996; with offsets and contexts: Lattner, Lenharth and Adve, PLDI 2007). Merged nodes
 * forward to the one that is left, with the distance by which their offsets have moved.
 */
import type { Type } from "../../ir/types.ts";
import type { Function } from "../../ir/graph.ts";
import type { Value } from "../../ir/value.ts";
import { join, moved, type Place, placeText } from "./place.ts";
import { type SlotOf, SlotTable } from "./slots.ts";

/** Facts of a node, as bits. They only grow. */
export const nodeFlags = {
  /** Holds an alloca, an allocation, a global (or function), what a parameter points to. */
  stack: 1,
  heap: 2,
  global: 4,
  argument: 8,
  /** Holds objects that this analysis cannot name: results of unknown calls, integers made pointers. */
  external: 16,
  /** Its address is known to code that is not analysed. */
  escaped: 32,
  /** Code that is not analysed may have stored pointers into it, though it need not keep the address. */
  opened: 64,
  /** Reached by loading a pointer before anything was seen to be stored there. */
  content: 128,
  /** Pointers of two origins that may be the same object meet here: offsets say nothing of distance. */
  blurred: 256,
  /** Reached from a global: one node for all functions of a module. */
  shared: 512,
  /** Is, or is reached from, a variable that functions may change: what one finds there any other may have put there. */
  variable: 1024,
  /** Escaped, and opened, in another way than by a call through a pointer: the gradient makes no such calls of what it does not know. */
  leaked: 2048,
  filled: 4096,
} as const;

/** The flags that all get to which a node with them points. */
export const spreading = nodeFlags.shared | nodeFlags.variable;

/** A place in a node. */
export interface Cell {
  readonly node: MemoryNode;
  readonly place: Place;
}

/** Bytes of a node that hold pointers, and where those point. */
export type Slot = SlotOf<Cell>;

/** One way in which bytes of a node are used. */
export interface Evidence {
  readonly place: Place;
  /** The scalar: a float, a pointer, an integer. */
  readonly type: Type;
  /** The value is only moved from memory to memory, so an integer type says nothing of what it is. */
  readonly isMove: boolean;
  /** Told by the type of an alloca or global, not by an access. */
  readonly isDeclared: boolean;
  /** `!N` of the access's `!tbaa`; "vtable" for a pointer to a virtual table; empty when it has none. */
  readonly tag: string;
  /** Bytes of the scalar. */
  readonly size: number;
  isRead: boolean;
  isWritten: boolean;
  /** The function whose accesses say it; null where several do, or a declaration. */
  origin: Function | null;
}

/** One object of a node: its alloca, call, global or parameter; where it starts (null: not one known offset); its bytes, if known. */
export interface Member {
  readonly value: Value;
  readonly start: number | null;
  readonly bytes: number | null;
}

let made = 0;

/** A set of memory objects. Change it only through {@link ObjectGraph}. */
export class MemoryNode {
  /** For texts and maps; rises in order of making. */
  readonly id = ++made;
  /** Where this node has gone, with what its offsets are there; null while it stands for itself. */
  forward: { readonly node: MemoryNode; readonly by: number } | null = null;
  flags = 0;
  /** The graph's version when something of this node changed last. */
  stamp = 0;
  members = new Map<Value, Member>();
  slots = new SlotTable<Cell>();
  evidence = new Map<string, Evidence>();

  /** How much it holds, to merge the lesser into the greater. */
  get weight(): number {
    return this.members.size + this.slots.size + this.evidence.size;
  }

  /** Is any of these flags set? */
  is(flags: number): boolean {
    return (this.flags & flags) !== 0;
  }
}

/** The node that `node` stands for now, and the distance its offsets have moved. Shortens the path. */
export function standing(node: MemoryNode): { readonly node: MemoryNode; readonly by: number } {
  if (node.forward === null) return { node, by: 0 };
  const path: { node: MemoryNode; by: number }[] = [];
  let last = node;
  while (last.forward !== null) {
    path.push({ node: last, by: last.forward.by });
    last = last.forward.node;
  }
  let by = 0;
  for (const step of path.reverse()) {
    by += step.by;
    step.node.forward = { node: last, by };
  }
  return { node: last, by };
}

/** The cell in terms of the node that stands now. */
export function current(cell: Cell): Cell {
  if (cell.node.forward === null) return cell;
  const { node, by } = standing(cell.node);
  return { node, place: moved(cell.place, by) };
}

/** The key under which a node keeps a piece of evidence. */
export function evidenceKey({ place, type, isMove, isDeclared, tag }: Evidence): string {
  return `${placeText(place)} ${type.text} ${isMove ? "m" : ""}${isDeclared ? "d" : ""}${tag}`;
}

/** `a` and `b` as places of one node. */
export function joinCells(a: Cell, b: Cell): Cell {
  const place = join(a.place, b.place);
  return place === a.place ? a : { node: a.node, place };
}
