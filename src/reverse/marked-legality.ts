/** What is refused of accesses to marked memory (see marked.ts): those of which marks cannot tell what they do. */
import { carriesFloat } from "../analysis/flow.ts";
import { calledFunction } from "../analysis/effects.ts";
import { hasRule } from "../analysis/registered.ts";
import { isOwnCall } from "../analysis/access-index.ts";
import type { Instruction } from "../ir/graph.ts";
import { CallInst, LoadInst, type StoreInst } from "../ir/instructions.ts";
import { scalarType, type Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import type { Context } from "./context.ts";
import { refuse } from "./fail.ts";
import { hasMark } from "./mark-values.ts";
import { isMarked, mayChangeUnseen, movesBytes } from "./marked.ts";

/** @throws TsadError for a load or store of marked memory that has no marks */
export function checkMarkedAccess(inst: LoadInst | StoreInst, context: Context): void {
  const { spec } = context;
  const type = inst instanceof LoadInst ? inst.type : inst.value.type;
  const isFloat = carriesFloat(type);
  const isFit = isFloat ? hasMark(type) : hasOneKind(type);
  if (isFit && !(isFloat && (inst.isVolatile || inst.isAtomic))) return;
  const reason = `${type.text} is accessed where other types of value are at other times`;
  throw refuse("E_TYPE_CONFLICT", inst, { primal: spec.primal, reason });
}

/** Is a value of the type one integer or pointer, or a vector of integers? */
function hasOneKind(type: Type): boolean {
  return type.kind === "pointer" || scalarType(type).kind === "int";
}

/**
 * Is it a copy to, or filling of, marked memory?
 * @throws TsadError for a copy of which one end is marked and the other is not
 */
export function checkMarkedMove(call: CallInst, context: Context): boolean {
  if (!movesBytes(call)) return false;
  const [to, from] = [call.operand(0), call.operand(1)];
  const isTo = isMarked(to, context);
  if (from.type.kind !== "pointer") return isTo;
  const isFrom = isMarked(from, context);
  if (isTo === isFrom) return isTo;
  if (!hasShadow(isTo ? from : to, context)) return isTo;
  const reason =
    "bytes are copied between memory that holds different types of value at different times and memory that may be the caller's";
  throw refuse("E_TYPE_CONFLICT", call, { primal: context.spec.primal, reason });
}

function hasShadow(pointer: Value, { activity, memory }: Context): boolean {
  return [...memory.rootsOf(pointer)].some((root) => activity.needsShadow(root));
}

/** @throws TsadError for an instruction that may change marked memory, and not its marks */
export function checkUnseenChange(inst: Instruction, context: Context): void {
  const { marks, spec } = context;
  if (marks === null) return;
  const changed = mayChangeUnseen(inst, context) ?? givenToRule(inst, context);
  if (changed === null) return;
  const name = inst instanceof CallInst ? calledFunction(inst)?.name : undefined;
  const what = name === undefined ? inst.opcode : `@${name}`;
  const reason = `${what} may write to memory that holds different types of value at different times`;
  throw refuse("E_TYPE_CONFLICT", inst, { primal: spec.primal, reason });
}

/** Gradients that the program brings know nothing of marks. */
function givenToRule(call: Instruction, context: Context): Value | null {
  if (!(call instanceof CallInst) || !isOwnCall(call) || !context.pairs.has(call)) return null;
  const callee = calledFunction(call);
  if (callee === null || !hasRule(callee, "gradient")) return null;
  return call.args.find((arg) => arg.type.kind === "pointer" && isMarked(arg, context)) ?? null;
}
