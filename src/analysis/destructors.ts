/**
 * What the end of a handler runs: the destructor of what was caught. The runtime calls it with the exception alone, so what it does to
 * memory is seen only in the text of the destructors that the code behind a function throws with.
 */
import { attributeWords, expandGroups } from "../ir/attributes.ts";
import { ConstantExpr, InlineAsm, Literal } from "../ir/constants.ts";
import { Function, GlobalVariable, type Instruction } from "../ir/graph.ts";
import {
  AtomicRmwInst,
  CallInst,
  CastInst,
  CmpXchgInst,
  GepInst,
  StoreInst,
} from "../ir/instructions.ts";
import { Module } from "../ir/module.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { isExceptionMember, isStringMember } from "../rules/cxx-calls.ts";
import { calledFunction, callEffects } from "./effects.ts";
import { isOnStack } from "./only-reads.ts";

/** Functions that give an exception its destructor, as their third argument. */
const making = new Set(["__cxa_throw", "__cxa_init_primary_exception"]);

/**
 * The destructor of what `inst` throws: null where there is none, undefined where `inst` throws nothing, and a value that is no
 * function where nobody knows.
 */
export function destructorThrown(inst: Instruction): Value | null | undefined {
  if (!(inst instanceof CallInst) || !making.has(calledFunction(inst)?.name ?? ""))
    return undefined;
  const given = inst.args[2];
  if (given === undefined) return inst;
  const destructor = behindCasts(given);
  return destructor instanceof Literal ? null : destructor;
}

function behindCasts(value: Value): Value {
  let inner = value;
  for (;;) {
    const from = castOperand(inner);
    if (from === undefined) return inner;
    inner = from;
  }
}

function castOperand(value: Value): Value | undefined {
  if (value instanceof CastInst && value.opcode === "bitcast") return value.operand(0);
  return value instanceof ConstantExpr && value.opcode === "bitcast" ? value.args[0] : undefined;
}

/** What is known of functions: those that have a property with all that they call, and those that have not. */
class Verdicts {
  private readonly holding = new WeakSet<Function>();
  private readonly failing = new WeakSet<Function>();
  private readonly calledBy: (fn: Function) => readonly Function[] | null;

  /** @param calledBy the functions that must have the property too; null where the function itself has it not */
  constructor(calledBy: (fn: Function) => readonly Function[] | null) {
    this.calledBy = calledBy;
  }

  /** Has `fn` the property, and all that it calls? It is read anew each time, as a copy that is still changed may be. */
  holdsNow(fn: Function): boolean {
    return this.calledBy(fn)?.every((callee) => callee === fn || this.holds(callee)) ?? false;
  }

  /** Has `fn` the property, and all that it calls? Each function is read once, so its body must not change. */
  holds(fn: Function): boolean {
    const from = new Map<Function, Function | null>([[fn, null]]);
    for (const [each] of from) {
      if (this.holding.has(each)) continue;
      const called = this.failing.has(each) ? null : this.calledBy(each);
      if (called === null) {
        for (let at: Function | null = each; at !== null; at = from.get(at) ?? null)
          this.failing.add(at);
        return false;
      }
      for (const callee of called) if (!from.has(callee)) from.set(callee, each);
    }
    for (const each of from.keys()) this.holding.add(each);
    return true;
  }
}

const quiet = new Verdicts(calledQuietly);
const withoutPointers = new Verdicts(calledWithoutStores);

/**
 * Do the destructors of all exceptions that can come to a handler in `fn` leave no pointers in memory? What comes there is thrown by
 * `fn`, by a function of the module that it calls, or by a library that tsad knows.
 */
export function catchesQuietly(fn: Function): boolean {
  return quiet.holdsNow(fn);
}

/** The functions with a body that `fn` may call; null where it may throw what has, or may have, another destructor. */
function calledQuietly(fn: Function): readonly Function[] | null {
  const found: Function[] = [];
  for (const inst of fn.instructions()) {
    if (!(inst instanceof CallInst)) continue;
    const destructor = destructorThrown(inst);
    if (destructor !== undefined && destructor !== null) {
      if (!(destructor instanceof Function) || !leavesNoPointers(destructor)) return null;
    }
    const callee = calledFunction(inst);
    if (neverThrows(inst, callee, fn)) continue;
    if (callee === null) {
      if (inst.callee instanceof InlineAsm) continue;
      if (!(fn.module instanceof Module)) return null;
      found.push(...fn.module.functions().filter((each) => !each.isDeclaration));
    } else if (callee.isDeclaration) return null;
    else found.push(callee);
  }
  return found;
}

/** Does no exception of which nothing is known come out of the call? Libraries that tsad knows throw their own. */
function neverThrows(call: CallInst, callee: Function | null, { module }: Function): boolean {
  if (callee?.isDeclaration === true) {
    if (callee.name.startsWith("llvm.") || callEffects(call) !== undefined) return true;
  }
  const groups = module instanceof Module ? module : { attributeGroupText: () => "" };
  const words = [callee?.suffix ?? "", call.attributes].map((text) => expandGroups(text, groups));
  return attributeWords(words.join(" ")).includes("nounwind");
}

/** Does the function, with all that it calls, store no pointer but to its own stack, and move no bytes that may be one? */
export function leavesNoPointers(fn: Function): boolean {
  return withoutPointers.holds(fn);
}

/** The functions with a body that `fn` calls; null where it may itself leave a pointer somewhere. */
function calledWithoutStores(fn: Function): readonly Function[] | null {
  if (fn.isDeclaration) return keepsTextAlone(fn.name) ? [] : null;
  const found: Function[] = [];
  for (const inst of fn.instructions()) {
    const callee = inst instanceof CallInst ? calledFunction(inst) : null;
    if (callee?.isDeclaration === false) found.push(callee);
    else if (!storesNoPointer(inst)) return null;
  }
  return found;
}

function storesNoPointer(inst: Instruction): boolean {
  if (inst instanceof CallInst) return isQuietCall(inst);
  if (inst instanceof StoreInst) return isOnStack(inst.pointer) || isNoPointer(inst.value, inst);
  if (inst instanceof AtomicRmwInst) return isNoPointer(inst.operand(1), inst);
  if (inst instanceof CmpXchgInst) return isNoPointer(inst.operand(2), inst);
  return true;
}

/** Is the value too short for a pointer, or null, or the address of a constant, as that of a virtual table is? */
function isNoPointer(value: Value, inst: Instruction): boolean {
  let base = value;
  for (;;) {
    if (base instanceof Literal || isShort(base.type, inst)) return true;
    if (base instanceof GlobalVariable) return base.isConstant;
    if (base instanceof GepInst || base instanceof CastInst) base = base.operand(0);
    else if (base instanceof ConstantExpr && base.args[0] !== undefined) [base] = base.args;
    else return false;
  }
}

function isShort(type: Type, inst: Instruction): boolean {
  if (type.kind === "float") return true;
  const bits = inst.parent?.parent?.module.layout.pointerBits(0) ?? 0;
  return type.kind === "int" && type.bits < bits;
}

/** A member of a class of the library that keeps pointers to text, and none to what others see. */
function keepsTextAlone(name: string): boolean {
  return isExceptionMember(name) || isStringMember(name);
}

function isQuietCall(call: CallInst): boolean {
  const callee = calledFunction(call);
  if (callee === null) return false;
  if (keepsTextAlone(callee.name)) return true;
  const effects = callEffects(call);
  if (effects === undefined || effects.deep === true || effects.what === "link") return false;
  return effects.what === "free" || effects.writes.every((i) => isOnStack(call.operand(i)));
}
