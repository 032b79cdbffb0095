/**
 * Checks that a function's graph is well formed: the invariants that every pass of tsad relies on and must keep. It is a check
 * of tsad, not of the user: an input that LLVM accepts and the reader has read has no problems here.
 *
 * Names need not be unique; the printer makes them so.
 */
import { must } from "../support/assert.ts";
import { MetadataValue } from "./constants.ts";
import { Dominance } from "./dominance.ts";
import { Argument, BasicBlock, type Function, Instruction } from "./graph.ts";
import { CallInst, PhiInst } from "./instructions.ts";
import { printInstruction } from "./print/printer.ts";
import type { Use, User, Value } from "./value.ts";
import { typeProblems } from "./verify-types.ts";

/** One broken rule. `instruction` is its text, empty for a fault of a block or a function. */
export interface Problem {
  readonly function: string;
  readonly block: string;
  readonly instruction: string;
  readonly what: string;
}

/** After this many problems in one function the rest is not worth printing. */
const problemLimit = 50;

/** A problem as one line. */
export function describeProblem(problem: Problem): string {
  const where = problem.block === "" ? "" : `, block %${problem.block}`;
  const inst = problem.instruction === "" ? "" : ` in: ${problem.instruction}`;
  return `@${problem.function}${where}: ${problem.what}${inst}`;
}

/** The problems of every function with a body; `functions` is what a module lists. */
export function verifyModule(module: { functions(): Iterable<Function> }): Problem[] {
  return [...module.functions()].flatMap(verifyFunction);
}

/** The problems of `fn`, at most about fifty; empty when it is well formed or only declared. */
export function verifyFunction(fn: Function): Problem[] {
  if (fn.isDeclaration) return [];
  const check = new FunctionCheck(fn);
  check.run();
  return check.problems;
}

class FunctionCheck {
  readonly problems: Problem[] = [];
  private readonly fn: Function;
  private readonly blocks: ReadonlySet<BasicBlock>;
  /** Position of each instruction in its block. */
  private readonly order = new Map<Instruction, number>();

  constructor(fn: Function) {
    this.fn = fn;
    this.blocks = new Set(fn.blocks);
  }

  run(): void {
    if (this.fn.blocks.length === 0) {
      this.report(null, null, "a definition without blocks");
      return;
    }
    for (const block of this.fn.blocks) this.checkLinks(block);
    if (this.problems.length > 0) return;
    if (this.fn.entry.predecessors().length > 0) {
      this.report(this.fn.entry, null, "the entry block has predecessors");
    }
    const edges = this.edges();
    for (const block of this.fn.blocks) this.checkPhis(block, edges.get(block) ?? []);
    for (const inst of this.fn.instructions()) this.checkOperands(inst);
    // Dominance and types ask for what the checks above make certain.
    if (this.problems.length > 0) return;
    const dominance = new Dominance(this.fn.blocks);
    for (const inst of this.fn.instructions()) {
      for (const what of typeProblems(inst, this.fn)) this.report(inst.parent, inst, what);
      this.checkDominance(inst, dominance);
    }
  }

  private report(block: BasicBlock | null, inst: Instruction | null, what: string): void {
    if (this.problems.length >= problemLimit) return;
    this.problems.push({
      function: this.fn.name,
      block: block?.name ?? "",
      instruction: inst === null ? "" : printInstruction(inst),
      what,
    });
  }

  private checkLinks(block: BasicBlock): void {
    if (block.parent !== this.fn) this.report(block, null, "the block has another parent");
    let position = 0;
    let previous: Instruction | null = null;
    let phisOver = false;
    for (let inst = block.first; inst !== null; inst = inst.next) {
      if (inst.parent !== block || inst.prev !== previous) {
        this.report(block, inst, "the instruction list is broken");
        return;
      }
      if (inst.isTerminator && inst.next !== null) {
        this.report(block, inst, "a terminator in the middle of a block");
      }
      if (inst.opcode !== "phi") phisOver = true;
      else if (phisOver) this.report(block, inst, "a phi behind other instructions");
      this.order.set(inst, position++);
      previous = inst;
    }
    if (block.terminator === null) this.report(block, null, "the block has no terminator");
  }

