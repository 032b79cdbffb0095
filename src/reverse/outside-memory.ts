/**
 * Memory that pointers in global variables led to before the gradient began. It has no shadow, as if it were its own, and is constant: what
 * is stored there has a derivative that nothing holds. Only the run tells which memory that is, so the run ends where it happens.
 */
import type { Activity } from "../analysis/activity.ts";
import type { MemoryModel } from "../analysis/memory.ts";
import { isClassData, isInactiveGlobal } from "../analysis/registered.ts";
import { carriesPointer, isBehindGlobal, type Root } from "../analysis/roots.ts";
import type { IRBuilder } from "../ir/builder.ts";
import { Argument, GlobalVariable } from "../ir/graph.ts";
import type { Value } from "../ir/value.ts";
import type { ModuleItems } from "../transform/address-taken.ts";
import { endIf } from "../transform/fatal.ts";
import type { GradientServices } from "./services.ts";
import { isLibrarys } from "./shadowed-variables.ts";
import { keptFor } from "../support/kept.ts";

const textMessage =
  "an active value is stored to memory that is text of the library: bytes of strings have no derivatives, so keep numbers elsewhere";

const message =
  "an active value is stored to memory without a shadow, which a pointer in a global variable led to before the gradient began: set that pointer within the differentiated function, or pass the memory as an argument with a shadow";

/** What is read to tell where a derivative may be lost. */
export interface LossFacts {
  readonly memory: MemoryModel;
  readonly activity: Activity;
  readonly services: GradientServices;
  /** For a function that is part of another the parameters by which memory of which its callers do not know it is reached; otherwise null. */
  readonly part: {
    readonly checked: ReadonlySet<Value>;
    readonly mixed: ReadonlySet<Value>;
  } | null;
}

/** May a derivative be lost that is stored through `pointer`, so that the run must look whether it is? */
export function mayLose(facts: LossFacts, pointer: Value): boolean {
  return loses(facts, facts.memory.rootsOf(pointer));
}

/** As {@link mayLose}, for any memory of a set. */
export function loses(facts: LossFacts, roots: Iterable<Root>): boolean {
  for (const root of roots) if (isDoubtful(facts, root)) return true;
  return false;
}

function isDoubtful({ activity, part, services }: LossFacts, root: Root): boolean {
  if (!activity.needsShadow(root)) return false;
  if (isBehindGlobal(root)) return true;
  if (root.kind === "handed") {
    return part === null || part.checked.size > 0 || hasGlobalPointers(services);
  }
  const { kind, value } = root;
  if (part === null || !(value instanceof Argument) || !part.checked.has(value)) return false;
  // The memory of the parameter itself may have a shadow for certain, and what is reached through it not.
  return kind === "content" || (kind === "argument" && part.mixed.has(value));
}

/** Emits the end of the program where `isLost` holds. */
export function endWhereLost(build: IRBuilder, isLost: Value, services: GradientServices): void {
  build.call(endIf("__tsad_lost_derivative", message, services), [isLost]);
}

/** May `pointer`, which leads to memory with shadows, lead to text instead, as when a node of a container has both? Only the run tells. */
export function mayBeText({ activity, memory }: LossFacts, pointer: Value): boolean {
  const roots = memory.rootsOf(pointer);
  return roots.has(memory.text) && [...roots].some((root) => activity.needsShadow(root));
}

/** Emits the end of the program where `isLost` holds, of an active value that would be stored to text. */
export function endWhereText(build: IRBuilder, isLost: Value, services: GradientServices): void {
  build.call(endIf("__tsad_stored_to_text", textMessage, services), [isLost]);
}

/** Does the module have variables with pointers in which a program may leave its own? */
export const hasGlobalPointers = keptFor((services: ModuleItems): boolean =>
  services.globals().some((global) => global instanceof GlobalVariable && isOpen(global)),
);

function isOpen(global: GlobalVariable): boolean {
  if (global.isConstant || isInactiveGlobal(global) || isClassData(global)) return false;
  return !isLibrarys(global) && carriesPointer(global.valueType);
}
