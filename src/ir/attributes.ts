/**
 * Attributes are open text; these are the questions and edits that tsad needs. An attribute string is a list of words: a
 * bare word (`nounwind`), a word with a value (`align 8`, `align=8`, `dereferenceable(16)`, `memory(argmem: read)`), a
 * quoted key with or without a value (`"frame-pointer"="all"`), or a group (`#3`).
 */
import type { CallInst } from "./instructions.ts";
import { Function } from "./graph.ts";

/** Who knows what `#N` stands for. */
export interface AttributeGroups {
  /** The words of the group, with or without `attributes #N = {` and `}` around them. */
  attributeGroupText(reference: string): string;
}

/** What a function may do to the memory of one kind. */
export type Access = "none" | "read" | "write" | "readwrite";

/** What a function may do: to memory its arguments point to, to memory that the module cannot see, to all other. */
export interface MemoryEffects {
  readonly argmem: Access;
  readonly inaccessiblemem: Access;
  readonly other: Access;
}

/** Words that are followed by their value as a word of its own. */
const valued = /^(?:align|cc|section|partition|gc|prefix|prologue|personality)$/;

/** The words of `text` in order; parentheses and quotes are kept together, and so are `align 8` and `cc 10`. */
export function attributeWords(text: string): string[] {
  const words: string[] = [];
  for (let i = 0; i < text.length; ) {
    if (/\s/.test(text.charAt(i))) {
      i++;
      continue;
    }
    const end = wordEnd(text, i);
    const word = text.slice(i, end);
    const last = words.at(-1);
    if (last !== undefined && valued.test(last)) words[words.length - 1] = `${last} ${word}`;
    else words.push(word);
    i = end;
  }
  return words;
}

/** The end of the word at `start`: the first space outside quotes and parentheses. */
function wordEnd(text: string, start: number): number {
  let depth = 0;
  let i = start;
  for (; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '"') {
      const close = text.indexOf('"', i + 1);
      i = close < 0 ? text.length : close;
    } else if (c === "(") depth++;
    else if (c === ")") depth--;
    else if (depth <= 0 && /\s/.test(c)) break;
  }
  return Math.min(i, text.length);
}

