/**
 * Proofs that a polynomial is nowhere negative: its counters are taken to that end of their range where it is least, the inner ones
 * first, until only values of the program are left, of which bounds are known.
 */
import { type Counter, Polynomial, type Variable } from "./polynomial.ts";
import { Sample } from "./samples.ts";

/** A proof that takes more steps than this is not found. */
const mostSteps = 200;

/** Tries to prove things, of what holds wherever `facts` are not negative. */
export class Proof {
  private readonly facts: readonly Polynomial[];
  /** The least that values are, where a fact says more than their type. */
  private readonly least = new Map<Variable, bigint>();
  private samples: readonly Sample[] | null = null;
  private steps = 0;

  constructor(facts: readonly Polynomial[]) {
    this.facts = facts;
    for (const fact of facts) this.learn(fact);
  }

  /** Is it never negative? False may also mean that no proof was found. */
  isNotNegative(polynomial: Polynomial): boolean {
    this.samples ??= Sample.within(this.facts);
    if (this.samples.some((sample) => sample.valueOf(polynomial) < 0)) return false;
    this.steps = 0;
    if (this.holds(polynomial)) return true;
    return this.facts.some((fact) => this.holds(polynomial.minus(fact)));
  }

  /** `n - 1 - i` is not negative: n is 1 at least. */
  private learn(fact: Polynomial): void {
    const isSymbol = ({ kind }: Variable): boolean => kind === "symbol";
    let symbol: Variable | null = null;
    let constant = 0n;
    for (const { factors, coefficient } of fact.terms) {
      const [first, another] = factors;
      if (first === undefined) constant = coefficient;
      else if (!factors.some(isSymbol)) {
        if (coefficient > 0n) return;
      } else if (symbol === null && another === undefined && coefficient === 1n) symbol = first;
      else return;
    }
    if (symbol === null) return;
    const known = this.least.get(symbol);
    if (known === undefined || known < -constant) this.least.set(symbol, -constant);
  }

  private holds(polynomial: Polynomial): boolean {
    if (++this.steps > mostSteps) return false;
    const counter = latest(polynomial);
    if (counter === null) return this.leastOf(polynomial) >= 0n;
    const [rest = Polynomial.constant(0), ...powers] = polynomial.powersOf(counter);
    if (powers.every((power) => this.holds(power))) return this.holds(rest);
    const [slope, another] = powers;
    const { limit } = counter;
    // What goes up or down evenly is least at an end.
    if (slope === undefined || another !== undefined || limit === null) return false;
    const atEnd = rest.scaled(limit.scale).plus(slope.times(limit.most));
    const isFalling = limit.isCertain && this.holds(slope.scaled(-1n));
    return this.holds(atEnd) && (isFalling || this.holds(rest));
  }

  /** No more than what a polynomial of values is at least, each by itself counted from the least that it is. */
  private leastOf(polynomial: Polynomial): bigint {
    let all = 0n;
    const spans = new Map<Variable, bigint>();
    let shifted = polynomial;
    for (const symbol of symbolsIn(polynomial)) {
      const low = this.lowest(symbol);
      shifted = counted(shifted, symbol, low);
      spans.set(symbol, symbol.most - low);
    }
    for (const { factors, coefficient } of shifted.terms) {
      if (factors.length === 0) all += coefficient;
      else if (coefficient < 0n) {
        all += factors.reduce((product, each) => product * (spans.get(each) ?? 0n), coefficient);
      }
    }
    return all;
  }

  private lowest(symbol: Symbol): bigint {
    const learned = this.least.get(symbol) ?? symbol.least;
    return learned > symbol.least ? learned : symbol.least;
  }
}

type Symbol = Extract<Variable, { kind: "symbol" }>;

function latest(polynomial: Polynomial): Counter | null {
  let found: Counter | null = null;
  for (const { factors } of polynomial.terms) {
    for (const each of factors) {
      if (each.kind === "counter" && (found === null || each.id > found.id)) found = each;
    }
  }
  return found;
}

function symbolsIn(polynomial: Polynomial): ReadonlySet<Symbol> {
  const found = new Set<Symbol>();
  for (const { factors } of polynomial.terms) {
    for (const each of factors) if (each.kind === "symbol") found.add(each);
  }
  return found;
}

/** The polynomial with `low` more than the variable in place of it. */
function counted(polynomial: Polynomial, variable: Variable, low: bigint): Polynomial {
  const sum = Polynomial.of(variable).plus(Polynomial.constant(low));
  let made = Polynomial.constant(0);
  for (const coefficient of polynomial.powersOf(variable).toReversed()) {
    made = made.times(sum).plus(coefficient);
  }
  return made;
}
