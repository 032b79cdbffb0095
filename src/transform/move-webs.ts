/**
 * Integers that are only moved: loads, stores and the phis, selects and freezes between them, connected by what they hand on. Compilers
 * move doubles, pairs of floats and small structs so. One web is all that must be retyped together.
 */
import { Constant, ConstantAggregate, integerOf, Literal } from "../ir/constants.ts";
import { type Function, Instruction } from "../ir/graph.ts";
import { LoadInst, PhiInst, SelectInst, StoreInst } from "../ir/instructions.ts";
import { scalarType, type Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";

/** A connected set of moves of one type. */
export interface MoveWeb {
  readonly type: Type;
  readonly loads: ReadonlySet<LoadInst>;
  readonly stores: ReadonlySet<StoreInst>;
  /** Phis, selects and freezes. */
  readonly joins: ReadonlySet<Instruction>;
}

/** Every web of `fn`; what is also looked at in another way, volatile or atomic is in none. Linear in the size of the function. */
export function moveWebs(fn: Function): MoveWeb[] {
  const seen = new Set<Instruction>();
  const webs: MoveWeb[] = [];
  for (const inst of fn.instructions()) {
    const isStart =
      (inst instanceof LoadInst && isMoveType(inst.type)) ||
      (inst instanceof StoreInst && isMoveType(inst.value.type) && isBits(inst.value));
    if (!isStart || seen.has(inst)) continue;
    const web = webFrom(inst, seen);
    if (web !== null) webs.push(web);
  }
  return webs;
}

/** An integer of 16 bits or more, or a vector of such. */
function isMoveType(type: Type): boolean {
  const scalar = scalarType(type);
  const isScalable = type.kind === "vector" && type.scalable;
  return scalar.kind === "int" && scalar.bits >= 16 && scalar.bits % 8 === 0 && !isScalable;
}

/** Is it a constant whose bits are known? */
export function isBits(value: Value): boolean {
  if (integerOf(value) !== undefined) return true;
  if (value instanceof Literal) return /^(zeroinitializer|undef|poison)$/.test(value.text);
  return value instanceof ConstantAggregate && value.elements.every((each) => isBits(each));
}

/** The web that `start` belongs to, all of which is added to `seen`; null when it is used in another way. */
function webFrom(start: Instruction, seen: Set<Instruction>): MoveWeb | null {
  const members = new Set<Instruction>([start]);
  let isClosed = true;
  for (const inst of members) {
    seen.add(inst);
    if (!(inst instanceof StoreInst)) {
      for (const { user, index } of inst.uses()) {
        if (takesPart(user, index)) members.add(user);
        else isClosed = false;
      }
    }
    for (const source of sourcesOf(inst)) {
      if (source instanceof Instruction && isSource(source)) members.add(source);
      else if (!(source instanceof Constant) || !isBits(source)) isClosed = false;
    }
    if (
      (inst instanceof LoadInst || inst instanceof StoreInst) &&
      (inst.isVolatile || inst.isAtomic)
    )
      isClosed = false;
  }
  return isClosed ? sorted(start, members) : null;
}

function takesPart(user: unknown, index: number): user is Instruction {
  if (user instanceof StoreInst) return index === 0;
  if (user instanceof SelectInst) return index > 0;
  return user instanceof PhiInst || (user instanceof Instruction && user.opcode === "freeze");
}

function isSource(value: Instruction): boolean {
  return value instanceof LoadInst || ["phi", "select", "freeze"].includes(value.opcode);
}

/** The values that the instruction hands on. */
function sourcesOf(inst: Instruction): readonly Value[] {
  if (inst instanceof LoadInst) return [];
  if (inst instanceof StoreInst) return [inst.value];
  if (inst instanceof PhiInst) return inst.incoming().map(({ value }) => value);
  return inst instanceof SelectInst ? [inst.yes, inst.no] : inst.operands;
}

function sorted(start: Instruction, members: ReadonlySet<Instruction>): MoveWeb {
  const all = [...members];
  return {
    type: start instanceof StoreInst ? start.value.type : start.type,
    loads: new Set(all.filter((inst) => inst instanceof LoadInst)),
    stores: new Set(all.filter((inst) => inst instanceof StoreInst)),
    joins: new Set(all.filter((inst) => !(inst instanceof LoadInst || inst instanceof StoreInst))),
  };
}