/** The key of a word: `align` of `align 8`, `memory` of `memory(none)`, `frame-pointer` of `"frame-pointer"="all"`. */
function keyOf(word: string): string {
  if (word.startsWith('"')) return word.slice(1, word.indexOf('"', 1));
  return /^[^\s(=]*/.exec(word)?.[0] ?? word;
}

/** True when `text` holds the attribute `key`, with or without a value. */
export function hasAttribute(text: string, key: string): boolean {
  return text.includes(key) && attributeWords(text).some((word) => keyOf(word) === key);
}

/** The value of attribute `key`: `8` of `align 8`, `16` of `dereferenceable(16)`; empty for a bare word, undefined when absent. */
export function attributeValue(text: string, key: string): string | undefined {
  if (!text.includes(key)) return undefined;
  const word = attributeWords(text).find((candidate) => keyOf(candidate) === key);
  if (word === undefined) return undefined;
  const rest = word.slice(word.startsWith('"') ? key.length + 2 : key.length);
  return rest.replace(/^(?:\s+|=)/, "").replace(/^"(.*)"$|^\((.*)\)$/s, "$1$2");
}

/** `text` without the attributes named, the others in order. */
export function withoutAttributes(text: string, ...keys: readonly string[]): string {
  const gone = new Set(keys);
  return attributeWords(text)
    .filter((word) => !gone.has(keyOf(word)))
    .join(" ");
}

/** `text` with every group `#N` replaced by its words. */
export function expandGroups(text: string, groups: AttributeGroups): string {
  if (!text.includes("#")) return text;
  return attributeWords(text)
    .map((word) => (/^#\d+$/.test(word) ? groupWords(groups.attributeGroupText(word)) : word))
    .join(" ");
}

function groupWords(text: string): string {
  return text.replace(/^attributes\s+#\d+\s*=\s*/, "").replace(/^\{|\}\s*$/g, "");
}

/**
 * The calling convention in `prefix` (a function's, or a call's): `fastcc`, `cc 10`, `ptx_kernel`; empty for the C
 * convention. A call must have that of the function it calls.
 */
export function callingConvention(prefix: string): string {
  return attributeWords(prefix).find((word) => isConvention(word)) ?? "";
}

function isConvention(word: string): boolean {
  if (word === "ccc") return false;
  return /^cc ?\d+$|^[a-z]\w*(?:cc|_kernel|_func)(?:\(\d+\))?$|^ptx_device$|^amdgpu_\w+$|^avr_\w+$|^cheriot_\w+$|^aarch64_\w+$/.test(
    word,
  );
}

/**
 * What a call, or a call of `target`, may do to memory, from `memory(…)` or the words that stood for it until LLVM 15. What
 * is not said is "readwrite". A call has what both its own attributes and those of its callee allow, and what its operand
 * bundles add.
 */
export function memoryEffects(target: Function | CallInst, groups: AttributeGroups): MemoryEffects {
  if (target instanceof Function) return effectsOfText(expandGroups(target.suffix, groups));
  const own = effectsOfText(expandGroups(target.attributes, groups));
  const callee = target.callee;
  if (!(callee instanceof Function)) return own;
  const ofCallee = effectsOfText(expandGroups(callee.suffix, groups));
  const bundled = target.bundles.reduce<Access>(
    (sum, { tag }) => join(sum, bundleAccess(tag)),
    "none",
  );
  return {
    argmem: meet(own.argmem, join(ofCallee.argmem, bundled)),
    inaccessiblemem: meet(own.inaccessiblemem, join(ofCallee.inaccessiblemem, bundled)),
    other: meet(own.other, join(ofCallee.other, bundled)),
  };
}

/** Bundles of these tags touch no memory ("Operand Bundles" of the language reference); the others may do anything. */
const inertBundles = new Set(["funclet", "ptrauth", "kcfi", "convergencectrl", "align", "nonnull"]);

function bundleAccess(tag: string): Access {
  if (inertBundles.has(tag)) return "none";
  return tag === "deopt" ? "read" : "readwrite";
}

function effectsOfText(text: string): MemoryEffects {
  const stated = attributeValue(text, "memory");
  return stated === undefined ? effectsOfWords(text) : effectsOfMemory(stated);
}

/** `none`, `read, argmem: readwrite` … A location without an entry has the access that stands without location, or none. */
function effectsOfMemory(value: string): MemoryEffects {
  const stated = new Map<string, Access>();
  let rest: Access = "none";
  let elsewhere: Access = "none";
  for (const entry of value.split(",")) {
    const [location = "", access] = entry.split(":").map((part) => part.trim());
    if (access === undefined) rest = accessOf(location);
    else if (location === "argmem" || location === "inaccessiblemem")
      stated.set(location, accessOf(access));
    else elsewhere = join(elsewhere, accessOf(access));
  }
  return {
    argmem: stated.get("argmem") ?? rest,
    inaccessiblemem: stated.get("inaccessiblemem") ?? rest,
    other: join(rest, elsewhere),
  };
}

/** An access that is not known may be anything. */
function accessOf(word: string): Access {
  return word === "none" || word === "read" || word === "write" ? word : "readwrite";
}

function effectsOfWords(text: string): MemoryEffects {
  const words = new Set(attributeWords(text));
  const access = words.has("readnone")
    ? "none"
    : words.has("readonly")
      ? "read"
      : words.has("writeonly")
        ? "write"
        : "readwrite";
  const argOnly = words.has("argmemonly");
  const hiddenOnly = words.has("inaccessiblememonly");
  const either = words.has("inaccessiblemem_or_argmemonly");
  return {
    argmem: hiddenOnly ? "none" : access,
    inaccessiblemem: argOnly ? "none" : access,
    other: argOnly || hiddenOnly || either ? "none" : access,
  };
}

function join(a: Access, b: Access): Access {
  if (a === b || b === "none") return a;
  return a === "none" ? b : "readwrite";
}

function meet(a: Access, b: Access): Access {
  if (a === b || b === "readwrite") return a;
  return a === "readwrite" ? b : "none";
}
