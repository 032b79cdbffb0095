/**
 * Inline assembly without instructions: barriers to the optimiser, and values that are hidden from it. What the text of one says of its
 * operands is in the language reference, "Inline Asm Constraint String".
 */
import { InlineAsm } from "../ir/constants.ts";
import type { CallInst } from "../ir/instructions.ts";
import type { Type } from "../ir/types.ts";
import { at } from "../support/assert.ts";

/** What inline assembly is: the text of its instructions, and its constraints one by one, those of clobbers left out. */
export interface AsmText {
  readonly template: string;
  readonly constraints: readonly string[];
}

/** The parts of the inline assembly that `call` is; null for another call, and for a spelling that is not understood. */
export function asmText({ callee }: CallInst): AsmText | null {
  if (!(callee instanceof InlineAsm)) return null;
  const [, words = "", template = "", list = ""] =
    /^asm\s+((?:\w+\s+)*)"([^"]*)"\s*,\s*"([^"]*)"$/.exec(callee.text.trim()) ?? [];
  if (list === "" && !/"\s*,\s*""$/.test(callee.text)) return null;
  if (/\b(inteldialect|unwind)\b/.test(words)) return null;
  const all = list.split(",").filter((each) => each !== "");
  return { template, constraints: all.filter((each) => !each.startsWith("~")) };
}

/** What inline assembly without instructions does with its operands. */
export interface EmptyAsm {
  /** The operand that is the result; null where there is no result. */
  readonly result: number | null;
}

/**
 * What `call` does when it is inline assembly without instructions: it gives back the operand that shares the register of its result.
 * Null for any other call, and where a register or memory is said to be written of which nothing says what it held before.
 */
export function emptyAsm(call: CallInst): EmptyAsm | null {
  const asm = asmText(call);
  if (asm?.template.trim() !== "") return null;
  const outputs = asm.constraints.filter((each) => each.startsWith("="));
  const inputs = asm.constraints.filter((each) => !each.startsWith("="));
  const written = outputs.flatMap((each, i) => (each.includes("*") ? [] : [i]));
  const indirect = outputs.length - written.length;
  // Operands are the memory that is written, then the inputs.
  if (inputs.length + indirect !== call.argCount) return null;
  if (!isMemoryKept(call, inputs, indirect)) return null;
  const [only] = written;
  if (only === undefined) return { result: null };
  const tied = inputs.indexOf(String(only));
  if (written.length !== 1 || tied < 0) return null;
  const result = indirect + tied;
  return at(call.args, result).type === call.type ? { result } : null;
}

/**
 * Does inline assembly take and give integers in registers only? Without a clobber of memory it promises to touch none, as the manual of GCC
 * says under "Extended Asm"; what it computes has no derivative unless what goes in carries one.
 */
export function staysInRegisters(call: CallInst): boolean {
  const { callee } = call;
  if (!(callee instanceof InlineAsm) || /\*|~\{memory\}/.test(constraintsOf(callee))) {
    return false;
  }
  return call.args.every(({ type }) => isInteger(type)) && isInteger(call.type);
}

function constraintsOf({ text }: InlineAsm): string {
  return /"[^"]*"$/.exec(text.trim())?.[0] ?? "*";
}

function isInteger(type: Type): boolean {
  if (type.kind === "struct") return (type.fields ?? []).every(isInteger);
  return type.kind === "int" || type.kind === "void";
}

/** Is all memory that is said to be written also said to be read, as `"+m"` says it? */
function isMemoryKept(call: CallInst, inputs: readonly string[], indirect: number): boolean {
  const read = inputs.flatMap((each, i) => (each.startsWith("*") ? [call.args[indirect + i]] : []));
  return call.args.slice(0, indirect).every((place) => read.includes(place));
}
