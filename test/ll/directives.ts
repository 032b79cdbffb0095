/**
 * What a test file says of itself, in comments:
 *
 *   ; llvm: 14 22                          versions whose tools run it (all that are found when absent)
 *   ; grad: --fn f --wrt x [--kernel]      what is differentiated (may be repeated)
 *   ; fwd: --fn f --wrt x [--width 3] [--returns both|tangent|primal]   what is made in forward mode, as f_fwd (may be repeated)
 *   ; run: f_grad(double 2.0, [double 1.0, double 3.0], i32 2) = 3.5 ; 1.0 0.0
 *          a call of a generated function: scalars by type, arrays in brackets are passed by address (where the parameter is
 *          an array of pointers, in equal parts), those in braces by value. Expected are the
 *          parts of the result, then after each `;` an array as it is afterwards, in order. Within 1e-12, or `within 1e-6`.
 *   ; plan: keep: %t = fmul                a line of the plan that begins so (after trimming)
 *   ; count: 1 @malloc                     how often a text occurs in the generated functions
 *   ; refuse: E_CODE text of the message   differentiating fails so; nothing else is checked but
 *   ; marks: mixed                        the memory that is told apart when the program runs: see docs/marks.md
 *   ; note: text                           a line that the error shows beside the message
 */

import type { MarkUse } from "../../src/analysis/marks.ts";

/** A scalar argument as written, an array of them in memory, or one that is passed by value. */
export type Argument =
  | { readonly text: string }
  | { readonly array: readonly string[] }
  | { readonly values: readonly string[] };

/** One `; run:` line. */
export interface Run {
  readonly line: string;
  readonly callee: string;
  readonly args: readonly Argument[];
  readonly result: readonly number[];
  readonly arrays: readonly (readonly number[])[];
  readonly within: number;
}

/** Everything a file asks for. */
export interface Directives {
  readonly versions: readonly number[] | null;
  readonly grad: readonly string[];
  readonly fwd: readonly string[];
  readonly runs: readonly Run[];
  readonly plan: readonly string[];
  readonly counts: readonly { readonly times: number; readonly text: string }[];
  readonly refuse: { readonly code: string; readonly text: string } | null;
  readonly notes: readonly string[];
  readonly marks: MarkUse;
}

/** Reads the comments at the beginning of a test file. @throws Error for a directive that is not understood */
export function readDirectives(text: string): Directives {
  const found = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    const match = /^; (\w+): (.*)$/.exec(line);
    if (match === null) continue;
    const [, word = "", rest = ""] = match;
    if (!known.has(word)) continue;
    found.set(word, [...(found.get(word) ?? []), rest.trim()]);
  }
  const all = (word: string): readonly string[] => found.get(word) ?? [];
  const [versions] = all("llvm");
  const [refused] = all("refuse");
  return {
    versions: versions === undefined ? null : versions.split(/\s+/).map(Number),
    grad: all("grad"),
    fwd: all("fwd"),
    runs: all("run").map(readRun),
    plan: all("plan"),
    counts: all("count").map((line) => {
      const [times = "", ...rest] = line.split(" ");
      return { times: Number(times), text: rest.join(" ") };
    }),
    refuse: refused === undefined ? null : splitRefusal(refused),
    marks: marksIn(all("marks")),
    notes: all("note"),
  };
}

const known = new Set(["llvm", "grad", "fwd", "run", "plan", "count", "refuse", "note", "marks"]);

function marksIn([word]: readonly string[]): MarkUse {
  if (word === undefined) return "none";
  if (word !== "mixed" && word !== "wide") throw new Error(`not a use of marks: ${word}`);
  return word;
}

function splitRefusal(line: string): { code: string; text: string } {
  const [code = "", ...rest] = line.split(" ");
  return { code, text: rest.join(" ") };
}

function readRun(line: string): Run {
  const match = /^(\S+?)\((.*)\) = ([^;]*?)((?:;[^;]*)*?)(?: within (\S+))?$/.exec(line);
  if (match === null) throw new Error(`not a run line: ${line}`);
  const [, callee = "", args = "", result = "", arrays = "", within = "1e-12"] = match;
  return {
    line,
    callee,
    args: readArguments(args),
    result: numbers(result),
    arrays: arrays
      .split(";")
      .slice(1)
      .map((part) => numbers(part)),
    within: Number(within),
  };
}

function numbers(text: string): number[] {
  return text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== "" && word !== "void")
    .map(Number);
}

function readArguments(text: string): Argument[] {
  const parts = text.match(/\[[^\]]*\]|\{[^}]*\}|[^,[\]{}]+/g) ?? [];
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map(readArgument);
}

function readArgument(part: string): Argument {
  const inside = (): string[] =>
    part
      .slice(1, -1)
      .split(",")
      .map((each) => each.trim());
  if (part.startsWith("[")) return { array: inside() };
  return part.startsWith("{") ? { values: inside() } : { text: part };
}
