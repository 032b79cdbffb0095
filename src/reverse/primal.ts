/** Values of the forward sweep, had again in a reverse block as the plan says; each at most once a block. */
import type { Loop } from "../analysis/loops.ts";
import type { IRBuilder } from "../ir/builder.ts";
import { cloneInstruction } from "../ir/clone.ts";
import { Instruction } from "../ir/graph.ts";
import { GepInst } from "../ir/instructions.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at, must } from "../support/assert.ts";
import type { Context } from "./context.ts";
import type { Affine } from "./counters.ts";
import type { Fields } from "./fields.ts";
import type { Need } from "./needs.ts";
import type { Choice, Plan } from "./plan.ts";
import type { ShadowLanes, Shadows } from "./shadows.ts";
import { constInt } from "../ir/literal.ts";
import type { Shifted } from "./shifted.ts";
import type { Tape } from "./tape.ts";

/** What is at hand in one reverse block. */
export class Recovered {
  private readonly context: Context;
  private readonly plan: Plan;
  private readonly fields: Fields;
  private readonly shadows: ShadowLanes;
  private readonly tape: Tape;
  private readonly build: IRBuilder;
  /** The number of the current iteration of a loop. */
  private readonly iteration: (loop: Loop) => Value;
  /** By what it is, and for a shadow by the gradient it belongs to. */
  private readonly known = new Map<string, Map<Value, Value>>();

  constructor(
    parts: {
      readonly context: Context;
      readonly plan: Plan;
      readonly fields: Fields;
      readonly shadows: ShadowLanes;
      readonly tape: Tape;
    },
    build: IRBuilder,
    iteration: (loop: Loop) => Value,
  ) {
    this.context = parts.context;
    this.plan = parts.plan;
    this.fields = parts.fields;
    this.shadows = parts.shadows;
    this.tape = parts.tape;
    this.build = build;
    this.iteration = iteration;
  }

  /** The value itself. */
  primal(value: Value): Value {
    return this.have("primal", value);
  }

  /** The shadow of a pointer for the gradient `lane` of those that are made at once. */
  shadow(value: Value, lane: number): Value {
    return this.have("shadow", value, lane);
  }

  /** The record that a call left. */
  record(call: Instruction): Value {
    return this.have("record", call);
  }

  private have(what: Need["what"], value: Value, lane = 0): Value {
    if (!(value instanceof Instruction))
      return what === "primal" ? value : this.lane(lane).of(value);
    const key = `${what} ${lane}`;
    const all = this.known.get(key) ?? new Map<Value, Value>();
    this.known.set(key, all);
    const known = all.get(value);
    if (known !== undefined) return known;
    const { primals, shadows, records } = this.plan;
    const choices = { primal: primals, shadow: shadows, record: records }[what];
    const choice = must(choices.get(value), `the plan has %${value.name ?? "?"} (${value.opcode})`);
    const made = this.make(what, value, choice, lane);
    all.set(value, made);
    return made;
  }

  private lane(lane: number): Shadows {
    return at(this.shadows.lanes, lane);
  }

  private make(what: Need["what"], value: Instruction, choice: Choice, lane: number): Value {
    switch (choice) {
      case "available":
        return inForward(this.context, this.lane(lane), { what, value });
      case "counter":
        return this.iteration(must(this.context.counters.loopOf.get(value), "it is a counter"));
      case "affine":
        return this.affine(
          what,
          must(this.context.counters.affine.get(value), "it is affine"),
          lane,
        );
      case "keep": {
        const field =
          what === "shadow" ? this.fields.shadow.get(value)?.[lane] : this.fields[what].get(value);
        return this.tape.fetch(this.build, must(field, "kept values have fields"), this.iteration);
      }
      case "shifted":
        return this.loaded(must(this.plan.shifted.get(value), "the plan says where from"));
      case "recompute":
        return this.again(what, value, lane);
    }
  }

  /** Loads from where the load of the last iteration did. */
  private loaded({ load, bytes }: Shifted): Value {
    const { build } = this;
    const { i8, i64 } = build.module.types;
    const here = build.bitcastPointer(this.primal(load.pointer), build.module.types.pointerTo(i8));
    const before = build.gep(i8, here, [constInt(i64, -bytes)]);
    const place = build.bitcastPointer(before, load.pointer.type);
    const isAligned = load.align > 0 && bytes % BigInt(load.align) === 0n;
    return build.load(load.type, place, { align: isAligned ? load.align : 1 });
  }

  /** The instruction once more, on operands recovered here. */
  private again(what: Need["what"], value: Instruction, lane: number): Value {
    const map = new Map<Value, Value>();
    for (const operand of value.operands) {
      const isAddress = what === "shadow" && operand.type.kind === "pointer";
      map.set(operand, isAddress ? this.shadow(operand, lane) : this.primal(operand));
    }
    const copy = cloneInstruction(value, map, { dropDebug: true });
    return this.build.insert(copy, {
      flags: copy.flags,
      metadata: copy.metadata,
      ...(value.name === null
        ? {}
        : { name: what === "shadow" ? `${value.name}.shadow` : value.name }),
    });
  }

  private affine(what: Need["what"], affine: Affine, lane: number): Value {
    const { build } = this;
    const start = what === "shadow" ? this.shadow(affine.start, lane) : this.primal(affine.start);
    const { update, step } = affine;
    if (update instanceof GepInst) {
      // An index is sign-extended before it is scaled, so the product must not wrap earlier.
      const wide = resized(build, this.primal(step), build.module.types.i64, "sext");
      return build.gep(update.sourceType, start, [this.product(affine, wide, wide.type)]);
    }
    const steps = this.product(affine, this.primal(step), step.type);
    return build.binary(update.opcode === "sub" ? "sub" : "add", start, steps);
  }

  /** iteration * step in the type of the step, wrapping. */
  private product(affine: Affine, step: Value, type: Type): Value {
    const { build } = this;
    const iteration = this.iteration(affine.loop);
    return build.binary("mul", resized(build, iteration, type), step);
  }
}

/** What is needed, where it is in the forward sweep. */
export function inForward(context: Context, shadows: Shadows, { what, value }: Need): Value {
  if (what === "primal") return context.pairs.resultOf(value);
  if (what === "shadow") return shadows.of(value);
  return context.markRecords.get(value) ?? context.pairs.recordOf(value);
}

function resized(build: IRBuilder, value: Value, type: Type, widening = "zext"): Value {
  if (value.type === type || value.type.kind !== "int" || type.kind !== "int") return value;
  return build.cast(value.type.bits > type.bits ? "trunc" : widening, value, type);
}
