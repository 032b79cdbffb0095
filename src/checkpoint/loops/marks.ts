/** The marks of loops that are checkpointed: calls in their bodies, and what they say. */
import { type Function } from "../../ir/graph.ts";
import { CallInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";
import { calledFunction } from "../../analysis/effects.ts";
import { literalOf } from "../../reverse/request/origin.ts";
import type { ErrorCode, TsadError } from "../../support/errors.ts";
import { refuse } from "../../reverse/fail.ts";
import { scheduleNames } from "../schedule.ts";

/** The numbers of `enum tsad_schedule_kind` (include/tsad/schedule.h). */
export const scheduleKinds = [...scheduleNames, "auto"] as const;

/** A schedule by its name. */
export type ScheduleName = (typeof scheduleKinds)[number];

/** What `__enzyme_set_checkpointing` calls them; "none" is a loop that is not checkpointed. */
const enzymeKinds: readonly (ScheduleName | "none")[] = [
  "none",
  "periodic",
  "revolve",
  "store-all",
  "revolve",
];

/** Schedules that a mark can name: what others need beside one number, the environment or a configuration says. */
const markable: ReadonlySet<string> = new Set([
  "store-all",
  "periodic",
  "revolve",
  "online",
  "auto",
]);

/** A mark that was found. */
export interface Mark {
  readonly call: CallInst;
  /** Null for a loop that is to be differentiated as if there were no mark. */
  readonly schedule: ScheduleName | null;
  readonly budget: Value;
}

/** The declared functions whose calls mark a loop, and that which names memory; C++ and Fortran change names. */
export const markNames =
  /__tsad_checkpoint(?!_(for|while))|__enzyme_set_checkpointing|^tsad_checkpoint_$/;
/** The function whose calls say how large memory is. */
export const regionNames = /__tsad_region|^tsad_region_$/;

/** Is it a call of a function, without a body here, whose name says that? */
export function isCallOf(inst: unknown, names: RegExp): inst is CallInst {
  if (!(inst instanceof CallInst) || inst.opcode !== "call") return false;
  const callee = calledFunction(inst);
  return callee?.isDeclaration === true && names.test(callee.name);
}

/** The marks of `fn` in the order of its text. @throws TsadError E_CHECKPOINT for one that is not understood */
export function marksIn(fn: Function, primal: Function): Mark[] {
  const found: Mark[] = [];
  for (const inst of fn.instructions()) {
    if (isCallOf(inst, markNames)) found.push(readMark(inst, primal));
  }
  return found;
}

function readMark(call: CallInst, primal: Function): Mark {
  const [kind, budget] = call.args;
  const complain = (reason: string): TsadError => refuse(code, call, { primal, reason });
  if (kind === undefined || budget === undefined || call.args.length !== 2)
    throw complain("the mark of a loop takes two numbers, a schedule and a budget");
  if (budget.type.kind !== "int" || budget.type.bits > 64)
    throw complain("the budget of a checkpointed loop is no whole number");
  const number = literalOf(kind);
  if (number === null) throw complain("the schedule of a checkpointed loop is no constant");
  const isEnzyme = calledFunction(call)?.name.includes("enzyme") === true;
  const name = (isEnzyme ? enzymeKinds : scheduleKinds)[Number(number)];
  if (name === undefined) throw complain(`${number} is no schedule`);
  if (name !== "none" && !markable.has(name)) {
    throw complain(`the schedule ${name} needs more than a budget: set it with TSAD_CKPT`);
  }
  return { call, schedule: name === "none" ? null : name, budget };
}

const code: ErrorCode = "E_CHECKPOINT";
