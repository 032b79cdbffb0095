/**
 * Where a value of a call comes from, as far as it is certain without running anything: through casts, slots that are written once,
 * constant globals, and at -O0 through functions that only hand on a function.
 */
import { calledFunction } from "../../analysis/effects.ts";
import { ConstantExpr, Literal, MetadataValue } from "../../ir/constants.ts";
import { Argument, Function, GlobalAlias, GlobalVariable } from "../../ir/graph.ts";
import { AllocaInst, CallInst, CastInst, LoadInst, StoreInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";

/** Far more steps than programs need; it ends chains that lead back to themselves. */
const longest = 32;

/** The value behind casts, and behind slots that are written once. */
export function behindSlots(value: Value): Value {
  let inner = value;
  for (let step = 0; step < longest; step++) {
    const next = oneStep(inner);
    if (next === null) return inner;
    inner = next;
  }
  return inner;
}

function oneStep(value: Value): Value | null {
  if (value instanceof CastInst) return value.source;
  if (value instanceof ConstantExpr && castWords.has(value.opcode)) return value.args[0] ?? null;
  return value instanceof LoadInst ? slotContent(value.pointer) : null;
}

const castWords = new Set(["bitcast", "addrspacecast", "ptrtoint", "inttoptr"]);

/** What a local slot holds that is stored to once and otherwise only read, or handed to a call of the grammar; null when unknown. */
export function slotContent(pointer: Value): Value | null {
  const slot = withoutCasts(pointer);
  if (!(slot instanceof AllocaInst)) return null;
  const stores = new Set<StoreInst>();
  const seen = new Set<Value>([slot]);
  for (const address of seen) {
    for (const { user, index } of address.uses()) {
      if (user instanceof CastInst) seen.add(user);
      else if (user instanceof StoreInst && index === 1) stores.add(user);
      else if (!isReader(user)) return null;
    }
  }
  const [only] = stores;
  return stores.size === 1 && only !== undefined ? only.value : null;
}

function isReader(user: Value): boolean {
  // Debug information names the slot, and changes nothing.
  if (user instanceof LoadInst || user instanceof MetadataValue) return true;
  if (!(user instanceof CallInst)) return "isDebugRecord" in user && user.isDebugRecord === true;
  const name = calledFunction(user)?.name ?? "";
  return /^llvm\.(dbg|lifetime)\./.test(name) || /__(enzyme|tsad)_/.test(name);
}

function withoutCasts(value: Value): Value {
  let inner = value;
  while (inner instanceof CastInst) inner = inner.source;
  while (inner instanceof ConstantExpr && castWords.has(inner.opcode)) {
    const [source] = inner.args;
    if (source === undefined) break;
    inner = source;
  }
  return inner;
}

/**
 * The global that a value is the address of, or what is loaded from it; `loaded` says which. `global` is null for any other value.
 */
export function sourceOf(value: Value): {
  readonly global: GlobalVariable | null;
  readonly loaded: boolean;
} {
  const inner = behindSlots(value);
  if (inner instanceof GlobalVariable) return { global: inner, loaded: false };
  if (!(inner instanceof LoadInst)) return { global: null, loaded: false };
  const from = behindSlots(inner.pointer);
  return { global: from instanceof GlobalVariable ? from : null, loaded: true };
}

/**
 * The function that `value` is the address of, or null where that is not certain. Followed are casts, aliases, slots that are written
 * once (an lvalue, or its address), constant globals, functions that return one function (the conversion of a lambda), and parameters of
 * functions that nobody outside the module calls and that are always given the same.
 */
export function functionBehind(value: Value, depth = 0): Function | null {
  if (depth > longest) return null;
  const inner = behindSlots(value);
  if (inner instanceof Function) return inner;
  const next = handedOn(inner);
  if (next.length === 0) return null;
  const [first = null, ...rest] = next.map((each) => functionBehind(each, depth + 1));
  return rest.every((each) => each === first) ? first : null;
}

/** The values of which each must be the function, for the value to be it; none when nothing is known. */
function handedOn(value: Value): readonly Value[] {
  if (value instanceof GlobalAlias) {
    return value.target === null || isInterposable(value.header) ? [] : [value.target];
  }
  if (value instanceof AllocaInst) return some(slotContent(value));
  if (value instanceof GlobalVariable) return some(constantContent(value));
  if (value instanceof LoadInst) {
    const from = behindSlots(value.pointer);
    return from instanceof GlobalVariable ? some(constantContent(from)) : [];
  }
  if (value instanceof CallInst) return returnedBy(calledFunction(value));
  return value instanceof Argument ? givenTo(value) : [];
}

function some(value: Value | null): readonly Value[] {
  return value === null ? [] : [value];
}

function constantContent(global: GlobalVariable): Value | null {
  if (isInterposable(global.header)) return null;
  if (global.isConstant) return global.initializer;
  const isOwn = /\b(internal|private)\b/.test(global.header);
  const isOnlyRead = [...global.uses()].every(({ user }) => user instanceof LoadInst);
  return isOwn && isOnlyRead ? global.initializer : null;
}

function isInterposable(header: string): boolean {
  return /\b(weak|linkonce|common|extern_weak|interposable)\b/.test(header);
}

function returnedBy(fn: Function | null): readonly Value[] {
  if (fn === null || fn.isDeclaration || isInterposable(fn.prefix)) return [];
  const returns = fn.blocks.flatMap(({ terminator }) =>
    terminator?.opcode === "ret" ? [terminator.operands[0]] : [],
  );
  return returns.filter((value) => value !== undefined);
}

/** What all calls give a parameter, where all calls are known. */
function givenTo(arg: Argument): readonly Value[] {
  const fn = arg.parent;
  if (!/\b(internal|private)\b/.test(fn.prefix)) return [];
  const given: Value[] = [];
  for (const { user, index } of fn.uses()) {
    const isCalled = user instanceof CallInst && index === user.operandCount - 1;
    const value = isCalled ? user.args[arg.index] : undefined;
    if (value === undefined) return [];
    given.push(value);
  }
  return given;
}

/** The integer that a value always is; null where it is not a literal. */
export function literalOf(value: Value | undefined): bigint | null {
  const inner = value === undefined ? undefined : behindSlots(value);
  if (!(inner instanceof Literal) || inner.type.kind !== "int") return null;
  return /^-?\d+$/.test(inner.text) ? BigInt(inner.text) : null;
}
