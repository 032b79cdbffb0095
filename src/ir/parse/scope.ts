/** The names of one module while it is read: types, globals, labels that a blockaddress asks for. */
import type { BlockAddress, Function, GlobalValue, ModuleContext } from "../graph.ts";
import { StringInterner } from "../interner.ts";
import { spellName } from "../print/names.ts";
import { cleanSlice, type Source } from "../source.ts";
import type { FunctionType, StructType, Type, TypeTable } from "../types.ts";
import type { LocalScope } from "./locals.ts";

/** Spellings of types longer than this are refused: aliases of aliases can double with every line. */
const longestType = 1 << 18;

/** Declares an intrinsic that the text uses without a declaration, which LLVM allows since 19. */
export type ImplicitDeclaration = (name: string, type: FunctionType) => Function;

/** One per module. Readers of bodies share it. */
export class ModuleScope {
  readonly source: Source;
  readonly context: ModuleContext;
  readonly types: TypeTable;
  readonly interner = new StringInterner();
  readonly globals = new Map<string, GlobalValue>();
  readonly numberedGlobals = new Map<number, GlobalValue>();
  readonly declareIntrinsic: ImplicitDeclaration;
  private readonly primitives = new Map<string, Type>();
  private readonly aliases = new Map<string, Type>();
  private readonly structs = new Map<string, StructType>();
  private readonly definedTypes = new Set<string>();
  /** Structs that were mentioned and are not defined yet, with the place of the first mention. */
  private readonly mentioned = new Map<string, { struct: StructType; offset: number }>();
  private sealed = false;
  private readonly cleaned = new Map<string, string>();
  private readonly labels = new Map<Function, LocalScope>();
  private readonly waiting = new Map<Function, { address: BlockAddress; offset: number }[]>();

  constructor(source: Source, context: ModuleContext, declareIntrinsic: ImplicitDeclaration) {
    this.source = source;
    this.context = context;
    this.types = context.types;
    this.declareIntrinsic = declareIntrinsic;
    for (const word of ["void", "label", "metadata", "token", "x86_mmx", "x86_amx"])
      this.primitives.set(word, this.types.leaf(word));
    for (const word of floatWords) this.primitives.set(word, this.types.floating(word));
  }

  /** {@link cleanSlice} of the text; the same attributes come again and again, so short ones are remembered. */
  cleanText(start: number, end: number): string {
    if (end - start > 64) return cleanSlice(this.source.text, start, end);
    const raw = this.interner.intern(this.source.text, start, end);
    let clean = this.cleaned.get(raw);
    if (clean === undefined) {
      clean = cleanSlice(raw, 0, raw.length);
      this.cleaned.set(raw, clean);
    }
    return clean;
  }

  /** The type that is spelled with the one word, `iN` included; undefined for any other word. */
  primitive(word: string): Type | undefined {
    const known = this.primitives.get(word);
    if (known !== undefined || !/^i[0-9]/.test(word)) return known;
    const bits = Number(word.slice(1));
    if (bits < 1 || bits >= 1 << 23) return undefined;
    const type = this.types.int(bits);
    this.primitives.set(word, type);
    return type;
  }

  /** The type called `%key`; a struct that is not defined yet is taken to be defined later in the text. */
  namedType(key: string, offset: number): Type {
    const alias = this.aliases.get(key) ?? this.structs.get(key);
    if (alias !== undefined) return alias;
    if (this.sealed) throw this.undefinedType(key, offset);
    const struct = this.types.namedStruct(key, typeSpelling(key));
    this.structs.set(key, struct);
    this.mentioned.set(key, { struct, offset });
    return struct;
  }

  /** True when `%key` has been defined as a type. */
  isType(key: string): boolean {
    return this.definedTypes.has(key);
  }

  /** The struct `%key` as the object of its definition at `offset`. @throws TsadError for a second definition */
  beginStruct(key: string, offset: number): StructType {
    this.claim(key, offset);
    const known = this.mentioned.get(key)?.struct ?? this.structs.get(key);
    this.mentioned.delete(key);
    const struct = known ?? this.types.namedStruct(key, typeSpelling(key));
    this.structs.set(key, struct);
    return struct;
  }

  /** Makes `%key` a name for `type`, which is no struct. @throws TsadError when `%key` was used as a struct before */
  defineAlias(key: string, type: Type, offset: number): void {
    this.claim(key, offset);
    if (this.mentioned.has(key)) {
      const reason = `the type %${key} is used before its definition, which only a struct may be`;
      throw this.source.error("E_SEMANTIC", reason, offset);
    }
    if (type.text.length > longestType)
      throw this.source.error("E_LIMIT", `the type %${key} is too large`, offset);
    this.aliases.set(key, type);
  }

  private claim(key: string, offset: number): void {
    if (this.definedTypes.has(key))
      throw this.source.error("E_SEMANTIC", `the type %${key} is defined twice`, offset);
    this.definedTypes.add(key);
  }

  /** Called when all definitions have been read: every type mentioned must be among them. @throws TsadError E_SEMANTIC */
  seal(): void {
    for (const [key, { offset }] of this.mentioned) throw this.undefinedType(key, offset);
    this.sealed = true;
  }

  private undefinedType(key: string, offset: number): Error {
    return this.source.error("E_SEMANTIC", `the type %${key} is not defined`, offset);
  }

  /** Notes the labels of a function whose body has been read, and gives them to the addresses that wait. */
  noteLabels(fn: Function, labels: LocalScope): void {
    this.labels.set(fn, labels);
    for (const { address, offset } of this.waiting.get(fn) ?? [])
      this.resolve(address, labels, offset);
    this.waiting.delete(fn);
  }

  /** Finds the block of `address`, now or when the body of its function has been read. */
  awaitBlock(address: BlockAddress, fn: Function, offset: number): void {
    const labels = this.labels.get(fn);
    if (labels !== undefined) {
      this.resolve(address, labels, offset);
      return;
    }
    const waiting = this.waiting.get(fn) ?? [];
    waiting.push({ address, offset });
    this.waiting.set(fn, waiting);
  }

  private resolve(address: BlockAddress, labels: LocalScope, offset: number): void {
    const block = labels.blockNamed(address.blockText);
    if (block === undefined) {
      const reason = `@${labels.fn.name} has no block ${address.blockText}`;
      throw this.source.error("E_SEMANTIC", reason, offset);
    }
    address.block = block;
  }
}

const floatWords = ["half", "bfloat", "float", "double", "x86_fp80", "fp128", "ppc_fp128"] as const;

/** How the type with that key is written: a numbered type's key is its digits, a quoted name of digits keeps its quotes. */
function typeSpelling(key: string): string {
  return /^[0-9]+$/.test(key) || key.startsWith('"') ? `%${key}` : spellName("%", key);
}
