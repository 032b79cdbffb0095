/**
 * A module of LLVM IR: its text, cut into top-level items, and the graph of whatever has been asked for. What nobody changes is
 * printed as it was read, byte for byte; what is changed or new is printed from the graph.
 */
import { attributeWords } from "./attributes.ts";
import { DataLayout } from "./datalayout.ts";
import { type Dialect, inferDialect, inferTypedPointers, mangle } from "./dialect.ts";
import { Argument, Function, GlobalAlias, type GlobalValue, GlobalVariable } from "./graph.ts";
import { InvariantError } from "../support/assert.ts";
import { MetadataTable } from "./metadata.ts";
import { type Item, scanItems } from "./parse/items.ts";
import { ModuleScope } from "./parse/scope.ts";
import { Printer } from "./print/printer.ts";
import { Source } from "./source.ts";
import { type Location, TsadError } from "../support/errors.ts";
import { type FunctionType, type Type, TypeTable } from "./types.ts";
import type { ModuleServices } from "./builder.ts";
import type { Value } from "./value.ts";

/** How to read a text. */
export interface ParseOptions {
  /** The name that errors show. */
  readonly file: string;
  /** The LLVM major version to take the text to be of; inferred from the text when absent. */
  readonly llvm?: number | undefined;
  /** The address space to take for each one of the text; every one for itself when absent. */
  readonly mapSpace?: (space: number) => number;
}

/** What a new function is made of; `prefix` and `suffix` as in {@link Function}. */
export interface NewFunction {
  readonly name: string;
  readonly type: FunctionType;
  readonly prefix?: string;
  readonly suffix?: string;
}

/** What a new variable is made of; fields as in {@link GlobalVariable}. The initializer of a declaration is null. */
export interface NewGlobal {
  readonly name: string;
  readonly type: Type;
  /** `internal global`, `private unnamed_addr constant`. */
  readonly header: string;
  readonly initializer: Value | null;
  readonly tail?: string;
}

/** One module. */
export class Module implements ModuleServices {
  readonly file: string;
  readonly text: string;
  readonly types = new TypeTable();
  private readonly llvm: number | undefined;
  private knownDialect: Dialect | null = null;
  /** `target triple`, empty when there is none. */
  triple = "";
  private dataLayout = DataLayout.parse("");
  private readonly scope: ModuleScope;
  private readonly items: Item[] = [];
  private readonly added: GlobalValue[] = [];
  /** Intrinsics that the text uses without declaring them: they are declared where the module is changed anyway. */
  private readonly implicit = new Set<Function>();
  private readonly changed = new Set<GlobalValue>();
  private readonly groups = new Map<number, string>();
  private readonly newGroups = new Map<string, number>();
  private nextGroup = 0;
  private readonly metadata: MetadataTable;
  private readonly byFreshName = new Map<string, number>();
  private allChanged = false;

  private constructor(text: string, options: ParseOptions) {
    this.file = options.file;
    this.text = text;
    this.llvm = options.llvm;
    this.types.typedPointers = inferTypedPointers(text, options.llvm);
    if (options.mapSpace !== undefined) this.types.mapSpace = options.mapSpace;
    this.metadata = new MetadataTable(text);
    const source = new Source(options.file, text);
    this.scope = new ModuleScope(source, this, (name, type) => this.declareImplicitly(name, type));
  }

  /**
   * Cuts `text` (latin1: one character a byte) into items and reads their headers.
   * @throws TsadError E_SYNTAX, E_SEMANTIC or E_LIMIT with the place in the text
   */
  static parse(text: string, options: ParseOptions): Module {
    const nul = text.indexOf("\0");
    if (nul >= 0)
      throw new Source(options.file, text).error("E_SYNTAX", "the text has a NUL byte", nul);
    const module = new Module(text, options);
    scanItems(module.scope, (item) => {
      module.addItem(item);
    });
    return module;
  }

  /** How new text is spelled; inferred when first asked for. */
  get dialect(): Dialect {
    this.knownDialect ??= inferDialect(this.text, this.llvm);
    return this.knownDialect;
  }

  get layout(): DataLayout {
    return this.dataLayout;
  }

  /** True when anything differs from the text that was read. */
  get isChanged(): boolean {
    const additions = this.added.length - this.implicit.size + this.newGroups.size;
    return this.allChanged || this.changed.size > 0 || additions > 0 || this.metadata.isChanged;
  }

  /** The functions in the order of the text, declarations included, new ones last. */
  functions(): Function[] {
    return this.values().filter((value) => value instanceof Function);
  }

  /** The variables, aliases and ifuncs in the order of the text, new ones last. */
  globals(): (GlobalVariable | GlobalAlias)[] {
    return this.values().filter(
      (value) => value instanceof GlobalVariable || value instanceof GlobalAlias,
    );
  }

