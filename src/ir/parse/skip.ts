/** Passes over text that is kept as text: balanced groups, attribute words, constants that are read later. */
import { Token } from "../lexer.ts";
import { constantOpcodes } from "../opcodes.ts";
import type { Reader } from "./reader.ts";

/**
 * Passes over the group that the current token, one of `( [ { <`, opens. Angle brackets count only in a group that one
 * opens: elsewhere in open text they need not be pairs.
 */
export function skipGroup(r: Reader): void {
  const start = r.start;
  const end = groupEnd(r.text, start);
  if (end < 0) r.malformed("the bracket is not closed", start);
  r.jump(end);
}

/** What a character does to the depth of a group: opens, closes, may start text to pass over. */
const opens = 1;
const closes = 2;
const startsText = 3;
const roles = new Uint8Array(65536);
for (const c of "([{") roles[c.charCodeAt(0)] = opens;
for (const c of ")]}") roles[c.charCodeAt(0)] = closes;
for (const c of '";/') roles[c.charCodeAt(0)] = startsText;
const anglesToo = roles.slice();
anglesToo[Token.less] = opens;
anglesToo[Token.greater] = closes;

/** The offset behind the bracket that closes the one at `start`, or -1. Strings and comments are passed over. */
export function groupEnd(text: string, start: number): number {
  const table = text.charCodeAt(start) === Token.less ? anglesToo : roles;
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const role = table[text.charCodeAt(i)];
    if (role === 0) continue;
    if (role === opens) depth++;
    else if (role === closes) {
      if (--depth === 0) return i + 1;
    } else {
      i = passText(text, i);
      if (i < 0) return -1;
    }
  }
  return -1;
}

/** The last offset of the string or comment that starts at `i`, `i` itself when none does, -1 when it is not closed. */
function passText(text: string, i: number): number {
  const c = text.charCodeAt(i);
  if (c === 34) return text.indexOf('"', i + 1);
  if (c === 59) return text.indexOf("\n", i);
  if (text.charCodeAt(i + 1) !== 42) return i;
  const close = text.indexOf("*/", i + 2);
  return close < 0 ? -1 : close + 1;
}

/** Words that a number may follow as their value. */
const numbered: ReadonlySet<string> = new Set(["align", "cc"]);

/** Takes one attribute: `nounwind`, `align 8`, `memory(none)`, `"key"="value"`, `#5`. False when none starts here. */
export function takeAttribute(r: Reader): boolean {
  switch (r.kind) {
    case Token.attributeGroup:
      r.next();
      return true;
    case Token.string:
      r.next();
      if (r.accept(Token.equal)) r.expectString("the value of the attribute");
      return true;
    case Token.word: {
      const hasNumber = numbered.has(r.tokenText());
      r.next();
      if (r.is(Token.leftParen)) skipGroup(r);
      else if (hasNumber && r.is(Token.int)) r.next();
      return true;
    }
    default:
      return false;
  }
}

/** Constants that are one word. */
export const literalWords: ReadonlySet<string> = new Set([
  ...["true", "false", "null", "none", "undef", "poison", "zeroinitializer"],
]);

/** Words that start a constant of several tokens, beside the opcodes of constant expressions. */
export const compoundWords: ReadonlySet<string> = new Set([
  ...["splat", "blockaddress", "dso_local_equivalent", "no_cfi", "ptrauth", "asm"],
]);

/** True when a constant may start with that word. */
export function startsConstant(word: string): boolean {
  return literalWords.has(word) || compoundWords.has(word) || constantOpcodes.has(word);
}

/** Passes over a constant without its type. */
export function skipConstant(r: Reader): void {
  switch (r.kind) {
    case Token.leftBrace:
    case Token.leftBracket:
    case Token.less:
      skipGroup(r);
      return;
    case Token.int:
    case Token.float:
    case Token.bytes:
    case Token.global:
    case Token.globalNumber:
      r.next();
      return;
    case Token.word:
      skipWordConstant(r);
      return;
    default:
      r.expected("a constant");
  }
}

/** `null`, `no_cfi @f`, `getelementptr inbounds (…)`. */
function skipWordConstant(r: Reader): void {
  if (!startsConstant(r.tokenText())) r.expected("a constant");
  if (literalWords.has(r.tokenText())) {
    r.next();
    return;
  }
  r.next();
  while (r.is(Token.word)) {
    const isRange = r.isWord("inrange");
    r.next();
    if (isRange && r.is(Token.leftParen)) skipGroup(r);
  }
  if (r.is(Token.leftParen)) skipGroup(r);
  else if (!r.accept(Token.global) && !r.accept(Token.globalNumber)) r.expected("'('");
}
