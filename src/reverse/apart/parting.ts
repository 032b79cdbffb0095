/**
 * Parameters of which a check at entry can tell that they point to memory apart, which is how most programs call a function
 * that does not say so. Where the check holds, a gradient runs in which they are `noalias`.
 */
import { hasAttribute } from "../../ir/attributes.ts";
import { Argument, Instruction } from "../../ir/graph.ts";
import { LoadInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";
import type { Context } from "../context.ts";
import type { Plan } from "../plan.ts";
import { at } from "../../support/assert.ts";
import { Reloads } from "../reload.ts";
import { type ApartParams, areApart } from "../spec.ts";
import type { Interval } from "./bound.ts";
import { type Extent, type Extents, extentsOf } from "./extents.ts";
import type { Requirement } from "./intervals.ts";
import { restrictShadows } from "./restrict-shadows.ts";

/** Bytes of memory: from the pointer on, from which to which. */
export interface Stretch {
  readonly base: Value;
  readonly bytes: Interval;
}

/** What the check asks, and what follows from it. Bounds are of parameters of the function they were found in. */
export interface Parting {
  readonly apart: ApartParams;
  /** No two of one pair have a byte in common. */
  readonly pairs: readonly (readonly [Stretch, Stretch])[];
  readonly requirements: readonly Requirement[];
}

/** Finds what a check can tell; null where that is nothing. To be asked before the forward sweep is changed. */
export function partingOf(context: Context): Parting | null {
  const extents = extentsOf(context);
  if (extents === null || extents.requirements.some(cannotHold)) return null;
  const finder = new Finder(context, extents);
  const [primal, shadow] = [finder.apart(false), finder.apart(true)];
  const pairs = finder.inPairs(primal);
  if (primal.size === 0 && shadow.size === 0 && pairs.length === 0) return null;
  return {
    apart: { primal, shadow, pairs },
    pairs: finder.pairs(),
    requirements: extents.requirements,
  };
}

/** Nothing is asked, and nothing follows. */
export const noParting: Parting = {
  apart: { primal: new Set(), shadow: new Set(), pairs: [] },
  pairs: [],
  requirements: [],
};

/** How far a kept value is followed to the loads that it is made of. */
const mostDepth = 3;

/**
 * Is the tape smaller where the check holds, or more known of shadows? It is where a load is kept, or is part of what is kept, that could be done
 * again then, or where a store is undone for such loads alone.
 */
export function isWorthwhile({ apart }: Parting, plan: Plan, context: Context): boolean {
  const reloads = new Reloads(context);
  const { memory, params } = context;
  const where = new Reloads({
    ...context,
    memory: memory.assuming(areApart(apart, params.primal)),
  });
  const gains = (value: Value): boolean =>
    value instanceof LoadInst && !reloads.unchanged(value) && where.unchanged(value);
  const isMadeOf = (value: Value, depth: number): boolean => {
    if (!(value instanceof Instruction) || value.opcode === "phi") return false;
    if (gains(value)) return true;
    return depth > 0 && value.operands.some((operand) => isMadeOf(operand, depth - 1));
  };
  if (freesShadows(apart, context)) return true;
  const kept = [...plan.primals].filter(([, choice]) => choice === "keep");
  if (kept.some(([value]) => isMadeOf(value, mostDepth))) return true;
  return plan.undone.some(({ loads }) => [...loads].every(gains));
}

/** Does the check say of shadows of `noalias` parameters what that alone does not, so that loops over them can be done in vectors? */
function freesShadows({ shadow }: ApartParams, context: Context): boolean {
  const known = restrictShadows(context);
  const { primal } = context.params;
  const isFreed = (index: number): boolean => isApartAnyway(at(primal, index)) && !known.has(index);
  return context.forest.loops.length > 0 && [...shadow].some(isFreed);
}

/** Is it wrong whatever the arguments are? */
export function cannotHold({ bound, least, most }: Requirement): boolean {
  return (
    bound.kind === "number" &&
    ((least !== null && bound.number < least) || (most !== null && bound.number > most))
  );
}

class Finder {
  private readonly context: Context;
  private readonly extents: Extents;
  private readonly needed = new Map<string, readonly [Stretch, Stretch]>();

  constructor(context: Context, extents: Extents) {
    this.context = context;
    this.extents = extents;
  }

  /**
   * The parameters that a check can tell to be apart from all else, by index; for their shadows all must be apart that have
   * one, be they written to or not.
   */
  apart(ofShadows: boolean): ReadonlySet<number> {
    const { primal } = this.context.params;
    const found = new Set<number>();
    primal.forEach((arg, index) => {
      const extent = this.extents.of.get(arg);
      if (extent === undefined || (!ofShadows && isApartAnyway(arg))) return;
      const { isRead, isWritten } = this.extents.elsewhere;
      const mayMeet = isWritten || (isRead && (extent.isWritten || ofShadows));
      if (mayMeet) return;
      const others = [...this.extents.of].filter(([base]) => base !== arg);
      const asked = others.filter(([base, other]) =>
        this.needsCheck(arg, extent, base, other, ofShadows),
      );
      if (!asked.every(([, other]) => extent.bytes !== null && other.bytes !== null)) return;
      found.add(index);
      for (const [base, other] of asked) this.ask(arg, extent, base, other);
    });
    return found;
  }

  /** Two and two parameters of which a check can tell it, beside those that are apart from all. */
  inPairs(alone: ReadonlySet<number>): ApartParams["pairs"] {
    const { primal } = this.context.params;
    const found: [number, number][] = [];
    primal.forEach((a, i) => {
      primal.forEach((b, j) => {
        const [x, y] = [this.extents.of.get(a), this.extents.of.get(b)];
        if (j <= i || alone.has(i) || alone.has(j) || x === undefined || y === undefined) return;
        if (!this.needsCheck(a, x, b, y, false) || x.bytes === null || y.bytes === null) return;
        found.push([i, j]);
        this.ask(a, x, b, y);
      });
    });
    return found;
  }

  pairs(): Parting["pairs"] {
    return [...this.needed.values()];
  }

  private needsCheck(a: Value, x: Extent, b: Value, y: Extent, ofShadows: boolean): boolean {
    // `noalias` is about what is written to.
    if (x.isWritten || y.isWritten) return !isApartAnyway(a) && !isApartAnyway(b);
    return ofShadows && this.hasShadow(a) && this.hasShadow(b);
  }

  private hasShadow(base: Value): boolean {
    return !(base instanceof Argument) || this.context.params.shadow.has(base);
  }

  private ask(a: Value, x: Extent, b: Value, y: Extent): void {
    if (x.bytes === null || y.bytes === null) return;
    const number = (base: Value): number => [...this.extents.of.keys()].indexOf(base);
    const pair = [
      { base: a, bytes: x.bytes },
      { base: b, bytes: y.bytes },
    ] as const;
    const [first, second] = number(a) < number(b) ? pair : [pair[1], pair[0]];
    this.needed.set(`${number(first.base)} ${number(second.base)}`, [first, second]);
  }
}

function isApartAnyway(base: Value): boolean {
  return base instanceof Argument && hasAttribute(base.attributes, "noalias");
}