  /** The function of that name (without `@`). */
  function(name: string): Function | undefined {
    const found = this.global(name);
    return found instanceof Function ? found : undefined;
  }

  /** The function, variable, alias or ifunc of that name (without `@`). */
  global(name: string): GlobalValue | undefined {
    return this.scope.globals.get(name);
  }

  /** Reads all bodies and initializers, so that every fault of the text is found and every use is in its list. */
  parseAll(): void {
    for (const value of this.values()) materialize(value);
  }

  /** Says that `item` is to be printed from the graph. */
  markChanged(item: GlobalValue): void {
    this.changed.add(item);
  }

  /** Says that every function and global is to be printed from the graph. */
  markAllChanged(): void {
    this.allChanged = true;
  }

  /** A name that no global has: `base`, or `base` with the least number that makes it new. */
  freshName(base: string): string {
    let candidate = base;
    let suffix = this.byFreshName.get(base) ?? 0;
    while (this.scope.globals.has(candidate)) candidate = `${base}.${++suffix}`;
    this.byFreshName.set(base, suffix);
    return candidate;
  }

  /**
   * The function of that name and type, declared with `attributes` after its parameters when there is none.
   * @throws TsadError E_SEMANTIC when the name belongs to something else
   */
  declareFunction(name: string, type: FunctionType, attributes = ""): Function {
    const known = this.global(name);
    if (known === undefined) return this.newFunction({ name, type, suffix: attributes }, true);
    if (known instanceof Function && known.functionType === type) return known;
    const reason = `@${name} has type ${known.valueType.text}, but ${type.text} is needed`;
    throw new TsadError("E_SEMANTIC", { reason, value: `@${name}` });
  }

  /** The intrinsic called `base` with the mangled `overloads` after it, declared when it is not there. */
  declareIntrinsic(base: string, overloads: readonly Type[], type: FunctionType): Function {
    return this.declareFunction([base, ...overloads.map(mangle)].join("."), type);
  }

  /** A new definition without blocks, printed after everything else. The name must be fresh. */
  addFunction(made: NewFunction): Function {
    return this.newFunction(made, false);
  }

  /** Takes back a function that was added, and that nothing uses. */
  discard(added: Function): void {
    const index = this.added.indexOf(added);
    if (index < 0) throw new InvariantError(`@${added.name} was not added`);
    added.removeBlocks(new Set(added.blocks));
    this.added.splice(index, 1);
    this.scope.globals.delete(added.name);
  }

  /** A new variable, printed after everything else. The name must be fresh. */
  addGlobal(made: NewGlobal): GlobalVariable {
    const space = Number(/\baddrspace\((\d+)\)/.exec(made.header)?.[1] ?? 0);
    const pointer = this.types.pointerTo(made.type, space);
    const global = new GlobalVariable(pointer, made.type, made.name, false);
    global.header = made.header;
    global.isConstant = /\bconstant$/.test(made.header);
    global.initializer = made.initializer;
    global.tail = made.tail ?? "";
    this.enter(global);
    return global;
  }

  /** `#N` for a group with these words; one group serves all who ask for the same words. */
  attributeGroup(words: string): string {
    let number = this.newGroups.get(words);
    if (number === undefined) {
      number = this.nextGroup++;
      this.newGroups.set(words, number);
      this.groups.set(number, words);
    }
    return `#${number}`;
  }

  /** The words of the group `#N`; empty for a group that does not exist. */
  attributeGroupText(reference: string): string {
    return this.groups.get(Number(reference.slice(1))) ?? "";
  }

  /** `!N` for a new node whose text is what follows `!N = `. */
  addNode(text: string): string {
    return this.metadata.add(text);
  }

  /** The text of node `!N` after its `=`; undefined when there is no such node. */
  node(reference: string): string | undefined {
    return this.metadata.text(reference);
  }

  /** The texts of all nodes of the input after their `=`, in order of the numbers. */
  metadataTexts(): Iterable<string> {
    return this.metadata.texts();
  }

  /** The place of an offset of the text. */
  locate(offset: number): Location {
    return this.scope.source.locate(offset);
  }

  /** Was the function or variable read from the text, and not added to it? */
  isInText(item: GlobalValue): boolean {
    return !this.added.includes(item);
  }

  /** The references in the named metadata `!name`, in order; empty when there is none. */
  namedMetadata(name: string): string[] {
    return this.metadata.named(name);
  }

  /** Adds a node to the named metadata `!name`, which is made when it is not there. */
  addToNamedMetadata(name: string, reference: string): void {
    this.metadata.addToNamed(name, reference);
  }

