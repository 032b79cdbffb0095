/**
 * Products that are known not to wrap, because an address that is used is made of them. Optimisers drop the promise from one of two
 * equal products and keep it on the other.
 */
import type { BasicBlock } from "../../ir/graph.ts";
import { ArithmeticInst, CastInst, GepInst, LoadInst, StoreInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";
import type { LaterContext } from "./iterations.ts";

/** Addresses are followed through no more instructions than this. */
const mostSteps = 24;

/** No more than so many are told of one place. */
const mostTold = 8;

/** The products of one function. */
export class Products {
  private readonly context: LaterContext;
  private readonly byBlock = new Map<BasicBlock, readonly ArithmeticInst[]>();

  constructor(context: LaterContext) {
    this.context = context;
  }

  /** Those of which an address was made in blocks that are passed before `block` in the same iteration. */
  before(block: BasicBlock): readonly ArithmeticInst[] {
    const { cfg, dominators, forest } = this.context;
    const found: ArithmeticInst[] = [];
    let number = cfg.numberOf(block);
    while (number !== 0 && found.length < mostTold) {
      number = dominators.idom(number);
      const above = cfg.block(number);
      const loop = forest.loopOf(above);
      if (loop === null || loop.contains(block)) found.push(...this.usedIn(above));
    }
    return found.slice(0, mostTold);
  }

  private usedIn(block: BasicBlock): readonly ArithmeticInst[] {
    const known = this.byBlock.get(block);
    if (known !== undefined) return known;
    const found = new Set<ArithmeticInst>();
    for (const inst of block) {
      if (inst instanceof LoadInst || inst instanceof StoreInst) productsIn(inst.pointer, found);
    }
    const all = [...found];
    this.byBlock.set(block, all);
    return all;
  }
}

function productsIn(address: Value, found: Set<ArithmeticInst>): void {
  const seen = new Set<Value>([address]);
  for (const value of seen) {
    if (seen.size > mostSteps) continue;
    const isPart =
      value instanceof GepInst || value instanceof CastInst || value instanceof ArithmeticInst;
    // What has wrapped in spite of its promise may be any number behind a freeze, and the address a good one.
    if (!isPart || value.opcode === "freeze") continue;
    if (value instanceof ArithmeticInst && isPromised(value)) found.add(value);
    for (const operand of value.operands) seen.add(operand);
  }
}

function isPromised(inst: ArithmeticInst): boolean {
  const { opcode, type } = inst;
  if (opcode !== "mul" || type.kind !== "int" || type.bits > 32) return false;
  return inst.hasFlag("nuw") || inst.hasFlag("nsw");
}
