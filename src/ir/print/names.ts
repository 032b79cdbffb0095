/**
 * How names are spelled. Locals without a name are numbered as LLVM numbers them (arguments, then each block and each
 * instruction with a result, in order); of two locals that share a name the later one gets a suffix.
 */
import type { BasicBlock, Function, GlobalValue } from "../graph.ts";
import type { Value } from "../value.ts";

/** `name` behind `sigil`, quoted and escaped where it is not a plain identifier. */
export function spellName(sigil: string, name: string): string {
  return sigil + quoteUnlessPlain(name);
}

/** `name` as it stands behind a sigil or before the colon of a label. */
export function quoteUnlessPlain(name: string): string {
  return /^[-a-zA-Z$._][-a-zA-Z$._0-9]*$/.test(name) ? name : `"${escape(name)}"`;
}

/** The bytes of `text` as they stand in a quoted string: `"`, `\` and what is not printable ASCII become `\XX`. */
export function escape(text: string): string {
  return text.replace(/[^ !#-[\]-~]/g, (c) => {
    return `\\${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
  });
}

/** `@name`, or `@0` for a numbered global. */
export function globalName(global: GlobalValue): string {
  return global.numbered ? `@${global.name}` : spellName("@", global.name);
}

/** The spelling of every local of one function, fixed when it is made. */
export class LocalNames {
  private readonly spelled = new Map<Value, string>();
  private readonly taken = new Set<string>();
  /** Per base name the last suffix tried, so that a thousand equal hints cost a thousand steps. */
  private readonly suffixes = new Map<string, number>();
  private counter = 0;

  constructor(fn: Function) {
    for (const arg of fn.args) this.assign(arg);
    // A declaration has no body, and asking an unread function for its blocks would read it.
    for (const block of fn.isDeclaration ? [] : fn.blocks) {
      this.assign(block);
      for (const inst of block) {
        if (inst.type.kind !== "void" && !inst.isDebugRecord) this.assign(inst);
      }
    }
  }

  /** `%x`, or `%5`; a value that is not of this function reads `%?`, with its name if it has one. */
  of(value: Value): string {
    return this.spelled.get(value) ?? spellName("%", value.name ?? "?");
  }

  /** The label of `block`: its name, or its number. */
  label(block: BasicBlock): string {
    return this.of(block).slice(1);
  }

  private assign(value: Value): void {
    if (value.name === null || value.name === "") {
      this.spelled.set(value, `%${this.counter++}`);
      return;
    }
    this.spelled.set(value, spellName("%", this.unique(value.name)));
  }

  private unique(name: string): string {
    let candidate = name;
    let suffix = this.suffixes.get(name) ?? 0;
    while (this.taken.has(candidate)) candidate = `${name}.${++suffix}`;
    if (suffix > 0) this.suffixes.set(name, suffix);
    this.taken.add(candidate);
    return candidate;
  }
}
