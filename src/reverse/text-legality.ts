/** What is refused where text is concerned, which has no shadow: floats that would go there, or come from there. */
import { carriesFloat } from "../analysis/flow.ts";
import { copiesText } from "../analysis/text-pointers.ts";
import type { Instruction } from "../ir/graph.ts";
import { type CallInst, type LoadInst, StoreInst } from "../ir/instructions.ts";
import type { TextObjects } from "../rules/inactive-call.ts";
import type { Context } from "./context.ts";
import { mayBeText } from "./outside-memory.ts";
import { refuse } from "./fail.ts";
import { isMarked } from "./marked.ts";

/**
 * What works on text writes nothing else (TextObjects); if it read a float, the bits would go where no adjoint follows.
 * @throws TsadError where it might
 */
export function checkText(call: CallInst, text: TextObjects, context: Context): void {
  const { activity, contents, memory, spec } = context;
  if (text.isOfStrings) return;
  // Of a copy of unknown length it is known that it begins with a character.
  const bytes = copiesText(call) ? 1 : null;
  const read = call.args.some((arg, i) => {
    if (text.objects.includes(i) || arg.type.kind !== "pointer") return false;
    if (isMarked(arg, context)) return false;
    if (!activity.someVaried(memory.rootsOf(arg))) return false;
    const behind = contents.leavesBehind(contents.endOf(arg), bytes);
    return [...behind].some(({ type }) => type.kind === "float");
  });
  if (!read) return;
  const reason = "bytes of active memory that may hold a float are taken for text";
  throw refuse("E_TYPE_CONFLICT", call, { primal: spec.primal, reason });
}

/** @throws TsadError where a value that varies is stored to what can only be text, or a float that matters is loaded from it; where it may be something else the run looks */
export function checkTextAccess(inst: LoadInst | StoreInst, context: Context): void {
  const { activity, memory } = context;
  const roots = memory.rootsOf(inst.pointer);
  if (!roots.has(memory.text) || (inst instanceof StoreInst && mayBeText(context, inst.pointer)))
    return;
  const isLost =
    inst instanceof StoreInst
      ? activity.isVaried(inst.value)
      : roots.size === 1 && carriesFloat(inst.type) && activity.isUseful(inst);
  if (isLost) refuseText(inst, context);
}

function refuseText(inst: Instruction, { spec }: Context): never {
  throw refuse("E_PROVENANCE", inst, { primal: spec.primal });
}

/** @throws TsadError where floats would be copied to text, or text to floats, which would have to be the bits of some */
export function checkTextCopy(call: CallInst, context: Context): void {
  const { activity, contents, memory } = context;
  const [target, source] = [memory.rootsOf(call.operand(0)), memory.rootsOf(call.operand(1))];
  if (target.has(memory.text) && readsFloats(call, context)) refuseText(call, context);
  if (!source.has(memory.text) || !activity.someActive(target)) return;
  const { to, bytes } = contents.copyOf(call);
  const floats = [...contents.leavesBehind(to, bytes)].filter(({ type }) => type.kind === "float");
  if (floats.length > 0) refuseText(call, context);
}

/** Does the copy take from memory that holds varied values, at a place where there may be floats? */
function readsFloats(call: CallInst, { activity, contents, memory }: Context): boolean {
  if (!activity.someVaried(memory.rootsOf(call.operand(1)))) return false;
  const { from, bytes } = contents.copyOf(call);
  return [...contents.leavesBehind(from, bytes)].some(({ type }) => type.kind === "float");
}
