/** The names of one function while its body is read: values and blocks, defined or only used so far. */
import { BasicBlock, type Function } from "../graph.ts";
import type { Type } from "../types.ts";
import { Value } from "../value.ts";
import { invariant } from "../../support/assert.ts";
import { type Source, unescape } from "../source.ts";

/** Stands for a value that is used before its definition is read. It has the type of its first use. */
class ForwardReference extends Value {}

/** What stands behind `%`: a name, unescaped, or a number. `%5` and `%"5"` differ. */
export type LocalKey = string | number;

/** A name or a number, with the place it was read at. */
export interface LocalName {
  readonly key: LocalKey;
  readonly offset: number;
}

/** All names of one function. Errors are E_SEMANTIC at the place they are about. */
export class LocalScope {
  readonly fn: Function;
  private readonly source: Source;
  private readonly label: Type;
  private readonly known = new Map<LocalKey, Value>();
  /** What has been used and not been defined, with the place of the first use. */
  private readonly unresolved = new Map<Value, LocalName>();
  private nextNumber = 0;

  constructor(fn: Function, source: Source) {
    this.fn = fn;
    this.source = source;
    this.label = fn.module.types.label;
  }

  /** The value of type `type` that `key`, which stands at `offset`, names. */
  use(key: LocalKey, type: Type, offset: number): Value {
    const known = this.known.get(key);
    if (known !== undefined) {
      if (known.type !== type) this.mismatch(key, known.type, type, offset);
      return known;
    }
    const made = type === this.label ? this.newBlock(key) : new ForwardReference(type);
    this.known.set(key, made);
    this.unresolved.set(made, { key, offset });
    return made;
  }

  /** The block that `key` names. */
  useBlock(key: LocalKey, offset: number): BasicBlock {
    const block = this.use(key, this.label, offset);
    invariant(block instanceof BasicBlock, "only blocks have type label");
    return block;
  }

  /** Gives `value`, defined at `offset`, its name, or the next number when `key` is null. */
  define(value: Value, key: LocalKey | null, offset: number): void {
    const own = key ?? this.nextNumber;
    if (typeof own === "number") this.takeNumber(own, offset);
    else value.name = own;
    const known = this.known.get(own);
    this.known.set(own, value);
    if (known === undefined) return;
    const use = this.unresolved.get(known);
    if (use === undefined) this.twice(own, offset);
    if (known.type !== value.type) this.mismatch(own, value.type, known.type, use.offset);
    this.unresolved.delete(known);
    known.replaceAllUsesWith(value);
  }

  /** The block that starts at `offset`: the one that branches have named so far, or a new one. */
  defineBlock(key: LocalKey | null, offset: number): BasicBlock {
    const own = key ?? this.nextNumber;
    if (typeof own === "number") this.takeNumber(own, offset);
    const known = this.known.get(own) ?? this.newBlock(own);
    this.known.set(own, known);
    const use = this.unresolved.get(known);
    if (!(known instanceof BasicBlock)) {
      if (use === undefined) this.twice(own, offset);
      this.mismatch(own, this.label, known.type, use.offset);
    }
    if (known.parent !== null) this.twice(own, offset);
    this.unresolved.delete(known);
    return known;
  }

  /** Checks that whatever was used has been defined. */
  finish(): void {
    for (const { key, offset } of this.unresolved.values())
      this.reject(`%${key} is not defined`, key, offset);
  }

  /** The block with that label as written (`%5`, `%"a b"`, `%x`), once the body has been read. */
  blockNamed(text: string): BasicBlock | undefined {
    const bare = text.slice(1);
    const key = /^[0-9]+$/.test(bare)
      ? Number(bare)
      : unescape(bare.startsWith('"') ? bare.slice(1, -1) : bare);
    const found = this.known.get(key);
    return found instanceof BasicBlock ? found : undefined;
  }

  private newBlock(key: LocalKey): BasicBlock {
    return new BasicBlock(this.label, typeof key === "number" ? null : key);
  }

  /** Numbers rise; LLVM 19 and newer allow gaps. */
  private takeNumber(number: number, offset: number): void {
    if (number < this.nextNumber) {
      const reason = `expected %${this.nextNumber} or a greater number, found %${number}`;
      this.reject(reason, number, offset);
    }
    this.nextNumber = number + 1;
  }

  private twice(key: LocalKey, offset: number): never {
    this.reject(`%${key} is defined twice`, key, offset);
  }

  private mismatch(key: LocalKey, type: Type, wanted: Type, offset: number): never {
    this.reject(`%${key} has type ${type.text}, but ${wanted.text} is expected`, key, offset);
  }

  private reject(reason: string, key: LocalKey, offset: number): never {
    const more = { function: this.fn.name, value: `%${key}` };
    throw this.source.error("E_SEMANTIC", reason, offset, more);
  }
}
