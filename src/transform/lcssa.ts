/**
 * Loop-closed SSA form: a value that a loop computes is used outside of it through phis in the loop's exit blocks only, so
 * that what leaves a loop is in one place. (An exit that is also entered from elsewhere merges there what comes from both.)
 */
import { DominatorTree } from "../analysis/dominators.ts";
import { type Loop, LoopForest } from "../analysis/loops.ts";
import { Cfg } from "../analysis/cfg.ts";
import type { BasicBlock, Function } from "../ir/graph.ts";
import { Instruction } from "../ir/graph.ts";
import { PhiInst } from "../ir/instructions.ts";
import { undefOf } from "../ir/literal.ts";
import type { Use } from "../ir/value.ts";
import { at, must } from "../support/assert.ts";
import { type Definition, SsaBuilder } from "./ssa.ts";
import { removeUnreachableBlocks } from "./unreachable.ts";

/**
 * Closes every loop of `fn`, in any form; true when something changed.
 * @throws TsadError E_IRREDUCIBLE
 */
export function closeLoops(fn: Function): boolean {
  const dropped = removeUnreachableBlocks(fn);
  const forest = new LoopForest(new DominatorTree(new Cfg(fn)));
  if (forest.loops.length === 0) return dropped;
  let builder: SsaBuilder | null = null;
  let changed = false;
  // Inner loops first: the phis that close them may have to be closed for the loops around.
  for (const loop of forest.loops.toReversed()) {
    const exits = loop.exits();
    for (const block of loop.blocks) {
      for (const inst of block) {
        const outside = usesOutside(inst, loop);
        if (outside.length === 0) continue;
        builder ??= new SsaBuilder(fn);
        close(inst, outside, exits, builder);
        changed = true;
      }
    }
  }
  if (changed) fn.module.markChanged(fn);
  return dropped || changed;
}

/** Uses whose place is outside the loop; a phi's use is at the end of the block it comes from. */
function usesOutside(inst: Instruction, loop: Loop): Use[] {
  if (inst.type.kind === "token") return [];
  const found: Use[] = [];
  for (const use of inst.uses()) {
    const place = placeOf(use);
    if (place !== null && !loop.contains(place)) found.push(use);
  }
  return found;
}

/** The block where a use reads its value; null for debug metadata, which may name any value. */
function placeOf(use: Use): BasicBlock | null {
  const { user } = use;
  if (user instanceof PhiInst) return user.incomingBlock(use.index / 2);
  return user instanceof Instruction ? user.parent : null;
}

function close(
  inst: Instruction,
  outside: readonly Use[],
  exits: readonly BasicBlock[],
  builder: SsaBuilder,
): void {
  const { cfg, tree } = builder;
  const home = cfg.numberOf(must(inst.parent, "the instruction is in a loop's block"));
  const definitions = new Map<number, Definition>([[home, { value: inst }]]);
  const closing: PhiInst[] = [];
  const readAtEntry: number[] = [];
  for (const exit of exits) {
    const index = cfg.numberOf(exit);
    if (!tree.dominatesNumber(home, index)) continue;
    const phi = new PhiInst(inst.type);
    phi.name = inst.name;
    exit.insert(phi, exit.first);
    closing.push(phi);
    definitions.set(index, { value: phi });
    readAtEntry.push(...cfg.predecessors(index));
  }
  const places = outside.map((use) => cfg.numberOf(must(placeOf(use), "the use has a place")));
  const reader = builder.build({
    type: inst.type,
    name: inst.name,
    definitions,
    readAtEntry: [...readAtEntry, ...places].filter((place) => !definitions.has(place)),
    initial: undefOf(inst.type),
    isReset: () => false,
  });
  for (const phi of closing) builder.fill(phi, reader);
  outside.forEach((use, i) => {
    use.value = reader.atEnd(at(places, i)).value;
  });
  dropUnused(closing);
}

/** A closing phi may be wanted by another one only. */
function dropUnused(phis: readonly PhiInst[]): void {
  const unused = phis.filter((phi) => phi.parent !== null && !phi.isUsed);
  for (const phi of unused) phi.erase();
  if (unused.length > 0) dropUnused(phis);
}
