/** What calls write to memory that is reached through pointers in the memory that they are given. */
import type { CallInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import type { ContentIndex } from "./contents.ts";
import { ModRefs } from "./modref.ts";
import { reachable } from "./objects/function-objects.ts";
import { ModuleObjects } from "./objects/module-objects.ts";
import { current } from "./objects/node.ts";
import { summariesFor } from "./objects/summaries.ts";

const known = new WeakMap<ModuleObjects, ModRefs>();

/**
 * May a call of functions with a body write to what pointers in the memory behind `arg`, one of its arguments, lead to? Yes where it is not
 * known what the call does. Memory that holds no float by anything that is seen of it does not count.
 */
export function writesBehind(call: CallInst, arg: Value, contents: ContentIndex): boolean {
  const cell = contents.objects.cellOf(arg);
  if (cell === null) return false;
  const behind = reachable(cell.node.slots.list().map(({ target }) => current(target).node));
  const summaries = summariesFor(contents.fn);
  if (!(summaries instanceof ModuleObjects)) return true;
  const done = modRefsOf(summaries).ofCall(contents.objects, call);
  if (done === undefined || done.strangers.write) return true;
  return done.effects.some(({ at, isWritten, size }) => {
    const to = current(at);
    if (!isWritten || !behind.has(to.node)) return false;
    return [...contents.leavesBehind(to, size)].some(({ type }) => type.kind === "float");
  });
}

function modRefsOf(objects: ModuleObjects): ModRefs {
  let all = known.get(objects);
  if (all === undefined) {
    all = new ModRefs(objects);
    known.set(objects, all);
  }
  return all;
}
