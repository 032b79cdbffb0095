/** Reads one instruction: the row of its opcode says which reader knows its shape. */
import type { Instruction } from "../graph.ts";
import { DebugRecord } from "../instructions.ts";
import { Token } from "../lexer.ts";
import { type OpcodeRow, opcodes, type Shape } from "../opcodes.ts";
import * as arithmetic from "./arithmetic.ts";
import { parseCall, parseCallBr, parseInvoke } from "./call.ts";
import * as control from "./control.ts";
import * as memory from "./memory.ts";
import type { Reader } from "./reader.ts";
import type { Value } from "../value.ts";
import { parseAttachments, parseMetadata } from "./value.ts";

/** Reads what follows the opcode. */
type ShapeReader = (r: Reader, opcode: string, row: OpcodeRow) => Instruction;

const readers: Readonly<Record<Shape, ShapeReader>> = {
  unary: arithmetic.parseUnary,
  freeze: arithmetic.parseUnary,
  binary: arithmetic.parseBinary,
  cast: arithmetic.parseCast,
  icmp: (r) => arithmetic.parseCompare(r, "icmp"),
  fcmp: (r) => arithmetic.parseCompare(r, "fcmp"),
  select: arithmetic.parseSelect,
  phi: arithmetic.parsePhi,
  extractvalue: arithmetic.parseExtractValue,
  insertvalue: arithmetic.parseInsertValue,
  extractelement: arithmetic.parseExtractElement,
  insertelement: arithmetic.parseInsertElement,
  shufflevector: arithmetic.parseShuffle,
  alloca: memory.parseAlloca,
  load: memory.parseLoad,
  store: memory.parseStore,
  getelementptr: memory.parseGep,
  atomicrmw: memory.parseAtomicRmw,
  cmpxchg: memory.parseCmpXchg,
  fence: memory.parseFence,
  va_arg: memory.parseVaArg,
  call: parseCall,
  invoke: parseInvoke,
  callbr: parseCallBr,
  landingpad: control.parseLandingPad,
  pad: control.parsePadInst,
  ret: control.parseRet,
  br: control.parseBr,
  switch: control.parseSwitch,
  indirectbr: control.parseIndirectBr,
  resume: control.parseResume,
  unreachable: control.parseUnreachable,
  catchret: control.parseCatchRet,
  cleanupret: control.parseCleanupRet,
  catchswitch: control.parseCatchSwitch,
};

/** An instruction from its opcode to its attachments, without its name. */
export function parseInstruction(r: Reader): Instruction {
  if (!r.is(Token.word)) r.expected("an instruction");
  const opcode = r.tokenText();
  const row = opcodes.get(opcode);
  if (row === undefined) r.expected("an instruction of LLVM 14 to 22");
  r.next();
  r.beginClauses();
  const inst = readers[row.shape](r, opcode, row);
  if (r.atAttachments || r.accept(Token.comma)) inst.metadata = parseAttachments(r);
  return inst;
}

/** `#dbg_value(i32 %x, !5, !DIExpression(), !6)`. */
export function parseRecord(r: Reader): Instruction {
  const opcode = `#${r.name()}`;
  r.next();
  r.expect(Token.leftParen, "'('");
  const operands: Value[] = [];
  if (!r.is(Token.rightParen)) {
    do operands.push(parseMetadata(r));
    while (r.accept(Token.comma));
  }
  r.expect(Token.rightParen, "',' or ')'");
  return new DebugRecord(r.module.types.void, opcode, operands);
}
