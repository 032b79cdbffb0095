/** Rows of Euclidean norms and their reciprocals. */
import type { Algebra } from "./algebra.ts";
import { type AnyPartial, type Partial, rule, type Unnamed } from "./rule.ts";
import { everywhere, libdevice, libm, ocml } from "./spelling.ts";
import { at } from "../support/assert.ts";

const INF = Number.POSITIVE_INFINITY;

/** x_i / r: the unit vector, and 0 for the zero vector, which is the middle of all its subgradients. */
const unit =
  (i: number): AnyPartial =>
  <V>(m: Algebra<V>, x: readonly V[], r: V) =>
    m.select(m.eq(r, m.num(0)), m.num(0), m.div(at(x, i), r));

/** -x_i r^3, in an order whose intermediate results neither overflow nor underflow before it does. */
const reciprocalUnit =
  (i: number): AnyPartial =>
  <V>(m: Algebra<V>, x: readonly V[], r: V) =>
    m.neg(m.mul(m.mul(m.mul(at(x, i), r), r), r));

const away = (x: readonly number[]): boolean => Math.hypot(...x) > 0.3;
const zero = "the zero vector: 0, the middle of the unit ball of its subgradients";
const pole = "0 times the pole: the direction of a zero vector is not defined";
const positive: readonly [number, number] = [-4, 4];

const first: Partial<2> = unit(0);
const second: Partial<2> = unit(1);

/** Rows of norms. */
export const norms: Readonly<Record<string, Unnamed>> = {
  hypot: rule<2>({
    names: [...everywhere("hypot"), ...libm("_hypot")],
    domain: [positive, positive],
    where: away,
    analytic: true,
    partials: [first, second],
    errno: true,
    at: [
      { x: [0, 0], partials: [0, 0], why: zero },
      { x: [3e300, 4e300], partials: [0.6, 0.8], why: "no overflow" },
      { x: [INF, 1], partials: [Number.NaN, 0], why: "inf/inf: the value is infinite" },
    ],
  }),
  norm3d: rule<3>({
    names: [...libdevice("norm3d"), ...ocml("len3")],
    domain: [positive, positive, positive],
    where: away,
    analytic: true,
    partials: [unit(0), unit(1), unit(2)],
    at: [{ x: [0, 0, 0], partials: [0, 0, 0], why: zero }],
  }),
  norm4d: rule<4>({
    names: [...libdevice("norm4d"), ...ocml("len4")],
    domain: [positive, positive, positive, positive],
    where: away,
    analytic: true,
    partials: [unit(0), unit(1), unit(2), unit(3)],
    at: [{ x: [0, 0, 0, 0], partials: [0, 0, 0, 0], why: zero }],
  }),
  rhypot: rule<2>({
    names: [...libdevice("rhypot"), ...ocml("rhypot")],
    domain: [positive, positive],
    where: away,
    analytic: true,
    partials: [reciprocalUnit(0), reciprocalUnit(1)],
    singular: true,
    at: [{ x: [0, 0], partials: [Number.NaN, Number.NaN], why: pole }],
  }),
  rnorm3d: rule<3>({
    names: [...libdevice("rnorm3d"), ...ocml("rlen3")],
    domain: [positive, positive, positive],
    where: away,
    analytic: true,
    partials: [reciprocalUnit(0), reciprocalUnit(1), reciprocalUnit(2)],
    singular: true,
    at: [{ x: [0, 0, 0], partials: [Number.NaN, Number.NaN, Number.NaN], why: pole }],
  }),
  rnorm4d: rule<4>({
    names: [...libdevice("rnorm4d"), ...ocml("rlen4")],
    domain: [positive, positive, positive, positive],
    where: away,
    analytic: true,
    partials: [reciprocalUnit(0), reciprocalUnit(1), reciprocalUnit(2), reciprocalUnit(3)],
    singular: true,
    at: [
      {
        x: [0, 0, 0, 0],
        partials: [Number.NaN, Number.NaN, Number.NaN, Number.NaN],
        why: pole,
      },
    ],
  }),
};
