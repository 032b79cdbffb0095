/**
 * The tester of rows: everything it asks of a row, as a list of what failed. It knows the row only through
 * its partials; what they should be comes from test/oracle.
 */
import fc from "fast-check";
import type { AnyPartial, Rule } from "../../src/rules/rule.ts";
import { needs } from "../../src/rules/needs.ts";
import { at } from "../../src/support/assert.ts";
import { type C, c } from "../oracle/arithmetic.ts";
import { complexFunctions } from "../oracle/complex.ts";
import { evaluate } from "../oracle/real.ts";
import { doubles, singles } from "./readings.ts";

/** The seed of every draw, so that a failure can be repeated. */
export const SEED = 20260;
const POINTS = 100;
const STEP = 1e-30;

/** One question: the derivative of an output by an argument at a point, and the answer. */
interface Case {
  readonly x: readonly number[];
  readonly values: readonly number[];
  readonly output: number;
  readonly arg: number;
  readonly expected: number;
  readonly tolerance: number;
}

/** The cases of a row; made once, asked of the row and of all its mutants. */
export interface Cases {
  readonly smooth: readonly Case[];
  readonly count: number;
}

const specials = [0, -0, 5e-324, -5e-324, 1, -1];

/** Points of the domain: drawn ones, and the special values that lie in it. */
export function pointsOf(rule: Rule): readonly (readonly number[])[] {
  const draws = rule.domain.map(([min, max], i) =>
    rule.args[i] === "int"
      ? fc.integer({ min, max })
      : fc.oneof(
          { weight: 6, arbitrary: fc.double({ min, max, noNaN: true }) },
          // Doubles are dense near 0; this spreads points over the whole interval.
          {
            weight: 12,
            arbitrary: fc
              .integer({ min: 0, max: 1 << 24 })
              .map((k) => min + ((max - min) * k) / (1 << 24)),
          },
          {
            weight: 2,
            arbitrary: fc.constantFrom(...specials.filter((s) => s >= min && s <= max), min, max),
          },
        ),
  );
  const drawn = fc.sample(fc.tuple(...draws), { seed: SEED, numRuns: 4 * POINTS });
  return drawn.filter((x) => rule.where(x)).slice(0, POINTS);
}

/** The complex step: Im f(x + ih e) / h, with no subtraction and so no loss. */
function complexStep(name: string, x: readonly number[], arg: number, output: number): number {
  return directional(
    name,
    x,
    x.map((_, i) => (i === arg ? 1 : 0)),
    output,
  );
}

/** The derivative along a direction, by the complex step. */
export function directional(
  name: string,
  x: readonly number[],
  direction: readonly number[],
  output: number,
): number {
  const f = complexFunctions[name];
  if (f === undefined) throw new Error(`no complex function for ${name}`);
  const r = f(...x.map((v, i) => c(v, STEP * at(direction, i))));
  const z: C = "re" in r ? r : at(r, output);
  return z.im / STEP;
}

/** Central differences of three steps, extrapolated to step 0 (Richardson). */
export function richardson(f: (t: number) => number, h: number): number {
  const d = (step: number): number => (f(step) - f(-step)) / (2 * step);
  const [a, b, e] = [d(h), d(h / 2), d(h / 4)];
  const [ab, be] = [(4 * b - a) / 3, (4 * e - b) / 3];
  return (16 * be - ab) / 15;
}

function difference(rule: Rule, x: readonly number[], arg: number, output: number): number {
  const f = (t: number): number =>
    at(
      evaluate(
        rule.name,
        x.map((v, i) => (i === arg ? v + t : v)),
      ),
      output,
    );
  return richardson(f, 1e-3);
}

/** Everything to ask of a row about derivatives at ordinary points. */
export function casesOf(rule: Rule): Cases {
  const smooth: Case[] = [];
  if (!rule.args.includes("float")) return { smooth, count: 0 };
  const outputs = rule.outputs.flatMap((o, i) => (o.type === "float" ? [i] : []));
  for (const x of pointsOf(rule)) {
    const values = outputs.length === 0 ? [] : evaluate(rule.name, x);
    for (const output of outputs) {
      for (const [arg, slot] of rule.args.entries()) {
        if (slot === "int") continue;
        const active = at(at(rule.outputs, output).partials, arg) !== "inactive";
        const exact = rule.analytic && active;
        const expected = exact
          ? complexStep(rule.name, x, arg, output)
          : difference(rule, x, arg, output);
        const tolerance = (exact ? 1e-12 : 1e-6) * Math.max(1, Math.abs(expected));
        smooth.push({ x, values, output, arg, expected, tolerance });
      }
    }
  }
  return { smooth, count: smooth.length };
}

