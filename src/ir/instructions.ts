/**
 * One class per shape of instruction. Each names the operands that a rule asks for; operands are stored once, in
 * `operandUses`, and these are views of them.
 */
import { InvariantError } from "../support/assert.ts";
import { BasicBlock, Instruction } from "./graph.ts";
import type { FunctionType, Type } from "./types.ts";
import type { Value } from "./value.ts";

/** `fadd x, y` and every other two-operand arithmetic instruction, `fneg x`, `freeze x`. Operand types equal the result's. */
export class ArithmeticInst extends Instruction {}

/** `sext T x to U` and every other cast; the destination is `type`. */
export class CastInst extends Instruction {
  get source(): Value {
    return this.operand(0);
  }
}

/** `icmp` and `fcmp`. */
export class CompareInst extends Instruction {
  readonly predicate: string;

  constructor(type: Type, opcode: "icmp" | "fcmp", predicate: string, lhs: Value, rhs: Value) {
    super(type, opcode, [lhs, rhs]);
    this.predicate = predicate;
  }
}

/** `select cond, yes, no`. */
export class SelectInst extends Instruction {
  constructor(cond: Value, yes: Value, no: Value) {
    super(yes.type, "select", [cond, yes, no]);
  }
  get condition(): Value {
    return this.operand(0);
  }
  get yes(): Value {
    return this.operand(1);
  }
  get no(): Value {
    return this.operand(2);
  }
}

/** `phi T [v, %b], …`: operands are value, block, value, block … */
export class PhiInst extends Instruction {
  constructor(type: Type) {
    super(type, "phi", []);
  }

  get incomingCount(): number {
    return this.operandCount / 2;
  }
  incomingValue(i: number): Value {
    return this.operand(2 * i);
  }
  incomingBlock(i: number): BasicBlock {
    const block = this.operand(2 * i + 1);
    if (!(block instanceof BasicBlock)) throw new Error("a phi's incoming block is not a block");
    return block;
  }
  /** The pairs in order. */
  incoming(): { value: Value; block: BasicBlock }[] {
    return Array.from({ length: this.incomingCount }, (_, i) => ({
      value: this.incomingValue(i),
      block: this.incomingBlock(i),
    }));
  }
  /** The value that comes in from `block`, which must be a predecessor. */
  valueFrom(block: BasicBlock): Value {
    for (let i = 0; i < this.incomingCount; i++) {
      if (this.operand(2 * i + 1) === block) return this.incomingValue(i);
    }
    throw new Error(`phi has no value from %${block.name ?? "?"}`);
  }
  addIncoming(value: Value, block: BasicBlock): void {
    this.addOperand(value);
    this.addOperand(block);
  }
  removeIncoming(i: number): void {
    this.removeOperands(2 * i, 2);
  }
}

/** `alloca [inalloca] [swifterror] T [, iN count] [, align n] [, addrspace(n)]`; the flag words are in `flags`, the count is operand 0 if any. */
export class AllocaInst extends Instruction {
  readonly allocatedType: Type;
  /** `align 8, addrspace(5)` as written after the count; empty when absent. */
  tail: string;

  constructor(type: Type, allocatedType: Type, count: Value | null, tail = "") {
    super(type, "alloca", count === null ? [] : [count]);
    this.allocatedType = allocatedType;
    this.tail = tail;
  }
  get count(): Value | null {
    return this.operandCount === 0 ? null : this.operand(0);
  }
}

/** `load [atomic] [volatile] T, ptr p [syncscope(…)] [ordering] [, align n]`. `flags` holds `atomic volatile`. */
export class LoadInst extends Instruction {
  /** `syncscope("agent") acquire` as written; empty for a plain load. */
  ordering: string;
  /** Alignment in bytes; 0 when not stated. */
  align: number;

  constructor(type: Type, pointer: Value, options: { ordering?: string; align?: number } = {}) {
    super(type, "load", [pointer]);
    this.ordering = options.ordering ?? "";
    this.align = options.align ?? 0;
  }
  get pointer(): Value {
    return this.operand(0);
  }
  get isVolatile(): boolean {
    return this.hasFlag("volatile");
  }
  get isAtomic(): boolean {
    return this.hasFlag("atomic");
  }
}

/** `store [atomic] [volatile] T v, ptr p …`; as {@link LoadInst}. */
export class StoreInst extends Instruction {
  ordering: string;
  align: number;

  constructor(
    voidType: Type,
    value: Value,
    pointer: Value,
    options: { ordering?: string; align?: number } = {},
  ) {
    super(voidType, "store", [value, pointer]);
    this.ordering = options.ordering ?? "";
    this.align = options.align ?? 0;
  }
  get value(): Value {
    return this.operand(0);
  }
  get pointer(): Value {
    return this.operand(1);
  }
  get isVolatile(): boolean {
    return this.hasFlag("volatile");
  }
  get isAtomic(): boolean {
    return this.hasFlag("atomic");
  }
}

/** `getelementptr [inbounds …] T, ptr base, idx…`. */
export class GepInst extends Instruction {
  readonly sourceType: Type;

  constructor(type: Type, sourceType: Type, base: Value, indices: readonly Value[]) {
    super(type, "getelementptr", [base, ...indices]);
    this.sourceType = sourceType;
  }
  get base(): Value {
    return this.operand(0);
  }
  get indices(): Value[] {
    return this.operands.slice(1);
  }
}

