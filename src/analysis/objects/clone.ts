/**
 * A callee's graph taken into that of its caller: context sensitivity. Every node of the callee that the caller can reach is mapped to
 * a node here and the place of its offset 0 there; what it holds is added at that distance.
 */
import { Argument, GlobalValue } from "../../ir/graph.ts";
import { AllocaInst } from "../../ir/instructions.ts";
import { Worklist } from "../../support/worklist.ts";
import type { GlobalNodes } from "./globals.ts";
import type { ObjectGraph } from "./graph.ts";
import { type Cell, current, type MemoryNode, nodeFlags, standing } from "./node.ts";
import { anywhere, covers, exactly, isExact, minus, moved, type Place, plus } from "./place.ts";

/** Flags that a node of a callee gives to the caller's. What its parameters are is the caller's to know. */
const carried =
  nodeFlags.heap |
  nodeFlags.external |
  nodeFlags.escaped |
  nodeFlags.opened |
  nodeFlags.variable |
  nodeFlags.leaked |
  nodeFlags.filled;
const carriedFresh = carried | nodeFlags.content | nodeFlags.blurred;

/** The graph that takes in, and its globals. */
export interface Host {
  readonly graph: ObjectGraph;
  readonly globals: GlobalNodes;
}

/** Where the nodes of another graph are here, for one call. Kept from pass to pass, so that no pass makes new nodes. */
export class CloneMap {
  private readonly host: Host;
  private readonly from: ObjectGraph;
  /** The map for what is reached from globals, which is one for all calls; null where the graph is the same. */
  private readonly ofShared: CloneMap | null;
  private readonly images = new Map<MemoryNode, Cell>();
  /** How old both sides were when a node was last taken in: what has not changed since is not looked at again. */
  private readonly seen = new Map<MemoryNode, { readonly there: number; readonly here: number }>();
  private readonly work = new Worklist<MemoryNode>();

  constructor(host: Host, from: ObjectGraph, ofShared: CloneMap | null) {
    this.host = host;
    this.from = from;
    this.ofShared = ofShared;
  }

  /** Takes in the other graph where `pairs` says which cells there are which here. */
  bind(pairs: Iterable<readonly [Cell, Cell]>): void {
    for (const [node, origin] of [...this.images]) {
      if (node.forward !== null) this.equate({ node, place: exactly(0) }, origin);
      else if (!this.isSeen(node)) this.work.add(node);
    }
    for (const [there, here] of pairs) this.equate(there, here);
    this.drain();
  }

  private drain(): void {
    this.work.drain((node) => {
      this.copy(node);
      const here = this.originOf(node)?.node.stamp ?? 0;
      this.seen.set(node, { there: node.stamp, here });
    });
    this.ofShared?.drain();
  }

  private isSeen(node: MemoryNode): boolean {
    const seen = this.seen.get(node);
    const here = this.originOf(node)?.node.stamp ?? 0;
    return seen !== undefined && seen.there >= node.stamp && seen.here >= here;
  }

  /** Where a cell there is here; null when it has no place here. */
  image(there: Cell): Cell | null {
    const { node, place } = current(there);
    const origin = this.originOf(node);
    return origin === null ? null : { node: origin.node, place: plus(origin.place, place) };
  }

  /** Where a cell there is here, with a new node when it has no place yet. What that holds is taken in by the next {@link bind}. */
  imageOrNew(there: Cell): Cell {
    return this.image(there) ?? this.fresh(current(there));
  }

  /** The cell here of offset 0 of a node there. A shared node of the same graph is itself. */
  private originOf(node: MemoryNode): Cell | null {
    if (this.isItself(node)) return { node, place: exactly(0) };
    const images = this.mapFor(node).images;
    const origin = images.get(node);
    return origin === undefined ? null : current(origin);
  }

  private mapFor(node: MemoryNode): CloneMap {
    return this.ofShared !== null && node.is(nodeFlags.shared) ? this.ofShared : this;
  }

  private isItself(node: MemoryNode): boolean {
    return this.from === this.host.graph && node.is(nodeFlags.shared);
  }

