/** Which instructions a points-to analysis has to look at, and which calls it sees through. */
import { ConstantAggregate, Literal } from "../ir/constants.ts";
import type { Function, Instruction } from "../ir/graph.ts";
import { ArithmeticInst, CallInst, LoadInst, PhiInst, SelectInst } from "../ir/instructions.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import type { Addresses } from "./addresses.ts";
import { catchesQuietly, leavesNoPointers } from "./destructors.ts";
import { calledFunction, callEffects } from "./effects.ts";
import { isNeverAccessed } from "./read-params.ts";
import { hasPair } from "./registered.ts";
import { carriesPointer } from "./roots.ts";

/** Instructions whose result is an integer that may be the bits of a pointer. */
const sourcesOfPointers = new Set(["ptrtoint", "call", "invoke", "extractvalue", "extractelement"]);

/** Instructions whose result has the pointers of their operands, phis and selects apart. */
export const passesPointers = new Set(
  "bitcast addrspacecast freeze extractvalue extractelement insertvalue insertelement shufflevector".split(
    " ",
  ),
);

/** Is it a call of a function that is differentiated as a whole? */
export function isSeen(call: CallInst): boolean {
  const callee = calledFunction(call);
  return callee !== null && hasPair(callee);
}

/** Are there calls of code of which nothing is known among those of `fn`? */
export function callsStrangers(fn: Function, calls: readonly CallInst[]): boolean {
  const ends = calls.filter((call) => isEndOfCatch(call));
  const others = calls.filter((call) => !isEndOfCatch(call));
  return others.some((call) => isStranger(call)) || (ends.length > 0 && !catchesQuietly(fn));
}

/** It runs the destructors of what was thrown. */
function isEndOfCatch(call: CallInst): boolean {
  return calledFunction(call)?.name === "__cxa_end_catch";
}

function isStranger(call: CallInst): boolean {
  if (isSeen(call)) return false;
  const effects = callEffects(call);
  return effects === undefined || effects.deep === true;
}

/** Operations after which an address in an operand is still one, whatever number is in the other. */
export const offsetting: ReadonlySet<string> = new Set(["add", "sub", "and", "or"]);

/** What these make of integers from memory is a number: an address in them would be lost. */
const counting: ReadonlySet<string> = new Set(["mul", "udiv", "sdiv", "urem", "srem"]);

/** The loads that an integer is made of, itself one, a sum or a choice: where it is the bits of a pointer, one of them is, too. */
export function loadsAdded(value: Value): LoadInst[] {
  const parts = new Set([value]);
  for (const part of parts) for (const operand of addedIn(part)) parts.add(operand);
  return [...parts].filter((part) => part instanceof LoadInst);
}

function addedIn(part: Value): readonly Value[] {
  if (part instanceof PhiInst) return part.incoming().map(({ value }) => value);
  if (part instanceof SelectInst) return [part.yes, part.no];
  return part instanceof ArithmeticInst && offsetting.has(part.opcode) ? part.operands : [];
}

/** The integers of which an address may go on to the result of `inst`; null where it may come from anywhere. */
export function integersIn(inst: Instruction, addresses: Addresses): Value[] | null {
  const arithmetic = arithmeticCall(inst);
  const sum = arithmetic ?? inst;
  if (arithmetic === null && sourcesOfPointers.has(inst.opcode)) {
    return isOfConstant(inst) ? [] : null;
  }
  if (addresses.hidesAddress(inst) || counting.has(inst.opcode)) return [];
  return sum.operands.filter((operand) => operand.type.kind === "int");
}

/** Is it a lane or a field of a constant that is written out, in which there is no address? */
function isOfConstant(inst: Instruction): boolean {
  const isPart = inst.opcode === "extractelement" || inst.opcode === "extractvalue";
  return isPart && isNumeric(inst.operand(0));
}

function isNumeric(value: Value): boolean {
  if (value instanceof ConstantAggregate) return value.elements.every(isNumeric);
  return value instanceof Literal;
}

/**
 * The call of an intrinsic that computes an integer of integers and nothing else, be it the result of `inst` or what `inst` takes out of
 * a result with a check for overflow; null for anything else.
 */
function arithmeticCall(inst: Instruction): CallInst | null {
  if (inst instanceof CallInst) {
    return computed.test(calledFunction(inst)?.name ?? "") ? inst : null;
  }
  if (inst.opcode !== "extractvalue") return null;
  const from = inst.operand(0);
  if (!(from instanceof CallInst)) return null;
  return checked.test(calledFunction(from)?.name ?? "") ? from : null;
}

const computed =
  /^llvm\.([su](min|max|cmp)|[su](add|sub|shl)\.sat|abs|ctpop|ctlz|cttz|bswap|bitreverse|fsh[lr])\b/;
const checked = /^llvm\.[su](add|sub|mul)\.with\.overflow\b/;

/** Is it what a known function of a library computes, with no bits of a pointer in it: a hash, a length, a position? */
export function isNumber(inst: Instruction): boolean {
  if (inst.opcode === "extractvalue") {
    const from = inst.operand(0);
    return from instanceof CallInst && isNumber(from);
  }
  if (!(inst instanceof CallInst) || mayBePointer(inst.type)) return false;
  const effects = callEffects(inst);
  return effects?.what === "inactive" && effects.declared !== true && effects.result === undefined;
}

function mayBePointer(type: Type): boolean {
  if (type.kind === "struct") return (type.fields ?? []).some(mayBePointer);
  if (type.kind === "vector" || type.kind === "array") return mayBePointer(type.element);
  return type.kind !== "int" && type.kind !== "float";
}

/** The pointers by which calls of code that is not looked into may access memory; each call is looked at once. */
export class GivenPointers {
  private readonly known = new Map<CallInst, readonly Value[]>();

  /** The pointers that the call is given, but for those of functions that are only called there. */
  of(call: CallInst): readonly Value[] {
    let given = this.known.get(call);
    if (given === undefined) {
      given = call.args.filter((arg, i) => carriesPointer(arg.type) && mayAccess(call, i));
      this.known.set(call, given);
    }
    return given;
  }
}

/** May the called code access memory through that argument? */
function mayAccess(call: CallInst, index: number): boolean {
  const callee = isSeen(call) ? calledFunction(call) : null;
  return callee === null || !isNeverAccessed(callee, index);
}

/** May the value hold pointers among other things? */
export function holdsPointers(inst: Instruction): boolean {
  const { type } = inst;
  if (type.kind === "struct" || type.kind === "array") return true;
  return type.kind === "vector" && type.element.kind === "pointer";
}

/** May pointers come out of memory here? */
export function mayLoadPointers(inst: Instruction): boolean {
  if (inst instanceof LoadInst) return inst.type.kind === "pointer" || holdsPointers(inst);
  return inst instanceof CallInst && inst.type.kind === "void";
}

/** May a function of the module that is called leave pointers in the memory of others? */
export function mayLeavePointers(call: CallInst): boolean {
  const callee = calledFunction(call);
  return callee === null || !leavesNoPointers(callee);
}