  /** For each block the blocks that branch to it, once per edge. */
  private edges(): Map<BasicBlock, BasicBlock[]> {
    const edges = new Map<BasicBlock, BasicBlock[]>();
    for (const block of this.fn.blocks) {
      for (const to of block.successors()) {
        const known = edges.get(to);
        if (known === undefined) edges.set(to, [block]);
        else known.push(block);
      }
    }
    return edges;
  }

  private checkPhis(block: BasicBlock, predecessors: readonly BasicBlock[]): void {
    const wanted = countEach(predecessors);
    for (const phi of block) {
      if (!(phi instanceof PhiInst)) break;
      if (phi.operands.some((operand, i) => (i % 2 === 1) !== operand instanceof BasicBlock)) {
        this.report(block, phi, "the operands are not pairs of a value and a block");
        continue;
      }
      const found = countEach(phi.incoming().map(({ block: from }) => from));
      for (const from of new Set([...wanted.keys(), ...found.keys()])) {
        const [has, needs] = [found.get(from) ?? 0, wanted.get(from) ?? 0];
        if (has !== needs) {
          this.report(block, phi, `${has} values from %${from.name ?? "?"} for ${needs} edges`);
        }
      }
    }
  }

  private checkOperands(inst: Instruction): void {
    this.checkUses(inst, inst);
    for (const value of inst.operands) {
      if (value instanceof MetadataValue) this.checkUses(value, inst);
    }
  }

  private checkUses(user: User, inst: Instruction): void {
    user.operandUses.forEach((use, index) => {
      if (use.user !== user || use.index !== index || !isLinked(use)) {
        this.report(inst.parent, inst, `operand ${index} is not in its value's use list`);
      }
      if (!this.isReachable(use.value)) {
        const name = use.value.name ?? "?";
        this.report(inst.parent, inst, `operand ${index} (%${name}) is not of this function`);
      }
    });
  }

  /** Locals must be of this function and still be in it. */
  private isReachable(value: Value): boolean {
    if (value instanceof Instruction) return this.order.has(value);
    if (value instanceof BasicBlock) return this.blocks.has(value);
    if (value instanceof Argument) return value.parent === this.fn;
    return true;
  }

  private checkDominance(inst: Instruction, dominance: Dominance): void {
    const block = must(inst.parent, "every instruction is in a block");
    if (!dominance.isReachable(block)) return;
    inst.operandUses.forEach((use, index) => {
      const definition = use.value;
      if (!(definition instanceof Instruction)) return;
      const from = inst instanceof PhiInst ? inst.incomingBlock(index >> 1) : null;
      const ok =
        from === null
          ? this.reaches(definition, inst, dominance)
          : this.reachesEnd(definition, from, dominance);
      if (!ok) {
        this.report(
          block,
          inst,
          `operand ${index} (%${definition.name ?? "?"}) does not dominate it`,
        );
      }
    });
  }

  private reaches(definition: Instruction, user: Instruction, dominance: Dominance): boolean {
    const [at, to] = [definition.parent, user.parent];
    if (at === null || to === null) return false;
    if (at === to) return (this.order.get(definition) ?? 0) < (this.order.get(user) ?? 0);
    return this.reachesStart(definition, to, dominance);
  }

  private reachesEnd(definition: Instruction, block: BasicBlock, dominance: Dominance): boolean {
    if (!dominance.isReachable(block)) return true;
    // An invoke's result exists on its normal edge only, and a phi there stands behind that edge.
    if (definition.parent === block) return true;
    return this.reachesStart(definition, block, dominance);
  }

  private reachesStart(definition: Instruction, block: BasicBlock, dominance: Dominance): boolean {
    const at = must(definition.parent, "every definition is in a block");
    // A callbr's result exists on all of its edges (LLVM 17 and later; before, nothing used it elsewhere).
    if (!(definition instanceof CallInst) || definition.opcode !== "invoke") {
      return dominance.dominates(at, block);
    }
    const normal = definition.destinations[0];
    return normal !== undefined && dominance.dominates(normal, block);
  }
}

/** True when the use stands in the list of the value it holds, or that value keeps none. */
function isLinked(use: Use): boolean {
  const { value } = use;
  if (!value.tracksUses) return use.prev === null && use.next === null;
  return use.prev === null ? value.firstUse === use : use.prev.next === use;
}

function countEach<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
