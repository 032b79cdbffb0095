/**
 * Places to which something is added: a load, a sum that only it goes into, and a store to the same place. What the place holds afterwards
 * has the adjoint of what it held before, so it stays where it is, and is neither cleared nor added again.
 */
import { ruleOfCall } from "../analysis/flow.ts";
import type { Instruction } from "../ir/graph.ts";
import { ArithmeticInst, CallInst, LoadInst, StoreInst } from "../ir/instructions.ts";
import { usersOf } from "../ir/users.ts";
import { keptFor } from "../support/kept.ts";
import type { Context } from "./context.ts";
import { isBarrier } from "./derive-barrier.ts";
import { isMarked } from "./marked.ts";
import { writtenBy } from "./reload.ts";

/** Is it the load or the store of such a place? To be asked before the forward sweep is changed, and at any time from then on. */
export function isSelfUpdate(inst: Instruction, context: Context): boolean {
  return updatesOf(context).has(inst);
}

const updatesOf = keptFor((context: Context): ReadonlySet<Instruction> => {
  const found = new Set<Instruction>();
  for (const block of context.cfg.order) {
    for (const store of block) {
      const load = store instanceof StoreInst ? loadOf(store, context) : null;
      if (load !== null) found.add(store).add(load);
    }
  }
  return found;
});

/** The load of a place to which `store` writes what was there with something added; null for another store. */
function loadOf(store: StoreInst, context: Context): LoadInst | null {
  const { value: sum, pointer } = store;
  if (!(sum instanceof ArithmeticInst || sum instanceof CallInst) || !isOnlyUsedBy(sum, store)) {
    return null;
  }
  if (store.isVolatile || store.isAtomic || isMarked(pointer, context)) return null;
  const load = addedTo(sum).find(
    (operand) => operand instanceof LoadInst && operand.pointer === pointer,
  );
  if (!(load instanceof LoadInst) || load.isVolatile || load.isAtomic) return null;
  const isActive = context.activity.isActive(load) && context.activity.isActive(sum);
  const fits = isActive && load.parent === store.parent && isOnlyUsedBy(load, sum);
  return fits && isUnwrittenBetween(load, store, context) ? load : null;
}

/** The operands of which the derivative is one. */
function addedTo(sum: Instruction): readonly unknown[] {
  if (sum.opcode === "fadd") return sum.operands;
  if (sum.opcode === "fsub") return [sum.operand(0)];
  const rule = sum instanceof CallInst ? ruleOfCall(sum)?.rule.name : undefined;
  return rule === "fma" || rule === "fmuladd" ? [sum.operand(2)] : [];
}

function isOnlyUsedBy(value: Instruction, user: Instruction): boolean {
  const users = usersOf(value).filter((each) => !each.isDebugRecord);
  return (
    users.length === 1 && users[0] === user && user.operands.filter((o) => o === value).length === 1
  );
}

/** Another store in between would take the adjoint for its own. */
function isUnwrittenBetween(load: LoadInst, store: StoreInst, context: Context): boolean {
  const { memory } = context;
  const roots = memory.rootsOf(load.pointer);
  for (let inst = load.next; inst !== store; inst = inst.next) {
    if (inst === null || isBarrier(inst, context)) return false;
    const written = writtenBy(inst, context);
    if (written === "anything") return false;
    for (const root of written) {
      for (const own of roots) if (memory.rootsAlias(root, own)) return false;
    }
  }
  return true;
}
