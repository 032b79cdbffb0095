/** Calls of complex functions whose values are passed in registers: two scalars, a vector of two, or a pair in an aggregate. */
import { type Held, heldArguments, partsOf, partType, ruleOf } from "../analysis/complex-call.ts";
import type { IRBuilder } from "../ir/builder.ts";
import type { Instruction } from "../ir/graph.ts";
import { constInt } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import { complexNeeds, complexPullback, type ComplexRule } from "../rules/complex.ts";
import type { Pair } from "../rules/complexalgebra.ts";
import { at } from "../support/assert.ts";
import { summingFlags } from "./adjoint.ts";
import { floatConstant, irAlgebra } from "./emit-algebra.ts";
import { type Need, primal } from "./needs.ts";
import type { Derivation, Sweep } from "./sweep.ts";

function isActive(held: Held, sweep: { isActive(value: Value): boolean }): boolean {
  return held.some((value) => sweep.isActive(value));
}

function needsOf(inst: Instruction, activity: { isActive(value: Value): boolean }): Need[] {
  const rule = ruleOf(inst);
  const held = heldArguments(inst, rule);
  return held.flatMap((arg, k) => {
    if (!isActive(arg, activity)) return [];
    return [...complexNeeds(rule, k)].flatMap((name) =>
      name.startsWith("x") ? at(held, Number(name.slice(1))).map(primal) : [primal(inst)],
    );
  });
}

function argumentValues(
  inst: Instruction,
  rule: ComplexRule,
  sweep: Sweep,
  wanted: ReadonlySet<string>,
): Pair<Value>[] {
  const { build } = sweep;
  const type = partType(inst.type);
  const zero = floatConstant(type, 0);
  return heldArguments(inst, rule).map((held, k) => {
    if (!wanted.has(`x${k}`)) return { re: zero, im: zero };
    const [first, second] = held;
    const value = sweep.primal(first);
    if (second !== undefined) return { re: value, im: sweep.primal(second) };
    if (value.type.kind === "int") return { re: build.cast("sitofp", value, type), im: zero };
    return partsOf(build, value);
  });
}

function reverse(inst: Instruction, sweep: Sweep): void {
  const rule = ruleOf(inst);
  const taken = sweep.take(inst);
  if (taken === null) return;
  const { build, context } = sweep;
  const type = partType(inst.type);
  const zero = floatConstant(type, 0);
  const adjoint = rule.returns === "real" ? { re: taken, im: zero } : partsOf(build, taken);
  const flags = summingFlags(inst.flags);
  const algebra = irAlgebra({ build, services: context.services, type, family: "libm", flags });
  heldArguments(inst, rule).forEach((held, k) => {
    if (!isActive(held, sweep)) return;
    const wanted = new Set<string>(complexNeeds(rule, k));
    const values = argumentValues(inst, rule, sweep, wanted);
    const result = wanted.has("r") ? resultParts(inst, rule, sweep) : { re: zero, im: zero };
    const amount = complexPullback(algebra, rule, k, values, result, adjoint);
    if (amount !== undefined) give(sweep, held, guarded(build, adjoint, amount, zero), flags);
  });
}

function resultParts(inst: Instruction, rule: ComplexRule, sweep: Sweep): Pair<Value> {
  const value = sweep.primal(inst);
  if (rule.returns === "complex") return partsOf(sweep.build, value);
  return { re: value, im: floatConstant(value.type, 0) };
}

/** Nothing where the adjoint is exactly zero: the partials may be infinite there. */
function guarded(
  build: IRBuilder,
  adjoint: Pair<Value>,
  amount: Pair<Value>,
  zero: Value,
): Pair<Value> {
  const idle = build.binary(
    "and",
    build.fcmp("oeq", adjoint.re, zero),
    build.fcmp("oeq", adjoint.im, zero),
  );
  return { re: build.select(idle, zero, amount.re), im: build.select(idle, zero, amount.im) };
}

function give(sweep: Sweep, held: Held, amount: Pair<Value>, flags: string): void {
  const [first, second] = held;
  if (second !== undefined) {
    sweep.add(first, amount.re, flags);
    sweep.add(second, amount.im, flags);
  } else if (first.type.kind === "vector") {
    const { build } = sweep;
    const { types } = build.module;
    const zero = floatConstant(first.type, 0);
    const low = build.insertElement(zero, amount.re, constInt(types.i32, 0));
    sweep.add(first, build.insertElement(low, amount.im, constInt(types.i32, 1)), flags);
  } else {
    sweep.addAt(first, [0], amount.re, flags);
    sweep.addAt(first, [1], amount.im, flags);
  }
}

/** A call of a complex function of the table. */
export const complexCall: Derivation = {
  needs: (inst, context) => needsOf(inst, context.activity),
  reverse,
};
