/** Numbers for all variables, by which most of what cannot be proven is found to be wrong at once. */
import type { Polynomial, Variable } from "./polynomial.ts";

/** What counters and symbols are in a sample; a counter is no further than its limit. */
const choices: readonly { readonly counter: number; readonly symbol: number }[] = [
  { counter: 0, symbol: 1000 },
  { counter: 1, symbol: 1000 },
  { counter: Infinity, symbol: 1000 },
  { counter: 3, symbol: 60 },
  { counter: Infinity, symbol: 8 },
  { counter: 0, symbol: 1 },
];

/** One number for each variable. */
export class Sample {
  private readonly choice: (typeof choices)[number];
  private readonly values = new Map<Variable, number>();

  private constructor(choice: (typeof choices)[number]) {
    this.choice = choice;
  }

  /** Those in which none of the facts is wrong. */
  static within(facts: readonly Polynomial[]): readonly Sample[] {
    const all = choices.map((choice) => new Sample(choice));
    return all.filter((sample) => facts.every((fact) => sample.valueOf(fact) >= 0));
  }

  /** What the polynomial is. */
  valueOf(polynomial: Polynomial): number {
    let sum = 0;
    for (const { factors, coefficient } of polynomial.terms) {
      let product = Number(coefficient);
      for (const each of factors) product *= this.numberFor(each);
      sum += product;
    }
    return sum;
  }

  private numberFor(variable: Variable): number {
    let value = this.values.get(variable);
    if (value === undefined) {
      value = this.choose(variable);
      this.values.set(variable, value);
    }
    return value;
  }

  private choose(variable: Variable): number {
    const { counter, symbol } = this.choice;
    if (variable.kind === "symbol") {
      return Math.max(Number(variable.least), Math.min(symbol, Number(variable.most)));
    }
    const { limit } = variable;
    if (limit === null) return Math.min(counter, 100);
    const most = Math.floor(this.valueOf(limit.most) / Number(limit.scale));
    return Math.max(0, Math.min(counter, most));
  }
}
