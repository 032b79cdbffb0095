/** What the reverse pass needs of a module: to declare and add functions, names and attribute groups. */
import type { ModuleServices } from "../ir/builder.ts";
import type { Function, GlobalValue, GlobalVariable } from "../ir/graph.ts";
import type { NewGlobal } from "../ir/module.ts";
import type { ModuleItems } from "../transform/address-taken.ts";

/** A module that functions can be added to. */
export interface GradientServices extends ModuleServices, ModuleItems {
  /** The target triple, empty when the module names none. */
  readonly triple: string;
  /** The function of that name, when there is one. */
  function(name: string): Function | undefined;
  /** What has that name. */
  global(name: string): GlobalValue | undefined;
  /** A new definition without blocks. `prefix` is its linkage, `suffix` its attributes. */
  addFunction(options: {
    readonly name: string;
    readonly type: Function["functionType"];
    readonly prefix?: string;
    readonly suffix?: string;
  }): Function;
  /** A new variable; the name must be fresh. */
  addGlobal(made: NewGlobal): GlobalVariable;
  /** The texts of all metadata nodes; absent for a module that was built in memory. */
  metadataTexts?(): Iterable<string>;
  /** The reference `#N` of an attribute group with these words. */
  attributeGroup(text: string): string;
}
