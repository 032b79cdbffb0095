/**
 * The lexer of LLVM IR text: a cursor whose fields are the current token, so that no token is an object. The lexemes are those
 * of LLVM's LLLexer: a word ends at the first character that is no letter, digit or `_` unless a label's colon follows,
 * `iN` and `%N` end at the first character that is no digit.
 */
import { StringInterner } from "./interner.ts";
import type { Source } from "./source.ts";
import { unescape } from "./source.ts";

/** Kinds of tokens. Punctuation has its character code as its kind. */
export const Token = {
  eof: 0,
  bang: 33,
  leftParen: 40,
  rightParen: 41,
  star: 42,
  comma: 44,
  colon: 58,
  less: 60,
  equal: 61,
  greater: 62,
  leftBracket: 91,
  rightBracket: 93,
  leftBrace: 123,
  rightBrace: 125,
  /** `define`, `i32`, `nuw`. */
  word: 256,
  /** `entry:`, `"a b":`, `5:`. */
  label: 257,
  /** `%x` or `%"x"`, and `%5`. */
  local: 258,
  localNumber: 259,
  global: 260,
  globalNumber: 261,
  /** `$c`. */
  comdat: 262,
  /** `!dbg`, `!DILocation`. */
  metadataName: 263,
  /** `#5`. */
  attributeGroup: 264,
  /** `#dbg_value`. */
  record: 265,
  /** `^3`. */
  summary: 266,
  string: 267,
  /** `c"…"`. */
  bytes: 268,
  int: 269,
  float: 270,
  ellipsis: 271,
} as const;

/** Names, numbers and words longer than this are refused (E_LIMIT), and so are strings longer than 64 MiB. */
const longestWord = 1 << 20;
const longestString = 1 << 26;

// Character classes: the first four make up the tail of a word or a label.
const letter = 1;
const digit = 2;
const labelMark = 3; // - $ .
const space = 4;
const punctuation = 5;
const sigil = 6;
const quote = 7;
const plus = 8;

const classOf = new Uint8Array(65536);
for (const [characters, kind] of [
  ["abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", letter],
  ["0123456789", digit],
  ["-.", labelMark],
  [" \t\r\n", space],
  ["()*,:<=>[]{}|", punctuation],
  ["%@$!#^", sigil],
  ['"', quote],
  ["+", plus],
] as const) {
  for (const c of characters) classOf[c.charCodeAt(0)] = kind;
}

/** `[A-Za-z0-9_]`. */
const isWord = new Uint8Array(65536);
/** `[-A-Za-z0-9_$.]`. */
const isLabel = new Uint8Array(65536);
/** `[0-9]`. */
const isDigit = new Uint8Array(65536);
for (let c = 0; c < 128; c++) {
  const kind = classOf[c] ?? 0;
  if (kind === digit) isDigit[c] = 1;
  if (kind === letter || kind === digit) isWord[c] = 1;
  if (kind === letter || kind === digit || kind === labelMark || c === 36) isLabel[c] = 1;
}

/** A place to come back to. */
export interface Mark {
  readonly kind: number;
  readonly start: number;
  readonly end: number;
}

/** A cursor over the tokens of one text. The constructor reads the first token. */
export class Lexer {
  readonly source: Source;
  readonly text: string;
  kind = 0;
  /** The token is text[start, end). */
  start: number;
  end: number;
  /** Where the token before ended. */
  lastEnd: number;
  /** The part of a name token without sigil, quotes and colon. */
  private nameStart = 0;
  private nameEnd = 0;
  private quoted = false;
  private readonly interner: StringInterner;

  constructor(source: Source, offset = 0, interner = new StringInterner()) {
    this.source = source;
    this.text = source.text;
    this.start = offset;
    this.end = offset;
    this.lastEnd = offset;
    this.interner = interner;
    this.next();
  }

  /** Makes the next token the current one. @throws TsadError E_SYNTAX for what is no token, E_LIMIT for a huge one */
  next(): void {
    this.lastEnd = this.end;
    const at = this.skipSpace(this.end);
    this.start = at;
    if (at >= this.text.length) {
      this.kind = Token.eof;
      this.end = at;
      return;
    }
    const c = this.text.charCodeAt(at);
    switch (classOf[c] ?? 0) {
      case letter:
        this.lexWord(at);
        break;
      case digit:
        this.lexNumber(at);
        break;
      case punctuation:
        this.kind = c;
        this.end = at + 1;
        return;
      case sigil:
        this.lexSigil(c, at);
        break;
      case quote:
        this.lexQuoted(at);
        return;
      default:
        this.lexOther(at);
    }
    if (this.end - at > longestWord) this.refuse(at);
  }

  /** True when the current token is of that kind. */
  is(kind: number): boolean {
    return this.kind === kind;
  }

  /** True when the current token is that word. */
  isWord(word: string): boolean {
    return this.kind === Token.word && this.tokenText() === word;
  }

  /** The current token as written, interned. */
  tokenText(): string {
    return this.interner.intern(this.text, this.start, this.end);
  }

