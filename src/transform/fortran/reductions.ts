/**
 * Reductions of arrays, of all elements or of lines, and the dot product, computed in the order and
 * the precision in which flang's runtime does, so that the results are the same to the last bit.
 */
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import { integerOf, Literal } from "../../ir/constants.ts";
import type { Function } from "../../ir/graph.ts";
import { constFloat, constInt } from "../../ir/literal.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { at } from "../../support/assert.ts";
import type { HelperServices } from "../fatal.ts";
import { countedLoop } from "../sort-helpers.ts";
import { type ArrayView, elementOfView, everyElement, viewOf } from "./arrays.ts";
import { type Descriptor, descriptorAt, elementOf, isLogical } from "./descriptor.ts";
import { demandSameExtents } from "./extents.ts";
import type { Lowering } from "./lowering.ts";
import { allocateResult } from "./results.ts";

/** A variable of the loop, in a slot that becomes a value later. */
class Variable {
  readonly #build: IRBuilder;
  readonly #slot: Value;
  readonly #type: Type;

  constructor(build: IRBuilder, fn: Function, first: Value) {
    this.#build = build;
    this.#type = first.type;
    this.#slot = new IRBuilder(InsertPoint.atStart(fn.entry), build.module).alloca(first.type);
    this.set(first);
  }

  get(): Value {
    return this.#build.load(this.#type, this.#slot);
  }

  set(value: Value): void {
    this.#build.store(value, this.#slot);
  }
}

/** Computes the result, of the type of an element, with `every` running over the elements. */
type Kernel = (
  build: IRBuilder,
  fn: Function,
  element: Type,
  every: (body: (x: Value) => void) => void,
) => Value;

/** `(array, file, line, dim, mask)` of the whole array. */
function total(kernel: Kernel): Lowering {
  return (call, fn, services) => {
    const [array, , , dim, mask] = call.args;
    if (array === undefined || dim === undefined || integerOf(dim) !== 0n) return null;
    const operands = reduced(array, mask, services);
    if (operands?.element !== call.type) return null;
    return (build) => {
      const view = viewOf(build, operands.array, operands.element);
      return kernel(build, fn, operands.element, (body) => {
        everyElement(build, fn, view.extents, visitor(build, fn, operands, view, body));
      });
    };
  };
}

/** `(result, array, dim, file, line, mask)`: of each line along a dimension. */
function along(kernel: Kernel): Lowering {
  return (call, fn, services) => {
    const [target, array, dimension, , , mask] = call.args;
    if (target === undefined || array === undefined || dimension === undefined) return null;
    const operands = reduced(array, mask, services);
    const result = descriptorAt(target, services.layout);
    const dim = Number(integerOf(dimension) ?? 0n) - 1;
    if (operands === null || result === null || result.isPlain) return null;
    const { rank } = operands.array;
    if (elementOf(result, services.types) !== operands.element) return null;
    if (dim < 0 || dim >= rank || rank < 2 || result.rank !== rank - 1) return null;
    return (build) => {
      const view = viewOf(build, operands.array, operands.element);
      const extents = view.extents.filter((_, each) => each !== dim);
      const made = allocateResult(build, { result, element: operands.element }, extents, services);
      everyElement(build, fn, extents, (indices) => {
        const value = kernel(build, fn, operands.element, (body) => {
          const visit = visitor(build, fn, operands, view, body);
          countedLoop(build, fn, at(view.extents, dim), (i) => {
            visit(indices.toSpliced(dim, 0, i));
          });
        });
        build.store(value, elementOfView(build, made, indices));
      });
      return null;
    };
  };
}

/** An array of numbers, and the logicals that say which of them count. */
interface Reduced {
  readonly array: Descriptor;
  readonly element: Type;
  readonly mask: Descriptor | null;
}

function reduced(
  array: Value,
  mask: Value | undefined,
  { layout, types }: HelperServices,
): Reduced | null {
  const descriptor = descriptorAt(array, layout);
  const element = descriptor === null ? null : elementOf(descriptor, types);
  if (descriptor === null || element?.kind !== "float" || mask === undefined) return null;
  if (mask instanceof Literal && mask.text === "null")
    return { array: descriptor, element, mask: null };
  const choice = descriptorAt(mask, layout);
  if (choice === null || !isLogical(choice) || choice.rank !== descriptor.rank) return null;
  return { array: descriptor, element, mask: choice };
}

