/**
 * Bodies to put in the place of calls, with what a compiler without optimisation leaves behind cleared away first: once for a function, and
 * not once for each of its calls.
 */
import type { AttributeGroups } from "../ir/attributes.ts";
import { cloneFunctionBody } from "../ir/clone.ts";
import { Argument, Function } from "../ir/graph.ts";
import { removeDeadCode } from "./dce.ts";
import { dissolveSlots } from "./dissolve.ts";

/** A body without what a compiler without optimisation leaves behind. */
export interface SlimBody {
  /** In no module, shared, and not to be changed. */
  readonly fn: Function;
  /** How many instructions it has. */
  readonly size: number;
}

const bodies = new WeakMap<Function, SlimBody>();

/**
 * A function that does what `fn`, which has a body and is not changed any more, does, with values in SSA form as far as slots allow and
 * without debug locations.
 */
export function slimBody(fn: Function, services: AttributeGroups): SlimBody {
  const known = bodies.get(fn);
  if (known !== undefined) return known;
  const copy = new Function(fn.module, fn.type, fn.functionType, fn.name, { isDeclaration: false });
  copy.prefix = fn.prefix;
  copy.suffix = fn.suffix;
  copy.args = fn.args.map(
    ({ index, type, attributes }) => new Argument(copy, index, type, attributes, null),
  );
  cloneFunctionBody(fn, copy, new Map(), { dropDebug: true });
  dissolveSlots(copy);
  removeDeadCode(copy, services);
  const body = { fn: copy, size: [...copy.instructions()].length };
  bodies.set(fn, body);
  return body;
}
