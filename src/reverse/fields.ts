/** The fields of the tape: what the plan keeps, which predecessor was taken, and how often loops ran. */
import type { Loop } from "../analysis/loops.ts";
import type { BasicBlock, Instruction } from "../ir/graph.ts";
import { StoreInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import type { Context } from "./context.ts";
import type { Counts } from "./counts.ts";
import { isSkipped, reversePredecessors } from "./edges.ts";
import { hasOneBlock, type State, tapedIn } from "./joint/loop.ts";
import type { Plan } from "./plan.ts";
import { widthOf } from "./spec.ts";
import { type Field, Tape } from "./tape.ts";

/** Every field of the tape, by what it holds. */
export interface Fields {
  readonly primal: ReadonlyMap<Value, Field>;
  /** One for each gradient that is made at once. */
  readonly shadow: ReadonlyMap<Value, readonly Field[]>;
  readonly record: ReadonlyMap<Value, Field>;
  /** What a write overwrites that is undone; of a copy or filling of memory, where that is. */
  readonly overwritten: ReadonlyMap<Instruction, Field>;
  /** The number of the predecessor that a block was entered from. */
  readonly selector: ReadonlyMap<BasicBlock, Field>;
  /** The number of the last iteration of a loop. */
  readonly last: ReadonlyMap<Loop, Field>;
  /** A copy of the memory that an iteration begins with. */
  readonly state: ReadonlyMap<State, Field>;
  readonly all: readonly Field[];
}

/** Names the fields that the plan asks for. */
export function fieldsOf(
  context: Context,
  plan: Plan,
  idle: ReadonlySet<Loop>,
  counts: Counts,
): Fields {
  const { forest, fn } = context;
  const { types } = fn.module;
  const maps = {
    primal: new Map<Value, Field>(),
    shadow: new Map<Value, readonly Field[]>(),
    record: new Map<Value, Field>(),
  };
  for (const { need, loop } of plan.kept) {
    const name = need.value.name ?? "t";
    const suffix = need.what === "primal" ? ".kept" : `.${need.what}.kept`;
    const type = need.what === "record" ? types.pointerTo(types.i8) : need.value.type;
    const field = (): Field => ({ loop, type, name: `${name}${suffix}` });
    if (need.what !== "shadow") maps[need.what].set(need.value, field());
    else maps.shadow.set(need.value, Array.from({ length: widthOf(context.spec) }, field));
  }
  const overwritten = new Map<Instruction, Field>();
  for (const { write } of plan.undone) {
    const loop = write.parent === null ? null : forest.loopOf(write.parent);
    const type = write instanceof StoreInst ? write.value.type : types.pointerTo(types.i8);
    overwritten.set(write, { loop, type, name: "overwritten" });
  }
  const selector = selectorFields(context, plan, idle);
  const last = lastFields(context, plan, idle, counts);
  const state = stateFields(context, plan, counts);
  const all = [
    ...maps.primal.values(),
    ...[...maps.shadow.values()].flat(),
    ...maps.record.values(),
    ...overwritten.values(),
    ...selector.values(),
    ...last.values(),
    ...state.values(),
  ];
  return { ...maps, overwritten, selector, last, state, all };
}

/** Does the reverse sweep know the loop's count by itself? */
export function hasCount(loop: Loop, counts: Counts): boolean {
  return counts.constant(loop) !== null || Tape.isExact(loop, counts);
}

function selectorFields(
  context: Context,
  plan: Plan,
  idle: ReadonlySet<Loop>,
): ReadonlyMap<BasicBlock, Field> {
  const { forest, fn } = context;
  const { types } = fn.module;
  const selector = new Map<BasicBlock, Field>();
  for (const [block, how] of plan.selectors) {
    if (how.kind !== "kept") continue;
    const count = reversePredecessors(context, idle, block).length;
    const type = count === 2 ? types.i1 : types.int(count <= 256 ? 8 : 32);
    const loop = tapedIn(forest.loopOf(block), plan.joint);
    selector.set(block, { loop, type, name: `${block.name ?? "b"}.from` });
  }
  return selector;
}

function lastFields(
  context: Context,
  plan: Plan,
  idle: ReadonlySet<Loop>,
  counts: Counts,
): ReadonlyMap<Loop, Field> {
  const { forest, fn } = context;
  const { types } = fn.module;
  const last = new Map<Loop, Field>();
  for (const loop of forest.loops) {
    if (isSkipped(context, idle, loop.header) || hasCount(loop, counts)) continue;
    if (plan.counted.has(loop)) continue;
    last.set(loop, {
      loop: tapedIn(loop.parent, plan.joint),
      type: types.i64,
      name: `${loop.header.name ?? "loop"}.last`,
    });
  }
  return last;
}

/** A pointer to each copy, but where there is one block of memory for all copies. */
function stateFields(
  { services }: Context,
  { joint }: Plan,
  counts: Counts,
): ReadonlyMap<State, Field> {
  const state = new Map<State, Field>();
  const type = services.types.pointerTo(services.types.i8);
  for (const { loop, states } of joint.values()) {
    if (hasOneBlock(loop, counts)) continue;
    for (const each of states) state.set(each, { loop, type, name: "state" });
  }
  return state;
}
