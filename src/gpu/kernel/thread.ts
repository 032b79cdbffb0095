/** What one thread of a kernel does, as a function of its own: the primal of which the gradient is made. */
import { calledFunction } from "../../analysis/effects.ts";
import { hasAttribute, withoutAttributes } from "../../ir/attributes.ts";
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import { cloneFunctionBody } from "../../ir/clone.ts";
import type { Argument, Function, Instruction } from "../../ir/graph.ts";
import { CallInst, CastInst, GepInst, LoadInst } from "../../ir/instructions.ts";
import type { Module } from "../../ir/module.ts";
import type { Type } from "../../ir/types.ts";
import { usersOf } from "../../ir/users.ts";
import type { Value } from "../../ir/value.ts";
import { refuse } from "../../reverse/fail.ts";
import { at } from "../../support/assert.ts";

/** Is it a struct that the launch copies: CUDA's `byval`, or HIP's `byref`, which is read where the launch put it? */
export function isByValue({ attributes }: Argument): boolean {
  return ["byval", "byref"].some((key) => hasAttribute(attributes, key));
}

/**
 * Adds a copy of the kernel that may be called. Structs that are passed by value are behind general pointers there: their shadows are
 * memory of the device. @throws TsadError E_ABI where such a struct is used in a way that is bound to the launch's own memory
 */
export function threadOf(kernel: Function, module: Module): Function {
  const params = kernel.args.map((arg) =>
    isByValue(arg) ? inGeneral(arg.type, module) : arg.type,
  );
  const made = module.addFunction({
    name: module.freshName(`${kernel.name}.thread`),
    type: module.types.fn(module.types.void, params),
    prefix: "internal",
    suffix: kernel.suffix,
  });
  made.args.forEach((arg, i) => {
    const given = at(kernel.args, i);
    arg.name = given.name;
    arg.attributes = withoutAttributes(given.attributes, "byval", "byref");
    // To be refused where it is not so: a thread's changes would be those of the one shadow that all threads share.
    if (isByValue(given)) arg.attributes = `${arg.attributes} readonly`.trim();
  });
  cloneFunctionBody(kernel, made, new Map());
  made.args.forEach((arg, i) => {
    if (arg.type !== at(kernel.args, i).type) generalise(arg, kernel, module);
  });
  return made;
}

/** The same pointer into general memory. */
export function inGeneral(type: Type, { types }: Module): Type {
  return type.kind === "pointer" ? types.pointerTo(type.pointee ?? types.i8) : type;
}

/** Gives what is made of a pointer, whose type has changed to a general one, the types that follow. */
function generalise(pointer: Value, kernel: Function, module: Module): void {
  for (const user of usersOf(pointer)) {
    if (user instanceof LoadInst) continue;
    const made = replaced(user, pointer, new IRBuilder(InsertPoint.before(user), module), module);
    if (made === null) throw boundTo(kernel, user);
    for (const use of user.uses()) use.value = made;
    user.erase();
    // What was a general pointer before has users that expect one.
    if (made.type !== user.type) generalise(made, kernel, module);
  }
}

/** What an instruction on a pointer is when that is a general one; null for one that has to do with the launch's own memory. */
function replaced(
  user: Instruction,
  pointer: Value,
  build: IRBuilder,
  module: Module,
): Value | null {
  if (user instanceof GepInst && user.base === pointer)
    return build.gep(user.sourceType, pointer, user.indices, { flags: user.flags });
  if (user instanceof CastInst && user.opcode === "addrspacecast")
    return build.bitcastPointer(pointer, inGeneral(user.type, module));
  if (user instanceof CastInst && user.opcode === "bitcast")
    return build.bitcastPointer(pointer, inGeneral(user.type, module));
  return user instanceof CallInst ? copied(user, build, module) : null;
}

/** A copy out of the struct. */
function copied(call: CallInst, build: IRBuilder, module: Module): Value | null {
  if (calledFunction(call)?.name.startsWith("llvm.memcpy.p") !== true) return null;
  const { types } = module;
  const operands = call.args.slice(0, 3).map((arg) => arg.type);
  const type = types.fn(types.void, [...operands, types.i1]);
  const callee = module.declareIntrinsic("llvm.memcpy", operands, type);
  return build.call(callee, call.args, { argAttributes: call.argAttributes });
}

function boundTo(kernel: Function, inst: Instruction): Error {
  return refuse("E_ABI", inst, {
    primal: kernel,
    reason: `a struct that is passed by value to @${kernel.name} is used by its address in the memory of the launch`,
  });
}
