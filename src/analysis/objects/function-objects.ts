/**
 * The object graph of one function, and what can be asked of it: which memory a pointer points to, whether two accesses may
 * meet, how long an object is, whether it is the function's own, what its bytes hold.
 */
import { hasAttribute } from "../../ir/attributes.ts";
import { Argument, Function, GlobalValue, GlobalVariable } from "../../ir/graph.ts";
import type { CallInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";
import { CloneMap } from "./clone.ts";
import { GlobalNodes } from "./globals.ts";
import { ObjectGraph } from "./graph.ts";
import {
  type Cell,
  current,
  type Evidence,
  type Member,
  type MemoryNode,
  nodeFlags,
  type Slot,
  standing,
} from "./node.ts";
import { overlap } from "./place.ts";
import { solve } from "./solve.ts";
import { FunctionState } from "./state.ts";

/** Graphs of other functions of the module. */
export interface Summaries {
  /** The summary of a function with a body; undefined when it is not known. */
  stateOf(fn: Function): FunctionState | undefined;
  /** Functions whose address is taken and which a call like this one may reach. */
  candidates(call: CallInst): Iterable<Function>;
  /** What the module knows of a global; null when nothing. */
  globalCell(global: GlobalValue): Cell | null;
  /** The graph all of these are in. */
  readonly graph: ObjectGraph;
}

/** What a node's objects are to code that is not analysed. */
interface Exposure {
  /** Strangers may have pointers to it. */
  readonly escaped: ReadonlySet<MemoryNode>;
  /** A pointer to it may point to an object that this analysis does not know as its member. */
  readonly unknown: ReadonlySet<MemoryNode>;
  /** Reached from what the function returns. */
  readonly returned: ReadonlySet<MemoryNode>;
}

/** Answers for one function; a snapshot: valid until its code changes. */
export class FunctionObjects {
  readonly state: FunctionState;
  private exposure: Exposure | null = null;

  private constructor(state: FunctionState) {
    this.state = state;
  }

  /**
   * The objects of `fn`, which must have a body. Calls of functions with a body are taken in by their summaries; without those they
   * may do anything. Time is near-linear in the size of the function and of the summaries of what it calls.
   */
  static of(fn: Function, summaries: Summaries | null = null): FunctionObjects {
    const graph = new ObjectGraph();
    const globals = new GlobalNodes(graph, fn.module.layout);
    const state = new FunctionState(fn, graph, globals);
    const ofShared = summaries === null ? null : new CloneMap(state, summaries.graph, null);
    const callees = {
      stateOf: (callee: Function) => summaries?.stateOf(callee),
      candidates: (call: CallInst) => summaries?.candidates(call) ?? [],
      ofShared,
    };
    for (let before = -1; before !== graph.version; ) {
      before = graph.version;
      solve([state], callees);
      if (summaries !== null) ofShared?.bind(knownGlobals(globals, summaries));
    }
    return new FunctionObjects(state);
  }

  /** Answers from a state that has been solved already. */
  static from(state: FunctionState): FunctionObjects {
    return new FunctionObjects(state);
  }

  /** Where a pointer points (also one in disguise as an integer); null for null, undef and what holds no pointer. */
  cellOf(value: Value): Cell | null {
    return this.state.partsOf(value).find((cell) => cell !== null) ?? null;
  }

  /** Where all pointers in a value point, which may be a struct of several. */
  cellsOf(value: Value): readonly Cell[] {
    return this.state.cellsOf(value);
  }

  /** Where the pointers in `size` bytes behind `pointer` point; null when none was seen there. */
  cellBehind(pointer: Value | Cell, offset: number, size: number): Cell | null {
    const cell = "place" in pointer ? current(pointer) : this.cellOf(pointer);
    if (cell === null) return null;
    const place = { ...cell.place, offset: cell.place.offset + offset };
    const [slot] = cell.node.slots.overlapping(place, size);
    return slot === undefined ? null : current(slot.target);
  }

  /** Is nothing read or written behind what pointers lie in `size` bytes at `cell`, nor can strangers do it? */
  isNeverFollowed(cell: Cell, size: number): boolean {
    const { escaped, returned } = this.exposed();
    return this.behind(cell, size).every((node) => {
      const isUsed = node.members.size + node.evidence.size + node.slots.size > 0;
      return !isUsed && !escaped.has(node) && !returned.has(node);
    });
  }

  /** Is nothing seen to be read or written behind what pointers lie in `size` bytes at `cell`, whatever strangers do there? */
  isNeverSeenFollowed(cell: Cell, size: number): boolean {
    return this.behind(cell, size).every((node) => node.evidence.size + node.slots.size === 0);
  }

  private behind(cell: Cell, size: number): MemoryNode[] {
    const { node, place } = current(cell);
    const slots = node.slots.overlapping(place, size);
    return slots.map(({ target }) => standing(target.node).node);
  }

  /** May `sizeA` bytes at `a` and `sizeB` bytes at `b` share one? Sizes may be infinite. */
  mayAlias(a: Cell, sizeA: number, b: Cell, sizeB: number): boolean {
    const [x, y] = [current(a), current(b)];
    if (x.node !== y.node) return this.nodesMayMeet(x.node, y.node);
    return !this.isMeasured(x.node) || overlap(x.place, sizeA, y.place, sizeB);
  }

  /** Are offsets in the node distances from the start of an object, so that two different ones are two places? */
  private isMeasured(node: MemoryNode): boolean {
    if (node.is(nodeFlags.blurred)) return false;
    if (!this.exposed().unknown.has(node)) {
      return [...node.members.values()].every(({ start }) => start !== null);
    }
    if (node.is(nodeFlags.external | nodeFlags.content)) return false;
    return node.members.size === 1 && node.is(nodeFlags.argument);
  }

  private nodesMayMeet(a: MemoryNode, b: MemoryNode): boolean {
    const { escaped, unknown } = this.exposed();
    const aMayBeB = unknown.has(a) && (unknown.has(b) || escaped.has(b));
    const bMayBeA = unknown.has(b) && escaped.has(a);
    if (!aMayBeB && !bMayBeA) return false;
    return !this.isApart(a, b) && !this.isApart(b, a);
  }

  /** Is `a` only a parameter's object that cannot be what `b` is: because of noalias, or since `b` was made later? */
  private isApart(a: MemoryNode, b: MemoryNode): boolean {
    const [member] = a.members.values();
    if (!(member?.value instanceof Argument) || a.members.size !== 1) return false;
    if (a.is(nodeFlags.external | nodeFlags.content)) return false;
    const later = nodeFlags.external | nodeFlags.content | nodeFlags.argument | nodeFlags.global;
    if (!b.is(later)) return true;
    const isNoalias = hasAttribute(member.value.attributes, "noalias");
    return isNoalias && !this.isStored(a);
  }

  /** Is the address of the node's object found in memory, or given away? */
  private isStored(node: MemoryNode): boolean {
    if (node.is(nodeFlags.escaped)) return true;
    for (const other of this.nodes()) {
      for (const slot of other.slots.list()) {
        if (standing(slot.target.node).node === node) return true;
      }
    }
    return false;
  }

  /** Bytes of the objects of a node: of the longest, when it has several; null when one is of unknown length or is not known. */
  extentOf(node: MemoryNode): number | null {
    const { node: now } = standing(node);
    if (now.members.size === 0 || this.exposed().unknown.has(now)) return null;
    let longest = 0;
    for (const { bytes } of now.members.values()) {
      if (bytes === null) return null;
      longest = Math.max(longest, bytes);
    }
    return longest;
  }

  /** Are all of the node's objects the function's own (allocas, allocations), seen neither by strangers nor by the caller? */
  isPrivate(node: MemoryNode): boolean {
    const { node: now } = standing(node);
    const { escaped, unknown, returned } = this.exposed();
    if (now.is(nodeFlags.argument | nodeFlags.global | nodeFlags.external)) return false;
    return !escaped.has(now) && !unknown.has(now) && !returned.has(now);
  }

  /** May a pointer to the node point to an object that is not one of its members? */
  isIncomplete(node: MemoryNode): boolean {
    return this.exposed().unknown.has(standing(node).node);
  }

  /** May strangers have pointers to the node's objects? */
  isEscaped(node: MemoryNode): boolean {
    return this.exposed().escaped.has(standing(node).node);
  }

  /** The objects of a node: allocas, allocating calls, globals, functions, parameters. */
  members(node: MemoryNode): Member[] {
    return [...standing(node).node.members.values()];
  }

  /** The pointers that a node holds, and where they point. */
  pointers(node: MemoryNode): Slot[] {
    return standing(node).node.slots.list();
  }

  /** How the bytes of a node are used: every scalar type at every place. */
  fields(node: MemoryNode): Evidence[] {
    return [...standing(node).node.evidence.values()];
  }

  /** Every node that a value of the function points to, or that is reached from one; in order of making. */
  nodes(): MemoryNode[] {
    const seeds: MemoryNode[] = [];
    for (const [, cell] of this.state.pointers()) seeds.push(cell.node);
    for (const [, cell] of this.state.globals.all()) seeds.push(cell.node);
    return [...reachable(seeds)].sort((a, b) => a.id - b.id);
  }

  private exposed(): Exposure {
    this.exposure ??= expose(this.state, this.nodesUnordered());
    return this.exposure;
  }

  private nodesUnordered(): ReadonlySet<MemoryNode> {
    const seeds: MemoryNode[] = [];
    for (const [, cell] of this.state.pointers()) seeds.push(cell.node);
    for (const [, cell] of this.state.globals.all()) seeds.push(cell.node);
    return reachable(seeds);
  }
}

/** What other functions may have put into globals. There is nothing in code, and what else a pointer to it may be tells nothing of it. */
function* knownGlobals(
  globals: GlobalNodes,
  summaries: Summaries,
): Generator<readonly [Cell, Cell]> {
  for (const [global, here] of [...globals.all()]) {
    if (global instanceof Function) continue;
    const there = summaries.globalCell(global);
    if (there !== null) yield [there, here];
  }
}

/** The nodes that can be reached from these by loading pointers. */
export function reachable(seeds: Iterable<MemoryNode>): Set<MemoryNode> {
  const found = new Set<MemoryNode>();
  const work: MemoryNode[] = [];
  for (const seed of seeds) work.push(standing(seed).node);
  for (let node = work.pop(); node !== undefined; node = work.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    for (const slot of node.slots.list()) work.push(standing(slot.target.node).node);
  }
  return found;
}

/** Escaped memory may be written by strangers, so what it points to is unknown, and known to them. */
function expose(state: FunctionState, nodes: ReadonlySet<MemoryNode>): Exposure {
  const escaped = new Set<MemoryNode>();
  const unknown = new Set<MemoryNode>();
  const work: MemoryNode[] = [];
  for (const node of nodes) {
    const isOrigin = node.is(nodeFlags.argument | nodeFlags.external);
    if (isOrigin) unknown.add(node);
    if (isOrigin || node.is(nodeFlags.escaped) || hasOpenGlobal(node)) escaped.add(node);
    if (escaped.has(node) || node.is(nodeFlags.opened)) work.push(node);
  }
  const opened = new Set<MemoryNode>();
  for (let node = work.pop(); node !== undefined; node = work.pop()) {
    if (opened.has(node)) continue;
    opened.add(node);
    const isFixed = isConstantMemory(node);
    for (const slot of node.slots.list()) {
      const { node: target } = standing(slot.target.node);
      escaped.add(target);
      if (!isFixed) unknown.add(target);
      work.push(target);
    }
  }
  const returned = state.results.flatMap((cell) => cell?.node ?? []);
  return { escaped, unknown, returned: reachable(returned) };
}

/** Variables of a module may be changed by functions that a stranger calls. */
function hasOpenGlobal(node: MemoryNode): boolean {
  if (!node.is(nodeFlags.global)) return false;
  const globals = [...node.members.values()].filter(({ value }) => value instanceof GlobalValue);
  return globals.length === 0 || !globals.every(({ value }) => isFixedGlobal(value));
}

function isFixedGlobal(value: Value): boolean {
  return value instanceof Function || (value instanceof GlobalVariable && value.isConstant);
}

/** Does the node hold nothing but constants and functions? */
function isConstantMemory(node: MemoryNode): boolean {
  if (!node.is(nodeFlags.global) || node.is(nodeFlags.argument | nodeFlags.external)) return false;
  return [...node.members.values()].every(({ value }) => isFixedGlobal(value));
}
