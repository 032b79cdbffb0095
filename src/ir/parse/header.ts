/** Reads what stands before a function's body: linkage to the closing parenthesis, and what follows it. */
import { Token } from "../lexer.ts";
import type { FunctionType, Type } from "../types.ts";
import type { LocalKey } from "./locals.ts";
import { takePrefix } from "./operands.ts";
import type { Reader } from "./reader.ts";
import { skipConstant, takeAttribute } from "./skip.ts";
import { parseAddressSpace, parseType, parseValueType } from "./type.ts";
import { skipNode } from "./value.ts";

/** One parameter of a header. */
export interface Parameter {
  readonly type: Type;
  readonly attributes: string;
  /** Its name, its number, or null when it has neither. */
  readonly key: LocalKey | null;
  readonly offset: number;
}

/** A function's header as read. */
export interface Header {
  readonly declareMetadata: string;
  readonly prefix: string;
  readonly name: GlobalName;
  readonly type: FunctionType;
  readonly params: readonly Parameter[];
  readonly suffix: string;
  /** The address space of the function itself; undefined when not stated. */
  readonly space: number | undefined;
}

/** What stands behind `@`. */
export interface GlobalName {
  readonly key: LocalKey;
  readonly offset: number;
}

/** Reads a header from the token after `define` or `declare` on; a definition's brace is then the current token. */
export function parseHeader(r: Reader, isDefinition: boolean): Header {
  const declareMetadata = isDefinition ? "" : takeAttachments(r);
  const prefixStart = r.start;
  while (takePrefix(r)) {
    if (r.isWord("addrspace")) r.expected("a type");
  }
  const prefix = r.textFrom(prefixStart);
  const retStart = r.start;
  const ret = parseType(r);
  if (["function", "label", "metadata"].includes(ret.kind))
    r.reject(`a function cannot return ${ret.text}`, retStart);
  const name = takeGlobalName(r);
  const { params, varargs } = parseParameters(r);
  const suffixStart = r.start;
  const space = takeSuffix(r, isDefinition);
  const types = params.map(({ type }) => type);
  return {
    declareMetadata,
    prefix,
    name,
    type: r.module.types.fn(ret, types, varargs),
    params,
    suffix: r.textFrom(suffixStart),
    space,
  };
}

/** Takes `@name` or `@5`. */
export function takeGlobalName(r: Reader): GlobalName {
  const offset = r.start;
  if (!r.is(Token.global) && !r.is(Token.globalNumber)) r.expected("the name of a global");
  const key = r.is(Token.globalNumber) ? r.number() : r.name();
  if (key === "") r.reject("a global needs a name", offset);
  r.next();
  return { key, offset };
}

/** `!dbg !5 !x !6`, without commas. */
function takeAttachments(r: Reader): string {
  const start = r.start;
  while (r.accept(Token.metadataName)) skipNode(r);
  return r.textFrom(start);
}

function parseParameters(r: Reader): { params: Parameter[]; varargs: boolean } {
  r.expect(Token.leftParen, "'('");
  const params: Parameter[] = [];
  while (!r.is(Token.rightParen)) {
    if (r.accept(Token.ellipsis)) {
      r.expect(Token.rightParen, "')'");
      return { params, varargs: true };
    }
    params.push(parseParameter(r));
    if (!r.accept(Token.comma)) break;
  }
  r.expect(Token.rightParen, "',' or ')'");
  return { params, varargs: false };
}

function parseParameter(r: Reader): Parameter {
  const at = r.start;
  const type = parseValueType(r);
  if (type.kind === "label") r.reject("a parameter cannot be a label", at);
  const start = r.start;
  while (takeAttribute(r));
  const attributes = r.textFrom(start);
  let key: LocalKey | null = null;
  const offset = r.start;
  if (r.is(Token.local)) key = r.name();
  else if (r.is(Token.localNumber)) key = r.number();
  if (key !== null) r.next();
  return { type, attributes, key, offset };
}

/** Takes everything up to the brace of a definition, or to the end of a declaration. Gives the address space if one is stated. */
function takeSuffix(r: Reader, isDefinition: boolean): number | undefined {
  let space: number | undefined;
  for (;;) {
    if (r.is(Token.metadataName) && isDefinition) {
      r.next();
      skipNode(r);
    } else if (!r.is(Token.word)) {
      if (!takeAttribute(r)) return space;
    } else if (r.isWord("addrspace")) {
      ({ space } = parseAddressSpace(r));
    } else if (!takeClause(r)) {
      if (topLevelWords.has(r.tokenText())) return space;
      takeAttribute(r);
    }
  }
}

/** Clauses that are more than a word: of functions and of variables. False when none starts here. */
export function takeClause(r: Reader): boolean {
  switch (r.tokenText()) {
    case "section":
    case "partition":
    case "gc":
    case "code_model":
      r.next();
      r.expectString("a string");
      return true;
    case "comdat":
      r.next();
      if (r.accept(Token.leftParen)) {
        r.expect(Token.comdat, "the name of a comdat");
        r.expect(Token.rightParen, "')'");
      }
      return true;
    case "prefix":
    case "prologue":
    case "personality":
      r.next();
      parseType(r);
      skipConstant(r);
      return true;
    default:
      return false;
  }
}

/** Words that start a top-level item. */
export const topLevelWords: ReadonlySet<string> = new Set([
  ...["define", "declare", "attributes", "target", "source_filename", "module"],
  ...["uselistorder", "uselistorder_bb", "type", "alias", "ifunc"],
]);
