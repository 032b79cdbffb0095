/** The text of one instruction, a printer per shape. */
import { MetadataValue, InlineAsm } from "../constants.ts";
import type { BasicBlock, Instruction } from "../graph.ts";
import {
  AggregateInst,
  AllocaInst,
  AtomicRmwInst,
  CallInst,
  CastInst,
  CmpXchgInst,
  CompareInst,
  FenceInst,
  GepInst,
  LandingPadInst,
  LoadInst,
  PadInst,
  PhiInst,
  StoreInst,
  TerminatorInst,
  VaArgInst,
} from "../instructions.ts";
import type { Value } from "../value.ts";
import { escape } from "./names.ts";
import { operand, type PrintContext, typed } from "./value.ts";

/** `%x = opcode …, !dbg !5`, without indentation. Operands that are missing or foreign are shown as `?`. */
export function instructionText(inst: Instruction, context: PrintContext): string {
  const result =
    inst.type.kind === "void" || inst.isDebugRecord ? "" : `${operand(inst, context)} = `;
  const attachments = inst.metadata === "" ? "" : `, ${inst.metadata}`;
  return `${result}${bodyText(inst, context)}${attachments}`;
}

/** Opcode and flags. */
function head(inst: Instruction): string {
  return inst.flags === "" ? inst.opcode : `${inst.opcode} ${inst.flags}`;
}

function bodyText(inst: Instruction, context: PrintContext): string {
  if (inst instanceof CallInst) return callText(inst, context);
  if (inst instanceof TerminatorInst) return terminatorText(inst, context);
  if (inst instanceof PhiInst) return phiText(inst, context);
  if (inst instanceof CastInst) return `${head(inst)} ${args(inst, context)} to ${inst.type.text}`;
  if (inst instanceof CompareInst) {
    return `${head(inst)} ${inst.predicate} ${sameTyped(inst, context)}`;
  }
  if (inst instanceof GepInst) {
    return `${head(inst)} ${inst.sourceType.text}, ${args(inst, context)}`;
  }
  if (inst instanceof AggregateInst) {
    return `${head(inst)} ${args(inst, context)}, ${inst.indices.join(", ")}`;
  }
  if (inst.isDebugRecord) return `${inst.opcode}(${recordArgs(inst, context)})`;
  if (listOpcodes.has(inst.opcode)) return `${head(inst)} ${args(inst, context)}`;
  return (
    memoryText(inst, context) ??
    padText(inst, context) ??
    `${head(inst)} ${sameTyped(inst, context)}`
  );
}

/** Instructions whose every operand is written with its type. */
const listOpcodes = new Set(["select", "extractelement", "insertelement", "shufflevector"]);

function args(inst: Instruction, context: PrintContext): string {
  let text = "";
  for (const use of inst.operandUses) {
    text += text === "" ? typed(use.value, context) : `, ${typed(use.value, context)}`;
  }
  return text;
}

/** Operands of one type: it is written once. */
function sameTyped(inst: Instruction, context: PrintContext): string {
  let text = "";
  for (const use of inst.operandUses) {
    text += text === "" ? typed(use.value, context) : `, ${operand(use.value, context)}`;
  }
  return text;
}

function memoryText(inst: Instruction, context: PrintContext): string | undefined {
  if (inst instanceof AllocaInst) {
    const count = inst.count === null ? "" : `, ${typed(inst.count, context)}`;
    const tail = inst.tail === "" ? "" : `, ${inst.tail}`;
    return `${head(inst)} ${inst.allocatedType.text}${count}${tail}`;
  }
  if (inst instanceof LoadInst) {
    return `${head(inst)} ${inst.type.text}, ${args(inst, context)}${orderText(inst)}`;
  }
  if (inst instanceof StoreInst || inst instanceof CmpXchgInst) {
    return `${head(inst)} ${args(inst, context)}${orderText(inst)}`;
  }
  if (inst instanceof AtomicRmwInst) {
    return `${head(inst)} ${inst.operation} ${args(inst, context)}${orderText(inst)}`;
  }
  if (inst instanceof FenceInst) return `${head(inst)} ${inst.ordering}`;
  if (inst instanceof VaArgInst) return `${head(inst)} ${args(inst, context)}, ${inst.type.text}`;
  return undefined;
}

function orderText(access: { readonly ordering: string; readonly align: number }): string {
  const order = access.ordering === "" ? "" : ` ${access.ordering}`;
  return access.align === 0 ? order : `${order}, align ${access.align}`;
}

function phiText(phi: PhiInst, context: PrintContext): string {
  const pairs: string[] = [];
  for (let i = 0; i + 1 < phi.operandCount; i += 2) {
    pairs.push(`[ ${operand(phi.operand(i), context)}, ${operand(phi.operand(i + 1), context)} ]`);
  }
  return `${head(phi)} ${phi.type.text} ${pairs.join(", ")}`;
}

