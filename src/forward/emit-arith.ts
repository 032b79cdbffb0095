/** Arithmetic and calls of the rule table: the tangent is the sum of the partials times the tangents of the arguments. */
import { type Application, applicationOf, type Place, placeOf } from "../analysis/application.ts";
import { heldArguments, partsOf, partType, ruleOf } from "../analysis/complex-call.ts";
import { kindOf, lanesOf, productsOfOthers, startOf, vectorOf } from "../analysis/reductions.ts";
import { cloneInstruction } from "../ir/clone.ts";
import type { Instruction } from "../ir/graph.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import { isFloating, type Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { complexTangent } from "../rules/complex.ts";
import type { Pair } from "../rules/complexalgebra.ts";
import { needs } from "../rules/needs.ts";
import { at, must } from "../support/assert.ts";
import { summingFlags } from "../reverse/adjoint.ts";
import { floatConstant, irAlgebra } from "../reverse/emit-algebra.ts";
import { presence } from "./emit-memory.ts";
import { type Site, tangentName } from "./scene.ts";

/** Applies the row of `inst`. */
export function emitRow(inst: Instruction, site: Site): void {
  const { tangents, build, flow } = site;
  const app = applicationOf(inst);
  const fields: (readonly Value[])[] = [];
  app.rule.outputs.forEach((output, k) => {
    const place = placeOf(inst, app.shape, k);
    if (output.type !== "float" || place === "nowhere") return;
    const lanes = tangentsOfOutput(inst, app, k, place, site);
    if (place === "result") tangents.set(inst, lanes);
    else if ("pointer" in place) storeOutput(place.pointer, lanes, site);
    else fields[place.field] = lanes;
  });
  if (fields.length === 0 || !flow.has(inst)) return;
  const whole = tangents
    .orZero(inst)
    .map((zero, lane) =>
      fields.reduce(
        (value, lanes, field) => build.insertValue(value, at(lanes, lane), field),
        zero,
      ),
    );
  tangents.set(inst, whole);
}

function storeOutput(pointer: Value, lanes: readonly Value[], site: Site): void {
  const { tangents, build } = site;
  (tangents.of(pointer) ?? []).forEach((shadow, lane) => {
    const tangent = at(lanes, lane);
    const present = presence(pointer, shadow, site);
    if (present === null) build.store(tangent, shadow);
    else {
      // The memory itself is written with what stands there already.
      const before = build.load(tangent.type, shadow);
      build.store(build.select(present, tangent, before), shadow);
    }
  });
}

function outputType(inst: Instruction, app: Application, place: Place): Type {
  if (place === "result") return inst.type;
  if (place !== "nowhere" && "field" in place && inst.type.kind === "struct") {
    return at(inst.type.fields ?? [], place.field);
  }
  return at(app.args, app.rule.args.indexOf("float")).type;
}

/** The value of output `k`, where the call has left it. */
function outputValue(inst: Instruction, app: Application, k: number, site: Site): Value | null {
  const place = placeOf(inst, app.shape, k);
  if (place === "result") return inst;
  if (place === "nowhere") return null;
  if ("field" in place) return site.build.extractValue(inst, place.field);
  return site.build.load(outputType(inst, app, place), place.pointer);
}

function tangentsOfOutput(
  inst: Instruction,
  app: Application,
  output: number,
  place: Place,
  site: Site,
): readonly Value[] {
  const { tangents } = site;
  const type = outputType(inst, app, place);
  const flags = summingFlags(inst.flags);
  let sums: (Value | null)[] = Array.from({ length: tangents.width }, () => null);
  app.args.forEach((arg, k) => {
    const lanes = isFloating(arg.type) ? tangents.of(arg) : null;
    const scale = lanes === null ? null : partialOf(inst, app, output, k, type, site);
    if (lanes === null || scale === null) return;
    const term = { scale, type, flags, guarded: app.rule.singular };
    sums = sums.map((sum, lane) => added(sum, scaled(at(lanes, lane), term, site), flags, site));
  });
  return sums.map((sum) => sum ?? nullOf(type));
}

function added(sum: Value | null, term: Value, flags: string, { build }: Site): Value {
  return sum === null ? term : build.binary("fadd", sum, term, { flags });
}

function partialOf(
  inst: Instruction,
  app: Application,
  output: number,
  k: number,
  type: Type,
  site: Site,
): Value | null {
  const partial = at(at(app.rule.outputs, output).partials, k);
  if (partial === "inactive") return null;
  const { build, services } = site;
  const flags = summingFlags(inst.flags);
  const algebra = irAlgebra({ build, services, type, family: app.family, flags });
  const wanted = needs(app.rule, k, output);
  const filler = floatConstant(type, 0);
  const args = app.args.map((arg, i) => (wanted.has(`x${i}`) ? arg : filler));
  const outputs = app.rule.outputs.map((_, i) =>
    wanted.has(i === 0 ? "r" : `r${i}`) ? (outputValue(inst, app, i, site) ?? filler) : filler,
  );
  return partial(algebra, args, at(outputs, output), outputs);
}

interface Term {
  readonly scale: Value;
  readonly type: Type;
  readonly flags: string;
  /** The partial may be infinite: no direction, no change (docs/kinks.md). */
  readonly guarded: boolean;
}