  /** The whole module as text. An unchanged module gives the text that was read. */
  print(): string {
    if (!this.isChanged) return this.text;
    const reprinted = this.reprinted();
    const printer = new Printer(this.dialect, (fn) => reprinted.has(fn));
    const parts: string[] = [];
    let end = 0;
    for (const item of this.items) {
      parts.push(this.text.slice(end, item.start), this.itemText(item, reprinted, printer));
      ({ end } = item);
    }
    parts.push(this.text.slice(end));
    return parts.join("") + this.additions(parts, printer);
  }

  /** What was added, each on its own line. */
  private additions(before: readonly string[], printer: Printer): string {
    const lines = this.added.map((value) => `\n${printValue(value, printer)}\n`);
    for (const [words, number] of this.newGroups)
      lines.push(`\nattributes #${number} = { ${words} }\n`);
    lines.push(...this.metadata.additions());
    const last = before.findLast((part) => part !== "") ?? "\n";
    return (last.endsWith("\n") || lines.length === 0 ? "" : "\n") + lines.join("");
  }

  /**
   * Orders of use lists and summaries describe the text that was read, and LLVM refuses stale ones; so they are left out of
   * a changed module.
   */
  private itemText(item: Item, reprinted: ReadonlySet<GlobalValue>, printer: Printer): string {
    if (item.kind === "use-list order" || item.kind === "summary") return "";
    if (item.kind === "named metadata") {
      const grown = this.metadata.grownText(item.name);
      if (grown !== undefined) return grown;
    }
    const { value } = item;
    if (value === null || !reprinted.has(value)) return this.text.slice(item.start, item.end);
    return printValue(value, printer);
  }

  /**
   * Everything that is printed from the graph: what was changed, what names a block of a changed function, and functions
   * whose text holds use-list orders.
   */
  private reprinted(): Set<GlobalValue> {
    if (this.allChanged) return new Set(this.values());
    const found = new Set([...this.changed, ...this.added]);
    const hasOrders = this.text.includes("uselistorder");
    const hasAddresses = this.text.includes("blockaddress");
    if (!hasOrders && !hasAddresses) return found;
    for (const { value, start, end } of this.items) {
      if (value === null || found.has(value)) continue;
      const text = this.text.slice(start, end);
      const isStale =
        (hasOrders && value instanceof Function && /^\s*uselistorder/m.test(text)) ||
        (hasAddresses && text.includes("blockaddress"));
      if (!isStale) continue;
      materialize(value);
      found.add(value);
    }
    return found;
  }

  private values(): GlobalValue[] {
    const found: GlobalValue[] = [];
    for (const { value } of this.items) if (value !== null) found.push(value);
    return [...found, ...this.added];
  }

  private addItem(item: Item): void {
    this.items.push(item);
    if (item.kind === "metadata" || item.kind === "named metadata") this.metadata.note(item);
    else if (item.kind === "attributes") this.noteGroup(item);
    else if (item.name === "triple") this.triple = item.setting;
    else if (item.name === "datalayout") this.dataLayout = DataLayout.parse(item.setting);
  }

  private noteGroup({ number, start, end }: Item): void {
    const text = this.text.slice(start, end);
    const words = attributeWords(text.slice(text.indexOf("{") + 1, -1));
    this.nextGroup = Math.max(this.nextGroup, number + 1);
    const before = this.groups.get(number);
    this.groups.set(number, [...(before === undefined ? [] : [before]), ...words].join(" "));
  }

  private newFunction(made: NewFunction, isDeclaration: boolean): Function {
    const pointer = this.types.pointerTo(made.type, this.layout.programSpace);
    const fn = new Function(this, pointer, made.type, made.name, { isDeclaration });
    fn.prefix = made.prefix ?? "";
    fn.suffix = made.suffix ?? "";
    fn.args = made.type.params.map((type, index) => new Argument(fn, index, type, "", null));
    this.enter(fn);
    return fn;
  }

  private declareImplicitly(name: string, type: FunctionType): Function {
    const fn = this.declareFunction(name, type);
    this.implicit.add(fn);
    return fn;
  }

  private enter(global: GlobalValue): void {
    if (this.scope.globals.has(global.name))
      throw new InvariantError(`@${global.name} is there already`);
    this.scope.globals.set(global.name, global);
    this.added.push(global);
  }
}

function materialize(value: GlobalValue): void {
  if (value instanceof Function) value.materialize();
  else if (value instanceof GlobalVariable || value instanceof GlobalAlias) value.materialize();
}

function printValue(value: GlobalValue, printer: Printer): string {
  if (value instanceof Function) return printer.function(value);
  return printer.global(value as GlobalVariable | GlobalAlias);
}
