/** The cursor that every production of the reader takes: the lexer, the names in scope, and the ways to complain. */
import type { ErrorFacts } from "../../support/errors.ts";
import { Lexer, Token } from "../lexer.ts";
import type { LocalScope } from "./locals.ts";
import type { ModuleScope } from "./scope.ts";

/** Nesting of types and constants beyond this is refused, so that no recursion exhausts the stack. */
const deepest = 1000;

/** A cursor over part of a module's text. */
export class Reader extends Lexer {
  readonly module: ModuleScope;
  /** The names of the function being read; null between functions. */
  locals: LocalScope | null = null;
  /** True when the comma before an instruction's attachments has been read. */
  atAttachments = false;
  private depth = 0;

  constructor(module: ModuleScope, offset = 0) {
    super(module.source, offset, module.interner);
    this.module = module;
  }

  /** Takes a token of that kind. @throws TsadError E_SYNTAX naming `what` */
  expect(kind: number, what: string): void {
    if (this.kind !== kind) this.expected(what);
    this.next();
  }

  /** Takes a token of that kind when it is the current one. */
  accept(kind: number): boolean {
    if (this.kind !== kind) return false;
    this.next();
    return true;
  }

  /** Takes that word when it is the current token. */
  acceptWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.next();
    return true;
  }

  /** Takes that word. */
  expectWord(word: string): void {
    if (!this.acceptWord(word)) this.expected(`'${word}'`);
  }

  /** Takes a decimal integer that is exact as a number. */
  expectInteger(what: string): number {
    if (!this.is(Token.int)) this.expected(what);
    const value = this.intValue();
    if (!Number.isSafeInteger(value) || value < 0)
      this.reject(`${this.found(this.start)} is out of range`);
    this.next();
    return value;
  }

  /** Takes a string and gives it unescaped. */
  expectString(what: string): string {
    if (!this.is(Token.string)) this.expected(what);
    const text = this.name();
    this.next();
    return text;
  }

  /** Complains that something else stands here. */
  expected(what: string, offset = this.start): never {
    this.malformed(`expected ${what}, found ${this.found(offset)}`, offset);
  }

  /** Complains that the text is not well formed. */
  malformed(reason: string, offset: number): never {
    throw this.module.source.error("E_SYNTAX", reason, offset, this.where());
  }

  /** Complains about what is well formed but wrong. */
  reject(reason: string, offset = this.start, value?: string): never {
    throw this.module.source.error("E_SEMANTIC", reason, offset, { ...this.where(), value });
  }

  /** Goes one level down in nested types or constants; {@link leave} comes back. @throws TsadError E_LIMIT */
  enter(): void {
    if (++this.depth > deepest) {
      const reason = `types or constants are nested more than ${deepest} deep`;
      throw this.module.source.error("E_LIMIT", reason, this.start, this.where());
    }
  }

  leave(): void {
    this.depth--;
  }

  /** Called before the operands of an instruction are read: its attachments have not been reached. */
  beginClauses(): void {
    this.atAttachments = false;
  }

  /** The text from `start` to the end of the token before the current one, without comments. */
  textFrom(start: number): string {
    return this.lastEnd <= start ? "" : this.module.cleanText(start, this.lastEnd);
  }

  private where(): Pick<ErrorFacts, "function"> {
    return this.locals === null ? {} : { function: this.locals.fn.name };
  }

  /** What stands at `offset`, cut to a length that fits a message. */
  private found(offset: number): string {
    if (offset >= this.text.length) return "the end of the file";
    const whole = offset === this.start ? this.end : offset + 60;
    const shown = this.text.slice(offset, Math.min(whole, offset + 60));
    const word = offset === this.start ? shown.split("\n", 1)[0] : /^[^\s,()]*/.exec(shown)?.[0];
    return `'${word ?? ""}'`;
  }
}
