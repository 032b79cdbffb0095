/**
 * Integers that are only moved. An i64 that is loaded and stored and otherwise not looked at may be a double, a pointer or an
 * integer: compilers copy small structs so. The pointers in it go with it, and its type is no evidence.
 */
import type { Function, Instruction } from "../../ir/graph.ts";
import { CallInst, StoreInst } from "../../ir/instructions.ts";
import { scalarType, type Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { Instruction as AnyInstruction } from "../../ir/graph.ts";
import { Worklist } from "../../support/worklist.ts";
import { calledFunction } from "../effects.ts";

const moving = new Set([
  "phi",
  "select",
  "freeze",
  "bitcast",
  "insertvalue",
  "extractvalue",
  "insertelement",
  "extractelement",
  "shufflevector",
]);

/** Arithmetic that may turn the bits of one pointer into those of another into the same object. */
const adjusting = new Set(["add", "sub", "and", "or", "xor", "shl", "lshr", "trunc", "zext"]);

/** Which integers of one function are moved, and which are computed with. Linear in its size. */
export class Moves {
  private readonly carried = new Set<Value>();
  private readonly computed = new Set<Value>();

  constructor(fn: Function) {
    const carriers = new Worklist<Value>();
    const computers = new Worklist<Value>();
    for (const inst of fn.instructions()) {
      for (const value of sinksOf(inst)) if (holdsIntegers(value.type)) carriers.add(value);
      if (!moving.has(inst.opcode) && !isMoveOut(inst)) {
        for (const use of inst.operandUses) {
          if (holdsIntegers(use.value.type)) computers.add(use.value);
        }
      } else if (inst.opcode === "select") computers.add(inst.operand(0));
    }
    carriers.drain((value) => {
      this.spread(value, this.carried, carriers, true);
    });
    computers.drain((value) => {
      this.spread(value, this.computed, computers, false);
    });
  }

  private spread(
    value: Value,
    into: Set<Value>,
    work: Worklist<Value>,
    throughArithmetic: boolean,
  ): void {
    if (into.has(value)) return;
    into.add(value);
    if (!(value instanceof AnyInstruction)) return;
    const passes = moving.has(value.opcode) || (throughArithmetic && adjusting.has(value.opcode));
    if (!passes) return;
    for (const use of value.operandUses) if (holdsIntegers(use.value.type)) work.add(use.value);
  }

  /** May the bits of the integer get to memory, to another function or into a pointer? */
  isCarried(value: Value): boolean {
    return this.carried.has(value);
  }

  /** Is the value only moved from place to place? */
  isOnlyMoved(value: Value): boolean {
    return !this.computed.has(value);
  }
}

/** Is the scalar an integer of at least a byte, or does the aggregate hold one? */
export function holdsIntegers(type: Type): boolean {
  const scalar = scalarType(type);
  if (scalar.kind === "int") return scalar.bits >= 8;
  if (scalar.kind === "array") return holdsIntegers(scalar.element);
  return scalar.kind === "struct" && (scalar.fields ?? []).some(holdsIntegers);
}

function sinksOf(inst: Instruction): Value[] {
  if (inst instanceof StoreInst) return [inst.value];
  if (inst.opcode === "ret" || inst.opcode === "inttoptr") return inst.operands.slice(0, 1);
  if (inst.opcode === "atomicrmw" || inst.opcode === "cmpxchg") return inst.operands.slice(1);
  if (!(inst instanceof CallInst)) return [];
  return calledFunction(inst)?.isDeclaration === true ? [] : inst.args;
}

function isMoveOut(inst: Instruction): boolean {
  return inst instanceof StoreInst || inst.opcode === "ret" || inst.opcode === "inttoptr";
}
