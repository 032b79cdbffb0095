/** Reads terminators and the pads of exception handling. */
import type { BasicBlock, Instruction } from "../graph.ts";
import { LandingPadInst, PadInst, TerminatorInst } from "../instructions.ts";
import { Token } from "../lexer.ts";
import type { Value } from "../value.ts";
import { must } from "../../support/assert.ts";
import type { Reader } from "./reader.ts";
import { parseType, parseValueType } from "./type.ts";
import { parseLabel, parseTyped, parseValue } from "./value.ts";

function terminator(r: Reader, opcode: string, operands: readonly Value[]): TerminatorInst {
  const type = opcode === "catchswitch" ? r.module.types.token : r.module.types.void;
  return new TerminatorInst(type, opcode, operands);
}

/** `ret void` or `ret T %v`. */
export function parseRet(r: Reader): Instruction {
  const start = r.start;
  const { ret } = must(r.locals, "instructions are read in a function").fn.functionType;
  const type = parseType(r);
  if (type !== ret) r.reject(`the function returns ${ret.text}, not ${type.text}`, start);
  return terminator(r, "ret", type.kind === "void" ? [] : [parseValue(r, type)]);
}

/** `br label %a` or `br i1 %c, label %a, label %b`. */
export function parseBr(r: Reader): Instruction {
  if (r.isWord("label")) return terminator(r, "br", [parseLabel(r)]);
  const start = r.start;
  const condition = parseTyped(r);
  if (condition.type !== r.module.types.i1)
    r.reject(`the condition has type ${condition.type.text}, not i1`, start);
  r.expect(Token.comma, "','");
  const yes = parseLabel(r);
  r.expect(Token.comma, "','");
  return terminator(r, "br", [condition, yes, parseLabel(r)]);
}

/** `switch i32 %x, label %d [ i32 0, label %a … ]`. */
export function parseSwitch(r: Reader): Instruction {
  const start = r.start;
  const value = parseTyped(r);
  if (value.type.kind !== "int") r.reject(`switch needs an integer, not ${value.type.text}`, start);
  r.expect(Token.comma, "','");
  const operands: Value[] = [value, parseLabel(r)];
  r.expect(Token.leftBracket, "'['");
  while (!r.is(Token.rightBracket)) {
    const at = r.start;
    const type = parseType(r);
    if (type !== value.type) r.reject(`the case has type ${type.text}, not ${value.type.text}`, at);
    if (!r.is(Token.int) && !r.is(Token.word)) r.expected("an integer");
    const key = parseValue(r, type);
    r.expect(Token.comma, "','");
    operands.push(key, parseLabel(r));
  }
  r.next();
  return terminator(r, "switch", operands);
}

/** `indirectbr ptr %p, [label %a, …]`. */
export function parseIndirectBr(r: Reader): Instruction {
  const start = r.start;
  const address = parseTyped(r);
  if (address.type.kind !== "pointer") r.reject("indirectbr needs a pointer", start);
  r.expect(Token.comma, "','");
  return terminator(r, "indirectbr", [address, ...parseLabels(r)]);
}

/** `[label %a, …]`. */
function parseLabels(r: Reader): BasicBlock[] {
  const blocks: BasicBlock[] = [];
  r.expect(Token.leftBracket, "'['");
  if (!r.is(Token.rightBracket)) {
    do blocks.push(parseLabel(r));
    while (r.accept(Token.comma));
  }
  r.expect(Token.rightBracket, "',' or ']'");
  return blocks;
}

/** `resume T %v`. */
export function parseResume(r: Reader): Instruction {
  return terminator(r, "resume", [parseTyped(r)]);
}

/** `unreachable`. */
export function parseUnreachable(r: Reader): Instruction {
  return terminator(r, "unreachable", []);
}

/** `catchret from %p to label %a`. */
export function parseCatchRet(r: Reader): Instruction {
  r.expectWord("from");
  const pad = parsePad(r);
  r.expectWord("to");
  return terminator(r, "catchret", [pad, parseLabel(r)]);
}

/** `cleanupret from %p unwind label %a` or `unwind to caller`. */
export function parseCleanupRet(r: Reader): Instruction {
  r.expectWord("from");
  return withUnwind(r, "cleanupret", [parsePad(r)]);
}

/** `catchswitch within none [label %a, …] unwind to caller`. */
export function parseCatchSwitch(r: Reader): Instruction {
  r.expectWord("within");
  const parent = parsePad(r);
  return withUnwind(r, "catchswitch", [parent, ...parseLabels(r)]);
}

function withUnwind(r: Reader, opcode: string, operands: Value[]): Instruction {
  r.expectWord("unwind");
  const toCaller = r.acceptWord("to");
  if (toCaller) r.expectWord("caller");
  else operands.push(parseLabel(r));
  const inst = terminator(r, opcode, operands);
  inst.hasUnwindDest = !toCaller;
  return inst;
}

/** A pad is written without its type. */
function parsePad(r: Reader): Value {
  return parseValue(r, r.module.types.token);
}

/** `catchpad within %cs [T %v, …]`, `cleanuppad within none []`. */
export function parsePadInst(r: Reader, opcode: string): Instruction {
  r.expectWord("within");
  const operands = [parsePad(r)];
  r.expect(Token.leftBracket, "'['");
  if (!r.is(Token.rightBracket)) {
    do operands.push(parseTyped(r));
    while (r.accept(Token.comma));
  }
  r.expect(Token.rightBracket, "',' or ']'");
  return new PadInst(r.module.types.token, opcode, operands);
}

/** `landingpad T cleanup catch T %v filter [1 x T] […]`. */
export function parseLandingPad(r: Reader): Instruction {
  const type = parseValueType(r);
  const isCleanup = r.acceptWord("cleanup");
  const clauses: ("catch" | "filter")[] = [];
  const values: Value[] = [];
  while (r.isWord("catch") || r.isWord("filter")) {
    clauses.push(r.isWord("catch") ? "catch" : "filter");
    r.next();
    values.push(parseTyped(r));
  }
  const inst = new LandingPadInst(type, clauses, values);
  if (isCleanup) inst.flags = "cleanup";
  return inst;
}
