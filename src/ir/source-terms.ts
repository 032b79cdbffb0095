/** Says what an error speaks of in terms of the source: its file and line, the variable or expression, and names as they were written. */
import { must } from "../support/assert.ts";
import type { Location, SourceFacts, TsadError } from "../support/errors.ts";
import { sourceName } from "../support/source-names.ts";
import { Literal } from "./constants.ts";
import { placeOfFunction, placesOf, type Variable, variablesOf } from "./debug-info.ts";
import { type Function, GlobalValue, GlobalVariable, Instruction } from "./graph.ts";
import { AllocaInst, CallInst, CastInst, GepInst, LoadInst } from "./instructions.ts";
import type { Module } from "./module.ts";
import type { Value } from "./value.ts";

/** Adds to the error what the debug information of `module` and the names in the message say of the source. */
export function tellSource(error: TsadError, module: Module): void {
  const inst = error.location === undefined ? null : instructionAt(error.location, module);
  error.function = primalName(error.function, inst, module);
  error.value ??= numberedName(error, module);
  const places = error.source?.places ?? sourcePlaces(error, inst, module);
  // Without debug information there are no variables, and an expression of nothing but gaps says nothing.
  const value = places.length === 0 ? null : sourceValue(error, module);
  const names = namesIn([error.message, error.function ?? "", error.value ?? ""]);
  const facts: SourceFacts = { places, names, ...(value === null ? {} : { value }) };
  if (places.length > 0 || value !== null || names.size > 0) error.source = facts;
}

/** An analysis that knows only the generated function names that; the reader knows the one it was made from. */
function primalName(
  name: string | undefined,
  inst: Instruction | null,
  module: Module,
): string | undefined {
  const original = inst?.parent?.parent;
  const named = functionNamed(name, module);
  if (original === undefined || original === null || named === undefined) return name;
  return module.isInText(named) ? name : original.name;
}

/** A numbered value is called what the text calls it: numbers are not kept in the graph. */
function numberedName(error: TsadError, module: Module): string | undefined {
  const place = error.valueLocation;
  const inst = place === undefined ? null : instructionAt(place, module);
  if (inst === null) return undefined;
  return /^%[0-9]+(?= *=)/.exec(module.text.slice(inst.position, inst.position + 20))?.[0];
}

function sourcePlaces(
  error: TsadError,
  inst: Instruction | null,
  module: Module,
): SourceFacts["places"] {
  const places = inst === null ? [] : placesOf(inst.metadata, module);
  if (places.length > 0) return places;
  const fn = inst?.parent?.parent ?? functionNamed(error.function, module);
  return fn === undefined ? [] : placeOfFunction(fn, module);
}

/** The mangled names in the texts with their meaning. */
function namesIn(texts: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const text of texts) {
    for (const [symbol] of text.matchAll(/_[ZRQ][\w$.]+/g)) {
      const name = sourceName(symbol);
      if (name !== null) names.set(symbol, name);
    }
  }
  return names;
}

function functionNamed(name: string | undefined, module: Module): Function | undefined {
  return name === undefined ? undefined : module.function(name);
}

/** The instruction of the text that stands at the place. Copies remember the same place, but have lost their debug information. */
function instructionAt(location: Location, module: Module): Instruction | null {
  if (location.file !== module.file) return null;
  for (const fn of module.functions()) {
    // What has not been read yet cannot have been refused.
    if (fn.isDeclaration || fn.bodySource !== null) continue;
    for (const inst of fn.instructions()) {
      if (inst.position < 0) continue;
      const own = module.locate(inst.position);
      if (own.line === location.line && own.column === location.column) return inst;
    }
  }
  return null;
}

function sourceValue(error: TsadError, module: Module): string | null {
  const at =
    error.valueLocation ?? (error.value?.startsWith("@") === true ? undefined : error.location);
  const value = at === undefined ? null : instructionAt(at, module);
  if (value === null) return null;
  const fn = must(value.parent?.parent, "an instruction that was read is in a function");
  return new Describer(variablesOf(fn, module)).value(value, 0);
}

