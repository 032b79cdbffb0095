/** Copies of functions of the module with another list of parameters, and calls of them. */
import {
  type AttributeGroups,
  attributeWords,
  callingConvention,
  expandGroups,
} from "../ir/attributes.ts";
import type { Function } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import type { FunctionType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import { personalityOf, setPersonality } from "./exceptions.ts";
import type { HelperServices } from "./fatal.ts";

/** What a module must be able to do for copies to be made. */
export interface CopyServices extends HelperServices, AttributeGroups {
  /** The reference `#N` of a group with these words, made when it is not there. */
  attributeGroup(text: string): string;
}

/** Function attributes that hold whatever the parameters are: nothing that is said of memory. */
const kept =
  /^("|nounwind|uwtable|sanitize_|strictfp|ssp|mustprogress|nonlazybind|minsize|optsize|noinline|alwaysinline|cold|hot|willreturn)/;

/** An empty function of that type which is to do what `callee` does, and nobody else can call. */
export function emptyCopy(
  callee: Function,
  type: FunctionType,
  tag: string,
  services: CopyServices,
): Function {
  const words = attributeWords(expandGroups(callee.suffix, services)).filter((w) => kept.test(w));
  const convention = callingConvention(callee.prefix);
  const copy = services.addFunction({
    name: services.freshName(`${callee.name}.tsad.${tag}`),
    type,
    prefix: `internal ${convention}`.trim(),
    suffix: words.length === 0 ? "" : services.attributeGroup(words.join(" ")),
  });
  const personality = personalityOf(callee);
  if (personality !== "") setPersonality(copy, personality);
  return copy;
}

/**
 * Puts a call of `copy` before `call`, a call or an invoke, which stays until its caller has found another value for its uses.
 * @param argAttributes the attribute words of the arguments
 */
export function callBefore(
  call: CallInst,
  copy: Function,
  args: readonly Value[],
  argAttributes: readonly string[],
): CallInst {
  const block = must(call.parent, "the call is in a block");
  const opcode = call.opcode === "invoke" ? "invoke" : "call";
  const made = new CallInst(opcode, copy.functionType, copy, args, {
    destinations: call.destinations,
  });
  made.argAttributes = argAttributes;
  made.prefix = callingConvention(call.prefix);
  made.metadata = call.metadata
    .split(/,\s*(?=!)/)
    .filter((attachment) => attachment.startsWith("!dbg "))
    .join(", ");
  made.position = call.position;
  block.insert(made, call);
  return made;
}
