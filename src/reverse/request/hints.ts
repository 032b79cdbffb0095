/**
 * Hints of what memory holds: `__enzyme_float(p, n)` and its relatives. They have no definition to link with and compute nothing. To do
 * without them is sound: what memory holds is read from its accesses, and where those do not say it, it is an error.
 */
import { CallInst } from "../../ir/instructions.ts";
import type { Module } from "../../ir/module.ts";

const hint = /__(enzyme|tsad)_(float|double|integer|pointer|ptr_size_hint)/;

/** Takes the calls of hints out of the whole module. */
export function eraseHints(module: Module): void {
  const hints = module
    .functions()
    .filter((fn) => fn.isDeclaration && hint.test(fn.name) && fn.functionType.ret.kind === "void");
  if (hints.length === 0) return;
  module.parseAll();
  for (const fn of hints) {
    for (const { user } of [...fn.uses()]) {
      if (!(user instanceof CallInst) || user.opcode !== "call" || user.callee !== fn) continue;
      const caller = user.parent?.parent;
      user.erase();
      if (caller !== undefined && caller !== null) module.markChanged(caller);
    }
  }
}
