/**
 * Rows of the complex functions of C99 and of the multiplication and division helpers that compilers call.
 *
 * A holomorphic function has one complex derivative f' per argument; its tangent is f' dz and its adjoint
 * conj(f') times the adjoint of the value. The few that are not (conjugate, modulus, parts) state their
 * four real partials.
 */
import { at } from "../support/assert.ts";
import type { Algebra } from "./algebra.ts";
import { type ComplexAlgebra, type Pair, pairs } from "./complexalgebra.ts";
import { LOG10E } from "./constants.ts";
import { type Need, setAlgebra } from "./needs.ts";
import type { Kind } from "./spelling.ts";
import { atan2Partials } from "./trig.ts";

/** A complex derivative. */
type Derivative = <C>(m: ComplexAlgebra<C>, z: readonly C[], r: C) => C;

/** The real partials of the real and imaginary parts of a function of one complex argument. */
interface Jacobian<V> {
  readonly re: Pair<V>;
  readonly im: Pair<V>;
}

/** A row of the complex table. */
export interface ComplexRule {
  readonly name: string;
  readonly names: readonly { readonly text: string; readonly kind: Kind }[];
  /** "complex", or an integer power that has no derivative. */
  readonly args: readonly ("complex" | "int")[];
  readonly returns: "complex" | "real";
  /** One derivative per argument of a holomorphic function; empty where `jacobian` says it. */
  readonly partials: readonly (Derivative | "inactive")[];
  /** `re`: the partials of the real part of the value by the argument's parts; `im`: of the imaginary part. */
  readonly jacobian?: <V>(m: Algebra<V>, z: Pair<V>, r: Pair<V>) => Jacobian<V>;
  /** Where tests draw points: the parts of every argument are from this interval. */
  readonly domain: readonly [number, number];
  /** A partial can be infinite or NaN at finite arguments. */
  readonly singular: boolean;
}

type Unnamed = Omit<ComplexRule, "name">;

/** `csin csinf csinl` and TS 18661-3's forms. */
function cnames(base: string): ComplexRule["names"] {
  const kinds: readonly (readonly [string, Kind])[] = [
    ["", "double"],
    ["f", "float"],
    ["l", "long double"],
    ["f32", "float"],
    ["f64", "double"],
    ["f128", "fp128"],
  ];
  return kinds.map(([s, kind]) => ({ text: base + s, kind }));
}

/** compiler-rt's helpers: `__mulsc3` and its relatives. */
function helper(base: string): ComplexRule["names"] {
  return [
    { text: `__${base}hc3`, kind: "half" },
    { text: `__${base}sc3`, kind: "float" },
    { text: `__${base}dc3`, kind: "double" },
    { text: `__${base}xc3`, kind: "x86_fp80" },
    { text: `__${base}tc3`, kind: "fp128" },
  ];
}

function fortranPower(letter: string): ComplexRule["names"] {
  return [
    { text: `_FortranAcpow${letter}`, kind: "float" },
    { text: `_FortranAzpow${letter}`, kind: "double" },
    { text: `_FortranAcqpow${letter}`, kind: "fp128" },
  ];
}

function holomorphic(
  names: ComplexRule["names"],
  partials: readonly (Derivative | "inactive")[],
  extras: Partial<Pick<ComplexRule, "domain" | "singular" | "args">> = {},
): Unnamed {
  return {
    names,
    args: extras.args ?? partials.map(() => "complex"),
    returns: "complex",
    partials,
    domain: extras.domain ?? [-2, 2],
    singular: extras.singular ?? false,
  };
}

function parted(
  names: ComplexRule["names"],
  returns: "complex" | "real",
  jacobian: NonNullable<ComplexRule["jacobian"]>,
  singular = false,
): Unnamed {
  return { names, args: ["complex"], returns, partials: [], jacobian, domain: [-2, 2], singular };
}

/** 1 / (sqrt(1 - z) sqrt(1 + z)): each root on its principal branch, so that the cuts are asin's own. */
const arc: Derivative = (m, z) => {
  const a = at(z, 0);
  const roots = m.mul(m.sqrt(m.shift(1, m.neg(a))), m.sqrt(m.shift(1, a)));
  return m.div(m.num(1, 0), roots);
};

const powerBase: Derivative = (m, z, r) => {
  const [a, w] = [at(z, 0), at(z, 1)];
  const below = m.shift(-1, w);
  const zero = m.num(0, 0);
  const pole = m.ifZero(w, zero, m.num(Number.NaN, Number.NaN));
  const atZero = m.ifPositive(below, zero, m.ifZero(below, m.num(1, 0), pole));
  return m.ifZero(a, atZero, m.div(m.mul(w, r), a));
};

