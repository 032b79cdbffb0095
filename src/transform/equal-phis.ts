/**
 * Phis of which every way in brings the same computation of the same values: it is done once behind them. Compilers leave such phis where
 * the ways through a loop's body meet before the next iteration, and a counter that is one step further on each of them is then no phi.
 */
import { cloneInstruction } from "../ir/clone.ts";
import { IRBuilder, InsertPoint, type ModuleServices } from "../ir/builder.ts";
import { Literal } from "../ir/constants.ts";
import { type Function, Instruction } from "../ir/graph.ts";
import { ArithmeticInst, CastInst, GepInst, PhiInst } from "../ir/instructions.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at } from "../support/assert.ts";

/** Replaces such phis of `fn`; true when there was one. What came in stays for dead code elimination. */
export function mergeEqualPhis(fn: Function, services: ModuleServices): boolean {
  let changed = false;
  for (const block of fn.blocks) {
    for (const inst of [...block]) {
      if (!(inst instanceof PhiInst)) break;
      const values = inst.incoming().map(({ value }) => value);
      const [first, ...others] = values;
      if (!isPure(first) || others.length === 0) continue;
      if (!others.every((other) => isPure(other) && isSame(first, other))) continue;
      // Whatever it is made of is there on every way in, and so behind the phi.
      const copy = cloneInstruction(first, new Map());
      if (!values.every((value) => value instanceof Instruction && value.flags === first.flags)) {
        copy.flags = "";
      }
      new IRBuilder(InsertPoint.afterPhis(block), services).insert(copy, { flags: copy.flags });
      inst.replaceAllUsesWith(copy);
      inst.erase();
      changed = true;
    }
  }
  return changed;
}

/** Is it computed from its operands alone, without a trap? */
function isPure(value: Value | undefined): value is Instruction {
  if (value instanceof CastInst || value instanceof GepInst) return true;
  return value instanceof ArithmeticInst && !/div|rem/.test(value.opcode);
}

function isSame(a: Instruction, b: Instruction): boolean {
  const isAlike = a.opcode === b.opcode && a.type === b.type && a.operandCount === b.operandCount;
  if (!isAlike || sourceOf(a) !== sourceOf(b)) return false;
  return a.operands.every((operand, i) => isSameValue(operand, at(b.operands, i)));
}

function sourceOf(inst: Instruction): Type | null {
  return inst instanceof GepInst ? inst.sourceType : null;
}

function isSameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  return a instanceof Literal && b instanceof Literal && a.text === b.text && a.type === b.type;
}
