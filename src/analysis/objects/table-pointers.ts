/**
 * Pointers to virtual tables, which stand at the start of objects: no object of their own that a program could name, so that no access of
 * a member is ever one of them. Found by what is done with them, since without optimisation no `!tbaa` says it.
 */
import { ConstantExpr, integerOf } from "../../ir/constants.ts";
import type { Instruction } from "../../ir/graph.ts";
import { GlobalVariable } from "../../ir/graph.ts";
import { CallInst, CastInst, GepInst, LoadInst, StoreInst } from "../../ir/instructions.ts";
import { usersOf } from "../../ir/users.ts";
import type { Value } from "../../ir/value.ts";

/** Does the access move a pointer to a virtual table? */
export function movesTable(access: LoadInst | StoreInst): boolean {
  return access instanceof StoreInst ? isTable(access.value) : isDispatch(access);
}

/** Is it an address in a virtual table, by the names of the Itanium ABI, or one that a table of such addresses holds? */
function isTable(value: Value): boolean {
  if (value instanceof LoadInst) return isIn(value.pointer, /^_ZTT/);
  return isIn(value, /^_ZT[VC]/);
}

/** Is it an address in a global variable with such a name? */
function isIn(address: Value, names: RegExp): boolean {
  if (address instanceof GlobalVariable) return names.test(address.name);
  if (address instanceof GepInst || address instanceof CastInst) {
    return isIn(address.operand(0), names);
  }
  const base = address instanceof ConstantExpr ? address.args[0] : undefined;
  return base !== undefined && isIn(base, names);
}

/** Is the loaded pointer used for nothing but to find a function that is called, or the distance to a base? */
function isDispatch(load: LoadInst): boolean {
  return load.isUsed && usersOf(load).every((user) => isEntry(user));
}

function isEntry(user: Instruction): boolean {
  if (user instanceof GepInst || user instanceof CastInst) {
    const isAddress = user.type.kind === "pointer";
    return isAddress && user.isUsed && usersOf(user).every((next) => isEntry(next));
  }
  if (!(user instanceof LoadInst)) return false;
  if (user.type.kind === "int") return isVirtualOffset(user);
  return user.isUsed && isOnlyCalled(user);
}

const joins = new Set(["phi", "select", "freeze", "bitcast"]);

/** Is the loaded address only compared and called, also where it meets other functions' in a pointer to a member? */
function isOnlyCalled(entry: LoadInst): boolean {
  const seen = new Set<Instruction>([entry]);
  for (const value of seen) {
    for (const user of usersOf(value)) {
      if (joins.has(user.opcode)) seen.add(user);
      else if (user instanceof CallInst) {
        // What ends the program may be told the address.
        if (user.args.includes(value) && !/\bnoreturn\b/.test(user.attributes)) return false;
      } else if (user.opcode !== "icmp") return false;
    }
  }
  return true;
}

/** Offsets of virtual bases stand before the table's address point. */
function isVirtualOffset({ pointer }: LoadInst): boolean {
  const offset =
    pointer instanceof GepInst ? integerOf(pointer.indices.at(-1) ?? pointer) : undefined;
  return offset !== undefined && offset < 0n;
}
