/**
 * Derivatives that the program brings for its own functions: what their signatures say, and the functions around them that take the
 * place of what tsad would generate.
 */
import { carriesFloat } from "../analysis/flow.ts";
import { carriesPointer } from "../analysis/memory.ts";
import type { CustomGradient } from "../analysis/registered.ts";
import { attributeValue, attributeWords, hasAttribute } from "../ir/attributes.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import type { Argument, Function } from "../ir/graph.ts";
import { spelledType } from "../ir/spelled-type.ts";
import { heapCalls } from "../ir/heap.ts";
import { constInt, nullOf, undefOf } from "../ir/literal.ts";
import type { StructType, Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at, must } from "../support/assert.ts";
import { sameLeaves } from "./leaves.ts";
import type { GradientServices } from "./services.ts";
import { hasShadow } from "./spec.ts";
import type { FunctionPair } from "./units.ts";

/** What a function of the program's gives back, directly or through a pointer that the ABI gives it. */
interface Returned {
  readonly type: Type;
  readonly inMemory: boolean;
}

/** How the functions of a registered gradient are called. */
export interface GradientShape {
  readonly augmented: Returned;
  readonly reverse: Returned;
  /** Null where the augmented function leaves nothing for the reverse function. */
  readonly tape: Type | null;
  /** The augmented function returns a struct of tape, result and shadow. */
  readonly isStruct: boolean;
}

/** How the function of a registered derivative is called. */
export interface DerivativeShape {
  readonly returned: Returned;
  /** "both": the result and its tangent; "tangent": the result is that of the function itself; "result": one that has no tangent. */
  readonly gives: "nothing" | "both" | "tangent" | "result";
}

/** The shape of a gradient; a string says why it does not fit the function. */
export function gradientShape(
  fn: Function,
  { augmented, reverse }: CustomGradient,
): GradientShape | string {
  const problem = passable(fn) ?? passable(augmented, true) ?? passable(reverse, true);
  if (problem !== null) return problem;
  const { params, ret } = fn.functionType;
  const forward = returnedBy(augmented);
  const backward = returnedBy(reverse);
  const given = parametersOf(augmented);
  const wanted = withShadows(params);
  const misfit = mismatch(augmented, given, wanted);
  if (misfit !== null) return misfit;
  const left = tapeOf(fn, augmented, forward.type);
  if (typeof left === "string") return left;
  const seed = carriesFloat(ret) ? [ret] : [];
  const tape = left.tape === null ? [] : [left.tape];
  const wrong = mismatch(reverse, parametersOf(reverse), [...wanted, ...seed, ...tape]);
  if (wrong !== null) return wrong;
  const floats = params.filter((type) => carriesFloat(type));
  const derivatives = whole(floats, fn);
  if (!sameLeaves(backward.type, derivatives, fn.module.layout)) {
    return `@${reverse.name} returns ${backward.type.text}, and the derivatives by the floats of @${fn.name} are ${derivatives.text}`;
  }
  return { augmented: forward, reverse: backward, ...left };
}

/** The parameters of a rule: a pointer is followed by its shadow. */
function withShadows(params: readonly Type[]): readonly Type[] {
  return params.flatMap((type) => (isPointer(type) ? [type, type] : [type]));
}

/** What the augmented function leaves for the reverse function. */
function tapeOf(
  fn: Function,
  augmented: Function,
  type: Type,
): Pick<GradientShape, "tape" | "isStruct"> | string {
  const { ret } = fn.functionType;
  if (ret.kind === "void") return { tape: type.kind === "void" ? null : type, isStruct: false };
  const needed = isPointer(ret) ? 3 : 2;
  if (type === ret && !isPointer(ret)) return { tape: null, isStruct: false };
  const fields = type.kind === "struct" ? (type.fields ?? []) : [];
  const [tape, ...results] = fields;
  const fits = results.every((result) => alike(result, ret));
  if (tape !== undefined && fields.length === needed && fits) return { tape, isStruct: true };
  const parts = isPointer(ret) ? "the tape, the result and its shadow" : "the tape and the result";
  return `@${augmented.name} returns ${type.text}, and not a struct of ${parts}`;
}

