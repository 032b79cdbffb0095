/** Inline assembly of which it is known what it computes, said by instructions. */
import { asmText } from "../analysis/inline-asm.ts";
import { IRBuilder, InsertPoint, type ModuleServices } from "../ir/builder.ts";
import type { Function } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import { scalarType, type Type } from "../ir/types.ts";
import { debugLocation } from "./edges.ts";

/** The lanes that the suffix of an SSE instruction works on: packed or scalar, double or single. */
const lanes: Readonly<Record<string, { readonly float: string; readonly count: number }>> = {
  pd: { float: "double", count: 2 },
  ps: { float: "float", count: 4 },
  sd: { float: "double", count: 1 },
  ss: { float: "float", count: 1 },
};

/**
 * Replaces the x86 minima and maxima in `fn` that libraries write as assembly, for the sake of which operand they give where neither is less;
 * true when there were any.
 */
export function replaceKnownAsm(fn: Function, services: ModuleServices): boolean {
  let changed = false;
  for (const inst of [...fn.instructions()]) {
    if (!(inst instanceof CallInst) || inst.opcode !== "call") continue;
    const predicate = extremumOf(inst);
    const [source, target] = inst.args;
    if (predicate === null || source === undefined || target === undefined) continue;
    const location = debugLocation(inst);
    const build = new IRBuilder(InsertPoint.before(inst), services, {
      debugLocation: location === "" ? null : location,
    });
    // Intel's manual, MINPD: the second operand (here the source) where they are zeros or one is a NaN.
    const isFirst = build.fcmp(predicate, target, source);
    inst.replaceAllUsesWith(build.select(isFirst, target, source));
    inst.erase();
    changed = true;
  }
  return changed;
}

/** The comparison by which `minpd $1, $0` and its like choose the register that they write; null for any other assembly. */
function extremumOf(call: CallInst): "olt" | "ogt" | null {
  const asm = asmText(call);
  if (asm?.constraints.join(" ") !== "=x x 0") return null;
  const [, what, suffix = ""] = /^\s*(min|max)([ps][ds]) \$1, ?\$0\s*$/.exec(asm.template) ?? [];
  if (what === undefined || !isOf(call.type, suffix)) return null;
  if (call.args.some((arg) => arg.type !== call.type)) return null;
  return what === "min" ? "olt" : "ogt";
}

/** Scalar forms leave the upper lanes of a register alone, which a scalar does not have. */
function isOf(type: Type, suffix: string): boolean {
  const wanted = lanes[suffix];
  if (scalarType(type).text !== wanted?.float) return false;
  const count = type.kind === "vector" ? type.length : 1;
  return count === wanted.count && (type.kind !== "vector" || !type.scalable);
}
