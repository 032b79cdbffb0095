/**
 * Constant expressions that instructions use become instructions, so that later steps meet each operation in one form only.
 */
import { Constant, ConstantAggregate, ConstantExpr, InlineAsm } from "../ir/constants.ts";
import { type BasicBlock, type Function, GlobalValue, type Instruction } from "../ir/graph.ts";
import {
  AggregateInst,
  ArithmeticInst,
  CallInst,
  CastInst,
  CompareInst,
  GepInst,
  PhiInst,
  SelectInst,
  VectorInst,
} from "../ir/instructions.ts";
import { constInt, poisonOf } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at, must } from "../support/assert.ts";
import { debugLocation } from "./edges.ts";

/** What may stay. */
export interface ExpandOptions {
  /** Leave addresses that are a global plus a constant: getelementptr, bitcast and addrspacecast of globals. */
  readonly keepAddresses?: boolean;
}

/** Expands the constant expressions of `fn`; true when there were any. A callee stays as it is: it names the function. */
export function expandConstants(fn: Function, options: ExpandOptions = {}): boolean {
  const expander = new Expander(fn.module.types.i32, options);
  for (const inst of fn.instructions()) {
    if (mustBeConstant.has(inst.opcode)) continue;
    if (inst instanceof PhiInst) expander.expandPhi(inst);
    else expander.expandOperands(inst);
  }
  if (expander.changed) fn.module.markChanged(fn);
  return expander.changed;
}

/** Instructions whose operands LLVM wants to be constants. */
const mustBeConstant = new Set(["landingpad", "catchpad", "cleanuppad", "catchswitch", "switch"]);
/** Intrinsics with arguments that must stay global addresses. */
const namesGlobals =
  /^llvm\.(?:eh|gcroot|coro|localescape|localrecover|instrprof|pseudoprobe|seh)\b/;

class Expander {
  changed = false;
  readonly #keepAddresses: boolean;
  readonly #i32: Type;

  constructor(i32: Type, options: ExpandOptions) {
    this.#i32 = i32;
    this.#keepAddresses = options.keepAddresses ?? false;
  }

  expandOperands(inst: Instruction): void {
    const end = inst instanceof CallInst ? expandable(inst) : inst.operandCount;
    for (let i = 0; i < end; i++) {
      const value = inst.operand(i);
      if (this.#isExpanded(value)) inst.setOperand(i, this.#emit(value, inst));
    }
  }

  /** The value is computed where control leaves for the phi. Pairs of one block must stay equal, so each block computes it once. */
  expandPhi(phi: PhiInst): void {
    const made = new Map<BasicBlock, Value>();
    for (let i = 0; i < phi.incomingCount; i++) {
      const value = phi.incomingValue(i);
      if (!this.#isExpanded(value)) continue;
      const block = phi.incomingBlock(i);
      const known = made.get(block);
      const terminator = must(block.terminator, "a predecessor ends in a terminator");
      const emitted = known ?? this.#emit(value, terminator);
      made.set(block, emitted);
      phi.setOperand(2 * i, emitted);
    }
  }

  #isExpanded(value: Value): value is ConstantExpr | ConstantAggregate {
    if (value instanceof ConstantAggregate) return value.elements.some((e) => this.#isExpanded(e));
    if (!(value instanceof ConstantExpr)) return false;
    return !(this.#keepAddresses && isGlobalAddress(value));
  }

  /** `value` as instructions before `before`; other constants as they are. */
  #emit(value: Value, before: Instruction): Value {
    if (!this.#isExpanded(value)) return value;
    this.changed = true;
    if (value instanceof ConstantAggregate) return this.#emitAggregate(value, before);
    const args = value.args.map((arg) => this.#emit(arg, before));
    return place(instructionOf(value, args), before);
  }

  #emitAggregate(value: ConstantAggregate, before: Instruction): Value {
    const { type } = value;
    const count = type.kind === "vector" ? type.length : value.elements.length;
    let whole: Value = poisonOf(type);
    for (let i = 0; i < count; i++) {
      const element = this.#emit(at(value.elements, value.form === "splat" ? 0 : i), before);
      whole = place(insertion(whole, element, i, this.#i32), before);
    }
    return whole;
  }
}

/** How many leading operands of a call may become instructions: never the callee, and nothing that must be an immediate. */
function expandable(call: CallInst): number {
  const { callee } = call;
  if (callee instanceof InlineAsm || call.tailKind === "musttail") return 0;
  return namesGlobals.test(callee.name ?? "") ? 0 : call.operandCount - 1;
}

/** A global, or a global with constant casts and offsets. */
function isGlobalAddress(value: Value): boolean {
  if (value instanceof GlobalValue) return true;
  if (!(value instanceof ConstantExpr)) return false;
  if (!["getelementptr", "bitcast", "addrspacecast"].includes(value.opcode)) return false;
  const [base, ...indices] = value.args;
  if (base === undefined || !isGlobalAddress(base)) return false;
  return indices.every((index) => !(index instanceof ConstantExpr) && index instanceof Constant);
}

function place(inst: Instruction, before: Instruction): Instruction {
  inst.metadata = debugLocation(before);
  must(before.parent, "the user is in a block").insert(inst, before);
  return inst;
}

function insertion(whole: Value, element: Value, index: number, i32: Type): Instruction {
  if (whole.type.kind !== "vector") {
    return new AggregateInst(whole.type, "insertvalue", [whole, element], [index]);
  }
  return new VectorInst(whole.type, "insertelement", [whole, element, constInt(i32, index)]);
}

/** The instruction that computes what `expr` says. */
function instructionOf(expr: ConstantExpr, args: readonly Value[]): Instruction {
  const { opcode, type, flags } = expr;
  const inst = shapeOf(expr, args);
  if (opcode !== "icmp" && opcode !== "fcmp")
    inst.flags = flags.replace(/\s*\binrange\([^)]*\)/, "").trim();
  inst.type = type;
  return inst;
}

function shapeOf(expr: ConstantExpr, args: readonly Value[]): Instruction {
  const { opcode, type } = expr;
  switch (opcode) {
    case "getelementptr": {
      const source = must(expr.sourceType, "a getelementptr has its source type");
      return new GepInst(type, source, at(args, 0), args.slice(1));
    }
    case "icmp":
    case "fcmp":
      return new CompareInst(type, opcode, expr.flags, at(args, 0), at(args, 1));
    case "select":
      return new SelectInst(at(args, 0), at(args, 1), at(args, 2));
    case "extractelement":
    case "insertelement":
    case "shufflevector":
      return new VectorInst(type, opcode, args);
    case "extractvalue":
    case "insertvalue":
      return new AggregateInst(type, opcode, args, expr.indices);
    default:
      // What is left has one operand and is a cast or fneg, or has two and is arithmetic.
      return args.length === 1 && opcode !== "fneg"
        ? new CastInst(type, opcode, args)
        : new ArithmeticInst(type, opcode, args);
  }
}
