/** What the readers of instructions share: flags, clauses after commas, checks of operand types. */
import { Token } from "../lexer.ts";
import { flagWords, type OperandClass } from "../opcodes.ts";
import { scalarType, type Type } from "../types.ts";
import type { Value } from "../value.ts";
import type { Reader } from "./reader.ts";
import { skipGroup, takeAttribute } from "./skip.ts";
import { startsType } from "./type.ts";

/** The words before the first type, as text. A word that no LLVM knows is taken for a misspelt type unless a type follows. */
export function parseFlags(r: Reader): string {
  if (!r.is(Token.word) || startsType(r)) return "";
  const start = r.start;
  let unknown = -1;
  while (r.is(Token.word) && !startsType(r)) {
    if (!flagWords.has(r.tokenText())) unknown = r.start;
    r.next();
    if (r.is(Token.leftParen)) skipGroup(r);
  }
  if (unknown >= 0 && !startsKnownType(r)) r.expected("a type", unknown);
  return r.textFrom(start);
}

/**
 * Takes one attribute before a type, except `addrspace(…)`, which is left to the caller; false where a type starts. A word
 * before something else is taken for a misspelt type.
 */
export function takePrefix(r: Reader): boolean {
  if (startsType(r)) return false;
  const word = r.is(Token.word) ? r.start : -1;
  if (r.isWord("addrspace")) return true;
  if (!takeAttribute(r)) r.expected("a type");
  const continues = r.is(Token.word) || r.is(Token.string) || startsKnownType(r);
  if (word >= 0 && !continues) r.expected("a type", word);
  return true;
}

/** As {@link startsType}, but a local name must be one of a type. */
function startsKnownType(r: Reader): boolean {
  if (r.is(Token.local)) return r.module.isType(r.name());
  return r.is(Token.localNumber) ? r.module.isType(String(r.number())) : startsType(r);
}

/** Takes the comma before a further clause of an instruction; false at its end and where attachments follow. */
export function nextClause(r: Reader): boolean {
  if (!r.accept(Token.comma)) return false;
  if (!r.is(Token.metadataName)) return true;
  r.atAttachments = true;
  return false;
}

/** `, align 8` and no other clause. Gives 0 when absent. */
export function parseAlign(r: Reader): number {
  if (!nextClause(r)) return 0;
  r.expectWord("align");
  const align = r.expectInteger("an alignment");
  if (nextClause(r)) r.expected("an attachment");
  return align;
}

/** `syncscope("agent") acquire`, with `words` ordering words, as text. */
export function parseOrdering(r: Reader, words: number): string {
  const start = r.start;
  if (r.acceptWord("syncscope")) skipGroup(r);
  for (let i = 0; i < words; i++) r.expect(Token.word, "an ordering");
  return r.textFrom(start);
}

/** Checks the scalar type of an operand. */
export function checkClass(
  r: Reader,
  type: Type,
  wanted: OperandClass,
  opcode: string,
  start: number,
): void {
  if (wanted === "any" || scalarType(type).kind === wanted) return;
  r.reject(`${opcode} needs ${classNames[wanted]}, not ${type.text}`, start);
}

const classNames = {
  int: "an integer type",
  float: "a floating-point type",
  pointer: "a pointer",
} as const;

/** Checks that `pointer` may be used to reach a `pointee`. */
export function checkPointer(r: Reader, pointer: Value, pointee: Type, start: number): void {
  const { type } = pointer;
  if (type.kind !== "pointer") r.reject(`a pointer is expected, not ${type.text}`, start);
  if (type.pointee !== null && type.pointee !== pointee)
    r.reject(`a pointer to ${pointee.text} is expected, not ${type.text}`, start);
}
