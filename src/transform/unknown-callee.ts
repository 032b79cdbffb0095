/** The function that ends the program when a pointer leads to a function that the module does not know. */
import { IRBuilder, InsertPoint, type ModuleServices } from "../ir/builder.ts";
import { Literal } from "../ir/constants.ts";
import type { Function, GlobalVariable } from "../ir/graph.ts";
import { constInt } from "../ir/literal.ts";
import type { NewFunction, NewGlobal } from "../ir/module.ts";
import type { FunctionType } from "../ir/types.ts";

/** A module that helpers can be added to. */
export interface HelperServices extends ModuleServices {
  /** The function of that name, when there is one. */
  function(name: string): Function | undefined;
  /** A new definition without blocks. */
  addFunction(made: NewFunction): Function;
  /** A new variable; the name must be fresh. */
  addGlobal(made: NewGlobal): GlobalVariable;
}

const helperName = "__tsad_unknown_callee";

const message =
  "tsad: a differentiated function calls through a pointer to a function of which this module has no derivative; " +
  "link the module that defines it, or take the function's address in this one\n";

/** Is it the function that ends the program? Nothing in it is worth inlining. */
export function isUnknownCallee(fn: Function): boolean {
  return fn.name === helperName;
}

/** The helper of the module, `void (i8*)`, added when first asked for. It says what is wrong on standard error and aborts. */
export function unknownCallee(services: HelperServices): Function {
  const { types } = services;
  const pointer = types.pointerTo(types.i8);
  const known = services.function(helperName);
  if (known !== undefined) return known;
  const fn = services.addFunction({
    name: helperName,
    type: types.fn(types.void, [pointer]),
    prefix: "internal",
    suffix: "cold noinline noreturn nounwind",
  });
  const build = new IRBuilder(InsertPoint.atEnd(fn.newBlock(null)), services);
  say(build, services);
  const abort = declared("abort", types.fn(types.void, []), services);
  // A module with an `abort` of its own type has another way out.
  const end = abort ?? services.declareIntrinsic("llvm.trap", [], types.fn(types.void, []));
  build.call(end, []);
  build.unreachable();
  return fn;
}

/** Calls POSIX's write, unless the module means something else by that name. */
function say(build: IRBuilder, services: HelperServices): void {
  const { types, layout } = services;
  const size = types.int(layout.pointerBits(0));
  const pointer = types.pointerTo(types.i8);
  const write = declared("write", types.fn(size, [types.i32, pointer, size]), services);
  if (write === undefined) return;
  const text = services.addGlobal({
    name: services.freshName("__tsad_unknown_callee.text"),
    type: types.array(types.i8, message.length),
    header: "private unnamed_addr constant",
    initializer: new Literal(
      types.array(types.i8, message.length),
      `c"${message.replace(/\n/g, "\\0A")}"`,
    ),
  });
  build.call(write, [constInt(types.i32, 2), text, constInt(size, message.length)]);
}

/** The library function, declared where it is not there; undefined where the module has another of that name. */
function declared(
  name: string,
  type: FunctionType,
  services: HelperServices,
): Function | undefined {
  const known = services.function(name);
  if (known === undefined) return services.declareFunction(name, type);
  return known.isDeclaration && known.functionType === type ? known : undefined;
}
