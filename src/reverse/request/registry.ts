/**
 * What a program registers: arrays `__enzyme_register_gradient_X[] = {f, augmented, reverse}` and their relatives, function attributes
 * and annotations of the same meaning, and all of it under `__tsad_`.
 */
import {
  type CustomGradient,
  registerFunction,
  registerInactive,
  registerShadow,
} from "../../analysis/registered.ts";
import { allocatorLike, allocatorRow, releaseLike } from "../../rules/allocators.ts";
import { attributeValue, expandGroups, hasAttribute } from "../../ir/attributes.ts";
import { ConstantAggregate, ConstantExpr, Literal } from "../../ir/constants.ts";
import { Function, GlobalVariable } from "../../ir/graph.ts";
import type { Module } from "../../ir/module.ts";
import type { Value } from "../../ir/value.ts";
import { lookup } from "../../rules/lookup.ts";
import { TsadError } from "../../support/errors.ts";
import { derivativeShape, gradientShape } from "../custom-rule.ts";
import { behindSlots, functionBehind, literalOf } from "./origin.ts";

/** An allocator of the program's own. */
export interface AllocatorLike {
  /** Which argument is the size in bytes, from 0. */
  readonly size: number;
  /** What the freeing function takes: -1 is the address, others are arguments of the allocation. */
  readonly freeArguments: readonly number[];
  readonly free: Function | null;
}

/** The registrations of one module. */
export class Registry {
  private readonly module: Module;
  private readonly inactiveFunctions = new Set<Function>();
  private readonly inactiveGlobals = new Set<GlobalVariable>();
  private readonly noFree = new Set<Function>();
  private readonly like = new Map<Function, string>();
  private readonly gradients = new Map<Function, CustomGradient>();
  private readonly derivatives = new Map<Function, Function>();
  private readonly allocators = new Map<Function, AllocatorLike>();
  private readonly shadows = new Map<GlobalVariable, GlobalVariable>();

  /** Reads all registrations of `module`. @throws TsadError E_REGISTRATION for one that is not understood */
  constructor(module: Module) {
    this.module = module;
    if (!/(enzyme|tsad)_/.test(module.text)) return;
    for (const global of module.globals()) {
      if (global instanceof GlobalVariable) this.readGlobal(global);
    }
    this.readAttributes();
    this.readAnnotations();
    this.publish();
  }

  /** Does the program say that the function has no part in a derivative? */
  isInactiveFunction(fn: Function): boolean {
    return this.inactiveFunctions.has(fn);
  }

  /** Does the program say that no active value is kept in the variable? */
  isInactiveGlobal(global: GlobalVariable): boolean {
    return this.inactiveGlobals.has(global);
  }

  /** Does the program say that the function frees nothing that it is given? */
  freesNothing(fn: Function): boolean {
    return this.noFree.has(fn);
  }

  /** The library function whose derivative the function has. */
  likeFunction(fn: Function): string | undefined {
    return this.like.get(fn);
  }

  /** The reverse mode that comes with the function. */
  customGradient(fn: Function): CustomGradient | undefined {
    return this.gradients.get(fn);
  }

  /** The forward mode that comes with the function. */
  customDerivative(fn: Function): Function | undefined {
    return this.derivatives.get(fn);
  }

  /** What the program says of an allocator of its own. */
  allocatorLike(fn: Function): AllocatorLike | undefined {
    return this.allocators.get(fn);
  }

  /** The variable that the program gives as the shadow of another. */
  shadowOfGlobal(global: GlobalVariable): GlobalVariable | undefined {
    return this.shadows.get(global);
  }

  private readGlobal(global: GlobalVariable): void {
    if (!registration.test(global.name) || global.isDeclaration) return;
    const kind = kinds.find(([word]) => global.name.includes(`_${word}`));
    if (kind === undefined) {
      const known = kinds.map(([word]) => `__enzyme_${word}`).join(", ");
      throw this.error(global, "no registration has this name", `the registrations are ${known}`);
    }
    kind[1](this, global, elementsOf(global));
  }

  /** The function at `index` of a registration. */
  functionAt(global: GlobalVariable, elements: readonly Value[], index: number): Function {
    const value = elements[index];
    const fn = value === undefined ? null : functionBehind(value);
    if (fn !== null) return fn;
    throw this.error(global, `element ${index + 1} is not the address of a function`);
  }