/** Expressions are shown this deep; `…` stands for what is below. */
const deepest = 3;

const signs: Readonly<Record<string, string>> = {
  add: "+",
  sub: "-",
  mul: "*",
  fadd: "+",
  fsub: "-",
  fmul: "*",
  fdiv: "/",
};

/** Spells values as C would. */
class Describer {
  private readonly variables: ReadonlyMap<Value, Variable>;

  constructor(variables: ReadonlyMap<Value, Variable>) {
    this.variables = variables;
  }

  /** The value as an expression, or null when it has no name and no form that a reader would know again. */
  value(value: Value, depth: number): string | null {
    // A call is what a reader looks for; which variable its result goes to is second.
    const called = depth === 0 && value instanceof CallInst ? this.call(value, depth) : null;
    if (called !== null) return called;
    const variable = this.variables.get(value);
    if (variable !== undefined) return variable.isAddress ? `&${variable.name}` : variable.name;
    return depth > deepest ? null : this.form(value, depth);
  }

  /** A value that is no variable, by what computes it. */
  private form(value: Value, depth: number): string | null {
    if (value instanceof CallInst) return this.call(value, depth);
    if (value instanceof LoadInst) return this.place(value.pointer, depth);
    if (value instanceof CastInst) return this.value(value.source, depth);
    if (value instanceof Literal && value.type.kind === "int") return value.text;
    if (value instanceof GlobalValue) return `&${nameOf(value)}`;
    if (value instanceof GepInst) {
      const place = this.place(value, depth);
      return place === null ? null : `&${place}`;
    }
    return value instanceof Instruction ? this.operation(value, depth) : null;
  }

  private operation(inst: Instruction, depth: number): string | null {
    const sign = signs[inst.opcode];
    if (sign === undefined) return null;
    const operands = inst.operands.map((each) => this.value(each, depth + 1));
    if (operands.every((each) => each === null)) return null;
    const sides = operands.map((each) =>
      each === null ? "…" : /[-+*/] /.test(each) ? `(${each})` : each,
    );
    return sides.join(` ${sign} `);
  }

  private call(call: CallInst, depth: number): string | null {
    const name = call.callee.name;
    if (name === null || !(call.callee instanceof GlobalValue)) return null;
    if (name.startsWith("llvm.")) return null;
    const args = call.args.map((arg) => this.value(arg, depth + 1) ?? "…");
    return `${sourceName(name) ?? name}(${args.join(", ")})`;
  }

  /** What lies at the address. */
  private place(pointer: Value, depth: number): string | null {
    const variable = this.variables.get(pointer);
    if (variable !== undefined) return variable.isAddress ? variable.name : `*${variable.name}`;
    if (pointer instanceof GlobalVariable) return nameOf(pointer);
    if (depth > deepest || pointer instanceof AllocaInst) return null;
    if (pointer instanceof GepInst) return this.element(pointer, depth);
    if (pointer instanceof CastInst) return this.place(pointer.source, depth);
    if (!(pointer instanceof LoadInst)) return null;
    const inner = this.place(pointer.pointer, depth + 1);
    return inner === null ? null : `*${inner}`;
  }

  private element(gep: GepInst, depth: number): string | null {
    const [first, ...inner] = gep.indices;
    const isWhole = first instanceof Literal && first.text === "0";
    const stepsInto = inner.length > 0 && isWhole;
    const base = stepsInto ? this.place(gep.base, depth + 1) : this.value(gep.base, depth + 1);
    if (base === null) return null;
    if (inner.length > 0 && gep.sourceType.kind === "struct") return `part of ${base}`;
    const index = stepsInto ? inner[0] : first;
    const shown = index === undefined ? null : this.value(index, depth + 1);
    return `${base.startsWith("*") ? `(${base})` : base}[${shown ?? "…"}]`;
  }
}

function nameOf(global: GlobalValue): string {
  return sourceName(global.name) ?? global.name;
}
