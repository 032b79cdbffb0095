/** Functions that end the program with a message, where going on would give a wrong derivative. */
import { InsertPoint, IRBuilder, type ModuleServices } from "../ir/builder.ts";
import { Literal } from "../ir/constants.ts";
import type { Function, GlobalValue, GlobalVariable } from "../ir/graph.ts";
import { constInt } from "../ir/literal.ts";
import type { NewFunction, NewGlobal } from "../ir/module.ts";
import type { FunctionType } from "../ir/types.ts";
import { at } from "../support/assert.ts";

/** A module that helpers can be added to. */
export interface HelperServices extends ModuleServices {
  /** The function of that name, when there is one. */
  function(name: string): Function | undefined;
  /** What has that name. */
  global(name: string): GlobalValue | undefined;
  /** A new definition without blocks. */
  addFunction(made: NewFunction): Function;
  /** A new variable; the name must be fresh. */
  addGlobal(made: NewGlobal): GlobalVariable;
}

/** Ends the block of `build`: says `message`, which is one line, on standard error and aborts. `name` is that of the function it is in. */
export function endProgram(
  build: IRBuilder,
  name: string,
  message: string,
  services: HelperServices,
): void {
  const { types } = services;
  say(build, name, `tsad: ${message}\n`, services);
  const abort = declared("abort", types.fn(types.void, []), services);
  // A module with an `abort` of its own type has another way out.
  const end = abort ?? services.declareIntrinsic("llvm.trap", [], types.fn(types.void, []));
  build.call(end, []);
  build.unreachable();
}

/** `void (i1)` of that name, made when first asked for: ends the program with `message`, which is one line, where it is true. */
export function endIf(name: string, message: string, services: HelperServices): Function {
  const known = services.function(name);
  if (known !== undefined) return known;
  const { types } = services;
  const fatal = services.addFunction({
    name: `${name}_found`,
    type: types.fn(types.void, []),
    prefix: "internal",
    suffix: fatalAttributes,
  });
  const end = new IRBuilder(InsertPoint.atEnd(fatal.newBlock(null)), services);
  endProgram(end, fatal.name, message, services);
  const type = types.fn(types.void, [types.i1]);
  const fn = services.addFunction({ name, type, prefix: "internal", suffix: "" });
  const build = new IRBuilder(InsertPoint.atEnd(fn.newBlock("entry")), services);
  const [found, rest] = [fn.newBlock("found"), fn.newBlock("rest")];
  build.condBr(at(fn.args, 0), found, rest);
  build.point = InsertPoint.atEnd(found);
  build.call(fatal, []);
  build.unreachable();
  build.point = InsertPoint.atEnd(rest);
  build.ret();
  return fn;
}

/** What a program says that reads a float of which an integer has overwritten a part. */
export const partRead =
  "a number was read of which an integer had overwritten a part: its derivative is not known";

/** The attributes of a function that only ends the program. */
export const fatalAttributes = "cold noinline noreturn nounwind";

/** Calls POSIX's write, unless the module means something else by that name. */
function say(build: IRBuilder, name: string, message: string, services: HelperServices): void {
  const { types, layout } = services;
  const size = types.int(layout.pointerBits(0));
  const pointer = types.pointerTo(types.i8);
  const write = declared("write", types.fn(size, [types.i32, pointer, size]), services);
  if (write === undefined) return;
  const text = services.addGlobal({
    name: services.freshName(`${name}.text`),
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