  /** The variable at `index` of a registration. */
  globalAt(global: GlobalVariable, elements: readonly Value[], index: number): GlobalVariable {
    const value = elements[index];
    const found = value === undefined ? null : behindSlots(value);
    if (found instanceof GlobalVariable) return found;
    throw this.error(global, `element ${index + 1} is not the address of a variable`);
  }

  /** @throws TsadError where the registration has not `counts` elements */
  expect(global: GlobalVariable, elements: readonly Value[], ...counts: readonly number[]): void {
    if (counts.includes(elements.length)) return;
    const wanted = counts.join(" or ");
    throw this.error(global, `it has ${elements.length} elements and not ${wanted}`);
  }

  /** Notes `{f, augmented, reverse}`. */
  addGradient(global: GlobalVariable, elements: readonly Value[]): void {
    this.expect(global, elements, 3);
    const at = (i: number): Function => this.functionAt(global, elements, i);
    if (this.gradients.has(at(0))) {
      throw this.error(global, `@${at(0).name} has another gradient already`);
    }
    const own = { augmented: at(1), reverse: at(2) };
    const shape = gradientShape(at(0), own);
    if (typeof shape === "string") throw this.error(global, shape, gradientRemedy);
    this.gradients.set(at(0), own);
  }

  /** Notes `{f, forward}`. */
  addDerivative(global: GlobalVariable, elements: readonly Value[]): void {
    this.expect(global, elements, 2);
    const fn = this.functionAt(global, elements, 0);
    if (this.derivatives.has(fn)) {
      throw this.error(global, `@${fn.name} has another derivative already`);
    }
    const forward = this.functionAt(global, elements, 1);
    const shape = derivativeShape(fn, forward);
    if (typeof shape === "string") throw this.error(global, shape, derivativeRemedy);
    this.derivatives.set(fn, forward);
  }

  /** Notes `{f, "log1p"}`. */
  addLike(global: GlobalVariable, elements: readonly Value[]): void {
    this.expect(global, elements, 2);
    const fn = this.functionAt(global, elements, 0);
    const name = elements[1] === undefined ? null : stringOf(elements[1]);
    if (name === null) throw this.error(global, "element 2 is not a string");
    this.noteLike(fn, name, (reason) => this.error(global, reason));
  }

  /** Notes `{alloc, (void*)sizeArgument, "-1", free}`. */
  addAllocator(global: GlobalVariable, elements: readonly Value[]): void {
    this.expect(global, elements, 4);
    const [, size, given, free] = elements;
    const fn = this.functionAt(global, elements, 0);
    const position = size === undefined ? null : integerBehind(size);
    if (position === null) throw this.error(global, "element 2 is not the position of an argument");
    if (fn.functionType.params[Number(position)]?.kind !== "int") {
      throw this.error(global, `argument ${position} of @${fn.name}, from 0, is not a size`);
    }
    if (fn.functionType.ret.kind !== "pointer") {
      throw this.error(global, `@${fn.name} does not return the address of memory`);
    }
    const words = given === undefined ? null : stringOf(given);
    const numbers = words?.split(",").map(Number) ?? [];
    if (words === null || numbers.some((n) => !Number.isInteger(n) || n < -1)) {
      throw this.error(global, 'element 3 is not a list of positions like "-1"');
    }
    const release = free === undefined ? null : functionBehind(free);
    if (release !== null) this.checkRelease(global, release, numbers);
    this.allocators.set(fn, { size: Number(position), freeArguments: numbers, free: release });
  }

  /** The reverse sweep frees later than the program does: it must be able to keep what the freeing function is given. */
  private checkRelease(global: GlobalVariable, free: Function, numbers: readonly number[]): void {
    const { params } = free.functionType;
    if (params.length !== numbers.length) {
      const counts = `${params.length} arguments, and element 3 says ${numbers.length}`;
      throw this.error(global, `@${free.name} takes ${counts}`);
    }
    const old = numbers.indexOf(-1);
    if (params[old]?.kind !== "pointer" || numbers.lastIndexOf(-1) !== old) {
      throw this.error(
        global,
        `element 3 does not say once, as -1, which argument of @${free.name} is the memory`,
      );
    }
    const others = params.filter((_, i) => i !== old);
    const fit = others.every(
      (type) => type.kind === "pointer" || (type.kind === "int" && type.bits <= 64),
    );
    if (others.length > 2 || !fit) {
      throw this.error(
        global,
        `@${free.name} takes more than the memory and two integers or pointers`,
      );
    }
  }

