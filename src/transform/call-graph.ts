/**
 * Who calls whom directly, for the decision what to inline: sizes, numbers of call sites, and recursion by Tarjan's strongly connected
 * components ("Depth-first search and linear graph algorithms", 1972), without the machine's stack. Functions are read when they
 * are first reached, and once: originals do not change.
 */
import { calledFunction } from "../analysis/effects.ts";
import type { Function, ModuleContext } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import { at, must } from "../support/assert.ts";
import { keptFor } from "../support/kept.ts";

interface Facts {
  readonly size: number;
  /** Defined callees, each once. */
  readonly callees: ReadonlySet<Function>;
  /** The same in a row, for the search. */
  readonly list: readonly Function[];
  /** Are there calls through pointers? */
  readonly hasIndirect: boolean;
  /** Order in which the search came here. */
  readonly index: number;
  low: number;
  /** Is it still without a component? */
  open: boolean;
  recursive: boolean;
}

/** The direct calls among the functions that have been asked about, and those that they lead to. */
export class CallGraph {
  readonly #facts = new Map<Function, Facts>();
  readonly #sites = new Map<Function, number>();

  /** Can a call of `fn`, which has a body, lead to another call of it through direct calls? */
  isRecursive(fn: Function): boolean {
    return this.#of(fn).recursive;
  }

  /** Does the text of `fn` call `callee` directly? */
  calls(fn: Function, callee: Function): boolean {
    return this.#of(fn).callees.has(callee);
  }

  /** Does `fn` call no function of which there is a body, nor any through a pointer? */
  isLeaf(fn: Function): boolean {
    const { callees, hasIndirect } = this.#of(fn);
    return callees.size === 0 && !hasIndirect;
  }

  /** How many instructions `fn` has, debug records included. */
  size(fn: Function): number {
    return this.#of(fn).size;
  }

  /** From how many places the functions seen so far call `fn`. */
  sites(fn: Function): number {
    return this.#sites.get(fn) ?? 0;
  }

  #of(fn: Function): Facts {
    if (!this.#facts.has(fn)) this.#search(fn);
    return must(this.#facts.get(fn), "the search starts at the function");
  }

  #search(root: Function): void {
    const path: { fn: Function; facts: Facts; next: number }[] = [];
    const open: Facts[] = [];
    const enter = (fn: Function): void => {
      const facts = this.#read(fn);
      open.push(facts);
      path.push({ fn, facts, next: 0 });
    };
    enter(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { facts } = top;
      if (top.next < facts.list.length) {
        const callee = at(facts.list, top.next++);
        const known = this.#facts.get(callee);
        if (known === undefined) enter(callee);
        else if (known.open) facts.low = Math.min(facts.low, known.index);
        continue;
      }
      path.pop();
      if (facts.low === facts.index) close(open, facts);
      const caller = path.at(-1)?.facts;
      if (caller !== undefined && facts.open) caller.low = Math.min(caller.low, facts.low);
    }
  }

  #read(fn: Function): Facts {
    const callees = new Set<Function>();
    let size = 0;
    let hasIndirect = false;
    for (const inst of fn.instructions()) {
      size++;
      if (!(inst instanceof CallInst)) continue;
      const callee = calledFunction(inst);
      hasIndirect ||= callee === null;
      if (callee?.isDeclaration !== false) continue;
      callees.add(callee);
      this.#sites.set(callee, this.sites(callee) + 1);
    }
    const index = this.#facts.size;
    const recursive = callees.has(fn);
    const list = [...callees];
    const facts = { size, callees, list, hasIndirect, index, low: index, open: true, recursive };
    this.#facts.set(fn, facts);
    return facts;
  }
}

/** Takes the component that `first` began off the stack; its members are recursive when there are several. */
function close(open: Facts[], first: Facts): void {
  const start = open.lastIndexOf(first);
  const members = open.splice(start);
  for (const member of members) {
    member.open = false;
    member.recursive ||= members.length > 1;
  }
}

/** The call graph of a module, shared by everyone who asks. */
export const callGraphOf = keptFor<ModuleContext, CallGraph>(() => new CallGraph());
