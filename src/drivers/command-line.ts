/** Reads the command line of a compiler: what is to be made, from which files, and which flags belong to which step. */
import { readFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { type FlagRow, flagRow, takesNext, type Use } from "./flags.ts";

/** What a run of the compiler makes; "other" is everything in which tsad has no part. */
export type Mode = "link" | "object" | "assembly" | "other";

/** One flag with its argument, or one input file. `language` is what `-x` said of an input. */
export type Item =
  | { readonly kind: "flag"; readonly row: FlagRow; readonly words: readonly string[] }
  | { readonly kind: "input"; readonly path: string; readonly language: string | null };

/** A command line, read. */
export interface CommandLine {
  /** Every word as it was given, with response files read. */
  readonly words: readonly string[];
  readonly items: readonly Item[];
  readonly mode: Mode;
  readonly output: string | undefined;
  /** True where IR is asked for in place of an object or assembly. */
  readonly emitsIr: boolean;
  readonly keepsTemporaries: boolean;
}

/** Reads `given`, the arguments of a compiler. */
export function readCommandLine(given: readonly string[]): CommandLine {
  const words = withResponseFiles(given);
  const items = itemsOf(words);
  const flags = items.flatMap((item) => (item.kind === "flag" ? [item] : []));
  const has = (word: string): boolean => flags.some((flag) => flag.words[0] === word);
  const hasUse = (use: Use): boolean => flags.some(({ row }) => row.use === use);
  const outputs = flags.filter(({ row }) => row.use === "output");
  return {
    words,
    items,
    mode: modeOf(flags, items),
    output: argumentOf(outputs.at(-1)),
    emitsIr: has("-emit-llvm"),
    keepsTemporaries: hasUse("keep"),
  };
}

/** How deep response files may name others: one that names itself would never end. */
const deepest = 16;

/** Puts the words of `@file` in its place. A file that cannot be read is left to the compiler to complain about. */
export function withResponseFiles(words: readonly string[], depth = 0): string[] {
  return words.flatMap((word) => {
    if (!word.startsWith("@") || depth === deepest) return [word];
    const text = textOf(word.slice(1));
    return text === null ? [word] : withResponseFiles(splitWords(text), depth + 1);
  });
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

/** Words as a response file has them: white space parts, both quotes hold together, a backslash takes the next character as it is. */
export function splitWords(text: string): string[] {
  const found = text.match(/(?:\\[^]|"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|[^\s"'\\])+/g) ?? [];
  const part = /\\([^])|"((?:\\[^]|[^"\\])*)"|'((?:\\[^]|[^'\\])*)'/g;
  return found.map((word) =>
    word.replace(part, (_all, escaped?: string, double?: string, single?: string) => {
      return escaped ?? (double ?? single ?? "").replace(/\\([^])/g, "$1");
    }),
  );
}

function itemsOf(words: readonly string[]): Item[] {
  const items: Item[] = [];
  let language: string | null = null;
  let isAllInputs = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    if (word === "--") isAllInputs = true;
    else if (isAllInputs || word === "-" || !word.startsWith("-")) {
      items.push({ kind: "input", path: word, language });
    } else {
      const flag = flagAt(words, i);
      i += flag.words.length - 1;
      items.push(flag);
      if (flag.row.use === "language") language = languageOf(flag);
    }
  }
  return items;
}

function flagAt(words: readonly string[], index: number): FlagItem {
  const word = words[index] ?? "";
  const row = flagRow(word);
  const next = takesNext(word, row) ? words.slice(index + 1, index + 2) : [];
  return { kind: "flag", row, words: [word, ...next] };
}

function languageOf(flag: FlagItem): string | null {
  const named = argumentOf(flag);
  return named === undefined || named === "none" ? null : named;
}

type FlagItem = Extract<Item, { kind: "flag" }>;

/** The argument of a flag, from its own word or the next. */
export function argumentOf(flag: FlagItem | undefined): string | undefined {
  if (flag === undefined) return undefined;
  const [word = "", next] = flag.words;
  return next ?? word.slice(flag.row.name.length);
}

function modeOf(flags: readonly FlagItem[], items: readonly Item[]): Mode {
  const modes = flags.flatMap(({ row, words: [word = ""] }) => (row.use === "mode" ? [word] : []));
  if (!items.some(({ kind }) => kind === "input")) return "other";
  if (modes.some((word) => !["-c", "-S", "-emit-llvm"].includes(word))) return "other";
  if (modes.includes("-S")) return "assembly";
  if (modes.includes("-c")) return "object";
  return modes.length > 0 ? "other" : "link";
}

/** What files of each ending are written in, as tsad needs to know it. */
const languages: Readonly<Record<string, string>> = {
  ...named("c", "c i"),
  ...named("c++", "cc cp cxx cpp c++ C CPP ii"),
  ...named("objective-c", "m mi mm M"),
  ...named("fortran", "f for ftn f77 f90 f95 f03 f08 F FOR F77 F90 F95 F03 F08"),
  ...named("ir", "ll bc"),
};

function named(language: string, endings: string): Record<string, string> {
  return Object.fromEntries(endings.split(" ").map((ending) => [`.${ending}`, language]));
}

/** What tsad can have a part in compiling: false for objects, libraries, assembly and languages for devices. */
export function isSource(item: Item): item is Extract<Item, { kind: "input" }> {
  if (item.kind === "flag") return false;
  const known = item.language ?? languages[extname(item.path)] ?? "";
  return /^(?:c|c\+\+|objective-c|objective-c\+\+|fortran|f95|ir)(?:-cpp-input|-cpp-output)?$/.test(
    known,
  );
}

/** Where the result for `source` goes when no `-o` says so. */
export function defaultOutput(source: string, ending: string): string {
  return basename(source === "-" ? "-" : source, extname(source)) + ending;
}

/** The words of the flags with one of `uses`. */
export function wordsOf(items: readonly Item[], ...uses: readonly Use[]): string[] {
  return items.flatMap((item) =>
    item.kind === "flag" && uses.includes(item.row.use) ? item.words : [],
  );
}

/** Words that say what `-M` flags need to know when the real output is another than that of the step. */
export function dependencyWords(items: readonly Item[], output: string): string[] {
  const given = wordsOf(items, "dependencies");
  if (!given.some((word) => word === "-MD" || word === "-MMD")) return given;
  const has = (...flags: readonly string[]): boolean =>
    given.some((word) => flags.some((flag) => word.startsWith(flag)));
  const list = join(dirname(output), `${basename(output, extname(output))}.d`);
  return [
    ...given,
    ...(has("-MF") ? [] : ["-MF", list]),
    ...(has("-MT", "-MQ") ? [] : ["-MQ", output]),
  ];
}
