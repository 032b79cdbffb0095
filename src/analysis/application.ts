/** How an instruction uses a row of the rule table: which operand is which argument, and where the outputs are left. */
import type { Instruction } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { arithRule } from "../rules/lookup.ts";
import type { Rule } from "../rules/rule.ts";
import type { Family, Shape } from "../rules/spelling.ts";
import { must } from "../support/assert.ts";
import { ruleOfCall } from "./flow.ts";

/** A use of a row by an instruction. */
export interface Application {
  readonly rule: Rule;
  readonly family: Family;
  readonly shape: Shape;
  /** The operand of each argument of the row. */
  readonly args: readonly Value[];
}

/** The row of an instruction that is arithmetic on floats or a call of the table. */
export function applicationOf(inst: Instruction): Application {
  if (inst instanceof CallInst) {
    const match = must(ruleOfCall(inst), "the call has a row");
    const args = match.rule.args.map((_, k) => {
      const index = match.shape.params.findIndex((param) => "arg" in param && param.arg === k);
      return inst.operand(index);
    });
    return { rule: match.rule, family: match.family, shape: match.shape, args };
  }
  const rule = must(arithRule(inst.opcode), "the opcode has a row");
  const params = rule.args.map((_, arg) => ({ arg }));
  return { rule, family: "libm", shape: { params, returns: { out: 0 } }, args: inst.operands };
}

/** Where an output of the row is left. */
export type Place = { readonly pointer: Value } | { readonly field: number } | "result" | "nowhere";

/** The place of output `output` of a row. */
export function placeOf(inst: Instruction, shape: Shape, output: number): Place {
  const index = shape.params.findIndex((param) => "out" in param && param.out === output);
  if (index >= 0) return { pointer: inst.operand(index) };
  if (shape.returns === "nothing") return "nowhere";
  if ("out" in shape.returns) return shape.returns.out === output ? "result" : "nowhere";
  const field = shape.returns.fields.indexOf(output);
  return field < 0 ? "nowhere" : { field };
}
