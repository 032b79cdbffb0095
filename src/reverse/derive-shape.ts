/** Values that are chosen, taken apart or put together: select, and the vector and aggregate instructions. */
import { AggregateInst, SelectInst } from "../ir/instructions.ts";
import { ConstantAggregate } from "../ir/constants.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import { maskOf } from "../ir/shuffle-mask.ts";
import { needsOfIndex, primal } from "./needs.ts";
import type { Derivation, Sweep } from "./sweep.ts";

/** `select`: the adjoint goes to the operand that was chosen, lane by lane. */
export const choosing: Derivation = {
  needs: (inst) => [primal(inst.operand(0))],
  reverse: (inst, sweep) => {
    if (!(inst instanceof SelectInst)) return;
    const adjoint = sweep.take(inst);
    if (adjoint === null) return;
    const { build } = sweep;
    const zero = nullOf(inst.type);
    const chosen = sweep.primal(inst.condition);
    if (sweep.isActive(inst.yes)) sweep.add(inst.yes, build.select(chosen, adjoint, zero));
    if (sweep.isActive(inst.no)) sweep.add(inst.no, build.select(chosen, zero, adjoint));
  },
};

/** `extractelement v, i`. */
export const extractElement: Derivation = {
  needs: (inst) => needsOfIndex(inst.operand(1)),
  reverse: (inst, sweep) => {
    const adjoint = sweep.take(inst);
    const vector = inst.operand(0);
    if (adjoint === null || !sweep.isActive(vector)) return;
    const index = sweep.primal(inst.operand(1));
    sweep.add(vector, sweep.build.insertElement(nullOf(vector.type), adjoint, index));
  },
};

/** `insertelement v, x, i`. */
export const insertElement: Derivation = {
  needs: (inst) => needsOfIndex(inst.operand(2)),
  reverse: (inst, sweep) => {
    const adjoint = sweep.take(inst);
    if (adjoint === null) return;
    const { build } = sweep;
    const [vector, element] = inst.operands;
    const index = sweep.primal(inst.operand(2));
    if (element !== undefined && sweep.isActive(element)) {
      sweep.add(element, build.extractElement(adjoint, index));
    }
    if (vector !== undefined && sweep.isActive(vector)) {
      sweep.add(vector, build.insertElement(adjoint, nullOf(inst.operand(1).type), index));
    }
  },
};

/** `extractvalue agg, path`. */
export const extractValue: Derivation = {
  needs: () => [],
  reverse: (inst, sweep) => {
    const adjoint = sweep.take(inst);
    if (adjoint === null || !(inst instanceof AggregateInst)) return;
    sweep.addAt(inst.operand(0), inst.indices, adjoint);
  },
};

/** `insertvalue agg, x, path`. */
export const insertValue: Derivation = {
  needs: () => [],
  reverse: (inst, sweep) => {
    const adjoint = sweep.take(inst);
    if (adjoint === null || !(inst instanceof AggregateInst)) return;
    const { build } = sweep;
    const [aggregate, element] = [inst.operand(0), inst.operand(1)];
    if (sweep.isActive(element)) sweep.add(element, build.extractValue(adjoint, inst.indices));
    if (sweep.isActive(aggregate)) {
      sweep.add(aggregate, build.insertValue(adjoint, nullOf(element.type), inst.indices));
    }
  },
};

/**
 * `shufflevector a, b, mask`. A lane of an operand may be taken several times: round r hands back the r-th time each lane was
 * taken, with one shuffle.
 */
export const shuffleVector: Derivation = {
  needs: () => [],
  reverse: (inst, sweep) => {
    const adjoint = sweep.take(inst);
    if (adjoint === null) return;
    const mask = maskOf(inst);
    const width = laneCount(inst.operand(0));
    [0, 1].forEach((side) => {
      const operand = inst.operand(side);
      if (sweep.isActive(operand)) giveBack(sweep, operand, adjoint, mask, side * width);
    });
  },
};

function laneCount(value: Value): number {
  return value.type.kind === "vector" ? value.type.length : 1;
}

function giveBack(
  sweep: Sweep,
  operand: Value,
  adjoint: Value,
  mask: readonly number[],
  base: number,
): void {
  const { build } = sweep;
  const { types } = build.module;
  const width = laneCount(operand);
  const takers: number[][] = Array.from({ length: width }, () => []);
  mask.forEach((lane, k) => takers[lane - base]?.push(k));
  const rounds = Math.max(0, ...takers.map((list) => list.length));
  const zeroLane = mask.length;
  for (let round = 0; round < rounds; round++) {
    const lanes = takers.map((list) => constInt(types.i32, list[round] ?? zeroLane));
    const inverse = new ConstantAggregate(types.vector(types.i32, width), "vector", lanes);
    sweep.add(operand, build.shuffle(adjoint, nullOf(adjoint.type), inverse));
  }
}
