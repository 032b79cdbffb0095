/** The vector reductions: llvm.vector.reduce.{fadd,fmul,fmax,fmin,fmaximum,fminimum} of a fixed vector. */
import { reductionOf } from "../analysis/flow.ts";
import type { IRBuilder } from "../ir/builder.ts";
import type { Instruction } from "../ir/graph.ts";
import { asCall } from "../ir/instructions.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import { at } from "../support/assert.ts";
import { floatConstant } from "./emit-algebra.ts";
import { primal } from "./needs.ts";
import type { Derivation, Sweep } from "./sweep.ts";

/** What the reduction does to the lanes. */
type Kind = "sum" | "product" | "extremum";

function kindOf(inst: Instruction): Kind {
  const name = reductionOf(asCall(inst)) ?? "";
  if (name.endsWith("fadd")) return "sum";
  return name.endsWith("fmul") ? "product" : "extremum";
}

/** The vector operand; a start value, if any, comes before it. */
function vectorOf(inst: Instruction): Value {
  const operand = inst.operands.find((each) => each.type.kind === "vector");
  if (operand === undefined) throw new Error("a reduction has a vector operand");
  return operand;
}

function startOf(inst: Instruction): Value | null {
  const first = inst.operand(0);
  return first.type.kind === "vector" ? null : first;
}

function lanesOf(build: IRBuilder, vector: Value): Value[] {
  if (vector.type.kind !== "vector") throw new Error("lanes of a scalar");
  const { types } = build.module;
  return Array.from({ length: vector.type.length }, (_, i) =>
    build.extractElement(vector, constInt(types.i32, i)),
  );
}

function vectorFrom(build: IRBuilder, like: Value, lanes: readonly Value[]): Value {
  const { types } = build.module;
  return lanes.reduce(
    (vector, lane, i) => build.insertElement(vector, lane, constInt(types.i32, i)),
    nullOf(like.type),
  );
}

/** Product of all factors but the one, for each: prefixes times suffixes, so that a zero factor does no harm. */
function productsOfOthers(build: IRBuilder, factors: readonly Value[]): Value[] {
  const one = floatConstant(at(factors, 0).type, 1);
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

function reverseProduct(inst: Instruction, adjoint: Value, sweep: Sweep): void {
  const { build } = sweep;
  const vector = vectorOf(inst);
  const start = startOf(inst);
  const lanes = lanesOf(build, sweep.primal(vector));
  const factors = start === null ? lanes : [sweep.primal(start), ...lanes];
  const scaled = productsOfOthers(build, factors).map((p) => build.binary("fmul", adjoint, p));
  if (start !== null) sweep.add(start, at(scaled, 0));
  sweep.add(vector, vectorFrom(build, vector, start === null ? scaled : scaled.slice(1)));
}

/** The first lane that equals the result takes the adjoint. */
function reverseExtremum(inst: Instruction, adjoint: Value, sweep: Sweep): void {
  const { build } = sweep;
  const { types } = build.module;
  const vector = vectorOf(inst);
  const result = sweep.primal(inst);
  const zero = floatConstant(adjoint.type, 0);
  let open: Value = constInt(types.i1, 1);
  const amounts = lanesOf(build, sweep.primal(vector)).map((lane) => {
    const hit = build.binary("and", open, build.fcmp("oeq", lane, result));
    open = build.binary("xor", open, hit);
    return build.select(hit, adjoint, zero);
  });
  sweep.add(vector, vectorFrom(build, vector, amounts));
}

/** The derivation of a reduction. */
export const reduction: Derivation = {
  needs: (inst) => {
    switch (kindOf(inst)) {
      case "sum":
        return [];
      case "product":
        return inst.operands.slice(0, -1).map(primal);
      case "extremum":
        return [primal(vectorOf(inst)), primal(inst)];
    }
  },
  reverse: (inst, sweep) => {
    const adjoint = sweep.take(inst);
    if (adjoint === null) return;
    const kind = kindOf(inst);
    if (kind === "product") {
      reverseProduct(inst, adjoint, sweep);
      return;
    }
    if (kind === "extremum") {
      reverseExtremum(inst, adjoint, sweep);
      return;
    }
    const vector = vectorOf(inst);
    const start = startOf(inst);
    if (start !== null) sweep.add(start, adjoint);
    const lanes = vector.type.kind === "vector" ? vector.type.length : 0;
    const copies = Array.from({ length: lanes }, () => adjoint);
    if (sweep.isActive(vector)) sweep.add(vector, vectorFrom(sweep.build, vector, copies));
  },
};
