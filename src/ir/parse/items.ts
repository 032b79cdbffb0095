/**
 * The first look at a module: its top-level items as slices of the text, with the headers of functions and variables read
 * and everything else left as it stands. Bodies, initializers and metadata are read when somebody asks.
 */
import { Argument, Function, GlobalAlias, type GlobalValue, GlobalVariable } from "../graph.ts";
import { Token } from "../lexer.ts";
import type { Type } from "../types.ts";
import type { Value } from "../value.ts";
import { readBody } from "./body.ts";
import { parseConstant, parseTypedConstant } from "./constant.ts";
import { parseExpression } from "./expression.ts";
import { constantOpcodes } from "../opcodes.ts";
import {
  type GlobalName,
  parseHeader,
  takeClause,
  takeGlobalName,
  topLevelWords,
} from "./header.ts";
import { Reader } from "./reader.ts";
import type { ModuleScope } from "./scope.ts";
import { groupEnd, skipConstant, skipGroup, takeAttribute } from "./skip.ts";
import { parseAddressSpace, parseFields, parseType, startsType } from "./type.ts";
import { skipNode } from "./value.ts";

/** What an item is. */
export type ItemKind =
  | "global"
  | "type"
  | "attributes"
  | "metadata"
  | "named metadata"
  | "comdat"
  | "setting"
  | "use-list order"
  | "summary";

/** One top-level item: text[start, end). */
export interface Item {
  readonly kind: ItemKind;
  readonly start: number;
  readonly end: number;
  /** The function, variable or alias of a "global". */
  readonly value: GlobalValue | null;
  /** The number of an attribute group or a metadata node; -1 otherwise. */
  readonly number: number;
  /** The name of named metadata, or of a setting: `triple`, `datalayout`, `source_filename`; empty otherwise. */
  readonly name: string;
  /** The value of a setting. */
  readonly setting: string;
}

/** Takes items as they are found. */
export type ItemSink = (item: Item) => void;

/**
 * Reads all top-level items in order. Globals are entered into the scope as they come.
 * @throws TsadError E_SYNTAX, E_SEMANTIC or E_LIMIT
 */
export function scanItems(module: ModuleScope, add: ItemSink): void {
  const r = new Reader(module);
  while (!r.is(Token.eof)) add(scanItem(r));
  module.seal();
}

function scanItem(r: Reader): Item {
  const start = r.start;
  switch (r.kind) {
    case Token.word:
      return scanWordItem(r, start);
    case Token.global:
    case Token.globalNumber:
      return { ...item("global", start), value: scanGlobal(r), end: r.lastEnd };
    case Token.local:
    case Token.localNumber:
      scanType(r);
      return { ...item("type", start), end: r.lastEnd };
    case Token.comdat:
      r.next();
      r.expect(Token.equal, "'='");
      r.expectWord("comdat");
      r.expect(Token.word, "a selection kind");
      return { ...item("comdat", start), end: r.lastEnd };
    case Token.bang:
      return scanNode(r, start);
    case Token.metadataName:
      return scanNamedMetadata(r, start);
    case Token.summary:
      return scanSummary(r, start);
    default:
      return r.expected("a top-level item");
  }
}

function item(kind: ItemKind, start: number): Item {
  return { kind, start, end: start, value: null, number: -1, name: "", setting: "" };
}

function scanWordItem(r: Reader, start: number): Item {
  const word = r.tokenText();
  switch (word) {
    case "define":
    case "declare":
      r.next();
      return {
        ...item("global", start),
        value: scanFunction(r, word === "define"),
        end: r.lastEnd,
      };
    case "attributes":
      return scanGroup(r, start);
    case "target":
      r.next();
      if (!r.isWord("triple") && !r.isWord("datalayout")) r.expected("'triple' or 'datalayout'");
      return scanSetting(r, start);
    case "source_filename":
      return scanSetting(r, start);
    case "module":
      r.next();
      r.expectWord("asm");
      r.expectString("the text of the assembly");
      return { ...item("setting", start), name: "asm", end: r.lastEnd };
    case "uselistorder":
    case "uselistorder_bb":
      scanUseListOrder(r);
      return { ...item("use-list order", start), end: r.lastEnd };
    default:
      return r.expected("a top-level item");
  }
}

/** `triple = "…"`; the word is the current token. */
function scanSetting(r: Reader, start: number): Item {
  const name = r.tokenText();
  r.next();
  r.expect(Token.equal, "'='");
  const setting = r.expectString("a string");
  return { ...item("setting", start), name, setting, end: r.lastEnd };
}

