/**
 * Marked memory (see analysis/marks.ts): which accesses are to it, and what may change it. What is done to the marks themselves is in
 * mark-memory.ts.
 */
import { isOwnCall } from "../analysis/access-index.ts";
import { calledFunction, type CallEffects, callEffects } from "../analysis/effects.ts";
import { copiesText } from "../analysis/text-pointers.ts";
import { Instruction } from "../ir/graph.ts";
import { CallInst, LoadInst, StoreInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import type { Context } from "./context.ts";

/** Does the pointer lead to marked memory with a shadow? */
export function isMarked(pointer: Value, { marks, memory, activity }: Context): boolean {
  if (marks?.stateOf(pointer) !== "marked") return false;
  return [...memory.rootsOf(pointer)].some((root) => activity.needsShadow(root));
}

/** Does the instruction store, copy or fill marked memory? */
export function changesMarked(inst: Instruction, context: Context): boolean {
  if (inst instanceof StoreInst) return isMarked(inst.pointer, context);
  return inst instanceof CallInst && movesBytes(inst) && isMarked(inst.operand(0), context);
}

/** Is it memcpy or memmove of what is known to be text? */
export function isTextCopy(call: CallInst): boolean {
  const isIntrinsic = /^llvm\.mem(cpy|move)\./.test(calledFunction(call)?.name ?? "");
  return isIntrinsic && copiesText(call);
}

/** Is it a copy to marked memory, for which a record is kept? */
export function copiesMarked(inst: Instruction, context: Context): boolean {
  if (!(inst instanceof CallInst) || callEffects(inst)?.what === "set") return false;
  return changesMarked(inst, context);
}

/** Is it memcpy, memmove or memset, or one of their like? */
export function movesBytes(call: CallInst): boolean {
  const what = callEffects(call)?.what;
  return what === "copy" || what === "move" || what === "set" || isTextCopy(call);
}

/**
 * Loads of marked memory from which the integer that is stored is computed, or chosen, and which may be pointers: nobody computes a shadow
 * beside. Null where such a load is of other memory.
 */
export function sourcesInMarks(store: StoreInst, context: Context): LoadInst[] | null {
  const found: LoadInst[] = [];
  const seen = new Set<Value>([store.value]);
  for (const value of seen) {
    if (value instanceof LoadInst) {
      if (isMarked(value.pointer, context)) found.push(value);
      else if (context.contents.endOf(value) !== null) return null;
    } else if (value instanceof Instruction) {
      for (const operand of value.operands) if (carriesBits(operand)) seen.add(operand);
    }
  }
  return found;
}

function carriesBits({ type }: Value): boolean {
  return type.kind === "int" || type.kind === "struct";
}

/** What a call of a library could change of marked memory in a way that is not followed; null for none. */
export function mayChangeUnseen(inst: Instruction, context: Context): Value | null {
  if (!(inst instanceof CallInst) || isOwnCall(inst) || movesBytes(inst)) return null;
  const effects = callEffects(inst);
  if (effects !== undefined && harmless.has(effects.what)) return null;
  const written = effects?.writes.map((i) => inst.operand(i)) ?? inst.args;
  const isTouched = (arg: Value): boolean =>
    arg.type.kind === "pointer" &&
    isMarked(arg, context) &&
    !isFreeOfFloats(inst, arg, effects, context);
  return written.find(isTouched) ?? null;
}

const harmless: ReadonlySet<string> = new Set(["allocate", "free"]);

/** Strings are made in memory that has been cleared (see transform/cleared-strings.ts), and stay strings until they are destroyed. */
function isOfString(call: CallInst): boolean {
  return stringFunction.test(calledFunction(call)?.name ?? "");
}

const stringFunction = /^_ZNK?St7__cxx1112basic_stringI/;

/** The nodes of lists are linked by two pointers, those of trees by three and a color. */
function linkBytes(call: CallInst): number {
  return calledFunction(call)?.name.includes("_List_node_base") === true ? 16 : 32;
}

/** Are the bytes that a library writes no float's at any time? It keeps links and text in the first of an object, and integers where it is told. */
function isFreeOfFloats(
  call: CallInst,
  pointer: Value,
  effects: CallEffects | undefined,
  { contents, marks }: Context,
): boolean {
  if (effects === undefined || effects.deep === true || effects.what === "rule") return false;
  if (marks === null || marks.isGiven(pointer)) return false;
  if (effects.integers === true || isOfString(call)) return true;
  const inFront = effects.what === "link" || effects.text !== undefined ? linkBytes(call) : 8;
  const leaves = [...contents.leavesBehind(contents.endOf(pointer), inFront)];
  return leaves.every(({ type }) => type.kind !== "float");
}
