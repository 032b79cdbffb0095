/**
 * Integers that other functions may have made of the bits of floats: what memory holds, what a call returns and what a parameter is given
 * is seen in one function and computed with in another. Such an integer has the tangent's bits for its own, and generated code looks at
 * them where it is computed with.
 */
import type { ContentIndex } from "../analysis/contents.ts";
import { callEffects, calledFunction } from "../analysis/effects.ts";
import { carriesFloat } from "../analysis/flow.ts";
import { Argument, type Function, Instruction } from "../ir/graph.ts";
import {
  AggregateInst,
  AllocaInst,
  CallInst,
  CastInst,
  GepInst,
  LoadInst,
  StoreInst,
} from "../ir/instructions.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import { scalarType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { keptFor } from "../support/kept.ts";
import { DemandedBits } from "../transform/bit-demand.ts";
import { endIf } from "../transform/fatal.ts";
import { before, computes, everyBit, holdsIntegers } from "./float-bits.ts";
import { movedOperands } from "./moves.ts";
import { areAddresses } from "./offset-bits.ts";
import type { Scene, Site } from "./scene.ts";

const message =
  "an integer was computed from the bits of a number with a nonzero tangent: its own is not known";

/** May integers that the calls in `fn` return, or that the callees read, be bits of floats? */
export function callsHideBits(fn: Function, contents: () => ContentIndex): boolean {
  const callees = [...fn.instructions()].flatMap((inst) => {
    const callee = inst instanceof CallInst ? calledFunction(inst) : null;
    return callee?.isDeclaration === false ? [callee] : [];
  });
  if (callees.length === 0) return false;
  return callees.some(takesBits) || contents().calleesReadBits();
}

/** Does the function, or one that it calls, take the bits of a float for an integer, as far as its text shows? */
const takesBits = keptFor((root: Function): boolean => {
  const seen = new Set<Function>([root]);
  for (const fn of seen) {
    for (const inst of fn.instructions()) {
      const isCast = inst.opcode === "bitcast" && inst.type.kind === "int";
      if (isCast && carriesFloat(inst.operand(0).type)) return true;
      if (inst instanceof LoadInst && isDisguise(inst)) return true;
      const callee = inst instanceof CallInst ? calledFunction(inst) : null;
      if (callee?.isDeclaration === false) seen.add(callee);
    }
  }
  return false;
});

/** Is it an integer loaded from a variable of the stack to which a float is stored, or bytes are copied? */
function isDisguise(load: LoadInst): boolean {
  if (load.type.kind !== "int" || load.type.bits < 16) return false;
  const variable = variableOf(load.pointer);
  if (variable === null) return false;
  const places = new Set<Value>([variable]);
  for (const place of places) {
    for (const { user, index } of place.uses()) {
      if (user instanceof GepInst || user instanceof CastInst) places.add(user);
      else if (user instanceof StoreInst && index === 1 && carriesFloat(user.value.type))
        return true;
      else if (user instanceof CallInst && callEffects(user)?.writes.includes(index) === true)
        return true;
    }
  }
  return false;
}

function variableOf(pointer: Value): AllocaInst | null {
  let base = pointer;
  while (base instanceof GepInst || base instanceof CastInst) base = base.operand(0);
  return base instanceof AllocaInst ? base : null;
}

/** The integers of a function, and what holds some, with the bits that come to be computed with, by way of moves. */
export function computedIntegers(fn: Function): ReadonlyMap<Value, bigint> {
  const found = new Map<Value, bigint>();
  const work: Value[] = [];
  const add = (value: Value, bits: bigint): void => {
    const known = found.get(value) ?? 0n;
    if ((known | bits) === known || !holdsIntegers(value.type)) return;
    found.set(value, known | bits);
    work.push(value);
  };
  const demanded = new DemandedBits(fn);
  const mattering = mattersTo(fn);
  for (const inst of fn.instructions()) {
    if (!computes(inst) || !mattering.has(inst)) continue;
    inst.operands.forEach((operand, index) => {
      const isInteger = operand.type.kind === "int";
      add(operand, isInteger ? demanded.ofUse(inst, index) : everyBit(operand.type));
    });
  }
  for (let value = work.pop(); value !== undefined; value = work.pop()) {
    if (!(value instanceof Instruction)) continue;
    for (const index of movedOperands(value) ?? []) {
      add(value.operand(index), before(value, index, found.get(value) ?? 0n));
    }
  }
  return found;
}

/** What computes integers that go on to floats, to memory or to other functions; those that are only compared, or index, have no derivative. */
function mattersTo(fn: Function): ReadonlySet<Value> {
  const found = new Set<Value>();
  for (const inst of fn.instructions()) {
    if (inst.opcode === "sitofp" || inst.opcode === "uitofp") found.add(inst);
    if (isMove(inst) || isOnlyLooked(inst)) continue;
    for (const operand of inst.operands) if (holdsIntegers(operand.type)) found.add(operand);
  }
  for (const value of found) {
    if (!(value instanceof Instruction) || !isMove(value)) continue;
    for (const operand of value.operands) if (holdsIntegers(operand.type)) found.add(operand);
  }
  return found;
}

/** Does it make an integer of integers? */
function isMove(inst: Instruction): boolean {
  return holdsIntegers(inst.type) && (computes(inst) || movedOperands(inst) !== undefined);
}

const looks: ReadonlySet<string> = new Set(["icmp", "br", "switch", "getelementptr", "load"]);

function isOnlyLooked({ opcode }: Instruction): boolean {
  return looks.has(opcode);
}

/** Ends the program where those bits of the tangents of `value`, an integer for which {@link bitsInDoubt} gives some, are a float's. */
export function endWhereFloat(value: Value, bits: bigint, site: Site): void {
  const { build, tangents, services } = site;
  for (const lane of tangents.of(value) ?? []) {
    const isFloat = isFloatBits(value, lane, bits, site);
    build.call(endIf("__tsad_bits_computed_with", message, services), [isFloat]);
  }
}

/** The bits that are computed with here of an integer from elsewhere, which may be those of a float; 0 for any other value. */
export function bitsInDoubt(value: Value, scene: Scene): bigint {
  const bits = scene.computed.get(value) ?? 0n;
  if (scalarType(value.type).kind !== "int" || bits === 0n) return 0n;
  return isInDoubt(value, scene) ? bits : 0n;
}

function isInDoubt(value: Value, { spec, hidesBits, doubtful }: Scene): boolean {
  if (value instanceof Argument) return spec.checksBits;
  if (doubtful.has(value)) return true;
  if (value instanceof AggregateInst) return hidesBits || doubtful.has(value.operand(0));
  if (value instanceof LoadInst) return spec.checksBits;
  return hidesBits && value instanceof CallInst && calledFunction(value)?.isDeclaration === false;
}

/** Is one of the bits set? Of eight bytes that may be a pointer and its shadow nothing is said: both are above the first 4 GB, and no float's. */
function isFloatBits(value: Value, lane: Value, wanted: bigint, { build }: Site): Value {
  const { types, layout } = build.module;
  const type = types.int(8 * layout.storeSize(lane.type));
  const all = build.cast("bitcast", lane, type);
  const isAll = wanted === everyBit(value.type);
  const bits = isAll ? all : build.binary("and", all, constInt(type, wanted));
  const isSet = build.icmp("ne", bits, nullOf(type));
  if (value.type !== types.i64) return isSet;
  const isLost = build.icmp("eq", all, constInt(type, -1));
  const isOther = build.binary("or", areAddresses(value, all, build), isLost);
  return build.select(isOther, constInt(types.i1, 0), isSet);
}
