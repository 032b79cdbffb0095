/** Reads types: the "Type System" section of the language reference, typed pointers and their address spaces included. */
import { Token } from "../lexer.ts";
import type { FunctionType, Type } from "../types.ts";
import type { Value } from "../value.ts";
import type { Reader } from "./reader.ts";
import { skipGroup } from "./skip.ts";

/** The longest vector LLVM allows. */
const longestVector = 2 ** 32 - 1;

/** True when a type starts at the current token. Any local name may be a type's. */
export function startsType(r: Reader): boolean {
  switch (r.kind) {
    case Token.word:
      return isTypeWord(r, r.tokenText());
    case Token.local:
    case Token.localNumber:
    case Token.leftBrace:
    case Token.leftBracket:
    case Token.less:
      return true;
    default:
      return false;
  }
}

function isTypeWord(r: Reader, word: string): boolean {
  return word === "ptr" || word === "target" || r.module.primitive(word) !== undefined;
}

/** `base`, then any number of `*`, `addrspace(n)*` and `(params)`. */
export function parseType(r: Reader): Type {
  const start = r.start;
  let type = parseBase(r);
  for (;;) {
    if (r.is(Token.star)) {
      type = pointerType(r, type, start);
      r.next();
    } else if (r.is(Token.leftParen)) {
      type = parseFunctionType(r, type, start);
    } else if (r.is(Token.word) && type.kind !== "void" && r.isWord("addrspace")) {
      const space = parseAddressSpace(r);
      if (!r.is(Token.star)) r.expected("'*'");
      type = pointerType(r, type, start, space);
      r.next();
    } else return type;
  }
}

/** A type that a register may have: not void, a function, a label, metadata. */
export function parseValueType(r: Reader): Type {
  const start = r.start;
  const type = parseType(r);
  if (type.kind === "void" || type.kind === "function")
    r.reject(`a value cannot have type ${type.text}`, start);
  return type;
}

/** `addrspace(3)` or `addrspace("A")`, of which the data layout has the number. */
export interface AddressSpace {
  readonly space: number;
  readonly symbolic?: string;
}

/** Reads `addrspace(…)`; the word is the current token. */
export function parseAddressSpace(r: Reader): AddressSpace {
  r.next();
  r.expect(Token.leftParen, "'('");
  let found: AddressSpace;
  if (r.is(Token.string)) {
    const { layout } = r.module.context;
    const name = r.expectString("an address space");
    const spaces: Readonly<Record<string, number>> = {
      A: layout.allocaSpace,
      G: layout.globalSpace,
      P: layout.programSpace,
    };
    const space = spaces[name];
    if (space === undefined) r.reject(`no address space is called "${name}"`);
    found = { space, symbolic: `"${name}"` };
  } else found = { space: r.expectInteger("an address space") };
  r.expect(Token.rightParen, "')'");
  return found;
}

/** A pointer to `pointee`; where the module's pointers are opaque, that is what `T*` means. */
function pointerType(
  r: Reader,
  pointee: Type,
  start: number,
  at: AddressSpace = { space: 0 },
): Type {
  if (["void", "label", "metadata", "token"].includes(pointee.kind))
    r.reject(`there is no pointer to ${pointee.text}`, start);
  if (!r.module.types.typedPointers) return r.module.types.opaquePointer(at.space, at.symbolic);
  return r.module.types.typedPointer(pointee, at.space, at.symbolic);
}

function parseBase(r: Reader): Type {
  const { module } = r;
  const start = r.start;
  switch (r.kind) {
    case Token.word:
      return parseWordType(r);
    case Token.local: {
      const name = r.name();
      const key = /^[0-9]+$/.test(name) ? `"${name}"` : name;
      r.next();
      return module.namedType(key, start);
    }
    case Token.localNumber: {
      const key = String(r.number());
      r.next();
      return module.namedType(key, start);
    }
    case Token.leftBrace:
      return parseStruct(r, false);
    case Token.leftBracket:
      return parseArray(r);
    case Token.less:
      return parseAngle(r);
    default:
      return r.expected("a type");
  }
}

