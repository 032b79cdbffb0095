/** The reading of the rule algebra that makes IR. */
import type { IRBuilder } from "../ir/builder.ts";
import { constFloat, constInt, splatOf } from "../ir/literal.ts";
import { type FloatType, type Type, scalarType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import type { Algebra, Callee } from "../rules/algebra.ts";
import { type Lanes, type Platform, spelling } from "../rules/lookup.ts";
import type { Family } from "../rules/spelling.ts";
import type { GradientServices } from "./services.ts";
import { must } from "../support/assert.ts";

/** Where the code goes and what it computes with. */
export interface Emission {
  readonly build: IRBuilder;
  readonly services: GradientServices;
  /** A float or a vector of floats: the type of every float in the formula. */
  readonly type: Type;
  /** The library whose functions are called. */
  readonly family: Family;
  /** Fast-math flags for every operation. */
  readonly flags: string;
}

/** Integer arguments of functions, by position, are i32 but for these. */
const wideInteger = new Set<Callee>(["scalbln"]);

/** The algebra whose values are IR values of `emission.type` (floats), i32 or i64 (integers) and i1 (truth values), lane by lane. */
export function irAlgebra(emission: Emission): Algebra<Value> {
  const { build, type, flags } = emission;
  const { types } = build.module;
  const arith =
    (opcode: string) =>
    (a: Value, b: Value): Value =>
      build.binary(opcode, a, b, { flags });
  const compare =
    (predicate: string) =>
    (a: Value, b: Value): Value =>
      build.fcmp(predicate, a, b);
  return {
    num: (c) => floatConstant(type, c),
    add: arith("fadd"),
    sub: arith("fsub"),
    mul: arith("fmul"),
    div: arith("fdiv"),
    neg: (a) => build.fneg(a, { flags }),
    lt: compare("olt"),
    le: compare("ole"),
    eq: compare("oeq"),
    select: (condition, yes, no) => build.select(condition, yes, no),
    int: (c) => constInt(types.i32, c),
    iadd: (a, b) => build.binary("add", a, matchInteger(build, b, a.type)),
    ilt: (a, b) => build.icmp("slt", a, matchInteger(build, b, a.type)),
    ieq: (a, b) => build.icmp("eq", a, matchInteger(build, b, a.type)),
    toFloat: (i) => toFloat(build, i, type),
    call: (fn, ...args) => callByName(emission, fn, args),
  };
}

/** Constants made before: rounding a decimal exactly is dear, and the same few are asked for all the time. */
const constants = new WeakMap<Type, Map<string, Value>>();

/** The constant `c` of a float type, in every lane of a vector. */
export function floatConstant(type: Type, c: number | string): Value {
  const key = Object.is(c, -0) ? "-0" : String(c);
  let ofType = constants.get(type);
  if (ofType === undefined) {
    ofType = new Map();
    constants.set(type, ofType);
  }
  let constant = ofType.get(key);
  if (constant === undefined) {
    constant = makeConstant(type, c);
    ofType.set(key, constant);
  }
  return constant;
}

function makeConstant(type: Type, c: number | string): Value {
  if (type.kind === "vector") return splatOf(type, constFloat(type.element, c));
  return constFloat(type, c);
}

function matchInteger(build: IRBuilder, value: Value, type: Type): Value {
  if (value.type === type || value.type.kind !== "int" || type.kind !== "int") return value;
  return build.cast(value.type.bits < type.bits ? "sext" : "trunc", value, type);
}

function toFloat(build: IRBuilder, value: Value, type: Type): Value {
  const scalar = build.cast(
    "sitofp",
    value,
    value.type.kind === "vector" ? type : scalarType(type),
  );
  return type.kind === "vector" && value.type.kind !== "vector"
    ? broadcast(build, scalar, type)
    : scalar;
}

function broadcast(build: IRBuilder, scalar: Value, type: Type): Value {
  if (type.kind !== "vector") return scalar;
  const { types } = build.module;
  const zero = floatConstant(type, 0);
  const first = build.insertElement(zero, scalar, constInt(types.i32, 0));
  const mask = splatOf(types.vector(types.i32, type.length, type.scalable), constInt(types.i32, 0));
  return build.shuffle(first, zero, mask);
}

/** What `long double` is where the module runs. */
export function platformOf(triple: string): Platform {
  if (/^(aarch64|riscv|s390x|sparc|mips64|loongarch)/.test(triple)) return { longDouble: "fp128" };
  if (/^(powerpc|ppc)/.test(triple)) return { longDouble: "ppc_fp128" };
  if (/^(i.86|x86_64)/.test(triple) && !triple.includes("windows-msvc"))
    return { longDouble: "x86_fp80" };
  return triple === "" ? { longDouble: "x86_fp80" } : { longDouble: "double" };
}

function callByName(emission: Emission, fn: Callee, args: readonly Value[]): Value {
  const { type, services, family } = emission;
  const element = scalarType(type) as FloatType;
  const platform = platformOf(services.triple);
  const lanes: Lanes | undefined =
    type.kind === "vector" ? { count: type.length, scalable: type.scalable } : undefined;
  const name = spelling(fn, element.float, family, lanes, platform);
  const shaped = args.map((arg) => integerArgument(emission, fn, arg));
  if (name !== undefined) return callNamed(emission, name, shaped);
  if (type.kind === "vector" && !type.scalable) return lanewise(emission, fn, shaped);
  return widened(emission, fn, shaped);
}

function integerArgument({ build }: Emission, fn: Callee, arg: Value): Value {
  const { types } = build.module;
  return arg.type.kind === "int"
    ? matchInteger(build, arg, wideInteger.has(fn) ? types.i64 : types.i32)
    : arg;
}

function callNamed(
  { build, services, type }: Emission,
  name: string,
  args: readonly Value[],
): Value {
  const { types } = build.module;
  const fnType = types.fn(
    type,
    args.map((arg) => arg.type),
  );
  const callee = services.declareFunction(name, fnType);
  return build.call(callee, args);
}

/** One call a lane, for vectors of functions that only exist for scalars. */
function lanewise(emission: Emission, fn: Callee, args: readonly Value[]): Value {
  const { build, type } = emission;
  if (type.kind !== "vector") throw new Error("lanewise needs a vector");
  const { types } = build.module;
  let result: Value = floatConstant(type, 0);
  for (let lane = 0; lane < type.length; lane++) {
    const index = constInt(types.i32, lane);
    const parts = args.map((arg) =>
      arg.type.kind === "vector" ? build.extractElement(arg, index) : arg,
    );
    const one = callByName({ ...emission, type: type.element }, fn, parts);
    result = build.insertElement(result, one, index);
  }
  return result;
}

/** Kinds without a library compute in the next one that has: half and bfloat in float, fp128 in x86_fp80 nowhere. */
function widened(emission: Emission, fn: Callee, args: readonly Value[]): Value {
  const { build, type } = emission;
  const { types } = build.module;
  const kind = (scalarType(type) as FloatType).float;
  const wider = kind === "half" || kind === "bfloat" ? types.float : null;
  const into = must(wider, `${fn} exists for ${kind} in ${emission.family}`);
  const parts = args.map((arg) => (arg.type === type ? build.cast("fpext", arg, into) : arg));
  return build.cast("fptrunc", callByName({ ...emission, type: into }, fn, parts), type);
}