const powerExponent: Derivative = (m, z, r) => {
  const [a, w] = [at(z, 0), at(z, 1)];
  const atZero = m.ifPositive(w, m.num(0, 0), m.num(Number.NaN, Number.NaN));
  return m.ifZero(a, atZero, m.mul(r, m.log(a)));
};

const rows: Readonly<Record<string, Unnamed>> = {
  cmul: holomorphic(helper("mul"), [(_m, z) => at(z, 1), (_m, z) => at(z, 0)]),
  cdiv: holomorphic(
    helper("div"),
    [(m, z) => m.div(m.num(1, 0), at(z, 1)), (m, z, r) => m.neg(m.div(r, at(z, 1)))],
    { singular: true },
  ),
  csqrt: holomorphic(cnames("csqrt"), [(m, _z, r) => m.div(m.num(0.5, 0), r)], { singular: true }),
  cexp: holomorphic(cnames("cexp"), [(_m, _z, r) => r]),
  clog: holomorphic(cnames("clog"), [(m, z) => m.div(m.num(1, 0), at(z, 0))], { singular: true }),
  clog10: holomorphic(cnames("clog10"), [(m, z) => m.div(m.num(LOG10E, 0), at(z, 0))], {
    singular: true,
  }),
  cpow: holomorphic(cnames("cpow"), [powerBase, powerExponent], { singular: true }),
  csin: holomorphic(cnames("csin"), [(m, z) => m.cos(at(z, 0))]),
  ccos: holomorphic(cnames("ccos"), [(m, z) => m.neg(m.sin(at(z, 0)))]),
  ctan: holomorphic(cnames("ctan"), [(m, _z, r) => m.shift(1, m.mul(r, r))]),
  // cosh z = cos iz and sinh z = -i sin iz
  csinh: holomorphic(cnames("csinh"), [(m, z) => m.cos(m.turn(at(z, 0)))]),
  ccosh: holomorphic(cnames("ccosh"), [(m, z) => m.neg(m.turn(m.sin(m.turn(at(z, 0)))))]),
  ctanh: holomorphic(cnames("ctanh"), [(m, _z, r) => m.shift(1, m.neg(m.mul(r, r)))]),
  casin: holomorphic(cnames("casin"), [arc], { singular: true }),
  cacos: holomorphic(cnames("cacos"), [(m, z, r) => m.neg(arc(m, z, r))], { singular: true }),
  catan: holomorphic(
    cnames("catan"),
    [(m, z) => m.div(m.num(1, 0), m.shift(1, m.mul(at(z, 0), at(z, 0))))],
    { singular: true },
  ),
  casinh: holomorphic(cnames("casinh"), [(m, z, r) => arc(m, [m.turn(at(z, 0))], r)], {
    singular: true,
  }),
  cacosh: holomorphic(
    cnames("cacosh"),
    [
      (m, z) => {
        const a = at(z, 0);
        return m.div(m.num(1, 0), m.mul(m.sqrt(m.shift(-1, a)), m.sqrt(m.shift(1, a))));
      },
    ],
    { singular: true },
  ),
  catanh: holomorphic(
    cnames("catanh"),
    [
      (m, z) => {
        const a = at(z, 0);
        return m.div(m.num(1, 0), m.mul(m.shift(1, m.neg(a)), m.shift(1, a)));
      },
    ],
    { singular: true },
  ),
  cpowi: holomorphic([...fortranPower("i"), ...fortranPower("k")], [powerBase, "inactive"], {
    args: ["complex", "int"],
    singular: true,
  }),
  conj: parted(cnames("conj"), "complex", (m) => ({
    re: { re: m.num(1), im: m.num(0) },
    im: { re: m.num(0), im: m.num(-1) },
  })),
  creal: parted(cnames("creal"), "real", (m) => ({
    re: { re: m.num(1), im: m.num(0) },
    im: { re: m.num(0), im: m.num(0) },
  })),
  cimag: parted(cnames("cimag"), "real", (m) => ({
    re: { re: m.num(0), im: m.num(1) },
    im: { re: m.num(0), im: m.num(0) },
  })),
  cabs: parted(cnames("cabs"), "real", (m, z, r) => {
    const zero = m.eq(r.re, m.num(0));
    const by = (part: typeof z.re): typeof z.re => m.select(zero, m.num(0), m.div(part, r.re));
    return { re: { re: by(z.re), im: by(z.im) }, im: { re: m.num(0), im: m.num(0) } };
  }),
  carg: parted(
    cnames("carg"),
    "real",
    (m, z) => {
      const [byIm, byRe] = atan2Partials(m, [z.im, z.re]);
      return { re: { re: byRe, im: byIm }, im: { re: m.num(0), im: m.num(0) } };
    },
    true,
  ),
  // The identity on finite numbers; at infinity, where all directions are one point, NaN.
  cproj: parted(cnames("cproj"), "complex", (m, _z, r) => {
    const finite = m.eq(m.sub(r.re, r.re), m.num(0));
    const one = m.select(finite, m.num(1), m.num(Number.NaN));
    return { re: { re: one, im: m.num(0) }, im: { re: m.num(0), im: one } };
  }),
};

