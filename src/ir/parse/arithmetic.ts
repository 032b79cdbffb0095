/** Reads instructions that compute values from values. */
import type { Instruction } from "../graph.ts";
import {
  AggregateInst,
  ArithmeticInst,
  CastInst,
  CompareInst,
  PhiInst,
  SelectInst,
  VectorInst,
} from "../instructions.ts";
import { Token } from "../lexer.ts";
import type { OpcodeRow } from "../opcodes.ts";
import type { Type, VectorType } from "../types.ts";
import type { Value } from "../value.ts";
import { typeAt } from "./address.ts";
import { laneTypes } from "./expression.ts";
import { checkClass, nextClause, parseFlags } from "./operands.ts";
import type { Reader } from "./reader.ts";
import { checkType, parseType, parseValueType } from "./type.ts";
import { parseBlockName, parseNextTyped, parseTyped, parseValue } from "./value.ts";

/** `fadd fast double %x, %y`. */
export function parseBinary(r: Reader, opcode: string, row: OpcodeRow): Instruction {
  const flags = parseFlags(r);
  const start = r.start;
  const type = parseType(r);
  checkClass(r, type, row.from, opcode, start);
  const a = parseValue(r, type);
  r.expect(Token.comma, "','");
  const inst = new ArithmeticInst(type, opcode, [a, parseValue(r, type)]);
  inst.flags = flags;
  return inst;
}

/** `fneg double %x`, `freeze i32 %x`. */
export function parseUnary(r: Reader, opcode: string, row: OpcodeRow): Instruction {
  const flags = parseFlags(r);
  const start = r.start;
  const type = parseValueType(r);
  checkClass(r, type, row.from, opcode, start);
  const inst = new ArithmeticInst(type, opcode, [parseValue(r, type)]);
  inst.flags = flags;
  return inst;
}

/** `sext i32 %x to i64`. */
export function parseCast(r: Reader, opcode: string, row: OpcodeRow): Instruction {
  const flags = parseFlags(r);
  const start = r.start;
  const source = parseTyped(r);
  checkClass(r, source.type, row.from, opcode, start);
  r.expectWord("to");
  const at = r.start;
  const type = parseValueType(r);
  checkClass(r, type, row.to, opcode, at);
  if (opcode !== "bitcast" && lanes(source.type) !== lanes(type))
    r.reject(`${opcode} cannot turn ${source.type.text} into ${type.text}`, at);
  const inst = new CastInst(type, opcode, [source]);
  inst.flags = flags;
  return inst;
}

/** A number that differs between scalars and vectors of different lengths. */
function lanes(type: Type): number {
  if (type.kind !== "vector") return 0;
  return type.scalable ? -type.length : type.length;
}

/** `icmp ult i32 %x, %y`, `fcmp fast olt double %x, %y`: the last word before the type is the predicate. */
export function parseCompare(r: Reader, opcode: "icmp" | "fcmp"): Instruction {
  const words = parseFlags(r).split(" ");
  const predicate = words.pop() ?? "";
  if (!predicates[opcode].has(predicate)) {
    const at = predicate === "" ? r.start : r.lastEnd - predicate.length;
    r.expected(`a predicate of ${opcode}`, at);
  }
  const start = r.start;
  const type = parseType(r);
  if (opcode === "fcmp") checkClass(r, type, "float", opcode, start);
  else if (!["int", "pointer"].includes((type.kind === "vector" ? type.element : type).kind))
    r.reject(`icmp needs an integer or a pointer type, not ${type.text}`, start);
  const a = parseValue(r, type);
  r.expect(Token.comma, "','");
  const b = parseValue(r, type);
  const result = laneTypes(r, type, r.module.types.i1);
  const inst = new CompareInst(result, opcode, predicate, a, b);
  inst.flags = words.join(" ");
  return inst;
}

const predicates = {
  icmp: new Set(["eq", "ne", "ugt", "uge", "ult", "ule", "sgt", "sge", "slt", "sle"]),
  fcmp: new Set([
    ...["false", "oeq", "ogt", "oge", "olt", "ole", "one", "ord"],
    ...["ueq", "ugt", "uge", "ult", "ule", "une", "uno", "true"],
  ]),
} as const;