function parseWordType(r: Reader): Type {
  const word = r.tokenText();
  const known = r.module.primitive(word);
  if (known !== undefined) {
    r.next();
    return known;
  }
  if (word === "ptr") return parseOpaquePointer(r);
  if (word === "target") {
    const start = r.start;
    r.next();
    if (!r.is(Token.leftParen)) r.expected("'('");
    skipGroup(r);
    return r.module.types.leaf(r.textFrom(start));
  }
  return r.expected("a type");
}

function parseOpaquePointer(r: Reader): Type {
  const { types } = r.module;
  if (types.typedPointers) r.reject("the module mixes typed pointers and ptr");
  r.next();
  if (!r.is(Token.word) || !r.isWord("addrspace")) return types.opaquePointer();
  const { space, symbolic } = parseAddressSpace(r);
  return types.opaquePointer(space, symbolic);
}

/** `{ T, … }`; the brace is the current token. */
export function parseStruct(r: Reader, packed: boolean): Type {
  return r.module.types.struct(parseFields(r), packed);
}

/** The fields of a struct from its brace on. */
export function parseFields(r: Reader): Type[] {
  r.enter();
  r.expect(Token.leftBrace, "'{'");
  const fields: Type[] = [];
  if (!r.is(Token.rightBrace)) {
    do fields.push(parseElementType(r));
    while (r.accept(Token.comma));
  }
  r.expect(Token.rightBrace, "',' or '}'");
  r.leave();
  return fields;
}

/** The type of a field or an element. */
function parseElementType(r: Reader): Type {
  const start = r.start;
  const type = parseType(r);
  if (["void", "label", "metadata", "function"].includes(type.kind))
    r.reject(`an aggregate cannot hold ${type.text}`, start);
  return type;
}

/** `[n x T]`. */
function parseArray(r: Reader): Type {
  r.enter();
  r.next();
  const length = r.expectInteger("the length of an array");
  r.expectWord("x");
  const element = parseElementType(r);
  r.expect(Token.rightBracket, "']'");
  r.leave();
  return r.module.types.array(element, length);
}

/** `<n x T>`, `<vscale x n x T>` or `<{ … }>`. */
function parseAngle(r: Reader): Type {
  r.enter();
  r.next();
  const made = r.is(Token.leftBrace) ? parseStruct(r, true) : parseVector(r);
  r.expect(Token.greater, "'>'");
  r.leave();
  return made;
}

function parseVector(r: Reader): Type {
  const scalable = r.acceptWord("vscale");
  if (scalable) r.expectWord("x");
  const start = r.start;
  const length = r.expectInteger("the length of a vector");
  if (length < 1 || length > longestVector)
    r.reject("the length of a vector is out of range", start);
  r.expectWord("x");
  const at = r.start;
  const element = parseElementType(r);
  if (!["int", "float", "pointer", "target"].includes(element.kind))
    r.reject(`a vector cannot hold ${element.text}`, at);
  return r.module.types.vector(element, length, scalable);
}

/** `(T, …)` after the return type; the parenthesis is the current token. */
function parseFunctionType(r: Reader, ret: Type, start: number): FunctionType {
  if (["function", "label", "metadata"].includes(ret.kind))
    r.reject(`a function cannot return ${ret.text}`, start);
  r.enter();
  r.next();
  const params: Type[] = [];
  let varargs = false;
  while (!r.is(Token.rightParen)) {
    if (r.accept(Token.ellipsis)) {
      varargs = true;
      break;
    }
    params.push(parseValueType(r));
    if (!r.accept(Token.comma)) break;
  }
  r.expect(Token.rightParen, "',' or ')'");
  r.leave();
  return r.module.types.fn(ret, params, varargs);
}

/** `value` if it has that type. */
export function checkType(r: Reader, value: Value, type: Type, start: number): Value {
  if (value.type === type) return value;
  return r.reject(`the value has type ${value.type.text}, but ${type.text} is expected`, start);
}
