/**
 * The hand-written modules of test/corpus/ll. A file holds many, each after a line `; --- name: 14 19 22` that names the
 * LLVM versions whose assembler takes it.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One hand-written module. */
export interface Snippet {
  /** `file/name`. */
  readonly name: string;
  /** The LLVM versions that accept it; the others refuse it. */
  readonly versions: readonly number[];
  /** The text after the heading, latin1. */
  readonly text: string;
}

/** The snippets of every .ll file in `folder`, in order. Throws when a name is used twice or a heading names no version. */
export function readSnippets(folder: string): Snippet[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".ll"));
  const snippets = files.sort().flatMap((file) => {
    return splitSnippets(file.replace(/\.ll$/, ""), readFileSync(join(folder, file), "latin1"));
  });
  const names = new Set(snippets.map((snippet) => snippet.name));
  if (names.size !== snippets.length)
    throw new Error(`a snippet's name in ${folder} is used twice`);
  return snippets;
}

/** The snippets of one file's text. */
function splitSnippets(file: string, text: string): Snippet[] {
  return text
    .split(/^; --- /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf("\n");
      const [name = "", list = ""] = part.slice(0, end).split(":");
      const versions = list.split(" ").filter(Boolean).map(Number);
      if (versions.length === 0) throw new Error(`${file}/${name} names no version`);
      return { name: `${file}/${name}`, versions, text: part.slice(end + 1) };
    });
}

/**
 * True when the text speaks of `ptr` types, which LLVM 14 takes only with -opaque-pointers. Names and strings that look
 * like it do not count.
 */
export function usesOpaquePointers(text: string): boolean {
  const bare = text.replace(/"[^"]*"/g, '""').replace(/;.*/g, "");
  return /[\s(,{<[]ptr(?=[\s,)}\]>])/.test(bare);
}
