/**
 * Parameters that a function is given and does nothing with: an object without members passes `this` so, as do the deleters, allocators and
 * function objects of the C++ library, which lie at the addresses of quite other objects. To join those would make one
 * object of all that such a function is ever called for.
 */
import { MetadataValue } from "../../ir/constants.ts";
import { type Argument, Instruction } from "../../ir/graph.ts";
import { AllocaInst, CompareInst, LoadInst, StoreInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";

/** Is the parameter only compared, or kept in a variable out of which it is only compared? Then nothing is reached through it. */
export function isIdle(arg: Argument): boolean {
  return everyUser(arg, (user) => user instanceof CompareInst || isKept(user, arg));
}

/** Debug information uses nothing. */
function everyUser(value: Value, test: (user: Instruction) => boolean): boolean {
  for (const { user } of value.uses()) {
    if (user instanceof MetadataValue) continue;
    if (!(user instanceof Instruction) || !test(user)) return false;
  }
  return true;
}

/** Is the value stored into a variable that is only stored to, and loaded in order to be compared? */
function isKept(user: Instruction, value: Value): boolean {
  if (!(user instanceof StoreInst) || user.value !== value) return false;
  const { pointer: slot } = user;
  return slot instanceof AllocaInst && everyUser(slot, (access) => isSlotAccess(access, slot));
}

function isSlotAccess(access: Instruction, slot: AllocaInst): boolean {
  if (access instanceof StoreInst) return access.value !== slot;
  return access instanceof LoadInst && everyUser(access, (reader) => reader instanceof CompareInst);
}
