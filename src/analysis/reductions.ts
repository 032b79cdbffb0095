/** The vector reductions: llvm.vector.reduce.{fadd,fmul,fmax,fmin,fmaximum,fminimum} of a fixed vector. */
import type { IRBuilder } from "../ir/builder.ts";
import type { Instruction } from "../ir/graph.ts";
import { asCall } from "../ir/instructions.ts";
import { constFloat, constInt, nullOf } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import { at } from "../support/assert.ts";
import { reductionOf } from "./flow.ts";

/** What the reduction does to the lanes. */
export type ReductionKind = "sum" | "product" | "extremum";

/** The kind of a reduction. */
export function kindOf(inst: Instruction): ReductionKind {
  const name = reductionOf(asCall(inst)) ?? "";
  if (name.endsWith("fadd")) return "sum";
  return name.endsWith("fmul") ? "product" : "extremum";
}

/** The vector operand; a start value, if any, comes before it. */
export function vectorOf(inst: Instruction): Value {
  const operand = inst.operands.find((each) => each.type.kind === "vector");
  if (operand === undefined) throw new Error("a reduction has a vector operand");
  return operand;
}

/** The start value; null where there is none. */
export function startOf(inst: Instruction): Value | null {
  const first = inst.operand(0);
  return first.type.kind === "vector" ? null : first;
}

/** The lanes of a vector of fixed length. */
export function lanesOf(build: IRBuilder, vector: Value): Value[] {
  if (vector.type.kind !== "vector") throw new Error("lanes of a scalar");
  const { types } = build.module;
  return Array.from({ length: vector.type.length }, (_, i) =>
    build.extractElement(vector, constInt(types.i32, i)),
  );
}

/** A vector of the type of `like` with these lanes. */
export function vectorFrom(build: IRBuilder, like: Value, lanes: readonly Value[]): Value {
  const { types } = build.module;
  return lanes.reduce(
    (vector, lane, i) => build.insertElement(vector, lane, constInt(types.i32, i)),
    nullOf(like.type),
  );
}

/** Product of all factors but the one, for each: prefixes times suffixes, so that a zero factor does no harm. */
export function productsOfOthers(build: IRBuilder, factors: readonly Value[]): Value[] {
  const one = constFloat(at(factors, 0).type, 1);
  const multiply = (a: Value, b: Value): Value => (a === one ? b : build.binary("fmul", a, b));
  const before: Value[] = [];
  factors.reduce((product, factor) => {
    before.push(product);
    return multiply(product, factor);
  }, one);
  const products = [...before];
  let after = one;
  for (let i = factors.length - 1; i >= 0; i--) {
    products[i] = after === one ? at(before, i) : multiply(at(before, i), after);
    after = multiply(after, at(factors, i));
  }
  return products;
}
