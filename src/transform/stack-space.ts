/**
 * On some targets the stack is an address space of its own, and programs cast each address on it to a general one. While a function is
 * worked on its stack is taken for general memory, as it is elsewhere, so that every step sees through it; at the end it is the target's again.
 */
import { IRBuilder, InsertPoint, type ModuleServices } from "../ir/builder.ts";
import type { Function, Instruction } from "../ir/graph.ts";
import { AllocaInst, CallInst, CastInst } from "../ir/instructions.ts";
import { usersOf } from "../ir/users.ts";

/** Makes allocations of which only general addresses are used general ones; true when there were any. */
export function takeStackAsGeneral(fn: Function, services: ModuleServices): boolean {
  if (services.layout.allocaSpace === 0) return false;
  let changed = false;
  for (const inst of [...fn.instructions()]) {
    if (!(inst instanceof AllocaInst) || inst.type.kind !== "pointer" || inst.type.space === 0)
      continue;
    const users = [...usersOf(inst)];
    const casts = users.filter((user) => isCast(user));
    if (casts.length === 0 || !users.every((user) => isCast(user) || isLifetime(user))) continue;
    makeGeneral(inst, users, services);
    changed = true;
  }
  if (changed) fn.module.markChanged(fn);
  return changed;
}

/** Gives all general allocations back to the target's stack; true when there were any. */
export function giveStackItsSpace(fn: Function, services: ModuleServices): boolean {
  if (services.layout.allocaSpace === 0) return false;
  let changed = false;
  for (const inst of [...fn.instructions()]) {
    if (!(inst instanceof AllocaInst) || inst.type.kind !== "pointer" || inst.type.space !== 0)
      continue;
    const { types, layout } = services;
    const own = types.pointerTo(inst.allocatedType, layout.allocaSpace);
    const words = [inst.tail, `addrspace(${layout.allocaSpace})`].filter((word) => word !== "");
    const made = new AllocaInst(own, inst.allocatedType, inst.count, words.join(", "));
    const build = new IRBuilder(InsertPoint.before(inst), services);
    build.insert(made);
    const general = build.cast("addrspacecast", made, inst.type);
    inst.replaceAllUsesWith(general);
    inst.erase();
    changed = true;
  }
  if (changed) fn.module.markChanged(fn);
  return changed;
}

function makeGeneral(
  inst: AllocaInst,
  users: readonly Instruction[],
  services: ModuleServices,
): void {
  const general = services.types.pointerTo(inst.allocatedType);
  const tail = inst.tail.replace(/(, )?addrspace\(\d+\)/, "");
  const made = new AllocaInst(general, inst.allocatedType, inst.count, tail);
  made.name = inst.name;
  new IRBuilder(InsertPoint.before(inst), services).insert(made);
  for (const user of users) {
    if (user instanceof CastInst) {
      const build = new IRBuilder(InsertPoint.before(user), services);
      user.replaceAllUsesWith(build.bitcastPointer(made, user.type));
    }
    user.erase();
  }
  inst.erase();
}

function isCast(inst: Instruction): boolean {
  const isGeneral = inst.type.kind === "pointer" && inst.type.space === 0;
  return inst instanceof CastInst && inst.opcode === "addrspacecast" && isGeneral;
}

function isLifetime(inst: Instruction): boolean {
  return inst instanceof CallInst && (inst.callee.name ?? "").startsWith("llvm.lifetime.");
}
