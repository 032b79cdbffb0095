/** The programs of test/programs: what each one's first comment says about how it is to be treated. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** One program: a function, its inputs, and how its gradient is called. */
export interface Program {
  /** Name of the file without `.c`, and of the function. */
  readonly name: string;
  readonly path: string;
  /** The gradient is asked for by a call in the source; otherwise by `--fn`. */
  readonly inSource: boolean;
  /** Further options of `tsad grad`. */
  readonly options: readonly string[];
  /** The first version of clang that compiles it. */
  readonly since: number;
  /** Options for linking it. */
  readonly link: readonly string[];
}

/** Sources that are not programs themselves. */
const shared = new Set(["driver", "oracle"]);

/** All programs in `folder`, by name. */
export function readPrograms(folder: string): Program[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".c") && !shared.has(basename(file, ".c")))
    .sort()
    .map((file) => readProgram(join(folder, file)));
}

/** Reads the lines `tsad:`, `clang:` and `link:` at the start of the file's first comment. */
function readProgram(path: string): Program {
  const comment = /^\/\*([\s\S]*?)\*\//.exec(readFileSync(path, "utf8"))?.[1] ?? "";
  const said = (key: string): string =>
    new RegExp(`^[ *]*${key}: (.*)$`, "m").exec(comment)?.[1]?.trim() ?? "";
  const words = (text: string): string[] => text.split(" ").filter((word) => word !== "");
  const name = basename(path, ".c");
  const inSource = said("tsad") === "in source";
  return {
    name,
    path,
    inSource,
    options: inSource ? [] : ["--fn", name, ...words(said("tsad"))],
    since: Number(said("clang") || 14),
    link: words(said("link")),
  };
}
