/** What the transforms ask of calls and functions where exceptions are concerned. */
import { calledFunction } from "../analysis/effects.ts";
import { InlineAsm } from "../ir/constants.ts";
import type { AttributeGroups } from "../ir/attributes.ts";
import type { Function } from "../ir/graph.ts";
import type { CallInst } from "../ir/instructions.ts";
import { endsWithoutException } from "../rules/calls.ts";
import { lookupComplex } from "../rules/complex.ts";
import { lookup } from "../rules/lookup.ts";
import { callHas } from "./removable.ts";

/**
 * May the call end in an exception? Not where the call or the callee says `nounwind`, and neither do intrinsics, functions of the
 * rule table, which are C's, and inline assembly without `unwind`. A function with a body is asked for its attributes only.
 */
export function mayThrow(call: CallInst, groups: AttributeGroups): boolean {
  if (callHas(call, "nounwind", groups)) return false;
  const { callee } = call;
  if (callee instanceof InlineAsm) return /^asm\b[^"]*\bunwind\b/.test(callee.text);
  const fn = calledFunction(call);
  if (fn?.isDeclaration !== true) return true;
  if (fn.name.startsWith("llvm.") || endsWithoutException(fn.name)) return false;
  return lookup(fn.name) === undefined && lookupComplex(fn.name) === undefined;
}

/** The personality of `fn` with its type, as its header says: `ptr @__gxx_personality_v0`; empty when it has none. */
export function personalityOf(fn: Function): string {
  return /\bpersonality (.*?)(?=\s+!\w|$)/.exec(fn.suffix)?.[1] ?? "";
}

/** Gives `fn`, which has none, that personality. */
export function setPersonality(fn: Function, personality: string): void {
  const attachments = fn.suffix.search(/(^|\s)!\w/);
  const end = attachments < 0 ? fn.suffix.length : attachments;
  const [words, rest] = [fn.suffix.slice(0, end), fn.suffix.slice(end)];
  fn.suffix = `${words} personality ${personality}${rest}`.trim();
  fn.module.markChanged(fn);
}

/** Does the function use the funclets of Windows (catchpad and its relatives)? */
export function usesFunclets(fn: Function): boolean {
  for (const block of fn.blocks) {
    const opcode = block.firstNonPhi?.opcode ?? "";
    if (opcode === "catchswitch" || opcode === "catchpad" || opcode === "cleanuppad") return true;
  }
  return false;
}
