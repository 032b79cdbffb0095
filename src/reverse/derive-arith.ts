/**
 * Arithmetic and calls of the rule table: every argument's adjoint grows by the adjoint of each output times the row's partial.
 * This is the one place where partials meet adjoints, so the policy for zero adjoints is one policy (docs/kinks.md).
 */
import { type Application, applicationOf, placeOf } from "../analysis/application.ts";
import { emptyAsm } from "../analysis/inline-asm.ts";
import type { Instruction } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import { isFloating, type Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { needs as ruleNeeds } from "../rules/needs.ts";
import { at } from "../support/assert.ts";
import { summingFlags } from "./adjoint.ts";
import type { Context } from "./context.ts";
import { floatConstant, irAlgebra } from "./emit-algebra.ts";
import { type Need, primal, shadow } from "./needs.ts";
import type { Derivation, Sweep } from "./sweep.ts";
import { isSpeculated } from "./speculation.ts";
import { shadowMemory } from "./shadow-memory.ts";
import { mayLackLanes } from "./undefined-lanes.ts";

/** Outputs of float type whose adjoint exists here. */
function liveOutputs(inst: Instruction, app: Application, context: Context): number[] {
  const { activity, memory } = context;
  return app.rule.outputs.flatMap((output, k) => {
    if (output.type !== "float") return [];
    const place = placeOf(inst, app.shape, k);
    if (place === "nowhere") return [];
    const live =
      place !== "result" && "pointer" in place
        ? activity.someActive(memory.rootsOf(place.pointer))
        : activity.isActive(inst);
    return live ? [k] : [];
  });
}

function needsOf(inst: Instruction, context: Context): readonly Need[] {
  const app = applicationOf(inst);
  const found: Need[] = [];
  for (const output of liveOutputs(inst, app, context)) {
    const place = placeOf(inst, app.shape, output);
    if (place !== "result" && place !== "nowhere" && "pointer" in place) {
      found.push(shadow(place.pointer), primal(place.pointer));
    }
    app.args.forEach((arg, k) => {
      if (!context.activity.isActive(arg)) return;
      for (const name of ruleNeeds(app.rule, k, output)) found.push(needNamed(inst, app, name));
    });
  }
  return found;
}

/** The value that a name in a row's set of needs stands for. */
function needNamed(inst: Instruction, app: Application, name: string): Need {
  if (name.startsWith("x")) return primal(at(app.args, Number(name.slice(1))));
  const output = name === "r" ? 0 : Number(name.slice(1));
  const place = placeOf(inst, app.shape, output);
  // An output in memory may be overwritten later; rows that use one are computed again from the arguments.
  if (place === "result" || (place !== "nowhere" && "field" in place)) return primal(inst);
  throw new Error(`the row of ${app.rule.name} uses an output that is in memory`);
}

/** The value of output `k` where the partial asks for it; undefined is never read, by construction of the needs. */
function outputValue(inst: Instruction, app: Application, k: number, sweep: Sweep): Value | null {
  const place = placeOf(inst, app.shape, k);
  if (place === "result") return whole(inst, sweep);
  if (place !== "nowhere" && "field" in place) {
    return sweep.build.extractValue(sweep.primal(inst), place.field);
  }
  return null;
}

function adjointOfOutput(
  inst: Instruction,
  app: Application,
  k: number,
  sweep: Sweep,
  whole: Value | null,
): Value | null {
  const place = placeOf(inst, app.shape, k);
  if (place === "result" || place === "nowhere") return whole;
  if ("field" in place) return whole === null ? null : sweep.build.extractValue(whole, place.field);
  const type = at(app.args, app.rule.args.indexOf("float")).type;
  return shadowMemory.takeStored(sweep, place.pointer, type);
}

/** Applies the row of `inst` backwards. */
function reverse(inst: Instruction, sweep: Sweep): void {
  const app = applicationOf(inst);
  const live = liveOutputs(inst, app, sweep.context);
  const whole = sweep.isActive(inst) ? sweep.take(inst) : null;
  for (const output of live) {
    const adjoint = adjointOfOutput(inst, app, output, sweep, whole);
    if (adjoint !== null) spread(inst, app, output, adjoint, sweep);
  }
}

function spread(
  inst: Instruction,
  app: Application,
  output: number,
  adjoint: Value,
  sweep: Sweep,
): void {
  const flags = summingFlags(inst.flags);
  const guarded = app.rule.singular || isSpeculated(inst) || app.args.some(mayLackLanes);
  app.args.forEach((arg, k) => {
    if (!sweep.isActive(arg)) return;
    const amount = contribution({ inst, app, output, k, adjoint, flags, guarded }, sweep);
    if (amount !== null) sweep.add(arg, convertedTo(arg.type, amount, sweep), flags);
  });
}

/** Conversions that are written as calls have an argument of another kind than their result. */
function convertedTo(type: Type, amount: Value, { build }: Sweep): Value {
  if (amount.type === type) return amount;
  const { layout } = build.module;
  const widens = layout.bitSize(type) > layout.bitSize(amount.type);
  return build.cast(widens ? "fpext" : "fptrunc", amount, type);
}

interface Term {
  readonly inst: Instruction;
  readonly app: Application;
  readonly output: number;
  readonly k: number;
  readonly adjoint: Value;
  readonly flags: string;
  readonly guarded: boolean;
}

function contribution(term: Term, sweep: Sweep): Value | null {
  const { app, output, k, adjoint, flags } = term;
  const { build } = sweep;
  const partial = at(at(app.rule.outputs, output).partials, k);
  if (partial === "inactive") return null;
  const type = adjoint.type;
  const wanted = ruleNeeds(app.rule, k, output);
  const algebra = irAlgebra({
    build,
    services: sweep.context.services,
    type,
    family: app.family,
    flags,
  });
  const filler = floatConstant(type, 0);
  const args = app.args.map((arg, i) => (wanted.has(`x${i}`) ? whole(arg, sweep) : filler));
  const outputs = app.rule.outputs.map((_, i) =>
    wanted.has(i === 0 ? "r" : `r${i}`)
      ? (outputValue(term.inst, app, i, sweep) ?? filler)
      : filler,
  );
  const scale = partial(algebra, args, at(outputs, output), outputs);
  return scaled(sweep, adjoint, scale, term);
}

/** The value with some number in the lanes that have none: their adjoint is zero, and must not become poison. */
function whole(value: Value, sweep: Sweep): Value {
  const primal = sweep.primal(value);
  return mayLackLanes(value) ? sweep.build.freeze(primal) : primal;
}

/** `adjoint * scale`, spelt shorter for 1 and -1, and zero where the adjoint is when that must hold whatever `scale` is. */
function scaled(sweep: Sweep, adjoint: Value, scale: Value, { flags, guarded }: Term): Value {
  const { build } = sweep;
  const unit = unitOf(scale);
  if (unit === 1) return adjoint;
  if (unit === -1) return build.fneg(adjoint, { flags });
  const product = build.binary("fmul", adjoint, scale, { flags });
  if (!guarded || isConstant(scale)) return product;
  const zero = floatConstant(adjoint.type, 0);
  return build.select(build.fcmp("oeq", adjoint, zero), zero, product);
}

function isConstant(value: Value): boolean {
  return "text" in value;
}

function unitOf(scale: Value): number | null {
  const { type } = scale;
  for (const unit of [1, -1]) if (sameConstant(scale, floatConstant(type, unit))) return unit;
  return null;
}

function sameConstant(a: Value, b: Value): boolean {
  if ("text" in a && "text" in b) return a.text === b.text;
  if ("elements" in a && "elements" in b) {
    const left = a.elements as readonly Value[];
    const right = b.elements as readonly Value[];
    return left.length === right.length && left.every((x, i) => sameConstant(x, at(right, i)));
  }
  return false;
}

/** fadd, fmul, …, and calls of functions in the table. */
export const arithmetic: Derivation = { needs: needsOf, reverse };

/** fpext and fptrunc: the adjoint is converted the other way. */
export const conversion: Derivation = {
  needs: () => [],
  reverse: (inst, sweep) => {
    const source = inst.operand(0);
    const adjoint = sweep.take(inst);
    if (adjoint === null || !isFloating(source.type)) return;
    const opcode = inst.opcode === "fpext" ? "fptrunc" : "fpext";
    sweep.add(source, sweep.build.cast(opcode, adjoint, source.type));
  },
};

/** Inline assembly without instructions: the result is the operand whose register it shares. */
export const handing: Derivation = {
  needs: () => [],
  reverse: (inst, sweep) => {
    const adjoint = sweep.take(inst);
    const from = inst instanceof CallInst ? emptyAsm(inst)?.result : undefined;
    if (adjoint === null || from === undefined || from === null) return;
    sweep.add(inst.operand(from), adjoint);
  },
};

/** freeze, and bitcasts between equal element types. */
export const passing: Derivation = {
  needs: () => [],
  reverse: (inst, sweep) => {
    const adjoint = sweep.take(inst);
    const source = inst.operand(0);
    if (adjoint === null) return;
    sweep.add(
      source,
      source.type === inst.type ? adjoint : sweep.build.cast("bitcast", adjoint, source.type),
    );
  },
};
