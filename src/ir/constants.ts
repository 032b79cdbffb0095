/**
 * Constants. They are immutable, may be shared, keep no use lists, and carry their literal text, so that a value is
 * printed bit for bit as it was read. Globals are not in this file: they are values with use lists (graph.ts).
 */
import type { Type } from "./types.ts";
import { User, Value } from "./value.ts";

/** Base of everything that is known at compile time except globals. */
export abstract class Constant extends Value {
  override get tracksUses(): boolean {
    return false;
  }
}

/**
 * A constant that is one token: an integer, `true`, a float literal, `null`, `none`, `undef`, `poison`, `zeroinitializer`,
 * or a string `c"…"`. `text` is that token as written.
 */
export class Literal extends Constant {
  readonly text: string;

  constructor(type: Type, text: string) {
    super(type);
    this.text = text;
  }
}

/** `[…]`, `{…}`, `<{…}>`, `<…>` or `splat (…)` (then `elements` holds the one element). */
export class ConstantAggregate extends Constant {
  readonly form: "array" | "struct" | "packed" | "vector" | "splat";
  readonly elements: readonly Value[];

  constructor(type: Type, form: ConstantAggregate["form"], elements: readonly Value[]) {
    super(type);
    this.form = form;
    this.elements = elements;
  }
}

/** A constant expression: an opcode applied to constants. */
export class ConstantExpr extends Constant {
  readonly opcode: string;
  /** Words between the opcode and the parenthesis: `inbounds nuw`, or a comparison's predicate (`eq`). */
  readonly flags: string;
  readonly args: readonly Value[];
  /** The source element type of a getelementptr; null otherwise. */
  readonly sourceType: Type | null;
  /** extractvalue's and insertvalue's indices, as written; empty otherwise. */
  readonly indices: readonly number[];
  /** Position among `args` of a getelementptr index marked `inrange` (the form until LLVM 18), or -1. */
  readonly inrangeIndex: number;

  constructor(
    type: Type,
    opcode: string,
    args: readonly Value[],
    more: {
      flags?: string;
      sourceType?: Type | null;
      indices?: readonly number[];
      inrangeIndex?: number;
    } = {},
  ) {
    super(type);
    this.opcode = opcode;
    this.args = args;
    this.flags = more.flags ?? "";
    this.sourceType = more.sourceType ?? null;
    this.indices = more.indices ?? [];
    this.inrangeIndex = more.inrangeIndex ?? -1;
  }
}

/**
 * A constant written as a word with arguments that only matter to the code generator: `dso_local_equivalent @f`,
 * `no_cfi @f`, `ptrauth (…)`. `text` is the whole constant as written.
 */
export class OpaqueConstant extends Constant {
  readonly text: string;

  constructor(type: Type, text: string) {
    super(type);
    this.text = text;
  }
}

/** `asm sideeffect "…", "…"` as a callee; `text` is all of it as written. */
export class InlineAsm extends Constant {
  readonly text: string;

  constructor(type: Type, text: string) {
    super(type);
    this.text = text;
  }
}

/** A metadata operand without local values: `!5`, `!"s"`, `!DIExpression()`, an inline node. */
export class MetadataText extends Constant {
  readonly text: string;

  constructor(type: Type, text: string) {
    super(type);
    this.text = text;
  }
}

/**
 * Metadata that holds values of the function: `i32 %x` (form "value") or `!DIArgList(i32 %x, …)` (form "arglist"). Its
 * operands are ordinary uses, so replacing %x keeps debug information right. Belongs to one instruction.
 */
export class MetadataValue extends User {
  readonly form: "value" | "arglist";

  constructor(type: Type, form: MetadataValue["form"], values: readonly Value[]) {
    super(type);
    this.form = form;
    for (const value of values) this.addOperand(value);
  }

  override get tracksUses(): boolean {
    return false;
  }
}

/** The integer a literal holds (two's complement as written, `true` is 1), or undefined when it is not an integer literal. */
export function integerOf(value: Value): bigint | undefined {
  if (!(value instanceof Literal) || value.type.kind !== "int") return undefined;
  const text = value.text;
  if (text === "true") return 1n;
  if (text === "false" || text === "zeroinitializer") return 0n;
  if (/^[us]0x/.test(text)) {
    const bits = value.type.bits;
    const raw = BigInt(text.slice(1));
    return text.startsWith("s") ? BigInt.asIntN(bits, raw) : raw;
  }
  return /^-?[0-9]+$/.test(text) ? BigInt(text) : undefined;
}
