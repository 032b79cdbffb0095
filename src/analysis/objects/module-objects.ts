/**
 * The object graphs of a whole module, made bottom-up, so that a caller knows what its callees do with what it passes them.
 */
import type { Function, GlobalValue } from "../../ir/graph.ts";
import type { CallInst } from "../../ir/instructions.ts";
import type { Module } from "../../ir/module.ts";
import { registeredFacts } from "../registered.ts";
import { CallGraph } from "./call-graph.ts";
import { FunctionObjects, type Summaries } from "./function-objects.ts";
import { GlobalNodes } from "./globals.ts";
import { ObjectGraph } from "./graph.ts";
import type { Cell } from "./node.ts";
import { solve } from "./solve.ts";
import { FunctionState } from "./state.ts";

/** Summaries of all functions of a module; a snapshot of it. */
export class ModuleObjects implements Summaries {
  readonly graph = new ObjectGraph();
  readonly module: Module;
  readonly calls: CallGraph;
  private readonly globals: GlobalNodes;
  private readonly states = new Map<Function, FunctionState>();
  private readonly answers = new Map<Function, FunctionObjects>();

  /** Reads all bodies of `module`, and solves bottom-up until nothing is new. */
  constructor(module: Module) {
    module.parseAll();
    this.module = module;
    this.calls = new CallGraph(module);
    this.globals = new GlobalNodes(this.graph, module.layout);
    for (const component of this.calls.components) {
      for (const fn of component) {
        this.states.set(fn, new FunctionState(fn, this.graph, this.globals));
      }
    }
    for (let before = -1; before !== this.graph.version; ) {
      before = this.graph.version;
      for (const component of this.calls.components) this.solve(component);
    }
  }

  private solve(component: readonly Function[]): void {
    const states = component.flatMap((fn) => this.states.get(fn) ?? []);
    solve(states, {
      stateOf: (fn) => this.stateOf(fn),
      candidates: (call) => this.calls.candidates(call),
      ofShared: null,
    });
  }

  /** The bottom-up graph of a function with a body; not of one that is registered as being like another, whatever its body does. */
  stateOf(fn: Function): FunctionState | undefined {
    return registeredFacts(fn).like === undefined ? this.states.get(fn) : undefined;
  }

  /** The functions of the module that an indirect call may reach. */
  candidates(call: CallInst): Function[] {
    return this.calls.candidates(call);
  }

  /** The node of a global, when something in the module uses it. */
  globalCell(global: GlobalValue): Cell | null {
    return this.globals.has(global) ? this.globals.cellOf(global) : null;
  }

  /** Answers about `fn`, which must have a body, from what it and its callees do. */
  of(fn: Function): FunctionObjects {
    let answer = this.answers.get(fn);
    if (answer === undefined) {
      answer = FunctionObjects.of(fn, this);
      this.answers.set(fn, answer);
    }
    return answer;
  }
}