/** `tangent * scale`, spelt shorter for 1 and -1. */
function scaled(tangent: Value, { scale, type, flags, guarded }: Term, site: Site): Value {
  const { build } = site;
  const { layout } = build.module;
  const widens = layout.bitSize(type) > layout.bitSize(tangent.type);
  const fitting =
    tangent.type === type ? tangent : build.cast(widens ? "fpext" : "fptrunc", tangent, type);
  if (scale === floatConstant(type, 1)) return fitting;
  if (scale === floatConstant(type, -1)) return build.fneg(fitting, { flags });
  const product = build.binary("fmul", fitting, scale, { flags });
  if (!guarded || !scale.tracksUses) return product;
  const zero = floatConstant(type, 0);
  return build.select(build.fcmp("oeq", fitting, zero), zero, product);
}

/** A call of a complex function whose values are passed in registers. */
export function emitComplex(inst: Instruction, site: Site): void {
  const { tangents, build, services } = site;
  const rule = ruleOf(inst);
  const type = partType(inst.type);
  const zero = floatConstant(type, 0);
  const flags = summingFlags(inst.flags);
  const algebra = irAlgebra({ build, services, type, family: "libm", flags });
  const held = heldArguments(inst, rule);
  const pairOf = (value: Value, second: Value | undefined): Pair<Value> => {
    if (second !== undefined) return { re: value, im: second };
    if (value.type.kind === "int") return { re: build.cast("sitofp", value, type), im: zero };
    return partsOf(build, value);
  };
  const values = held.map(([first, second]) => pairOf(first, second));
  const result = rule.returns === "complex" ? partsOf(build, inst) : { re: inst, im: zero };
  const lanes = Array.from({ length: tangents.width }, (_, lane) => {
    const terms = held.flatMap(([first, second], k) => {
      const moves = [first, second].some(
        (part) => part !== undefined && tangents.of(part) !== null,
      );
      if (first.type.kind === "int" || !moves) return [];
      const laneOf = (value: Value): Value => at(tangents.orZero(value), lane);
      const given = pairOf(laneOf(first), second === undefined ? undefined : laneOf(second));
      const term = complexTangent(algebra, rule, k, values, result, given);
      return term === undefined ? [] : [stillWhereIdle(given, term, zero, site)];
    });
    if (terms.length === 0) return nullOf(inst.type);
    const sum = terms.reduce((a, b) => ({
      re: algebra.add(a.re, b.re),
      im: algebra.add(a.im, b.im),
    }));
    return assembled(sum, inst.type, site);
  });
  tangents.set(inst, lanes);
}

/** Zero where the argument does not move: the partials may be infinite there. */
function stillWhereIdle(
  given: Pair<Value>,
  term: Pair<Value>,
  zero: Value,
  { build }: Site,
): Pair<Value> {
  const idle = build.binary(
    "and",
    build.fcmp("oeq", given.re, zero),
    build.fcmp("oeq", given.im, zero),
  );
  return { re: build.select(idle, zero, term.re), im: build.select(idle, zero, term.im) };
}

/** A complex value of `type` from its parts; its real part where the type is a scalar. */
function assembled({ re, im }: Pair<Value>, type: Type, { build }: Site): Value {
  const { types } = build.module;
  if (type.kind === "float") return re;
  if (type.kind === "vector") {
    const low = build.insertElement(nullOf(type), re, constInt(types.i32, 0));
    return build.insertElement(low, im, constInt(types.i32, 1));
  }
  return build.insertValue(build.insertValue(nullOf(type), re, 0), im, 1);
}

/** A reduction of a vector: linear for sums; products and extrema lane by lane. */
export function emitReduction(inst: Instruction, site: Site): void {
  const { tangents } = site;
  const kind = kindOf(inst);
  const lanes = Array.from({ length: tangents.width }, (_, lane) => {
    if (kind === "sum") return sumOfTangents(inst, lane, site);
    return kind === "product"
      ? tangentOfProduct(inst, lane, site)
      : tangentOfExtremum(inst, lane, site);
  });
  tangents.set(inst, lanes);
}

function sumOfTangents(inst: Instruction, lane: number, { build, tangents }: Site): Value {
  const copy = cloneInstruction(inst, new Map(), { dropDebug: true });
  copy.flags = summingFlags(inst.flags);
  const start = startOf(inst);
  const vector = vectorOf(inst);
  for (const use of copy.operandUses) {
    if (use.value === start || use.value === vector)
      use.value = at(tangents.orZero(use.value), lane);
  }
  return build.insert(copy, { name: tangentName(inst) });
}

function tangentOfProduct(inst: Instruction, lane: number, site: Site): Value {
  const { build, tangents } = site;
  const [start, vector] = [startOf(inst), vectorOf(inst)];
  const factors = [...(start === null ? [] : [start]), ...lanesOf(build, vector)];
  const given = [
    ...(start === null ? [] : [at(tangents.orZero(start), lane)]),
    ...lanesOf(build, at(tangents.orZero(vector), lane)),
  ];
  const terms = productsOfOthers(build, factors).map((product, i) =>
    build.binary("fmul", product, at(given, i)),
  );
  return terms.reduce((sum, term) => build.binary("fadd", sum, term));
}

/** The tangent of the first lane that equals the result. */
function tangentOfExtremum(inst: Instruction, lane: number, site: Site): Value {
  const { build, tangents } = site;
  const vector = vectorOf(inst);
  const given = lanesOf(build, must(tangents.orZero(vector)[lane], "a tangent for each direction"));
  const values = lanesOf(build, vector);
  return given.reduceRight(
    (rest, tangent, i) => build.select(build.fcmp("oeq", at(values, i), inst), tangent, rest),
    nullOf(inst.type),
  );
}
