/**
 * Which integers and pointers to functions are the same whenever the function runs, and which edges it never takes: sparse conditional
 * constant propagation (Wegman and Zadeck, "Constant Propagation with Conditional Branches", TOPLAS 1991).
 */
import { integerOf, Literal } from "../ir/constants.ts";
import { foldBinary, foldCast, foldCompare } from "../ir/fold.ts";
import { BasicBlock, Function, Instruction } from "../ir/graph.ts";
import { ArithmeticInst, CastInst, CompareInst, PhiInst, SelectInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { Worklist } from "../support/worklist.ts";

/** An integer without sign, a function (or its address as an integer), or the null pointer. */
export type Known = bigint | Function | "null";

/** What is known of a value: nothing has come to it yet, one constant, or that it varies. */
type State = Known | "varies" | undefined;

/** What is known of the values and edges of one function; a snapshot. */
export class KnownValues {
  private readonly states = new Map<Value, Exclude<State, undefined>>();
  private readonly edges = new Map<BasicBlock, Set<BasicBlock>>();
  private readonly reached = new Set<BasicBlock>();
  private readonly work = new Worklist<Instruction>();

  /** Finds out what is known in `fn`, which has a body. Time is near-linear in its size. */
  constructor(fn: Function) {
    this.reach(fn.entry);
    this.work.drain((inst) => {
      this.visit(inst);
    });
  }

  /** What `value` is whenever it is computed; undefined when that is not known, or it never is computed. */
  of(value: Value): Known | undefined {
    const state = this.stateOf(value);
    return state === "varies" ? undefined : state;
  }

  /** Does control ever come to `block`? */
  isReached(block: BasicBlock): boolean {
    return this.reached.has(block);
  }

  /** The successors that control goes to from a block that it comes to. */
  successors(block: BasicBlock): ReadonlySet<BasicBlock> {
    return this.edges.get(block) ?? new Set();
  }

  private reach(block: BasicBlock): void {
    if (this.reached.has(block)) return;
    this.reached.add(block);
    for (let inst = block.first; inst !== null; inst = inst.next) this.work.add(inst);
  }

  private follow(from: BasicBlock, to: BasicBlock): void {
    const known = this.edges.get(from) ?? new Set();
    if (known.has(to)) return;
    this.edges.set(from, known.add(to));
    this.reach(to);
    for (let inst = to.first; inst instanceof PhiInst; inst = inst.next) this.work.add(inst);
  }

  private stateOf(value: Value): State {
    if (value instanceof Instruction) return this.states.get(value);
    if (value instanceof Function) return value;
    if (value instanceof Literal && value.text === "null") return "null";
    const integer = integerOf(value);
    if (integer === undefined || value.type.kind !== "int") return "varies";
    return BigInt.asUintN(value.type.bits, integer);
  }

  private visit(inst: Instruction): void {
    const block = inst.parent;
    if (block === null || !this.reached.has(block)) return;
    if (inst.isTerminator) {
      for (const next of this.leavesFor(inst)) this.follow(block, next);
    }
    const before = this.states.get(inst);
    const state = this.evaluate(inst, block);
    // A state only ever goes from nothing to one constant and from there to "varies".
    if (state === undefined || state === before || before === "varies") return;
    this.states.set(inst, before === undefined ? state : "varies");
    for (const { user } of inst.uses()) if (user instanceof Instruction) this.work.add(user);
  }

  /** The successors of a block that may be next, by what is known of the condition. */
  private leavesFor(terminator: Instruction): readonly BasicBlock[] {
    const [condition, ...rest] = terminator.operands;
    const decides =
      terminator.opcode === "switch" || (terminator.opcode === "br" && rest.length > 0);
    if (!decides || condition === undefined) return terminator.successors();
    const state = this.stateOf(condition);
    if (state === undefined) return [];
    if (typeof state !== "bigint") return terminator.successors();
    return chosenBlock(terminator.opcode, rest, state);
  }

  private evaluate(inst: Instruction, block: BasicBlock): State {
    if (inst instanceof PhiInst) return this.merged(inst, block);
    if (inst instanceof SelectInst) return this.selected(inst);
    if (inst instanceof CompareInst) return this.compared(inst);
    if (inst instanceof CastInst) return this.cast(inst);
    if (inst instanceof ArithmeticInst) return this.computed(inst);
    return "varies";
  }

  private merged(phi: PhiInst, block: BasicBlock): State {
    let state: State;
    for (const { value, block: from } of phi.incoming()) {
      if (this.edges.get(from)?.has(block) !== true) continue;
      state = joined(state, this.stateOf(value));
    }
    return state;
  }

  private selected({ condition, yes, no }: SelectInst): State {
    const state = this.stateOf(condition);
    if (state === undefined) return undefined;
    if (typeof state === "bigint") return this.stateOf(state === 0n ? no : yes);
    return joined(this.stateOf(yes), this.stateOf(no));
  }

  private compared(inst: CompareInst): State {
    const [lhs, rhs] = inst.operands;
    if (lhs === undefined || rhs === undefined || inst.opcode !== "icmp") return "varies";
    const [a, b] = [this.stateOf(lhs), this.stateOf(rhs)];
    if (a === undefined || b === undefined) return undefined;
    if (a === "varies" || b === "varies") return "varies";
    const isTrue = comparedConstants(
      inst.predicate,
      a,
      b,
      lhs.type.kind === "int" ? lhs.type.bits : 0,
    );
    return isTrue === undefined ? "varies" : BigInt(isTrue);
  }

  private cast(inst: CastInst): State {
    const state = this.stateOf(inst.source);
    if (state === undefined || state === "varies") return state;
    if (typeof state !== "bigint") return keepsAddress(inst) ? state : "varies";
    if (inst.type.kind !== "int" || inst.source.type.kind !== "int") return "varies";
    return foldCast(inst.opcode, state, inst.source.type.bits, inst.type.bits) ?? "varies";
  }

  private computed(inst: ArithmeticInst): State {
    const states = inst.operands.map((operand) => this.stateOf(operand));
    if (states.includes("varies")) return "varies";
    const [a, b] = states;
    if (inst.opcode === "freeze") return a;
    if (a === undefined || b === undefined) return undefined;
    if (typeof b !== "bigint" || inst.type.kind !== "int") return "varies";
    if (a instanceof Function && inst.opcode === "and" && b < alignmentOf(a)) return 0n;
    if (typeof a !== "bigint") return "varies";
    return foldBinary(inst.opcode, a, b, inst.type.bits) ?? "varies";
  }
}

/** Is the result of the cast the same address, be it as an integer of all its bits? */
function keepsAddress(inst: CastInst): boolean {
  const types = [inst.source.type, inst.type];
  const bits = inst.parent?.parent?.module.layout.pointerBits(0);
  return types.every((type) =>
    type.kind === "pointer" ? type.space === 0 : type.kind === "int" && type.bits === bits,
  );
}

/** The power of two that a pointer to the function is a multiple of, as its definition or declaration says. */
function alignmentOf({ suffix, module }: Function): bigint {
  if (!module.layout.codeAlignsFunctionPointers) return 1n;
  return BigInt(/(?:^| )align (\d+)/.exec(suffix)?.[1] ?? 1);
}

/** Where a `br` or `switch` goes for a condition; `rest` are the operands behind it. */
function chosenBlock(opcode: string, rest: readonly Value[], state: bigint): BasicBlock[] {
  if (opcode === "br")
    return rest
      .slice(state === 0n ? 1 : 0)
      .slice(0, 1)
      .filter(isBlock);
  for (let i = 1; i + 1 < rest.length; i += 2) {
    const [value, target] = rest.slice(i, i + 2);
    if (value?.type.kind !== "int") continue;
    const integer = integerOf(value);
    const isCase = integer !== undefined && BigInt.asUintN(value.type.bits, integer) === state;
    if (isCase && target !== undefined && isBlock(target)) return [target];
  }
  return rest.slice(0, 1).filter(isBlock);
}

function isBlock(value: Value): value is BasicBlock {
  return value instanceof BasicBlock;
}

function joined(a: State, b: State): State {
  if (a === undefined || a === b) return b;
  return b === undefined ? a : "varies";
}

/** Whether two constants are as `predicate` says; undefined when that is not known. */
function comparedConstants(
  predicate: string,
  a: Known,
  b: Known,
  bits: number,
): boolean | undefined {
  if (typeof a === "bigint" && typeof b === "bigint") return foldCompare(predicate, a, b, bits);
  if (predicate !== "eq" && predicate !== "ne") return undefined;
  if (a === b) return predicate === "eq";
  // Two functions may be merged into one, and a weak one may be missing.
  const [fn, other] = a instanceof Function ? [a, b] : [b, a];
  const isApart = fn instanceof Function && (other === "null" || other === 0n) && isThere(fn);
  return isApart ? predicate === "ne" : undefined;
}

/** Is a function surely at an address that is not null? */
function isThere(fn: Function): boolean {
  return !fn.isDeclaration && fn.type.kind === "pointer" && fn.type.space === 0;
}