  /** Notes functions without a derivative. */
  addInactive(global: GlobalVariable, elements: readonly Value[]): void {
    elements.forEach((_, i) => this.inactiveFunctions.add(this.functionAt(global, elements, i)));
  }

  /** Notes variables without active values. */
  addInactiveGlobal(global: GlobalVariable, elements: readonly Value[]): void {
    elements.forEach((_, i) => this.inactiveGlobals.add(this.globalAt(global, elements, i)));
  }

  /** Notes functions that free nothing. */
  addNoFree(global: GlobalVariable, elements: readonly Value[]): void {
    elements.forEach((_, i) => this.noFree.add(this.functionAt(global, elements, i)));
  }

  /** Notes `{&v, &dv}`. */
  addShadow(global: GlobalVariable, elements: readonly Value[]): void {
    this.expect(global, elements, 2);
    const [own, shadow] = [0, 1].map((i) => this.globalAt(global, elements, i));
    if (own === undefined || shadow === undefined) return;
    const { layout } = this.module;
    if (layout.sizeOf(own.valueType) !== layout.sizeOf(shadow.valueType)) {
      throw this.error(global, `@${own.name} and @${shadow.name} have different sizes`);
    }
    this.shadows.set(own, shadow);
  }

  private noteLike(fn: Function, name: string, error: (reason: string) => TsadError): void {
    if (lookup(name) === undefined) throw error(`there is no rule for ${name}`);
    this.like.set(fn, name);
  }

  private readAttributes(): void {
    for (const fn of this.module.functions()) {
      const words = expandGroups(fn.suffix, this.module);
      if (words.includes("enzyme_") || words.includes("tsad_")) this.readWords(fn, words);
    }
  }

  private readWords(fn: Function, words: string): void {
    const error = (reason: string): TsadError =>
      new TsadError("E_REGISTRATION", {
        function: fn.name,
        reason: `attribute of @${fn.name}: ${reason}`,
      });
    for (const prefix of ["enzyme", "tsad"]) {
      if (hasAttribute(words, `${prefix}_inactive`)) this.inactiveFunctions.add(fn);
      if (hasAttribute(words, `${prefix}_nofree`)) this.noFree.add(fn);
      for (const key of [`${prefix}_function_like`, `${prefix}_math`]) {
        const name = attributeValue(words, key);
        if (name !== undefined) this.noteLike(fn, name, error);
      }
    }
  }

  /** `__attribute__((annotate("enzyme_inactive")))` and `annotate("enzyme_function_like=log1p")`. */
  private readAnnotations(): void {
    const all = this.module.global("llvm.global.annotations");
    if (!(all instanceof GlobalVariable)) return;
    for (const entry of elementsOf(all)) {
      const [target, text] = entry instanceof ConstantAggregate ? entry.elements : [];
      if (target === undefined || text === undefined) continue;
      const said = /^(?:enzyme|tsad)_(\w+)(?:=(\w+))?$/.exec(stringOf(text) ?? "");
      const object = behindSlots(target);
      if (said === null) continue;
      if (object instanceof Function) this.annotate(object, said[1] ?? "", said[2]);
      else if (object instanceof GlobalVariable && (said[1] ?? "").startsWith("inactive")) {
        this.inactiveGlobals.add(object);
      }
    }
  }

  private annotate(fn: Function, word: string, name: string | undefined): void {
    const error = (reason: string): TsadError =>
      new TsadError("E_REGISTRATION", {
        function: fn.name,
        reason: `annotation of @${fn.name}: ${reason}`,
      });
    if (word === "inactive" || word === "inactivefn") this.inactiveFunctions.add(fn);
    else if (word === "nofree") this.noFree.add(fn);
    else if (word === "function_like" || word === "math") {
      if (name === undefined) throw error(`write ${word}=NAME`);
      this.noteLike(fn, name, error);
    } else if (word !== "nocache" && word !== "type")
      throw error(`there is no annotation enzyme_${word}`);
  }

