/** `_FortranAAssign (to, from, file, line)`: the assignment of an array, or of a scalar to each element of an array. */
import type { IRBuilder } from "../../ir/builder.ts";
import type { Function } from "../../ir/graph.ts";
import { heapCalls } from "../../ir/heap.ts";
import type { Type } from "../../ir/types.ts";
import type { HelperServices } from "../fatal.ts";
import { bytesOf, contiguous, elementOfView, everyElement, move, viewOf } from "./arrays.ts";
import { type Descriptor, descriptorAt, elementOf } from "./descriptor.ts";
import { demandSameExtents } from "./extents.ts";
import type { Lowering } from "./lowering.ts";

/**
 * How an assignment is lowered: of elements of the same type, to an array that is neither allocatable nor a pointer, so that no memory comes
 * or goes.
 */
export const assignment: Lowering = (call, fn, services) => {
  const [to, from] = call.args.slice(0, 2).map((arg) => descriptorAt(arg, services.layout));
  if (to === undefined || to === null || from === undefined || from === null) return null;
  const element = elementOf(to, services.types);
  if (!to.isPlain || element === null || to.code !== from.code || to.bytes !== from.bytes)
    return null;
  if (from.rank === 0)
    return (build) => {
      fill(build, to, from, element, fn);
      return null;
    };
  if (from.rank !== to.rank) return null;
  return (build) => {
    copy(build, to, from, element, fn, services);
    return null;
  };
};

function fill(
  build: IRBuilder,
  to: Descriptor,
  from: Descriptor,
  element: Type,
  fn: Function,
): void {
  const target = viewOf(build, to, element);
  const value = build.load(element, elementOfView(build, viewOf(build, from, element), []));
  everyElement(build, fn, target.extents, (indices) => {
    build.store(value, elementOfView(build, target, indices));
  });
}

/** By way of a copy, as all of the right-hand side comes before the assignment and both may be the same memory. */
function copy(
  build: IRBuilder,
  to: Descriptor,
  from: Descriptor,
  element: Type,
  fn: Function,
  services: HelperServices,
): void {
  const [target, source] = [viewOf(build, to, element), viewOf(build, from, element)];
  demandSameExtents(build, target, source, fn, services);
  const heap = heapCalls(services);
  const { extents } = source;
  const memory = heap.malloc(build, bytesOf(build, to.bytes, extents));
  const between = contiguous(build, memory, element, to.bytes, extents);
  move(build, between, source, fn);
  move(build, target, between, fn);
  heap.free(build, memory);
}
