/**
 * Numbers of which an index is a multiple because the code divides it by them without a remainder: the difference of two pointers to
 * structs is divided by the size of a struct where it becomes a count, and is an index as it is elsewhere.
 */
import { attributeWords } from "../../ir/attributes.ts";
import { integerOf } from "../../ir/constants.ts";
import { type Function, Instruction } from "../../ir/graph.ts";
import { CallInst, LoadInst, SelectInst, StoreInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";
import { Cfg } from "../cfg.ts";
import { DominatorTree } from "../dominators.ts";
import { calledFunction } from "../effects.ts";

/** What divides the values of one function, whose code must not change meanwhile. */
export class Divisors {
  private readonly fn: Function;
  private dominators: DominatorTree | null = null;
  private readonly known = new Map<Instruction, boolean>();

  constructor(fn: Function) {
    this.fn = fn;
  }

  /** A positive number that divides `value` wherever `user` is executed; 1 where no other is known. */
  of(value: Value, user: Instruction): number {
    if (!(value instanceof Instruction)) return 1;
    let greatest = 1;
    for (const { user: division, index } of value.uses()) {
      if (!(division instanceof Instruction) || index !== 0) continue;
      const by = exactDivisor(division);
      if (by > greatest && this.isBefore(division, user) && this.isSure(division)) greatest = by;
    }
    return greatest;
  }

  private isBefore(division: Instruction, user: Instruction): boolean {
    this.dominators ??= new DominatorTree(new Cfg(this.fn));
    const { cfg } = this.dominators;
    const isReached = [division, user].every(
      ({ parent }) => parent !== null && cfg.isReachable(parent),
    );
    return isReached && this.dominators.dominates(division, user);
  }

  private isSure(division: Instruction): boolean {
    const known = this.known.get(division) ?? failsIfPoison(division);
    this.known.set(division, known);
    return known;
  }
}

/** The constant that an exact division divides by; 1 for anything else. */
function exactDivisor(inst: Instruction): number {
  const isDivision = inst.opcode === "sdiv" || inst.opcode === "udiv";
  const isShift = inst.opcode === "ashr" || inst.opcode === "lshr";
  if ((!isDivision && !isShift) || !inst.hasFlag("exact")) return 1;
  const by = Number(integerOf(inst.operand(1)) ?? 1n);
  if (isShift) return by >= 0 && by < 32 ? 2 ** by : 1;
  return by >= 1 && by < 2 ** 31 ? by : 1;
}

/**
 * Is the behaviour of the program undefined where the result of `inst` is poison, as that of an exact division with a remainder is? So it
 * is when the rest of the block, which is executed as a whole, branches on it, or gives it to whom it must not be given. A poison
 * that nobody uses does no harm, and says nothing.
 */
function failsIfPoison(inst: Instruction): boolean {
  const poison = new Set<Value>([inst]);
  for (let next = inst.next; next !== null; next = next.next) {
    if (isUndefined(next, poison)) return true;
    if (!goesOn(next)) return false;
    if (isPoisoned(next, poison)) poison.add(next);
  }
  return false;
}

const divisions = new Set(["udiv", "sdiv", "urem", "srem"]);

function isUndefined(inst: Instruction, poison: ReadonlySet<Value>): boolean {
  if (inst instanceof CallInst) {
    const isAssumed = calledFunction(inst)?.name === "llvm.assume";
    return inst.args.some((arg, i) => {
      const words = attributeWords(inst.argAttributes[i] ?? "");
      return poison.has(arg) && (isAssumed || words.includes("noundef"));
    });
  }
  if (inst instanceof LoadInst || inst instanceof StoreInst) return poison.has(inst.pointer);
  if (inst.opcode === "br" || inst.opcode === "switch") return poison.has(inst.operand(0));
  return divisions.has(inst.opcode) && poison.has(inst.operand(1));
}

const limits = /^llvm\.[us](max|min)\./;
const returning = /^llvm\.([us](max|min)\.|assume$|lifetime\.|experimental\.noalias\.|dbg\.)/;

/** Does what follows in the block surely come next? */
function goesOn(inst: Instruction): boolean {
  if (inst instanceof CallInst) return returning.test(calledFunction(inst)?.name ?? "");
  const isVolatile = (inst instanceof LoadInst || inst instanceof StoreInst) && inst.isVolatile;
  return !isVolatile && !inst.isTerminator;
}

const strict = new Set(
  "add sub mul shl lshr ashr and or xor udiv sdiv urem srem icmp trunc zext sext getelementptr".split(
    " ",
  ),
);

/** Is the result poison where one of these is? */
function isPoisoned(inst: Instruction, poison: ReadonlySet<Value>): boolean {
  if (inst instanceof SelectInst) return poison.has(inst.operand(0));
  const isLimit = inst instanceof CallInst && limits.test(calledFunction(inst)?.name ?? "");
  if (isLimit) return inst.args.some((arg) => poison.has(arg));
  return strict.has(inst.opcode) && inst.operands.some((operand) => poison.has(operand));
}
