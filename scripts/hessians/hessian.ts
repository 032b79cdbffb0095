/** The Hessian of a function, made in three ways by differentiating what tsad wrote, and as differences of the gradient. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Module } from "../../src/ir/module.ts";
import { differentiate } from "../../src/pipeline.ts";
import { must } from "../../src/support/assert.ts";
import { TsadError } from "../../src/support/errors.ts";
import { silent } from "../../src/support/trace.ts";
import { parseHexFloat, readReport, type Report } from "../matrix/judge.ts";
import { step, StepError } from "../matrix/step.ts";

/** The three ways, as the driver names them. */
export const ways = [
  "forward-over-reverse",
  "reverse-over-forward",
  "reverse-over-reverse",
] as const;

/** How far matrices are apart, in the largest component, relative to the largest component or 1. */
export interface Distances {
  /** From each way's Hessian to its transpose, the largest. */
  readonly symmetry: number;
  /** Between the ways, the largest. */
  readonly ways: number;
  /** From the first way's Hessian to the differences of the gradient. */
  readonly differences: number;
  /** How far the differences may be off by their own estimate. */
  readonly estimate: number;
}

/** What became of a function: distances where there are some, and what is wrong; none of it for one that is right. */
export interface Verdict {
  readonly distances: Distances | null;
  readonly problems: readonly string[];
}

/** Symmetry and the three ways are the same sums in another order; differences are extrapolated, in double. */
const tolerance = { exact: 1e-12, differences: 1e-9 };

/** The functions of a folder by name: every file but the two that all are built with. */
export function functionsIn(sources: string): string[] {
  const names = readdirSync(sources).filter((file) => file.endsWith(".c"));
  return names.map((file) => basename(file, ".c")).filter((each) => !shared.includes(each));
}
const shared = ["modes", "driver"];

/**
 * Compiles the function `name` of `sources`, differentiates it in all ways, runs the result with the newest clang under the allocator and
 * the leak check of AddressSanitizer, and judges what it prints.
 */
export async function judgeHessian(
  name: string,
  version: number,
  level: string,
  places: { readonly sources: string; readonly work: string; readonly newest: number },
): Promise<Verdict> {
  const folder = join(places.work, name, `${version}${level.replaceAll(" ", "")}`);
  mkdirSync(folder, { recursive: true });
  const [input, output] = [join(folder, "in.ll"), join(folder, "out.ll")];
  const [object, executable] = [join(folder, "out.o"), join(folder, "run")];
  const clang = `clang-${version}`;
  const newest = `clang-${places.newest}`;
  const source = (file: string): string => join(places.sources, file);
  try {
    const program = `-DPROGRAM="${name}.c"`;
    const toText = ["-w", "-S", "-emit-llvm", program, source("modes.c"), "-o", input];
    await step(clang, [...level.split(" "), ...toText]);
    const module = Module.parse(readFileSync(input, "latin1"), { file: input });
    differentiate(module, { requests: [], trace: silent });
    writeFileSync(output, module.print(), "latin1");
    await step(`opt-${version}`, ["-passes=verify", "-disable-output", output]);
    await step(clang, ["-O1", "-w", "-fPIC", "-c", output, "-o", object]);
    const driver = ["-O1", "-fsanitize=address", source("driver.c"), object, "-lm"];
    await step(newest, [...driver, "-o", executable]);
    return verdictOn(readReport(await step(executable, [])));
  } catch (error) {
    if (error instanceof TsadError)
      return { distances: null, problems: [`refused: ${error.code}`] };
    if (error instanceof StepError) return { distances: null, problems: [error.message] };
    throw error;
  }
}

/** Judges what a driver printed. */
export function verdictOn(report: Report): Verdict {
  const numbers = (key: string): number[] => (report.get(key) ?? []).map(parseHexFloat);
  const differences = numbers("differences");
  const size = Math.sqrt(differences.length);
  const scale = Math.max(1, ...differences.map(Math.abs));
  const apart = (a: readonly number[], b: readonly number[]): number =>
    a.length === b.length && a.length > 0
      ? Math.max(...a.map((each, i) => Math.abs(each - must(b[i], "as long"))).map(nanIsFar)) /
        scale
      : Infinity;
  const transposed = (matrix: readonly number[]): number[] =>
    matrix.map((_, at) => matrix[(at % size) * size + Math.floor(at / size)] ?? NaN);
  const made = ways.map(numbers);
  const first = made[0] ?? [];
  const distances: Distances = {
    symmetry: Math.max(...made.map((matrix) => apart(matrix, transposed(matrix)))),
    ways: Math.max(...made.map((matrix) => apart(matrix, first))),
    differences: apart(first, differences),
    estimate: nanIsFar((numbers("estimate")[0] ?? NaN) / scale),
  };
  const problems: string[] = [];
  if (distances.symmetry > tolerance.exact) problems.push("a Hessian is not symmetric");
  if (distances.ways > tolerance.exact) problems.push("the ways differ");
  if (distances.differences > tolerance.differences) problems.push("the differences are others");
  if (distances.estimate > tolerance.differences / 10) problems.push("the differences are poor");
  return { distances, problems };
}

function nanIsFar(value: number): number {
  return Number.isNaN(value) ? Infinity : value;
}
