/**
 * What of an iteration has to be run again so that the reverse sweep has what it needs of it: the instructions that this is
 * computed from, the ways control takes, and the stores to memory that is loaded from.
 */
import { isReadable, type LoopMemory } from "./memory.ts";
import { callEffects } from "../../analysis/effects.ts";
import type { Root } from "../../analysis/memory.ts";
import { Instruction } from "../../ir/graph.ts";
import { CallInst, LoadInst, PhiInst, StoreInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";
import { Worklist } from "../../support/worklist.ts";
import type { Loop } from "../../analysis/loops.ts";
import type { Context } from "../context.ts";
import { ends } from "../counters.ts";
import { isTextCopy } from "../marked.ts";
import { movesPointerBits } from "../moved-bits.ts";
import { movesPointers, holdsPointers } from "../pointer-moves.ts";
import { shadowInputs } from "../plan.ts";
import type { Recomputation } from "../recompute.ts";
import { isRepeatable } from "../recompute.ts";
import { isWrite, targetOf } from "../undo.ts";
import { comesBefore, type JointLoop } from "./loop.ts";

/** The slice of an iteration, and the objects that are loaded from and written to in or after it. */
export interface Slice extends Omit<JointLoop, "states" | "outputs" | "isRenewed" | "isOnce"> {
  readonly spoiled: ReadonlySet<Root>;
  /** Those of them that an iteration which is run again writes to. */
  readonly rewritten: ReadonlySet<Root>;
}

/** What the reverse sweep needs of the loop: primals, and shadows that are kept. */
export interface Wanted {
  readonly primals: Iterable<Value>;
  readonly shadows: Iterable<Value>;
  /** Everything is done, as the loop does it. */
  readonly isWhole: boolean;
}

/** The slice for what is wanted of an iteration; null where an iteration cannot be run again. */
export function sliceOf(
  loop: Loop,
  wanted: Wanted,
  facts: {
    readonly context: Context;
    readonly recomputation: Recomputation;
    readonly memory: LoopMemory;
  },
): Slice | null {
  if (!loop.blocks.every((block) => [...block].every((inst) => isPlain(inst, facts.context))))
    return null;
  return new Slicer(loop, facts.context, facts.recomputation, facts.memory).run(wanted);
}

/** May it stand in a loop that is run again? It does nothing that could not be left out then, or done twice. */
export function isPlain(inst: Instruction, context: Context): boolean {
  if (inst.isDebugRecord) return true;
  if (inst.isTerminator) return ["br", "switch", "unreachable"].includes(inst.opcode);
  if (inst instanceof LoadInst) return !inst.isVolatile && !inst.isAtomic;
  if (inst instanceof StoreInst) {
    if (inst.isVolatile || inst.isAtomic) return false;
    const isMove = inst.value.type.kind === "pointer" || movesPointerBits(inst, context);
    return !isMove || !holdsPointers(inst, context);
  }
  if (inst instanceof CallInst) return isPlainCall(inst, context);
  return isRepeatable(inst) || ["phi", "freeze", "fdiv", "frem"].includes(inst.opcode);
}

function isPlainCall(call: CallInst, context: Context): boolean {
  const effects = callEffects(call);
  if (call.opcode !== "call" || effects === undefined || effects.deep === true) return false;
  if (effects.what === "nothing") return true;
  if (effects.what === "rule") return effects.writes.length === 0;
  const isMove = effects.what === "copy" || effects.what === "move" || effects.what === "set";
  return isMove && isWrite(call) && !isTextCopy(call) && !movesPointers(call, context);
}

class Slicer implements Slice {
  readonly loop: Loop;
  readonly slice = new Set<Instruction>();
  readonly phis = new Set<PhiInst>();
  readonly carried = new Set<PhiInst>();
  readonly inputs = new Set<Instruction>();
  readonly shadowInputs = new Set<Value>();
  readonly spoiled = new Set<Root>();
  readonly rewritten = new Set<Root>();
  private readonly spoilers = new Map<Instruction, ReadonlySet<Root>>();
  private readonly context: Context;
  private readonly recomputation: Recomputation;
  private readonly memory: LoopMemory;
  private readonly waiting = new Worklist<Value>();
  private readonly shadowsSeen = new Set<Value>();
  private fits = true;
  private isWhole = false;

  constructor(loop: Loop, context: Context, recomputation: Recomputation, memory: LoopMemory) {
    this.loop = loop;
    this.context = context;
    this.recomputation = recomputation;
    this.memory = memory;
  }

  run({ primals, shadows, isWhole }: Wanted): Slice | null {
    this.isWhole = isWhole;
    if (isWhole) this.takeAll();
    for (const value of primals) this.waiting.add(value);
    for (const block of this.loop.blocks) {
      for (const operand of block.terminator?.operands ?? []) this.waiting.add(operand);
    }
    // The tape is indexed by the numbers of iterations.
    for (const [loop, counter] of this.context.counters.counterOf) {
      if (this.loop.contains(loop.header)) this.waiting.add(counter);
    }
    for (const value of shadows) this.visitShadow(value);
    this.waiting.drain((value) => {
      if (this.fits && value instanceof Instruction) this.visit(value);
    });
    return this.fits ? this : null;
  }

  /** All of the loop, and what its phis begin with. */
  private takeAll(): void {
    const [preheader, latch] = ends(this.loop);
    for (const block of this.loop.blocks) {
      for (const inst of block) {
        if (inst instanceof PhiInst && block === this.loop.header)
          for (const from of [preheader, latch]) this.waiting.add(inst.valueFrom(from));
        else if (!inst.isTerminator && !inst.isDebugRecord) this.waiting.add(inst);
      }
    }
  }

  private visit(inst: Instruction): void {
    if (!this.isInside(inst)) {
      if (!this.recomputation.isAvailable(inst)) this.inputs.add(inst);
      return;
    }
    if (inst instanceof PhiInst && inst.parent === this.loop.header) {
      this.visitPhi(inst);
      return;
    }
    if (this.slice.has(inst)) return;
    // What it makes of poison may be another value the second time.
    if (inst.opcode === "freeze" && !this.isWhole) this.fits = false;
    this.slice.add(inst);
    for (const operand of inst.operands) this.waiting.add(operand);
    if (this.isWhole) return;
    if (inst instanceof LoadInst) this.visitRead(inst, inst.pointer);
    const isCopy =
      isWrite(inst) && !(inst instanceof StoreInst) && callEffects(inst)?.what !== "set";
    if (isCopy) this.visitRead(inst, inst.operand(1));
  }

  private visitPhi(phi: PhiInst): void {
    if (this.phis.has(phi)) return;
    this.phis.add(phi);
    if (this.isWhole) return;
    const { affine, loopOf } = this.context.counters;
    const steps = affine.get(phi);
    const isKnown =
      steps !== undefined && [steps.start, steps.step].every((v) => this.recomputation.isFree(v));
    // What it starts from may itself be computed in a loop around this one.
    if (!isKnown && !loopOf.has(phi)) this.carried.add(phi);
  }

  private visitRead(inst: Instruction, pointer: Value): void {
    const spoilers = this.memory.spoilersOf(inst, pointer);
    if (spoilers === null || ![...spoilers].every((root) => isReadable(root))) {
      this.fits = false;
      return;
    }
    this.spoilers.set(inst, spoilers);
    for (const root of spoilers) {
      this.spoiled.add(root);
      if (!this.isFirst(inst, root)) this.rewrite(root);
    }
  }

  /** Is it read before an iteration writes to it? Then it is read as it was when the iteration began. */
  private isFirst(read: Instruction, root: Root): boolean {
    return [...this.memory.writesTo(root)].every(
      (write) => !this.isInside(write) || comesBefore(read, write, this.loop, this.context),
    );
  }

  /** What is read needs what the iteration itself has written; what else that may be written to is then written again, too. */
  private rewrite(root: Root): void {
    if (this.rewritten.has(root)) return;
    this.rewritten.add(root);
    this.spoiled.add(root);
    if (!isReadable(root)) this.fits = false;
    for (const write of this.memory.writesTo(root)) {
      if (!this.isInside(write)) continue;
      // What else writes to it is no store and no copy.
      if (!isWrite(write)) this.fits = false;
      else {
        this.waiting.add(write);
        for (const other of this.context.memory.rootsOf(targetOf(write))) this.rewrite(other);
      }
    }
  }

  /** Loads of what is there when an iteration has been put back, and stays. */
  get settled(): ReadonlySet<Instruction> {
    const { memory } = this.context;
    const isRewritten = (root: Root): boolean =>
      [...this.rewritten].some((other) => memory.rootsAlias(root, other));
    const all = [...this.spoilers].filter(([, roots]) => ![...roots].some(isRewritten));
    return new Set(all.map(([read]) => read));
  }

  /** The shadow of a pointer that is kept for the loop: computed in it from shadows that can be had again. */
  private visitShadow(value: Value): void {
    const stack = [value];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      if (this.shadowsSeen.has(next) || !(next instanceof Instruction)) continue;
      this.shadowsSeen.add(next);
      if (next.opcode === "alloca") continue;
      if (!this.isInside(next)) {
        if (!this.recomputation.isAvailable(next)) this.shadowInputs.add(next);
      } else stack.push(...this.partsOfShadow(next));
    }
  }

  private partsOfShadow(inst: Instruction): readonly Value[] {
    const isOfHeader = inst instanceof PhiInst && inst.parent === this.loop.header;
    if (inst instanceof PhiInst && !isOfHeader) return inst.incoming().map(({ value }) => value);
    const isLoad = inst instanceof LoadInst && this.recomputation.reloads.untouched(inst);
    if (isOfHeader || !(isLoad || (isRepeatable(inst) && inst.opcode !== "inttoptr"))) {
      this.fits = false;
      return [];
    }
    const parts = shadowInputs(inst);
    for (const { what, value } of parts) if (what === "primal") this.waiting.add(value);
    return parts.flatMap(({ what, value }) => (what === "shadow" ? [value] : []));
  }

  private isInside({ parent }: Instruction): boolean {
    return parent !== null && this.loop.contains(parent);
  }
}
