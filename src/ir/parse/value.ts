/** Reads operands: locals, constants and metadata. */
import { type Constant, MetadataText, MetadataValue } from "../constants.ts";
import type { BasicBlock } from "../graph.ts";
import { Token } from "../lexer.ts";
import type { Type } from "../types.ts";
import type { Value } from "../value.ts";
import { must } from "../../support/assert.ts";
import { parseConstant } from "./constant.ts";
import type { LocalKey } from "./locals.ts";
import type { Reader } from "./reader.ts";
import { skipGroup } from "./skip.ts";
import { parseType } from "./type.ts";

/** True at `%x` and `%5`. */
export function atLocal(r: Reader): boolean {
  return r.is(Token.local) || r.is(Token.localNumber);
}

/** Takes `%x` or `%5`. */
export function takeLocal(r: Reader): LocalKey {
  const key = r.is(Token.localNumber) ? r.number() : r.name();
  r.next();
  return key;
}

/** A value of type `type`, which has been read. */
export function parseValue(r: Reader, type: Type): Value {
  if (type.kind === "metadata") return parseMetadata(r);
  if (!atLocal(r)) return parseConstant(r, type);
  const start = r.start;
  return must(r.locals, "values are read in a function").use(takeLocal(r), type, start);
}

/** `T v`. */
export function parseTyped(r: Reader): Value {
  return parseValue(r, parseType(r));
}

/** `, T v`. */
export function parseNextTyped(r: Reader): Value {
  r.expect(Token.comma, "','");
  return parseTyped(r);
}

/** `%bb`. */
export function parseBlockName(r: Reader): BasicBlock {
  if (!atLocal(r)) r.expected("the name of a block");
  const start = r.start;
  return must(r.locals, "blocks are named in a function").useBlock(takeLocal(r), start);
}

/** `label %bb`. */
export function parseLabel(r: Reader): BasicBlock {
  r.expectWord("label");
  return parseBlockName(r);
}

/** A metadata operand without the word `metadata`: a node, a string, or a value of the function. */
export function parseMetadata(r: Reader): Value {
  const { metadata } = r.module.types;
  if (r.is(Token.metadataName) && r.name() === "DIArgList") return parseArgList(r);
  if (r.is(Token.bang) || r.is(Token.metadataName)) return parseNode(r);
  return new MetadataValue(metadata, "value", [parseTyped(r)]);
}

/** `!5`, `!"s"`, `!{…}` or `!DILocation(…)`. */
export function parseNode(r: Reader): Constant {
  const start = r.start;
  skipNode(r);
  const text = r.module.interner.intern(r.text, start, r.lastEnd);
  return new MetadataText(r.module.types.metadata, text);
}

/** Passes over `!5`, `!"s"`, `!{…}` or `!DILocation(…)`. */
export function skipNode(r: Reader): void {
  if (r.accept(Token.bang)) {
    if (r.is(Token.leftBrace)) skipGroup(r);
    else if (!r.accept(Token.int) && !r.accept(Token.string)) r.expected("a metadata node");
  } else if (r.accept(Token.metadataName)) {
    if (!r.is(Token.leftParen)) r.expected("'('");
    skipGroup(r);
  } else r.expected("a metadata node");
}

/** `!DIArgList(T v, …)`. */
function parseArgList(r: Reader): MetadataValue {
  r.next();
  r.expect(Token.leftParen, "'('");
  const values: Value[] = [];
  if (!r.is(Token.rightParen)) {
    do values.push(parseTyped(r));
    while (r.accept(Token.comma));
  }
  r.expect(Token.rightParen, "',' or ')'");
  return new MetadataValue(r.module.types.metadata, "arglist", values);
}

/** `!dbg !5` and more with commas between them, as text; the first is the current token. */
export function parseAttachments(r: Reader): string {
  let text = "";
  do {
    const start = r.start;
    r.expect(Token.metadataName, "an attachment");
    skipNode(r);
    const one = r.module.interner.intern(r.text, start, r.lastEnd);
    text = text === "" ? one : `${text}, ${one}`;
  } while (r.accept(Token.comma));
  return text;
}
