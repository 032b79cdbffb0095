/** Reads constants of every form but constant expressions (expression.ts). */
import { ConstantAggregate, Literal, OpaqueConstant } from "../constants.ts";
import { BlockAddress, Function, type GlobalValue } from "../graph.ts";
import { Token } from "../lexer.ts";
import { constantOpcodes } from "../opcodes.ts";
import { isFirstClass, type Type } from "../types.ts";
import type { Value } from "../value.ts";
import { parseExpression } from "./expression.ts";
import type { Reader } from "./reader.ts";
import { literalWords, skipGroup } from "./skip.ts";
import { checkType, parseType } from "./type.ts";

/** A constant of that type, which has been read. */
export function parseConstant(r: Reader, type: Type): Value {
  switch (r.kind) {
    case Token.int:
      if (type.kind !== "int") r.reject(`an integer cannot have type ${type.text}`);
      return takeLiteral(r, type);
    case Token.float:
      return parseFloat(r, type);
    case Token.word:
      return parseWord(r, type);
    case Token.global:
    case Token.globalNumber: {
      const start = r.start;
      return checkType(r, parseGlobal(r), type, start);
    }
    case Token.bytes:
      return parseBytes(r, type);
    case Token.leftBracket:
    case Token.leftBrace:
    case Token.less:
      return parseAggregate(r, type);
    default:
      return r.expected("a value");
  }
}

/** `T c`, where no local may stand. */
export function parseTypedConstant(r: Reader): Value {
  return parseConstant(r, parseType(r));
}

/** The global that the current token names. @throws TsadError E_SEMANTIC when there is none */
export function parseGlobal(r: Reader): GlobalValue {
  const found = r.is(Token.global)
    ? r.module.globals.get(r.name())
    : r.module.numberedGlobals.get(r.number());
  if (found === undefined) r.reject(`${r.tokenText()} is not defined`, r.start, r.tokenText());
  r.next();
  return found;
}

function takeLiteral(r: Reader, type: Type): Literal {
  const literal = new Literal(type, r.tokenText());
  r.next();
  return literal;
}

/** The format letters of hexadecimal floats, and the type each is of. */
const hexFormats = { K: "x86_fp80", L: "fp128", M: "ppc_fp128", H: "half", R: "bfloat" } as const;

function parseFloat(r: Reader, type: Type): Literal {
  if (type.kind !== "float") r.reject(`a floating-point number cannot have type ${type.text}`);
  const text = r.tokenText();
  const letter = /^0x([KLMHR])/.exec(text)?.[1] as keyof typeof hexFormats | undefined;
  if (letter !== undefined && hexFormats[letter] !== type.float)
    r.reject(`${text} is a number of type ${hexFormats[letter]}, not ${type.text}`);
  if (!isExact(text, type.float)) r.reject(`${text} is no ${type.text}; write it in hexadecimal`);
  return takeLiteral(r, type);
}

/** Whether a format narrower than a double holds a number. The wider formats have no decimals. */
const narrow: Readonly<Record<string, (value: number) => boolean>> = {
  float: (value) => Math.fround(value) === value,
  bfloat: (value) => hasBits(value, 8, -133, 127),
  half: (value) => hasBits(value, 11, -24, 15),
};

/** True when a decimal, read as a double, is a number of that format; LLVM refuses any other. */
function isExact(text: string, format: string): boolean {
  if (!/^[-+]?[0-9]/.test(text) || /^[-+]?0x/.test(text)) return true;
  const value = Number(text);
  return narrow[format]?.(value) ?? format === "double";
}

/** True when `value` is a multiple of two to the `lowest` with at most `bits` bits, and less than twice two to the `highest`. */
function hasBits(value: number, bits: number, lowest: number, highest: number): boolean {
  const size = Math.abs(value);
  if (size === 0) return true;
  if (size >= 2 ** (highest + 1)) return false;
  const exponent = Math.floor(Math.log2(size));
  return Number.isInteger(size / 2 ** Math.max(lowest, exponent - bits + 1));
}

