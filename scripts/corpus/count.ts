/**
 * Counts what a module holds, twice and independently: in the graph, and by patterns over the text that `llvm-dis` writes.
 * Equal counts say that the reader has lost no instruction, no record and no use of a local.
 */
import { MetadataValue } from "../../src/ir/constants.ts";
import { Argument, BasicBlock, type Function, Instruction } from "../../src/ir/graph.ts";
import type { Value } from "../../src/ir/value.ts";

/** How much code a module holds. */
export interface Counts {
  readonly functions: number;
  readonly blocks: number;
  readonly instructions: number;
  readonly records: number;
  /** Operands that are locals: arguments, instructions, blocks. Null where the text cannot tell. */
  readonly localUses: number | null;
}

/** The counts of the graph. */
export function countGraph(functions: Iterable<Function>): Counts {
  let [defined, blocks, instructions, records, localUses] = [0, 0, 0, 0, 0];
  for (const fn of functions) {
    if (fn.isDeclaration) continue;
    defined++;
    blocks += fn.blocks.length;
    for (const inst of fn.instructions()) {
      if (inst.isDebugRecord) records++;
      else instructions++;
      for (const operand of inst.operands) localUses += localsIn(operand);
    }
  }
  return { functions: defined, blocks, instructions, records, localUses };
}

function localsIn(value: Value): number {
  if (value instanceof MetadataValue) {
    return value.operands.reduce((sum, inner) => sum + localsIn(inner), 0);
  }
  const isLocal =
    value instanceof Argument || value instanceof BasicBlock || value instanceof Instruction;
  return isLocal ? 1 : 0;
}

/**
 * The counts of canonical text. It relies on how `llvm-dis` lays out a body: an instruction starts after two spaces, what
 * continues it stands further right or is a `]`, a record starts after four spaces, a label at the margin.
 */
export function countText(text: string): Counts {
  const types = new Set<string>();
  for (const [, name = ""] of text.matchAll(/^(%(?:"[^"]*"|[-\w$.]+)) = type /gm)) types.add(name);
  let [functions, blocks, instructions, records, uses] = [0, 0, 0, 0, 0];
  let ambiguous = false;
  let inside = false;
  for (const line of text.split("\n")) {
    if (line.startsWith("define ")) {
      inside = true;
      functions++;
      blocks++;
      ambiguous ||= sharesName(line, types);
    } else if (line.startsWith("}")) {
      inside = false;
    } else if (inside) {
      // The entry block has been counted with its function; only its label may be missing.
      if (isLabel(line)) blocks++;
      if (/^ {2}[^ \]]/.test(line)) instructions++;
      if (line.startsWith("    #dbg_")) records++;
      ambiguous ||= sharesName(line, types);
      uses += localUsesIn(line, types);
    }
  }
  blocks -= labelledEntries(text);
  return { functions, blocks, instructions, records, localUses: ambiguous ? null : uses };
}

function isLabel(line: string): boolean {
  return /^(?:"[^"]*"|[-\w$.]+):/.test(line);
}

function labelledEntries(text: string): number {
  return [...text.matchAll(/^define .*\{\n(?:"[^"]*"|[-\w$.]+):/gm)].length;
}

/** Attributes whose type would look like the name of a parameter. */
const typeAttributes = /\b(?:byval|sret|byref|inalloca|preallocated|elementtype)\([^()]*\)/g;

/** True when the line defines a local that has the name of a type, so that a pattern cannot tell them apart. */
function sharesName(line: string, types: ReadonlySet<string>): boolean {
  if (types.size === 0) return false;
  if (isLabel(line)) return types.has(`%${line.slice(0, line.indexOf(":"))}`);
  const names = line.startsWith("define ")
    ? [...line.replace(typeAttributes, "").matchAll(/(%(?:"[^"]*"|[-\w$.]+))[,)]/g)]
    : [...line.matchAll(/^ {2}(%(?:"[^"]*"|[-\w$.]+)) = /g)];
  return names.some(([, name = ""]) => types.has(name));
}

function localUsesIn(line: string, types: ReadonlySet<string>): number {
  if (!line.includes("%") || isLabel(line)) return 0;
  const code = line
    .replace(/^ {2}%(?:"[^"]*"|[-\w$.]+) = /, "")
    .replace(/blockaddress\(@(?:"[^"]*"|[-\w$.]+), %(?:"[^"]*"|[-\w$.]+)\)/g, "");
  // A quoted name stays, any other string goes, and so does what follows a comment mark.
  let uses = 0;
  for (const [token] of code.matchAll(/%"[^"]*"|%[-\w$.]+|@?"[^"]*"|;.*/g)) {
    if (token.startsWith("%") && !types.has(token)) uses++;
  }
  return uses;
}
