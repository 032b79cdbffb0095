/**
 * The operations on nodes: making, merging, and the slots and evidence they hold. Everything here only adds facts; `version`
 * rises with each, so that an analysis can go on until nothing is new.
 */
import type { Type } from "../../ir/types.ts";
import type { Function } from "../../ir/graph.ts";
import type { Value } from "../../ir/value.ts";
import {
  type Cell,
  current,
  type Evidence,
  evidenceKey,
  type Member,
  MemoryNode,
  nodeFlags,
  type Slot,
  spreading,
  standing,
} from "./node.ts";
import { covers, exactly, moved, type Place, samePlace, widen } from "./place.ts";
import { covering, SlotTable } from "./slots.ts";

/** How an access uses the bytes it touches. */
export interface Use {
  readonly type: Type;
  readonly size: number;
  readonly isRead: boolean;
  readonly isWritten: boolean;
  readonly isMove?: boolean;
  readonly isDeclared?: boolean;
  readonly tag?: string;
  readonly origin?: Function;
}

/** Origins that may be the same object although nothing in the code says so. */
const unknownOrigin = nodeFlags.argument | nodeFlags.external | nodeFlags.content;

/** Nodes and the operations on them. Nodes of different graphs never meet. */
export class ObjectGraph {
  /** Rises with every new fact. */
  version = 0;
  /** Slots that are still to be joined to what is there: a worklist, since structures may be deep. */
  private readonly pending: { at: Cell; size: number; target: Cell }[] = [];
  private isSettling = false;

  /** A node without objects. */
  node(flags = 0): MemoryNode {
    this.version++;
    const node = new MemoryNode();
    node.flags = flags;
    return node;
  }

  private changed(node: MemoryNode): void {
    node.stamp = ++this.version;
  }

  /** Sets flags of a node; those of {@link spreading} go on to all that it points to. */
  flag(node: MemoryNode, flags: number): void {
    const { node: now } = standing(node);
    if ((now.flags & flags) === flags) return;
    this.changed(now);
    const more = flags & ~now.flags & spreading;
    now.flags |= flags;
    if (more !== 0) this.spread(now, more);
  }

  private spread(from: MemoryNode, flags: number): void {
    const work = [from];
    for (let node = work.pop(); node !== undefined; node = work.pop()) {
      for (const slot of node.slots.list()) {
        const { node: target } = standing(slot.target.node);
        if ((target.flags & flags) === flags) continue;
        target.flags |= flags;
        this.changed(target);
        work.push(target);
      }
    }
  }

  /** Notes that the node holds the object `value`, which starts at `start`. */
  member(node: MemoryNode, member: Member): void {
    const { node: now, by } = standing(node);
    const start = member.start === null ? null : member.start + by;
    const known = now.members.get(member.value);
    const isNew =
      known === undefined ||
      (known.start !== start && known.start !== null) ||
      (known.bytes !== member.bytes && known.bytes !== null);
    if (!isNew) return;
    this.changed(now);
    const agreed = known === undefined || known.start === start ? start : null;
    const bytes = known === undefined || known.bytes === member.bytes ? member.bytes : null;
    now.members.set(member.value, { value: member.value, start: agreed, bytes });
  }

  /**
   * Makes the two cells one: their nodes are merged so that the offsets of the cells coincide, if they are not merged already.
   * Returns the cell that holds both; its place is as wide as it must be.
   */
  unify(a: Cell, b: Cell): Cell {
    const united = this.unifyNow(a, b);
    this.settle();
    return current(united);
  }

  private unifyNow(a: Cell, b: Cell): Cell {
    let [first, second] = [current(a), current(b)];
    if (first.node !== second.node) {
      const by = first.place.offset - second.place.offset;
      if (first.node.weight < second.node.weight) this.absorb(second.node, first.node, -by);
      else this.absorb(first.node, second.node, by);
      first = current(first);
      second = current(second);
    }
    const place = widen(first.place, second.place);
    return place === first.place ? first : { node: first.node, place };
  }

  /** Merges `b` into `a`, where offset x of `b` is x + `by` of `a`. */
  private absorb(a: MemoryNode, b: MemoryNode, by: number): void {
    this.changed(a);
    const differ = (a.flags ^ b.flags) & spreading;
    const blurs = a.is(unknownOrigin) && b.is(unknownOrigin) ? nodeFlags.blurred : 0;
    b.forward = { node: a, by };
    a.flags |= b.flags | blurs;
    for (const { value, start, bytes } of b.members.values()) {
      this.member(a, { value, start: start === null ? null : start + by, bytes });
    }
    for (const evidence of b.evidence.values()) {
      this.addEvidence(a, { ...evidence, place: moved(evidence.place, by) });
    }
    for (const { place, size, target } of b.slots.list()) {
      this.pending.push({ at: { node: a, place: moved(place, by) }, size, target });
    }
    b.members = new Map();
    b.evidence = new Map();
    b.slots = new SlotTable<Cell>();
    if (differ !== 0) this.spread(a, a.flags & spreading);
  }

