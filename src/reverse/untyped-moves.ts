/**
 * Integers that may be floats in disguise: optimisers move a double as an i64 and write a small memset as a store of 0. Where
 * other accesses say what the bytes are, retype-moves.ts has given them their type; what is left without any evidence is refused.
 */
import { accessedType, isAnyMemory } from "../analysis/tbaa.ts";
import { isOwn, type Root } from "../analysis/memory.ts";
import { expandGroups, hasAttribute } from "../ir/attributes.ts";
import { Constant } from "../ir/constants.ts";
import { Instruction } from "../ir/graph.ts";
import { LoadInst, StoreInst } from "../ir/instructions.ts";
import { scalarType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import type { Context } from "./context.ts";
import { keptFor } from "../support/kept.ts";

/** Could the stored integer be the bits of a float, as far as anything in the function shows? `roots` are the active ones it may go to. */
export function mayBeFloatBits(
  store: StoreInst,
  roots: readonly Root[],
  context: Context,
): boolean {
  const type = scalarType(store.value.type);
  if (type.kind !== "int" || type.bits < 16) return false;
  const { fn, spec, services } = context;
  // Without optimisation an integer is what the source says.
  if (hasAttribute(expandGroups(spec.primal.suffix, services), "optnone")) return false;
  const tag = accessedType(store.metadata, fn.module);
  if (tag !== null && !isAnyMemory(tag)) return false;
  if (!(store.value instanceof Constant) && !isOnlyMoved(store.value)) return false;
  // Of local memory every access is seen here; the caller may take its own for what it likes.
  const callers = roots.filter((root) => !isOwn(root));
  return callers.some((root) => !holdsIntegers(root, context));
}

/** A loaded integer that nothing but stores uses. */
function isOnlyMoved(value: Value): boolean {
  if (!(value instanceof LoadInst)) return false;
  const users = [...value.uses()];
  return users.every(({ user, index }) => user instanceof StoreInst && index === 0);
}

const integersOf = keptFor((context: Context) => new Set(integerRoots(context)));

/** Is there an access to the object, other than such moves, that takes its bytes for integers? */
function holdsIntegers(root: Root, context: Context): boolean {
  return integersOf(context).has(root);
}

function* integerRoots({ fn, memory }: Context): Generator<Root> {
  for (const inst of fn.instructions()) {
    if (inst instanceof LoadInst && inst.type.kind === "int" && !isOnlyMoved(inst)) {
      yield* memory.rootsOf(inst.pointer);
    }
    if (!(inst instanceof StoreInst) || scalarType(inst.value.type).kind !== "int") continue;
    const computed = inst.value instanceof Instruction && !isOnlyMoved(inst.value);
    if (computed) yield* memory.rootsOf(inst.pointer);
  }
}
