/**
 * Integers that are loaded from, or stored to, where other accesses have a float: unions, storage that is used again, and the like. Which
 * it is that is loaded, only the run of the program tells; where nothing else is ever there, it is known before.
 */
import type { ContentIndex } from "../analysis/contents.ts";
import { type MemoryNode, standing } from "../analysis/objects/node.ts";
import type { Function, Instruction } from "../ir/graph.ts";
import { CallInst, LoadInst, StoreInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { holdsIntegers } from "./float-bits.ts";
import type { TangentFlow } from "./flow.ts";

/**
 * The loads of `fn` of which it is to be found when the program runs whether they load bits of a float, and the stores that overwrite some.
 * @param isEntry users call `fn`: their memory holds floats where some access has floats
 */
export function doubtfulAccesses(
  fn: Function,
  flow: TangentFlow,
  contents: () => ContentIndex,
  isEntry: boolean,
): ReadonlySet<Value> {
  const found = new Set<Value>();
  let integers: ReadonlySet<MemoryNode> | null = null;
  for (const access of fn.instructions()) {
    if (!isOfInteger(access) || !flow.has(access.pointer)) continue;
    // Bytes are copied from one to the other whatever alias information says of the two.
    const { type } = access instanceof StoreInst ? access.value : access;
    if (!contents().isFloatAt(access.pointer, type, "")) continue;
    const roots = [...flow.rootsOf(access.pointer)];
    const isOfUsers = isEntry && roots.some(({ kind }) => kind === "argument");
    if (isOfUsers && contents().conflictOf(access)?.kind === "float") continue;
    integers ??= nodesOfIntegers(fn, contents());
    const node = nodeOf(access.pointer, contents());
    const isElsewhere = roots.some(({ kind }) => kind !== "alloca");
    if (isElsewhere || node === null || integers.has(node)) found.add(access);
  }
  return found;
}

function isOfInteger(inst: Instruction): inst is LoadInst | StoreInst {
  if (inst instanceof StoreInst) return holdsIntegers(inst.value.type);
  return inst instanceof LoadInst && holdsIntegers(inst.type);
}

/** Objects into which integers are stored here, or by what is called. */
function nodesOfIntegers(fn: Function, contents: ContentIndex): ReadonlySet<MemoryNode> {
  const found = new Set<MemoryNode>();
  const add = (pointer: Value): void => {
    const node = nodeOf(pointer, contents);
    if (node !== null) found.add(node);
  };
  for (const inst of fn.instructions()) {
    if (inst instanceof StoreInst && holdsIntegers(inst.value.type)) add(inst.pointer);
    else if (inst instanceof CallInst) inst.args.forEach(add);
  }
  return found;
}

function nodeOf(pointer: Value, contents: ContentIndex): MemoryNode | null {
  const end = pointer.type.kind === "pointer" ? contents.endOf(pointer) : null;
  return end === null ? null : standing(end.node).node;
}