function parseWord(r: Reader, type: Type): Value {
  const word = r.tokenText();
  if (literalWords.has(word)) {
    const why = misfit(word, type);
    if (why !== null) r.reject(`${word} ${why}, not ${type.text}`);
    return takeLiteral(r, type);
  }
  if (constantOpcodes.has(word)) return parseExpression(r, type, parseTypedConstant);
  switch (word) {
    case "splat":
      return parseSplat(r, type);
    case "blockaddress":
      return parseBlockAddress(r, type);
    case "dso_local_equivalent":
    case "no_cfi": {
      const start = r.start;
      r.next();
      parseGlobal(r);
      return new OpaqueConstant(type, r.textFrom(start));
    }
    case "ptrauth": {
      const start = r.start;
      r.next();
      skipGroup(r);
      return new OpaqueConstant(type, r.textFrom(start));
    }
    default:
      return r.expected("a value");
  }
}

/** Why a constant of one word cannot have that type; null when it can. */
function misfit(word: string, type: Type): string | null {
  switch (word) {
    case "true":
    case "false":
      return type.kind === "int" && type.bits === 1 ? null : "has type i1";
    case "null":
      return type.kind === "pointer" ? null : "is a pointer";
    case "none":
      return type.kind === "token" ? null : "is a token";
    default:
      return isFirstClass(type) || type.kind === "token" ? null : "has a first-class type";
  }
}

/** `c"…"`: an array of bytes as long as the string. */
function parseBytes(r: Reader, type: Type): Literal {
  if (type.kind !== "array" || type.element.kind !== "int" || type.element.bits !== 8)
    r.reject(`a string cannot have type ${type.text}`);
  const length = r.name().length;
  if (length !== type.length) r.reject(`the string has ${length} bytes, not ${type.length}`);
  return takeLiteral(r, type);
}

/** `[…]`, `{…}`, `<{…}>` or `<…>`. */
function parseAggregate(r: Reader, type: Type): ConstantAggregate {
  const start = r.start;
  const opener = r.kind;
  r.enter();
  r.next();
  const packed = opener === Token.less && r.accept(Token.leftBrace);
  const closer = packed || opener === Token.leftBrace ? Token.rightBrace : opener + 2;
  const elements: Value[] = [];
  if (!r.is(closer)) {
    do elements.push(parseTypedConstant(r));
    while (r.accept(Token.comma));
  }
  r.expect(closer, `',' or '${String.fromCharCode(closer)}'`);
  if (packed) r.expect(Token.greater, "'>'");
  r.leave();
  checkElements(r, type, elements, start);
  return new ConstantAggregate(type, formOf(opener, packed), elements);
}

function formOf(opener: number, packed: boolean): ConstantAggregate["form"] {
  if (opener === Token.leftBracket) return "array";
  if (opener === Token.leftBrace) return "struct";
  return packed ? "packed" : "vector";
}

/** An aggregate has as many elements as its type says, each of the type it says. */
function checkElements(r: Reader, type: Type, elements: readonly Value[], start: number): void {
  if (type.kind === "array" || type.kind === "vector") {
    if (elements.length !== type.length)
      r.reject(`${elements.length} elements stand here, but the type is ${type.text}`, start);
    for (const element of elements) checkType(r, element, type.element, start);
  } else if (type.kind === "struct" && type.fields !== null) {
    if (elements.length !== type.fields.length)
      r.reject(`${elements.length} fields stand here, but the type is ${type.text}`, start);
    type.fields.forEach((field, i) => {
      const element = elements[i];
      if (element !== undefined) checkType(r, element, field, start);
    });
  } else r.reject(`an aggregate cannot have type ${type.text}`, start);
}

/** `splat (T c)`. */
function parseSplat(r: Reader, type: Type): ConstantAggregate {
  const start = r.start;
  r.next();
  r.expect(Token.leftParen, "'('");
  const element = parseTypedConstant(r);
  r.expect(Token.rightParen, "')'");
  if (type.kind !== "vector") r.reject(`a splat cannot have type ${type.text}`, start);
  checkType(r, element, type.element, start);
  return new ConstantAggregate(type, "splat", [element]);
}

/** `blockaddress(@f, %bb)`. */
function parseBlockAddress(r: Reader, type: Type): BlockAddress {
  r.next();
  r.expect(Token.leftParen, "'('");
  const at = r.start;
  const fn = parseGlobal(r);
  if (!(fn instanceof Function) || fn.isDeclaration)
    r.reject("a blockaddress needs a function that is defined here", at);
  r.expect(Token.comma, "','");
  const start = r.start;
  if (!r.is(Token.local) && !r.is(Token.localNumber)) r.expected("the name of a block");
  const address = new BlockAddress(type, fn, r.tokenText());
  r.next();
  r.expect(Token.rightParen, "')'");
  r.module.awaitBlock(address, fn, start);
  return address;
}
