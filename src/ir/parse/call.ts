/** Reads `call`, `invoke` and `callbr`. */
import { InlineAsm } from "../constants.ts";
import { type BasicBlock, Function, GlobalValue, type Instruction } from "../graph.ts";
import { type Bundle, CallInst } from "../instructions.ts";
import { type Mark, Token } from "../lexer.ts";
import { fastMathFlags, opcodes } from "../opcodes.ts";
import type { FunctionType, Type } from "../types.ts";
import type { Value } from "../value.ts";
import { must } from "../../support/assert.ts";
import { parseConstant, parseGlobal } from "./constant.ts";
import { takePrefix } from "./operands.ts";
import type { LocalKey } from "./locals.ts";
import type { Reader } from "./reader.ts";
import { skipConstant, startsConstant, takeAttribute } from "./skip.ts";
import { parseAddressSpace, parseType } from "./type.ts";
import { atLocal, parseLabel, parseTyped, parseValue, takeLocal } from "./value.ts";

/** What is called, before the type it is called with is known. */
type Callee =
  | { readonly kind: "value"; readonly value: Value; readonly start: number }
  | { readonly kind: "local"; readonly key: LocalKey; readonly start: number }
  | { readonly kind: "asm"; readonly text: string; readonly start: number }
  | { readonly kind: "intrinsic"; readonly name: string; readonly start: number }
  | { readonly kind: "constant"; readonly mark: Mark; readonly start: number };

interface Arguments {
  readonly values: Value[];
  readonly attributes: string[];
  readonly forwardsVarargs: boolean;
}

/** `tail call fast fastcc noundef double @f(double noundef %x) #5 [ "deopt"(i32 1) ]`; `opcode` may be a tail marker. */
export function parseCall(r: Reader, opcode: string): Instruction {
  const tailKind = opcode === "call" ? "" : opcode;
  if (tailKind !== "") r.expectWord("call");
  const start = r.start;
  while (r.is(Token.word) && fastMathFlags.has(r.tokenText())) r.next();
  const flags = r.textFrom(start);
  const inst = parseCallLike(r, "call", () => []);
  inst.tailKind = tailKind;
  inst.flags = flags;
  return inst;
}

/** `invoke … to label %a unwind label %b`. */
export function parseInvoke(r: Reader): Instruction {
  return parseCallLike(r, "invoke", () => {
    r.expectWord("to");
    const normal = parseLabel(r);
    r.expectWord("unwind");
    return [normal, parseLabel(r)];
  });
}

/** `callbr … to label %a [label %b, …]`. */
export function parseCallBr(r: Reader): Instruction {
  return parseCallLike(r, "callbr", () => {
    r.expectWord("to");
    const blocks = [parseLabel(r)];
    r.expect(Token.leftBracket, "'['");
    if (!r.is(Token.rightBracket)) {
      do blocks.push(parseLabel(r));
      while (r.accept(Token.comma));
    }
    r.expect(Token.rightBracket, "',' or ']'");
    return blocks;
  });
}

/** Everything from the calling convention on; `destinations` reads what follows the bundles. */
function parseCallLike(
  r: Reader,
  opcode: "call" | "invoke" | "callbr",
  destinations: () => BasicBlock[],
): CallInst {
  const prefixStart = r.start;
  let space = r.module.context.layout.programSpace;
  while (takePrefix(r)) {
    if (r.isWord("addrspace")) ({ space } = parseAddressSpace(r));
  }
  const prefix = r.textFrom(prefixStart);
  const typeStart = r.start;
  const type = parseType(r);
  const callee = parseCallee(r);
  const args = parseArguments(r);
  const functionType = functionTypeOf(r, type, callee, args, typeStart);
  const attributesStart = r.start;
  takeCallAttributes(r);
  const attributes = r.textFrom(attributesStart);
  const bundleOperands: Value[] = [];
  const bundles = parseBundles(r, args.values.length, bundleOperands);
  const target = resolveCallee(r, callee, functionType, space);
  const more = { bundleOperands, destinations: destinations() };
  const inst = new CallInst(opcode, functionType, target, args.values, more);
  inst.prefix = prefix;
  inst.attributes = attributes;
  inst.bundles = bundles;
  inst.argAttributes = args.attributes;
  inst.forwardsVarargs = args.forwardsVarargs;
  return inst;
}

function parseCallee(r: Reader): Callee {
  const start = r.start;
  if (r.is(Token.global) && isImplicit(r)) {
    const name = r.name();
    r.next();
    return { kind: "intrinsic", name, start };
  }
  if (r.is(Token.global) || r.is(Token.globalNumber))
    return { kind: "value", value: parseGlobal(r), start };
  if (atLocal(r)) return { kind: "local", key: takeLocal(r), start };
  if (r.isWord("asm")) return { kind: "asm", text: takeAsm(r), start };
  const mark = r.mark();
  skipConstant(r);
  return { kind: "constant", mark, start };
}

/** An intrinsic need not be declared. */
function isImplicit(r: Reader): boolean {
  const name = r.name();
  return name.startsWith("llvm.") && !r.module.globals.has(name);
}

/** `asm sideeffect "…", "…"`. */
function takeAsm(r: Reader): string {
  const start = r.start;
  r.next();
  while (r.is(Token.word)) r.next();
  r.expectString("the text of the assembly");
  r.expect(Token.comma, "','");
  r.expectString("the constraints of the assembly");
  return r.textFrom(start);
}

