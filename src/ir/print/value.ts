/** The text of values: constants of every form, and the names of everything else. */
import {
  ConstantAggregate,
  ConstantExpr,
  InlineAsm,
  Literal,
  MetadataText,
  MetadataValue,
  OpaqueConstant,
} from "../constants.ts";
import type { Dialect } from "../dialect.ts";
import { BlockAddress, Function, GlobalValue } from "../graph.ts";
import type { VectorType } from "../types.ts";
import type { Value } from "../value.ts";
import { globalName, type LocalNames } from "./names.ts";

/** What the spelling of a value depends on. */
export interface PrintContext {
  readonly dialect: Dialect;
  /** The names of the function being printed; null between functions. */
  readonly locals: LocalNames | null;
  /** The names of another function, whose blocks a blockaddress may name; null where its text stays as it was read. */
  localsOf(fn: Function): LocalNames | null;
}

/** `double %x`, `label %b`, `metadata !5`. */
export function typed(value: Value, context: PrintContext): string {
  return `${value.type.text} ${operand(value, context)}`;
}

/** A value without its type. */
export function operand(value: Value, context: PrintContext): string {
  if (value instanceof Literal) return value.text;
  if (value instanceof GlobalValue) return globalName(value);
  if (value.tracksUses) return context.locals?.of(value) ?? `%${value.name ?? "?"}`;
  return constant(value, context);
}

function constant(value: Value, context: PrintContext): string {
  if (value instanceof ConstantExpr) return expression(value, context);
  if (value instanceof ConstantAggregate) return aggregate(value, context);
  if (value instanceof MetadataValue) return metadataValue(value, context);
  if (value instanceof BlockAddress) return blockAddress(value, context);
  if (
    value instanceof MetadataText ||
    value instanceof OpaqueConstant ||
    value instanceof InlineAsm
  ) {
    return value.text;
  }
  return "?";
}

function list(values: readonly Value[], context: PrintContext): string {
  return values.map((value) => typed(value, context)).join(", ");
}

function aggregate(value: ConstantAggregate, context: PrintContext): string {
  if (value.form === "splat") return splat(value, context);
  const inner = list(value.elements, context);
  switch (value.form) {
    case "array":
      return `[${inner}]`;
    case "struct":
      return inner === "" ? "{}" : `{ ${inner} }`;
    case "packed":
      return inner === "" ? "<{}>" : `<{ ${inner} }>`;
    case "vector":
      return `<${inner}>`;
  }
}

/** A splat, written out where the dialect has no word for it. */
function splat(value: ConstantAggregate, context: PrintContext): string {
  const inner = list(value.elements, context);
  if (context.dialect.splat || value.type.kind !== "vector") return `splat (${inner})`;
  const type: VectorType = value.type;
  if (!type.scalable) return `<${Array.from({ length: type.length }, () => inner).join(", ")}>`;
  const mask = `<vscale x ${type.length} x i32> zeroinitializer`;
  const one = `insertelement (${type.text} poison, ${inner}, i32 0)`;
  return `shufflevector (${type.text} ${one}, ${type.text} poison, ${mask})`;
}

function expression(value: ConstantExpr, context: PrintContext): string {
  const head = value.flags === "" ? value.opcode : `${value.opcode} ${value.flags}`;
  const first = value.args[0];
  if (value.opcode === "getelementptr") {
    const args = value.args.map((arg, i) => {
      return `${i === value.inrangeIndex ? "inrange " : ""}${typed(arg, context)}`;
    });
    return `${head} (${[value.sourceType?.text ?? "?", ...args].join(", ")})`;
  }
  // Of the expressions with one operand only fneg keeps the type, and only casts say the type they lead to.
  if (value.args.length === 1 && first !== undefined && castOpcodes.has(value.opcode)) {
    return `${head} (${typed(first, context)} to ${value.type.text})`;
  }
  const indices = value.indices.map((index) => `, ${index}`).join("");
  return `${head} (${list(value.args, context)}${indices})`;
}

const castOpcodes = new Set([
  "trunc",
  "zext",
  "sext",
  "fptrunc",
  "fpext",
  "fptoui",
  "fptosi",
  "uitofp",
  "sitofp",
  "ptrtoint",
  "ptrtoaddr",
  "inttoptr",
  "bitcast",
  "addrspacecast",
]);

function metadataValue(value: MetadataValue, context: PrintContext): string {
  const inner = list(value.operands, context);
  return value.form === "arglist" ? `!DIArgList(${inner})` : inner;
}

function blockAddress(value: BlockAddress, context: PrintContext): string {
  return `blockaddress(${operand(value.fn, context)}, ${blockLabel(value, context)})`;
}

function blockLabel(value: BlockAddress, context: PrintContext): string {
  const { block, fn } = value;
  if (block === null || !(fn instanceof Function)) return value.blockText;
  return context.localsOf(fn)?.of(block) ?? value.blockText;
}
