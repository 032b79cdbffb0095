/** `_FortranAAssign (to, from, file, line)`: the assignment of an array, or of a scalar to each element of an array. */
import { type IRBuilder, InsertPoint } from "../../ir/builder.ts";
import type { Function } from "../../ir/graph.ts";
import { heapCalls } from "../../ir/heap.ts";
import { nullOf } from "../../ir/literal.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { at } from "../../support/assert.ts";
import type { HelperServices } from "../fatal.ts";
import {
  type ArrayView,
  bytesOf,
  contiguous,
  describe,
  everyElement,
  elementOfView,
  fieldOf,
  move,
  viewOf,
} from "./arrays.ts";
import { copiedType, type Descriptor, descriptorAt } from "./descriptor.ts";
import { demand, demandSameExtents } from "./extents.ts";
import type { Lowering } from "./lowering.ts";

/** How an assignment is lowered: of elements of the same type, which are copied as they are. */
export const assignment: Lowering = (call, fn, services) => {
  const [to, from] = call.args.slice(0, 2).map((arg) => descriptorAt(arg, services.layout));
  if (to === undefined || to === null || from === undefined || from === null) return null;
  const element = copiedType(to, services.types);
  if (element === null || to.code !== from.code || to.bytes !== from.bytes) return null;
  if (to.derived !== from.derived) return null;
  if (from.rank === 0 && to.rank > 0)
    return (build) => {
      fill(build, to, from, element, fn, services);
      return null;
    };
  if (from.rank !== to.rank) return null;
  return (build) => {
    const source = viewOf(build, from, element);
    if (to.isAllocatable) copyAnew(build, to, from, source, fn, services);
    else copy(build, viewOf(build, to, element), source, to.bytes, fn, services);
    return null;
  };
};

function fill(
  build: IRBuilder,
  to: Descriptor,
  from: Descriptor,
  element: Type,
  fn: Function,
  services: HelperServices,
): void {
  const target = viewOf(build, to, element);
  if (to.isAllocatable)
    demand(build, build.icmp("ne", target.base, nullOf(target.base.type)), fn, services);
  const scalar = elementOfView(build, viewOf(build, from, element), []);
  const source: ArrayView = { ...target, base: scalar, strides: [] };
  if (element.kind === "array") {
    move(build, target, source, fn, services);
    return;
  }
  const value = build.load(element, scalar);
  everyElement(build, fn, target.extents, (indices) => {
    build.store(value, elementOfView(build, target, indices));
  });
}

/** By way of a copy, as all of the right-hand side comes before the assignment and both may be the same memory. */
function copy(
  build: IRBuilder,
  target: ArrayView,
  source: ArrayView,
  bytes: number,
  fn: Function,
  services: HelperServices,
): void {
  demandSameExtents(build, target, source, fn, services);
  const heap = heapCalls(services);
  const { extents, element } = source;
  const memory = heap.malloc(build, bytesOf(build, bytes, extents));
  const between = contiguous(build, memory, element, bytes, extents);
  move(build, between, source, fn, services);
  move(build, target, between, fn, services);
  heap.free(build, memory);
}

/** To an allocatable array, which takes the shape of the right-hand side where it has another or none. */
function copyAnew(
  build: IRBuilder,
  to: Descriptor,
  from: Descriptor,
  source: ArrayView,
  fn: Function,
  services: HelperServices,
): void {
  const target = viewOf(build, to, source.element);
  const { block } = build;
  const same = fn.newBlock(null, block);
  const other = fn.newBlock(null, same);
  const end = fn.newBlock(null, other);
  build.condBr(hasShape(build, target, source), same, other);
  build.point = InsertPoint.atEnd(same);
  copy(build, target, source, to.bytes, fn, services);
  build.br(end);
  build.point = InsertPoint.atEnd(other);
  const heap = heapCalls(services);
  const { extents, element } = source;
  const memory = heap.malloc(build, bytesOf(build, to.bytes, extents));
  const made = contiguous(build, memory, element, to.bytes, extents);
  move(build, made, source, fn, services);
  heap.free(build, target.base);
  const { i64 } = services.types;
  const lower = extents.map((_, dim) => build.load(i64, fieldOf(build, from, dim)));
  describe(build, to, made, lower);
  build.br(end);
  build.point = InsertPoint.atEnd(end);
}

/** Is there memory of that shape? */
function hasShape(build: IRBuilder, { base, extents }: ArrayView, source: ArrayView): Value {
  let all: Value = build.icmp("ne", base, nullOf(base.type));
  extents.forEach((extent, dim) => {
    const isSame = build.icmp("eq", extent, at(source.extents, dim));
    all = build.binary("and", all, isSame);
  });
  return all;
}
