/** The vector reductions: llvm.vector.reduce.{fadd,fmul,fmax,fmin,fmaximum,fminimum} of a fixed vector. */
import {
  kindOf,
  lanesOf,
  productsOfOthers,
  startOf,
  vectorFrom,
  vectorOf,
} from "../analysis/reductions.ts";
import type { Instruction } from "../ir/graph.ts";
import { constInt } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import { at } from "../support/assert.ts";
import { floatConstant } from "./emit-algebra.ts";
import { primal } from "./needs.ts";
import type { Derivation, Sweep } from "./sweep.ts";

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