  /** The name in a local, global, comdat, metadata name or label token, unescaped, or the text in a string token. */
  name(): string {
    if (!this.quoted) return this.interner.intern(this.text, this.nameStart, this.nameEnd);
    return unescape(this.text.slice(this.nameStart, this.nameEnd));
  }

  /** The number of a `%5`, `@5`, `#5` or `^5` token, or of a numeric label. */
  number(): number {
    let value = 0;
    for (let i = this.nameStart; i < this.nameEnd; i++)
      value = value * 10 + this.text.charCodeAt(i) - 48;
    return value;
  }

  /** The value of a decimal integer token; not exact above 2^53. */
  intValue(): number {
    return Number(this.text.slice(this.start, this.end));
  }

  /** True for a label token that is an unquoted number. */
  get isNumericLabel(): boolean {
    if (this.quoted) return false;
    for (let i = this.nameStart; i < this.nameEnd; i++) {
      if (classOf[this.text.charCodeAt(i)] !== digit) return false;
    }
    return true;
  }

  /** True when a line ends between the token before and the current one. */
  get startsLine(): boolean {
    for (let i = this.lastEnd; i < this.start; i++) {
      if (this.text.charCodeAt(i) === 10) return true;
    }
    return false;
  }

  mark(): Mark {
    return { kind: this.kind, start: this.start, end: this.end };
  }

  /** Makes the token at `mark` the current one again. */
  rewind(mark: Mark): void {
    this.end = mark.start;
    this.next();
  }

  /** Goes on at `offset`. */
  jump(offset: number): void {
    this.end = offset;
    this.next();
  }

  private skipSpace(from: number): number {
    const { text } = this;
    let i = from;
    for (;;) {
      const c = text.charCodeAt(i);
      if (c === 32 || c === 10 || c === 13 || c === 9) {
        i++;
      } else if (c === 59) {
        i = text.indexOf("\n", i);
        if (i < 0) return text.length;
      } else if (c === 47 && text.charCodeAt(i + 1) === 42) {
        const close = text.indexOf("*/", i + 2);
        if (close < 0) throw this.source.error("E_SYNTAX", "the comment is not closed", i);
        i = close + 2;
      } else return i;
    }
  }

  /** The end of the run of characters of `table` that starts at `from`; a run too long for a token is cut. */
  private runEnd(table: Uint8Array, from: number): number {
    const { text } = this;
    const limit = from + longestWord + 1;
    let i = from;
    while (i < limit && table[text.charCodeAt(i)] === 1) i++;
    return i;
  }

  private lexWord(at: number): void {
    const { text } = this;
    const i = this.runEnd(isWord, at + 1);
    if (this.lexLabelTail(at, i)) return;
    this.kind = Token.word;
    this.end = i;
    const first = text.charCodeAt(at);
    if (first === 105) this.endIntType(at);
    else if (i === at + 1 && first === 99 && text.charCodeAt(i) === 34) this.lexBytes(at);
    else if (first === 102 || first === 115 || first === 117) this.lexHexWord(at, first);
  }

  /** Makes a label of what starts at `at` when label characters and a colon follow `from`. */
  private lexLabelTail(at: number, from: number): boolean {
    const i = this.runEnd(isLabel, from);
    if (this.text.charCodeAt(i) !== 58) return false;
    this.setName(Token.label, at, i, i + 1);
    return true;
  }

  private setName(kind: number, start: number, end: number, tokenEnd: number): void {
    this.kind = kind;
    this.nameStart = start;
    this.nameEnd = end;
    this.end = tokenEnd;
    this.quoted = false;
  }

  /** `i32foo` is two tokens. */
  private endIntType(at: number): void {
    const i = this.runEnd(isDigit, at + 1);
    if (i > at + 1) this.end = i;
  }

  /** `u0xFF`, `s0xFF`, `f0x3F800000`. */
  private lexHexWord(at: number, first: number): void {
    const { text } = this;
    if (text.charCodeAt(at + 1) !== 48 || text.charCodeAt(at + 2) !== 120) return;
    this.kind = first === 102 ? Token.float : Token.int;
  }

  private lexBytes(at: number): void {
    this.lexString(at + 1);
    this.kind = Token.bytes;
    this.start = at;
  }

  private lexQuoted(at: number): void {
    this.lexString(at);
    if (this.text.charCodeAt(this.end) === 58) {
      this.kind = Token.label;
      this.end++;
    }
  }

  private lexString(at: number): void {
    const close = this.text.indexOf('"', at + 1);
    if (close < 0) throw this.source.error("E_SYNTAX", "the string is not closed", at);
    if (close - at > longestString) this.refuse(at);
    this.setName(Token.string, at + 1, close, close + 1);
    this.quoted = true;
  }

  private refuse(at: number): never {
    throw this.source.error("E_LIMIT", "the token is too long", at);
  }