/** One operand bundle of a call: its operands are `count` operands of the call from `start` on. */
export interface Bundle {
  readonly tag: string;
  readonly start: number;
  readonly count: number;
}

/**
 * `call`, `invoke` and `callbr`. Operands in order: arguments, bundle operands, destination blocks (invoke: normal, unwind;
 * callbr: fallthrough, indirect…), callee last.
 */
export class CallInst extends Instruction {
  readonly functionType: FunctionType;
  readonly argCount: number;
  readonly destinationCount: number;
  /** Attribute words of each argument as written; shorter than the arguments when the rest have none. */
  argAttributes: readonly string[] = [];
  /** `tail`, `musttail`, `notail` or empty. */
  tailKind = "";
  /** Calling convention, return attributes and `addrspace(n)`, as written before the type. */
  prefix = "";
  /** Function attributes as written after the arguments: `nounwind #5`. */
  attributes = "";
  bundles: readonly Bundle[] = [];
  /** True for a musttail call whose argument list ends in a literal `...`. */
  forwardsVarargs = false;

  constructor(
    opcode: "call" | "invoke" | "callbr",
    functionType: FunctionType,
    callee: Value,
    args: readonly Value[],
    more: {
      bundleOperands?: readonly Value[];
      destinations?: readonly BasicBlock[];
    } = {},
  ) {
    const destinations = more.destinations ?? [];
    super(functionType.ret, opcode, [
      ...args,
      ...(more.bundleOperands ?? []),
      ...destinations,
      callee,
    ]);
    this.functionType = functionType;
    this.argCount = args.length;
    this.destinationCount = destinations.length;
  }

  override get isTerminator(): boolean {
    return this.opcode !== "call";
  }
  get callee(): Value {
    return this.operand(this.operandCount - 1);
  }
  get args(): Value[] {
    return this.operandUses.slice(0, this.argCount).map((use) => use.value);
  }
  get destinations(): BasicBlock[] {
    return this.successors();
  }
}

/** `atomicrmw [volatile] op ptr p, T v [syncscope] ordering [, align n]`. */
export class AtomicRmwInst extends Instruction {
  readonly operation: string;
  ordering: string;
  align: number;

  constructor(operation: string, pointer: Value, value: Value, ordering: string, align = 0) {
    super(value.type, "atomicrmw", [pointer, value]);
    this.operation = operation;
    this.ordering = ordering;
    this.align = align;
  }
}

/** `cmpxchg [weak] [volatile] ptr p, T cmp, T new [syncscope] success failure [, align n]`; the result is `{T, i1}`. */
export class CmpXchgInst extends Instruction {
  ordering: string;
  align: number;

  constructor(type: Type, operands: readonly [Value, Value, Value], ordering: string, align = 0) {
    super(type, "cmpxchg", operands);
    this.ordering = ordering;
    this.align = align;
  }
}

/** `fence [syncscope(…)] ordering`. */
export class FenceInst extends Instruction {
  readonly ordering: string;

  constructor(voidType: Type, ordering: string) {
    super(voidType, "fence", []);
    this.ordering = ordering;
  }
}

/** `extractvalue agg, i…` (one operand) and `insertvalue agg, v, i…` (two operands). */
export class AggregateInst extends Instruction {
  readonly indices: readonly number[];

  constructor(
    type: Type,
    opcode: "extractvalue" | "insertvalue",
    operands: readonly Value[],
    indices: readonly number[],
  ) {
    super(type, opcode, operands);
    this.indices = indices;
  }
}

/** `extractelement v, i`, `insertelement v, x, i`, `shufflevector a, b, mask` (the mask is an ordinary constant operand). */
export class VectorInst extends Instruction {}

/** `va_arg ptr p, T`. */
export class VaArgInst extends Instruction {}

/** `landingpad T [cleanup] (catch|filter T v)…`; `flags` may hold `cleanup`, `clauses[i]` says what operand i is. */
export class LandingPadInst extends Instruction {
  readonly clauses: readonly ("catch" | "filter")[];

  constructor(type: Type, clauses: readonly ("catch" | "filter")[], values: readonly Value[]) {
    super(type, "landingpad", values);
    this.clauses = clauses;
  }
}

/** `catchpad within %cs [args]` and `cleanuppad within %p [args]`: operand 0 is the parent pad (or `none`), then the arguments. */
export class PadInst extends Instruction {}

/**
 * Terminators without further data. Operands: `ret` [value]; `br` dest, or cond, yes, no; `switch` value, default, (case, block)…;
 * `indirectbr` address, blocks…; `resume` value; `unreachable`; `catchret` pad, dest; `cleanupret` pad [, dest];
 * `catchswitch` parent, handlers…, [unwind dest last, when `hasUnwindDest`].
 */
export class TerminatorInst extends Instruction {
  /** For cleanupret and catchswitch: false means `unwind to caller`. */
  hasUnwindDest = false;

  override get isTerminator(): boolean {
    return true;
  }
}

/** `#dbg_value(…)`, `#dbg_declare`, `#dbg_assign`, `#dbg_label`: operands are metadata, in order. */
export class DebugRecord extends Instruction {}

/** `inst` as the call that it must be. */
export function asCall(inst: Instruction): CallInst {
  if (inst instanceof CallInst) return inst;
  throw new InvariantError(`${inst.opcode} is no call`);
}
