/** What calls write to memory that is reached through pointers in the memory that they are given. */
import type { CallInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import type { ContentIndex } from "./contents.ts";
import { calledFunction } from "./effects.ts";
import { ModRefs } from "./modref.ts";
import { reachable } from "./objects/function-objects.ts";
import { ModuleObjects } from "./objects/module-objects.ts";
import { current } from "./objects/node.ts";
import { summariesFor } from "./objects/summaries.ts";
import { onlyReads } from "./only-reads.ts";
import { onlyFloatsReadThrough } from "./read-params.ts";
import { keptFor } from "../support/kept.ts";

const modRefsOf = keptFor((objects: ModuleObjects) => new ModRefs(objects));

/**
 * May a call of functions with a body write to what pointers in the memory behind `arg`, one of its arguments, lead to? Yes where it is not
 * known what the call does. Memory that holds no float by anything that is seen of it does not count.
 */
export function writesBehind(call: CallInst, arg: Value, contents: ContentIndex): boolean {
  const cell = contents.objects.cellOf(arg);
  if (cell === null) return false;
  const behind = reachable(cell.node.slots.list().map(({ target }) => current(target).node));
  const summaries = summariesFor(contents.fn);
  const isKnown = summaries instanceof ModuleObjects;
  const done = isKnown ? modRefsOf(summaries).ofCall(contents.objects, call) : undefined;
  // Functions that tsad made meanwhile have no summary.
  if (done === undefined) return !isSeenToKeep(call, arg);
  if (done.strangers.write) return true;
  return done.effects.some(({ at, isWritten, size }) => {
    const to = current(at);
    if (!isWritten || !behind.has(to.node)) return false;
    return [...contents.leavesBehind(to, size)].some(({ type }) => type.kind === "float");
  });
}

/** Does the text of the callee show that it writes nothing behind the argument? */
function isSeenToKeep(call: CallInst, arg: Value): boolean {
  const callee = calledFunction(call);
  if (callee === null) return false;
  const places = call.args.flatMap((each, i) => (each === arg ? [i] : []));
  return onlyReads(callee) || places.every((i) => onlyFloatsReadThrough(callee, i));
}
