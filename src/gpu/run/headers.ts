/** What functions, calls and variables say beside their code: on the host most of it is wrong, and the rest is of no use. */
import { attributeWords, hasAttribute } from "../../ir/attributes.ts";
import type { Function, GlobalVariable } from "../../ir/graph.ts";
import { CallInst } from "../../ir/instructions.ts";

/** Attributes that say how an argument is passed; both sides of a call have them. */
const passing = /^(?:byval|byref|sret)\b|^align /;

/** Keeps of a parameter's attributes those that say how it is passed. */
function passingWords(attributes: string): string {
  return attributeWords(attributes)
    .filter((word) => passing.test(word))
    .join(" ");
}

/** Leaves the function's code, its linkage (internal: the driver may use the same names) and how it is called. */
export function lowerHeader(fn: Function): void {
  fn.prefix = fn.isDeclaration ? "" : "internal";
  fn.suffix = "";
  fn.declareMetadata = "";
  for (const arg of fn.args) arg.attributes = passingWords(arg.attributes);
  if (fn.isDeclaration) return;
  for (const inst of [...fn.instructions()]) {
    inst.metadata = "";
    if (inst.isDebugRecord) inst.erase();
    if (!(inst instanceof CallInst)) continue;
    inst.attributes = "";
    inst.prefix = "";
    inst.tailKind = "";
    inst.argAttributes = inst.argAttributes.map(passingWords);
  }
}

/** A struct that lies among the arguments of AMD's kernels is at an address that the launcher passes. */
export function lowerKernelArguments(fn: Function): void {
  for (const arg of fn.args) {
    if (!hasAttribute(arg.attributes, "byref")) continue;
    arg.attributes = "";
  }
}

/** Leaves of a variable its linkage, its value and its alignment. */
export function lowerVariable(global: GlobalVariable): void {
  const words = attributeWords(global.header).filter((word) => !ofTarget.test(word));
  global.header = words.join(" ");
  global.tail = /, align \d+/.exec(global.tail)?.[0] ?? "";
}

const ofTarget = /^(?:addrspace\(\d+\)|externally_initialized|hidden|protected|dso_local|comdat)$/;
