/** Random expressions of type D (double) and of integers, kept where functions are smooth and of moderate size. */
import type { Scope } from "./scope.ts";

/** A valid index of an array of eight. */
export function index(scope: Scope): string {
  const { random, counters, indices } = scope;
  const direct = counters.filter(({ low, high }) => low >= 0 && high <= 7);
  if (direct.length > 0 && random.chance(0.6)) {
    const { name, high } = random.pick(direct);
    if (high < 7 && random.chance(0.3)) return `${name} + 1`;
    return random.chance(0.2) ? `7 - ${name}` : name;
  }
  if (indices.length > 0 && random.chance(0.2)) return `${random.pick(indices)}[${index(scope)}]`;
  if (random.chance(0.4)) return String(random.int(0, 7));
  return `(${integer(scope, 2)}) & 7`;
}

/** An integer expression without overflow, division or shifts. */
export function integer(scope: Scope, depth: number): string {
  const { random, counters, integers, indices } = scope;
  if (depth === 0 || random.chance(0.3)) {
    const names = [...counters.map(({ name }) => name), ...integers, "n", "m"];
    if (indices.length > 0 && random.chance(0.15))
      return `${random.pick(indices)}[${random.int(0, 7)}]`;
    return random.chance(0.25) ? String(random.int(1, 9)) : random.pick(names);
  }
  if (random.chance(0.1)) return `(${real(scope, 1)} > ${random.number(-0.5, 0.5)})`;
  const [left, right] = [integer(scope, depth - 1), integer(scope, depth - 1)];
  switch (random.int(0, 4)) {
    case 0:
      return `${left} % ${random.int(2, 5)}`;
    case 1:
      return `(${left} & 15) * ${random.int(2, 5)}`;
    case 2:
      return `(${left} ^ ${right})`;
    case 3:
      return `(${left} - ${right})`;
    default:
      return `(${left} + ${right})`;
  }
}

/** A condition on reals, on integers, or on both. */
export function condition(scope: Scope): string {
  const { random } = scope;
  const compare = random.pick(["<", ">", "<=", ">="]);
  switch (random.int(0, 7)) {
    case 0:
    case 1:
    case 2:
      return `${real(scope, 1)} ${compare} ${random.number(-0.6, 0.6)}`;
    case 3:
      return `${real(scope, 1)} ${compare} ${real(scope, 1)}`;
    case 4:
      return `(${condition(scope)}) ${random.pick(["&&", "||"])} (${condition(scope)})`;
    case 5:
      return `!(${condition(scope)})`;
    default:
      return `(${integer(scope, 2)}) % ${random.int(2, 4)} ${random.pick(["==", "!=", "<"])} 1`;
  }
}

/** A place of type D that can be read and written. */
export function place(scope: Scope): string {
  const { random, scalars, arrays } = scope;
  if (random.chance(0.35)) return random.pick(scalars);
  return `${random.pick(arrays)}[${index(scope)}]`;
}

/** A place of type F. */
export function singlePlace(scope: Scope): string {
  const { random, singles, singleArrays } = scope;
  return random.chance(0.5)
    ? random.pick(singles)
    : `${random.pick(singleArrays)}[${index(scope)}]`;
}

function leaf(scope: Scope): string {
  const { random } = scope;
  const kind = random.int(0, 19);
  if (kind < 13) return place(scope);
  if (kind < 14 && scope.singles.length > 0) return `(D)${singlePlace(scope)}`;
  if (kind < 15) return `table[${index(scope)}]`;
  if (kind < 16) return `(D)((${integer(scope, 1)}) & 3)`;
  return random.number(-1.5, 1.5);
}

type Write = (scope: Scope, sub: () => string) => string;

/** One line a form. Arguments stay away from poles and branch points by construction. */
const forms: readonly Write[] = [
  (_, e) => `(${e()} + ${e()})`,
  (_, e) => `(${e()} - (${e()}))`,
  (_, e) => `${e()} * ${e()}`,
  ({ random }, e) => `${random.number(-1.2, 1.2)} * ${e()}`,
  (_, e) => `${e()} / (2.0 + sin(${e()}))`,
  (_, e) => `sin(${e()})`,
  (_, e) => `cos(${e()})`,
  (_, e) => `tanh(${e()})`,
  (_, e) => `atan(${e()})`,
  (_, e) => `exp(sin(${e()}))`,
  (_, e) => `sqrt(1.5 + cos(${e()}))`,
  (_, e) => `log(2.5 + sin(${e()}))`,
  (_, e) => `fabs(${e()})`,
  (_, e) => `fmax(${e()}, ${e()})`,
  (_, e) => `fmin(${e()}, ${e()})`,
  (_, e) => `pow(1.6 + 0.5 * sin(${e()}), tanh(${e()}))`,
  (_, e) => `hypot(${e()}, 1.0)`,
  (_, e) => `atan2(${e()}, 2.0 + cos(${e()}))`,
  (_, e) => `erf(${e()})`,
  (_, e) => `fma(${e()}, ${e()}, ${e()})`,
  (_, e) => `-(${e()})`,
  (scope, e) => `(${condition({ ...scope, depth: 0 })} ? ${e()} : ${e()})`,
  (scope, e) => `(${condition({ ...scope, depth: 0 })}) * ${e()}`,
  (_, e) => `log1p(0.5 + 0.4 * sin(${e()}))`,
  (_, e) => `pow(${e()}, 2.0)`,
  (_, e) => `copysign(${e()}, ${e()})`,
];

/** A call of a helper that gives a real, or null where there is none. */
function call(scope: Scope, depth: number): string | null {
  const { random, helpers, arrays } = scope;
  const suited = helpers.filter(({ kind }) => kind !== "update" && kind !== "record");
  if (suited.length === 0) return null;
  const { name, kind } = random.pick(suited);
  switch (kind) {
    case "scalar":
      return `${name}(${real(scope, depth)}, ${real(scope, depth)}, ${integer(scope, 1)})`;
    case "single":
      return `(D)${name}((F)${real(scope, depth)}, ${singlePlace(scope)})`;
    case "read":
      return `${name}(${random.pick(arrays)}, ${index(scope)})`;
    case "struct":
    case "update":
    case "record":
      return `${name}(${real(scope, depth)}, ${real(scope, depth)}).second`;
  }
}

/** An expression of type D whose operators nest at most `depth` deep. */
export function real(scope: Scope, depth: number): string {
  const { random } = scope;
  if (depth === 0 || random.chance(0.15)) return leaf(scope);
  if (random.chance(0.12)) {
    const called = call(scope, depth - 1);
    if (called !== null) return called;
  }
  const sub = (): string => real(scope, depth - 1);
  // Plain arithmetic as often as all functions together.
  return random.pick(random.chance(0.5) ? forms.slice(0, 5) : forms)(scope, sub);
}

/** An expression of type D that stays of the size of one, so that loops do not blow it up. */
export function bounded(scope: Scope, depth = 2): string {
  const { random } = scope;
  const inner = real(scope, depth);
  return random.pick([
    `sin(${inner})`,
    `tanh(${inner})`,
    `0.5 * (${inner})`,
    `cos(${inner})`,
    `(${inner}) / (1.5 + fabs(${inner}))`,
    inner.length < 40 ? inner : `atan(${inner})`,
  ]);
}
