/** How a call of a complex function passes its values: two scalars, a vector of two, or a pair in an aggregate. */
import type { IRBuilder } from "../ir/builder.ts";
import type { Instruction } from "../ir/graph.ts";
import { asCall } from "../ir/instructions.ts";
import { constInt } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import type { ComplexRule } from "../rules/complex.ts";
import type { Pair } from "../rules/complexalgebra.ts";
import { at, must } from "../support/assert.ts";
import { complexRuleOfCall } from "./flow.ts";

/** The operands that hold one argument of the row: one whole, or a real and an imaginary part. */
export type Held = readonly [whole: Value] | readonly [re: Value, im: Value];

/** The row of a call that has one. */
export function ruleOf(inst: Instruction): ComplexRule {
  return must(complexRuleOfCall(asCall(inst)), "the call has a complex row");
}

/** The operands of each argument, in order. */
export function heldArguments(inst: Instruction, rule: ComplexRule): Held[] {
  const operands = asCall(inst).args;
  let next = 0;
  return rule.args.map((kind) => {
    const first = at(operands, next++);
    if (kind === "int" || first.type.kind !== "float") return [first];
    return [first, at(operands, next++)];
  });
}

/** The two parts of a value that holds a complex number whole. */
export function partsOf(build: IRBuilder, value: Value): Pair<Value> {
  const { types } = build.module;
  const part = (i: number): Value =>
    value.type.kind === "vector"
      ? build.extractElement(value, constInt(types.i32, i))
      : build.extractValue(value, i);
  return { re: part(0), im: part(1) };
}

/** The type of the parts of a complex value of type `type`. */
export function partType(type: Type): Type {
  if (type.kind === "vector" || type.kind === "array") return type.element;
  return type.kind === "struct" ? at(type.fields ?? [], 0) : type;
}
