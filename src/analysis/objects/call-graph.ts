/** Who calls whom, as far as the text says it, and the strongly connected components of that, callees first. */
import { ConstantAggregate, ConstantExpr } from "../../ir/constants.ts";
import { Function, GlobalAlias, GlobalVariable } from "../../ir/graph.ts";
import { CallInst } from "../../ir/instructions.ts";
import type { Module } from "../../ir/module.ts";
import type { Value } from "../../ir/value.ts";
import { calledFunction } from "../effects.ts";
import { fits } from "./solve.ts";

/** The calls of a module. */
export class CallGraph {
  /** Functions with a body, callees before callers but for cycles; each component once. */
  readonly components: readonly (readonly Function[])[];
  /** Functions whose address is used otherwise than to call them. */
  private readonly taken = new Set<Function>();
  private readonly callees = new Map<Function, Set<Function>>();
  private readonly indirect = new Map<Function, CallInst[]>();

  constructor(module: Module) {
    const defined = module.functions().filter((fn) => !fn.isDeclaration);
    for (const global of module.globals()) {
      if (global instanceof GlobalVariable && global.initializer !== null) {
        this.take(global.initializer);
      } else if (global instanceof GlobalAlias && global.target !== null) this.take(global.target);
    }
    for (const fn of defined) this.scan(fn);
    this.components = this.order(defined);
  }

  /** The functions with a body whose address is taken and which have room for the call's arguments. */
  candidates(call: CallInst): Function[] {
    return [...this.taken].filter((fn) => !fn.isDeclaration && fits(call, fn));
  }

  /** The functions with a body that `fn` calls by name. */
  calledBy(fn: Function): ReadonlySet<Function> {
    return this.callees.get(fn) ?? new Set();
  }

  /** Is the address of the function used otherwise than to call it? */
  isTaken(fn: Function): boolean {
    return this.taken.has(fn);
  }

  private scan(fn: Function): void {
    const callees = new Set<Function>();
    const indirect: CallInst[] = [];
    for (const inst of fn.instructions()) {
      let operands = inst.operandUses;
      if (inst instanceof CallInst) {
        const callee = calledFunction(inst);
        if (callee === null) indirect.push(inst);
        else {
          if (!callee.isDeclaration) callees.add(callee);
          operands = operands.slice(0, -1);
        }
      }
      for (const use of operands) this.take(use.value);
    }
    this.callees.set(fn, callees);
    if (indirect.length > 0) this.indirect.set(fn, indirect);
  }

  private take(value: Value): void {
    if (value instanceof Function) this.taken.add(value);
    const isCompound = value instanceof ConstantAggregate || value instanceof ConstantExpr;
    if (!isCompound) return;
    const work: Value[] = [value];
    for (let next = work.pop(); next !== undefined; next = work.pop()) {
      if (next instanceof Function) this.taken.add(next);
      else if (next instanceof ConstantAggregate) work.push(...next.elements);
      else if (next instanceof ConstantExpr) work.push(...next.args);
    }
  }

  /** All a function may call; indirect calls of one number of arguments share the list of candidates. */
  private allCallees(fn: Function): Function[] {
    const all = new Set(this.callees.get(fn));
    for (const call of this.indirect.get(fn) ?? []) {
      for (const candidate of this.candidates(call)) all.add(candidate);
    }
    return [...all];
  }

  /** Tarjan's algorithm (1972) with an explicit stack. */
  private order(defined: readonly Function[]): Function[][] {
    const index = new Map<Function, number>();
    const low = new Map<Function, number>();
    const open: Function[] = [];
    const isOpen = new Set<Function>();
    const components: Function[][] = [];
    for (const root of defined) {
      if (index.has(root)) continue;
      const frames = [this.enter(root, index, low, open, isOpen)];
      for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
        const { fn, callees } = frame;
        const callee = callees[frame.next++];
        if (callee !== undefined) {
          if (!index.has(callee)) frames.push(this.enter(callee, index, low, open, isOpen));
          else if (isOpen.has(callee)) lower(low, fn, index.get(callee) ?? 0);
          continue;
        }
        frames.pop();
        const caller = frames.at(-1);
        if (caller !== undefined) lower(low, caller.fn, low.get(fn) ?? 0);
        if (low.get(fn) !== index.get(fn)) continue;
        const component = open.splice(open.lastIndexOf(fn));
        for (const member of component) isOpen.delete(member);
        components.push(component);
      }
    }
    return components;
  }

  private enter(
    fn: Function,
    index: Map<Function, number>,
    low: Map<Function, number>,
    open: Function[],
    isOpen: Set<Function>,
  ): { readonly fn: Function; readonly callees: readonly Function[]; next: number } {
    low.set(fn, index.size);
    index.set(fn, index.size);
    open.push(fn);
    isOpen.add(fn);
    return { fn, callees: this.allCallees(fn), next: 0 };
  }
}

function lower(low: Map<Function, number>, fn: Function, to: number): void {
  low.set(fn, Math.min(low.get(fn) ?? to, to));
}
