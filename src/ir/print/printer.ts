/**
 * Functions and globals as text. A {@link Printer} is one session: names of locals are fixed at their first use in it, so it must
 * not outlive a change of the functions it has printed.
 */
import { type Dialect, dialectOf } from "../dialect.ts";
import {
  type BasicBlock,
  type Function,
  type GlobalAlias,
  GlobalVariable,
  type Instruction,
} from "../graph.ts";
import type { Value } from "../value.ts";
import { instructionText } from "./instruction.ts";
import { globalName, LocalNames } from "./names.ts";
import { operand, type PrintContext, typed } from "./value.ts";

/** Prints any number of items of one module. */
export class Printer {
  private readonly dialect: Dialect;
  private readonly isReprinted: (fn: Function) => boolean;
  private readonly names = new Map<Function, LocalNames>();

  /**
   * @param isReprinted says of a function whether its body is regenerated too; where not, a blockaddress keeps the label it
   * was read with. By default every function is.
   */
  constructor(dialect: Dialect, isReprinted: (fn: Function) => boolean = () => true) {
    this.dialect = dialect;
    this.isReprinted = isReprinted;
  }

  /** The definition or declaration of `fn`, without a final newline. */
  function(fn: Function): string {
    const locals = this.localsOf(fn);
    const context = this.context(locals);
    const header = functionHeader(fn, locals);
    if (fn.isDeclaration) return header;
    const parts = [`${header} {\n`];
    fn.blocks.forEach((block, index) => {
      if (index > 0) parts.push("\n");
      // The entry block's number is understood, and LLVM writes none either.
      if (index > 0 || block.name !== null) parts.push(`${locals.label(block)}:\n`);
      for (const inst of block) parts.push("  ", instructionText(inst, context), "\n");
    });
    parts.push("}");
    return parts.join("");
  }

  /** The definition or declaration of a variable, an alias or an ifunc, without a final newline. */
  global(global: GlobalVariable | GlobalAlias): string {
    const context = this.context(null);
    const name = globalName(global);
    if (global instanceof GlobalVariable) {
      const value = global.initializer === null ? "" : ` ${operand(global.initializer, context)}`;
      return (
        spaced(`${name} =`, global.header, `${global.valueType.text}${value}`) + tail(global.tail)
      );
    }
    const target = global.target === null ? "" : `, ${typed(global.target, context)}`;
    const form = `${global.form} ${global.valueType.text}${target}`;
    return spaced(`${name} =`, global.header, form) + tail(global.tail);
  }

  /** One instruction, without indentation. */
  instruction(inst: Instruction): string {
    const fn = inst.parent?.parent ?? null;
    return instructionText(inst, this.context(fn === null ? null : this.localsOf(fn)));
  }

  /** `type value`, locals as `fn` names them. */
  value(value: Value, fn: Function | null): string {
    return typed(value, this.context(fn === null ? null : this.localsOf(fn)));
  }

  private context(locals: LocalNames | null): PrintContext {
    return {
      dialect: this.dialect,
      locals,
      localsOf: (fn) => (this.isReprinted(fn) ? this.localsOf(fn) : null),
    };
  }

  private localsOf(fn: Function): LocalNames {
    const known = this.names.get(fn);
    if (known !== undefined) return known;
    const made = new LocalNames(fn);
    this.names.set(fn, made);
    return made;
  }
}

/** `fn` as text; a session for this one function. */
export function printFunction(fn: Function): string {
  return new Printer(fn.module.dialect).function(fn);
}

/** A variable, alias or ifunc as text. */
export function printGlobal(global: GlobalVariable | GlobalAlias, dialect: Dialect): string {
  return new Printer(dialect).global(global);
}

/** An instruction as text, for messages; never throws, whatever the state of its function. */
export function printInstruction(inst: Instruction): string {
  try {
    return new Printer(dialectOfBlock(inst.parent)).instruction(inst);
  } catch {
    return `${inst.opcode} (not printable)`;
  }
}

/** `type name`, for messages; never throws. */
export function printValue(value: Value, fn: Function | null = null): string {
  try {
    return new Printer(fn?.module.dialect ?? plainDialect).value(value, fn);
  } catch {
    return `${value.type.text} %${value.name ?? "?"}`;
  }
}

/** For what belongs to no module yet; it only decides how splats are spelled. */
const plainDialect = dialectOf(22);

function dialectOfBlock(block: BasicBlock | null): Dialect {
  return block?.parent?.module.dialect ?? plainDialect;
}

function functionHeader(fn: Function, locals: LocalNames): string {
  const params = fn.args.map((arg) => {
    const name = fn.isDeclaration ? "" : locals.of(arg);
    return spaced(arg.type.text, arg.attributes, name);
  });
  if (fn.functionType.varargs) params.push("...");
  const signature = `${globalName(fn)}(${params.join(", ")})`;
  const keyword = fn.isDeclaration ? "declare" : "define";
  const before = fn.isDeclaration ? fn.declareMetadata : "";
  return spaced(keyword, before, fn.prefix, fn.functionType.ret.text, signature, fn.suffix);
}

function spaced(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" ");
}

/** What follows a global's value brings its own comma, or none. */
function tail(text: string): string {
  if (text === "") return "";
  return text.startsWith(",") ? text : ` ${text}`;
}
