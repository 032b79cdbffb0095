/** Which definitions of a module name which others, read from its text without making a graph: for the choice of what is linked. */
import { asking } from "./markers.ts";

/** A function, variable, alias or ifunc that a module defines, and the symbols that its text names. */
export interface Definition {
  readonly name: string;
  readonly isLocal: boolean;
  readonly isFunction: boolean;
  /** Without functions that never return. */
  readonly references: readonly string[];
  readonly text: string;
}

const symbol = String.raw`@("(?:[^"])*"|[-\w$.]+)`;
const everySymbol = new RegExp(symbol, "g");
const head = new RegExp(String.raw`^(?:define\b[^@\n]*?${symbol}|${symbol} = )`);

/**
 * The functions of `text`, a module as LLVM prints it, that never return: what only they need has no part in a derivative, and in Rust
 * it is a good part of the standard library.
 */
function endsIn(text: string): Set<string> {
  const groups = [...text.matchAll(/^attributes (#\d+) = \{[^\n]*\bnoreturn\b/gm)].map(
    ([, group]) => group,
  );
  const heads = text.matchAll(
    new RegExp(String.raw`^(?:declare|define)\b[^@\n]*?${symbol}\(.*\)[^)\n]*? (#\d+)`, "gm"),
  );
  return new Set(
    [...heads].flatMap(([, name = "", group]) => (groups.includes(group) ? [unquoted(name)] : [])),
  );
}

/** What `text`, a module as LLVM prints it, defines. */
export function definitionsIn(text: string): Definition[] {
  const ends = endsIn(text);
  const entities = text.match(/^define\b[^]*?\n\}$|^@.* = .*$/gm) ?? [];
  return entities.flatMap((entity) => {
    const [opening = "", fn, other] = head.exec(entity) ?? [];
    const name = unquoted(fn ?? other ?? "");
    const rest = entity.slice(opening.length);
    if (name === "" || (other !== undefined && /^(?:\w+ )*(?:external|extern_weak) /.test(rest)))
      return [];
    const words = other === undefined ? opening : rest;
    return {
      name,
      isLocal: /^(?:define |)(?:private|internal)\b/.test(words),
      isFunction: fn !== undefined,
      references: namesIn(rest).filter((each) => !ends.has(each)),
      text: entity,
    };
  });
}

function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(everySymbol)].map(([, found = ""]) => unquoted(found)))];
}

function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1) : name;
}

/**
 * The symbols from which a derivative starts: those in the arguments of calls that ask for one, all symbols of the function where
 * there is none in them, and all that registrations name.
 */
export function rootsIn(definitions: readonly Definition[]): Set<string> {
  const roots = new Set<string>();
  for (const { name, references, text, isFunction } of definitions) {
    const calls = isFunction ? text.split("\n").filter((line) => asking.test(line)) : [];
    for (const call of calls) {
      const known = namesIn(call).filter((each) => !/(?:enzyme|tsad)_/.test(each));
      for (const each of known.length === 0 ? references : known) roots.add(each);
    }
    if (!isFunction && asking.test(name)) for (const each of references) roots.add(each);
  }
  return roots;
}

/** Is a derivative asked for of a function that `text` only declares? What its parameters are may then be unknown as well. */
export function asksOfDeclared(text: string): boolean {
  const definitions = definitionsIn(text);
  const defined = new Set(definitions.map(({ name }) => name));
  const declared = new Set(
    [...text.matchAll(new RegExp(String.raw`^declare\b[^@\n]*?${symbol}\(`, "gm"))].map(
      ([, name = ""]) => unquoted(name),
    ),
  );
  return [...rootsIn(definitions)].some((name) => declared.has(name) && !defined.has(name));
}