/** `attributes #0 = { … }`. */
function scanGroup(r: Reader, start: number): Item {
  r.next();
  if (!r.is(Token.attributeGroup)) r.expected("the number of an attribute group");
  const number = r.number();
  r.next();
  r.expect(Token.equal, "'='");
  if (!r.is(Token.leftBrace)) r.expected("'{'");
  skipGroup(r);
  return { ...item("attributes", start), number, end: r.lastEnd };
}

/** `!5 = distinct !{…}` or `!5 = !DILocation(…)`. */
function scanNode(r: Reader, start: number): Item {
  r.next();
  const number = r.expectInteger("the number of a metadata node");
  r.expect(Token.equal, "'='");
  r.acceptWord("distinct");
  skipNode(r);
  return { ...item("metadata", start), number, end: r.lastEnd };
}

/** `!llvm.ident = !{!0, !1}`. */
function scanNamedMetadata(r: Reader, start: number): Item {
  const name = r.name();
  r.next();
  r.expect(Token.equal, "'='");
  r.expect(Token.bang, "'!'");
  if (!r.is(Token.leftBrace)) r.expected("'{'");
  skipGroup(r);
  return { ...item("named metadata", start), name, end: r.lastEnd };
}

/** `^0 = module: (…)` or `^2 = flags: 8`. */
function scanSummary(r: Reader, start: number): Item {
  r.next();
  r.expect(Token.equal, "'='");
  r.expect(Token.label, "a kind of summary");
  if (r.is(Token.leftParen)) skipGroup(r);
  else r.expectInteger("a number or '('");
  return { ...item("summary", start), end: r.lastEnd };
}

/** `uselistorder T v, {…}` or `uselistorder_bb @f, %bb, {…}`. */
function scanUseListOrder(r: Reader): void {
  if (r.acceptWord("uselistorder_bb")) {
    takeGlobalName(r);
    r.expect(Token.comma, "','");
    r.next();
  } else {
    r.next();
    parseType(r);
    skipConstant(r);
  }
  r.expect(Token.comma, "','");
  if (!r.is(Token.leftBrace)) r.expected("'{'");
  skipGroup(r);
}

/** `%T = type …`. */
function scanType(r: Reader): void {
  const start = r.start;
  const name = r.is(Token.localNumber) ? String(r.number()) : r.name();
  const key = r.is(Token.local) && /^[0-9]+$/.test(name) ? `"${name}"` : name;
  r.next();
  r.expect(Token.equal, "'='");
  r.expectWord("type");
  if (r.acceptWord("opaque")) {
    r.module.beginStruct(key, start);
  } else if (r.is(Token.leftBrace) || isPackedStruct(r)) {
    const packed = r.accept(Token.less);
    const struct = r.module.beginStruct(key, start);
    struct.fields = parseFields(r);
    struct.packed = packed;
    if (packed) r.expect(Token.greater, "'>'");
  } else r.module.defineAlias(key, parseType(r), start);
}

