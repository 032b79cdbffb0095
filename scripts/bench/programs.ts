/** The programs of bench/ and their variants, as the first comment of each source lists them. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { must } from "../../src/support/assert.ts";

/** One way to compile a program. */
export interface Variant {
  readonly program: string;
  readonly source: string;
  readonly name: string;
  /** Options of the compiler that make this variant. */
  readonly options: readonly string[];
}

/** Sources that are no programs. */
const shared = new Set(["driver", "heap"]);

/** The names of all programs in `folder`. */
export function programsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".c"))
    .map((file) => basename(file, ".c"))
    .filter((name) => !shared.has(name))
    .sort();
}

/**
 * The variants of a program, from `variants: NAME=OPTION ...; NAME=OPTION ...` in its first comment.
 * @throws Error where the source does not begin with such a comment
 */
export function variantsOf(folder: string, program: string): Variant[] {
  const source = join(folder, `${program}.c`);
  return readVariants(readFileSync(source, "utf8")).map((variant) => ({
    program,
    source,
    ...variant,
  }));
}

/** What the first comment of a source lists. @throws Error where there is no such comment */
export function readVariants(text: string): Pick<Variant, "name" | "options">[] {
  const comment = /^\/\* variants: ([^]*?)\*\//.exec(text)?.[1];
  const list = must(comment, "a benchmark's first comment lists its variants");
  return list
    .replaceAll("\n *", "")
    .split(";")
    .map((entry) => {
      const [name, options] = splitOnce(entry.trim(), "=");
      return { name, options: options.split(/\s+/).filter((option) => option !== "") };
    });
}

function splitOnce(text: string, by: string): [string, string] {
  const at = text.indexOf(by);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + by.length)];
}
