/**
 * Makes instructions. One builder serves both pointer dialects: methods take the pointee type, and where the module has typed
 * pointers the builder puts in the bitcast that the operand needs.
 */
import { invariant } from "../support/assert.ts";
import { InsertPoint } from "./insert-point.ts";
import { callingConvention } from "./attributes.ts";
import type { AttributeGroups } from "./attributes.ts";
import { gepType, indexedType } from "./address.ts";
import { type BasicBlock, Function, type Instruction, type ModuleContext } from "./graph.ts";
import {
  AggregateInst,
  AllocaInst,
  ArithmeticInst,
  AtomicRmwInst,
  CallInst,
  CastInst,
  CompareInst,
  GepInst,
  LoadInst,
  PhiInst,
  SelectInst,
  StoreInst,
  TerminatorInst,
  VectorInst,
} from "./instructions.ts";
import type { FunctionType, Type } from "./types.ts";
import type { Value } from "./value.ts";

export { InsertPoint } from "./insert-point.ts";

/** What code that makes code needs of the module. */
export interface ModuleServices extends ModuleContext, AttributeGroups {
  /** The function of that name and type, declared when it is not there. @throws when the name is taken by another type */
  declareFunction(name: string, type: FunctionType, attributes?: string): Function;
  /** The intrinsic `base`, its name completed with the mangled `overloads`. */
  declareIntrinsic(base: string, overloads: readonly Type[], type: FunctionType): Function;
  /** A name not taken by any global, `base` itself when free. */
  freshName(base: string): string;
}

/** What every method takes: a name hint, flag words, attachments (added to the debug location). */
export interface Common {
  readonly name?: string;
  readonly flags?: string;
  readonly metadata?: string;
}
/** Of a load, a store or an atomicrmw. `align` in bytes, 0 for none stated; `ordering` with its syncscope. */
export interface Access extends Common {
  readonly align?: number;
  readonly ordering?: string;
}
/** Of a call, as the fields of {@link CallInst}; `prefix` is the callee's calling convention when absent. */
export interface CallOptions extends Common {
  readonly attributes?: string;
  readonly argAttributes?: readonly string[];
  readonly prefix?: string;
  readonly tailKind?: string;
}

/** Appends instructions at a point that stays behind the last one made. */
export class IRBuilder {
  readonly module: ModuleContext;
  /** The `!dbg !N` that new instructions carry, or null. */
  debugLocation: string | null;
  private at: InsertPoint;

  constructor(
    point: InsertPoint,
    module: ModuleContext,
    options: { debugLocation?: string | null } = {},
  ) {
    this.at = point;
    this.module = module;
    this.debugLocation = options.debugLocation ?? null;
    this.noteChange();
  }

  /** Where the next instruction goes. */
  get point(): InsertPoint {
    return this.at;
  }
  set point(point: InsertPoint) {
    this.at = point;
    this.noteChange();
  }
  /** The block that instructions go to. */
  get block(): BasicBlock {
    return this.at.block;
  }

  /** Puts a finished instruction, which is in no block, at the point, with the name and attachments asked for. */
  insert<T extends Instruction>(inst: T, options: Common = {}): T {
    if (options.name !== undefined) inst.name = options.name;
    if (options.flags !== undefined) inst.flags = options.flags;
    inst.metadata = this.attachments(options.metadata);
    const { block, next } = this.at;
    invariant(next === null || next.parent === block, "the insert point is still in its block");
    block.insert(inst, next);
    return inst;
  }

  /** `load T, p`. */
  load(type: Type, pointer: Value, options: Access = {}): LoadInst {
    return this.insert(new LoadInst(type, this.asPointerTo(type, pointer), options), options);
  }

  /** `store v, p`. */
  store(value: Value, pointer: Value, options: Access = {}): StoreInst {
    const where = this.asPointerTo(value.type, pointer);
    return this.insert(new StoreInst(this.module.types.void, value, where, options), options);
  }

  /** `atomicrmw operation p, v ordering`; relaxed (`monotonic`) unless another ordering is given. */
  atomicRmw(operation: string, pointer: Value, value: Value, options: Access = {}): AtomicRmwInst {
    const where = this.asPointerTo(value.type, pointer);
    const ordering = options.ordering ?? "monotonic";
    return this.insert(
      new AtomicRmwInst(operation, where, value, ordering, options.align),
      options,
    );
  }