  /** Tells the analyses. */
  private publish(): void {
    for (const fn of this.inactiveFunctions) registerFunction(fn, { inactive: true });
    for (const [fn, name] of this.like) registerFunction(fn, { like: name });
    for (const [fn, gradient] of this.gradients) registerFunction(fn, { gradient });
    for (const [fn, derivative] of this.derivatives) registerFunction(fn, { derivative });
    for (const [fn, { size, freeArguments, free }] of this.allocators) {
      registerFunction(fn, { allocator: allocatorLike(size, free?.name ?? null) });
      if (free === null || allocatorRow(free.name)?.kind === "free") continue;
      registerFunction(free, { allocator: releaseLike(freeArguments.indexOf(-1)) });
    }
    for (const global of this.inactiveGlobals) registerInactive(global);
    for (const [global, shadow] of this.shadows) registerShadow(global, shadow);
  }

  private error(global: GlobalVariable, reason: string, remedy?: string): TsadError {
    return new TsadError("E_REGISTRATION", {
      reason: `@${global.name}: ${reason}`,
      value: `@${global.name}`,
      remedy,
    });
  }
}

/** Variables of these names are registrations; what tsad adds to a module has other names. */
const registration = /__enzyme_|__tsad_(register|function|allocation|inactive|nofree|shadow)_?/;

type Reader = (registry: Registry, global: GlobalVariable, elements: readonly Value[]) => void;

/** The registrations by the beginning of their names; a longer name stands before one that it begins with. */
const kinds: readonly (readonly [string, Reader])[] = [
  [
    "register_gradient",
    (registry, ...rest) => {
      registry.addGradient(...rest);
    },
  ],
  [
    "register_derivative",
    (registry, ...rest) => {
      registry.addDerivative(...rest);
    },
  ],
  [
    "function_like",
    (registry, ...rest) => {
      registry.addLike(...rest);
    },
  ],
  [
    "allocation_like",
    (registry, ...rest) => {
      registry.addAllocator(...rest);
    },
  ],
  [
    "inactivefn",
    (registry, ...rest) => {
      registry.addInactive(...rest);
    },
  ],
  [
    "inactive_global",
    (registry, ...rest) => {
      registry.addInactiveGlobal(...rest);
    },
  ],
  [
    "nofree",
    (registry, ...rest) => {
      registry.addNoFree(...rest);
    },
  ],
  [
    "shadow_global",
    (registry, ...rest) => {
      registry.addShadow(...rest);
    },
  ],
];

const gradientRemedy =
  "the augmented function takes what the function takes, each pointer with its shadow behind it, and returns the tape, or a struct of the tape, the result and the shadow of a result that is a pointer; the reverse function takes the same, the derivative by a result that is a float, and the tape, and returns the derivatives by the floats";
const derivativeRemedy =
  "the forward function takes each float with its tangent behind it and each pointer with its shadow, and returns a struct of the result and its tangent";

function elementsOf(global: GlobalVariable): readonly Value[] {
  const { initializer } = global;
  if (initializer === null) return [];
  return initializer instanceof ConstantAggregate ? initializer.elements : [initializer];
}

/** The characters of a C string that a constant is the address of; null for anything else. */
function stringOf(value: Value): string | null {
  let inner = behindSlots(value);
  if (inner instanceof ConstantExpr && inner.opcode === "getelementptr") {
    const [base, ...indices] = inner.args;
    if (base === undefined || indices.some((index) => literalOf(index) !== 0n)) return null;
    inner = base;
  }
  if (!(inner instanceof GlobalVariable) || !(inner.initializer instanceof Literal)) return null;
  return /^c"([^"\\]*)\\00"$/.exec(inner.initializer.text)?.[1] ?? null;
}

/** The integer that a pointer was made of; null, the pointer, is 0. */
function integerBehind(value: Value): bigint | null {
  const inner = behindSlots(value);
  if (inner instanceof Literal && inner.text === "null") return 0n;
  return literalOf(inner);
}
