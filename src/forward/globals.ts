/**
 * Global variables in forward mode: which have shadows, and which functions may read or write one. Which those are does not depend
 * on what is asked for, so that all functions that are made agree; a shadow that nobody fills stays zero.
 */
import { calledFunction } from "../analysis/effects.ts";
import { InlineAsm } from "../ir/constants.ts";
import { Function, GlobalVariable, type Instruction } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { hasGlobalShadow, mentioned } from "../reverse/shadowed-variables.ts";
import type { ModuleItems } from "../transform/address-taken.ts";
import { keptFor } from "../support/kept.ts";

/** Is `value` a constant that leads into a variable with a shadow? Functions and what is not an address of a variable do not. */
export function leadsToShadow(value: Value): boolean {
  return mentioned(value).some((each) => each instanceof GlobalVariable && hasGlobalShadow(each));
}

/** What the functions of a module may do with variables that have shadows. */
export class GlobalUses {
  private readonly module: ModuleItems;
  private readonly scanned = new Set<Function>();
  private readonly reaching = new Set<Function>();
  /** Who names a function. */
  private readonly users = new Map<Function, Function[]>();

  constructor(module: ModuleItems) {
    this.module = module;
  }

  /** Is there a variable with a shadow that code elsewhere can name? */
  get someVisible(): boolean {
    return this.module.globals().some((global) => {
      const isVariable = global instanceof GlobalVariable && hasGlobalShadow(global);
      return isVariable && !/\b(internal|private)\b/.test(global.header);
    });
  }

  /** May `fn`, or what it calls, read or write a variable with a shadow? A call through a pointer may do anything. */
  reach(fn: Function): boolean {
    this.scan(fn);
    return this.reaching.has(fn);
  }

  private scan(start: Function): void {
    const found: Function[] = [];
    const work = [start];
    for (let fn = work.pop(); fn !== undefined; fn = work.pop()) {
      if (this.scanned.has(fn)) continue;
      this.scanned.add(fn);
      const named = new Set([...fn.instructions()].flatMap((inst) => [...namedBy(inst)]));
      const touches = [...fn.instructions()].some(isThroughPointer);
      const reaches = [...named].some((each) => this.isReached(each));
      if (touches || reaches) found.push(fn);
      for (const each of named) {
        if (!(each instanceof Function)) continue;
        const users = this.users.get(each) ?? [];
        users.push(fn);
        this.users.set(each, users);
        work.push(each);
      }
    }
    for (let fn = found.pop(); fn !== undefined; fn = found.pop()) {
      if (this.reaching.has(fn)) continue;
      this.reaching.add(fn);
      found.push(...(this.users.get(fn) ?? []));
    }
  }

  private isReached(value: Value): boolean {
    if (value instanceof GlobalVariable) return hasGlobalShadow(value);
    return value instanceof Function && this.reaching.has(value);
  }
}

function namedBy(inst: Instruction): readonly Value[] {
  return inst.operands.flatMap(mentioned);
}

function isThroughPointer(inst: Instruction): boolean {
  const isCall = inst instanceof CallInst && calledFunction(inst) === null;
  return isCall && !(inst.callee instanceof InlineAsm);
}

/** Those of a module. */
export const globalUses = keptFor((module: ModuleItems) => new GlobalUses(module));
