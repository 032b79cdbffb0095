/** The command line of a link, as a list of words in order in which files can be replaced. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { argumentOf, type Item } from "./command-line.ts";

/** Words that stay as they are, or a file that goes into the link. */
export type Part =
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "file"; readonly path: string; readonly words: readonly string[] };

/** Flags that only mean something to a step that was done before. */
const done: ReadonlySet<string> = new Set(["source", "dependencies", "language", "keep", "mode"]);

/**
 * The parts of the link that `items` ask for.
 * @param made what became of each source
 */
export function partsOf(items: readonly Item[], made: ReadonlyMap<Item, string>): Part[] {
  const folders = items.flatMap((item) =>
    item.kind === "flag" && item.row.name === "-L" ? [argumentOf(item) ?? ""] : [],
  );
  let isStatic = items.some((item) => item.kind === "flag" && item.words[0] === "-static");
  return items.flatMap((item): Part[] => {
    if (item.kind === "input") {
      const path = made.get(item) ?? item.path;
      return [{ kind: "file", path, words: [path] }];
    }
    if (done.has(item.row.use) && made.size > 0) return [];
    const [word = ""] = item.words;
    if (/^-Wl,.*-(?:Bstatic|dn|non_shared)\b/.test(word)) isStatic = true;
    if (/^-Wl,.*-(?:Bdynamic|dy|call_shared)\b/.test(word)) isStatic = false;
    const path =
      item.row.name === "-l" ? libraryAt(argumentOf(item) ?? "", folders, isStatic) : null;
    return [
      path === null
        ? { kind: "words", words: item.words }
        : { kind: "file", path, words: item.words },
    ];
  });
}

/** The file that `-lNAME` finds in the folders named: those of the system hold nothing that tsad has made. */
function libraryAt(name: string, folders: readonly string[], isStatic: boolean): string | null {
  const names = name.startsWith(":")
    ? [name.slice(1)]
    : [...(isStatic ? [] : [`lib${name}.so`]), `lib${name}.a`];
  for (const folder of folders) {
    for (const each of names) {
      const path = join(folder, each);
      if (existsSync(path)) return path;
    }
  }
  return null;
}
