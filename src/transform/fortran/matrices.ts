/** Functions of flang's runtime that give an array in new memory, for which the program has an allocatable descriptor and which it frees. */
import { InsertPoint, type IRBuilder } from "../../ir/builder.ts";
import type { Function } from "../../ir/graph.ts";
import { integerOf, Literal } from "../../ir/constants.ts";
import type { CallInst } from "../../ir/instructions.ts";
import { constFloat, constInt } from "../../ir/literal.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { at } from "../../support/assert.ts";
import type { HelperServices } from "../fatal.ts";
import { countedLoop } from "../sort-helpers.ts";
import { type ArrayView, elementOfView, everyElement, viewOf } from "./arrays.ts";
import { type Descriptor, descriptorAt, elementOf } from "./descriptor.ts";
import { demand } from "./extents.ts";
import type { Lowering } from "./lowering.ts";
import { allocateResult } from "./results.ts";

interface Operands {
  readonly result: Descriptor;
  readonly from: Descriptor;
  readonly element: Type;
}

/** The result and the first array, when both are known and hold the same numbers. */
function operandsOf(call: CallInst, { layout, types }: HelperServices): Operands | null {
  const [result, from] = call.args.slice(0, 2).map((arg) => descriptorAt(arg, layout));
  if (result === undefined || result === null || from === undefined || from === null) return null;
  const element = elementOf(result, types);
  if (result.isPlain || element === null || elementOf(from, types) !== element) return null;
  return { result, from, element };
}

/** `(result, matrix, file, line)` */
export const transpose: Lowering = (call, fn, services) => {
  const operands = operandsOf(call, services);
  if (operands?.result.rank !== 2 || operands.from.rank !== 2) return null;
  const { from, element } = operands;
  return (build) => {
    const source = viewOf(build, from, element);
    const target = allocateResult(build, operands, [...source.extents].reverse(), services);
    everyElement(build, fn, target.extents, (indices) => {
      const value = build.load(element, elementOfView(build, source, [...indices].reverse()));
      build.store(value, elementOfView(build, target, indices));
    });
    return null;
  };
};

/** `(result, source, shape, pad, order, file, line)` without a pad and an order. */
export const reshape: Lowering = (call, fn, services) => {
  const operands = operandsOf(call, services);
  const [, , given, ...options] = call.args;
  const shape = given === undefined ? null : descriptorAt(given, services.layout);
  if (operands === null || shape?.rank !== 1) return null;
  const isNone = (arg: Value | undefined): boolean => arg instanceof Literal && arg.text === "null";
  const number = elementOf(shape, services.types);
  if (number?.kind !== "int" || !isNone(options[0]) || !isNone(options[1])) return null;
  const { result, from, element } = operands;
  const { i64 } = services.types;
  return (build) => {
    const [source, wanted] = [viewOf(build, from, element), viewOf(build, shape, number)];
    const rank = build.icmp("eq", at(wanted.extents, 0), constInt(i64, result.rank));
    demand(build, rank, fn, services);
    const extents = Array.from({ length: result.rank }, (_, dim) => {
      const extent = build.load(number, elementOfView(build, wanted, [constInt(i64, dim)]));
      const wide = number === i64 ? extent : build.cast("sext", extent, i64);
      demand(build, build.icmp("sge", wide, constInt(i64, 0)), fn, services);
      return wide;
    });
    const count = productOf(build, extents);
    const enough = build.icmp("ule", count, productOf(build, source.extents));
    demand(build, enough, fn, services);
    const target = allocateResult(build, operands, extents, services);
    countedLoop(build, fn, count, (i) => {
      const value = build.load(element, inElementOrder(build, source, i));
      build.store(value, inElementOrder(build, target, i));
    });
    return null;
  };
};

function productOf(build: IRBuilder, extents: readonly Value[]): Value {
  const one: Value = constInt(build.module.types.i64, 1);
  return extents.reduce((all, extent) => build.binary("mul", all, extent), one);
}

/** The address of an element by its number in Fortran's element order. */
function inElementOrder(build: IRBuilder, view: ArrayView, number: Value): Value {
  let rest = number;
  const indices = view.extents.map((extent, dim) => {
    if (dim === view.extents.length - 1) return rest;
    const index = build.binary("urem", rest, extent);
    rest = build.binary("udiv", rest, extent);
    return index;
  });
  return elementOfView(build, view, indices);
}

