/**
 * Complex arithmetic over pairs of real values: the derivative of a complex function is written once, in
 * complex terms, and becomes real arithmetic and real library calls here. So no derivative ever passes a
 * complex value to a function, which every platform does differently.
 */
import type { Algebra } from "./algebra.ts";

/** A complex value by its parts. */
export interface Pair<V> {
  readonly re: V;
  readonly im: V;
}

/** The verbs that derivatives of complex functions may use. */
export interface ComplexAlgebra<C> {
  num(re: number | string, im: number | string): C;
  add(a: C, b: C): C;
  mul(a: C, b: C): C;
  div(a: C, b: C): C;
  neg(a: C): C;
  /** c + a for a real constant c: the sign of a zero imaginary part stays, which says the side of a cut. */
  shift(c: number, a: C): C;
  /** c a for a real constant c. */
  scale(c: number | string, a: C): C;
  /** i a */
  turn(a: C): C;
  sqrt(a: C): C;
  log(a: C): C;
  sin(a: C): C;
  cos(a: C): C;
  /** `yes` where a is exactly 0. */
  ifZero(a: C, yes: C, no: C): C;
  /** `yes` where the real part of a is greater than 0. */
  ifPositive(a: C, yes: C, no: C): C;
}

/**
 * a / b by Smith's method: dividing through by the greater part of b keeps everything in range
 * (R. L. Smith, Algorithm 116, Comm. ACM 5 (1962) 435).
 */
function divide<V>(m: Algebra<V>, a: Pair<V>, b: Pair<V>): Pair<V> {
  const tall = m.lt(m.call("fabs", b.re), m.call("fabs", b.im));
  const greater = m.select(tall, b.im, b.re);
  const less = m.select(tall, b.re, b.im);
  const t = m.div(less, greater);
  const d = m.add(greater, m.mul(less, t));
  // With |im| greater: (re t + im) + i (im t - re); else (re + im t) + i (im - re t).
  const re = m.select(tall, m.add(m.mul(a.re, t), a.im), m.add(a.re, m.mul(a.im, t)));
  const im = m.select(tall, m.sub(m.mul(a.im, t), a.re), m.sub(a.im, m.mul(a.re, t)));
  return { re: m.div(re, d), im: m.div(im, d) };
}

/** The principal square root, without cancellation: the greater of its parts first, the other by division. */
function squareRoot<V>(m: Algebra<V>, a: Pair<V>): Pair<V> {
  const half = m.num(0.5);
  const size = m.mul(half, m.call("hypot", a.re, a.im));
  const t = m.call("sqrt", m.add(size, m.mul(half, m.call("fabs", a.re))));
  const other = m.select(m.eq(t, m.num(0)), m.num(0), m.div(m.mul(half, m.call("fabs", a.im)), t));
  const left = m.lt(a.re, m.num(0));
  return {
    re: m.select(left, other, t),
    im: m.call("copysign", m.select(left, t, other), a.im),
  };
}

/** The complex algebra over pairs of an algebra's values. */
export function pairs<V>(m: Algebra<V>): ComplexAlgebra<Pair<V>> {
  const choose = (condition: V, yes: Pair<V>, no: Pair<V>): Pair<V> => ({
    re: m.select(condition, yes.re, no.re),
    im: m.select(condition, yes.im, no.im),
  });
  return {
    num: (re, im) => ({ re: m.num(re), im: m.num(im) }),
    add: (a, b) => ({ re: m.add(a.re, b.re), im: m.add(a.im, b.im) }),
    mul: (a, b) => ({
      re: m.sub(m.mul(a.re, b.re), m.mul(a.im, b.im)),
      im: m.add(m.mul(a.re, b.im), m.mul(a.im, b.re)),
    }),
    div: (a, b) => divide(m, a, b),
    neg: (a) => ({ re: m.neg(a.re), im: m.neg(a.im) }),
    shift: (c, a) => ({ re: m.add(m.num(c), a.re), im: a.im }),
    scale: (c, a) => ({ re: m.mul(m.num(c), a.re), im: m.mul(m.num(c), a.im) }),
    turn: (a) => ({ re: m.neg(a.im), im: a.re }),
    sqrt: (a) => squareRoot(m, a),
    log: (a) => ({
      re: m.call("log", m.call("hypot", a.re, a.im)),
      im: m.call("atan2", a.im, a.re),
    }),
    sin: (a) => ({
      re: m.mul(m.call("sin", a.re), m.call("cosh", a.im)),
      im: m.mul(m.call("cos", a.re), m.call("sinh", a.im)),
    }),
    cos: (a) => ({
      re: m.mul(m.call("cos", a.re), m.call("cosh", a.im)),
      im: m.neg(m.mul(m.call("sin", a.re), m.call("sinh", a.im))),
    }),
    ifZero: (a, yes, no) => choose(m.eq(a.re, m.num(0)), choose(m.eq(a.im, m.num(0)), yes, no), no),
    ifPositive: (a, yes, no) => choose(m.lt(m.num(0), a.re), yes, no),
  };
}
