/** Adjoints in memory: reading, zeroing and adding at the shadow of an address. */
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import { carriesFloat } from "../analysis/flow.ts";
import type { IRBuilder } from "../ir/builder.ts";
import { addInto, elementPointer } from "./adjoint.ts";
import { unmarked } from "./mark-copies.ts";
import { hasMark } from "./mark-values.ts";
import { isMarked } from "./marked.ts";
import { isPrivate } from "./private-memory.ts";
import { type Target, targetOf } from "./target.ts";
import { endWhereLost, endWhereText, mayBeText, mayLose } from "./outside-memory.ts";
import type { Sweep } from "./sweep.ts";

/** Can there be no marks where the adjoint is? */
function isUnmarked({ context }: Sweep, pointer: Value, type: Type): boolean {
  return !hasMark(type) || !isMarked(pointer, context);
}

/** How an adjoint is taken out of memory. */
interface Taking {
  /** Bytes; 0 where nothing is known. */
  readonly align?: number;
  /** It is that of what was in memory before, too. */
  readonly stays?: boolean;
}

/** `*pointer += amount`, float by float, where other threads may add, too. */
function addShared(
  build: IRBuilder,
  target: Target,
  pointer: Value,
  amount: Value,
  align: number,
): void {
  const { type } = amount;
  if (type.kind === "float") {
    target.addShared(build, pointer, amount, align);
    return;
  }
  const count = type.kind === "struct" ? (type.fields ?? []).length : elementCount(type);
  for (let i = 0; i < count; i++) {
    const part =
      type.kind === "vector"
        ? build.extractElement(amount, constInt(build.module.types.i32, i))
        : build.extractValue(amount, i);
    if (!carriesFloat(part.type)) continue;
    addShared(build, target, elementPointer(build, pointer, type, [i]), part, 0);
  }
}

function elementCount(type: Type): number {
  return type.kind === "vector" || type.kind === "array" ? type.length : 0;
}

/** How an adjoint in memory is read and grown. */
export const shadowMemory = {
  /** As `take`, of what an instruction has stored there, which must not have been to memory that has no adjoints. */
  takeStored(sweep: Sweep, pointer: Value, type: Type, how: Taking = {}): Value {
    const { build, context } = sweep;
    const mayBeLost = mayLose(context, pointer);
    if (mayBeLost || mayBeText(context, pointer)) {
      const isLost = build.icmp("eq", sweep.shadow(pointer), sweep.primal(pointer));
      (mayBeLost ? endWhereLost : endWhereText)(build, isLost, context.services);
    }
    return this.take(sweep, pointer, type, how);
  },

  /** The adjoint of what is at `pointer`, of that type; zero afterwards, unless it stays. */
  take(sweep: Sweep, pointer: Value, type: Type, { align = 0, stays = false }: Taking = {}): Value {
    const { build } = sweep;
    const { address, present } = sweep.shadowPlace(pointer, type);
    const found = build.load(type, address, { align });
    const adjoint = isUnmarked(sweep, pointer, type) ? found : unmarked(build, found);
    if (!stays) build.store(nullOf(type), address, { align });
    return present === null ? adjoint : build.select(present, adjoint, nullOf(type));
  },

  /** Adds `amount` to the adjoint of what is at `pointer`. */
  add(sweep: Sweep, pointer: Value, amount: Value, flags = "", align = 0): void {
    const { address } = sweep.shadowPlace(pointer, amount.type);
    if (!isUnmarked(sweep, pointer, amount.type)) {
      const { build } = sweep;
      const before = unmarked(build, build.load(amount.type, address, { align }));
      build.store(build.binary("fadd", before, amount, { flags }), address, { align });
      return;
    }
    const target = targetOf(sweep.context.services);
    if (target !== null && !isPrivate(pointer, sweep.context))
      addShared(sweep.build, target, address, amount, align);
    else addInto(sweep.build, address, amount.type, amount, flags, align);
  },
};