/** Every complex row. */
export const complexRules: readonly ComplexRule[] = Object.entries(rows).map(([name, row]) => ({
  name,
  ...row,
}));

/** What the name of a complex function says. */
export interface ComplexMatch {
  readonly rule: ComplexRule;
  readonly kind: Kind;
}

const byText = new Map<string, ComplexMatch>(
  complexRules.flatMap((rule) =>
    rule.names.map(({ text, kind }) => [text, { rule, kind }] as const),
  ),
);

/**
 * The row of the complex function that IR calls `name`, or undefined. How its arguments and its result are
 * passed (two scalars, a vector, memory) is the platform's affair: the caller takes them apart.
 */
export function lookupComplex(name: string): ComplexMatch | undefined {
  return byText.get(name);
}

/** The four real partials of argument `arg`: for f' = a + ib they are [[a, -b], [b, a]]. */
function jacobianOf<V>(
  m: Algebra<V>,
  rule: ComplexRule,
  arg: number,
  z: readonly Pair<V>[],
  r: Pair<V>,
): Jacobian<V> | undefined {
  if (rule.jacobian !== undefined) return rule.jacobian(m, at(z, arg), r);
  const partial = at(rule.partials, arg);
  if (partial === "inactive") return undefined;
  const { re, im } = partial(pairs(m), z, r);
  return { re: { re, im: m.neg(im) }, im: { re: im, im: re } };
}

/** a b + c d */
const dot = <V>(m: Algebra<V>, a: V, b: V, c: V, d: V): V => m.add(m.mul(a, b), m.mul(c, d));

/**
 * What argument `arg` receives from the adjoint of the value: the transposed partials times it.
 * @param z the arguments; an integer one as the pair of its float value and 0
 * @param r the value; for a real function its imaginary part is not looked at
 * @param adjoint of the value; for a real function with imaginary part 0
 * @returns undefined where the argument is inactive
 */
export function complexPullback<V>(
  m: Algebra<V>,
  rule: ComplexRule,
  arg: number,
  z: readonly Pair<V>[],
  r: Pair<V>,
  adjoint: Pair<V>,
): Pair<V> | undefined {
  const j = jacobianOf(m, rule, arg, z, r);
  if (j === undefined) return undefined;
  if (rule.returns === "real") {
    return { re: m.mul(j.re.re, adjoint.re), im: m.mul(j.re.im, adjoint.re) };
  }
  return {
    re: dot(m, j.re.re, adjoint.re, j.im.re, adjoint.im),
    im: dot(m, j.re.im, adjoint.re, j.im.im, adjoint.im),
  };
}

/** The part of the value's tangent that comes from the tangent of argument `arg`; undefined where inactive. */
export function complexTangent<V>(
  m: Algebra<V>,
  rule: ComplexRule,
  arg: number,
  z: readonly Pair<V>[],
  r: Pair<V>,
  tangent: Pair<V>,
): Pair<V> | undefined {
  const j = jacobianOf(m, rule, arg, z, r);
  if (j === undefined) return undefined;
  return {
    re: dot(m, j.re.re, tangent.re, j.re.im, tangent.im),
    im: dot(m, j.im.re, tangent.re, j.im.im, tangent.im),
  };
}

/** Which arguments and whether the value ("r") the derivative by argument `arg` uses. */
export function complexNeeds(rule: ComplexRule, arg: number): ReadonlySet<Need> {
  const name = (n: Need): Pair<ReadonlySet<Need>> => ({ re: new Set([n]), im: new Set([n]) });
  const z = rule.args.map((_, i) => name(`x${i}`));
  const none: ReadonlySet<Need> = new Set();
  const all = complexPullback(setAlgebra, rule, arg, z, name("r"), { re: none, im: none });
  return all === undefined ? none : new Set([...all.re, ...all.im]);
}
