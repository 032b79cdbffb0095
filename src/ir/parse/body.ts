/** Reads the body of a function: blocks, debug records, use-list orders (which only say how a list in memory was sorted). */
import type { BasicBlock, Function } from "../graph.ts";
import { at } from "../../support/assert.ts";
import { Token } from "../lexer.ts";
import { parseInstruction, parseRecord } from "./instruction.ts";
import { type LocalKey, LocalScope } from "./locals.ts";
import { Reader } from "./reader.ts";
import type { ModuleScope } from "./scope.ts";
import { skipConstant, skipGroup } from "./skip.ts";
import { parseType } from "./type.ts";
import { atLocal, takeLocal } from "./value.ts";

/** Where the body of a function stands, and how its arguments are numbered. */
export interface BodyPlace {
  /** Offset of the opening brace. */
  readonly start: number;
  /** The key of each argument (its name, its number, or null for the next number) and where it stands. */
  readonly params: readonly { readonly key: LocalKey | null; readonly offset: number }[];
}

/**
 * Reads the blocks of `fn` from its text. On an error the function has no blocks, and the error comes again whenever the
 * blocks are asked for.
 * @throws TsadError E_SYNTAX, E_SEMANTIC or E_LIMIT
 */
export function readBody(module: ModuleScope, fn: Function, place: BodyPlace): void {
  try {
    const r = new Reader(module, place.start);
    const locals = new LocalScope(fn, module.source);
    r.locals = locals;
    fn.args.forEach((arg, i) => {
      const { key, offset } = at(place.params, i);
      locals.define(arg, key, offset);
    });
    r.expect(Token.leftBrace, "'{'");
    do parseBlock(r, fn, locals);
    while (!r.is(Token.rightBrace) && !r.isWord("uselistorder"));
    while (r.acceptWord("uselistorder")) skipUseListOrder(r);
    if (!r.is(Token.rightBrace)) r.expected("'}'");
    locals.finish();
    module.noteLabels(fn, locals);
  } catch (error) {
    fn.removeBlocks(new Set(fn.blocks));
    const again = (): never => {
      fn.bodySource = again;
      throw error;
    };
    fn.bodySource = again;
    throw error;
  }
}

function parseBlock(r: Reader, fn: Function, locals: LocalScope): void {
  const start = r.start;
  let key: LocalKey | null = null;
  if (r.is(Token.label)) {
    key = r.isNumericLabel ? r.number() : r.name();
    r.next();
  }
  const block = locals.defineBlock(key, start);
  fn.addBlock(block);
  while (block.terminator === null) parseStatement(r, block, locals);
}

/** A debug record or an instruction with its name. */
function parseStatement(r: Reader, block: BasicBlock, locals: LocalScope): void {
  if (r.is(Token.record)) {
    block.append(parseRecord(r));
    return;
  }
  const start = r.start;
  let key: LocalKey | null = null;
  const isNamed = atLocal(r);
  if (isNamed) {
    key = takeLocal(r);
    r.expect(Token.equal, "'='");
  }
  const inst = parseInstruction(r);
  inst.position = start;
  block.append(inst);
  if (inst.type.kind !== "void") locals.define(inst, key, start);
  else if (isNamed) r.reject(`${inst.opcode} has no result to name here`, start);
}

/** `T v, { 1, 0 }`. */
function skipUseListOrder(r: Reader): void {
  parseType(r);
  if (!r.accept(Token.local) && !r.accept(Token.localNumber)) skipConstant(r);
  r.expect(Token.comma, "','");
  if (!r.is(Token.leftBrace)) r.expected("'{'");
  skipGroup(r);
}
