/** Errors inside a build, in the form that the compilers give theirs: editors and build tools find the place by it. */
import { readFileSync } from "node:fs";
import { type Location, TsadError, TsadErrors } from "../support/errors.ts";
import { StepFailed } from "./process.ts";

/** What an error of a build is about where no debug information has a place: the source, or the output of a link. */
export interface Subject {
  readonly name: string;
  /** More that is known of an error, such as which input has a function without its IR. */
  readonly notesOn?: (error: TsadError) => readonly string[];
}

/** Escape sequences, or nothing of them. */
interface Colours {
  readonly strong: string;
  readonly error: string;
  readonly note: string;
  readonly caret: string;
  readonly off: string;
}

const none: Colours = { strong: "", error: "", note: "", caret: "", off: "" };
// Those of clang.
const some: Colours = {
  strong: "\x1b[1m",
  error: "\x1b[0;1;31m",
  note: "\x1b[0;1;36m",
  caret: "\x1b[0;1;32m",
  off: "\x1b[0m",
};

/** Coloured on a terminal only, and not where NO_COLOR asks for none. */
export function coloursFor(stream: { readonly isTTY?: boolean }): boolean {
  return stream.isTTY === true && (process.env["NO_COLOR"] ?? "") === "";
}

/** The errors in what was thrown; null where it is no error of the user. */
export function errorsOf(thrown: unknown): readonly TsadError[] | null {
  if (thrown instanceof TsadError) return [thrown];
  return thrown instanceof TsadErrors ? thrown.errors : null;
}

/** Each problem once: a call that was inlined stands in the IR as often as that, but in the source only once. */
function problemsIn(errors: readonly TsadError[]): TsadError[] {
  const told = new Map<string, TsadError>();
  for (const error of errors) {
    const place = error.source?.places[0] ?? error.location;
    const problem = [error.code, error.message, place?.file, place?.line, place?.column].join("\n");
    if (!told.has(problem)) told.set(problem, error);
  }
  return [...told.values()];
}

/** The text of an error, without a final newline. */
export function renderInBuild(error: TsadError, subject: Subject, isColoured: boolean): string {
  const colours = isColoured ? some : none;
  const place = error.source?.places[0];
  const where = place === undefined ? subject.name : placeText(place);
  const at = (of: string, kind: string, colour: string, text: string): string =>
    `${colours.strong}${printable(of)}: ${colour}${kind}: ${colours.off}${printable(text)}`;
  const headline = `${colours.strong}${printable(error.message)} [${error.code}]${colours.off}`;
  const notes = [
    ...error.notes,
    ...facts(error),
    ...(subject.notesOn?.(error) ?? []),
    error.remedy,
  ];
  return [
    `${colours.strong}${printable(where)}: ${colours.error}error: ${colours.off}${headline}`,
    ...(place === undefined ? [] : excerpt(place, colours)),
    ...callers(error).map((caller) => at(caller, "note", colours.note, "inlined from here")),
    ...notes.map((note) => at(where, "note", colours.note, note)),
  ].join("\n");
}

function callers({ source }: TsadError): string[] {
  return (source?.places ?? []).slice(1).map(placeText);
}

/** The value and the function, as the source has them where that is known. */
function facts({ function: fn, value, source }: TsadError): string[] {
  const symbol = fn === undefined ? undefined : (source?.names.get(fn) ?? fn);
  const parts = [
    ...((source?.value ?? value) === undefined ? [] : [`value ${source?.value ?? value ?? ""}`]),
    ...(symbol === undefined ? [] : [`in the derivative of ${symbol}`]),
  ];
  const names = [...(source?.names ?? [])].map(([mangled, name]) => `@${mangled} is ${name}`);
  return [...(parts.length === 0 ? [] : [parts.join(" ")]), ...names];
}

function placeText({ file, line, column }: Location): string {
  return `${file}:${line}${column === 0 ? "" : `:${column}`}`;
}

/** The line of the source with its number and a caret, as clang shows it; nothing where the file is not to be had. */
function excerpt({ file, line, column }: Location, { caret, off }: Colours): string[] {
  const text = lineOf(file, line);
  if (text === undefined) return [];
  const number = `${line}`.padStart(5);
  const shown = [`${number} | ${printable(text)}`];
  if (column === 0) return shown;
  const before = text.slice(0, column - 1).replace(/[^\t]/g, " ");
  return [...shown, `${" ".repeat(number.length)} | ${before}${caret}^${off}`];
}

function lineOf(file: string, line: number): string | undefined {
  try {
    return readFileSync(file, "utf8").split("\n")[line - 1]?.trimEnd();
  } catch {
    return undefined;
  }
}

/** Control characters must not reach a terminal; tabs keep the caret in place. */
function printable(text: string): string {
  return text.replace(/[^\P{Cc}\t]/gu, "\u00b7");
}

/** Runs a part of a build and tells its errors. @returns the exit code of that part */
export type Teller = (subject: Subject, part: () => Promise<void>) => Promise<number>;

/** A teller that hands each error to `complain` as text. What is no error of the user is thrown on. */
export function teller(complain: (message: string) => void): Teller {
  return async (subject, part) => {
    try {
      await part();
      return 0;
    } catch (thrown) {
      if (thrown instanceof StepFailed) return thrown.exitCode;
      const errors = errorsOf(thrown);
      if (errors === null) throw thrown;
      const isColoured = coloursFor(process.stderr);
      for (const error of problemsIn(errors)) complain(renderInBuild(error, subject, isColoured));
      return Math.max(...errors.map(({ exitCode }) => exitCode));
    }
  };
}