/** `(result, x, y, file, line)` of two matrices, or a matrix and a vector; each sum begins with zero and runs forwards. */
export const matmul: Lowering = (call, fn, services) => {
  const operands = operandsOf(call, services);
  const [, , second] = call.args;
  const right = second === undefined ? null : descriptorAt(second, services.layout);
  if (operands === null || right === null) return null;
  const { result, from, element } = operands;
  if (elementOf(right, services.types) !== element) return null;
  if (![from.rank, right.rank].every((rank) => rank === 1 || rank === 2)) return null;
  if (result.rank !== from.rank + right.rank - 2 || result.rank === 0) return null;
  return (build) => {
    const [x, y] = [viewOf(build, from, element), viewOf(build, right, element)];
    const inner = at(y.extents, 0);
    demand(build, build.icmp("eq", at(x.extents, from.rank - 1), inner), fn, services);
    const extents = [...x.extents.slice(0, -1), ...y.extents.slice(1)];
    const target = allocateResult(build, operands, extents, services);
    everyElement(build, fn, target.extents, (indices) => {
      const address = elementOfView(build, target, indices);
      const rows = indices.slice(0, from.rank - 1);
      const columns = indices.slice(from.rank - 1);
      build.store(constFloat(element, 0), address);
      countedLoop(build, fn, inner, (k) => {
        const left = build.load(element, elementOfView(build, x, [...rows, k]));
        const factor = build.load(element, elementOfView(build, y, [k, ...columns]));
        const term = build.binary("fmul", left, factor);
        build.store(build.binary("fadd", build.load(element, address), term), address);
      });
    });
    return null;
  };
};

/** `(result, array, dim, copies, file, line)`: copies of the array along a new dimension. */
export const spread: Lowering = (call, fn, services) => {
  const operands = operandsOf(call, services);
  const [, , dimension, copies] = call.args;
  const dim = dimension === undefined ? undefined : integerOf(dimension);
  if (operands === null || dim === undefined || copies === undefined) return null;
  const { result, from, element } = operands;
  const place = Number(dim) - 1;
  if (result.rank !== from.rank + 1 || place < 0 || place > from.rank) return null;
  return (build) => {
    const source = viewOf(build, from, element);
    const zero = constInt(copies.type, 0);
    const count = build.select(build.icmp("sgt", copies, zero), copies, zero);
    const extents = source.extents.toSpliced(place, 0, count);
    const target = allocateResult(build, operands, extents, services);
    everyElement(build, fn, extents, (indices) => {
      const own = indices.toSpliced(place, 1);
      const value = build.load(element, elementOfView(build, source, own));
      build.store(value, elementOfView(build, target, indices));
    });
    return null;
  };
};

/**
 * `(result, array, shift, ...)` of a vector: the element at an index is that which lies `shift` behind it, counted round the end for cshift; for
 * eoshift zero where there is none.
 */
export function shifted(isCircular: boolean): Lowering {
  return (call, fn, services) => {
    const operands = operandsOf(call, services);
    const shift = call.args[2];
    if (operands === null || shift?.type !== services.types.i64) return null;
    const { result, from, element } = operands;
    const isZero = (arg: Value | undefined): boolean =>
      arg instanceof Literal && arg.text === "null";
    if (!isCircular && (!isZero(call.args[3]) || element.kind !== "float")) return null;
    if (result.rank !== 1 || from.rank !== 1) return null;
    return (build) => {
      const source = viewOf(build, from, element);
      const count = at(source.extents, 0);
      const target = allocateResult(build, operands, [count], services);
      countedLoop(build, fn, count, (i) => {
        const place = build.binary("add", i, shift);
        const inside = isCircular ? modulo(build, place, count) : null;
        const value =
          inside === null
            ? loadInside(build, fn, source, place)
            : build.load(element, elementOfView(build, source, [inside]));
        build.store(value, elementOfView(build, target, [i]));
      });
      return null;
    };
  };
}

function modulo(build: IRBuilder, value: Value, count: Value): Value {
  const rest = build.binary("srem", value, count);
  const isNegative = build.icmp("slt", rest, constInt(count.type, 0));
  return build.select(isNegative, build.binary("add", rest, count), rest);
}

/** The element at an index that may be outside, where it is zero. */
function loadInside(build: IRBuilder, fn: Function, source: ArrayView, place: Value): Value {
  const { element, extents } = source;
  const { block } = build;
  const inside = fn.newBlock(null, block);
  const end = fn.newBlock(null, inside);
  build.condBr(build.icmp("ult", place, at(extents, 0)), inside, end);
  build.point = InsertPoint.atEnd(inside);
  const value = build.load(element, elementOfView(build, source, [place]));
  build.br(end);
  build.point = InsertPoint.atEnd(end);
  const phi = build.phi(element);
  phi.addIncoming(value, inside);
  phi.addIncoming(constFloat(element, 0), block);
  return phi;
}