  /** `%x`, `%"x"`, `%5`, and the same behind the other sigils. */
  private lexSigil(c: number, at: number): void {
    const { text } = this;
    if (c === 36 && this.lexLabelTail(at, at + 1)) return;
    const first = text.charCodeAt(at + 1);
    const kinds = sigils[String.fromCharCode(c)] ?? noSigil;
    if (first === 34 && kinds.quoted) {
      this.lexString(at + 1);
      this.kind = kinds.named;
      this.start = at;
    } else if (classOf[first] === digit && kinds.numbered !== 0) {
      const i = this.runEnd(isDigit, at + 2);
      this.setName(kinds.numbered, at + 1, i, i);
    } else if (kinds.named !== 0 && this.startsName(c, first)) {
      const end = this.nameTail(c, at + 1);
      this.setName(kinds.named, at + 1, end, end);
    } else if (c === 33) {
      this.kind = Token.bang;
      this.end = at + 1;
    } else this.unknownCharacter(at);
  }

  private startsName(sigilCode: number, first: number): boolean {
    if (isLabel[first] === 1) return classOf[first] !== digit;
    return this.isEscape(sigilCode, first);
  }

  /** A metadata name may hold escapes: `!a\2Eb`. */
  private isEscape(sigilCode: number, c: number): boolean {
    return sigilCode === 33 && c === 92;
  }

  private nameTail(sigilCode: number, from: number): number {
    let i = this.runEnd(isLabel, from);
    while (this.isEscape(sigilCode, this.text.charCodeAt(i))) i = this.runEnd(isLabel, i + 1);
    return i;
  }

  /** `5`, `-5`, `1.5e3`, `0x3FF0000000000000`, `0xK…`, or the label `5:`. */
  private lexNumber(at: number): void {
    const { text } = this;
    if (this.lexLabelTail(at, at + 1)) return;
    let i = this.runEnd(isDigit, at + 1);
    if (text.charCodeAt(at) === 48 && i === at + 1 && text.charCodeAt(i) === 120) {
      this.lexHex(i + 1);
      return;
    }
    this.kind = Token.int;
    if (text.charCodeAt(i) === 46) {
      this.kind = Token.float;
      i = this.exponentEnd(this.runEnd(isDigit, i + 1));
    }
    this.end = i;
  }

  private exponentEnd(from: number): number {
    const c = this.text.charCodeAt(from);
    if (c !== 101 && c !== 69 && c !== 112) return from;
    const signed = this.text.charCodeAt(from + 1);
    const first = signed === 43 || signed === 45 ? from + 2 : from + 1;
    const end = this.runEnd(isDigit, first);
    return end > first ? end : from;
  }

  /** The digits after `0x`, with the letter of a format and, since LLVM 23, a point and a binary exponent. */
  private lexHex(from: number): void {
    const { text } = this;
    let i = from;
    while (isWord[text.charCodeAt(i)] === 1 && text.charCodeAt(i) !== 112) i++;
    if (text.charCodeAt(i) === 46) {
      i++;
      while (isWord[text.charCodeAt(i)] === 1 && text.charCodeAt(i) !== 112) i++;
    }
    this.kind = Token.float;
    this.end = this.exponentEnd(i);
  }

  /** What starts with a sign or a point. */
  private lexOther(at: number): void {
    const { text } = this;
    const c = text.charCodeAt(at);
    if ((c === 45 || c === 46) && this.lexLabelTail(at, at + 1)) return;
    if (c === 46 && text.startsWith("...", at)) {
      this.kind = Token.ellipsis;
      this.end = at + 3;
    } else if (c === 43 || c === 45) this.lexSigned(c, at);
    else this.unknownCharacter(at);
  }

  /** `-5`, `+1.5`, `-inf`. A plus belongs to floats only. */
  private lexSigned(sign: number, at: number): void {
    const { text } = this;
    if (isDigit[text.charCodeAt(at + 1)] === 1) {
      this.lexNumber(at + 1);
      if (sign === 43 && this.kind === Token.int) this.unknownCharacter(at);
    } else if (/^(?:inf|s?nan|qnan)\b/.test(text.slice(at + 1, at + 6))) {
      this.kind = Token.float;
      this.end = this.runEnd(isWord, at + 1);
    } else this.unknownCharacter(at);
  }

  private unknownCharacter(at: number): never {
    const shown = this.text.charAt(at) === "\0" ? "a NUL byte" : `'${this.text.charAt(at)}'`;
    throw this.source.error("E_SYNTAX", `${shown} starts nothing that is known here`, at);
  }
}

/** What follows a sigil: the kinds of its named and its numbered token (0 when there is none), and whether a quoted name may follow. */
interface SigilKinds {
  readonly named: number;
  readonly numbered: number;
  readonly quoted: boolean;
}

const noSigil: SigilKinds = { named: 0, numbered: 0, quoted: false };
const sigils: Readonly<Record<string, SigilKinds>> = {
  "%": { named: Token.local, numbered: Token.localNumber, quoted: true },
  "@": { named: Token.global, numbered: Token.globalNumber, quoted: true },
  $: { named: Token.comdat, numbered: 0, quoted: true },
  // `!5` is two tokens, so that `! 5` is the same.
  "!": { named: Token.metadataName, numbered: 0, quoted: false },
  "#": { named: Token.record, numbered: Token.attributeGroup, quoted: false },
  "^": { named: 0, numbered: Token.summary, quoted: false },
};