/** The shape of a forward rule; a string says why it does not fit the function. */
export function derivativeShape(fn: Function, forward: Function): DerivativeShape | string {
  const problem = passable(fn) ?? passable(forward, true);
  if (problem !== null) return problem;
  const { params, ret } = fn.functionType;
  const wanted = params.flatMap((type) => (hasTwin(type) ? [type, type] : [type]));
  const misfit = mismatch(forward, parametersOf(forward), wanted);
  if (misfit !== null) return misfit;
  const returned = returnedBy(forward);
  if (ret.kind === "void") {
    if (returned.type.kind === "void") return { returned, gives: "nothing" };
    return `@${forward.name} returns ${returned.type.text}, and @${fn.name} returns nothing`;
  }
  if (!hasTwin(ret)) {
    if (returned.type === ret) return { returned, gives: "result" };
    return `@${forward.name} returns ${returned.type.text}, and @${fn.name} returns ${ret.text}`;
  }
  const both = whole([ret, ret], fn);
  if (sameLeaves(returned.type, both, fn.module.layout)) return { returned, gives: "both" };
  const isPure = carriesFloat(ret) && !params.some(carriesPointer);
  if (isPure && returned.type === ret) return { returned, gives: "tangent" };
  return `@${forward.name} returns ${returned.type.text}, and not a struct of the result and its tangent, ${both.text}`;
}

/** Does a forward rule take a tangent or a shadow behind a parameter of the type? */
export function hasTwin(type: Type): boolean {
  return carriesFloat(type) || isPointer(type);
}

function isPointer(type: Type): boolean {
  return type.kind === "pointer";
}

function alike(a: Type, b: Type): boolean {
  return a === b || (isPointer(a) && isPointer(b));
}

/** Why a function cannot be called with values as they are; `mayReturnInMemory`: the ABI may return a struct through its first parameter. */
function passable(fn: Function, mayReturnInMemory = false): string | null {
  if (fn.functionType.varargs) return `@${fn.name} is variadic`;
  const inMemory = fn.args.findIndex(({ attributes }, i) => {
    const words = mayReturnInMemory && i === 0 ? ["byval"] : ["byval", "sret"];
    return [...words, "inalloca", "preallocated"].some((word) => hasAttribute(attributes, word));
  });
  if (inMemory >= 0) return `parameter ${inMemory + 1} of @${fn.name} is a struct in memory`;
  const mixed = fn.functionType.params.find((type) => !isPointer(type) && carriesPointer(type));
  return mixed === undefined ? null : `@${fn.name} takes ${mixed.text}, which holds pointers`;
}

function returnedBy(fn: Function): Returned {
  const [first] = fn.args;
  if (first === undefined || !hasAttribute(first.attributes, "sret")) {
    return { type: fn.functionType.ret, inMemory: false };
  }
  const spelled = attributeValue(first.attributes, "sret");
  const pointee = first.type.kind === "pointer" ? first.type.pointee : null;
  const type = spelled === undefined ? pointee : spelledType(spelled, fn.module.types);
  return { type: type ?? fn.module.types.void, inMemory: true };
}

function parametersOf(fn: Function): readonly Argument[] {
  return returnedBy(fn).inMemory ? fn.args.slice(1) : fn.args;
}

function mismatch(
  fn: Function,
  given: readonly Argument[],
  wanted: readonly Type[],
): string | null {
  if (given.length !== wanted.length) {
    return `@${fn.name} takes ${given.length} arguments, and ${wanted.length} are wanted: ${wanted.map((type) => type.text).join(", ")}`;
  }
  const wrong = given.findIndex(({ type }, i) => !alike(type, at(wanted, i)));
  if (wrong < 0) return null;
  return `parameter ${wrong + 1} of @${fn.name} is ${at(given, wrong).type.text}, and ${at(wanted, wrong).text} is wanted`;
}

/** Nothing, the one type, or a struct. */
function whole(types: readonly Type[], fn: Function): Type {
  const [only] = types;
  if (only === undefined) return fn.module.types.void;
  return types.length === 1 ? only : fn.module.types.struct(types);
}

