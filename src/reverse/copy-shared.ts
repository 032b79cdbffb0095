/** The reverse of a copy from memory that other threads may copy from, too: float by float, as each has to be added atomically. */
import type { FloatRun, RepeatedRuns } from "../analysis/copied-fields.ts";
import { callEffects } from "../analysis/effects.ts";
import { integerOf } from "../ir/constants.ts";
import type { Instruction } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { FloatType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import type { Context } from "./context.ts";
import { pointerActivity } from "./context.ts";
import type { Sweep } from "./sweep.ts";
import { isPrivate } from "./private-memory.ts";
import { type Target, targetOf } from "./target.ts";

/** Longer copies are not taken apart. */
const mostFloats = 64;

/** The target whose other threads may copy from the same place; null where there are none. */
export function sharedSource(copy: Instruction, context: Context): Target | null {
  const from = copy.operand(1);
  if (pointerActivity(context, from) === "inactive" || isPrivate(from, context)) return null;
  return targetOf(context.services);
}

/** Where the floats are that a memcpy copies, which holds `copied`, if it is short enough and always copies as many; null otherwise. */
export function floatsOfShort(
  copy: Instruction,
  copied: FloatType | FloatRun[] | RepeatedRuns,
  context: Context,
): readonly FloatRun[] | null {
  if (!(copy instanceof CallInst) || callEffects(copy)?.what !== "copy") return null;
  const length = integerOf(copy.operand(2));
  const ends = [copy.operand(0), copy.operand(1)];
  if (length === undefined || ends.some((end) => pointerActivity(context, end) !== "active"))
    return null;
  if ("stride" in copied) return null;
  const runs = copied instanceof Array ? copied : runOf(copied, Number(length), context);
  return runs.reduce((sum, { count }) => sum + count, 0) <= mostFloats ? runs : null;
}

function runOf(type: FloatType, length: number, { services }: Context): readonly FloatRun[] {
  return [{ offset: 0, type, count: Math.floor(length / services.layout.sizeOf(type)) }];
}

/** Moves the adjoints of `runs` from the target of a copy to its source, both of them shadows. */
export function moveShared(
  runs: readonly FloatRun[],
  [to, from]: readonly [Value, Value],
  target: Target,
  { build }: Sweep,
): void {
  const { types, layout } = build.module;
  for (const { offset, type, count } of runs) {
    for (let i = 0; i < count; i++) {
      const at = constInt(types.i64, offset + i * layout.sizeOf(type));
      const [place, source] = [to, from].map((end) => build.gep(types.i8, end, [at]));
      if (place === undefined || source === undefined) continue;
      const adjoint = build.load(type, place, { align: 1 });
      build.store(nullOf(type), place, { align: 1 });
      target.addShared(build, source, adjoint, layout.abiAlign(type));
    }
  }
}