/** Metadata inside a record stands without the word `metadata`. */
function recordArgs(inst: Instruction, context: PrintContext): string {
  return inst.operands
    .map((value) => (isMetadata(value) ? operand(value, context) : typed(value, context)))
    .join(", ");
}

function isMetadata(value: Value): boolean {
  return value instanceof MetadataValue || value.type.kind === "metadata";
}

function callText(call: CallInst, context: PrintContext): string {
  const parts = [
    call.tailKind,
    head(call),
    call.prefix,
    // Only a variadic callee needs its whole type; the others follow from the arguments.
    call.functionType.varargs ? call.functionType.text : call.functionType.ret.text,
    `${calleeText(call, context)}(${callArgs(call, context)})`,
    call.attributes,
    bundlesText(call, context),
    destinationsText(call, context),
  ];
  return parts.filter((part) => part !== "").join(" ");
}

function calleeText(call: CallInst, context: PrintContext): string {
  const { callee } = call;
  return callee instanceof InlineAsm ? callee.text : operand(callee, context);
}

function callArgs(call: CallInst, context: PrintContext): string {
  const texts: string[] = [];
  for (let i = 0; i < call.argCount; i++) {
    const value = call.operand(i);
    const attributes = call.argAttributes[i] ?? "";
    texts.push(
      attributes === ""
        ? typed(value, context)
        : `${value.type.text} ${attributes} ${operand(value, context)}`,
    );
  }
  if (call.forwardsVarargs) texts.push("...");
  return texts.join(", ");
}

function bundlesText(call: CallInst, context: PrintContext): string {
  if (call.bundles.length === 0) return "";
  const texts = call.bundles.map(({ tag, start, count }) => {
    const values = call.operandUses.slice(start, start + count);
    return `"${escape(tag)}"(${values.map((use) => typed(use.value, context)).join(", ")})`;
  });
  return `[ ${texts.join(", ")} ]`;
}

function destinationsText(call: CallInst, context: PrintContext): string {
  if (call.destinationCount === 0) return "";
  const [first, ...rest] = call.destinations.map((block) => typed(block, context));
  if (call.opcode === "invoke") return `to ${first ?? "?"} unwind ${rest.join(", ")}`;
  return `to ${first ?? "?"} [${rest.join(", ")}]`;
}

function terminatorText(inst: TerminatorInst, context: PrintContext): string {
  switch (inst.opcode) {
    case "ret":
      return inst.operandCount === 0 ? "ret void" : `ret ${args(inst, context)}`;
    case "unreachable":
      return "unreachable";
    case "switch":
      return switchText(inst, context);
    case "indirectbr": {
      const [address, ...blocks] = inst.operands.map((value) => typed(value, context));
      return `indirectbr ${address ?? "?"}, [${blocks.join(", ")}]`;
    }
    case "catchret":
      return `catchret from ${operand(inst.operand(0), context)} to ${typed(inst.operand(1), context)}`;
    case "cleanupret":
      return `cleanupret from ${operand(inst.operand(0), context)} unwind ${unwindText(inst, context)}`;
    case "catchswitch":
      return catchswitchText(inst, context);
    default:
      return `${head(inst)} ${args(inst, context)}`;
  }
}

function switchText(inst: TerminatorInst, context: PrintContext): string {
  const texts = inst.operands.map((value) => typed(value, context));
  let cases = "";
  for (let i = 2; i + 1 < texts.length; i += 2) {
    cases += `\n    ${texts[i] ?? "?"}, ${texts[i + 1] ?? "?"}`;
  }
  return `switch ${texts[0] ?? "?"}, ${texts[1] ?? "?"} [${cases}\n  ]`;
}

function unwindText(inst: TerminatorInst, context: PrintContext): string {
  if (!inst.hasUnwindDest) return "to caller";
  return typed(inst.operand(inst.operandCount - 1), context);
}

function catchswitchText(inst: TerminatorInst, context: PrintContext): string {
  const blocks = inst.successors() as readonly BasicBlock[];
  const handlers = inst.hasUnwindDest ? blocks.slice(0, -1) : blocks;
  const labels = handlers.map((block) => typed(block, context)).join(", ");
  const parent = operand(inst.operand(0), context);
  return `catchswitch within ${parent} [${labels}] unwind ${unwindText(inst, context)}`;
}

function padText(inst: Instruction, context: PrintContext): string | undefined {
  if (inst instanceof PadInst) {
    const [, ...rest] = inst.operands;
    const values = rest.map((value) => typed(value, context)).join(", ");
    return `${inst.opcode} within ${operand(inst.operand(0), context)} [${values}]`;
  }
  if (inst instanceof LandingPadInst) {
    const clauses = inst.operands.map((value, i) => {
      return ` ${inst.clauses[i] ?? "catch"} ${typed(value, context)}`;
    });
    const cleanup = inst.flags === "" ? "" : ` ${inst.flags}`;
    return `landingpad ${inst.type.text}${cleanup}${clauses.join("")}`;
  }
  return undefined;
}
