/** The type rules of each instruction ("Instruction Reference" of the LLVM language reference), as far as tsad could break them. */
import { gepType, indexedType } from "./address.ts";
import { InlineAsm } from "./constants.ts";
import type { Function, Instruction } from "./graph.ts";
import {
  AggregateInst,
  AllocaInst,
  ArithmeticInst,
  AtomicRmwInst,
  CallInst,
  CastInst,
  CmpXchgInst,
  CompareInst,
  GepInst,
  LoadInst,
  PhiInst,
  SelectInst,
  StoreInst,
  VectorInst,
} from "./instructions.ts";
import { isFloating, scalarType, type Type } from "./types.ts";
import type { Value } from "./value.ts";

/** What is wrong with the operand types of `inst`, a sentence each; empty when nothing is. */
export function typeProblems(inst: Instruction, fn: Function): string[] {
  if (inst instanceof CallInst) return callProblems(inst);
  if (inst instanceof PhiInst) return phiProblems(inst);
  if (inst instanceof ArithmeticInst) return arithmeticProblems(inst);
  if (inst instanceof CompareInst) return compareProblems(inst);
  if (inst instanceof SelectInst) return selectProblems(inst);
  if (inst instanceof CastInst) return castProblems(inst);
  if (inst instanceof AggregateInst) return aggregateProblems(inst);
  if (inst instanceof VectorInst) return vectorProblems(inst);
  if (inst.isTerminator) return terminatorProblems(inst, fn);
  return memoryProblems(inst, fn);
}

function unless(ok: boolean, problem: string): string[] {
  return ok ? [] : [problem];
}

/** `value` must be of `type`. */
function typeIs(value: Value, type: Type, role: string): string[] {
  return unless(value.type === type, `${role} is ${value.type.text}, not ${type.text}`);
}

/** `pointer` must be a pointer, and one to `pointee` where pointers are typed. */
function pointsTo(pointer: Value, pointee: Type): string[] {
  const { type } = pointer;
  if (type.kind !== "pointer") return [`the address is ${type.text}, no pointer`];
  const ok = type.pointee === null || type.pointee === pointee;
  return unless(ok, `the address is ${type.text}, which does not point to ${pointee.text}`);
}

function lanes(type: Type): string {
  return type.kind === "vector" ? `${type.scalable ? "x" : ""}${type.length}` : "1";
}

function arithmeticProblems(inst: ArithmeticInst): string[] {
  const wanted = inst.opcode === "fneg" || inst.opcode === "freeze" ? 1 : 2;
  const problems = unless(inst.operandCount === wanted, `${inst.operandCount} operands`);
  for (const operand of inst.operands) problems.push(...typeIs(operand, inst.type, "an operand"));
  if (inst.opcode === "freeze") return problems;
  const floating = inst.opcode.startsWith("f");
  const ok = floating ? isFloating(inst.type) : scalarType(inst.type).kind === "int";
  return [...problems, ...unless(ok, `${inst.opcode} of ${inst.type.text}`)];
}

function compareProblems(inst: CompareInst): string[] {
  const [lhs, rhs] = [inst.operand(0), inst.operand(1)];
  const kind = scalarType(lhs.type).kind;
  const fits = inst.opcode === "fcmp" ? kind === "float" : kind === "int" || kind === "pointer";
  return [
    ...typeIs(rhs, lhs.type, "the second operand"),
    ...unless(fits, `${inst.opcode} of ${lhs.type.text}`),
    ...unless(
      isBoolean(inst.type) && lanes(inst.type) === lanes(lhs.type),
      `the result is ${inst.type.text}`,
    ),
  ];
}

function isBoolean(type: Type): boolean {
  const scalar = scalarType(type);
  return scalar.kind === "int" && scalar.bits === 1;
}

function selectProblems(inst: SelectInst): string[] {
  const condition = inst.condition.type;
  const shaped = condition.kind !== "vector" || lanes(condition) === lanes(inst.type);
  return [
    ...typeIs(inst.no, inst.yes.type, "the second choice"),
    ...typeIs(inst.yes, inst.type, "the first choice"),
    ...unless(isBoolean(condition) && shaped, `the condition is ${condition.text}`),
  ];
}

function phiProblems(phi: PhiInst): string[] {
  return phi.incoming().flatMap(({ value }) => typeIs(value, phi.type, "an incoming value"));
}

/** From and to which kinds each cast leads. */
const castKinds: Readonly<Record<string, readonly [from: string, to: string]>> = {
  trunc: ["int", "int"],
  zext: ["int", "int"],
  sext: ["int", "int"],
  fptrunc: ["float", "float"],
  fpext: ["float", "float"],
  fptoui: ["float", "int"],
  fptosi: ["float", "int"],
  uitofp: ["int", "float"],
  sitofp: ["int", "float"],
  ptrtoint: ["pointer", "int"],
  ptrtoaddr: ["pointer", "int"],
  inttoptr: ["int", "pointer"],
  addrspacecast: ["pointer", "pointer"],
};