/** `(T attributes v, …)`, perhaps with a final `...` for a forwarding musttail call. */
function parseArguments(r: Reader): Arguments {
  r.expect(Token.leftParen, "'('");
  const values: Value[] = [];
  const attributes: string[] = [];
  let forwardsVarargs = false;
  while (!r.is(Token.rightParen)) {
    if (r.accept(Token.ellipsis)) {
      forwardsVarargs = true;
      break;
    }
    const type = parseType(r);
    const words = type.kind === "metadata" ? "" : takeArgumentAttributes(r);
    if (words !== "") {
      while (attributes.length < values.length) attributes.push("");
      attributes.push(words);
    }
    values.push(parseValue(r, type));
    if (!r.accept(Token.comma)) break;
  }
  r.expect(Token.rightParen, "',' or ')'");
  return { values, attributes, forwardsVarargs };
}

function takeArgumentAttributes(r: Reader): string {
  if (!startsAttribute(r)) return "";
  const start = r.start;
  while (startsAttribute(r)) takeAttribute(r);
  return r.textFrom(start);
}

function startsAttribute(r: Reader): boolean {
  if (r.is(Token.string) || r.is(Token.attributeGroup)) return true;
  return r.is(Token.word) && !startsConstant(r.tokenText());
}

/** The type of the call: the one written, or made of the return type and the arguments. */
function functionTypeOf(
  r: Reader,
  type: Type,
  callee: Callee,
  { values, forwardsVarargs }: Arguments,
  start: number,
): FunctionType {
  if (type.kind === "function") {
    checkArguments(r, type, values, start);
    return type;
  }
  const value = callee.kind === "value" ? callee.value : null;
  const known = value instanceof GlobalValue ? value.valueType : null;
  if (known?.kind === "function" && known.ret === type && fits(known, values)) return known;
  const params = values.map((value) => value.type);
  return r.module.types.fn(type, params, forwardsVarargs);
}

function fits({ params, varargs }: FunctionType, values: readonly Value[]): boolean {
  return (
    !varargs && params.length === values.length && params.every((p, i) => p === values[i]?.type)
  );
}

function checkArguments(
  r: Reader,
  type: FunctionType,
  values: readonly Value[],
  start: number,
): void {
  const { params, varargs } = type;
  if (values.length < params.length || (values.length > params.length && !varargs))
    r.reject(`the call has ${values.length} arguments, but its type is ${type.text}`, start);
  params.forEach((param, i) => {
    const actual = values[i]?.type;
    if (actual !== undefined && actual !== param)
      r.reject(`argument ${i + 1} has type ${actual.text}, but ${param.text} is expected`, start);
  });
}

/**
 * The attributes after the arguments. A word on a new line is the next instruction, unless it is known to be an attribute of
 * calls: taking an instruction that is not known for an attribute would lose it.
 */
function takeCallAttributes(r: Reader): void {
  for (;;) {
    if (r.is(Token.word)) {
      const word = r.tokenText();
      if (word === "to" || opcodes.has(word)) return;
      if (r.startsLine && !callAttributes.has(word)) return;
    }
    if (!takeAttribute(r)) return;
  }
}

const callAttributes: ReadonlySet<string> = new Set([
  ...["allocsize", "alwaysinline", "argmemonly", "builtin", "cold", "convergent", "hot"],
  ...["inaccessiblememonly", "inaccessiblemem_or_argmemonly", "memory", "minsize", "mustprogress"],
  ...["nobuiltin", "nocallback", "noduplicate", "nofree", "noinline", "nomerge", "norecurse"],
  ...["noreturn", "nosync", "nounwind", "optsize", "readnone", "readonly", "returns_twice"],
  ...["speculatable", "strictfp", "willreturn", "writeonly"],
]);

/** `[ "tag"(T v, …), … ]`; the operands are added to `operands`, which follow `argCount` arguments. */
function parseBundles(r: Reader, argCount: number, operands: Value[]): Bundle[] {
  if (!r.accept(Token.leftBracket)) return [];
  const bundles: Bundle[] = [];
  do {
    const tag = r.expectString("the tag of an operand bundle");
    const start = argCount + operands.length;
    r.expect(Token.leftParen, "'('");
    if (!r.is(Token.rightParen)) {
      do operands.push(parseTyped(r));
      while (r.accept(Token.comma));
    }
    r.expect(Token.rightParen, "',' or ')'");
    bundles.push({ tag, start, count: argCount + operands.length - start });
  } while (r.accept(Token.comma));
  r.expect(Token.rightBracket, "',' or ']'");
  return bundles;
}

function resolveCallee(r: Reader, callee: Callee, type: FunctionType, space: number): Value {
  const pointer = r.module.types.pointerTo(type, space);
  switch (callee.kind) {
    case "value":
      return checkCallee(r, callee.value, pointer, callee.start);
    case "intrinsic":
      return r.module.declareIntrinsic(callee.name, type);
    case "local": {
      const locals = must(r.locals, "calls are read in a function");
      return locals.use(callee.key, pointer, callee.start);
    }
    case "asm":
      return new InlineAsm(pointer, callee.text);
    case "constant": {
      const after = r.mark();
      r.rewind(callee.mark);
      const value = parseConstant(r, pointer);
      r.rewind(after);
      return value;
    }
  }
}

/** Where pointers are typed, a call has the type of what it calls. */
function checkCallee(r: Reader, value: Value, pointer: Type, start: number): Value {
  if (value.type === pointer) return value;
  const typed = r.module.types.typedPointers;
  if (typed || value.type.kind !== "pointer") {
    const name = value instanceof Function ? `@${value.name}` : "the callee";
    r.reject(`${name} has type ${value.type.text}, but ${pointer.text} is called`, start);
  }
  return value;
}
