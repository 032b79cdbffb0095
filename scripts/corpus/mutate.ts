/**
 * Small changes all over a module, each of which LLVM must accept afterwards: a value is frozen and its users redirected, an
 * addition is inserted, a block is split. They exercise insertion, replace-all-uses, printing of changed functions and
 * naming; a random but repeatable choice says where.
 */
import { must } from "../../src/support/assert.ts";
import { IRBuilder, InsertPoint } from "../../src/ir/builder.ts";
import type { BasicBlock, Instruction } from "../../src/ir/graph.ts";
import { CallInst, PhiInst } from "../../src/ir/instructions.ts";
import type { Module } from "../../src/ir/module.ts";

/** At most so many functions of a module are changed. */
const functionLimit = 60;

/** Changes `module` in place; the same `seed` makes the same changes. Returns how many there were. */
export function mutate(module: Module, seed: number): number {
  const random = generator(seed);
  let changes = 0;
  const defined = module.functions().filter((fn) => !fn.isDeclaration);
  for (const fn of sample(defined, functionLimit, random)) {
    const insts = fn.blocks.filter(isOrdinary).flatMap((block) => [...block]);
    for (const inst of sample(insts.filter(mayFollow), 3, random)) {
      freezeAndRedirect(inst, module);
      changes++;
    }
    const [sum] = sample(insts.filter(isFloat).filter(mayFollow), 1, random);
    if (sum !== undefined) {
      const at = afterIt(sum);
      new IRBuilder(at, module).binary("fadd", sum, sum, { name: "mutant" });
      changes++;
    }
    const [split] = sample(insts.filter(maySplit), 1, random);
    if (split !== undefined) {
      splitBefore(split, module);
      changes++;
    }
    module.markChanged(fn);
  }
  return changes;
}

function freezeAndRedirect(inst: Instruction, module: Module): void {
  const frozen = new IRBuilder(afterIt(inst), module).freeze(inst);
  inst.replaceAllUsesWith(frozen);
  frozen.setOperand(0, inst);
}

function afterIt(inst: Instruction): InsertPoint {
  const block = must(inst.parent, "the instruction is in a block");
  return inst instanceof PhiInst ? InsertPoint.afterPhis(block) : InsertPoint.after(inst);
}

/** Moves `inst` and what follows it to a block of its own, which the old one branches to. */
function splitBefore(inst: Instruction, module: Module): void {
  const block = must(inst.parent, "the instruction is in a block");
  const fn = must(block.parent, "the block is in a function");
  const rest = fn.newBlock(null, block);
  for (let moved: Instruction | null = inst; moved !== null; ) {
    const next: Instruction | null = moved.next;
    moved.detach();
    rest.append(moved);
    moved = next;
  }
  for (const use of block.uses()) {
    if (use.user instanceof PhiInst) use.value = rest;
  }
  new IRBuilder(InsertPoint.atEnd(block), module).br(rest);
}

/** May an instruction that uses `inst`, in place of its users, be put behind it? */
function mayFollow(inst: Instruction): boolean {
  const plain =
    (inst.type.kind === "int" || isFloat(inst) || inst.type.kind === "pointer") &&
    !inst.isTerminator;
  // Addresses of stack slots and results of calls may be bound to their users (lifetime markers, musttail, coroutines).
  if (!plain || inst instanceof CallInst || inst.opcode === "alloca") return false;
  return !(inst instanceof PhiInst && startsWithPad(inst.parent));
}

/** May a block end before `inst`? Not before phis and pads, nor between a musttail call and its return. */
function maySplit(inst: Instruction): boolean {
  if (inst instanceof PhiInst || inst.isDebugRecord || startsWithPad(inst.parent)) return false;
  return inst.prev !== null && !(inst.prev instanceof PhiInst);
}

/** False for a block with code that the verifier ties to its place. */
function isOrdinary(block: BasicBlock): boolean {
  for (const inst of block) {
    if (!(inst instanceof CallInst)) continue;
    const callee = inst.callee.name ?? "";
    if (inst.tailKind === "musttail") return false;
    if (/^llvm\.(localescape|experimental\.deoptimize)/.test(callee)) return false;
  }
  return true;
}

function startsWithPad(block: BasicBlock | null): boolean {
  const first = block?.firstNonPhi?.opcode ?? "";
  return first === "landingpad" || first.endsWith("pad") || first === "catchswitch";
}

function isFloat(inst: Instruction): boolean {
  return inst.type.kind === "float";
}

/** `count` of `items`, or all when there are fewer, in their order. */
function sample<T>(items: readonly T[], count: number, random: () => number): T[] {
  if (items.length <= count) return [...items];
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(Math.floor(random() * items.length));
  return items.filter((_, i) => chosen.has(i));
}

/** Numbers in [0, 1) by a linear congruence; good enough to pick places. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
