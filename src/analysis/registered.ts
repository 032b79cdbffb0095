/**
 * What the program says of its own functions and variables, beside what the analyses find: kept with the objects, so that every floor
 * above can ask. Who reads the registrations (src/reverse/request/registry.ts) writes it here.
 */
import type { Function, GlobalVariable } from "../ir/graph.ts";
import type { Allocator } from "../rules/allocators.ts";

/** Reverse mode of a function as the program has it: `augmented` keeps what `reverse` needs. */
export interface CustomGradient {
  readonly augmented: Function;
  readonly reverse: Function;
}

/** What is said of a function. */
export interface FunctionFacts {
  /** Nothing that it computes or writes has a part in a derivative. */
  readonly inactive?: true;
  /** Its derivative is that of the library function of this name. */
  readonly like?: string;
  /** It comes with a reverse mode of its own. */
  readonly gradient?: CustomGradient;
  /** It comes with a forward mode of its own. */
  readonly derivative?: Function;
  /** It hands out memory, or takes back what such a function handed out. */
  readonly allocator?: Allocator;
}

const functions = new WeakMap<Function, FunctionFacts>();
const inactive = new WeakSet<GlobalVariable>();
const shadows = new WeakMap<GlobalVariable, GlobalVariable>();

/** Adds to what is said of `fn`. */
export function registerFunction(fn: Function, facts: FunctionFacts): void {
  functions.set(fn, { ...functions.get(fn), ...facts });
}

/** Notes that no active value is kept in `global`. */
export function registerInactive(global: GlobalVariable): void {
  inactive.add(global);
}

/** Notes that `shadow` is the shadow of `global`: what the program finds and leaves there is its own affair. */
export function registerShadow(global: GlobalVariable, shadow: GlobalVariable): void {
  shadows.set(global, shadow);
}

/** The shadow that the program gives the variable. */
export function registeredShadow(global: GlobalVariable): GlobalVariable | undefined {
  return shadows.get(global);
}

/** What is said of `fn`. */
export function registeredFacts(fn: Function): FunctionFacts {
  return functions.get(fn) ?? nothing;
}

const nothing: FunctionFacts = {};

/** Is the variable one that no active value is kept in, because nobody writes it or because the program says so? */
export function isInactiveGlobal(global: GlobalVariable): boolean {
  return global.isConstant || inactive.has(global) || isClassData(global);
}

/**
 * Is it a virtual table, a list of such, or the data of a type, by the names of the Itanium C++ ABI? Nobody writes there, although those
 * of other modules are not declared constant.
 */
export function isClassData({ name }: GlobalVariable): boolean {
  return /^_ZT[VTCIS]/.test(name);
}

/**
 * Is it the data or the name of a type (Itanium C++ ABI 2.9)? Nobody writes there, and it holds nothing that moves; a pointer to it counts as
 * null, so that one that is kept where other pointers are at other times does not make one object of all that they lead to.
 */
export function isTypeData({ name }: GlobalVariable): boolean {
  return /^_ZT[IS]/.test(name);
}

/** Is a call of `fn` differentiated by its body? Not where it has none, and not where something is known of the function as a whole. */
export function isSeenThrough(fn: Function): boolean {
  if (fn.isDeclaration) return false;
  const { inactive, like, gradient, derivative, allocator } = registeredFacts(fn);
  return [inactive, like, gradient, derivative, allocator].every((fact) => fact === undefined);
}

/** Does reverse mode put a pair of functions in the place of a call of `fn`: one of its body, or one that the program registers? */
export function hasPair(fn: Function): boolean {
  return isSeenThrough(fn) || hasRule(fn, "gradient");
}

/** Does the program say how `fn` is differentiated in that mode? That it has no part in a derivative goes before. */
export function hasRule(fn: Function, mode: "gradient" | "derivative"): boolean {
  const facts = registeredFacts(fn);
  return facts[mode] !== undefined && facts.inactive === undefined && facts.like === undefined;
}
