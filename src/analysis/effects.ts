/**
 * What the calls that tsad knows by name do to memory: intrinsics, rows of the rule table, and library functions that
 * have no part in any derivative.
 */
import { ConstantExpr } from "../ir/constants.ts";
import { Function } from "../ir/graph.ts";
import type { CallInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { inactiveCall } from "../rules/calls.ts";
import { lookupComplex } from "../rules/complex.ts";
import { lookup } from "../rules/lookup.ts";

/** What a known call does. */
export interface CallEffects {
  /**
   * "rule": a row of the table; "copy"/"move"/"set": memcpy, memmove, memset; "nothing": computes nothing that matters (lifetime
   * markers, assume, debug intrinsics); "inactive": a library function with effects but no derivative.
   */
  readonly what: "rule" | "copy" | "move" | "set" | "nothing" | "inactive";
  /** Positions of pointer arguments through which it may write. */
  readonly writes: readonly number[];
}

const nothing: CallEffects = { what: "nothing", writes: [] };

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
];

/** Integer intrinsics: pure, and without a derivative. */
const integerIntrinsics =
  /^llvm\.(smax|smin|umax|umin|abs|ctpop|ctlz|cttz|bswap|bitreverse|fshl|fshr|expect|objectsize|[su](add|sub|mul)\.(with\.overflow|sat)|vector\.reduce\.(add|mul|and|or|xor|[su](max|min)))\b/;

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
  return callee?.isDeclaration === true ? effectsOfName(callee.name) : undefined;
}

const cache = new Map<string, CallEffects | undefined>();

function effectsOfName(name: string): CallEffects | undefined {
  if (!cache.has(name)) cache.set(name, derive(name));
  return cache.get(name);
}

function derive(name: string): CallEffects | undefined {
  if (ignored.some((prefix) => name.startsWith(prefix))) return nothing;
  if (integerIntrinsics.test(name)) return nothing;
  if (name.startsWith("llvm.memcpy.")) return { what: "copy", writes: [0] };
  if (name.startsWith("llvm.memmove.")) return { what: "move", writes: [0] };
  if (name.startsWith("llvm.memset.")) return { what: "set", writes: [0] };
  const match = lookup(name);
  if (match !== undefined) {
    const writes = match.shape.params.flatMap((param, index) => ("out" in param ? [index] : []));
    return { what: "rule", writes };
  }
  if (
    lookupComplex(name) !== undefined ||
    /^llvm\.(experimental\.)?(vp\.|vector\.)?reduce\.f|^llvm\.vector\.reduce\.f/.test(name)
  ) {
    return { what: "rule", writes: [] };
  }
  const inactive = inactiveCall(name);
  return inactive === undefined ? undefined : { what: "inactive", writes: inactive.writes };
}