function isPackedStruct(r: Reader): boolean {
  return r.is(Token.less) && /^<\s*\{/.test(r.text.slice(r.start, r.start + 80));
}

/** A definition or a declaration from its header on. */
function scanFunction(r: Reader, isDefinition: boolean): Function {
  const { module } = r;
  const header = parseHeader(r, isDefinition);
  const space = header.space ?? module.context.layout.programSpace;
  const pointer = module.types.pointerTo(header.type, space);
  const { key } = header.name;
  const fn = new Function(module.context, pointer, header.type, String(key), {
    numbered: typeof key === "number",
    isDeclaration: !isDefinition,
  });
  fn.prefix = header.prefix;
  fn.suffix = header.suffix;
  fn.declareMetadata = header.declareMetadata;
  fn.args = header.params.map(({ type, attributes, key: own }, index) => {
    return new Argument(fn, index, type, attributes, typeof own === "string" ? own : null);
  });
  enter(r, fn, header.name);
  if (!isDefinition) return fn;
  if (!r.is(Token.leftBrace)) r.expected("'{'");
  const place = { start: r.start, params: header.params };
  fn.bodySource = () => {
    readBody(module, fn, place);
  };
  const end = groupEnd(r.text, r.start);
  if (end < 0) r.malformed(`the body of @${fn.name} is not closed`, r.start);
  r.jump(end);
  return fn;
}

/** Makes the global known under its name or number. */
function enter(r: Reader, global: GlobalValue, { key, offset }: GlobalName): void {
  const { globals, numberedGlobals } = r.module;
  const known = typeof key === "number" ? numberedGlobals.get(key) : globals.get(key);
  if (known !== undefined) r.reject(`@${key} is defined twice`, offset, `@${key}`);
  if (typeof key === "number") numberedGlobals.set(key, global);
  else globals.set(key, global);
}

/** `@x = …`: a variable, an alias or an ifunc. */
function scanGlobal(r: Reader): GlobalValue {
  const name = takeGlobalName(r);
  r.expect(Token.equal, "'='");
  const start = r.start;
  let space = 0;
  let isExternal = false;
  while (!formWords.has(r.is(Token.word) ? r.tokenText() : "")) {
    if (r.isWord("addrspace")) ({ space } = parseAddressSpace(r));
    else {
      isExternal ||= r.isWord("external") || r.isWord("extern_weak");
      if (startsType(r) || !takeAttribute(r))
        r.expected("'global', 'constant', 'alias' or 'ifunc'");
    }
  }
  const form = r.tokenText();
  if (form === "alias" || form === "ifunc") return scanAlias(r, name, form, r.textFrom(start));
  r.next();
  return scanVariable(r, name, { space, isExternal, isConstant: form === "constant", start });
}

const formWords: ReadonlySet<string> = new Set(["global", "constant", "alias", "ifunc"]);

interface VariableHead {
  readonly space: number;
  readonly isExternal: boolean;
  readonly isConstant: boolean;
  readonly start: number;
}

/** `T initializer, align 8 …` */
function scanVariable(r: Reader, name: GlobalName, head: VariableHead): GlobalVariable {
  const { module } = r;
  const header = r.textFrom(head.start);
  const typeStart = r.start;
  const type = parseType(r);
  if (["void", "function", "label", "metadata", "token"].includes(type.kind))
    r.reject(`a variable cannot have type ${type.text}`, typeStart);
  const pointer = module.types.pointerTo(type, head.space);
  const isNumbered = typeof name.key === "number";
  const global = new GlobalVariable(pointer, type, String(name.key), isNumbered);
  global.header = header;
  global.isConstant = head.isConstant;
  enter(r, global, name);
  if (!head.isExternal) {
    const offset = r.start;
    skipConstant(r);
    global.initializerSource = () => parseConstant(new Reader(module, offset), type);
  }
  const tailStart = r.start;
  takeTail(r);
  global.tail = r.textFrom(tailStart);
  return global;
}

/** `alias T, ptr @f, partition "p"`; the form is the current token. */
function scanAlias(
  r: Reader,
  name: GlobalName,
  form: "alias" | "ifunc",
  header: string,
): GlobalAlias {
  const { module } = r;
  r.next();
  const type = parseType(r);
  r.expect(Token.comma, "','");
  const offset = r.start;
  const isBare = r.is(Token.word) && constantOpcodes.has(r.tokenText());
  let pointer: Type = module.types.pointerTo(type);
  if (!isBare) pointer = aliasPointer(r, form, type, parseType(r));
  skipConstant(r);
  const isNumbered = typeof name.key === "number";
  const alias = new GlobalAlias(form, pointer, type, String(name.key), isNumbered);
  alias.header = header;
  alias.targetSource = () => readTarget(new Reader(module, offset), isBare);
  enter(r, alias, name);
  const tailStart = r.start;
  takeTail(r);
  alias.tail = r.textFrom(tailStart);
  return alias;
}

/** An alias is a pointer into the address space of what it names; an ifunc's target is the resolver. */
function aliasPointer(r: Reader, form: "alias" | "ifunc", type: Type, target: Type): Type {
  if (target.kind !== "pointer") r.expected("a pointer");
  return form === "alias"
    ? r.module.types.pointerTo(type, target.space)
    : r.module.types.pointerTo(type);
}

/** A constant expression may stand without its type. */
function readTarget(r: Reader, isBare: boolean): Value {
  return isBare ? parseExpression(r, null, parseTypedConstant) : parseTypedConstant(r);
}

/** `, section "s", align 8, !dbg !5 #0` and the like, up to the next item. */
function takeTail(r: Reader): void {
  for (;;) {
    if (r.accept(Token.comma)) {
      if (r.accept(Token.metadataName)) skipNode(r);
      else if (r.is(Token.word) && takeClause(r)) continue;
      else if (!takeAttribute(r)) r.expected("a property of a global");
    } else if (r.is(Token.word)) {
      if (topLevelWords.has(r.tokenText())) return;
      if (!takeClause(r)) takeAttribute(r);
    } else if (!takeAttribute(r)) return;
  }
}
