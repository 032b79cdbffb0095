/** What a cell of the matrix is, and what is known of it. */
import type { Report, Verdict } from "./judge.ts";
import type { Program } from "./programs.ts";

/**
 * The levels at which the input of tsad is compiled. The last has the checks of UndefinedBehaviorSanitizer in the
 * function itself, which tsad carries into the gradient: there they watch the forward sweep. (Not the check of calls through
 * pointers: it reads bytes in front of the callee's code.)
 */
export const levels = [
  "-O0",
  "-O1",
  "-O2",
  "-O3",
  "-O0 -g",
  "-O2 -g",
  "-O1 -fsanitize=undefined -fno-sanitize=function -fsanitize-trap=undefined",
] as const;

/** One of {@link levels}. */
export type Level = (typeof levels)[number];

/** How the output of tsad is turned into a program. */
export type Build = "O2" | "O0" | "sanitized" | "interpreted";

/** One cell of the matrix. */
export interface Variant {
  readonly program: Program;
  readonly version: number;
  readonly level: Level;
  readonly builds: readonly Build[];
}

/** Runs `tsad` with these arguments. */
export type Tsad = (args: readonly string[]) => Promise<{ ok: boolean; errors: string }>;

/** Where things are. */
export interface Places {
  /** test/programs. */
  readonly sources: string;
  /** For everything that is made. */
  readonly work: string;
  /** The newest clang, which compiles oracles and drivers. */
  readonly newest: number;
}

/** tsad said no, with a code of its table. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** What became of a variant. Where nothing failed it has a verdict or a refusal. */
export interface Result {
  /** A message with the command to repeat for each step that failed. */
  readonly failures: readonly string[];
  readonly refusal: Refusal | null;
  readonly verdict: Verdict | null;
}

/** What is compiled once for a program, whatever the level. */
export interface Prepared {
  /** A digest of the program and of all headers of test/programs. */
  readonly text: string;
  readonly expected: Report;
  readonly driver: string;
  readonly sanitizedDriver: string;
}
