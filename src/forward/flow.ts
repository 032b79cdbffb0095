/**
 * Which values of a function have tangents. Everything that an active parameter may lead to has one: results, memory that they are
 * stored to, and what is reached through pointers to such memory. A pointer without one is its own shadow. Flow-insensitive, and one
 * worklist over def-use edges, so time is near-linear.
 */
import { outputPointers } from "../analysis/access-index.ts";
import { carriesPointer, type MemoryModel, type Roots } from "../analysis/memory.ts";
import type { AttributeGroups } from "../ir/attributes.ts";
import { Argument, type Function, Instruction } from "../ir/graph.ts";
import {
  AllocaInst,
  ArithmeticInst,
  AtomicRmwInst,
  CallInst,
  LoadInst,
  PhiInst,
  SelectInst,
  StoreInst,
} from "../ir/instructions.ts";
import { scalarType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { Worklist } from "../support/worklist.ts";
import { callEffects, calledFunction, isIntegerIntrinsic } from "../analysis/effects.ts";
import { keepsFewBits } from "../analysis/addresses.ts";
import type { ModuleItems } from "../transform/address-taken.ts";
import { type GlobalUses, globalUses, leadsToShadow } from "./globals.ts";
import { allocatorOf, type CallKind, kindOfCall } from "./call-kind.ts";
import { isNoAddress, movedOperands, tangentOperands } from "./moves.ts";
import { canHoldTangent, hasTangent, type TangentActivity } from "./spec.ts";

/** The analysis of one function; valid until the function changes. */
export class TangentFlow {
  readonly memory: MemoryModel;
  private readonly groups: AttributeGroups;
  private readonly uses: GlobalUses;
  private readonly active = new Set<Value>();
  private readonly work: Value[] = [];
  /** Integers that are computed from what has a tangent, and that may be addresses. */
  private readonly sums = new Set<Value>();
  private readonly distinct: Set<Value>;
  /** Constants that lead into global variables with shadows. */
  readonly constants = new Set<Value>();
  /** Values of the code being made that stand for ones that are gone. */
  private readonly origins = new Map<Value, Value>();

  /** The function hands out memory that gets a shadow. */
  hasNewMemory = false;

  /** Solves for `fn`, whose parameters are the keys of `params`. */
  constructor(
    fn: Function,
    memory: MemoryModel,
    params: ReadonlyMap<Argument, TangentActivity>,
    services: ModuleItems & AttributeGroups,
  ) {
    this.memory = memory;
    this.groups = services;
    this.uses = globalUses(services);
    for (const [arg, activity] of params) if (hasTangent(activity)) this.mark(arg);
    for (const inst of fn.instructions()) this.seed(inst);
    for (let value = this.work.pop(); value !== undefined; value = this.work.pop()) {
      for (const { user, index } of value.uses()) {
        if (!(user instanceof Instruction)) continue;
        if (!this.sums.has(value) || keepsSums(user)) this.follow(user, index);
      }
    }
    this.distinct = this.findDistinct(params);
  }

  /** Has the value a tangent (a pointer: a shadow, which may turn out to be the pointer itself)? */
  has(value: Value): boolean {
    return this.active.has(value);
  }

  /** Is it computed from what has a tangent, and may it be an address? */
  isSum(value: Value): boolean {
    return this.sums.has(value);
  }

  /** Has the pointer surely a shadow of its own, so that no comparison is needed at run time? */
  isDistinct(pointer: Value): boolean {
    return this.distinct.has(pointer);
  }

  /** What the pointer may point into. */
  rootsOf(pointer: Value): Roots {
    return this.memory.rootsOf(this.origins.get(pointer) ?? pointer);
  }

  /** From now on `value` stands where `old` stood. */
  substitute(old: Value, value: Value): void {
    this.origins.set(value, this.origins.get(old) ?? old);
    if (this.active.has(old)) this.active.add(value);
    if (this.distinct.has(old)) this.distinct.add(value);
  }

  /** May the call, of a function that is defined here, lead to a variable with a shadow? */
  reachesGlobals(call: CallInst): boolean {
    const callee = calledFunction(call);
    return callee !== null && this.uses.reach(callee);
  }

  private mark(value: Value): void {
    if (this.active.has(value) || !canHoldTangent(value.type)) return;
    this.active.add(value);
    this.work.push(value);
  }

  /** What has a tangent by itself: new memory, memory that other code may reach, and pointers that other code hands over. */
  private seed(inst: Instruction): void {
    inst.operands.forEach((operand, index) => {
      if (!leadsToShadow(operand)) return;
      this.constants.add(operand);
      this.active.add(operand);
      this.follow(inst, index);
    });
    if (inst instanceof AllocaInst) {
      if (this.memory.escapes(this.memory.rootFor(inst, "alloca"))) this.mark(inst);
      return;
    }
    if (!(inst instanceof CallInst)) return;
    const kind = kindOfCall(inst, this.groups);
    if (kind === "defined" && (carriesPointer(inst.type) || this.reachesGlobals(inst))) {
      this.mark(inst);
    }
    if (kind !== "allocator") return;
    this.hasNewMemory = true;
    const result = allocatorOf(inst)?.result ?? null;
    if (result === "return") this.mark(inst);
    else if (result !== null && "out" in result) this.reach(inst.operand(result.out));
  }

  /** `user` uses a value that has a tangent as its operand `index`. */
  private follow(user: Instruction, index: number): void {
    if (user instanceof StoreInst) {
      if (index === 0) this.reach(user.pointer);
    } else if (user instanceof LoadInst) this.mark(user);
    else if (user instanceof AtomicRmwInst) {
      if (index === 0) this.mark(user);
      else this.reach(user.operand(0));
    } else if (user instanceof CallInst) this.followCall(user, index);
    else if (tangentOperands(user).includes(index)) this.mark(user);
    else if (mayBeAddress(user)) this.add(user);
  }

  /** What is computed from the bits of a pointer has no tangent of its own; one is made where it is stored or goes on (offset-bits.ts). */
  private add(sum: Instruction): void {
    if (this.sums.has(sum)) return;
    this.sums.add(sum);
    this.work.push(sum);
  }

  private followCall(call: CallInst, index: number): void {
    const kind = kindOfCall(call, this.groups);
    if (isIntegerIntrinsic(call) && isWide(call)) this.add(call);
    else if (kind === "copy") {
      if (index === 1) this.reach(call.operand(0));
    } else if (kind === "row" || kind === "complex" || kind === "reduction") {
      if (!tangentOperands(call).includes(index)) return;
      this.mark(call);
      for (const pointer of outputPointers(call)) this.reach(pointer);
    } else if (handsOn[kind]?.(call, index) === true) {
      this.mark(call);
      // Nodes that are joined come to point to each other.
      if (kind === "link") for (const node of call.args) this.reach(node);
    }
  }

  /** Something with a tangent is stored through `pointer`: local memory that it may point to gets a shadow. */
  private reach(pointer: Value): void {
    if (pointer.type.kind !== "pointer") return;
    for (const { kind, value } of this.memory.rootsOf(pointer)) {
      if (kind === "alloca" && value !== null) this.mark(value);
    }
  }

  /** Starts from all pointers that may be distinct and takes out what may come from one that is not. */
  private findDistinct(params: ReadonlyMap<Argument, TangentActivity>): Set<Value> {
    const found = new Set<Value>();
    for (const value of this.active) {
      if (value.type.kind !== "pointer") continue;
      const fits =
        value instanceof Argument
          ? params.get(value) !== "maybe"
          : this.constants.has(value) ||
            (value instanceof Instruction && sourcesOf(value) !== null);
      if (fits) found.add(value);
    }
    const work = new Worklist<Value>(found);
    work.drain((value) => {
      if (!(value instanceof Instruction) || !found.has(value)) return;
      const sources = sourcesOf(value) ?? [];
      if (sources.every((source) => found.has(source) || isNoAddress(source))) return;
      found.delete(value);
      for (const { user } of value.uses()) if (user instanceof Instruction) work.add(user);
    });
    return found;
  }
}

/** Does what a sum goes into hold it, or something that is computed from it? */
function keepsSums(user: Instruction): boolean {
  if (user instanceof CallInst) {
    return isIntegerIntrinsic(user) || calledFunction(user)?.isDeclaration === false;
  }
  if (user instanceof StoreInst || movedOperands(user) !== undefined) return true;
  return user instanceof ArithmeticInst || user.opcode === "sext";
}

/** May an address go into the integer, and come out with a number added, or in a way of which no shadow is known? */
function mayBeAddress(inst: Instruction): boolean {
  const isComputed = inst instanceof ArithmeticInst || inst.opcode === "sext";
  return isComputed && !keepsFewBits(inst) && isWide(inst);
}

/** Is there room for a pointer in the integer, or in each of its lanes? */
function isWide({ type, parent }: Instruction): boolean {
  const scalar = scalarType(type);
  const layout = parent?.parent?.module.layout;
  return scalar.kind === "int" && layout !== undefined && scalar.bits >= layout.pointerBits(0);
}

/** Does the result of a call of that kind lead where the argument at `index` does? */
const handsOn: Readonly<Partial<Record<CallKind, (call: CallInst, index: number) => boolean>>> = {
  move: (_, index) => index === 0,
  within: (call, index) => callEffects(call)?.result === index,
  link: () => true,
  defined: () => true,
};

/** The pointers that `inst` may be an address of the same object as; null where that is not known. */
function sourcesOf(inst: Instruction): readonly Value[] | null {
  if (inst instanceof AllocaInst) return [];
  if (inst instanceof PhiInst) return inst.incoming().map(({ value }) => value);
  if (inst instanceof SelectInst) return [inst.yes, inst.no];
  if (["getelementptr", "bitcast", "addrspacecast", "freeze"].includes(inst.opcode)) {
    return [inst.operand(0)];
  }
  if (!(inst instanceof CallInst)) return null;
  const given = callEffects(inst)?.result;
  if (given !== undefined) return [inst.operand(given)];
  return allocatorOf(inst)?.kind === "allocate" ? [] : null;
}
