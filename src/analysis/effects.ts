/**
 * What the calls that tsad knows by name do to memory: intrinsics, rows of the rule table, and library functions that
 * have no part in any derivative.
 */
import { ConstantExpr } from "../ir/constants.ts";
import { Function } from "../ir/graph.ts";
import type { CallInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { type Allocator, allocatorRow } from "../rules/allocators.ts";
import { linkingCall } from "../rules/cxx-calls.ts";
import { inactiveCall } from "../rules/calls.ts";
import type { TextObjects } from "../rules/inactive-call.ts";
import { isFloating, type Type } from "../ir/types.ts";
import { emptyAsm, staysInRegisters } from "./inline-asm.ts";
import { copiesText } from "./text-pointers.ts";
import { registeredFacts } from "./registered.ts";
import { type ComplexRule, lookupComplex } from "../rules/complex.ts";
import { handedToLanes } from "../rules/lanes.ts";
import { lookup, type Match } from "../rules/lookup.ts";

/** What a known call does. */
export interface CallEffects {
  /**
   * "rule": a row of the table; "copy"/"move"/"set": memcpy, memmove, memset; "nothing": computes nothing that matters (lifetime
   * markers, assume, debug intrinsics); "inactive": a library function with effects but no derivative; "allocate"/"free": hands
   * out memory that nothing else points to, or gives it back; "link": joins nodes of a container by pointers; "barrier": waits for other
   * threads, or orders what they see; "lanes": hands numbers to other threads of a warp.
   */
  readonly what:
    | "rule"
    | "copy"
    | "move"
    | "set"
    | "nothing"
    | "inactive"
    | "allocate"
    | "free"
    | "link"
    | "barrier"
    | "lanes";
  /** Positions of pointer arguments through which it may write. */
  readonly writes: readonly number[];
  /** It may also write what is reached through pointers in the memory it is given, and keep what it is given. */
  readonly deep?: true;
  /** What it writes are integers where no float and no pointer is. */
  readonly integers?: true;
  /** The program itself says that it has no derivative, whatever it writes. */
  readonly declared?: true;
  /** The argument whose object a pointer that it returns points into; missing where that is not known. */
  readonly result?: number;
  /** A pointer that it returns leads to memory of the library, which never holds an active value. */
  readonly ownResult?: true;
  /** It works on text: see {@link TextObjects}. A pointer that it returns leads to text, unless `result` says more. */
  readonly text?: TextObjects;
}

const nothing: CallEffects = { what: "nothing", writes: [] };

const copyOfText: CallEffects = {
  what: "inactive",
  writes: [0],
  text: { objects: [], isOfStrings: false, pointerAt: null },
};

/** Intrinsics that compute nothing that a derivative uses: the beginnings of their names. */
const ignored = [
  "llvm.dbg.",
  "llvm.lifetime.",
  "llvm.assume",
  "llvm.experimental.noalias.scope.decl",
  "llvm.donothing",
  "llvm.invariant.",
  "llvm.var.annotation",
  "llvm.prefetch",
  "llvm.fake.use",
  "llvm.pseudoprobe",
  "llvm.is.fpclass",
  "llvm.trap",
  "llvm.ubsantrap",
];

/** Integer intrinsics: pure, and without a derivative. */
const integerIntrinsics =
  /^llvm\.(smax|smin|umax|umin|abs|[su]cmp|ctpop|ctlz|cttz|bswap|bitreverse|fshl|fshr|expect|objectsize|is\.constant|[su](add|sub|mul)\.(with\.overflow|sat)|vector\.reduce\.(add|mul|and|or|xor|[su](max|min)))\b/;

/** What the threads of a block do together so that they see what the others wrote. They write nothing themselves. */
const barriers =
  /^llvm\.(nvvm\.(barrier0|bar\.sync|barrier|membar|fence)|amdgcn\.s\.barrier)(\.|$)/;

/** Conversions of x86 to integers, rounded: constant but for jumps. */
const roundings =
  /^llvm\.x86\.(sse2?|avx)\.(cvtt?(pd2dq|ps2dq|s[sd]2si(64)?)|cvtt?\.p[sd]2dq\.256)$/;

/** The function a call names, through casts of it; null for a call through a pointer or inline assembly. */
export function calledFunction(call: CallInst): Function | null {
  let callee: Value = call.callee;
  while (callee instanceof ConstantExpr && ["bitcast", "addrspacecast"].includes(callee.opcode)) {
    const inner = callee.args[0];
    if (inner === undefined) break;
    callee = inner;
  }
  return callee instanceof Function ? callee : null;
}

/** The effects of a call whose callee is known by name and has no body here; undefined for any other call. */
export function callEffects(call: CallInst): CallEffects | undefined {
  const callee = calledFunction(call);
  if (callee === null) return asmEffects(call);
  const { inactive, allocator } = registeredFacts(callee);
  if (inactive === true) return declaredInactive(call);
  if (allocator !== undefined) return effectsOfAllocator(allocator);
  const name = ruleName(callee);
  if (name === null) return undefined;
  const effects = effectsOfName(name);
  // A function of another signature is another function that happens to have the name.
  if (effects?.what === "rule" && !isReduction(name)) {
    return rowOf(call) === undefined && complexRowOf(call) === undefined ? undefined : effects;
  }
  if (effects?.what !== "inactive") return isTextCopy(call, effects) ? copyOfText : effects;
  // A row may name more arguments than this call has, and arguments that are no pointers.
  const isPointer = (i: number): boolean => call.args[i]?.type.kind === "pointer";
  return { ...effects, writes: effects.writes.filter(isPointer) };
}

function isTextCopy(call: CallInst, effects: CallEffects | undefined): boolean {
  return (effects?.what === "copy" || effects?.what === "move") && copiesText(call);
}

/** What is known of a function that allocates or frees, by its name or from the program; undefined for any other function. */
export function allocatorOfFunction(fn: Function): Allocator | undefined {
  return registeredFacts(fn).allocator ?? allocatorRow(fn.name);
}

/** Those of inline assembly without instructions, or that only works on integers in registers. */
function asmEffects(call: CallInst): CallEffects | undefined {
  const asm = emptyAsm(call);
  if (asm === null) return staysInRegisters(call) ? { what: "inactive", writes: [] } : undefined;
  return asm.result === null ? nothing : { ...nothing, result: asm.result };
}

/** The name by which the table knows a function: its own where it has no body, or the one that the program gives it; null for others. */
function ruleName(fn: Function): string | null {
  return registeredFacts(fn).like ?? (fn.isDeclaration ? fn.name : null);
}

/** What is written is not known, except that no derivative depends on it. */
function declaredInactive({ args }: CallInst): CallEffects {
  const writes = args.flatMap((arg, i) => (arg.type.kind === "pointer" ? [i] : []));
  return { what: "inactive", writes, deep: true, declared: true };
}

/** The row of the table for the function that is called, when that has no body here and the signature of the row. */
export function rowOf(call: CallInst): Match | undefined {
  const callee = calledFunction(call);
  const name = callee === null ? null : ruleName(callee);
  const match = name === null ? undefined : lookup(name);
  return match !== undefined && fits(call, match) ? match : undefined;
}

function fits({ args, type }: CallInst, { rule, shape }: Match): boolean {
  const { params, returns } = shape;
  if (params.length > args.length) return false;
  const areArgs = args.every((arg, i) => {
    const param = params[i];
    if (param === undefined) return !isFloating(arg.type) && arg.type.kind !== "pointer";
    if ("out" in param) return arg.type.kind === "pointer";
    return !("arg" in param) || isFloating(arg.type) === (rule.args[param.arg] === "float");
  });
  if (!areArgs || returns === "nothing") return areArgs;
  if (!("out" in returns)) return type.kind === "struct";
  return isFloating(type) === (rule.outputs[returns.out]?.type === "float");
}

/** The row of a complex function, when all of its complex arguments and its result are passed as floats. */
export function complexRowOf(call: CallInst): ComplexRule | undefined {
  const callee = calledFunction(call);
  const name = callee === null ? null : ruleName(callee);
  const rule = name === null ? undefined : lookupComplex(name)?.rule;
  return rule !== undefined && holdsFloats(call.type) && fitsPairs(call, rule) ? rule : undefined;
}

function fitsPairs({ args }: CallInst, rule: ComplexRule): boolean {
  let next = 0;
  for (const kind of rule.args) {
    const first = args[next++]?.type;
    if (first === undefined) return false;
    if (kind === "int" ? first.kind !== "int" : !holdsFloats(first)) return false;
    // Two scalars, or both parts in one value.
    if (kind !== "int" && first.kind === "float" && args[next++]?.type !== first) return false;
  }
  return next === args.length;
}

function holdsFloats(type: Type): boolean {
  if (type.kind === "vector" || type.kind === "array") return holdsFloats(type.element);
  if (type.kind === "struct") return (type.fields ?? []).every(holdsFloats);
  return type.kind === "float";
}

function isReduction(name: string): boolean {
  return /^llvm\.(experimental\.)?(vp\.|vector\.)?reduce\.f/.test(name);
}

/** Does the call compute an integer from the bits of integers: bit counts, minima, sums that saturate? */
export function isIntegerIntrinsic(call: CallInst): boolean {
  return integerIntrinsics.test(calledFunction(call)?.name ?? "");
}

const cache = new Map<string, CallEffects | undefined>();

function effectsOfName(name: string): CallEffects | undefined {
  if (!cache.has(name)) cache.set(name, derive(name));
  return cache.get(name);
}

/** What an allocation function does; undefined for others, and for those that leave the address in memory. */
function effectsOnHeap(name: string): CallEffects | undefined {
  const row = allocatorRow(name);
  return row === undefined ? undefined : effectsOfAllocator(row);
}

function effectsOfAllocator(row: Allocator): CallEffects | undefined {
  if (row.kind === "inquire") return { what: "inactive", writes: [] };
  if (row.kind === "free" && row.old !== null) return { what: "free", writes: [row.old] };
  const isPlain = row.kind === "allocate" && row.result === "return";
  return isPlain ? { what: "allocate", writes: [] } : undefined;
}

/** As many arguments as any library function has. */
const everyArgument: readonly number[] = Array.from({ length: 12 }, (_, i) => i);

function inactiveEffects(name: string): CallEffects | undefined {
  const row = inactiveCall(name);
  if (row === undefined) return undefined;
  return {
    what: "inactive",
    writes: row.writes === "all" ? everyArgument : row.writes,
    ...(row.deep ? { deep: true } : {}),
    ...(row.integers === true ? { integers: true } : {}),
    ...(row.result === "own" ? ownResult(row.deep) : { result: row.result }),
    ...(row.text === undefined ? {} : { text: row.text }),
  };
}

/** What is given deep may come back. */
function ownResult(isDeep: boolean): { readonly ownResult?: true } {
  return isDeep ? {} : { ownResult: true };
}

/** Intrinsics that return the pointer that they are given, or one into the same object. */
const samePointer =
  /^llvm\.(ptrmask|launder\.invariant\.group|strip\.invariant\.group|ptr\.annotation|ssa\.copy)\b/;

/** What threads of a GPU do together; undefined for what one does for itself. */
function togetherOf(name: string): "barrier" | "lanes" | undefined {
  if (barriers.test(name)) return "barrier";
  return handedToLanes(name) === undefined ? undefined : "lanes";
}

function derive(name: string): CallEffects | undefined {
  if (samePointer.test(name)) return { what: "nothing", writes: [], result: 0 };
  if (ignored.some((prefix) => name.startsWith(prefix))) return nothing;
  if (integerIntrinsics.test(name) || roundings.test(name)) return nothing;
  const together = togetherOf(name);
  if (together !== undefined) return { what: together, writes: [] };
  if (name.startsWith("llvm.memcpy.")) return { what: "copy", writes: [0] };
  if (name.startsWith("llvm.memmove.")) return { what: "move", writes: [0] };
  if (name.startsWith("llvm.memset.")) return { what: "set", writes: [0] };
  const heap = effectsOnHeap(name);
  if (heap !== undefined) return heap;
  const links = linkingCall(name);
  if (links !== undefined) return { what: "link", writes: links.writes ? links.nodes : [] };
  const match = lookup(name);
  if (match !== undefined) {
    const writes = match.shape.params.flatMap((param, index) => ("out" in param ? [index] : []));
    return { what: "rule", writes };
  }
  if (lookupComplex(name) !== undefined || isReduction(name)) return { what: "rule", writes: [] };
  return inactiveEffects(name);
}

/** Does a pointer that a call of these effects returns lead to memory of the library? */
export function returnsLibraryMemory(effects: CallEffects | undefined): boolean {
  return effects?.text !== undefined || effects?.ownResult === true;
}
