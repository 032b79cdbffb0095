/**
 * Shadows of exceptions. A landing pad gives the address of what was thrown; its shadow is left in a slot where it is thrown, and read
 * where it lands. Exceptions that come out of calls hold nothing active, and are their own shadows.
 */
import { calledFunction } from "../analysis/effects.ts";
import { exceptionThrownBy } from "../analysis/thrown.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import type { Function, Instruction } from "../ir/graph.ts";
import { type AllocaInst, CallInst, LandingPadInst } from "../ir/instructions.ts";
import { nullOf } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import type { Context } from "./context.ts";
import type { GradientServices } from "./services.ts";

/** Is `inst` the address of an exception where it lands? */
export function isLanded(inst: Instruction): boolean {
  return inst.opcode === "extractvalue" && inst.operand(0) instanceof LandingPadInst;
}

/** A throw, and what is to be done with the shadow of what it throws. */
export interface Throw {
  readonly exception: Value;
  readonly store: (shadow: Value) => void;
}

/** The slots of one function, made when a shadow is first asked for. */
export class ExceptionShadows {
  private readonly fn: Function;
  private readonly services: GradientServices;
  private slots: { readonly object: AllocaInst; readonly shadow: AllocaInst } | null = null;

  constructor(fn: Function, services: GradientServices) {
    this.fn = fn;
    this.services = services;
  }

  /** The throws whose shadows are still to be stored, when the first shadow is asked for; none later. */
  open(): readonly Throw[] {
    if (this.slots !== null) return [];
    const { fn, services } = this;
    const bytes = services.types.pointerTo(services.types.i8);
    const entry = new IRBuilder(InsertPoint.atStart(fn.entry), services);
    const slots = {
      object: entry.alloca(bytes, { name: "tsad.thrown" }),
      shadow: entry.alloca(bytes, { name: "tsad.thrown.shadow" }),
    };
    this.slots = slots;
    return fn.blocks.flatMap((block) => {
      const end = block.terminator;
      if (!(end instanceof CallInst) || end.opcode !== "invoke") return [];
      const exception = exceptionThrownBy(end);
      const put = (object: Value, shadow: Value): void => {
        const build = new IRBuilder(InsertPoint.before(end), services);
        build.store(build.bitcastPointer(object, bytes), slots.object);
        build.store(build.bitcastPointer(shadow, bytes), slots.shadow);
      };
      if (exception === null) {
        put(nullOf(bytes), nullOf(bytes));
        return [];
      }
      return [
        {
          exception,
          store: (shadow) => {
            put(exception, shadow);
          },
        },
      ];
    });
  }

  /**
   * The shadow of `exception`: as far from what was thrown as the exception is, which has a header of the runtime's. The slots are read
   * where it lands, as what is thrown on the way from there to `exception` uses them too.
   */
  of(exception: Instruction): Value {
    const { types } = this.services;
    const pad = exception.operand(0);
    const slots = must(this.slots, "the slots are there");
    if (!(pad instanceof LandingPadInst)) throw new Error("an exception lands on a pad");
    const landed = new IRBuilder(InsertPoint.after(pad), this.services);
    const own = landed.load(exception.type, slots.object);
    const other = landed.load(exception.type, slots.shadow);
    const build = new IRBuilder(InsertPoint.after(exception), this.services);
    const address = (of: Value): Value => build.cast("ptrtoint", of, types.i64);
    const header = build.binary("sub", address(exception), address(own));
    const isNone = build.icmp("eq", other, nullOf(exception.type));
    const behind = build.gep(types.i8, other, [header]);
    return build.select(isNone, exception, behind, { name: "thrown.shadow" });
  }
}

/** The throws of `context.fn` by which an object with a shadow goes to the runtime, which frees the object and not the shadow. */
export function* throwsOfShadowed({ fn, memory, activity }: Context): Generator<CallInst> {
  for (const inst of fn.instructions()) {
    if (!(inst instanceof CallInst) || calledFunction(inst)?.name !== "__cxa_throw") continue;
    const roots = [...memory.rootsOf(inst.operand(0))];
    if (roots.some((root) => activity.needsShadow(root))) yield inst;
  }
}
