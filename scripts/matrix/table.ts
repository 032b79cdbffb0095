/** Writes the pages of docs/programs, one for each folder of programs: what became of every program with every version of its compiler. */
import type { Cell, Outcome } from "./outcome.ts";

/** How often each thing happened, over programs. */
export interface Totals {
  readonly right: number;
  /** Refused as the program says that it must be. */
  readonly expected: number;
  /** Refused today, at one level or more, though it should not be. */
  readonly pending: number;
  /** A tool did not finish in its time, and nothing else is known to be wrong. */
  readonly unfinished: number;
  readonly wrong: number;
}

/** Does the failure say that a command was ended because it took too long? */
function isUnfinished(failure: string): boolean {
  return /Command timed out after \d+/.test(failure);
}

/** Counts `outcomes`. */
export function totalsOf(outcomes: readonly Outcome[]): Totals {
  const kinds = outcomes.map(({ program, failures }) => {
    if (failures.length > 0) return failures.every(isUnfinished) ? "unfinished" : "wrong";
    if (program.refuse !== null && program.refuseAt.length === 0) return "expected";
    return program.pending === null ? "right" : "pending";
  });
  const count = (kind: keyof Totals): number => kinds.filter((each) => each === kind).length;
  return {
    right: count("right"),
    expected: count("expected"),
    pending: count("pending"),
    unfinished: count("unfinished"),
    wrong: count("wrong"),
  };
}

/**
 * The page of one folder of programs.
 * @param outcomes those of all its programs
 * @param versions the versions of clang that were tried, one column each
 * @param levels the levels that were tried
 */
export function pageOf(
  group: string,
  outcomes: readonly Outcome[],
  versions: readonly number[],
  levels: readonly string[],
): string {
  const { right, expected, pending, unfinished, wrong } = totalsOf(outcomes);
  const rows = outcomes.map((outcome) => {
    const { name, covers } = outcome.program;
    return `| ${name} | ${covers} | ${versions.map((each) => column(outcome, each)).join(" | ")} |`;
  });
  const heading = ["program", "what it covers", ...versions.map((version) => `LLVM ${version}`)];
  return `# Programs of test/programs/${group} and what becomes of them

Written by \`npm run matrix\`; [testing.md](../testing.md) says what is compared. "right": the gradient is the oracle's and the
same at every level, the builds under sanitizers are clean. A code: tsad refuses the program with it; in *italics* where it
must, because no sound gradient exists; otherwise with the levels at which it does not yet do better. "too long": a compiler or tsad did
not finish within two minutes.

This run: clang ${versions.join(", ")} at ${levels.map((level) => levelName(level)).join(", ")}; Fortran and Rust with the compilers
that are there.

${outcomes.length} programs: ${right} right, ${expected} refused as they must be, ${pending} not yet accepted at every level, ${unfinished} too long at some level, ${wrong} wrong.

| ${heading.join(" | ")} |
|${"---|".repeat(heading.length)}
${rows.join("\n")}
`;
}

/** What one version says of a program, over its levels. */
function column({ program, cells }: Outcome, version: number): string {
  const own = cells.filter(({ variant }) => variant.version === version);
  if (own.length === 0) return "";
  const failures = own.flatMap(({ result }) => result.failures);
  if (!failures.every(isUnfinished)) return "**WRONG**";
  const codes = new Map<string, Cell[]>();
  for (const cell of own) {
    const code = cell.result.refusal?.code;
    if (code !== undefined) codes.set(code, [...(codes.get(code) ?? []), cell]);
  }
  const refused = [...codes].map(([code, where]) => {
    const spelled = program.refuse === code ? `*${code}*` : code;
    const levels = where.map(({ variant: { level } }) => levelName(level));
    return where.length === own.length ? spelled : `${spelled} at ${levels.join(", ")}`;
  });
  const late = own.filter(({ result }) => result.failures.length > 0);
  if (late.length > 0) {
    refused.push(`too long at ${late.map(({ variant }) => levelName(variant.level)).join(", ")}`);
  }
  return refused.length === 0 ? "right" : refused.join("; ");
}

function levelName(level: string): string {
  return level.includes("-fsanitize") ? "-O1 with checks" : level;
}
