/** What the driver printed of one variant, and what it says about the gradient. */
import { must } from "../../src/support/assert.ts";

/** A median between its quartiles. */
export interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** The figures of a variant; those of the adjoint written by hand are null where there is none. */
export interface Figures {
  /** Seconds of one call of the primal. */
  readonly primal: number;
  /** Gradient over primal. */
  readonly ratio: Spread;
  /** The adjoint written by hand over the primal. */
  readonly hand: number | null;
  /** Gradient over the adjoint written by hand. */
  readonly toHand: number | null;
  /** Bytes of the heap that the gradient has at most, in so many allocations. */
  readonly tape: number;
  readonly allocations: number;
  /** Bytes that a person would keep. */
  readonly need: number;
  /** Bytes of a process that runs the primal, and of one that runs the gradient. */
  readonly peaks: { readonly primal: number; readonly gradient: number };
  /** What is wrong with the gradient; null where it is right. */
  readonly fault: string | null;
}

/** The relative errors that are allowed, by the name that the driver gives them. */
const tolerances = { "outputs-error": 1e-9, "hand-error": 1e-9, "difference-error": 1e-6 } as const;

/** Reads what the driver printed: lines of a name and numbers. */
export function readFigures(text: string): Figures {
  const lines = text.split("\n").map((line) => line.split(" "));
  const values = new Map(lines.map(([name = "", ...rest]) => [name, rest.map(Number)]));
  const numbers = (name: string): number[] => must(values.get(name), `the driver prints ${name}`);
  const spread = (name: string): Spread => {
    const [low = NaN, median = NaN, high = NaN] = numbers(name);
    return { low, median, high };
  };
  const only = (name: string): number => numbers(name)[0] ?? NaN;
  const byHand = (name: string): number | null => (values.has(name) ? spread(name).median : null);
  const [primal = NaN, gradient = NaN] = numbers("peak").map((kilobytes) => kilobytes * 1024);
  return {
    primal: spread("primal").median,
    ratio: spread("ratio"),
    hand: byHand("hand"),
    toHand: byHand("to-hand"),
    tape: only("tape"),
    allocations: only("allocations"),
    need: only("need"),
    peaks: { primal, gradient },
    fault: faultOf(values),
  };
}

function faultOf(values: ReadonlyMap<string, readonly number[]>): string | null {
  const faults = Object.entries(tolerances).flatMap(([name, tolerance]) => {
    const [error = 0] = values.get(name) ?? [];
    // An error that is no number is one.
    return error <= tolerance ? [] : [`${name} ${error}`];
  });
  return faults.length === 0 ? null : faults.join(", ");
}

/** The geometric mean of positive numbers. */
export function geometricMean(values: readonly number[]): number {
  const sum = values.reduce((all, value) => all + Math.log(value), 0);
  return Math.exp(sum / values.length);
}
