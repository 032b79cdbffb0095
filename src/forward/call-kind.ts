/** What kinds of calls forward mode tells apart. */
import {
  allocatorOfFunction,
  type CallEffects,
  callEffects,
  calledFunction,
} from "../analysis/effects.ts";
import { hiddenBy } from "../analysis/hidden-rounding.ts";
import { emptyAsm } from "../analysis/inline-asm.ts";
import { hasRule, isSeenThrough, registeredFacts } from "../analysis/registered.ts";
import { complexRuleOfCall, reductionOf, ruleOfCall } from "../analysis/flow.ts";
import { isCallOfStream } from "../reverse/unknown-call.ts";
import { callHas } from "../transform/removable.ts";
import type { AttributeGroups } from "../ir/attributes.ts";
import type { CallInst } from "../ir/instructions.ts";
import type { Allocator } from "../rules/allocators.ts";

/**
 * "row", "complex", "reduction": of the rule table; "copy", "set": memory intrinsics; "move": gives its first argument back;
 * "within": gives back an address in the object of an argument; "link": joins nodes of a container, or follows their links;
 * "allocator": hands out memory or frees it; "defined": has a body here, or a forward rule of the program's; "harmless": has no part in a derivative; "unknown": anything
 * else, inline assembly and calls through pointers among them.
 */
export type CallKind =
  | "row"
  | "complex"
  | "reduction"
  | "copy"
  | "set"
  | "move"
  | "within"
  | "link"
  | "allocator"
  | "defined"
  | "harmless"
  | "unknown";

/** The kind of `call`. */
export function kindOfCall(call: CallInst, groups: AttributeGroups): CallKind {
  const callee = calledFunction(call);
  if (callee === null) return kindOfAsm(call) ?? (isCallOfStream(call) ? "harmless" : "unknown");
  if (ownHelpers.test(callee.name)) return "harmless";
  if (isSeenThrough(callee) || hasRule(callee, "derivative")) return "defined";
  if (pointerMoves.test(callee.name)) return "move";
  const row = allocatorOf(call);
  if (row !== undefined) return row.kind === "inquire" ? "harmless" : "allocator";
  const effects = callEffects(call);
  if (effects === undefined) {
    const harmless = bookkeeping.test(callee.name) || callHas(call, "noreturn", groups);
    return harmless ? "harmless" : "unknown";
  }
  return kindOfEffects(call, effects);
}

/** Inline assembly without instructions does nothing, or hides what it is given from the optimiser and gives it back. */
function kindOfAsm(call: CallInst): CallKind | null {
  const asm = emptyAsm(call);
  if (asm === null) return null;
  if (asm.result === null) return "harmless";
  const hidden = hiddenBy([call], call.operand(asm.result));
  if (hidden === "rounding") return "harmless";
  return asm.result === 0 && hidden === "no rounding" ? "move" : null;
}

function kindOfEffects(call: CallInst, { what, result }: CallEffects): CallKind {
  if (what === "link") return "link";
  if (result !== undefined && call.type.kind === "pointer") return "within";
  if (what === "copy" || what === "move") return "copy";
  if (what === "set") return "set";
  if (what !== "rule") return "harmless";
  if (reductionOf(call) !== undefined) return "reduction";
  if (ruleOfCall(call) !== undefined) return "row";
  return complexRuleOfCall(call) === undefined ? "unknown" : "complex";
}

/** The row of an allocating or freeing call; undefined for memory of exceptions, which is handed on in ways that no shadow follows. */
export function allocatorOf(call: CallInst): Allocator | undefined {
  const callee = calledFunction(call);
  if (callee === null || callee.name.startsWith("__cxa_")) return undefined;
  const isKnown = callee.isDeclaration || registeredFacts(callee).allocator !== undefined;
  return isKnown ? allocatorOfFunction(callee) : undefined;
}

/** Made by earlier steps: they end the program. */
const ownHelpers = /^__tsad_(unknown_callee|lost_tangent)(\.\d+)?$/;

const pointerMoves =
  /^llvm\.(launder\.invariant\.group|strip\.invariant\.group|ptr\.annotation|threadlocal\.address|preserve\.(array|union|struct)\.access\.index|ssa\.copy)\b/;

/** The compiler's and the C++ run-time library's own calls: none touches a value of the program. */
const bookkeeping =
  /^(llvm\.(stacksave|stackrestore|va_start|va_end|va_copy|eh\.|sideeffect|returnaddress|frameaddress|readcyclecounter|debugtrap|ubsantrap|is\.constant|vscale|clear_cache|instrprof)|__cxa_(allocate_exception|free_exception|begin_catch|end_catch|get_exception_ptr|guard_\w+|atexit)$)/;
