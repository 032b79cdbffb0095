/** When a value with a tangent may go to memory without a shadow, and when that is refused. */
import { callEffects } from "../analysis/effects.ts";
import { carriesFloat } from "../analysis/flow.ts";
import { carriesPointer, type Root } from "../analysis/memory.ts";
import {
  Argument,
  type Function,
  GlobalValue,
  GlobalVariable,
  type Instruction,
} from "../ir/graph.ts";
import { isInactiveGlobal } from "../analysis/registered.ts";
import { CallInst, LoadInst } from "../ir/instructions.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { refuse } from "../reverse/fail.ts";
import type { TangentFlow } from "./flow.ts";
import type { Scene } from "./scene.ts";
import { canHoldTangent } from "./spec.ts";

/**
 * `inst` writes a value of `type` (null: any bytes) with a tangent through `pointer`, which has no shadow.
 * @returns true where nothing is lost: the user declared the memory constant, and nothing reads it; false where only the run of the
 * program tells
 * @throws TsadError where a float would lose its tangent
 */
export function allowsLoss(
  inst: Instruction,
  pointer: Value,
  type: Type | null,
  scene: Scene,
): boolean {
  const roots = [...scene.flow.rootsOf(pointer)];
  if (roots.every((root) => isWriteOnly(root, scene))) return true;
  // Pointers and integers may be inactive all the same: a comparison at run time tells.
  if (type === null || !carriesFloat(type)) return false;
  const { primal } = scene.spec;
  for (const { kind, value } of roots) {
    if (value instanceof GlobalValue) {
      throw refuse("E_GLOBAL", inst, { primal, details: { name: `@${value.name}` } });
    }
    if (kind === "unknown" || kind === "text") throw refuse("E_PROVENANCE", inst, { primal });
  }
  const reason = scene.isEntry
    ? "an active value is stored to memory that was declared constant, and read back"
    : "an active value is stored to memory that the caller declared constant";
  throw refuse("E_CONST_MEMORY", inst, { primal, reason });
}

/** Memory that the user declared constant or inactive, which no instruction here reads and no function here is given. */
function isWriteOnly(root: Root, scene: Scene): boolean {
  const { kind, value } = root;
  const isConstant = scene.isEntry && kind === "argument" && value instanceof Argument;
  const isVariable = kind === "global" && value instanceof GlobalVariable && !value.isConstant;
  const isInactive = isVariable && isInactiveGlobal(value);
  if (!isConstant && !isInactive) return false;
  for (const other of scene.read) if (scene.flow.memory.rootsAlias(root, other)) return false;
  return true;
}

/** The memory without a shadow that the function may read, itself or in what it calls. To be asked before its code is changed. */
export function rootsRead(fn: Function, flow: TangentFlow): ReadonlySet<Root> {
  const found = new Set<Root>();
  for (const inst of fn.instructions()) {
    for (const pointer of pointersRead(inst)) {
      for (const root of flow.rootsOf(pointer)) {
        // Memory with a shadow is read with it.
        const hasShadow = root.kind === "argument" && root.value !== null && flow.has(root.value);
        if (!hasShadow && root.kind !== "alloca") found.add(root);
      }
    }
  }
  return found;
}

function pointersRead(inst: Instruction): readonly Value[] {
  if (inst instanceof LoadInst) return canHoldTangent(inst.type) ? [inst.pointer] : [];
  if (!(inst instanceof CallInst)) return [];
  const what = callEffects(inst)?.what;
  if (what === "nothing" || what === "rule" || what === "set") return [];
  if (what === "copy" || what === "move") return [inst.operand(1)];
  return inst.args.filter((arg) => carriesPointer(arg.type));
}
