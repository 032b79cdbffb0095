/**
 * Canonical counters. Every loop gets an i64 phi that counts its iterations from 0, so that "which iteration" is one value in both
 * sweeps; induction variables are then `start + step * counter`, exactly, because integer arithmetic wraps.
 */
import type { Loop, LoopForest } from "../analysis/loops.ts";
import { constInt } from "../ir/literal.ts";
import { type BasicBlock, type Function, Instruction } from "../ir/graph.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { ArithmeticInst, GepInst, PhiInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { type Power, powerOf, replacePower } from "./powers.ts";
import { must } from "../support/assert.ts";
import type { ModuleServices } from "../ir/builder.ts";

/** An induction variable: at iteration i of its loop it is `start + i * step` (for a pointer: `step` elements of `sourceType`). */
export interface Affine {
  readonly loop: Loop;
  readonly phi: PhiInst;
  readonly start: Value;
  readonly step: Value;
  /** The update: `add`, `sub` (the step is then taken away) or a one-index getelementptr. */
  readonly update: Instruction;
}

/** The counters of a function and the induction variables that follow from them. */
export interface Counters {
  readonly counterOf: ReadonlyMap<Loop, PhiInst>;
  /** The loop whose counter the phi is. */
  readonly loopOf: ReadonlyMap<Value, Loop>;
  readonly affine: ReadonlyMap<Value, Affine>;
}

/** Adds a counter to every loop (each must have a preheader and one latch) and finds the induction variables. */
export function addCounters(fn: Function, forest: LoopForest, services: ModuleServices): Counters {
  const counterOf = new Map<Loop, PhiInst>();
  const loopOf = new Map<Value, Loop>();
  const affine = new Map<Value, Affine>();
  for (const loop of forest.loops) {
    for (const inst of loop.header) {
      if (!(inst instanceof PhiInst)) break;
      const found = affineOf(inst, loop);
      if (found !== null) affine.set(inst, found);
    }
    const powers = powersOf(loop);
    const phi = addCounter(loop, fn, services);
    const build = new IRBuilder(InsertPoint.afterPhis(loop.header), services);
    for (const power of powers) replacePower(power, phi, build);
    counterOf.set(loop, phi);
    loopOf.set(phi, loop);
  }
  return { counterOf, loopOf, affine };
}

function powersOf(loop: Loop): Power[] {
  const phis = [...loop.header].filter((inst) => inst instanceof PhiInst);
  return phis.flatMap((phi) => powerOf(phi, loop) ?? []);
}

function addCounter(loop: Loop, fn: Function, services: ModuleServices): PhiInst {
  const { types } = fn.module;
  const [preheader, latch] = ends(loop);
  const phi = new PhiInst(types.i64);
  phi.name = "tsad.i";
  loop.header.insert(phi, loop.header.first);
  const build = new IRBuilder(InsertPoint.beforeTerminator(latch), services);
  const next = build.binary("add", phi, constInt(types.i64, 1), {
    flags: "nuw nsw",
    name: "tsad.i.next",
  });
  phi.addIncoming(constInt(types.i64, 0), preheader);
  phi.addIncoming(next, latch);
  return phi;
}

/** The preheader and the latch of a simplified loop. */
export function ends(loop: Loop): [preheader: BasicBlock, latch: BasicBlock] {
  return [
    must(loop.preheader, "loop-simplify gave the loop a preheader"),
    must(loop.latch, "loop-simplify gave the loop one latch"),
  ];
}

/** The phi as an induction variable, or null. The step must not change in the loop. */
function affineOf(phi: PhiInst, loop: Loop): Affine | null {
  if (phi.type.kind !== "int" && phi.type.kind !== "pointer") return null;
  const [preheader, latch] = ends(loop);
  const update = phi.valueFrom(latch);
  const start = phi.valueFrom(preheader);
  if (!(update instanceof Instruction)) return null;
  const step = stepOf(update, phi);
  if (
    step === null ||
    (step instanceof Instruction && step.parent !== null && loop.contains(step.parent))
  ) {
    return null;
  }
  return { loop, phi, start, step, update };
}

function stepOf(update: Instruction, phi: PhiInst): Value | null {
  if (update instanceof GepInst) {
    const [index] = update.indices;
    const single = update.base === phi && update.operandCount === 2 && index?.type.kind === "int";
    return single ? index : null;
  }
  if (!(update instanceof ArithmeticInst)) return null;
  if (update.opcode === "add") {
    if (update.operand(0) === phi) return update.operand(1);
    return update.operand(1) === phi ? update.operand(0) : null;
  }
  return update.opcode === "sub" && update.operand(0) === phi ? update.operand(1) : null;
}
