/**
 * The pairs of one module: made when first asked for, shared by all calls that ask for the same. A pair's functions exist before
 * their bodies do, so a function may call its own.
 */
import type { Function } from "../ir/graph.ts";
import type { GradientServices } from "./services.ts";
import { heapCalls } from "../ir/heap.ts";
import { augmentedType, type Pair, reverseType, unitKey, type UnitSpec } from "./unit-spec.ts";
import { keptFor } from "../support/kept.ts";

/** A pair of functions of a module. */
export type FunctionPair = Pair<Function>;

/** Pairs asked for so far; those without a body yet wait. */
export class Units {
  private readonly services: GradientServices;
  private readonly made = new Map<string, FunctionPair>();
  private readonly waiting: FunctionPair[] = [];

  constructor(services: GradientServices) {
    this.services = services;
  }

  /** The pair of that spec. Its bodies are there after the next {@link fill}. */
  pairFor(spec: UnitSpec): FunctionPair {
    const key = unitKey(spec);
    let pair = this.made.get(key);
    if (pair === undefined) {
      pair = this.declare(spec);
      this.made.set(key, pair);
      this.waiting.push(pair);
    }
    return pair;
  }

  /** Gives bodies to all that wait, and to those that are asked for meanwhile. */
  fill(generate: (pair: FunctionPair) => void): void {
    for (let pair = this.waiting.pop(); pair !== undefined; pair = this.waiting.pop())
      generate(pair);
  }

  private declare(spec: UnitSpec): FunctionPair {
    const { services } = this;
    const { types } = services;
    const bytes = heapCalls(services).pointer;
    const add = (part: string, type: Function["functionType"]): Function =>
      services.addFunction({
        name: services.freshName(`${spec.primal.name}.tsad.${part}`),
        type,
        prefix: "internal",
      });
    return {
      spec,
      augmented: add("aug", augmentedType(spec, types, bytes)),
      reverse: add("rev", reverseType(spec, types, bytes)),
    };
  }
}

/** The pairs of a module. */
export const unitsOf = keptFor((services: GradientServices) => new Units(services));
