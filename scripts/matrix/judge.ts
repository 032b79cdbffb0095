/** Reads what the drivers and oracles print, and says what is wrong with it. */
import { must } from "../../src/support/assert.ts";

/** What a run of a driver or an oracle printed: the words after each line's first. */
export type Report = ReadonlyMap<string, readonly string[]>;

/** How far numbers may be apart, relative to the largest component or 1. */
interface Tolerance {
  /** From the complex step, which is exact to rounding. */
  readonly step: number;
  /** From extrapolated differences. */
  readonly differences: number;
  /** From the gradient of another level or version. */
  readonly levels: number;
}

/** By the precision that the program computes in. */
const tolerances: Readonly<Record<string, Tolerance>> = {
  double: { step: 1e-9, differences: 1e-9, levels: 1e-12 },
  "long double": { step: 1e-12, differences: 1e-12, levels: 1e-14 },
  __float128: { step: 1e-15, differences: 1e-12, levels: 1e-15 },
  float: { step: 1e-5, differences: 1e-5, levels: 1e-5 },
  _Float16: { step: 1e-2, differences: 1e-2, levels: 1e-2 },
  __bf16: { step: 1e-1, differences: 1e-1, levels: 1e-1 },
};

/** What is wrong with a run, and how far its gradient is from the oracle's. */
export interface Verdict {
  readonly problems: readonly string[];
  readonly scalar: string;
  readonly error: number;
  readonly gradient: readonly number[];
}

/** Splits the lines of a report. */
export function readReport(text: string): Report {
  const lines = text.split("\n").filter((line) => line !== "");
  return new Map(
    lines.map((line) => {
      const [key = "", ...words] = line.split(" ");
      return [key, words];
    }),
  );
}

/**
 * Judges what a driver printed.
 * @param expected what the program's oracle printed
 */
export function judge(report: Report, expected: Report): Verdict {
  const scalar = words(report, "scalar").join(" ");
  const tolerance = must(tolerances[scalar], `${scalar} has a tolerance`);
  const method = words(expected, "method")[0] === "step" ? "step" : "differences";
  const gradient = words(report, "gradient").map(parseHexFloat);
  const slopes = words(expected, "expected").map(Number);
  const error = distance(gradient, slopes);
  const problems: string[] = [];
  const estimate = method === "step" ? 0 : estimateOf(expected, slopes);
  if (!(estimate <= tolerance.differences / 10)) {
    problems.push(`the program has no oracle: its differences are only good to ${show(estimate)}`);
  }
  if (!(error <= tolerance[method])) {
    problems.push(`the gradient is ${show(error)} from the oracle's`);
  }
  if (!same(report, "outputs", "primal-outputs")) problems.push("the outputs are not the primal's");
  if (!same(report, "inputs", "primal-inputs")) problems.push("the inputs are not the primal's");
  if (!same(report, "again", "gradient")) problems.push("the second call gives other bits");
  const added = words(report, "added").map((word) => parseHexFloat(word) - 2);
  if (!(distance(added, gradient) <= 10 * tolerance.levels)) {
    problems.push("the gradient is not added to what the shadow holds");
  }
  return { problems, scalar, error, gradient };
}

/**
 * Compares the outputs of a function with those that its oracle computed, in the width of its own arithmetic.
 * @returns what is wrong, or null
 */
export function judgePrimal(report: Report, expected: Report): string | null {
  const tolerance = must(tolerances[words(report, "scalar").join(" ")], "a tolerance");
  const outputs = words(report, "primal-outputs").map(parseHexFloat);
  const apart = distance(outputs, words(expected, "outputs").map(Number));
  return apart <= tolerance.step ? null : `the outputs are ${show(apart)} from the oracle's`;
}

/** What is wrong with a gradient when set beside that of another variant of the same program. */
export function compareLevels(
  gradient: readonly number[],
  reference: readonly number[],
  scalar: string,
): { readonly apart: number; readonly problem: string | null } {
  const apart = distance(gradient, reference);
  const tolerance = must(tolerances[scalar], `${scalar} has a tolerance`);
  const close = apart <= tolerance.levels;
  return { apart, problem: close ? null : `the gradient is ${show(apart)} from other levels'` };
}

/** How far extrapolated differences may be from the derivative, by their own estimate, measured as `distance` measures. */
function estimateOf(expected: Report, slopes: readonly number[]): number {
  return Number(words(expected, "estimate")[0]) / Math.max(1, ...slopes.map(Math.abs));
}

/** The largest difference, relative to the largest component of `expected` or 1; NaN where one of them is not a number. */
function distance(actual: readonly number[], expected: readonly number[]): number {
  if (actual.length !== expected.length) return Number.NaN;
  const scale = Math.max(1, ...expected.map(Math.abs));
  // Math.max hands a NaN on.
  return Math.max(0, ...actual.map((value, i) => Math.abs(value - (expected[i] ?? NaN)) / scale));
}

function same(report: Report, left: string, right: string): boolean {
  return words(report, left).join(" ") === words(report, right).join(" ");
}

function words(report: Report, key: string): readonly string[] {
  return must(report.get(key), `a report has a line ${key}`);
}

/** Errors as people read them. */
export function show(error: number): string {
  return error.toExponential(1);
}

/** The number that C prints with `%La`, rounded to a double. */
export function parseHexFloat(text: string): number {
  const parts = /^(-?)0x([0-9a-f]+)(?:\.([0-9a-f]*))?p([+-]\d+)$/.exec(text);
  if (parts === null) return Number(text);
  const [, sign, whole = "", fraction = "", exponent] = parts;
  const digits = Number(BigInt(`0x${whole}${fraction}`));
  const value = digits * 2 ** (Number(exponent) - 4 * fraction.length);
  return sign === "-" ? -value : value;
}
