/**
 * Through which operands of an instruction a derivative flows to its result. Activity and the reverse pass both read
 * it, so that they cannot disagree. Memory is not in it: loads and stores are edges through roots.
 */
import type { Instruction } from "../ir/graph.ts";
import { CallInst, PhiInst } from "../ir/instructions.ts";
import { isFloating, type Type } from "../ir/types.ts";
import { arithRule, structural, type Match } from "../rules/lookup.ts";
import { handedToLanes } from "../rules/lanes.ts";
import type { ComplexRule } from "../rules/complex.ts";
import type { Rule } from "../rules/rule.ts";
import { takesExponent } from "./exponent-bits.ts";
import { hiddenBy } from "./hidden-rounding.ts";
import { emptyAsm } from "./inline-asm.ts";
import { calledFunction, complexRowOf, isIntegerIntrinsic, rowOf } from "./effects.ts";

/** True when a value of the type holds a float somewhere. Pointers do not: their memory has an activity of its own. */
export function carriesFloat(type: Type): boolean {
  if (type.kind === "vector" || type.kind === "array") return carriesFloat(type.element);
  if (type.kind === "struct") return (type.fields ?? []).some(carriesFloat);
  return type.kind === "float";
}

/** The row of a call's callee, when it is a function of the table that has no body here. */
export function ruleOfCall(call: CallInst): Match | undefined {
  return rowOf(call);
}

/** The name of the vector reduction that a call makes, without its type suffix; undefined for any other call. */
export function reductionOf(call: CallInst): string | undefined {
  const name = calledFunction(call)?.name;
  if (name?.startsWith("llvm.") !== true) return undefined;
  const base = name.replace(/(\.[a-z]*\d[a-z0-9]*)+$/, "");
  return structural.has(base) ? base : undefined;
}

/** Rule arguments that some output of float type depends on. */
function liveArgs(rule: Rule): ReadonlySet<number> {
  const live = new Set<number>();
  for (const output of rule.outputs) {
    output.partials.forEach((partial, i) => {
      if (partial !== "inactive" && rule.args[i] === "float") live.add(i);
    });
  }
  return live;
}

function flowOfCall(call: CallInst): readonly number[] {
  if (reductionOf(call) !== undefined || isIntegerIntrinsic(call)) {
    return call.args.map((_, i) => i);
  }
  const handedOn = emptyAsm(call)?.result ?? null;
  if (handedOn !== null) {
    const hidden = call.operand(handedOn);
    const isCut = call.type.kind === "pointer" || hiddenBy([call], hidden) === "rounding";
    return isCut ? [] : [handedOn];
  }
  const handed = handedToLanes(calledFunction(call)?.name ?? "");
  if (handed !== undefined) return [handed];
  const match = ruleOfCall(call);
  if (match === undefined) return flowOfComplexCall(call);
  const live = liveArgs(match.rule);
  return match.shape.params.flatMap((param, i) =>
    "arg" in param && live.has(param.arg) ? [i] : [],
  );
}

/** The row of a call of a complex function, when its complex arguments are passed as values. */
export function complexRuleOfCall(call: CallInst): ComplexRule | undefined {
  return complexRowOf(call);
}

function flowOfComplexCall(call: CallInst): readonly number[] {
  if (complexRuleOfCall(call) === undefined) return [];
  return call.args.flatMap((arg, i) => (carriesFloat(arg.type) ? [i] : []));
}

function flowOfCast(inst: Instruction): readonly number[] {
  return inst.operand(0).type.kind === "pointer" ? [] : [0];
}

/** The operands of instructions for which the opcode says it all. */
const flowByOpcode: ReadonlyMap<string, readonly number[]> = new Map([
  ["select", [1, 2]],
  ["freeze", [0]],
  ["extractelement", [0]],
  ["extractvalue", [0]],
  ["insertelement", [0, 1]],
  ["insertvalue", [0, 1]],
  ["shufflevector", [0, 1]],
  ["fpext", [0]],
  ["fptrunc", [0]],
  ["sitofp", [0]],
  ["uitofp", [0]],
]);

/** Integer operations that hand on the bits of an operand, so that a float may travel through them. */
const movesBits = new Set([
  "and",
  "or",
  "xor",
  "shl",
  "lshr",
  "ashr",
  "add",
  "sub",
  "mul",
  "udiv",
  "sdiv",
  "urem",
  "srem",
  "trunc",
  "zext",
  "sext",
]);

/**
 * Indices of the operands whose derivative the result depends on. Integers count where they may hold the bits of a float (a
 * bitcast and what is made from it); such a value has no adjoint, and the reverse pass refuses it where it matters.
 */
export function flowOperands(inst: Instruction): readonly number[] {
  if (inst instanceof PhiInst) return inst.incoming().map((_, i) => 2 * i);
  if (inst instanceof CallInst) return flowOfCall(inst);
  if (inst.opcode === "bitcast") return flowOfCast(inst);
  const fixed = flowByOpcode.get(inst.opcode);
  if (fixed !== undefined) return fixed;
  if (movesBits.has(inst.opcode)) return takesExponent(inst) ? [] : inst.operands.map((_, i) => i);
  const rule = arithRule(inst.opcode);
  return rule === undefined || !isFloating(inst.type) ? [] : [...liveArgs(rule)];
}