  /**
   * Takes the pointers of `there` for those of `here`. Where either has several places it need not be known which is which: objects
   * here may be seen as lying anywhere in the node there from where all of `here` is covered, since whatever is done there with a
   * pointer is done at all of its places. One distance for all objects keeps fields apart that several would mix.
   */
  private equate(there: Cell, here: Cell): void {
    const { node, place } = current(there);
    const to = current(here);
    const known = this.originOf(node);
    if (known === null) {
      const by = alignment({ node, place }, to.place);
      this.setOrigin(node, { node: to.node, place: by ?? minus(to.place, place) });
      return;
    }
    const isSeen = isExact(known.place) && known.node === to.node;
    if (isSeen && covers(plus(known.place, place), to.place)) return;
    this.setOrigin(node, { node: to.node, place: minus(to.place, place) });
  }

  private setOrigin(node: MemoryNode, origin: Cell): void {
    const known = this.originOf(node);
    const map = this.mapFor(node);
    if (known === null) {
      map.images.set(node, origin);
      map.work.add(node);
      return;
    }
    const united = this.host.graph.unify(known, origin);
    if (this.isItself(node) || covers(current(known).place, united.place)) return;
    map.images.set(node, united);
    map.work.add(node);
  }

  private copy(node: MemoryNode): void {
    const origin = this.originOf(node);
    // What has been merged since is copied as the node that it is part of.
    if (origin === null || standing(node).node !== node) return;
    const { graph } = this.host;
    graph.flag(origin.node, node.flags & carried);
    this.copyMembers(node);
    const from = this.originOf(node) ?? origin;
    for (const evidence of node.evidence.values()) {
      graph.addEvidence(from.node, { ...evidence, place: plus(from.place, evidence.place) });
    }
    for (const { place, size, target } of node.slots.list()) {
      const now = this.originOf(node) ?? origin;
      this.copySlot({ node: now.node, place: plus(now.place, place) }, size, current(target));
    }
  }

  private copySlot(at: Cell, size: number, target: Cell): void {
    const { graph } = this.host;
    const image = this.image(target);
    const known = image === null ? graph.known(at, size) : graph.store(at, size, image);
    if (known === null) graph.store(at, size, this.fresh(target));
    else this.equate(target, known);
  }

  private fresh(there: Cell): Cell {
    const flags = there.node.flags & carriedFresh;
    const map = this.mapFor(there.node);
    map.images.set(there.node, { node: this.host.graph.node(flags), place: exactly(0) });
    map.work.add(there.node);
    return { node: (this.originOf(there.node) ?? there).node, place: there.place };
  }

  private copyMembers(node: MemoryNode): void {
    for (const { value, start, bytes } of node.members.values()) {
      if (value instanceof GlobalValue) {
        const place = start === null ? anywhere : exactly(start);
        this.equate({ node, place }, this.host.globals.cellOf(value));
      } else if (!(value instanceof Argument) && !(value instanceof AllocaInst)) {
        // A parameter is an object of the caller's; an alloca of the callee is gone.
        const origin = this.originOf(node);
        if (origin === null) continue;
        const { steps, offset } = origin.place;
        const at = start === null || steps.length > 0 ? null : start + offset;
        this.host.graph.member(origin.node, { value, start: at, bytes });
      }
    }
  }
}

/** More places of a pointer than this are not tried one by one. */
const mostTried = 8;

/**
 * One distance by which the places of `there` are moved so that they take in all of `here`; null where there is none. Of several it is
 * the one that brings the start of the objects in the node, as far as pointers that they hold tell it, nearest to offset 0.
 */
function alignment(there: Cell, here: Place): Place | null {
  const start = selfTarget(there.node);
  let best: number | null = null;
  for (const offset of someOffsets(there.place)) {
    const by = here.offset - offset;
    if (!covers(moved(there.place, by), here)) continue;
    if (best === null || Math.abs(by + start) < Math.abs(best + start)) best = by;
  }
  return best === null ? null : exactly(best);
}

/** Where pointers in the objects of a node to others of them point; 0 where there are none. */
function selfTarget(node: MemoryNode): number {
  for (const slot of node.slots.list()) {
    const target = current(slot.target);
    if (target.node === node) return target.place.offset;
  }
  return 0;
}

function someOffsets({ offset, steps }: Place): number[] {
  const [step, more] = steps;
  if (step === undefined || more !== undefined || step.high - step.low >= mostTried)
    return [offset];
  const count = step.high - step.low + 1;
  return Array.from({ length: count }, (_, i) => offset + (step.low + i) * step.stride);
}
