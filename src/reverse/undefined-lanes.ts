/**
 * Lanes of a vector that hold no value: optimisers put poison where a lane is not used. Its adjoint is zero, but zero times
 * poison is poison, which would reach the adjoint of a lane that is used elsewhere.
 */
import type { Cfg } from "../analysis/cfg.ts";
import { ConstantAggregate, integerOf, Literal } from "../ir/constants.ts";
import { Instruction } from "../ir/graph.ts";
import type { Value } from "../ir/value.ts";
import { maskOf } from "../ir/shuffle-mask.ts";

const known = new WeakMap<Value, ReadonlySet<number>>();
const none: ReadonlySet<number> = new Set();

/** May a lane of the vector be undefined or poison, by how the vector is made? Values of other types have no lanes. */
export function mayLackLanes(value: Value): boolean {
  return lacking(value).size > 0;
}

/** Answers for every vector of a function in order of computation, so that a question asked later never has far to go. */
export function noteLanes(cfg: Cfg): void {
  for (const block of cfg.order) for (const inst of block) lacking(inst);
}

function lacking(value: Value): ReadonlySet<number> {
  const { type } = value;
  if (type.kind !== "vector" || type.scalable) return none;
  const found = known.get(value);
  if (found !== undefined) return found;
  // What comes round a loop adds nothing that the other ways in do not have.
  known.set(value, none);
  const lanes = lanesLackedBy(value, type.length);
  known.set(value, lanes);
  return lanes;
}

function lanesLackedBy(value: Value, length: number): ReadonlySet<number> {
  if (value instanceof Literal) return isUndefined(value) ? all(length) : none;
  if (value instanceof ConstantAggregate) {
    const lanes = value.elements.flatMap((element, i) => (isUndefined(element) ? [i] : []));
    return value.form === "splat" && lanes.length > 0 ? all(length) : new Set(lanes);
  }
  if (!(value instanceof Instruction) || value.opcode === "freeze") return none;
  if (value.opcode === "insertelement") return afterInsert(value);
  if (value.opcode === "shufflevector") return afterShuffle(value);
  const union = new Set<number>();
  for (const operand of value.operands) {
    const lanes = lacking(operand);
    if (lanes.size > 0 && operand.type.kind === "vector" && operand.type.length !== length) {
      return all(length);
    }
    for (const lane of lanes) union.add(lane);
  }
  return union;
}

function afterInsert(inst: Instruction): ReadonlySet<number> {
  const lanes = new Set(lacking(inst.operand(0)));
  const index = integerOf(inst.operand(2));
  if (index !== undefined) lanes.delete(Number(index));
  return lanes;
}

function afterShuffle(inst: Instruction): ReadonlySet<number> {
  const [first, second] = [inst.operand(0), inst.operand(1)];
  const width = first.type.kind === "vector" ? first.type.length : 0;
  const [left, right] = [lacking(first), lacking(second)];
  const lanes = new Set<number>();
  for (const [k, lane] of maskOf(inst).entries()) {
    const lacks = lane < 0 || (lane < width ? left.has(lane) : right.has(lane - width));
    if (lacks) lanes.add(k);
  }
  return lanes;
}

function isUndefined(value: Value): boolean {
  return value instanceof Literal && (value.text === "poison" || value.text === "undef");
}

function all(length: number): ReadonlySet<number> {
  return new Set(Array.from({ length }, (_, i) => i));
}
