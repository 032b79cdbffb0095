/** The programs of test/programs: what each one's first comment says about how it is to be treated. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { type Language, languageOf } from "./languages.ts";

/** One program: a function, its inputs, and how its gradient is called. */
export interface Program {
  /** Name of the file without its extension, and of the function. */
  readonly name: string;
  readonly path: string;
  /** What calls the function and its gradient, and holds the oracle: the file itself, or one in C beside it. */
  readonly caller: string;
  /** The folder below test/programs that it lies in; "" for none. */
  readonly group: string;
  readonly language: Language;
  /** What it covers: the first sentence of its comment. */
  readonly covers: string;
  /** The gradient is asked for by a call in the source; otherwise by `--fn`. */
  readonly inSource: boolean;
  /** Further options of `tsad grad`. */
  readonly options: readonly string[];
  /** The first version of clang that compiles it. */
  readonly since: number;
  /** Options for linking it. */
  readonly link: readonly string[];
  /** The code that tsad must refuse it with; null for a program that has a gradient. */
  readonly refuse: string | null;
  /** The levels at which that must be, where it has a gradient at the others; none for a program that has no gradient. */
  readonly refuseAt: readonly string[];
  /** The code that tsad refuses it with today, though it should not; null for a program that is differentiated. */
  readonly pending: string | null;
}

/** Sources that are not programs themselves. */
const shared = new Set(["driver", "oracle"]);

/** All programs in `folder` and below, by path. Names are unique: they are names of folders in build/matrix. */
export function readPrograms(folder: string): Program[] {
  const pending = readPending(join(folder, "pending.txt"));
  const programs = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => !shared.has(basename(file, extname(file))))
    .sort()
    .flatMap((file) => {
      const language = languageOf(file);
      return language === undefined ? [] : [readProgram(folder, file, language, pending)];
    });
  const names = new Set(programs.map(({ name }) => name));
  if (names.size !== programs.length) throw new Error("two programs have the same name");
  for (const name of pending.keys()) {
    if (!names.has(name)) throw new Error(`pending.txt names ${name}, which is no program`);
  }
  return programs;
}

/** Reads the lines `tsad:`, `clang:`, `link:` and `refuse:` of the file's first comment, and its first sentence. */
function readProgram(
  folder: string,
  file: string,
  language: Language,
  pending: ReadonlyMap<string, string>,
): Program {
  const path = join(folder, file);
  const caller = language.own === null ? path : `${path.slice(0, -extname(path).length)}.h`;
  const comment = /^\/\*([\s\S]*?)\*\//.exec(readFileSync(caller, "utf8"))?.[1] ?? "";
  const lines = comment.split("\n").map((line) => line.replace(/^[ *]+/, "").trim());
  const isKey = (line: string): boolean => /^[a-z]+: /.test(line);
  const said = (key: string): string =>
    lines.find((line) => line.startsWith(`${key}: `))?.slice(key.length + 2) ?? "";
  const words = (text: string): string[] => text.split(" ").filter((word) => word !== "");
  const text = lines.filter((line) => !isKey(line)).join(" ");
  const name = basename(file, extname(file));
  const group = dirname(file);
  const inSource = said("tsad") === "in source";
  return {
    name,
    path,
    caller,
    group: group === "." ? "" : group,
    language,
    covers: (/^.*?[.:](?= |$)/.exec(text.trim())?.[0] ?? text).replace(/[.:]$/, "").trim(),
    inSource,
    options: inSource ? [] : ["--fn", name, ...words(said("tsad"))],
    since: language.own?.version ?? Number(said("clang") || 14),
    link: words(said("link")),
    ...refusalOf(said("refuse")),
    pending: pending.get(name) ?? null,
  };
}

/** `CODE`, or `CODE at LEVEL, LEVEL`. */
function refusalOf(text: string): Pick<Program, "refuse" | "refuseAt"> {
  const [code = "", where = ""] = text.split(" at ");
  return { refuse: code === "" ? null : code, refuseAt: where === "" ? [] : where.split(", ") };
}

/** Lines `NAME CODE`; what follows a `#` is a comment. */
function readPending(path: string): Map<string, string> {
  const lines = readFileSync(path, "utf8").split("\n");
  const entries = lines.map((line) => line.replace(/#.*/, "").trim().split(/\s+/));
  return new Map(
    entries.flatMap(([name = "", code = ""]) => (name === "" ? [] : [[name, code] as const])),
  );
}
