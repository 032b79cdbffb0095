/** What the functions of a module do to the objects of their callers, found out once and kept with the module. */
import type { Function, ModuleContext } from "../../ir/graph.ts";
import { CallInst } from "../../ir/instructions.ts";
import { Module } from "../../ir/module.ts";
import { calledFunction } from "../effects.ts";
import type { Summaries } from "./function-objects.ts";
import { ModuleObjects } from "./module-objects.ts";

const known = new WeakMap<ModuleContext, ModuleObjects>();

/** Forgets what was kept: to be called before the functions of `module` are differentiated, since it may have changed. */
export function forgetSummaries(module: ModuleContext): void {
  known.delete(module);
}

/**
 * The summaries of the functions that `fn` calls, as they were when they were first asked for; functions made since are not known. Null when
 * it calls none that has a body.
 */
export function summariesFor(fn: Function): Summaries | null {
  const { module } = fn;
  if (!(module instanceof Module) || !callsBodies(fn)) return null;
  let all = known.get(module);
  if (all === undefined) {
    all = new ModuleObjects(module);
    known.set(module, all);
  }
  return all;
}

function callsBodies(fn: Function): boolean {
  for (const inst of fn.instructions()) {
    const callee = inst instanceof CallInst ? calledFunction(inst) : null;
    if (callee !== null && !callee.isDeclaration) return true;
  }
  return false;
}
