/** Code that walks Fortran arrays as their descriptors say. */
import type { IRBuilder } from "../../ir/builder.ts";
import type { Function } from "../../ir/graph.ts";
import { constInt } from "../../ir/literal.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { at } from "../../support/assert.ts";
import type { HelperServices } from "../fatal.ts";
import { copyElement, countedLoop } from "../sort-helpers.ts";
import { type Descriptor, fields } from "./descriptor.ts";

/** An array at a point of the program: numbers are i64 values, strides in bytes. */
export interface ArrayView {
  readonly base: Value;
  readonly element: Type;
  readonly extents: readonly Value[];
  readonly strides: readonly Value[];
}

/** Loads what the descriptor says. */
export function viewOf(build: IRBuilder, descriptor: Descriptor, element: Type): ArrayView {
  const { types } = build.module;
  const dims = Array.from({ length: descriptor.rank }, (_, dim) => dim);
  const field = (dim: number, which: number): Value =>
    build.load(types.i64, fieldOf(build, descriptor, dim, which));
  return {
    base: build.load(types.pointerTo(types.i8), fieldOf(build, descriptor, null)),
    element,
    extents: dims.map((dim) => field(dim, 1)),
    strides: dims.map((dim) => field(dim, 2)),
  };
}

/** The address of a field of a descriptor: the base, or of dimension `dim` its lower bound (0), extent (1) or stride (2). */
export function fieldOf(
  build: IRBuilder,
  { pointer, struct }: Descriptor,
  dim: number | null,
  which = 0,
): Value {
  const path = dim === null ? [0, fields.base] : [0, fields.dims, dim, which];
  const indices = path.map((value) => constInt(build.module.types.i32, value));
  return build.gep(struct, pointer, indices);
}

/** The address of the element at those indices, which count from 0. */
export function elementOfView(
  build: IRBuilder,
  { base, element, strides }: ArrayView,
  indices: readonly Value[],
): Value {
  const { types } = build.module;
  let address = base;
  indices.forEach((i, dim) => {
    address = build.gep(types.i8, address, [build.binary("mul", i, at(strides, dim))]);
  });
  return build.bitcastPointer(address, types.pointerTo(element));
}

/** Runs `body` for the indices of all elements, the first index running fastest as in Fortran's element order. */
export function everyElement(
  build: IRBuilder,
  fn: Function,
  extents: readonly Value[],
  body: (indices: readonly Value[]) => void,
): void {
  const last = extents.at(-1);
  if (last === undefined) {
    body([]);
    return;
  }
  countedLoop(build, fn, last, (i) => {
    everyElement(build, fn, extents.slice(0, -1), (inner) => {
      body([...inner, i]);
    });
  });
}

/** Element by element; the extents are those of `to`. */
export function move(
  build: IRBuilder,
  to: ArrayView,
  from: ArrayView,
  fn: Function,
  services: HelperServices,
): void {
  const { element } = to;
  everyElement(build, fn, to.extents, (indices) => {
    const [target, source] = [to, from].map((view) => elementOfView(build, view, indices));
    if (target === undefined || source === undefined) return;
    if (element.kind !== "array") {
      build.store(build.load(element, source), target);
      return;
    }
    const bytes = constInt(build.module.types.i64, services.layout.sizeOf(element));
    copyElement(build, target, source, bytes, services);
  });
}

/** A contiguous array of those extents at `base`. */
export function contiguous(
  build: IRBuilder,
  base: Value,
  element: Type,
  bytes: number,
  extents: readonly Value[],
): ArrayView {
  const { i64 } = build.module.types;
  let stride: Value = constInt(i64, bytes);
  const strides = extents.map((extent) => {
    const own = stride;
    stride = build.binary("mul", stride, extent);
    return own;
  });
  return { base, element, extents, strides };
}

/** How many bytes a contiguous array takes, at least one element. */
export function bytesOf(build: IRBuilder, bytes: number, extents: readonly Value[]): Value {
  const { i64 } = build.module.types;
  const size = constInt(i64, bytes);
  let all: Value = size;
  for (const extent of extents) all = build.binary("mul", all, extent);
  return build.select(build.icmp("ult", all, size), size, all);
}

/** Lets the descriptor tell of the array, whose first indices are `lower`. */
export function describe(
  build: IRBuilder,
  descriptor: Descriptor,
  { base, extents, strides }: ArrayView,
  lower: readonly Value[],
): void {
  build.store(base, fieldOf(build, descriptor, null));
  extents.forEach((extent, dim) => {
    [at(lower, dim), extent, at(strides, dim)].forEach((value, which) => {
      build.store(value, fieldOf(build, descriptor, dim, which));
    });
  });
}
