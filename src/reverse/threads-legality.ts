/** What the reverse pass refuses where many threads run a function at once: what they share beside the memory that they are given. */
import { callEffects, calledFunction } from "../analysis/effects.ts";
import { carriesPointer } from "../analysis/memory.ts";
import { memoryEffects } from "../ir/attributes.ts";
import { GlobalVariable, type Instruction } from "../ir/graph.ts";
import { CallInst, LoadInst, StoreInst } from "../ir/instructions.ts";
import { mentioned } from "./shadowed-variables.ts";
import { type Context, pointerActivity } from "./context.ts";
import { refuse } from "./fail.ts";
import { copiedFloats } from "./derive-memory.ts";
import { floatsOfShort, sharedSource } from "./copy-shared.ts";
import { divergenceBefore, noteAgreement } from "./divergence.ts";
import { changedGiven } from "./given-structs.ts";
import type { Target } from "./target.ts";

/** @throws TsadError E_GPU */
export function checkThreads(inst: Instruction, target: Target, context: Context): void {
  const { primal } = context.spec;
  const refused: Refused = (reason, remedy) =>
    refuse("E_GPU", inst, { primal, reason, remedy, details: { target: target.name } });
  for (const operand of inst.operands) {
    const shared = mentioned(operand).find((each) => isSharedActive(each, context));
    if (shared === undefined) continue;
    checkVariable(shared, target, refused);
  }
  // What a lock of such operations protects is the business of one thread after the other, which the reverse would not be.
  if (isOrdering(inst))
    throw refused("an atomic or volatile operation orders what threads do", without);
  const changed = changedGiven(inst, context);
  if (changed !== null) {
    const name = changed.name === null ? "a parameter" : `%${changed.name}`;
    throw refused(
      `what ${name} points to is changed, of which all threads share the shadow`,
      "change a copy of it",
    );
  }
  if (inst instanceof CallInst) checkCall(inst, target, context, refused);
}

/** The threads of a block zero its own memory together; nobody does that for memory of the whole device. */
function checkVariable(variable: GlobalVariable, target: Target, refused: Refused): void {
  const { type, name, valueType } = variable;
  if (type.kind !== "pointer" || type.space !== target.sharedSpace) {
    throw refused(
      `all threads share the variable @${name}, which carries derivatives`,
      "pass memory as an argument with a shadow",
    );
  }
  if (variable.initializer === null) {
    throw refused(
      `how large @${name} is, which carries derivatives, is only known to the launch`,
      "give the array a constant size",
    );
  }
  if (carriesPointer(valueType)) {
    throw refused(`@${name} holds pointers that all threads share`, "share numbers");
  }
}

function isOrdering(inst: Instruction): boolean {
  if (inst instanceof LoadInst || inst instanceof StoreInst)
    return inst.isAtomic || inst.isVolatile;
  return ["atomicrmw", "cmpxchg"].includes(inst.opcode);
}

function checkCall(call: CallInst, target: Target, context: Context, refused: Refused): void {
  const effects = callEffects(call);
  if (effects === undefined) checkUnknown(call, target, context, refused);
  else if (effects.what === "barrier") checkBarrier(call, target, context, refused);
  else if (effects.what === "lanes") checkLanes(call, target, context, refused);
  if (effects?.what === "copy" || effects?.what === "move") checkCopy(call, context, refused);
  if (effects?.what === "allocate" && pointerActivity(context, call) !== "inactive") {
    throw refused("threads have no memory for the shadow of what they allocate", "use an array");
  }
}

function checkBarrier(call: CallInst, target: Target, context: Context, refused: Refused): void {
  const name = calledFunction(call)?.name ?? "?";
  if (!target.isMirrored(call)) {
    throw refused(
      `who waits at @${name} is not seen in the function`,
      "wait for all threads of the block",
    );
  }
  if (!target.isFence(name)) checkAllCome(call, "barrier", context, refused);
}

function checkLanes(call: CallInst, target: Target, context: Context, refused: Refused): void {
  if (!context.activity.isActive(call)) return;
  const problem = target.lanes.problem(call);
  if (problem !== null) throw refused(problem, "let all lanes take part, and read constant ones");
  checkAllCome(call, "shuffle", context, refused);
}

/** Who comes there in the reverse sweep is who came there before only where all do. */
function checkAllCome(call: CallInst, what: string, context: Context, refused: Refused): void {
  if (divergenceBefore(call, context) !== null) {
    throw refused(
      `some threads of the block may leave before they come to this ${what}`,
      "wait in all threads, and leave after the last barrier",
    );
  }
  noteAgreement(call, context);
}

/** What a call does that tsad knows nothing of may be to wait for other threads. */
function checkUnknown(call: CallInst, target: Target, context: Context, refused: Refused): void {
  const name = calledFunction(call)?.name ?? null;
  if (name !== null && target.isOfOneThread(name)) return;
  if (name !== null && target.isOwn(name)) {
    throw refused(`@${name} is about what other threads do`, without);
  }
  const touches = Object.values(memoryEffects(call, context.services));
  if (touches.every((access) => access === "none")) return;
  const what = name === null ? "what is called here" : `@${name}`;
  throw refused(`${what} may be about what other threads do`, without);
}

/** A call that is differentiated by a pair of functions, which hand on a tape. @throws TsadError E_GPU_TAPE */
export function checkPairs(target: Target, { pairs, spec }: Context): void {
  const [call] = pairs.calls;
  if (call === undefined) return;
  const reason = "the call is not inlined, and what is kept of it";
  const remedy = "mark what is called always_inline";
  throw refuse("E_GPU_TAPE", call, {
    primal: spec.primal,
    reason,
    remedy,
    details: { target: target.name },
  });
}

const without =
  "differentiate a function without it, or keep active values away from other threads";

type Refused = (reason: string, remedy: string) => Error;

/** What is added to the source of a copy may be added to by others. */
function checkCopy(copy: CallInst, context: Context, refused: Refused): void {
  const ends = [copy.operand(0), copy.operand(1)];
  if (ends.every((end) => pointerActivity(context, end) === "inactive")) return;
  if (sharedSource(copy, context) === null) return;
  if (floatsOfShort(copy, copiedFloats(copy, context), context) !== null) return;
  throw refused(
    "a copy of active memory that other threads may copy, too",
    "copy number by number",
  );
}

function isSharedActive(
  value: ReturnType<typeof mentioned>[number],
  { memory, activity }: Context,
): value is GlobalVariable {
  if (!(value instanceof GlobalVariable) || value.isConstant) return false;
  return [...memory.rootsOf(value)].some((root) => activity.needsShadow(root));
}
