/** Inline assembly of which it is known what it computes, said by instructions. */
import { carriesFloat } from "../analysis/flow.ts";
import { asmText } from "../analysis/inline-asm.ts";
import { IRBuilder, InsertPoint, type ModuleServices } from "../ir/builder.ts";
import { InlineAsm } from "../ir/constants.ts";
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
    if (hideInRegister(inst, services)) {
      changed = true;
      continue;
    }
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

/**
 * Eigen hides a packet from the optimiser in memory or in a register, as the compiler likes: the value is given to the place that is
 * written. In a register it is hidden as well, and the store is seen.
 */
function hideInRegister(call: CallInst, services: ModuleServices): boolean {
  const asm = asmText(call);
  const [place, value] = call.args;
  const [output = "", input] = asm?.constraints ?? [];
  if (asm?.template.trim() !== "" || asm.constraints.length !== 2 || input !== "0") return false;
  if (!/^=\*[a-z]*(\|[a-z]+)*$/.test(output) || !output.includes("x")) return false;
  if (place === undefined || value === undefined || !carriesFloat(value.type)) return false;
  const text = callee(call).replace(/"=\*[^,]*,0/, '"=x,0');
  const build = new IRBuilder(InsertPoint.before(call), services);
  const type = services.types.fn(value.type, [value.type]);
  const asmType = services.types.pointerTo(type);
  const hidden = build.call({ callee: new InlineAsm(asmType, text), type }, [value]);
  build.store(hidden, place);
  call.erase();
  return true;
}

function callee({ callee: asm }: CallInst): string {
  return asm instanceof InlineAsm ? asm.text : "";
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
