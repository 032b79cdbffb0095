/**
 * Integers that may be the bits of a pointer: loaded, chosen between, with numbers added. Their shadows are computed beside them, from
 * what the shadow of the memory holds that they come from. Where such an integer is a number after all, nobody looks at its shadow.
 */
import { offsetting } from "../analysis/pointer-instructions.ts";
import { movesTextPointer } from "../analysis/text-pointers.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { Instruction } from "../ir/graph.ts";
import {
  ArithmeticInst,
  LoadInst,
  PhiInst,
  SelectInst,
  type StoreInst,
} from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import type { Context } from "./context.ts";
import { shadowAlign } from "./shadow-align.ts";
import type { Shadows } from "./shadows.ts";

/** Is the stored value an integer that may be the bits of a pointer to memory with a shadow? */
export function movesPointerBits(store: StoreInst, { activity, memory }: Context): boolean {
  return [...memory.pointersMovedBy(store)].some((root) => activity.needsShadow(root));
}

/** Is the integer surely an address, with a shadow computed beside it? */
export function holdsAddress(value: Value, { memory }: Context): boolean {
  return memory.addresses.of(value) === "address";
}

/** Does all that may be a pointer in the integer come from loads, by ways of which the shadow is known? */
export function isMadeOfLoads(value: Value, context: Context): boolean {
  const seen = new Set<Value>([value]);
  for (const each of seen) {
    if (each instanceof LoadInst && each.type === value.type) continue;
    if (each !== value && isPlainNumber(each, context)) continue;
    const parts = partsOf(each, context);
    if (parts === null) return false;
    for (const part of parts) seen.add(part);
  }
  return true;
}

/** The operands that the shadow of an integer is computed from; null where it is not known how. */
function partsOf(value: Value, context: Context): readonly Value[] | null {
  if (value instanceof PhiInst) return value.incoming().map((each) => each.value);
  if (value instanceof SelectInst) return [value.yes, value.no];
  const base = baseOf(value, context);
  return base === null ? null : [base];
}

/** The operand of a sum to which a number is added that is no pointer. */
function baseOf(value: Value, context: Context): Value | null {
  if (!(value instanceof ArithmeticInst) || !offsetting.has(value.opcode)) return null;
  const [first, second] = [value.operand(0), value.operand(1)];
  if (isPlainNumber(second, context)) return first;
  return value.opcode !== "sub" && isPlainNumber(first, context) ? second : null;
}

function isPlainNumber(value: Value, { activity, memory }: Context): boolean {
  return ![...memory.carriedBy(value)].some((root) => activity.needsShadow(root));
}

/**
 * The shadow of a stored pointer, or of an integer for which {@link isMadeOfLoads} holds: one that is loaded is loaded in the same way from
 * the shadow of where it comes from, and where numbers have been added to it the shadow is as far from it as before.
 */
export function shadowOfMoved(store: StoreInst, context: Context, shadows: Shadows): Value {
  const { value } = store;
  if (movesTextPointer(store)) return value;
  const isAddress = value.type.kind === "pointer" || holdsAddress(value, context);
  if (isAddress || !isMadeOfLoads(value, context)) return shadows.of(value);
  return new MovedBits(context, shadows).of(value);
}

/** Computes the shadows of what one integer is made of. */
class MovedBits {
  private readonly context: Context;
  private readonly shadows: Shadows;
  private readonly made = new Map<Value, Value>();

  constructor(context: Context, shadows: Shadows) {
    this.context = context;
    this.shadows = shadows;
  }

  of(value: Value): Value {
    const known = this.made.get(value);
    if (known !== undefined) return known;
    if (!(value instanceof Instruction) || isPlainNumber(value, this.context)) return value;
    const shadow = value instanceof PhiInst ? this.ofPhi(value) : this.emit(value);
    this.made.set(value, shadow);
    return shadow;
  }

  /** The shadow of a phi is there before those of what comes in, which may depend on it. */
  private ofPhi(phi: PhiInst): Value {
    const build = new IRBuilder(InsertPoint.before(phi), this.context.services);
    const shadow = build.phi(phi.type);
    this.made.set(phi, shadow);
    for (const { value, block } of phi.incoming()) shadow.addIncoming(this.of(value), block);
    return shadow;
  }

  private emit(value: Instruction): Value {
    const { services } = this.context;
    const build = new IRBuilder(InsertPoint.after(value), services);
    if (value instanceof LoadInst) {
      const from = this.shadows.of(value.pointer);
      const align = shadowAlign(value.align, value.type, services.layout);
      return build.load(value.type, from, { align });
    }
    if (value instanceof SelectInst) {
      return build.select(value.condition, this.of(value.yes), this.of(value.no));
    }
    const base = must(baseOf(value, this.context), "all ways from the loads are known");
    return build.binary("add", value, build.binary("sub", this.of(base), base));
  }
}
