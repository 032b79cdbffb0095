/**
 * Loads that give the same in every iteration, moved before their loop, as an optimiser would have done had it known that
 * memory is apart. The adjoint of what is loaded once is a sum in a register.
 */
import { Cfg } from "../../analysis/cfg.ts";
import { DominatorTree } from "../../analysis/dominators.ts";
import { type Loop, LoopForest } from "../../analysis/loops.ts";
import { MemoryModel, type Root } from "../../analysis/memory.ts";
import type { MemoryOptions } from "../../analysis/roots.ts";
import { type BasicBlock, type Function, Instruction } from "../../ir/graph.ts";
import { CastInst, GepInst, LoadInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";
import { type MemoryFacts, writtenBy } from "../reload.ts";
import type { GradientServices } from "../services.ts";

/** Moves them, out of as many loops as can be; `fn` has preheaders and loop-closed SSA form. True when there were any. */
export function hoistLoads(
  fn: Function,
  options: MemoryOptions,
  services: GradientServices,
): boolean {
  const tree = new DominatorTree(new Cfg(fn));
  const forest = new LoopForest(tree);
  if (forest.loops.length === 0) return false;
  const facts = { memory: new MemoryModel(fn, options), services, deferred: new Set<never>() };
  let changed = false;
  // Inner loops first: what comes out of one may come out of those around it.
  for (const loop of forest.loops.toReversed()) {
    if (new Hoister(loop, tree, facts).run()) changed = true;
  }
  if (changed) fn.module.markChanged(fn);
  return changed;
}

class Hoister {
  private readonly loop: Loop;
  private readonly facts: MemoryFacts;
  private readonly written = new Set<Root>();
  private readonly always: (block: BasicBlock) => boolean;
  private anything = false;

  constructor(loop: Loop, tree: DominatorTree, facts: MemoryFacts) {
    this.loop = loop;
    this.facts = facts;
    const ends = [...loop.exiting(), ...(loop.latch === null ? [] : [loop.latch])];
    this.always = (block) => ends.every((end) => tree.dominatesBlock(block, end));
    for (const block of loop.blocks) for (const inst of block) this.note(inst);
  }

  run(): boolean {
    const { preheader, latch } = this.loop;
    const last = preheader?.terminator ?? null;
    if (this.anything || preheader === null || latch === null || last === null) return false;
    let changed = false;
    for (const block of this.loop.blocks) {
      if (!this.always(block)) continue;
      for (const inst of [...block]) {
        if (!(inst instanceof LoadInst) || !this.isSteady(inst)) continue;
        this.move(inst.pointer, preheader, last);
        this.moveInst(inst, preheader, last);
        changed = true;
      }
    }
    return changed;
  }

  private note(inst: Instruction): void {
    const roots = writtenBy(inst, this.facts);
    if (roots === "anything") this.anything = true;
    else for (const root of roots) this.written.add(root);
  }

  private isSteady(load: LoadInst): boolean {
    if (load.isVolatile || load.isAtomic || !this.isInvariant(load.pointer)) return false;
    const { memory } = this.facts;
    const roots = [...memory.rootsOf(load.pointer)];
    if (roots.length === 0) return false;
    return !roots.some((root) => [...this.written].some((other) => memory.rootsAlias(root, other)));
  }

  /** Is it an address that can be computed before the loop? */
  private isInvariant(value: Value): boolean {
    if (!(value instanceof Instruction) || value.parent === null) return true;
    if (!this.loop.contains(value.parent)) return true;
    const isAddress =
      value instanceof GepInst || (value instanceof CastInst && value.type.kind !== "void");
    return isAddress && value.operands.every((operand) => this.isInvariant(operand));
  }

  private move(value: Value, to: BasicBlock, before: Instruction): void {
    if (!(value instanceof Instruction) || value.parent === null) return;
    if (!this.loop.contains(value.parent)) return;
    for (const operand of value.operands) this.move(operand, to, before);
    this.moveInst(value, to, before);
  }

  private moveInst(inst: Instruction, to: BasicBlock, before: Instruction): void {
    inst.detach();
    to.insert(inst, before);
  }
}