  /** `getelementptr T, base, indices`; with a vector of pointers or indices the result is a vector of pointers. */
  gep(type: Type, base: Value, indices: readonly Value[], options: Common = {}): GepInst {
    const from = this.asPointerTo(type, base);
    const result = gepType(this.module.types, type, from.type, indices);
    return this.insert(new GepInst(result, type, from, indices), options);
  }

  /** `alloca T`, in the address space that the data layout gives to the stack unless another is given. */
  alloca(
    type: Type,
    options: Common & {
      readonly count?: Value;
      readonly align?: number;
      readonly space?: number;
    } = {},
  ): AllocaInst {
    const space = options.space ?? this.module.layout.allocaSpace;
    const tail = [
      ...(options.align === undefined || options.align === 0 ? [] : [`align ${options.align}`]),
      // Without the clause the text means space 0, whatever the data layout says.
      ...(space === 0 ? [] : [`addrspace(${space})`]),
    ].join(", ");
    const pointer = this.module.types.pointerTo(type, space);
    return this.insert(new AllocaInst(pointer, type, options.count ?? null, tail), options);
  }

  /** `call` of a function of the module, or of a pointer as a function of the type given. */
  call(
    callee: Function | { readonly callee: Value; readonly type: FunctionType },
    args: readonly Value[],
    options: CallOptions = {},
  ): CallInst {
    const type = callee instanceof Function ? callee.functionType : callee.type;
    const target = callee instanceof Function ? callee : this.asPointerTo(type, callee.callee);
    const passed = args.map((arg, i) => {
      const wanted = type.params[i];
      return wanted === undefined ? arg : this.bitcastPointer(arg, wanted);
    });
    const call = new CallInst("call", type, target, passed);
    call.attributes = options.attributes ?? "";
    call.argAttributes = options.argAttributes ?? [];
    call.tailKind = options.tailKind ?? "";
    call.prefix =
      options.prefix ?? (callee instanceof Function ? callingConvention(callee.prefix) : "");
    return this.insert(call, options);
  }

  /** A two-operand arithmetic or bitwise instruction. */
  binary(opcode: string, lhs: Value, rhs: Value, options: Common = {}): ArithmeticInst {
    return this.insert(new ArithmeticInst(lhs.type, opcode, [lhs, rhs]), options);
  }
  /** `fneg x`. */
  fneg(value: Value, options: Common = {}): ArithmeticInst {
    return this.insert(new ArithmeticInst(value.type, "fneg", [value]), options);
  }
  /** `freeze x`. */
  freeze(value: Value, options: Common = {}): ArithmeticInst {
    return this.insert(new ArithmeticInst(value.type, "freeze", [value]), options);
  }
  /** `opcode T v to U`. */
  cast(opcode: string, value: Value, type: Type, options: Common = {}): CastInst {
    return this.insert(new CastInst(type, opcode, [value]), options);
  }

  /** `value` as a pointer of type `type`: itself where the types are equal, else a bitcast. Other values are returned as they are. */
  bitcastPointer(value: Value, type: Type, options: Common = {}): Value {
    if (value.type === type || value.type.kind !== "pointer" || type.kind !== "pointer") {
      return value;
    }
    if (value.type.space !== type.space) return this.cast("addrspacecast", value, type, options);
    return this.cast("bitcast", value, type, options);
  }

  /** `icmp predicate`; flags are `samesign`. */
  icmp(predicate: string, lhs: Value, rhs: Value, options: Common = {}): CompareInst {
    return this.compare("icmp", predicate, [lhs, rhs], options);
  }
  /** `fcmp predicate`. */
  fcmp(predicate: string, lhs: Value, rhs: Value, options: Common = {}): CompareInst {
    return this.compare("fcmp", predicate, [lhs, rhs], options);
  }
  /** `select`. */
  select(condition: Value, yes: Value, no: Value, options: Common = {}): SelectInst {
    return this.insert(new SelectInst(condition, yes, this.bitcastPointer(no, yes.type)), options);
  }

  /** A phi without incoming values yet, behind the phis that the block has, wherever the point is. */
  phi(type: Type, options: Common | string = {}): PhiInst {
    const more = typeof options === "string" ? { name: options } : options;
    const phi = new PhiInst(type);
    if (more.name !== undefined) phi.name = more.name;
    if (more.flags !== undefined) phi.flags = more.flags;
    phi.metadata = this.attachments(more.metadata);
    let next = this.at.block.first;
    while (next !== null && next.opcode === "phi") next = next.next;
    this.at.block.insert(phi, next);
    // A point in front of the phis would let the next instruction in between them.
    if (this.at.next?.opcode === "phi") this.at = InsertPoint.after(phi);
    return phi;
  }

