/** The host module as text: types, variables and functions from the graph, without what the input's text said of its target. */
import type { Function, GlobalAlias, GlobalVariable } from "../../ir/graph.ts";
import type { Module } from "../../ir/module.ts";
import { Printer } from "../../ir/print/printer.ts";
import type { StructType } from "../../ir/types.ts";

/** The module with only the globals that `isKept` says; triple and data layout are left to the host's compiler. */
export function printHost(
  module: Module,
  isKept: (global: GlobalVariable | GlobalAlias | Function) => boolean,
): string {
  const printer = new Printer(module.dialect);
  const globals = module.globals().filter(isKept);
  const functions = module.functions().filter(isKept);
  return [
    `; made from ${module.file} by tsad gpu-run`,
    ...module.types.namedStructs().map(definition),
    ...globals.map((global) => printer.global(global)),
    ...functions.map((fn) => `\n${printer.function(fn)}`),
    "",
  ].join("\n");
}

function definition(struct: StructType): string {
  const { fields, packed } = struct;
  if (fields === null) return `${struct.text} = type opaque`;
  const inner = fields.length === 0 ? "{}" : `{ ${fields.map(({ text }) => text).join(", ")} }`;
  return `${struct.text} = type ${packed ? `<${inner}>` : inner}`;
}