/** Calls a function of the program's; gives the value of `wanted`, whose leaves are those of what it returns. */
export function callRule(
  build: IRBuilder,
  fn: Function,
  args: readonly Value[],
  wanted: Type,
): Value {
  const returned = returnedBy(fn);
  const slot = returned.inMemory ? build.alloca(returned.type) : null;
  const passed = slot === null ? args : [slot, ...args];
  const argAttributes = fn.args.map(({ attributes }) => passingWords(attributes));
  const call = build.call(fn, passed, { argAttributes });
  if (slot !== null) return build.load(wanted, slot);
  if (call.type === wanted || wanted.kind === "void") return call;
  const room = build.alloca(call.type);
  build.store(call, room);
  return build.load(wanted, room);
}

/** The attributes that say how an argument is passed. */
function passingWords(text: string): string {
  return attributeWords(text)
    .filter((word) => /^(sret|signext|zeroext|inreg|align)\b/.test(word))
    .join(" ");
}

/** A shadow for the program's own rule: null where the memory has none. */
function shadowOrNull(build: IRBuilder, pointer: Value, shadow: Value): Value {
  return build.select(build.icmp("eq", pointer, shadow), nullOf(shadow.type), shadow);
}

/** Fills the two functions of a pair with calls of the program's own. */
export function emitRulePair(
  { spec, augmented, reverse }: FunctionPair,
  rule: CustomGradient,
  services: GradientServices,
): void {
  const shape = gradientShape(spec.primal, rule);
  if (typeof shape === "string") throw new Error(shape);
  const passed = withShadows(spec.primal.functionType.params);
  const record = services.types.struct([...(shape.tape === null ? [] : [shape.tape]), ...passed]);
  emitAugmented({ spec, augmented, reverse }, { rule, shape, record, services });
  emitReverse({ spec, augmented, reverse }, { rule, shape, record, services });
}

interface RuleParts {
  readonly rule: CustomGradient;
  readonly shape: GradientShape;
  /** The tape, where there is one, and all that the augmented function was given. */
  readonly record: StructType;
  readonly services: GradientServices;
}

function emitAugmented(pair: FunctionPair, { rule, shape, record, services }: RuleParts): void {
  const { spec, augmented: fn } = pair;
  const { types, layout } = services;
  const { ret, params } = spec.primal.functionType;
  const build = new IRBuilder(InsertPoint.atEnd(fn.newBlock("entry")), services);
  const passed: Value[] = [];
  let next = 0;
  params.forEach((type, i) => {
    const value = must(fn.args[next++], "the pair takes what the function takes");
    passed.push(value);
    const own = hasShadow(spec.params[i]) ? must(fn.args[next++], "a shadow") : null;
    if (!isPointer(type)) return;
    if (own === null) passed.push(nullOf(type));
    else passed.push(spec.mixed[i] === true ? shadowOrNull(build, value, own) : own);
  });
  const all = callRule(build, rule.augmented, passed, shape.augmented.type);
  const tape = shape.isStruct ? build.extractValue(all, 0) : all;
  const heap = heapCalls(services);
  const base = heap.malloc(build, constInt(types.i64, Math.max(1, layout.sizeOf(record))));
  const kept = shape.tape === null ? passed : [tape, ...passed];
  const room = build.bitcastPointer(base, types.pointerTo(record));
  kept.forEach((value, i) => build.store(value, fieldOf(build, record, room, i)));
  const results =
    ret.kind === "void"
      ? []
      : shape.isStruct
        ? Array.from({ length: spec.returnsShadow ? 2 : 1 }, (_, i) =>
            build.extractValue(all, i + 1),
          )
        : [all];
  const { ret: type } = fn.functionType;
  const parts = [base, ...results];
  build.ret(
    parts.reduce<Value>((done, part, i) => {
      const wanted = type.kind === "struct" ? at(type.fields ?? [], i) : part.type;
      return build.insertValue(done, build.bitcastPointer(part, wanted), i);
    }, undefOf(type)),
  );
}

function fieldOf(build: IRBuilder, record: StructType, room: Value, index: number): Value {
  const { i32 } = build.module.types;
  return build.gep(record, room, [constInt(i32, 0), constInt(i32, index)]);
}

