/** The function that ends the program when a pointer leads to a function that the module does not know. */
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import type { Function } from "../ir/graph.ts";
import { endProgram, fatalAttributes, type HelperServices } from "./fatal.ts";

const helperName = "__tsad_unknown_callee";

const message =
  "a differentiated function calls through a pointer to a function of which this module has no derivative; " +
  "link the module that defines it, or take the function's address in this one";

/** Is it the function that ends the program? Nothing in it is worth inlining. */
export function isUnknownCallee(fn: Function): boolean {
  return fn.name === helperName;
}

/** The helper of the module, `void (i8*)`, added when first asked for. */
export function unknownCallee(services: HelperServices): Function {
  const { types } = services;
  const pointer = types.pointerTo(types.i8);
  const known = services.function(helperName);
  if (known !== undefined) return known;
  const fn = services.addFunction({
    name: helperName,
    type: types.fn(types.void, [pointer]),
    prefix: "internal",
    suffix: fatalAttributes,
  });
  endProgram(
    new IRBuilder(InsertPoint.atEnd(fn.newBlock(null)), services),
    helperName,
    message,
    services,
  );
  return fn;
}
