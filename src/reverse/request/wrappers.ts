/**
 * Functions that ask for the derivative of a function which they are given: in each place that calls such a wrapper it is another one. They are
 * inlined there, as an optimiser would do, so that every call of the grammar names its function.
 */
import { calledFunction } from "../../analysis/effects.ts";
import type { ModuleServices } from "../../ir/builder.ts";
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import { Argument, type Function } from "../../ir/graph.ts";
import { CallInst } from "../../ir/instructions.ts";
import { inlineBody, misfit } from "../../transform/inline-body.ts";
import { behindSlots, functionBehind } from "./origin.ts";

/** Wrappers may wrap wrappers so many times. */
const mostRounds = 16;

/**
 * Inlines wrappers; `callsIn` gives the calls of the grammar in a function. A wrapper that only this module can need is empty then; one
 * that others may call stays, with a call that cannot be read.
 */
export function inlineWrappers(
  functions: readonly Function[],
  callsIn: (fn: Function) => readonly CallInst[],
  services: ModuleServices,
): void {
  for (let round = 0; round < mostRounds; round++) {
    const wrappers = functions.filter((fn) => callsIn(fn).some((call) => isOfGiven(call, fn)));
    const inlined = wrappers.filter((wrapper) => inlineEverywhere(wrapper, services));
    if (inlined.length === 0) return;
  }
}

/** Is the function that the call is about one that `fn` is given? */
function isOfGiven(call: CallInst, fn: Function): boolean {
  for (const [i, arg] of call.args.entries()) {
    if (/\bsret\b/.test(call.argAttributes[i] ?? "")) continue;
    if (functionBehind(arg) !== null) return false;
    const origin = behindSlots(arg);
    if (origin instanceof Argument && origin.parent === fn && origin.type.kind === "pointer")
      return true;
  }
  return false;
}

/** True when there was a call of it. */
function inlineEverywhere(wrapper: Function, services: ModuleServices): boolean {
  const places = isDiscardable(wrapper) ? placesOf(wrapper) : null;
  if (places === null || places.length === 0) return false;
  for (const { call, fn } of places) {
    inlineBody(call, wrapper, fn, services);
    fn.module.markChanged(fn);
  }
  leaveEmpty(wrapper, services);
  return true;
}

/** The calls of a wrapper, and where they are; null where it is not only called, or cannot be inlined everywhere. */
function placesOf(wrapper: Function): { call: CallInst; fn: Function }[] | null {
  const places: { call: CallInst; fn: Function }[] = [];
  for (const { user } of wrapper.uses()) {
    const call = user instanceof CallInst && isCallOf(user, wrapper) ? user : null;
    const fn = call?.parent?.parent ?? null;
    if (call === null || fn === null || fn === wrapper) return null;
    if (misfit(call, wrapper, fn) !== null) return null;
    places.push({ call, fn });
  }
  return places;
}

function isCallOf(call: CallInst, fn: Function): boolean {
  return calledFunction(call) === fn && !call.args.includes(fn);
}

/** Does nobody outside of the module need this definition, and can no other take its place? */
function isDiscardable({ prefix }: Function): boolean {
  return /\b(internal|private|linkonce_odr)\b/.test(prefix);
}

/** Nobody calls it any more; under its own name another module may have one that is called. */
function leaveEmpty(wrapper: Function, services: ModuleServices): void {
  wrapper.removeBlocks(new Set(wrapper.blocks));
  new IRBuilder(InsertPoint.atEnd(wrapper.newBlock(null)), services).unreachable();
  wrapper.prefix = wrapper.prefix.replace(/\b(linkonce_odr|private)\b/, "internal");
  wrapper.suffix = wrapper.suffix.replace(/\bcomdat(\([^)]*\))?/, "").trim();
  wrapper.module.markChanged(wrapper);
}