function emitReverse(pair: FunctionPair, { rule, shape, record, services }: RuleParts): void {
  const { spec, reverse: fn } = pair;
  const { types } = services;
  const { params, ret } = spec.primal.functionType;
  const build = new IRBuilder(InsertPoint.atEnd(fn.newBlock("entry")), services);
  const base = at(fn.args, 0);
  const room = build.bitcastPointer(base, types.pointerTo(record));
  const kept = (record.fields ?? []).map((type, i) =>
    build.load(type, fieldOf(build, record, room, i)),
  );
  heapCalls(services).free(build, base);
  const [tape, passed] = shape.tape === null ? [[], kept] : [kept.slice(0, 1), kept.slice(1)];
  const seed = carriesFloat(ret) ? [fn.args[1] ?? nullOf(ret)] : [];
  const floats = params.filter((type) => carriesFloat(type));
  const derivatives = whole(floats, spec.primal);
  const all = callRule(build, rule.reverse, [...passed, ...seed, ...tape], derivatives);
  const parts = params
    .flatMap((type, i) => (carriesFloat(type) ? [i] : []))
    .flatMap((param, i) => {
      if (spec.params[param] !== "out") return [];
      return [floats.length === 1 ? all : build.extractValue(all, i)];
    });
  const { ret: type } = fn.functionType;
  if (parts.length <= 1) build.ret(parts[0] ?? null);
  else {
    build.ret(
      parts.reduce<Value>((done, part, i) => build.insertValue(done, part, i), undefOf(type)),
    );
  }
}

/** What stands for the tangents of the parameters in the function that {@link emitForwardRule} fills: null where there is none. */
export type Twins = readonly (Value | null)[];

/**
 * Fills `fn`, which takes parameters and tangents as `twins` says and returns the result and its tangent, with a call of the program's
 * forward rule.
 */
export function emitForwardRule(
  fn: Function,
  { primal, forward }: { readonly primal: Function; readonly forward: Function },
  own: { readonly values: readonly Value[]; readonly twins: Twins },
  services: GradientServices,
): void {
  const shape = derivativeShape(primal, forward);
  if (typeof shape === "string") throw new Error(shape);
  const { ret, params } = primal.functionType;
  const build = new IRBuilder(InsertPoint.atEnd(fn.newBlock("entry")), services);
  const passed = params.flatMap((type, i) => {
    const [value, twin] = [at(own.values, i), own.twins[i] ?? null];
    if (!hasTwin(type)) return [value];
    if (twin === null) return [value, nullOf(type)];
    return [value, isPointer(type) ? shadowOrNull(build, value, twin) : twin];
  });
  const given = shape.gives === "both" ? whole([ret, ret], primal) : ret;
  const all = callRule(build, forward, passed, given);
  const { ret: wanted } = fn.functionType;
  if (wanted.kind === "void") build.ret();
  else if (shape.gives === "both" && wanted.kind === "struct") {
    const parts = [0, 1].map((i) => build.extractValue(all, i));
    build.ret(
      parts.reduce<Value>((done, part, i) => build.insertValue(done, part, i), undefOf(wanted)),
    );
  } else if (shape.gives === "tangent") {
    const value = build.call(primal, own.values);
    const both = build.insertValue(undefOf(wanted), value, 0);
    build.ret(build.insertValue(both, all, 1));
  } else if (wanted.kind === "struct") {
    build.ret(build.insertValue(nullOf(wanted), all, 0));
  } else build.ret(all);
}

/**
 * A function that does nothing but call `primal`: what is asked for of a function that the program has a rule for is asked for of the call.
 */
export function callerOf(primal: Function, services: GradientServices): Function {
  const name = `${primal.name}.tsad.call`;
  const known = services.function(name);
  if (known !== undefined) return known;
  const fn = services.addFunction({ name, type: primal.functionType, prefix: "internal" });
  primal.args.forEach((arg, i) => {
    const own = at(fn.args, i);
    own.name = arg.name;
    own.attributes = arg.attributes;
  });
  const build = new IRBuilder(InsertPoint.atEnd(fn.newBlock("entry")), services);
  const argAttributes = primal.args.map(({ attributes }) => passingWords(attributes));
  const result = build.call(primal, fn.args, { argAttributes });
  build.ret(result.type.kind === "void" ? null : result);
  return fn;
}
