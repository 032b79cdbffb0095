/**
 * Shadows of the pointers that an iteration hands on: computed beside the pointers themselves, in every run of the step, since an
 * iteration that swaps two arrays swaps their shadows.
 */
import { cloneInstruction } from "../../ir/clone.ts";
import { Literal } from "../../ir/constants.ts";
import { Instruction } from "../../ir/graph.ts";
import { CastInst, GepInst, PhiInst, SelectInst } from "../../ir/instructions.ts";
import { nullOf } from "../../ir/literal.ts";
import type { Value } from "../../ir/value.ts";
import { must } from "../../support/assert.ts";

/** The pointers that `value` is computed from by moving about in objects: what the step is given, or what cannot be followed. */
export interface Sources {
  /** Phis of the header, and values that are there before the loop. */
  readonly leaves: ReadonlySet<Value>;
  /** What is no such computation, a load say; null where there is none. */
  readonly lost: Instruction | null;
}

/** @param given is it something that the step is given? */
export function sourcesOf(value: Value, given: (value: Value) => boolean): Sources {
  const leaves = new Set<Value>();
  let lost: Instruction | null = null;
  const seen = new Set<Value>([value]);
  for (const each of seen) {
    if (isNothing(each)) continue;
    if (given(each) || !(each instanceof Instruction)) leaves.add(each);
    else {
      const inner = movedFrom(each);
      if (inner === null) lost ??= each;
      else for (const next of inner) seen.add(next);
    }
  }
  return { leaves, lost };
}

/** Null, undef and poison have no memory. */
function isNothing(value: Value): boolean {
  return value instanceof Literal;
}

/** The pointers that an instruction moves, or chooses from; null for others. */
function movedFrom(inst: Instruction): readonly Value[] | null {
  if (inst instanceof GepInst) return [inst.base];
  if (inst instanceof SelectInst) return [inst.yes, inst.no];
  if (inst instanceof PhiInst) return inst.incoming().map(({ value }) => value);
  const isMove =
    inst.opcode === "freeze" || (inst instanceof CastInst && inst.opcode !== "inttoptr");
  return isMove ? [inst.operand(0)] : null;
}

/** Computes twins in the step. */
export class Twins {
  private readonly known: Map<Value, Value>;

  /** @param leaves the twins of what the step is given */
  constructor(leaves: ReadonlyMap<Value, Value>) {
    this.known = new Map(leaves);
  }

  /** The twin of a pointer whose {@link sourcesOf} are all known. */
  of(value: Value): Value {
    const known = this.known.get(value);
    if (known !== undefined) return known;
    if (isNothing(value)) return nullOf(value.type);
    if (value instanceof PhiInst) return this.ofPhi(value);
    if (!(value instanceof Instruction)) throw new Error("the pointer has no twin");
    const operands = new Map<Value, Value>();
    for (const inner of movedFrom(value) ?? []) operands.set(inner, this.of(inner));
    const made = cloneInstruction(value, operands);
    made.name = value.name === null ? null : `${value.name}.twin`;
    must(value.parent, "the instruction is in a block").insert(made, value.next);
    this.known.set(value, made);
    return made;
  }

  private ofPhi(phi: PhiInst): Value {
    const made = new PhiInst(phi.type);
    made.name = phi.name === null ? null : `${phi.name}.twin`;
    phi.parent?.insert(made, phi);
    this.known.set(phi, made);
    for (const { value, block } of phi.incoming()) made.addIncoming(this.of(value), block);
    return made;
  }
}
