/**
 * Reductions of whole arrays, `(array, file, line, dim, mask)` with no dimension and no mask, and the dot product, computed in the order and
 * the precision in which flang's runtime does, so that the results are the same to the last bit.
 */
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import { integerOf, Literal } from "../../ir/constants.ts";
import type { Function } from "../../ir/graph.ts";
import { constFloat, constInt } from "../../ir/literal.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { elementOfView, everyElement, viewOf } from "./arrays.ts";
import { descriptorAt, elementOf } from "./descriptor.ts";
import { demandSameExtents } from "./extents.ts";
import type { Lowering } from "./lowering.ts";

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

function total(kernel: Kernel): Lowering {
  return (call, fn, services) => {
    const [array, , , dim, mask] = call.args;
    if (array === undefined || dim === undefined || integerOf(dim) !== 0n) return null;
    if (!(mask instanceof Literal) || mask.text !== "null") return null;
    const descriptor = descriptorAt(array, services.layout);
    const element = descriptor === null ? null : elementOf(descriptor, services.types);
    if (descriptor === null || element === null || element !== call.type) return null;
    return (build) => {
      const view = viewOf(build, descriptor, element);
      return kernel(build, fn, element, (body) => {
        everyElement(build, fn, view.extents, (indices) => {
          body(build.load(element, elementOfView(build, view, indices)));
        });
      });
    };
  };
}

/** Kahan's summation: what an addition loses is taken into account by the next, unless an infinite sum made no number of that. */
export const sum: Lowering = total((build, fn, element, every) => {
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
});

/** The runtime stops at a product of zero. Here it goes on: what comes behind has a part in the derivative by the factor that is zero. */
export const product: Lowering = total((build, fn, element, every) => {
  const all = new Variable(build, fn, constFloat(element, 1));
  every((x) => {
    all.set(build.binary("fmul", all.get(), x));
  });
  return all.get();
});

/** The first of the largest (`ogt`) or smallest (`olt`); what is no number gives way to what follows. */
export function extremum(predicate: "ogt" | "olt"): Lowering {
  return total((build, fn, element, every) => {
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
  });
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
