/**
 * Changes of control flow edges that keep phis right, shared by the transforms.
 */
import { at } from "../support/assert.ts";
import type { BasicBlock, Function, Instruction } from "../ir/graph.ts";
import { PhiInst, TerminatorInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";

/** The phis at the head of a block, as a fresh array. */
export function phisOf(block: BasicBlock): PhiInst[] {
  const found: PhiInst[] = [];
  for (let inst = block.first; inst !== null; inst = inst.next) {
    if (inst instanceof PhiInst) found.push(inst);
    else if (!inst.isDebugRecord) break;
  }
  return found;
}

/** Makes every edge of `terminator` that leads to `from` lead to `to`. Phis are the caller's business. */
export function redirect(terminator: Instruction, from: BasicBlock, to: BasicBlock): void {
  for (const use of terminator.operandUses) {
    if (use.value === from) use.value = to;
  }
}

/** Removes what the phis of `block` take from predecessors for which `gone` holds. */
export function dropIncoming(block: BasicBlock, gone: (pred: BasicBlock) => boolean): void {
  for (const phi of phisOf(block)) {
    const pairs = phi.incoming();
    const kept = pairs.filter((pair) => !gone(pair.block));
    if (kept.length === pairs.length) continue;
    phi.removeOperands(0, phi.operandCount);
    for (const pair of kept) phi.addIncoming(pair.value, pair.block);
  }
}

/**
 * True when the edges from `preds` to `block` can be led through a new block: a block that begins with an exception pad
 * takes only unwinding edges, and the targets of indirectbr and callbr are named by address.
 */
export function canSplit(block: BasicBlock, preds: readonly BasicBlock[]): boolean {
  if (isPad(block)) return false;
  return preds.every((pred) => {
    const opcode = pred.terminator?.opcode;
    return opcode !== "indirectbr" && opcode !== "callbr";
  });
}

function isPad(block: BasicBlock): boolean {
  const opcode = block.firstNonPhi?.opcode ?? "";
  return ["landingpad", "catchswitch", "catchpad", "cleanuppad"].includes(opcode);
}

/** Where new blocks go in the layout: each before the block it leads to. Applied once, since moving one block is linear. */
export class Layout {
  readonly #before = new Map<BasicBlock, BasicBlock[]>();

  /** Puts `block` before `target` when {@link apply} runs. */
  place(block: BasicBlock, target: BasicBlock): void {
    const waiting = this.#before.get(target);
    if (waiting === undefined) this.#before.set(target, [block]);
    else waiting.push(block);
  }

  /** Reorders the blocks of `fn`. */
  apply(fn: Function): void {
    if (this.#before.size === 0) return;
    const placed = new Set([...this.#before.values()].flat());
    const order: BasicBlock[] = [];
    // A new block may itself be a target, so targets are expanded with a stack.
    for (const block of fn.blocks) {
      if (placed.has(block)) continue;
      const stack = [block];
      for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
        const before = this.#before.get(top);
        if (before === undefined) {
          order.push(top);
          continue;
        }
        this.#before.delete(top);
        stack.push(top, ...before.toReversed());
      }
    }
    fn.reorderBlocks(order);
  }
}

/**
 * Leads the edges from `preds` to `block` through a new block named `name`, and merges there what the phis take from them.
 * `preds` are all the predecessors that go that way, each once; {@link canSplit} must hold.
 * @returns the new block, which ends in a branch to `block`
 */
export function splitPredecessors(
  block: BasicBlock,
  preds: readonly BasicBlock[],
  name: string,
  layout: Layout,
): BasicBlock {
  const fn = block.parent;
  if (fn === null) throw new Error("the block is in no function");
  const middle = fn.newBlock(name);
  layout.place(middle, block);
  const moved = new Set(preds);
  for (const phi of phisOf(block)) {
    const merged = mergeIncoming(phi, moved, middle);
    dropPairs(phi, moved);
    phi.addIncoming(merged, middle);
  }
  for (const pred of preds) {
    if (pred.terminator !== null) redirect(pred.terminator, block, middle);
  }
  const branch = new TerminatorInst(fn.module.types.void, "br", [block]);
  branch.metadata = debugLocation(preds[0]?.terminator ?? null);
  middle.append(branch);
  return middle;
}

function dropPairs(phi: PhiInst, gone: ReadonlySet<BasicBlock>): void {
  const kept = phi.incoming().filter((pair) => !gone.has(pair.block));
  phi.removeOperands(0, phi.operandCount);
  for (const pair of kept) phi.addIncoming(pair.value, pair.block);
}

/** The one value `phi` takes from `preds`, or a phi of them in `middle`. */
function mergeIncoming(phi: PhiInst, preds: ReadonlySet<BasicBlock>, middle: BasicBlock): Value {
  const pairs = phi.incoming().filter((pair) => preds.has(pair.block));
  const first = at(pairs, 0).value;
  if (pairs.every((pair) => pair.value === first)) return first;
  const merged = new PhiInst(phi.type);
  merged.name = phi.name === null ? null : `${phi.name}.merge`;
  merged.flags = phi.flags;
  for (const pair of pairs) merged.addIncoming(pair.value, pair.block);
  middle.append(merged);
  return merged;
}

/** The `!dbg` attachment alone: what may be copied to an instruction made for this one. */
export function debugLocation(inst: Instruction | null): string {
  return /!dbg (?:![0-9]+|!DILocation\([^()]*\))/.exec(inst?.metadata ?? "")?.[0] ?? "";
}
