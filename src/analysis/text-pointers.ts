/**
 * Pointers to the characters of strings, where the library's code is inlined: type-based alias information says which of a string's
 * members an access is of. The characters lie in the string itself or elsewhere, and what is said of the one must not be
 * taken for the other: for an analysis they are one thing, text, wherever they are.
 */
import { Instruction } from "../ir/graph.ts";
import {
  type CallInst,
  CastInst,
  LoadInst,
  PhiInst,
  SelectInst,
  StoreInst,
} from "../ir/instructions.ts";
import { integerOf, Literal } from "../ir/constants.ts";
import type { Value } from "../ir/value.ts";
import { memberAccessed } from "./tbaa.ts";

/** `std::string` and its wide brother, and the struct in them that holds the pointer; with the standard allocator. */
const holder =
  /^_ZTSNSt7__cxx1112basic_stringI([cw])St11char_traitsI\1ESaI\1EE(12_Alloc_hiderE|E)$/;

/** Does the access load or store a string's pointer to its characters? */
export function movesTextPointer(access: LoadInst | StoreInst): boolean {
  const type = access instanceof StoreInst ? access.value.type : access.type;
  const fn = access.parent?.parent;
  if (type.kind !== "pointer" || !access.metadata.includes("!tbaa") || !fn) return false;
  const member = memberAccessed(access.metadata, fn.module);
  return member !== null && member.offset === 0 && holder.test(member.base);
}

/** Is the pointer one that a string had or gets, or one of several that are all such? */
export function isTextPointer(value: Value): boolean {
  const seen = new Set<Value>([value]);
  for (const each of seen) {
    if (each instanceof Literal || isOfString(each)) continue;
    if (each instanceof PhiInst) for (const { value: from } of each.incoming()) seen.add(from);
    else if (each instanceof SelectInst) seen.add(each.yes).add(each.no);
    else if (each instanceof CastInst && each.opcode === "bitcast") seen.add(each.source);
    else return false;
  }
  return true;
}

/** Is it a pointer to text, loaded or chosen here? An address that is computed is one of its object besides. */
export function isTextSource(inst: Instruction): boolean {
  const isSource =
    inst instanceof LoadInst || inst instanceof PhiInst || inst instanceof SelectInst;
  return isSource && inst.type.kind === "pointer" && isTextPointer(inst);
}

/**
 * Does the memcpy or memmove write characters of a string? Its length is that of the text. What has a constant length may copy anything
 * that is at the same place at another time.
 */
export function copiesText({ args: [to, , length] }: CallInst): boolean {
  if (to === undefined || length === undefined) return false;
  return integerOf(length) === undefined && isTextPointer(to);
}

function isOfString(value: Value): boolean {
  if (value instanceof LoadInst && movesTextPointer(value)) return true;
  if (!(value instanceof Instruction) || value.type.kind !== "pointer") return false;
  return [...value.uses()].some(
    ({ user, index }) => user instanceof StoreInst && index === 0 && movesTextPointer(user),
  );
}