/** Calls `body` with the element at indices, where the mask has it. */
function visitor(
  build: IRBuilder,
  fn: Function,
  { element, mask }: Reduced,
  view: ArrayView,
  body: (x: Value) => void,
): (indices: readonly Value[]) => void {
  const { i32 } = build.module.types;
  const choice = mask === null ? null : viewOf(build, mask, i32);
  const visit = (indices: readonly Value[]): void => {
    body(build.load(element, elementOfView(build, view, indices)));
  };
  if (choice === null) return visit;
  return (indices) => {
    const said = build.load(i32, elementOfView(build, choice, indices));
    const { block } = build;
    const yes = fn.newBlock(null, block);
    const end = fn.newBlock(null, yes);
    build.condBr(build.icmp("ne", said, constInt(i32, 0)), yes, end);
    build.point = InsertPoint.atEnd(yes);
    visit(indices);
    build.br(end);
    build.point = InsertPoint.atEnd(end);
  };
}

/** Kahan's summation: what an addition loses is taken into account by the next, unless an infinite sum made no number of that. */
const sumKernel: Kernel = (build, fn, element, every) => {
  const zero = constFloat(element, 0);
  const [all, lost] = [new Variable(build, fn, zero), new Variable(build, fn, zero)];
  every((x) => {
    const next = build.binary("fsub", x, lost.get());
    const old = all.get();
    const more = build.binary("fadd", old, next);
    const isNone = build.fcmp("uno", next, next);
    const error = build.binary("fsub", build.binary("fsub", more, old), next);
    all.set(build.select(isNone, build.binary("fadd", old, x), more));
    lost.set(build.select(isNone, zero, error));
  });
  return all.get();
};

/** The runtime stops at a product of zero. Here it goes on: what comes behind has a part in the derivative by the factor that is zero. */
const productKernel: Kernel = (build, fn, element, every) => {
  const all = new Variable(build, fn, constFloat(element, 1));
  every((x) => {
    all.set(build.binary("fmul", all.get(), x));
  });
  return all.get();
};

export const sum: Lowering = total(sumKernel);
export const sumAlong: Lowering = along(sumKernel);
export const product: Lowering = total(productKernel);
export const productAlong: Lowering = along(productKernel);

/** The first of the largest (`ogt`) or smallest (`olt`); what is no number gives way to what follows. */
function extremumKernel(predicate: "ogt" | "olt"): Kernel {
  return (build, fn, element, every) => {
    const { i1 } = build.module.types;
    const most = new Variable(build, fn, farthest(element, predicate === "ogt" ? -1 : 1));
    const some = new Variable(build, fn, constInt(i1, 0));
    every((x) => {
      const old = most.get();
      const isBetter = build.fcmp(predicate, x, old);
      const isNone = build.fcmp("uno", old, old);
      const isFirst = build.binary("xor", some.get(), constInt(i1, 1));
      const takes = build.binary("or", build.binary("or", isBetter, isNone), isFirst);
      most.set(build.select(takes, x, old));
      some.set(constInt(i1, 1));
    });
    return most.get();
  };
}

/** `maxval` by "ogt", `minval` by "olt", of the whole array. */
export function extremum(predicate: "ogt" | "olt"): Lowering {
  return total(extremumKernel(predicate));
}

/** `maxval` by "ogt", `minval` by "olt", of each line along a dimension. */
export function extremumAlong(predicate: "ogt" | "olt"): Lowering {
  return along(extremumKernel(predicate));
}

/** The finite number farthest from zero, which is the extremum of no elements. */
function farthest(type: Type, sign: 1 | -1): Value {
  const single = (2 - 2 ** -23) * 2 ** 127;
  const isSingle = type.kind === "float" && type.float === "float";
  return constFloat(type, sign * (isSingle ? single : Number.MAX_VALUE));
}

/** `(x, y, file, line)` */
export const dotProduct: Lowering = (call, fn, services) => {
  const [x, y] = call.args.slice(0, 2).map((arg) => descriptorAt(arg, services.layout));
  if (x === undefined || x === null || y === undefined || y === null) return null;
  const element = elementOf(x, services.types);
  if (element === null || element !== call.type || elementOf(y, services.types) !== element)
    return null;
  if (x.rank !== 1 || y.rank !== 1) return null;
  return (build) => {
    const [a, b] = [viewOf(build, x, element), viewOf(build, y, element)];
    demandSameExtents(build, a, b, fn, services);
    const all = new Variable(build, fn, constFloat(element, 0));
    everyElement(build, fn, a.extents, (indices) => {
      const left = build.load(element, elementOfView(build, a, indices));
      const right = build.load(element, elementOfView(build, b, indices));
      all.set(build.binary("fadd", all.get(), build.binary("fmul", left, right)));
    });
    return all.get();
  };
};
