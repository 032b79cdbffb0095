/**
 * Calls of flang's runtime that work on arrays by their descriptors, which code without optimisation is full of, become the loops that they
 * are, where the ranks and types in the descriptors are constants. The others stay calls of functions of which nothing is known.
 */
import { calledFunction } from "../../analysis/effects.ts";
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import type { Function } from "../../ir/graph.ts";
import { CallInst } from "../../ir/instructions.ts";
import { debugLocation } from "../edges.ts";
import type { HelperServices } from "../fatal.ts";
import { splitAfter } from "../splice.ts";
import { assignment } from "./assign.ts";
import type { Emit, Lowering } from "./lowering.ts";
import { matmul, reshape, shifted, spread, transpose } from "./matrices.ts";
import { allocate, deallocate, initialize, moveAllocation, setBounds } from "./storage.ts";
import {
  dotProduct,
  extremum,
  extremumAlong,
  product,
  productAlong,
  sum,
  sumAlong,
} from "./reductions.ts";

const lowerings: ReadonlyMap<string, Lowering> = new Map([
  ["_FortranAAssign", assignment],
  ["_FortranAAssignTemporary", assignment],
  ["_FortranAInitialize", initialize],
  ["_FortranAAllocatableSetBounds", setBounds],
  ["_FortranAAllocatableAllocate", allocate],
  ["_FortranAAllocatableDeallocate", deallocate],
  ["_FortranAPointerSetBounds", setBounds],
  ["_FortranAPointerAllocate", allocate],
  ["_FortranAPointerDeallocate", deallocate],
  ["_FortranAMoveAlloc", moveAllocation],
  ["_FortranATranspose", transpose],
  ["_FortranAReshape", reshape],
  ["_FortranAMatmulReal8Real8", matmul],
  ["_FortranADotProductReal8", dotProduct],
  ["_FortranASumDim", sumAlong],
  ["_FortranAProductDim", productAlong],
  ["_FortranAMaxvalDim", extremumAlong("ogt")],
  ["_FortranAMinvalDim", extremumAlong("olt")],
  ["_FortranASpread", spread],
  ["_FortranACshiftVector", shifted(true)],
  ["_FortranAEoshiftVector", shifted(false)],
  ["_FortranASumReal4", sum],
  ["_FortranASumReal8", sum],
  ["_FortranAProductReal4", product],
  ["_FortranAProductReal8", product],
  ["_FortranAMaxvalReal4", extremum("ogt")],
  ["_FortranAMaxvalReal8", extremum("ogt")],
  ["_FortranAMinvalReal4", extremum("olt")],
  ["_FortranAMinvalReal8", extremum("olt")],
]);

/** Lowers what can be lowered in `fn`; true when there was any. */
export function lowerFortran(fn: Function, services: HelperServices): boolean {
  // All are looked at first: what takes the place of a call writes to descriptors by parts.
  const found = [...fn.instructions()].flatMap((call) => {
    if (!(call instanceof CallInst) || call.opcode !== "call") return [];
    const callee = calledFunction(call);
    if (callee?.isDeclaration !== true) return [];
    const emit = lowerings.get(callee.name)?.(call, fn, services) ?? null;
    return emit === null ? [] : [{ call, emit }];
  });
  for (const { call, emit } of found) replace(call, emit, fn, services);
  return found.length > 0;
}

function replace(call: CallInst, emit: Emit, fn: Function, services: HelperServices): void {
  const location = debugLocation(call);
  const build = new IRBuilder(InsertPoint.before(call), services, {
    debugLocation: location === "" ? null : location,
  });
  const head = build.block;
  const rest = splitAfter(call, fn);
  call.detach();
  build.point = InsertPoint.atEnd(head);
  const result = emit(build);
  build.br(rest);
  if (result !== null) call.replaceAllUsesWith(result);
  call.erase();
}
