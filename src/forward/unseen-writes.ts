/** Library functions without a derivative that write to memory: the tangents there would be those of what was there before. */
import type { ContentIndex } from "../analysis/contents.ts";
import { callEffects, calledFunction } from "../analysis/effects.ts";
import { Instruction } from "../ir/graph.ts";
import { AllocaInst, CallInst, CompareInst, LoadInst, StoreInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { refuse } from "../reverse/fail.ts";
import type { Scene } from "./scene.ts";

/**
 * Looks at every call of the function; to be asked before its code is changed.
 * @throws TsadError E_NO_RULE where one may write a float to memory that may hold one with a tangent
 */
export function checkUnseenWrites(scene: Scene, contents: () => ContentIndex): void {
  for (const inst of scene.fn.instructions()) {
    if (!(inst instanceof CallInst)) continue;
    for (const pointer of unseenTargets(inst)) {
      if (!scene.flow.has(pointer) || isNeverActive(pointer, scene)) continue;
      const index = contents();
      const leaves = [...index.leavesBehind(index.endOf(pointer), null)];
      if (!leaves.some(({ type }) => type.kind === "float")) continue;
      const details = { name: calledFunction(inst)?.name ?? "?" };
      throw refuse("E_NO_RULE", inst, { primal: scene.spec.primal, details });
    }
  }
}

/** Through which arguments the call may write a float that the program has not computed. */
function unseenTargets(call: CallInst): readonly Value[] {
  const effects = callEffects(call);
  if (effects?.what !== "inactive" || effects.text !== undefined) return [];
  if (effects.declared === true || effects.integers === true) return [];
  return effects.writes.map((i) => call.operand(i));
}

/** Is it a local variable to which nothing with a tangent is stored, so that its shadow is zero throughout? */
function isNeverActive(pointer: Value, { flow }: Scene): boolean {
  if (!(pointer instanceof AllocaInst)) return false;
  return [...pointer.uses()].every(({ user, index }) => {
    if (!(user instanceof Instruction) || user.isDebugRecord) return true;
    if (user instanceof StoreInst) return index === 1 && !flow.has(user.value);
    if (user instanceof LoadInst || user instanceof CompareInst) return true;
    if (!(user instanceof CallInst)) return false;
    const what = callEffects(user)?.what;
    return what === "inactive" || what === "nothing";
  });
}
