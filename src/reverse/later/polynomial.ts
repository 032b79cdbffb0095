/** Polynomials with whole coefficients over counters of loops and integers of the program. Exact: nothing wraps. */
import type { Value } from "../../ir/value.ts";

/** How far a counter goes: `scale` times it is at most `most`. */
export interface Limit {
  /** Positive. */
  readonly scale: bigint;
  readonly most: Polynomial;
  /** False: where `most` is negative the counter is 0 yet. */
  readonly isCertain: boolean;
}

/** A number that is not known; one that is made later may have earlier ones in its limit. */
export type Variable =
  /** Of an iteration, from 0 on. */
  | { readonly kind: "counter"; readonly id: number; limit: Limit | null }
  /** A value of the program, as signed between two numbers. */
  | {
      readonly kind: "symbol";
      readonly id: number;
      readonly value: Value;
      readonly least: bigint;
      readonly most: bigint;
    };

/** A counter. */
export type Counter = Extract<Variable, { kind: "counter" }>;

/** A product of variables, by ascending number, with what it is multiplied by; never 0. */
interface Term {
  readonly factors: readonly Variable[];
  readonly coefficient: bigint;
}

/** A sum of products. */
export class Polynomial {
  /** By the numbers of the factors. */
  private readonly byKey: ReadonlyMap<string, Term>;

  private constructor(terms: Iterable<Term>) {
    const sums = new Map<string, Term>();
    for (const { factors, coefficient } of terms) {
      const key = factors.map(({ id }) => id).join();
      const sum = (sums.get(key)?.coefficient ?? 0n) + coefficient;
      if (sum === 0n) sums.delete(key);
      else sums.set(key, { factors, coefficient: sum });
    }
    this.byKey = sums;
  }

  /** A number. */
  static constant(number: bigint | number): Polynomial {
    return new Polynomial([{ factors: [], coefficient: BigInt(number) }]);
  }

  /** A variable alone. */
  static of(variable: Variable): Polynomial {
    return new Polynomial([{ factors: [variable], coefficient: 1n }]);
  }

  /** Its products. */
  get terms(): readonly Term[] {
    return [...this.byKey.values()];
  }

  /** The number that it is; null where it depends on variables. */
  get constant(): bigint | null {
    if (this.byKey.size === 0) return 0n;
    return this.byKey.size === 1 ? (this.byKey.get("")?.coefficient ?? null) : null;
  }

  /** The sum. */
  plus(other: Polynomial): Polynomial {
    return new Polynomial([...this.byKey.values(), ...other.byKey.values()]);
  }

  /** The difference. */
  minus(other: Polynomial): Polynomial {
    return this.plus(other.scaled(-1n));
  }

  /** The product with a number. */
  scaled(by: bigint | number): Polynomial {
    const factor = BigInt(by);
    return new Polynomial(
      this.terms.map(({ factors, coefficient }) => ({
        factors,
        coefficient: coefficient * factor,
      })),
    );
  }

  /** The product. */
  times(other: Polynomial): Polynomial {
    return new Polynomial(
      this.terms.flatMap((x) =>
        other.terms.map((y) => ({
          factors: [...x.factors, ...y.factors].sort((a, b) => a.id - b.id),
          coefficient: x.coefficient * y.coefficient,
        })),
      ),
    );
  }

  /** What the powers of a variable are multiplied by, from the power 0 on. */
  powersOf(variable: Variable): readonly Polynomial[] {
    const byPower: Term[][] = [[]];
    for (const { factors, coefficient } of this.terms) {
      const others = factors.filter((each) => each !== variable);
      const power = factors.length - others.length;
      while (byPower.length <= power) byPower.push([]);
      byPower[power]?.push({ factors: others, coefficient });
    }
    return byPower.map((terms) => new Polynomial(terms));
  }
}
