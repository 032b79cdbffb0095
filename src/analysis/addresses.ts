/**
 * Integers that hold addresses: what is made from a pointer by ptrtoint, is computed with, and may become a pointer again by inttoptr.
 * While one address alone goes into such an integer, added to or masked by numbers that hold none, what comes out points into
 * the object of that address. Two addresses, or a number that may be one, make it unclear.
 */
import { ConstantExpr, integerOf, Literal } from "../ir/constants.ts";
import { Argument, type Function, Instruction } from "../ir/graph.ts";
import { GepInst, LoadInst, PhiInst, SelectInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { Worklist } from "../support/worklist.ts";
import { pageBytes } from "./null-page.ts";

/** What an integer holds: no address, one address with something added, or nobody knows. */
export type Holding = "none" | "address" | "unclear";

/** Operations whose result may hold the address that one of their operands holds. */
const tracked = new Set(["add", "sub", "and", "or", "xor", "phi", "select", "freeze"]);

/** The integers of one function that hold addresses. A snapshot, as the code is. */
export class Addresses {
  private readonly bits: number;
  private readonly holding = new Map<Value, Holding>();
  /** What pointers are made of: values from which a chain of tracked operations leads to an inttoptr. */
  private readonly sources = new Set<Value>();
  /** What takes part in that by way of a multiplication, a shift or a change of width. */
  private readonly scaled = new Set<Value>();
  /** Are there distances between objects, or the like, that the function may keep in memory as numbers? */
  private areDistances = false;
  /** Has every instruction been looked at, so that one that holds no address so far holds none? */
  private isSettled = false;

  /** Goes through the code once, and then along what holds addresses. */
  constructor(fn: Function) {
    this.bits = fn.module.layout.pointerBits(0);
    const all = [...fn.instructions()];
    for (const inst of all) for (const value of madeOf(inst)) this.collect(value);
    this.solve(all);
    this.areDistances = all.some((inst) => this.holding.get(inst) === "unclear");
    if (this.areDistances && this.scaled.size > 0) this.solve(all);
  }

  /** What the integer holds. */
  of(value: Value): Holding {
    if (value instanceof Instruction) return this.holding.get(value) ?? "none";
    if (value instanceof Literal || value.type.kind !== "int") return "none";
    if (value instanceof Argument && value.type.bits < this.bits) return "none";
    return this.sources.has(value) || value instanceof ConstantExpr ? "unclear" : "none";
  }

  /** The operands whose address the result of `inst` holds: one, but for phi and select. */
  carriersOf(inst: Instruction): Value[] {
    return valuesOf(inst).filter((value) => this.of(value) === "address");
  }

  /** Does the address in an operand of `user` go on to its result or to memory, where it is followed, or nowhere? */
  isFollowed(user: Instruction): boolean {
    if (user.opcode === "store" || user.opcode === "inttoptr" || isFromNull(user)) return true;
    return this.of(user) === "address" || this.hidesAddress(user);
  }

  /** Does `inst` look at addresses so that nothing of them is left in its result: by a comparison, or of their last bits? */
  hidesAddress(inst: Instruction): boolean {
    if (inst.opcode === "icmp" || keepsFewBits(inst)) return true;
    return inst.opcode === "sub" && this.of(inst) === "none" && this.carriersOf(inst).length > 0;
  }

  private collect(start: Value): void {
    const scaled: Value[] = [];
    const work = [start];
    for (let value = work.pop(); value !== undefined; value = work.pop()) {
      if (value.type.kind !== "int" || this.sources.has(value)) continue;
      this.sources.add(value);
      if (!(value instanceof Instruction)) continue;
      if (tracked.has(value.opcode)) work.push(...valuesOf(value));
      else if (scaling.has(value.opcode)) scaled.push(...value.operands);
    }
    for (let value = scaled.pop(); value !== undefined; value = scaled.pop()) {
      if (value.type.kind !== "int" || this.scaled.has(value)) continue;
      this.scaled.add(value);
      if (!(value instanceof Instruction)) continue;
      if (tracked.has(value.opcode) || scaling.has(value.opcode)) scaled.push(...valuesOf(value));
    }
  }

  private solve(all: readonly Instruction[]): void {
    this.isSettled = false;
    this.spread(all.filter((inst) => inst.type.kind === "int"));
    this.isSettled = true;
    // What a difference's bases are has been guessed while addresses in loops were not known; it can only become unclear.
    const differences = all.filter(({ opcode, type }) => opcode === "sub" && type.kind === "int");
    const wrong = (inst: Instruction): boolean => this.transfer(inst) !== this.of(inst);
    for (let left = differences.filter(wrong); left.length > 0; left = differences.filter(wrong)) {
      this.spread(left);
    }
  }

  private spread(from: readonly Instruction[]): void {
    const work = new Worklist<Instruction>(from);
    work.drain((inst) => {
      const now = this.transfer(inst);
      if (now === (this.holding.get(inst) ?? "none")) return;
      this.holding.set(inst, now);
      for (const { user } of inst.uses()) {
        if (user instanceof Instruction && user.type.kind === "int") work.add(user);
      }
    });
  }

  private transfer(inst: Instruction): Holding {
    if (this.holding.get(inst) === "unclear") return "unclear";
    const isWide = inst.type.kind === "int" && inst.type.bits === this.bits;
    if (inst.opcode === "ptrtoint") {
      if (inst.operand(0) instanceof Literal) return "none";
      return isWide ? "address" : "unclear";
    }
    if (inst.opcode === "icmp" || keepsFewBits(inst)) return "none";
    if (tracked.has(inst.opcode)) return this.combine(inst, isWide);
    if (inst instanceof LoadInst) return this.ofLoad(inst, isWide);
    if (scaling.has(inst.opcode)) {
      return inst.operands.some((value) => this.of(value) !== "none") ? "unclear" : "none";
    }
    return this.sources.has(inst) && isWide ? "unclear" : "none";
  }

  /** What comes from memory may be an address, which is that of an object that pointers in this memory lead to. */
  private ofLoad(load: LoadInst, isWide: boolean): Holding {
    if (isWide && this.sources.has(load)) return "address";
    const isNumber = this.sources.has(load) || this.scaled.has(load);
    return isNumber && this.areDistances ? "unclear" : "none";
  }

  private combine(inst: Instruction, isWide: boolean): Holding {
    const values = valuesOf(inst);
    const holdings = values.map((value) => this.of(value));
    const count = holdings.filter((each) => each === "address").length;
    if (holdings.includes("unclear")) return "unclear";
    if (count === 0) return "none";
    if (!isWide) return "unclear";
    if (inst instanceof PhiInst || inst instanceof SelectInst) return "address";
    if (inst.opcode === "sub") {
      if (count === 2) return this.haveOneBase(values) ? "none" : "unclear";
      return holdings[0] === "address" ? "address" : "unclear";
    }
    return count === 1 ? "address" : "unclear";
  }

  /** Are both made from one pointer, so that their difference says nothing of any other object? */
  private haveOneBase(values: readonly Value[]): boolean {
    const bases = values.map((value) => this.baseOf(value));
    return bases[0] !== null && bases.every((base) => base === bases[0]);
  }

  /** The one pointer from which an address is computed; null where there are more or it may have changed since. */
  private baseOf(start: Value): Value | null {
    let base: Value | null = null;
    let isMerged = false;
    const seen = new Set<Value>([start]);
    for (const value of seen) {
      if (value instanceof PhiInst || value instanceof SelectInst) {
        isMerged = true;
        for (const each of valuesOf(value)) if (this.mayPoint(each)) seen.add(each);
        continue;
      }
      const inner = this.stepDown(value);
      if (inner !== null) seen.add(inner);
      else if (!this.isSettled && isNumber(value) && this.of(value) === "none") continue;
      else if (base === null) base = value;
      else return null;
    }
    return isMerged && base !== null && !isMadeOnce(base) ? null : base;
  }

  private mayPoint(value: Value): boolean {
    return value.type.kind === "pointer" || this.of(value) !== "none";
  }

  private stepDown(value: Value): Value | null {
    if (!(value instanceof Instruction)) return null;
    if (value instanceof GepInst) return value.base;
    if (casts.has(value.opcode)) return value.operand(0);
    const [only, ...more] = tracked.has(value.opcode) ? this.carriersOf(value) : [];
    return only !== undefined && more.length === 0 ? only : null;
  }
}

function isNumber(value: Value): boolean {
  return value instanceof Instruction && value.type.kind === "int";
}

/** Has the value been the same ever since the function was called? */
function isMadeOnce(value: Value): boolean {
  return !(value instanceof Instruction) || value.parent === value.parent?.parent?.entry;
}

const casts = new Set(["ptrtoint", "inttoptr", "bitcast", "addrspacecast", "freeze"]);

/** The integers that become the pointer that `inst` makes. */
function madeOf(inst: Instruction): readonly Value[] {
  if (inst.opcode === "inttoptr") return [inst.operand(0)];
  return isFromNull(inst) ? inst.indices : [];
}

/** Is it an address that is counted from the null pointer, which is an integer in other clothes? */
export function isFromNull(inst: Instruction): inst is GepInst {
  return inst instanceof GepInst && inst.base instanceof Literal;
}

/** The operands that are data, and not conditions. */
function valuesOf(inst: Instruction): Value[] {
  if (inst instanceof PhiInst) return inst.incoming().map(({ value }) => value);
  if (inst instanceof SelectInst) return [inst.yes, inst.no];
  return [...inst.operands];
}

/** The remainder by a small number: what alignment checks and tags look at. */
export function keepsFewBits(inst: Instruction): boolean {
  if (inst.opcode !== "and" && inst.opcode !== "urem") return false;
  return inst.operands.some((value, i) => {
    const number = i === 1 || inst.opcode === "and" ? integerOf(value) : undefined;
    return number !== undefined && number >= 0n && number < pageBytes;
  });
}

const scaling = new Set("mul shl lshr ashr udiv sdiv urem srem trunc zext sext".split(" "));