  /** Where the pointers in `size` bytes at a cell point; a new node when nothing is known. */
  content(at: Cell, size: number): Cell {
    const { node, place } = current(at);
    const [only, second] = node.slots.overlapping(place, size);
    if (only !== undefined && second === undefined && holds(only, place, size)) {
      return current(only.target);
    }
    const target = only?.target ?? { node: this.node(nodeFlags.content), place: exactly(0) };
    return this.store(at, size, target);
  }

  /** Where the pointers in `size` bytes at a cell point, when anything is known of that. */
  known(at: Cell, size: number): Cell | null {
    const { node, place } = current(at);
    return node.slots.overlapping(place, size).length === 0 ? null : this.content(at, size);
  }

  /** Notes that `size` bytes at a cell hold a pointer to `target`. Returns where all pointers there point. */
  store(at: Cell, size: number, target: Cell): Cell {
    const slot = this.join(at, size, target);
    this.settle();
    return current(slot.target);
  }

  private settle(): void {
    if (this.isSettling) return;
    this.isSettling = true;
    for (let next = this.pending.pop(); next !== undefined; next = this.pending.pop()) {
      this.join(next.at, next.size, next.target);
    }
    this.isSettling = false;
  }

  /** Makes room for a slot, which takes in all that it overlaps; targets of those wait to be joined. */
  private join(at: Cell, size: number, target: Cell): Slot {
    const { node, place } = current(at);
    let slot: Slot = { place, size, target };
    for (;;) {
      const found = node.slots.overlapping(slot.place, slot.size);
      const [only] = found;
      if (only === undefined) break;
      if (found.length === 1 && holds(only, slot.place, slot.size)) {
        this.retarget(node, only, slot.target);
        return only;
      }
      for (const other of found) {
        node.slots.remove(other);
        this.pending.push({
          at: { node, place: other.place },
          size: other.size,
          target: other.target,
        });
        slot = { ...covering(other, slot), target };
      }
    }
    this.changed(node);
    node.slots.add(slot);
    this.retarget(node, slot, target);
    return slot;
  }

  private retarget(owner: MemoryNode, slot: Slot, target: Cell): void {
    const before = slot.target;
    slot.target = this.unifyNow(before, target);
    if (!samePlace(current(before).place, slot.target.place)) this.changed(standing(owner).node);
    const { node } = slot.target;
    if (owner.forward !== null) {
      // The owner went into another node meanwhile, with the slot as it was.
      this.pending.push({
        at: { node: owner, place: slot.place },
        size: slot.size,
        target: slot.target,
      });
    }
    this.flag(node, standing(owner).node.flags & spreading);
  }

  /** Notes how bytes of a node are used. */
  use(at: Cell, use: Use): void {
    const { node, place } = current(at);
    this.addEvidence(node, {
      place,
      type: use.type,
      size: use.size,
      isMove: use.isMove ?? false,
      isDeclared: use.isDeclared ?? false,
      origin: use.origin ?? null,
      tag: use.tag ?? "",
      isRead: use.isRead,
      isWritten: use.isWritten,
    });
  }

  /** Adds evidence that is in terms of the node as it stands. */
  addEvidence(node: MemoryNode, evidence: Evidence): void {
    const key = evidenceKey(evidence);
    const known = node.evidence.get(key);
    if (known === undefined) {
      this.changed(node);
      node.evidence.set(key, { ...evidence });
      return;
    }
    if (known.origin !== evidence.origin && known.origin !== null) {
      known.origin = null;
      this.changed(node);
    }
    if (evidence.isRead && !known.isRead) {
      known.isRead = true;
      this.changed(node);
    }
    if (evidence.isWritten && !known.isWritten) {
      known.isWritten = true;
      this.changed(node);
    }
  }

  /** The objects of a cell's node. */
  membersOf(cell: Cell): ReadonlyMap<Value, Member> {
    return standing(cell.node).node.members;
  }
}

function holds(slot: Slot, place: Place, size: number): boolean {
  if (size > slot.size) return false;
  if (covers(slot.place, place)) return true;
  if (slot.place.steps.length > 0 || place.steps.length > 0) return false;
  return place.offset >= slot.place.offset && place.offset + size <= slot.place.offset + slot.size;
}
