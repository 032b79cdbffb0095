/** Markers have no definition to link with; where the program still loads one when its calls are gone, the value means nothing. */
import { GlobalVariable } from "../../ir/graph.ts";
import { LoadInst } from "../../ir/instructions.ts";
import { nullOf } from "../../ir/literal.ts";
import type { Module } from "../../ir/module.ts";
import { markerOf } from "./markers.ts";

/** Takes away every load of a marker that the module only declares. All bodies must have been read. */
export function eraseMarkerLoads(module: Module): void {
  for (const global of module.globals()) {
    if (!(global instanceof GlobalVariable) || !global.isDeclaration) continue;
    if (markerOf(global)?.meaning === undefined) continue;
    for (const { user } of global.uses()) {
      if (!(user instanceof LoadInst)) continue;
      const fn = user.parent?.parent;
      user.replaceAllUsesWith(nullOf(user.type));
      user.erase();
      if (fn !== undefined && fn !== null) module.markChanged(fn);
    }
  }
}