/** `select i1 %c, T %x, T %y`. */
export function parseSelect(r: Reader): Instruction {
  const flags = parseFlags(r);
  const start = r.start;
  const condition = parseTyped(r);
  const scalar = condition.type.kind === "vector" ? condition.type.element : condition.type;
  if (scalar !== r.module.types.i1)
    r.reject(`the condition has type ${condition.type.text}, not i1`, start);
  const yes = parseNextTyped(r);
  const at = r.start;
  const no = parseNextTyped(r);
  checkType(r, no, yes.type, at);
  const inst = new SelectInst(condition, yes, no);
  inst.flags = flags;
  return inst;
}

/** `phi double [ %x, %a ], [ 0.0, %b ]`. */
export function parsePhi(r: Reader): Instruction {
  const flags = parseFlags(r);
  const type = parseValueType(r);
  const phi = new PhiInst(type);
  phi.flags = flags;
  if (!r.is(Token.leftBracket)) return phi;
  do {
    r.expect(Token.leftBracket, "'['");
    const value = parseValue(r, type);
    r.expect(Token.comma, "','");
    phi.addIncoming(value, parseBlockName(r));
    r.expect(Token.rightBracket, "']'");
  } while (nextClause(r));
  return phi;
}

/** `extractvalue { i32, i1 } %x, 1`. */
export function parseExtractValue(r: Reader): Instruction {
  const start = r.start;
  const aggregate = parseTyped(r);
  const indices = parseIndices(r);
  const type = typeAt(r, aggregate.type, indices, start);
  return new AggregateInst(type, "extractvalue", [aggregate], indices);
}

/** `insertvalue { i32, i1 } %x, i1 %y, 1`. */
export function parseInsertValue(r: Reader): Instruction {
  const start = r.start;
  const aggregate = parseTyped(r);
  const element = parseNextTyped(r);
  const indices = parseIndices(r);
  checkType(r, element, typeAt(r, aggregate.type, indices, start), start);
  return new AggregateInst(aggregate.type, "insertvalue", [aggregate, element], indices);
}

/** `, 0, 1`: one at least. */
function parseIndices(r: Reader): number[] {
  const indices: number[] = [];
  while (nextClause(r)) indices.push(r.expectInteger("an index"));
  if (indices.length === 0) r.expected("',' and an index");
  return indices;
}

/** `extractelement <4 x float> %v, i32 %i`. */
export function parseExtractElement(r: Reader): Instruction {
  const vector = parseVectorOperand(r);
  const index = parseLane(r);
  return new VectorInst((vector.type as VectorType).element, "extractelement", [vector, index]);
}

/** `insertelement <4 x float> %v, float %x, i32 %i`. */
export function parseInsertElement(r: Reader): Instruction {
  const vector = parseVectorOperand(r);
  const start = r.start;
  const element = parseNextTyped(r);
  checkType(r, element, (vector.type as VectorType).element, start);
  return new VectorInst(vector.type, "insertelement", [vector, element, parseLane(r)]);
}

/** `shufflevector <4 x float> %a, <4 x float> %b, <2 x i32> mask`. */
export function parseShuffle(r: Reader): Instruction {
  const a = parseVectorOperand(r);
  const start = r.start;
  const b = checkType(r, parseNextTyped(r), a.type, start);
  const at = r.start;
  const mask = parseNextTyped(r);
  if (mask.type.kind !== "vector") r.reject(`the mask has type ${mask.type.text}`, at);
  const { element } = a.type as VectorType;
  const type = r.module.types.vector(element, mask.type.length, mask.type.scalable);
  return new VectorInst(type, "shufflevector", [a, b, mask]);
}

function parseVectorOperand(r: Reader): Value {
  const start = r.start;
  const vector = parseTyped(r);
  if (vector.type.kind !== "vector")
    r.reject(`a vector is expected, not ${vector.type.text}`, start);
  return vector;
}

function parseLane(r: Reader): Value {
  const start = r.start;
  const index = parseNextTyped(r);
  if (index.type.kind !== "int")
    r.reject(`a lane has an integer type, not ${index.type.text}`, start);
  return index;
}
