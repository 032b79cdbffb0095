/** What flang's runtime demands of the extents of arrays that meet; it ends the program where they do not fit. */
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import type { Function } from "../../ir/graph.ts";
import type { Value } from "../../ir/value.ts";
import { at } from "../../support/assert.ts";
import { endProgram, fatalAttributes, type HelperServices } from "../fatal.ts";
import type { ArrayView } from "./arrays.ts";

/** The runtime compares the numbers of elements; where these agree and the extents do not, the program is not Fortran. */
export function demandSameExtents(
  build: IRBuilder,
  a: ArrayView,
  b: ArrayView,
  fn: Function,
  services: HelperServices,
): void {
  a.extents.forEach((extent, dim) => {
    demand(build, build.icmp("eq", extent, at(b.extents, dim)), fn, services);
  });
}

/** Ends the program where `condition` does not hold. */
export function demand(
  build: IRBuilder,
  condition: Value,
  fn: Function,
  services: HelperServices,
): void {
  const { block } = build;
  const bad = fn.newBlock(null, block);
  const good = fn.newBlock(null, bad);
  build.condBr(condition, good, bad);
  build.point = InsertPoint.atEnd(bad);
  build.call(misfitHelper(services), [], { attributes: "noreturn nounwind" });
  build.unreachable();
  build.point = InsertPoint.atEnd(good);
}

const helperName = "__tsad_fortran_extents";

function misfitHelper(services: HelperServices): Function {
  const known = services.function(helperName);
  if (known !== undefined) return known;
  const { types } = services;
  const fn = services.addFunction({
    name: helperName,
    type: types.fn(types.void, []),
    prefix: "internal",
    suffix: fatalAttributes,
  });
  const build = new IRBuilder(InsertPoint.atEnd(fn.newBlock(null)), services);
  endProgram(
    build,
    helperName,
    "Fortran code does what its runtime would end the program for: arrays of different extents, or memory that is there or is not",
    services,
  );
  return fn;
}
