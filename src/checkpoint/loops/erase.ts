/** Marks of loops in code that is not differentiated: they say something to tsad alone, and have no definition to link with. */
import { CallInst } from "../../ir/instructions.ts";
import type { Function } from "../../ir/graph.ts";
import type { Module } from "../../ir/module.ts";
import { markNames, regionNames } from "./marks.ts";

function marksOf(module: Module): Function[] {
  return module.functions().filter(({ isDeclaration, name }) => {
    return isDeclaration && (markNames.test(name) || regionNames.test(name));
  });
}

/** Does the module mark loops? */
export function hasMarks(module: Module): boolean {
  return marksOf(module).length > 0;
}

/** Takes the marks out of the whole module. */
export function eraseMarks(module: Module): void {
  const marks = marksOf(module);
  if (marks.length === 0) return;
  module.parseAll();
  for (const mark of marks) {
    for (const { user } of [...mark.uses()]) {
      if (!(user instanceof CallInst) || user.opcode !== "call" || user.callee !== mark) continue;
      const caller = user.parent?.parent;
      user.erase();
      if (caller !== undefined && caller !== null) module.markChanged(caller);
    }
  }
}
