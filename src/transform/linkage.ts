/** What a function's linkage says of the body that the module has for it. */
import { attributeWords } from "../ir/attributes.ts";
import type { Function } from "../ir/graph.ts";
import { Module } from "../ir/module.ts";

const replaceable = new Set(["weak", "linkonce", "common", "extern_weak"]);
const own = new Set(["internal", "private", "available_externally", "weak_odr", "linkonce_odr"]);

/**
 * May the linker or loader put another function, which may compute something else, in the place of the body that is here? So it is
 * for weak functions but those of the one-definition rule ("Linkage Types" of the language reference), and for exported ones of
 * modules compiled with -fsemantic-interposition.
 */
export function isInterposable(fn: Function): boolean {
  const words = attributeWords(fn.prefix);
  if (words.some((word) => replaceable.has(word))) return true;
  if (words.some((word) => own.has(word) || word === "dso_local")) return false;
  return !words.includes("hidden") && !words.includes("protected") && interposes(fn);
}

/** The module flag that clang writes for -fsemantic-interposition. */
function interposes({ module }: Function): boolean {
  if (!(module instanceof Module)) return false;
  const flags = module.namedMetadata("llvm.module.flags");
  return flags.some((flag) => /!"SemanticInterposition", i32 1\b/.test(module.node(flag) ?? ""));
}
