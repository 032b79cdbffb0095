/** Reads constant expressions: every opcode that was one in some version from 14 on. */
import { ConstantExpr } from "../constants.ts";
import { Token } from "../lexer.ts";
import { opcodes } from "../opcodes.ts";
import type { Type, VectorType } from "../types.ts";
import type { Value } from "../value.ts";
import { gepType, typeAt } from "./address.ts";
import type { Reader } from "./reader.ts";
import { skipGroup } from "./skip.ts";
import { checkType, parseType } from "./type.ts";

/** What has been read of an expression before its type is known. */
interface Parts {
  readonly opcode: string;
  readonly flags: string;
  readonly start: number;
  readonly operand: OperandReader;
}

/** Reads `T c`; handed in, because constants hold expressions that hold constants. */
export type OperandReader = (r: Reader) => Value;

/** `opcode flags (operands)`, of type `type` unless that is null; the opcode is the current token. */
export function parseExpression(
  r: Reader,
  type: Type | null,
  operand: OperandReader,
): ConstantExpr {
  const start = r.start;
  r.enter();
  const made = parseUnchecked(r, operand);
  r.leave();
  if (type !== null) checkType(r, made, type, start);
  return made;
}

function parseUnchecked(r: Reader, operand: OperandReader): ConstantExpr {
  const opcode = r.tokenText();
  const start = r.start;
  r.next();
  const flags = parseFlags(r);
  r.expect(Token.leftParen, "'('");
  const parts = { opcode, flags, start, operand };
  if (opcode === "getelementptr") return parseGep(r, parts);
  if (opcodes.get(opcode)?.shape === "cast") return parseCast(r, parts);
  return parseList(r, parts);
}

/** Words up to the parenthesis; a comparison's predicate is one of them. */
function parseFlags(r: Reader): string {
  const start = r.start;
  while (r.is(Token.word)) {
    const isRange = r.isWord("inrange");
    r.next();
    if (isRange && r.is(Token.leftParen)) skipGroup(r);
  }
  return r.textFrom(start);
}

function parseCast(r: Reader, { opcode, flags, operand }: Parts): ConstantExpr {
  const source = operand(r);
  r.expectWord("to");
  const type = parseType(r);
  r.expect(Token.rightParen, "')'");
  return new ConstantExpr(type, opcode, [source], { flags });
}

function parseGep(r: Reader, { opcode, flags, start, operand }: Parts): ConstantExpr {
  const sourceType = parseType(r);
  const args: Value[] = [];
  let inrangeIndex = -1;
  while (r.accept(Token.comma)) {
    if (r.acceptWord("inrange")) inrangeIndex = args.length;
    args.push(operand(r));
  }
  r.expect(Token.rightParen, "',' or ')'");
  const [base, ...indices] = args;
  if (base === undefined) r.reject("getelementptr needs a pointer", start);
  const type = gepType(r, sourceType, base, indices, start);
  return new ConstantExpr(type, opcode, args, { flags, sourceType, inrangeIndex });
}

/** Every other opcode: typed operands, then bare indices. */
function parseList(r: Reader, parts: Parts): ConstantExpr {
  const { opcode, flags, operand } = parts;
  const args: Value[] = [];
  const indices: number[] = [];
  do {
    if (r.is(Token.int)) indices.push(r.expectInteger("an index"));
    else args.push(operand(r));
  } while (r.accept(Token.comma));
  r.expect(Token.rightParen, "',' or ')'");
  const type = listType(r, parts, args, indices);
  return new ConstantExpr(type, opcode, args, { flags, indices });
}

function listType(
  r: Reader,
  parts: Parts,
  args: readonly Value[],
  indices: readonly number[],
): Type {
  const { opcode, start } = parts;
  const [first, second, third] = args;
  const count = operandCounts[opcode] ?? 2;
  if (first === undefined || args.length !== count)
    r.reject(`${opcode} takes ${count} operands, not ${args.length}`, start);
  switch (opcode) {
    case "icmp":
    case "fcmp":
      return laneTypes(r, first.type, r.module.types.i1);
    case "select":
      return second?.type ?? first.type;
    case "extractvalue":
      return typeAt(r, first.type, indices, start);
    case "extractelement":
      return vectorType(r, first, start).element;
    case "shufflevector": {
      const mask = vectorType(r, third ?? first, start);
      const { element } = vectorType(r, first, start);
      return r.module.types.vector(element, mask.length, mask.scalable);
    }
    default:
      return first.type;
  }
}

/** Operands of the expressions that do not take two. */
const operandCounts: Readonly<Record<string, number>> = {
  fneg: 1,
  select: 3,
  extractvalue: 1,
  insertelement: 3,
  shufflevector: 3,
};

function vectorType(r: Reader, value: Value, start: number): VectorType {
  if (value.type.kind !== "vector") r.reject(`a vector is expected, not ${value.type.text}`, start);
  return value.type;
}

/** `element` in as many lanes as `like` has. */
export function laneTypes(r: Reader, like: Type, element: Type): Type {
  if (like.kind !== "vector") return element;
  return r.module.types.vector(element, like.length, like.scalable);
}
