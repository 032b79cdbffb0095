/**
 * What a function reads and writes that its caller can see, with all that it calls: places in the nodes of its object graph. From
 * bodies, rows and attributes; callees first.
 */
import type { Function } from "../ir/graph.ts";
import type { CallInst } from "../ir/instructions.ts";
import type { CloneMap } from "./objects/clone.ts";
import { type FunctionObjects, reachable } from "./objects/function-objects.ts";
import type { ModuleObjects } from "./objects/module-objects.ts";
import { current, type MemoryNode, nodeFlags } from "./objects/node.ts";
import { placeText } from "./objects/place.ts";
import type { Effect, FunctionState } from "./objects/state.ts";

/** What a function does to memory that was there before it was called, or that outlives it. */
export interface ModRef {
  /** In nodes of the function's bottom-up graph: those of parameters, globals and the result, and what is reached from them. */
  readonly effects: readonly Effect[];
  /** It may also read, or write, everything whose address code outside of the module may have. */
  readonly strangers: { readonly read: boolean; readonly write: boolean };
}

/** The effects of the functions of a module. */
export class ModRefs {
  private readonly objects: ModuleObjects;
  private readonly known = new Map<Function, ModRef>();

  /** Computes them for all functions; time is linear in the sum of the results. */
  constructor(objects: ModuleObjects) {
    this.objects = objects;
    for (const component of objects.calls.components) this.solve(component);
  }

  /** The effects of a function with a body; undefined for any other. */
  of(fn: Function): ModRef | undefined {
    return this.known.get(fn);
  }

  /**
   * What a call of functions with a body does, in the graph of `objects`, which answers for the function that holds the call. Of
   * memory that the caller cannot reach nothing is said. Undefined for a call of anything else.
   */
  ofCall(objects: FunctionObjects, call: CallInst): ModRef | undefined {
    const maps = objects.state.clones.get(call);
    if (maps === undefined) return undefined;
    const all = new Map<string, Effect>();
    const strangers = { read: false, write: false };
    this.addCall(all, strangers, maps);
    return { effects: [...all.values()], strangers };
  }

  private solve(component: readonly Function[]): void {
    const all = new Map<string, Effect>();
    const strangers = { read: false, write: false };
    const states = component.flatMap((fn) => this.objects.stateOf(fn) ?? []);
    for (const state of states) {
      for (const effect of state.effects.values()) add(all, effect);
      strangers.read ||= state.strangers.read;
      strangers.write ||= state.strangers.write;
      for (const maps of state.clones.values()) this.addCall(all, strangers, maps);
    }
    for (const state of states) {
      const seen = visible(state);
      const effects = [...all.values()].filter(({ at }) => seen.has(at.node) || isOpen(at.node));
      this.known.set(state.fn, { effects, strangers });
    }
  }

  private addCall(
    all: Map<string, Effect>,
    strangers: { read: boolean; write: boolean },
    maps: ReadonlyMap<Function, CloneMap>,
  ): void {
    for (const [callee, map] of maps) {
      const inner = this.known.get(callee);
      strangers.read ||= inner?.strangers.read ?? false;
      strangers.write ||= inner?.strangers.write ?? false;
      for (const effect of inner?.effects ?? []) {
        const at = map.image(effect.at);
        if (at !== null) add(all, { ...effect, at });
      }
    }
  }
}

function add(all: Map<string, Effect>, effect: Effect): void {
  const at = current(effect.at);
  const key = `${at.node.id} ${placeText(at.place)} ${effect.size}`;
  const known = all.get(key);
  const isRead = effect.isRead || (known?.isRead ?? false);
  const isWritten = effect.isWritten || (known?.isWritten ?? false);
  all.set(key, { at, size: effect.size, isRead, isWritten });
}

function visible(state: FunctionState): ReadonlySet<MemoryNode> {
  const seeds: MemoryNode[] = [];
  for (const arg of state.fn.args) {
    for (const cell of state.cellsOf(arg)) seeds.push(cell.node);
  }
  for (const cell of state.results) if (cell !== null) seeds.push(cell.node);
  return reachable(seeds);
}

/** Memory that is reached otherwise than through parameters. */
function isOpen(node: MemoryNode): boolean {
  return node.is(nodeFlags.shared | nodeFlags.external | nodeFlags.escaped);
}