function castProblems(inst: CastInst): string[] {
  const [from, to] = [inst.source.type, inst.type];
  const kinds = castKinds[inst.opcode];
  if (kinds === undefined) return bitcastProblems(from, to);
  const ok = scalarType(from).kind === kinds[0] && scalarType(to).kind === kinds[1];
  return unless(ok && lanes(from) === lanes(to), `${inst.opcode} from ${from.text} to ${to.text}`);
}

function bitcastProblems(from: Type, to: Type): string[] {
  const [a, b] = [scalarType(from), scalarType(to)];
  const ok =
    (a.kind === "pointer") === (b.kind === "pointer") &&
    (a.kind !== "pointer" || b.kind !== "pointer" || a.space === b.space);
  return unless(ok, `bitcast from ${from.text} to ${to.text}`);
}

function aggregateProblems(inst: AggregateInst): string[] {
  const aggregate = inst.operand(0).type;
  const part = partType(aggregate, inst.indices);
  if (part === undefined) return [`${aggregate.text} has no element ${inst.indices.join(", ")}`];
  if (inst.opcode === "extractvalue") {
    return unless(inst.type === part, `the result is ${inst.type.text}, not ${part.text}`);
  }
  return [
    ...typeIs(inst.operand(1), part, "the value"),
    ...typeIs(inst.operand(0), inst.type, "the aggregate"),
  ];
}

function partType(type: Type, path: readonly number[]): Type | undefined {
  try {
    return indexedType(type, path);
  } catch {
    return undefined;
  }
}

function vectorProblems(inst: VectorInst): string[] {
  const vector = inst.operand(0).type;
  if (vector.kind !== "vector") return [`${inst.opcode} of ${vector.text}`];
  if (inst.opcode === "extractelement") {
    return unless(inst.type === vector.element, `the result is ${inst.type.text}`);
  }
  if (inst.opcode === "insertelement") return typeIs(inst.operand(1), vector.element, "the value");
  const mask = inst.operand(2).type;
  return [
    ...typeIs(inst.operand(1), vector, "the second vector"),
    ...unless(
      mask.kind === "vector" && lanes(mask) === lanes(inst.type),
      `the mask is ${mask.text}`,
    ),
  ];
}

function callProblems(call: CallInst): string[] {
  const { params, varargs, ret } = call.functionType;
  const problems = call.callee instanceof InlineAsm ? [] : pointsTo(call.callee, call.functionType);
  const fits = varargs ? call.argCount >= params.length : call.argCount === params.length;
  problems.push(...unless(fits, `${call.argCount} arguments for ${call.functionType.text}`));
  params.forEach((param, i) => {
    if (i < call.argCount) problems.push(...typeIs(call.operand(i), param, `argument ${i}`));
  });
  return [...problems, ...unless(call.type === ret, `the result is ${call.type.text}`)];
}

function terminatorProblems(inst: Instruction, fn: Function): string[] {
  const first = inst.operandCount > 0 ? inst.operand(0) : undefined;
  switch (inst.opcode) {
    case "ret": {
      const { ret } = fn.functionType;
      if (first === undefined) return unless(ret.kind === "void", `no value for ${ret.text}`);
      return typeIs(first, ret, "the returned value");
    }
    case "br":
      return unless(
        first?.type.kind === "label" || first?.type.text === "i1",
        `br on ${first?.type.text ?? "nothing"}`,
      );
    case "switch": {
      const values = inst.operands.filter((_operand, i) => i % 2 === 0 && i > 0);
      return first === undefined
        ? ["switch on nothing"]
        : values.flatMap((value) => typeIs(value, first.type, "a case"));
    }
    default:
      return [];
  }
}

function memoryProblems(inst: Instruction, fn: Function): string[] {
  if (inst instanceof LoadInst) return pointsTo(inst.pointer, inst.type);
  if (inst instanceof StoreInst) return pointsTo(inst.pointer, inst.value.type);
  if (inst instanceof AtomicRmwInst) return pointsTo(inst.operand(0), inst.type);
  if (inst instanceof CmpXchgInst) {
    const compared = inst.operand(1).type;
    return [
      ...pointsTo(inst.operand(0), compared),
      ...typeIs(inst.operand(2), compared, "the new value"),
    ];
  }
  if (inst instanceof AllocaInst) return pointsTo(inst, inst.allocatedType);
  if (inst instanceof GepInst) return gepProblems(inst, fn);
  return [];
}

function gepProblems(inst: GepInst, fn: Function): string[] {
  const base = scalarType(inst.base.type);
  if (base.kind !== "pointer") return [`the address is ${inst.base.type.text}, no pointer`];
  if (base.pointee !== null && base.pointee !== inst.sourceType) {
    return [`the address is ${base.text}, which does not point to ${inst.sourceType.text}`];
  }
  const bad = inst.indices.find((index) => scalarType(index.type).kind !== "int");
  if (bad !== undefined) return [`an index is ${bad.type.text}`];
  const result = gepType(fn.module.types, inst.sourceType, inst.base.type, inst.indices);
  return unless(inst.type === result, `the result is ${inst.type.text}, not ${result.text}`);
}
