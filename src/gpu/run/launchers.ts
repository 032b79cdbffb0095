/** For each kernel what the runtime launches: a function that loads the arguments and calls the kernel, and an object that names it. */
import { ConstantAggregate, ConstantExpr } from "../../ir/constants.ts";
import { hasAttribute } from "../../ir/attributes.ts";
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import type { Argument, Function, GlobalVariable } from "../../ir/graph.ts";
import { constInt, nullOf } from "../../ir/literal.ts";
import type { Module } from "../../ir/module.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import type { SharedMemory } from "./shared-memory.ts";
import type { Sites } from "./sites.ts";

/** What all kernels of a module share. */
export interface LaunchContext {
  readonly module: Module;
  readonly sites: Sites;
  readonly counters: GlobalVariable;
  readonly shared: SharedMemory;
}

/** Adds the launcher of `kernel` and its object, `tsad_gpu_kernel_NAME`. */
export function addLauncher(kernel: Function, warpSize: number, context: LaunchContext): void {
  const { module, sites, counters, shared } = context;
  const { types } = module;
  const bytes = types.pointerTo(types.i8);
  const launcher = launcherOf(kernel, module);
  const list = sharedList(context);
  const fields = [
    sites.string(kernel.name),
    asType(launcher, bytes),
    list === null ? nullOf(bytes) : asType(list, bytes),
    constInt(types.i32, shared.variables.length),
    constInt(types.i32, shared.size),
    constInt(types.i32, warpSize),
    asType(counters, bytes),
  ];
  const type = types.struct(fields.map((field) => field.type));
  module.addGlobal({
    name: `tsad_gpu_kernel_${kernel.name}`,
    type,
    header: "constant",
    initializer: new ConstantAggregate(type, "struct", fields),
  });
}

function launcherOf(kernel: Function, module: Module): Function {
  const { types } = module;
  const list = types.pointerTo(types.pointerTo(types.i8));
  const name = module.freshName(`tsad.launch.${kernel.name}`);
  const made = module.addFunction({ name, type: types.fn(types.void, [list]), prefix: "internal" });
  const build = new IRBuilder(InsertPoint.atEnd(made.newBlock(null)), module);
  const args = kernel.args.map((arg) => argument(arg, made, build, module));
  const copied = ({ attributes }: Argument): boolean => hasAttribute(attributes, "byval");
  const argAttributes = kernel.args.map((arg) => (copied(arg) ? arg.attributes : ""));
  build.call(kernel, args, { argAttributes });
  build.ret();
  return made;
}

/** The argument from the list of addresses: what lies there, or, for a struct that is passed in memory, the address. */
function argument(arg: Argument, launcher: Function, build: IRBuilder, module: Module): Value {
  const { types } = module;
  const bytes = types.pointerTo(types.i8);
  const [list] = launcher.args;
  if (list === undefined) return nullOf(arg.type);
  const place = build.gep(bytes, list, [constInt(types.i64, arg.index)]);
  const address = build.load(bytes, place);
  if (isInMemory(arg)) return build.bitcastPointer(address, arg.type);
  return build.load(arg.type, build.bitcastPointer(address, types.pointerTo(arg.type)), {
    align: 1,
  });
}

function isInMemory({ attributes }: Argument): boolean {
  return hasAttribute(attributes, "byval") || hasAttribute(attributes, "byref");
}

/** The array of the module's shared variables; null when there are none. */
function sharedList({ module, sites, shared }: LaunchContext): GlobalVariable | null {
  if (shared.variables.length === 0) return null;
  const { types } = module;
  const { i32 } = types;
  const element = types.struct([types.pointerTo(types.i8), i32, i32]);
  const entries = shared.variables.map(({ global, offset, size }) => {
    const fields = [sites.string(global.name), constInt(i32, offset), constInt(i32, size)];
    return new ConstantAggregate(element, "struct", fields);
  });
  const type = types.array(element, entries.length);
  return module.addGlobal({
    name: module.freshName("tsad.shared"),
    type,
    header: "internal constant",
    initializer: new ConstantAggregate(type, "array", entries),
  });
}

function asType(value: Value, type: Type): Value {
  return value.type === type ? value : new ConstantExpr(type, "bitcast", [value]);
}
