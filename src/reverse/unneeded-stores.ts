/**
 * What a gradient leaves in memory of which the caller does not need the primal's result: where nothing reads it on the way, it is not
 * computed. What the reverse sweep computes again from that memory is a read like any other.
 */
import { callEffects } from "../analysis/effects.ts";
import { MemoryModel, type Root } from "../analysis/memory.ts";
import type { AttributeGroups } from "../ir/attributes.ts";
import { type Argument, type Function, Instruction } from "../ir/graph.ts";
import { CallInst, LoadInst, StoreInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { hasSideEffects } from "../transform/removable.ts";
import type { GradientParams } from "./context.ts";
import type { GradientSpec } from "./spec.ts";

/** The parameters of a gradient that are pointers. */
export interface OutputParams {
  /** They lead to memory of which the primal's content is not needed. */
  readonly unneeded: readonly Argument[];
  /** The primal's other ones. */
  readonly others: readonly Argument[];
  /** Those of shadows, which never overlap primal memory. */
  readonly shadows: readonly Argument[];
}

/** What of the caller's memory the gradient need not fill. */
export function outputsOf(spec: GradientSpec, { primal, shadow }: GradientParams): OutputParams {
  const pointers = primal.filter(({ type }) => type.kind === "pointer");
  const isUnneeded = (arg: Argument): boolean => spec.params[primal.indexOf(arg)] === "dupnoneed";
  return {
    unneeded: pointers.filter(isUnneeded),
    others: pointers.filter((arg) => !isUnneeded(arg)),
    shadows: [...shadow.values()].flat(),
  };
}

/** Removes such stores of `fn`, a gradient with both sweeps, and leaves what they stored to dead code elimination; true when there were any. */
export function dropUnneededStores(
  fn: Function,
  { unneeded, others, shadows }: OutputParams,
  groups: AttributeGroups,
): boolean {
  if (unneeded.length === 0) return false;
  const memory = new MemoryModel(fn);
  const rootOf = (arg: Argument): Root => memory.rootFor(arg, "argument");
  const [roots, apart] = [unneeded.map(rootOf), new Set(shadows.map(rootOf))];
  const meetsOne = (other: Root): boolean => {
    return !apart.has(other) && roots.some((root) => memory.rootsAlias(root, other));
  };
  if (others.map(rootOf).some(meetsOne)) return false;
  const isTarget = (pointer: Value): boolean => {
    const found = [...memory.rootsOf(pointer)];
    return found.length > 0 && found.every((root) => roots.includes(root));
  };
  const mayRead = (pointer: Value): boolean => [...memory.rootsOf(pointer)].some(meetsOne);
  const dropped = [...fn.instructions()].filter((inst) => {
    const target = targetOf(inst);
    return target !== null && isTarget(target);
  });
  if (dropped.length === 0 || isRead(fn, new Set(dropped), mayRead, groups)) return false;
  for (const inst of dropped) inst.erase();
  fn.module.markChanged(fn);
  return true;
}

/** Where the instruction writes, when it does nothing else. */
function targetOf(inst: Instruction): Value | null {
  if (inst instanceof StoreInst) return inst.isVolatile || inst.isAtomic ? null : inst.pointer;
  if (!(inst instanceof CallInst) || inst.opcode !== "call" || inst.isUsed) return null;
  const what = callEffects(inst)?.what;
  return what === "set" || what === "copy" ? inst.operand(0) : null;
}

/** Does anything that matters without the writes of `dropped` read what they write? */
function isRead(
  fn: Function,
  dropped: ReadonlySet<Instruction>,
  mayRead: (pointer: Value) => boolean,
  groups: AttributeGroups,
): boolean {
  const wanted = new Set<Instruction>();
  for (const inst of fn.instructions()) {
    if (!dropped.has(inst) && hasSideEffects(inst, groups)) wanted.add(inst);
  }
  for (const inst of wanted) {
    if (reads(inst, mayRead)) return true;
    for (const operand of inst.operands) if (operand instanceof Instruction) wanted.add(operand);
  }
  return false;
}

function reads(inst: Instruction, mayRead: (pointer: Value) => boolean): boolean {
  if (inst instanceof LoadInst) return mayRead(inst.pointer);
  if (inst instanceof CallInst) {
    const effects = callEffects(inst);
    if (effects === undefined || effects.deep === true) return true;
    const pointers = inst.args.filter(({ type }) => type.kind === "pointer");
    // The target of a copy is not read.
    return (effects.what === "copy" ? pointers.slice(1) : pointers).some(mayRead);
  }
  return ["atomicrmw", "cmpxchg", "va_arg"].includes(inst.opcode);
}