  /** `extractvalue aggregate, indices`. */
  extractValue(
    aggregate: Value,
    indices: number | readonly number[],
    options: Common = {},
  ): AggregateInst {
    const path = typeof indices === "number" ? [indices] : indices;
    const type = indexedType(aggregate.type, path);
    return this.insert(new AggregateInst(type, "extractvalue", [aggregate], path), options);
  }
  /** `insertvalue aggregate, value, indices`. */
  insertValue(
    aggregate: Value,
    value: Value,
    indices: number | readonly number[],
    options: Common = {},
  ): AggregateInst {
    const path = typeof indices === "number" ? [indices] : indices;
    return this.insert(
      new AggregateInst(aggregate.type, "insertvalue", [aggregate, value], path),
      options,
    );
  }
  /** `extractelement vector, index`. */
  extractElement(vector: Value, index: Value, options: Common = {}): VectorInst {
    const element = vector.type.kind === "vector" ? vector.type.element : vector.type;
    return this.insert(new VectorInst(element, "extractelement", [vector, index]), options);
  }
  /** `insertelement vector, value, index`. */
  insertElement(vector: Value, value: Value, index: Value, options: Common = {}): VectorInst {
    return this.insert(
      new VectorInst(vector.type, "insertelement", [vector, value, index]),
      options,
    );
  }
  /** `shufflevector a, b, mask`, the mask a constant vector of i32. */
  shuffle(a: Value, b: Value, mask: Value, options: Common = {}): VectorInst {
    if (a.type.kind !== "vector" || mask.type.kind !== "vector") {
      throw new TypeError("shufflevector needs vectors");
    }
    const { length, scalable } = mask.type;
    const type = this.module.types.vector(a.type.element, length, scalable);
    return this.insert(new VectorInst(type, "shufflevector", [a, b, mask]), options);
  }

  /** `br label %target`. */
  br(target: BasicBlock, options: Common = {}): TerminatorInst {
    return this.terminator("br", [target], options);
  }
  /** `br i1 condition, label %yes, label %no`. */
  condBr(condition: Value, yes: BasicBlock, no: BasicBlock, options: Common = {}): TerminatorInst {
    return this.terminator("br", [condition, yes, no], options);
  }
  /** `switch value, label %fallback [cases]`. */
  switchTo(
    value: Value,
    fallback: BasicBlock,
    cases: readonly (readonly [value: Value, block: BasicBlock])[],
    options: Common = {},
  ): TerminatorInst {
    return this.terminator("switch", [value, fallback, ...cases.flat()], options);
  }
  /** `ret value`, or `ret void`. */
  ret(value: Value | null = null, options: Common = {}): TerminatorInst {
    return this.terminator("ret", value === null ? [] : [value], options);
  }
  /** `unreachable`. */
  unreachable(options: Common = {}): TerminatorInst {
    return this.terminator("unreachable", [], options);
  }

  private terminator(opcode: string, operands: readonly Value[], options: Common): TerminatorInst {
    return this.insert(new TerminatorInst(this.module.types.void, opcode, operands), options);
  }

  private compare(
    opcode: "icmp" | "fcmp",
    predicate: string,
    [lhs, rhs]: readonly [Value, Value],
    options: Common,
  ): CompareInst {
    const { types } = this.module;
    const operand = lhs.type;
    const type =
      operand.kind === "vector"
        ? types.vector(types.i1, operand.length, operand.scalable)
        : types.i1;
    const other = this.bitcastPointer(rhs, operand);
    return this.insert(new CompareInst(type, opcode, predicate, lhs, other), options);
  }

  /** `pointer` with the pointee `type`; only typed pointers ever need a bitcast. */
  private asPointerTo(type: Type, pointer: Value): Value {
    const from = pointer.type;
    if (from.kind === "pointer" && from.pointee !== null && from.pointee !== type) {
      return this.cast("bitcast", pointer, this.module.types.typedPointer(type, from.space));
    }
    return pointer;
  }

  private attachments(asked: string | undefined): string {
    const location = this.debugLocation;
    if (asked === undefined || asked === "") return location ?? "";
    return location === null || asked.includes("!dbg ") ? asked : `${location}, ${asked}`;
  }

  private noteChange(): void {
    const fn = this.at.block.parent;
    if (fn !== null) this.module.markChanged(fn);
  }
}
