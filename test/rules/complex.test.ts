import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import {
  type ComplexRule,
  complexPullback,
  complexRules,
  complexTangent,
  lookupComplex,
} from "../../src/rules/complex.ts";
import { at } from "../../src/support/assert.ts";
import { abs, add, type C, c, mul, scale, sub } from "../oracle/arithmetic.ts";
import { complexLibrary } from "../oracle/complex.ts";
import { doubles } from "./readings.ts";
import { richardson, SEED } from "./tester.ts";

type Library = (...z: readonly C[]) => C;

function oracle(rule: ComplexRule): Library {
  const f = complexLibrary[rule.name];
  if (f === undefined) throw new Error(`no oracle for ${rule.name}`);
  return f;
}

/** Cauchy's integral for f' on a circle around z: exact to rounding while no singularity is near. */
function cauchy(f: (z: C) => C, z: C, radius: number): C {
  const points = 48;
  let sum = c(0);
  for (let k = 0; k < points; k++) {
    const angle = (2 * Math.PI * k) / points;
    const e = c(Math.cos(angle), Math.sin(angle));
    sum = add(sum, mul(f(add(z, scale(radius, e))), c(e.re, -e.im)));
  }
  return scale(1 / (points * radius), sum);
}

/** The distance of z from the cuts and poles that any row has: the axes and the circle's own points 1, -1, i, -i. */
const clear = (z: C): boolean => Math.abs(z.re) > 0.45 && Math.abs(z.im) > 0.45;

function pointsOf(rule: ComplexRule): readonly (readonly C[])[] {
  const [min, max] = rule.domain;
  const part = fc.integer({ min: 0, max: 1 << 20 }).map((k) => min + ((max - min) * k) / (1 << 20));
  const draws = rule.args.map((slot) =>
    slot === "int"
      ? fc.integer({ min: -4, max: 5 }).map((n) => c(n))
      : fc.tuple(part, part).map(([re, im]) => c(re, im)),
  );
  const all = fc.sample(fc.tuple(...draws), { seed: SEED, numRuns: 160 });
  return all.filter((z) => z.every((w, i) => rule.args[i] === "int" || clear(w))).slice(0, 24);
}

function jacobian(f: (z: C) => C, z: C, holomorphic: boolean): readonly [C, C] {
  if (holomorphic) {
    const d = cauchy(f, z, 0.2);
    return [d, mul(c(0, 1), d)];
  }
  const along = (e: C): C =>
    c(
      richardson((t) => f(add(z, scale(t, e))).re, 1e-2),
      richardson((t) => f(add(z, scale(t, e))).im, 1e-2),
    );
  return [along(c(1)), along(c(0, 1))];
}

/** The greatest error of a row's tangents and adjoints over its points, relative to max(1, |d|). */
function worst(rule: ComplexRule): number {
  let error = 0;
  for (const z of pointsOf(rule)) {
    const r = oracle(rule)(...z);
    for (const [arg, slot] of rule.args.entries()) {
      if (slot === "int") continue;
      const f = (w: C): C => oracle(rule)(...z.map((v, i) => (i === arg ? w : v)));
      const [byRe, byIm] = jacobian(f, at(z, arg), rule.partials.length > 0);
      const size = Math.max(1, abs(byRe));
      const t = c(0.8, -0.6);
      const tangent = complexTangent(doubles, rule, arg, z, r, t);
      const wanted = add(scale(t.re, byRe), scale(t.im, byIm));
      error = Math.max(error, tangent === undefined ? 1 : abs(sub(tangent, wanted)) / size);
      const y = rule.returns === "real" ? c(0.7) : c(0.7, 1.1);
      const pulled = complexPullback(doubles, rule, arg, z, r, y);
      const transposed = c(byRe.re * y.re + byRe.im * y.im, byIm.re * y.re + byIm.im * y.im);
      error = Math.max(error, pulled === undefined ? 1 : abs(sub(pulled, transposed)) / size);
    }
  }
  return error;
}

const tally = { points: 0, mutants: 0, rejected: 0 };

afterAll(() => {
  const names = complexRules.reduce((n, r) => n + r.names.length, 0);
  process.stdout.write(
    `complex rules: ${complexRules.length} rows, ${names} spellings, ${tally.points} points (seed ${SEED}), ` +
      `${tally.mutants} mutants, ${tally.rejected} rejected\n`,
  );
});

describe.each(complexRules)("$name", (rule) => {
  const tolerance = rule.partials.length > 0 ? 2e-12 : 1e-9;

  test("agrees with Cauchy's integral, or with differences where it is not holomorphic", () => {
    tally.points += pointsOf(rule).length;
    expect(pointsOf(rule).length).toBeGreaterThan(6);
    expect(worst(rule)).toBeLessThan(tolerance);
  });

  test("mutants are rejected", () => {
    for (const [arg, partial] of rule.partials.entries()) {
      if (partial === "inactive") continue;
      for (const factor of [1 + 1e-10, 1 - 1e-8, 1 + 5e-4, -1]) {
        const partials = rule.partials.map((p, i) =>
          i === arg && p !== "inactive"
            ? <T>(...[m, z, r]: Parameters<typeof p<T>>): T => m.scale(factor, p(m, z, r))
            : p,
        );
        tally.mutants += 1;
        expect(worst({ ...rule, partials }), `argument ${arg} times ${factor}`).toBeGreaterThan(
          tolerance,
        );
        tally.rejected += 1;
      }
      const partials = rule.partials.map((p, i) => (i === arg ? "inactive" : p));
      tally.mutants += 1;
      expect(worst({ ...rule, partials }), `argument ${arg} inactive`).toBeGreaterThan(tolerance);
      tally.rejected += 1;
    }
    const whole = rule.jacobian;
    if (whole !== undefined) {
      const jacobian: typeof whole = (m, z, r) => {
        const j = whole(m, z, r);
        return { re: { re: m.neg(j.re.re), im: m.neg(j.re.im) }, im: j.im };
      };
      tally.mutants += 1;
      expect(worst({ ...rule, jacobian })).toBeGreaterThan(tolerance);
      tally.rejected += 1;
    }
  });
});

describe("decided points", () => {
  const slope = (name: string, z: readonly C[], r: C, arg = 0): C | undefined => {
    const rule = lookupComplex(name)?.rule;
    if (rule === undefined) throw new Error(name);
    return complexTangent(doubles, rule, arg, z, r, c(1));
  };

  test("cpow at base 0", () => {
    expect(slope("cpow", [c(0), c(2)], c(0))).toEqual(c(0));
    expect(slope("cpow", [c(0), c(1)], c(0))).toEqual(c(1));
    expect(slope("cpow", [c(0), c(0)], c(1))).toEqual(c(0));
    expect(slope("cpow", [c(0), c(0.5)], c(0))?.re).toBeNaN();
    expect(slope("cpow", [c(0), c(2)], c(0), 1)).toEqual(c(0));
  });

  test("cabs at 0, cproj at infinity", () => {
    expect(slope("cabs", [c(0)], c(0))?.re).toBe(0);
    const infinite = c(Number.POSITIVE_INFINITY);
    expect(slope("cproj", [infinite], infinite)?.re).toBeNaN();
  });

  test("either side of the cut of casin", () => {
    const above = slope("casin", [c(2, 0)], c(1.5707963267948966, 1.3169578969248166));
    const below = slope("casin", [c(2, -0)], c(1.5707963267948966, -1.3169578969248166));
    expect(above?.im).toBeCloseTo(0.5773502691896258, 14);
    expect(below?.im).toBeCloseTo(-0.5773502691896258, 14);
  });
});