function partialAt(
  partial: AnyPartial | "inactive",
  x: readonly number[],
  values: readonly number[],
  output: number,
): number {
  return partial === "inactive" ? 0 : partial(doubles, x, at(values, output), values);
}

const same = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));

function* smoothFailures(rule: Rule, cases: Cases): Generator<string> {
  for (const q of cases.smooth) {
    const partial = at(at(rule.outputs, q.output).partials, q.arg);
    const got = partialAt(partial, q.x, q.values, q.output);
    if (!(Math.abs(got - q.expected) <= q.tolerance)) {
      yield `${rule.name}(${q.x.join(", ")}) output ${q.output} by argument ${q.arg}: ${got}, not ${q.expected}`;
    }
  }
}

function* kinkFailures(rule: Rule): Generator<string> {
  for (const kink of rule.kinks) {
    const values = evaluate(rule.name, kink.x);
    for (const [arg, expected] of kink.partials.entries()) {
      const got = partialAt(at(at(rule.outputs, 0).partials, arg), kink.x, values, 0);
      if (!same(got, expected)) {
        yield `${rule.name}(${kink.x.join(", ")}) by argument ${arg}: ${got}, decided ${expected} (${kink.why})`;
      }
    }
  }
}

/** NaN in gives NaN out, wherever a partial looks at the value that is NaN; or a kink says otherwise. */
function* nanFailures(rule: Rule): Generator<string> {
  // x**1 has a constant slope, whatever x is; an integer of 2 or more looks at x.
  const general = (x: readonly number[]): boolean =>
    x.every((v, i) => rule.args[i] !== "int" || v > 1);
  const point = pointsOf(rule).find(general) ?? [];
  for (const [arg, slot] of rule.args.entries()) {
    if (slot === "int" || rule.kinks.some((k) => Number.isNaN(at(k.x, arg)))) continue;
    const x = point.map((v, i) => (i === arg ? Number.NaN : v));
    const values = rule.outputs.map(() => Number.NaN);
    for (const [output, { partials }] of rule.outputs.entries()) {
      for (const [by, partial] of partials.entries()) {
        const used = needs(rule, by, output);
        if (partial === "inactive" || !(used.has(`x${arg}`) || used.has("r"))) continue;
        const got = partialAt(partial, x, values, output);
        if (!Number.isNaN(got))
          yield `${rule.name}: NaN in argument ${arg} gives slope ${got} by ${by}`;
      }
    }
  }
}

/** What is wrong with a row; nothing when it is right. */
export function* failures(rule: Rule, cases: Cases): Generator<string> {
  yield* kinkFailures(rule);
  yield* smoothFailures(rule, cases);
  yield* nanFailures(rule);
}

/** The greatest error of the single-precision reading, relative to max(1, |d|). */
export function singleError(rule: Rule, cases: Cases): number {
  let worst = 0;
  for (const q of cases.smooth) {
    const partial = at(at(rule.outputs, q.output).partials, q.arg);
    if (partial === "inactive" || q.x.some((v, i) => rule.args[i] === "float" && !single(v)))
      continue;
    const x = q.x.map(Math.fround);
    if (!rule.where(x)) continue;
    const values = evaluate(rule.name, x);
    const wanted = partialAt(partial, x, values, q.output);
    const rounded = values.map(Math.fround);
    const got = partial(singles, x, at(rounded, q.output), rounded);
    worst = Math.max(worst, Math.abs(got - wanted) / Math.max(1, Math.abs(wanted)));
  }
  return worst;
}

/** Zero or well inside the range of single precision. */
const single = (v: number): boolean => v === 0 || (Math.abs(v) > 1e-6 && Math.abs(v) < 1e6);
