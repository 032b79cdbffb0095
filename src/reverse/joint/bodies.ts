/**
 * The two bodies of a loop that is run again: a copy that is the forward sweep's, and the loop itself, in which the tape is filled. It stays where
 * it is until both sweeps are there; then the copy takes its place, and it becomes what the reverse sweep does before each iteration.
 */
import type { Loop } from "../../analysis/loops.ts";
import { cloneBlocks } from "../../ir/clone.ts";
import { BasicBlock, Instruction } from "../../ir/graph.ts";
import type { PhiInst } from "../../ir/instructions.ts";
import { poisonOf } from "../../ir/literal.ts";
import { usersOf } from "../../ir/users.ts";
import type { Value } from "../../ir/value.ts";
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import { invariant, must } from "../../support/assert.ts";
import { dropIncoming, phisOf, redirect } from "../../transform/edges.ts";
import type { Context } from "../context.ts";
import { ends } from "../counters.ts";
import { returningBlocks } from "../returning.ts";
import type { JointLoop } from "./loop.ts";

/** Where an iteration is run again from, and what it is given there. */
export interface Entry {
  /** The block that an iteration is entered from. */
  readonly block: BasicBlock;
  /** What phis of the header are in this iteration, and values from outside of the loop. */
  readonly values: ReadonlyMap<Value, Value>;
  /** The reverse of a block of the loop. */
  readonly reverseOf: (block: BasicBlock) => BasicBlock;
}

/** The copies of the loops of one function. */
export class JointBodies {
  private readonly context: Context;
  private readonly copies = new Map<Loop, Map<Value, Value>>();

  /** Makes the copies, to which nothing leads yet. */
  constructor(context: Context, joint: ReadonlyMap<Loop, JointLoop>) {
    this.context = context;
    for (const [loop, { isOnce }] of joint) {
      if (isOnce) continue;
      const map = new Map<Value, Value>();
      cloneBlocks(loop.blocks, context.fn, map);
      this.copies.set(loop, map);
    }
  }

  /** Where iterations of the loop are counted on the tape: in the forward sweep, or, inside of a loop that is run again, there. */
  headerOf(loop: Loop): BasicBlock {
    const header = this.copies.get(loop)?.get(loop.header) ?? loop.header;
    invariant(header instanceof BasicBlock, "a block is copied to a block");
    return header;
  }

  /** The counter of the loop there. */
  counterOf(loop: Loop): Value {
    const counter = must(this.context.counters.counterOf.get(loop), "every loop has a counter");
    return this.copies.get(loop)?.get(counter) ?? counter;
  }

  /** In the forward sweep, before the first instruction of the program in an iteration that is no phi. */
  beginOf(loop: Loop): InsertPoint {
    const map = must(this.copies.get(loop), "the loop has a copy");
    for (let inst = loop.header.firstNonPhi; inst !== null; inst = inst.next) {
      const copy = map.get(inst);
      if (copy instanceof Instruction) return InsertPoint.before(copy);
    }
    throw new Error("the end of a block is copied");
  }

  /** What stands in the forward sweep for a value of a loop that is run again. */
  forwardOf(loop: Loop, value: Value): Value {
    return must(this.copies.get(loop)?.get(value), "the loop is copied whole");
  }

  /**
   * The loop goes to where the reverse sweep comes to it, and what is behind it follows at once on what is before it. The next iteration
   * is gone to from `last`.
   */
  move({ loop }: JointLoop, { block, values, reverseOf }: Entry, last: BasicBlock): void {
    const [preheader, latch] = ends(loop);
    const exit = must(loop.exits()[0], "the loop is left to one block");
    new IRBuilder(InsertPoint.atEnd(block), this.context.services).br(loop.header);
    for (const phi of phisOf(exit)) replaceIncoming(phi, latch, poisonOf(phi.type), preheader);
    for (const phi of phisOf(loop.header)) {
      const [start, next] = [phi.valueFrom(preheader), phi.valueFrom(latch)];
      replaceIncoming(phi, preheader, values.get(start) ?? start, block);
      replaceIncoming(phi, latch, values.get(next) ?? next, last);
    }
    redirect(must(preheader.terminator, "blocks end"), loop.header, exit);
    must(latch.terminator, "blocks end").erase();
    new IRBuilder(InsertPoint.atEnd(latch), this.context.services).br(reverseOf(latch));
    useGiven(loop, values);
  }

