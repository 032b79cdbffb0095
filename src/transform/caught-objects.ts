/** Of which classes an object that was caught can be. */
import { calledFunction } from "../analysis/effects.ts";
import { Literal } from "../ir/constants.ts";
import { GlobalVariable } from "../ir/graph.ts";
import { AggregateInst, CallInst, LandingPadInst, PhiInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { withoutCasts } from "./known-callees.ts";

/**
 * Is it what `__cxa_begin_catch` gives of an exception that is caught by classes of this module alone? Its virtual functions are those
 * of the class or of one that is derived from it, and so this module's, unless another module derives from it too.
 */
export function isCaughtAsOwn(object: Value): boolean {
  if (!(object instanceof CallInst) || calledFunction(object)?.name !== "__cxa_begin_catch")
    return false;
  return padsOf(object.operand(0))?.every((pad) => pad.operands.every(isOwnClause)) === true;
}

/** The landing pads that the pointer to the exception comes from; null where it comes from elsewhere too. */
function padsOf(exception: Value): LandingPadInst[] | null {
  const seen = new Set<Value>([exception]);
  const pads: LandingPadInst[] = [];
  for (const each of seen) {
    if (each instanceof LandingPadInst) pads.push(each);
    else if (each instanceof PhiInst) for (const { value } of each.incoming()) seen.add(value);
    else if (each instanceof AggregateInst && each.opcode === "extractvalue")
      seen.add(each.operand(0));
    else return null;
  }
  return pads.length === 0 ? null : pads;
}

/** Does the clause name a class of this module? What catches everything has no object to call functions of. */
function isOwnClause(clause: Value): boolean {
  const type = withoutCasts(clause);
  if (type instanceof GlobalVariable) return !type.isDeclaration;
  return type instanceof Literal && type.text === "null";
}
