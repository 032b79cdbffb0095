/** Loads, stores, and the intrinsics that copy and fill memory. */
import {
  type FloatRun,
  floatsCopied,
  floatsRepeated,
  type RepeatedRuns,
  kindsCopied,
} from "../analysis/copied-fields.ts";
import { callEffects } from "../analysis/effects.ts";
import { carriesFloat } from "../analysis/flow.ts";
import type { Instruction } from "../ir/graph.ts";
import { CallInst, LoadInst, StoreInst } from "../ir/instructions.ts";
import { constInt } from "../ir/literal.ts";
import { type FloatType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import { summingFlags } from "./adjoint.ts";
import { adjointCopy } from "./copy-helper.ts";
import { type Context, pointerActivity } from "./context.ts";
import { refuse } from "./fail.ts";
import { clearOverwritten } from "./overwritten.ts";
import { moveBack } from "./mark-copies.ts";
import { copiesMarked, isMarked } from "./marked.ts";
import { baseOf, type Need, primal, record, shadow } from "./needs.ts";
import { endWhereLost, mayLose } from "./outside-memory.ts";
import { floatsFilled, movesPointers } from "./pointer-moves.ts";
import { shadowAlign } from "./shadow-align.ts";
import { isSelfUpdate } from "./self-updates.ts";
import { floatsOfShort, moveShared, sharedSource } from "./copy-shared.ts";
import { shadowMemory } from "./shadow-memory.ts";
import type { Derivation, Sweep } from "./sweep.ts";

/** The shadow of a pointer, and the pointer itself where only a comparison tells whether there is one. */
export function needsOfAddress(pointer: Value, context: Context): readonly Need[] {
  if (pointerActivity(context, pointer) === "active") return [shadow(pointer)];
  const base = baseOf(pointer);
  return [shadow(pointer), primal(pointer), shadow(base), primal(base)];
}

/** `load`: the adjoint is added where the value came from. */
export const loading: Derivation = {
  needs: (inst, context) => {
    return isSelfUpdate(inst, context) ? [] : needsOfAddress(inst.operand(0), context);
  },
  reverse: (inst, sweep) => {
    const adjoint = sweep.take(inst);
    if (adjoint === null || !(inst instanceof LoadInst)) return;
    if (isSelfUpdate(inst, sweep.context)) return;
    shadowMemory.add(
      sweep,
      inst.pointer,
      adjoint,
      summingFlags(inst.flags),
      shadowAlign(inst.align, inst.type, sweep.context.services.layout),
    );
  },
};

/** `store`: the adjoint of the place goes to the stored value; what was there before does not matter, so the place has none. */
export const storing: Derivation = {
  needs: (inst, context) => needsOfAddress(inst.operand(1), context),
  reverse: (inst, sweep) => {
    if (!(inst instanceof StoreInst)) return;
    const { value, pointer } = inst;
    if (!carriesFloat(value.type) && isMarked(pointer, sweep.context)) {
      // The shadow of a pointer, which is no adjoint of what was there before.
      shadowMemory.take(sweep, pointer, value.type, { align: 1 });
      return;
    }
    if (!carriesFloat(value.type)) {
      clearOverwritten(inst, sweep);
      return;
    }
    const { context } = sweep;
    const align = shadowAlign(inst.align, value.type, context.services.layout);
    const how = { align, stays: isSelfUpdate(inst, context) };
    const isKept = context.activity.isVaried(value);
    const adjoint = isKept
      ? shadowMemory.takeStored(sweep, pointer, value.type, how)
      : shadowMemory.take(sweep, pointer, value.type, how);
    sweep.add(value, adjoint);
  },
};

/** memset: no float that was there before matters. */
export const filling: Derivation = {
  needs: (inst, context) => [...needsOfAddress(inst.operand(0), context), primal(inst.operand(2))],
  reverse: (inst, sweep) => {
    clear(inst, sweep, lengthWhere(sweep, inst, [inst.operand(0)]));
  },
};

/** The number of bytes, or 0 where one of the pointers is to memory without a shadow. */
function lengthWhere(sweep: Sweep, inst: Instruction, pointers: readonly Value[]): Value {
  const { build, context } = sweep;
  return pointers.reduce(
    (length, pointer) => {
      if (pointerActivity(context, pointer) === "active") return length;
      const absent = build.icmp("eq", sweep.shadow(pointer), sweep.primal(pointer));
      return build.select(absent, constInt(length.type, 0), length);
    },
    sweep.primal(inst.operand(2)),
  );
}

/** Zeroes the shadow of the first `length` of the bytes that a memset, memcpy or memmove writes. */
function clear(inst: Instruction, sweep: Sweep, length: Value): void {
  const { build, context } = sweep;
  const { types } = build.module;
  const bytes = types.pointerTo(types.i8);
  const fn = context.services.declareIntrinsic(
    "llvm.memset",
    [bytes, length.type],
    types.fn(types.void, [bytes, types.i8, length.type, types.i1]),
  );
  const target = sweep.shadow(inst.operand(0));
  const zero = (at: Value, bytes: Value): void => {
    build.call(fn, [at, constInt(types.i8, 0), bytes, constInt(types.i1, 0)]);
  };
  const isWhole = isMarked(inst.operand(0), context);
  const runs = inst instanceof CallInst && !isWhole ? floatsFilled(inst, context) : null;
  if (runs === null) {
    zero(target, length);
    return;
  }
  const isNone = build.icmp("eq", length, constInt(length.type, 0));
  for (const { offset, type, count } of runs) {
    const bytes = constInt(length.type, count * build.module.layout.sizeOf(type));
    zero(byteOffset(sweep, target, offset), build.select(isNone, constInt(length.type, 0), bytes));
  }
}

/** memcpy and memmove: element by element, the adjoint of the target moves to the source. */
export const copying: Derivation = {
  needs: (inst, context) => {
    if (copiesMarked(inst, context)) return [record(inst)];
    return needsOfCopy(inst, context);
  },
  reverse: (inst, sweep) => {
    const { build, context } = sweep;
    if (copiesMarked(inst, context)) {
      build.call(moveBack(context.services), [sweep.record(inst)]);
    } else reverseCopy(inst, sweep);
  },
};

function needsOfCopy(inst: Instruction, context: Context): readonly Need[] {
  return [
    ...needsOfAddress(inst.operand(0), context),
    ...(sourceIsActive(inst, context) ? needsOfAddress(inst.operand(1), context) : []),
    primal(inst.operand(2)),
  ];
}

function reverseCopy(inst: Instruction, sweep: Sweep): void {
  const [to, from] = [inst.operand(0), inst.operand(1)];
  const { build } = sweep;
  const whole = lengthWhere(sweep, inst, [to]);
  if (!sourceIsActive(inst, sweep.context)) {
    clear(inst, sweep, whole);
    return;
  }
  checkCopied(inst, sweep);
  const both = lengthWhere(sweep, inst, [to, from]);
  if (pointerActivity(sweep.context, from) === "mixed") {
    const absent = build.icmp("eq", sweep.shadow(from), sweep.primal(from));
    clear(inst, sweep, build.select(absent, whole, constInt(whole.type, 0)));
  }
  const [target, source] = [sweep.shadow(inst.operand(0)), sweep.shadow(inst.operand(1))];
  const copied = copiedFloats(inst, sweep.context);
  const others = sharedSource(inst, sweep.context);
  if (others !== null) {
    const runs = must(floatsOfShort(inst, copied, sweep.context), "legality found them");
    moveShared(runs, [target, source], others, sweep);
    return;
  }
  if (copied instanceof Array) {
    for (const { offset, type, count } of copied) {
      const [to, from] = [target, source].map((end) => byteOffset(sweep, end, offset));
      const bytes = constInt(build.module.types.i64, count * build.module.layout.sizeOf(type));
      const isNone = build.icmp("eq", both, constInt(both.type, 0));
      const length = build.select(isNone, constInt(bytes.type, 0), bytes);
      const args = [must(to, "a target"), must(from, "a source"), length];
      build.call(adjointCopy(sweep.context.services, type), args);
    }
    return;
  }
  const length = widen(sweep, both);
  if ("stride" in copied) reverseRepeated(copied, { target, source, length }, sweep);
  else build.call(adjointCopy(sweep.context.services, copied), [target, source, length]);
}

/** Ends the program where active bytes have been copied to memory that has no adjoints. */
function checkCopied(inst: Instruction, sweep: Sweep): void {
  const { build, context } = sweep;
  const [to, from] = [inst.operand(0), inst.operand(1)];
  if (!mayLose(context, to)) return;
  const absent = build.icmp("eq", sweep.shadow(to), sweep.primal(to));
  const isSure = pointerActivity(context, from) === "active";
  const isLost = isSure
    ? absent
    : build.binary("and", absent, build.icmp("ne", sweep.shadow(from), sweep.primal(from)));
  endWhereLost(build, isLost, context.services);
}

/** Member by member: the adjoints of each go back in the order that an overlap of the ends asks for. */
function reverseRepeated(
  { stride, runs }: RepeatedRuns,
  { target, source, length }: Readonly<Record<"target" | "source" | "length", Value>>,
  sweep: Sweep,
): void {
  const { build } = sweep;
  const zero = constInt(length.type, 0);
  for (const { offset, type, count } of runs) {
    for (let i = 0; i < count; i++) {
      const before = offset + i * build.module.layout.sizeOf(type);
      const skipped = constInt(length.type, before);
      const rest = build.select(
        build.icmp("ugt", length, skipped),
        build.binary("sub", length, skipped),
        zero,
      );
      const ends = [target, source].map((end) => byteOffset(sweep, end, before));
      build.call(adjointCopy(sweep.context.services, type, stride), [...ends, rest]);
    }
  }
}

function byteOffset({ build }: Sweep, pointer: Value, offset: number): Value {
  const { types } = build.module;
  return offset === 0 ? pointer : build.gep(types.i8, pointer, [constInt(types.i64, offset)]);
}

function widen({ build }: Sweep, length: Value): Value {
  const { i64 } = build.module.types;
  return length.type === i64 ? length : build.cast("zext", length, i64);
}

function sourceIsActive(inst: Instruction, context: Context): boolean {
  return pointerActivity(context, inst.operand(1)) !== "inactive";
}

/** Bytes without floats hold integers, or pointers whose shadows are seen to move with them. */
function isCarried(inst: Instruction, pointers: boolean, context: Context): boolean {
  return !pointers || (inst instanceof CallInst && movesPointers(inst, context));
}

/** Is what is copied no float by what every function does to it? */
function holdNoFloats(inst: Instruction, { marks }: Context): boolean {
  return marks !== null && ![0, 1].some((end) => marks.mayHoldFloats(inst.operand(end)));
}

/**
 * The one kind of float that the copied bytes hold, or where they hold several kinds of scalar, where the floats are, be it in each element
 * of an array.
 * @throws TsadError where the evidence does not say it
 */
export function copiedFloats(
  inst: Instruction,
  context: Context,
): FloatType | FloatRun[] | RepeatedRuns {
  const { contents, spec, fn } = context;
  const copy = contents.copyOf(inst);
  const kinds = [...kindsCopied(copy, contents)];
  const floats = kinds.filter((type): type is FloatType => type.kind === "float");
  const pointers = kinds.some((type) => type.kind === "pointer");
  const integers = kinds.some((type) => type.kind === "int" && type.bits > 8);
  const [only] = floats;
  if (only !== undefined && floats.length === 1 && !pointers && !integers) return only;
  const isFloatless = floats.length === 0 && holdNoFloats(inst, context);
  if (isFloatless && isCarried(inst, pointers, context)) return [];
  const runs = floatsCopied(copy, contents, fn.module.layout);
  const isPossible =
    runs?.length === 0 ? isCarried(inst, pointers, context) : endsAreApart(inst, context);
  if (runs !== null && isPossible) return runs;
  const repeated = floatsRepeated(copy, contents, fn.module.layout);
  if (repeated !== null) return repeated;
  throw refuse("E_TYPE_CONFLICT", inst, {
    primal: spec.primal,
    reason: `cannot reverse an untyped copy of active memory: ${heldText(floats, pointers, integers)}`,
    remedy: "copy the floating-point members one by one, with their own type",
  });
}

/** Runs are moved one after the other, which two ends that overlap would not bear. */
function endsAreApart(inst: Instruction, { memory }: Context): boolean {
  if (inst instanceof CallInst && callEffects(inst)?.what === "copy") return true;
  return !memory.mayAlias(memory.rootsOf(inst.operand(0)), memory.rootsOf(inst.operand(1)));
}

function heldText(floats: readonly FloatType[], pointers: boolean, integers: boolean): string {
  const held = [
    ...floats.map((type) => type.text),
    ...(pointers ? ["pointers"] : []),
    ...(integers ? ["integers"] : []),
  ];
  if (held.length === 0) return "nothing shows what the bytes hold";
  return `the bytes may hold ${held.join(" and ")}`;
}
