/**
 * Which functions of a module a pointer may lead to: those named anywhere but as what a call calls. The whole module is read for it,
 * once, and only when somebody asks.
 */
import { ConstantAggregate, ConstantExpr, OpaqueConstant } from "../ir/constants.ts";
import { Function, GlobalAlias, type GlobalVariable, type Instruction } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import type { FunctionType, Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { keptFor } from "../support/kept.ts";

/** The items of a module. */
export interface ModuleItems {
  functions(): Function[];
  globals(): (GlobalVariable | GlobalAlias)[];
  /** The function of that name, when there is one. */
  function(name: string): Function | undefined;
}

/** The functions whose address is taken, in the order of the text, by the types that calls through a pointer have. */
export class AddressTaken {
  readonly #byType = new Map<string, Function[]>();

  constructor(module: ModuleItems) {
    const taken = functionsTakenIn(module, () => true);
    for (const fn of module.functions()) {
      if (!taken.has(fn) || fn.name.startsWith("llvm.")) continue;
      const key = shapeOf(fn.functionType);
      const known = this.#byType.get(key);
      if (known === undefined) this.#byType.set(key, [fn]);
      else known.push(fn);
    }
  }

  /** Those that a call of type `type` through a pointer may call. */
  ofType(type: FunctionType): readonly Function[] {
    return this.#byType.get(shapeOf(type)) ?? [];
  }
}

/** The type with all pointers into a space alike: an override's `this` points to another class than the call's. */
function shapeOf(type: FunctionType): string {
  const part = (inner: Type): string => (inner.kind === "pointer" ? `*${inner.space}` : inner.text);
  return [part(type.ret), ...type.params.map(part), type.varargs ? "..." : ""].join(",");
}

/** The functions named anywhere but as what a call calls, and but in the initial values of those variables that `isRead` leaves out. */
export function functionsTakenIn(
  module: ModuleItems,
  isRead: (global: GlobalVariable) => boolean,
): ReadonlySet<Function> {
  const taken = new Set<Function>();
  const seen = new Set<Value>();
  const collect = (root: Value): void => {
    const stack = [root];
    for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
      if (value instanceof Function) taken.add(value);
      if (!isNested(value) || seen.has(value)) continue;
      seen.add(value);
      stack.push(...partsOf(value, module));
    }
  };
  for (const global of module.globals()) {
    if (global instanceof GlobalAlias) continue;
    const value = global.initializer;
    if (value !== null && !isBookkeeping(global.name) && isRead(global)) collect(value);
  }
  for (const fn of module.functions()) {
    if (fn.isDeclaration) continue;
    for (const inst of fn.instructions()) for (const value of passedOn(inst)) collect(value);
  }
  return taken;
}

function isNested(value: Value): boolean {
  return (
    value instanceof ConstantExpr ||
    value instanceof ConstantAggregate ||
    value instanceof GlobalAlias ||
    value instanceof OpaqueConstant
  );
}

function partsOf(value: Value, module: ModuleItems): readonly Value[] {
  if (value instanceof ConstantExpr) return value.args;
  if (value instanceof ConstantAggregate) return value.elements;
  if (value instanceof GlobalAlias) return value.target === null ? [] : [value.target];
  if (!(value instanceof OpaqueConstant)) return [];
  const name = /@([-\w$.]+)/.exec(value.text)?.[1];
  const fn = name === undefined ? undefined : module.function(name);
  return fn === undefined ? [] : [fn];
}

/** The operands through which an address may get around; a call of a request names a function only to have it differentiated. */
function passedOn(inst: Instruction): readonly Value[] {
  if (!(inst instanceof CallInst)) return inst.operands;
  return isBookkeeping(inst.callee.name ?? "") ? [] : inst.operands.slice(0, -1);
}

/** Lists for the linker, and what the spellings of requests and registrations say to tsad. */
function isBookkeeping(name: string): boolean {
  return name.startsWith("llvm.") || /__(enzyme|tsad)_/.test(name);
}

/** The functions of a module whose address is taken, found when first asked for. */
export const addressTaken = keptFor((module: ModuleItems) => new AddressTaken(module));
