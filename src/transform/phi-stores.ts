/**
 * A store of what may be the bits of a float or an integer, by the way that was taken, is done on each way: optimisers make one store of
 * the two by which a program fills the members of a union. Each is then the store of what it is.
 */
import { must } from "../support/assert.ts";
import { cloneInstruction } from "../ir/clone.ts";
import { IRBuilder, InsertPoint, type ModuleServices } from "../ir/builder.ts";
import { type BasicBlock, type Function, Instruction } from "../ir/graph.ts";
import { CastInst, PhiInst, StoreInst } from "../ir/instructions.ts";
import { isFloating, scalarType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { usersOf } from "../ir/users.ts";
import { canSplit, Layout, splitPredecessors } from "./edges.ts";

/** Instructions that may be done earlier, and more than once. */
const movable = new Set(
  "getelementptr bitcast ptrtoint inttoptr zext sext trunc add sub mul and or xor shl icmp select phi".split(
    " ",
  ),
);

/** Splits the stores; true when there were any. */
export function splitPhiStores(fn: Function, services: ModuleServices): boolean {
  const layout = new Layout();
  let changed = false;
  for (const inst of [...fn.instructions()]) {
    if (!(inst instanceof StoreInst)) continue;
    const phi = mixedIn(inst);
    if (phi === null) continue;
    split(inst, phi, layout, services);
    changed = true;
  }
  layout.apply(fn);
  if (changed) fn.module.markChanged(fn);
  return changed;
}

/** The phi of bits of floats and of integers that is stored at the head of its block, and that nobody else uses; null for none. */
function mixedIn(store: StoreInst): PhiInst | null {
  const { value, parent, isVolatile, isAtomic } = store;
  if (!(value instanceof PhiInst) || value.parent !== parent || parent === null) return null;
  if (isVolatile || isAtomic || scalarType(value.type).kind !== "int") return null;
  if (usersOf(value).length !== 1 || !isAtHead(store, parent)) return null;
  const incoming = value.incoming();
  const floats = incoming.filter((each) => isFloatBits(each.value)).length;
  const isMixed = floats > 0 && floats < incoming.length;
  const preds = new Set(incoming.map(({ block }) => block));
  const isSimple = preds.size === incoming.length && canSplit(parent, [...preds]);
  return isMixed && isSimple ? value : null;
}

function isAtHead(store: StoreInst, block: BasicBlock): boolean {
  for (let inst = block.first; inst !== null; inst = inst.next) {
    if (inst === store) return true;
    if (!movable.has(inst.opcode) && !inst.isDebugRecord) return false;
  }
  return false;
}

function isFloatBits(value: Value): value is CastInst {
  if (!(value instanceof CastInst) || value.opcode !== "bitcast") return false;
  return isFloating(scalarType(value.operand(0).type));
}

function split(store: StoreInst, phi: PhiInst, layout: Layout, services: ModuleServices): void {
  const block = must(store.parent, "the store is in a block");
  for (const { block: pred } of phi.incoming()) {
    const isOnly = pred.terminator?.opcode === "br" && pred.successors().length === 1;
    const way = isOnly ? pred : splitPredecessors(block, [pred], "store", layout);
    const end = must(way.terminator, "the block has a terminator");
    const build = new IRBuilder(InsertPoint.before(end), services);
    const copies = new Map<Value, Value>();
    const pointer = copied(store.pointer, block, way, copies, build);
    const value = must(incomingFrom(phi, way), "the block is a predecessor");
    const float = isFloatBits(value) ? value.operand(0) : value;
    const space = pointer.type.kind === "pointer" ? pointer.type.space : 0;
    const place = build.bitcastPointer(pointer, services.types.pointerTo(float.type, space));
    const align = store.align === 0 ? services.layout.abiAlign(phi.type) : store.align;
    const made = build.store(float, place, { align });
    made.metadata = store.metadata;
    made.position = store.position;
  }
  store.erase();
  phi.erase();
}

function incomingFrom(phi: PhiInst, block: BasicBlock): Value | undefined {
  return phi.incoming().find((each) => each.block === block)?.value;
}

/** `value` as it is when `block` is entered from `way`, computed there. */
function copied(
  value: Value,
  block: BasicBlock,
  way: BasicBlock,
  copies: Map<Value, Value>,
  build: IRBuilder,
): Value {
  if (!(value instanceof Instruction) || value.parent !== block) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  if (value instanceof PhiInst) return must(incomingFrom(value, way), "the block is a predecessor");
  for (const operand of value.operands) {
    copies.set(operand, copied(operand, block, way, copies, build));
  }
  const copy = build.insert(cloneInstruction(value, copies));
  copies.set(value, copy);
  return copy;
}