  /** The copy takes its place in the forward sweep, and the loop its place in the reverse sweep. */
  swap(joint: JointLoop, entry: Entry): void {
    const { loop } = joint;
    const map = must(this.copies.get(loop), "the loop has a copy");
    const [preheader, latch] = ends(loop);
    this.leadOut(loop, map, entry);
    redirect(must(preheader.terminator, "blocks end"), loop.header, this.headerOf(loop));
    redirect(must(latch.terminator, "blocks end"), loop.header, entry.reverseOf(latch));
    new IRBuilder(InsertPoint.atEnd(entry.block), this.context.services).br(loop.header);
    for (const phi of phisOf(loop.header)) {
      phi.replaceAllUsesWith(entry.values.get(phi) ?? poisonOf(phi.type));
      phi.erase();
    }
    dropRest(joint, map);
    useGiven(loop, entry.values);
  }

  /** The copy leaves where the loop did; the loop goes on to the reverse of the block that it is left from. */
  private leadOut(loop: Loop, map: ReadonlyMap<Value, Value>, { reverseOf }: Entry): void {
    const { fn, services } = this.context;
    const live = returningBlocks(this.context);
    for (const to of loop.exits()) {
      for (const phi of phisOf(to)) {
        for (const { value, block } of phi.incoming()) {
          const copy = map.get(block);
          if (!(copy instanceof BasicBlock)) continue;
          const own = map.get(value) ?? value;
          const home = own instanceof Instruction ? own.parent : null;
          invariant(home === null || !loop.contains(home), "what leaves the loop is in the copy");
          phi.addIncoming(own, copy);
        }
      }
      dropIncoming(to, (pred) => loop.contains(pred));
    }
    for (const { from, to } of loop.exitEdges()) {
      let next: BasicBlock;
      if (live.has(to)) next = reverseOf(from);
      else {
        next = fn.newBlock("tsad.never");
        new IRBuilder(InsertPoint.atEnd(next), services).unreachable();
      }
      redirect(must(from.terminator, "blocks end"), to, next);
    }
  }
}

/** What is given at the entry stands for values from outside of the loop. */
function useGiven(loop: Loop, values: ReadonlyMap<Value, Value>): void {
  for (const block of loop.blocks) {
    for (const inst of block) {
      if (inst.opcode === "phi" && block === loop.header) continue;
      for (const use of inst.operandUses) use.value = values.get(use.value) ?? use.value;
    }
  }
}

/** What comes into the phi from `from` is `value`, and comes from `to`. */
function replaceIncoming(phi: PhiInst, from: BasicBlock, value: Value, to: BasicBlock): void {
  const pairs = phi.incoming();
  phi.removeOperands(0, phi.operandCount);
  for (const pair of pairs) {
    if (pair.block === from) phi.addIncoming(value, to);
    else phi.addIncoming(pair.value, pair.block);
  }
}

/** Takes out what is not run again. What the sweeps have added is no part of the copy, and stays. */
function dropRest({ loop, slice }: JointLoop, map: ReadonlyMap<Value, Value>): void {
  const rest = new Set<Instruction>();
  for (const block of loop.blocks) {
    for (const inst of block) {
      if (inst.isTerminator || slice.has(inst)) continue;
      if (inst.isDebugRecord || map.has(inst)) rest.add(inst);
    }
  }
  for (const inst of rest) {
    const isUnused = [...usersOf(inst)].every((user) => rest.has(user));
    invariant(isUnused, "what is run again does not need the rest");
  }
  for (const inst of rest) {
    if (inst.isUsed) inst.replaceAllUsesWith(poisonOf(inst.type));
    inst.erase();
  }
}
