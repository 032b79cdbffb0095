/** What the cells of one program say together: whether it does what its comment and pending.txt promise. */
import { compareLevels } from "./judge.ts";
import type { Program } from "./programs.ts";
import type { Result, Variant } from "./cell.ts";

/** One cell of the matrix and what became of it. */
export interface Cell {
  readonly variant: Variant;
  readonly result: Result;
}

/** Everything that was found of one program. */
export interface Outcome {
  readonly program: Program;
  readonly cells: readonly Cell[];
  /** What must not be: wrong numbers, crashes, refusals that nothing announces. */
  readonly failures: readonly string[];
  /** The largest difference between two levels or versions. */
  readonly apart: number;
}

/**
 * Judges cells of `program` together.
 * @param cells at least one
 * @param areAll whether there are no others, so that a program that is right in them is right everywhere
 */
export function settle(program: Program, cells: readonly Cell[], areAll = true): Outcome {
  const failures = cells.flatMap(({ result }) => result.failures);
  const verdicts = cells.flatMap(({ variant, result }) =>
    result.verdict === null ? [] : [{ variant, verdict: result.verdict }],
  );
  const reference = verdicts[0]?.verdict.gradient ?? [];
  let apart = 0;
  for (const { variant, verdict } of verdicts) {
    const compared = compareLevels(verdict.gradient, reference, verdict.scalar);
    apart = Math.max(apart, compared.apart);
    if (compared.problem !== null) failures.push(`${nameOf(variant)}: ${compared.problem}`);
  }
  for (const { variant, result } of cells) {
    const problem = promiseBroken(program, result, variant.level);
    if (problem !== null) failures.push(`${nameOf(variant)}: ${problem}`);
  }
  const { pending } = program;
  const isRight = failures.length === 0 && verdicts.length === cells.length;
  if (pending !== null && isRight && areAll) {
    failures.push(`${program.name} is right everywhere: take it out of pending.txt`);
  }
  return { program, cells, failures, apart };
}

/**
 * A refusal must be announced, and an announced refusal must come; where pending.txt names another code, either will do. A
 * pending program may be right at some levels.
 */
function promiseBroken(
  program: Program,
  { refusal, verdict }: Result,
  level: string,
): string | null {
  const isRefused = program.refuseAt.length === 0 || program.refuseAt.includes(level);
  if (program.refuse !== null && isRefused) {
    if (refusal !== null && [program.refuse, program.pending].includes(refusal.code)) return null;
    const instead = refusal?.code ?? (verdict === null ? null : "a gradient");
    return instead === null ? null : `${program.refuse} is expected, ${instead} is what came`;
  }
  return refusal !== null && program.pending === null ? refusal.message : null;
}

function nameOf({ program, version, level }: Variant): string {
  return `${program.name} clang-${version} ${level}`;
}
