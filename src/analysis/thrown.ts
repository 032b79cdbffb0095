/** The exceptions that a function throws itself. */
import {
  type BasicBlock,
  GlobalVariable,
  type Instruction,
  type ModuleContext,
} from "../ir/graph.ts";
import { Module } from "../ir/module.ts";
import { ConstantExpr } from "../ir/constants.ts";
import { CallInst, LandingPadInst } from "../ir/instructions.ts";
import { Literal } from "../ir/constants.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import { isExceptionType } from "../rules/cxx-calls.ts";
import { calledFunction } from "./effects.ts";

const throwing = new Set(["__cxa_throw", "_Unwind_Resume_or_Rethrow"]);

/**
 * The exception that `inst` throws; null when it throws none that it names. What lands on a pad is one of these, or comes out of a call:
 * then it is an object of a library, or of a function that no active memory reaches, since those that it does reach
 * throw to no pad from which control comes to the return.
 */
export function exceptionThrownBy(inst: Instruction): Value | null {
  if (!(inst instanceof CallInst) || !throwing.has(calledFunction(inst)?.name ?? "")) return null;
  return inst.args[0] ?? null;
}

/** Is `memory` an exception of the standard, by the type with which it is thrown: a message, and nothing that depends on anything? */
export function isStandardException(memory: Value | null): boolean {
  if (!(memory instanceof CallInst) || calledFunction(memory)?.name !== "__cxa_allocate_exception")
    return false;
  return [...memory.uses()].some(({ user, index }) => {
    if (index !== 0 || !(user instanceof CallInst)) return false;
    if (calledFunction(user)?.name !== "__cxa_throw") return false;
    return isStandardType(typeOf(user.operand(1)));
  });
}

/**
 * Are all types that the module could throw exceptions of the standard, or integers? Then no exception holds anything that depends on an
 * active input: other code is not given any.
 */
export function throwsOnlyMessages(module: ModuleContext): boolean {
  if (!(module instanceof Module)) return false;
  return module
    .globals()
    .every(({ name }) => !name.startsWith("_ZTI") || isExceptionType(name) || integer.test(name));
}

/**
 * Is what a handler is given where the thrown object begins? It is where no class of the module has several bases, or virtual ones
 * (Itanium C++ ABI 2.9.5, `__vmi_class_type_info`).
 */
export function catchesWhole(module: ModuleContext): boolean {
  const severalBases = "_ZTVN10__cxxabiv121__vmi_class_type_infoE";
  return module instanceof Module && module.global(severalBases) === undefined;
}

/** Type information of integers, by the letters of the Itanium ABI. */
const integer = /^_ZTI[abchijlmstwxy]$/;

/** The variable that a type is known by, without the cast of typed pointers. */
function typeOf(clause: Value): Value {
  let type = clause;
  while (type instanceof ConstantExpr && type.opcode === "bitcast") type = type.args[0] ?? type;
  return type;
}

function isStandardType(type: Value): boolean {
  return type instanceof GlobalVariable && isExceptionType(type.name);
}

/**
 * May a handler behind the pad `inst` catch a pointer? The runtime gives it what was thrown, the pointer itself, and not an address in
 * the exception. The type is that of the clause, by the Itanium ABI's names (`_ZTIPd`); null catches everything and looks at nothing.
 */
export function catchesPointers(inst: Instruction): boolean {
  if (!(inst instanceof LandingPadInst)) return false;
  return inst.clauses.some((clause, i) => clause === "catch" && !isNoPointer(inst.operand(i)));
}

function isNoPointer(clause: Value): boolean {
  const type = typeOf(clause);
  if (type instanceof GlobalVariable) return /^_ZTI[^P]/.test(type.name);
  return type instanceof Literal && type.text === "null";
}

/** Does `inst` throw again what is being handled, and may that be an exception that a caller of the function handles? */
export function rethrowsAnother(inst: Instruction): boolean {
  if (!isCallOf(inst, "__cxa_rethrow") || inst.parent === null) return false;
  const waiting: (Instruction | null)[] = [inst];
  const seen = new Set<BasicBlock>();
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    let before = at;
    while (before !== null && !isBeginCatch(before)) {
      if (isCallOf(before, "__cxa_end_catch")) return true;
      if (before.prev === null) {
        const block = must(before.parent, "it is in a block");
        if (block === block.parent?.entry) return true;
        for (const pred of block.predecessors()) {
          if (seen.has(pred)) continue;
          seen.add(pred);
          waiting.push(pred.terminator);
        }
      }
      before = before.prev;
    }
  }
  return false;
}

/** Does `inst` give a handler what it catches? */
export function isBeginCatch(inst: Instruction): boolean {
  return isCallOf(inst, "__cxa_begin_catch");
}

function isCallOf(inst: Instruction, name: string): boolean {
  return inst instanceof CallInst && calledFunction(inst)?.name === name;
}
