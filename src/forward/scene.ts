/** What every step of forward mode reads: the function under construction, its analyses, and the tangents made so far. */
import type { IRBuilder } from "../ir/builder.ts";
import type { Function } from "../ir/graph.ts";
import { nullOf } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import type { CallServices } from "../transform/devirtualize.ts";
import type { GradientServices } from "../reverse/services.ts";
import type { Root } from "../analysis/memory.ts";
import type { BitLabels } from "./bits.ts";
import type { TangentFlow } from "./flow.ts";
import type { ForwardSpec } from "./spec.ts";

/** A module that functions and messages can be added to, and whose functions can be listed. */
export interface ForwardServices extends GradientServices, CallServices {
  addFunction: GradientServices["addFunction"] & CallServices["addFunction"];
}

/** The forward-mode functions of callees. */
export interface Variants {
  /** The function that takes the primal's arguments and tangents where `params` says so, and returns both result and tangent. */
  request(asked: Pick<ForwardSpec, "primal" | "params" | "width" | "checksBits">): Function;
}

/** The tangents of values, as many for each as there are directions. */
export class Tangents {
  private readonly made = new Map<Value, readonly Value[]>();
  readonly width: number;

  constructor(width: number) {
    this.width = width;
  }

  /** The tangents of `value`; null where it is inactive. */
  of(value: Value): readonly Value[] | null {
    return this.made.get(value) ?? null;
  }

  /** The tangents of `value`: zeros where it is inactive; an inactive pointer is its own shadow. */
  orZero(value: Value): readonly Value[] {
    const known = this.made.get(value);
    if (known !== undefined) return known;
    const zero = value.type.kind === "pointer" ? value : nullOf(value.type);
    return Array.from({ length: this.width }, () => zero);
  }

  /** The tangents of a value that has some. */
  must(value: Value): readonly Value[] {
    return must(this.made.get(value), "the analysis says that the value has a tangent");
  }

  set(value: Value, lanes: readonly Value[]): void {
    this.made.set(value, lanes);
  }
}

/** One function in forward mode. */
export interface Scene {
  readonly spec: ForwardSpec;
  /** The request is the user's, and not for a call inside a differentiated function. */
  readonly isEntry: boolean;
  readonly fn: Function;
  readonly services: ForwardServices;
  readonly flow: TangentFlow;
  readonly labels: BitLabels;
  /** Memory without a shadow that the primal may read. */
  readonly read: ReadonlySet<Root>;
  readonly tangents: Tangents;
  /** Integers that calls return may be bits of floats, or those that the callees read. */
  readonly hidesBits: boolean;
  /** Loads of which it is to be found when the program runs whether they are of bits of floats, and the stores that overwrite some. */
  readonly doubtful: ReadonlySet<Value>;
  /** Integers, and their bits that come to be computed with. */
  readonly computed: ReadonlyMap<Value, bigint>;
  readonly variants: Variants;
}

/** A scene with the place behind the instruction that is being looked at. */
export interface Site extends Scene {
  readonly build: IRBuilder;
}

/** A name for what belongs to `value`. */
export function tangentName(value: Value): string {
  return `${value.name ?? "t"}.${value.type.kind === "pointer" ? "shadow" : "tan"}`;
}
