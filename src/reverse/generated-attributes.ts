/** The attributes of generated functions. */
import { attributeWords, expandGroups } from "../ir/attributes.ts";
import type { Function } from "../ir/graph.ts";
import type { GradientServices } from "./services.ts";

const functionWords =
  /^("|nounwind|uwtable|sanitize_|strictfp|ssp|mustprogress|nonlazybind|minsize|optsize|convergent)/;

/** What AMD's compiler found that a function does not use. */
const found = /^"amdgpu-(no-|agpr-alloc)/;

/** The function attributes of `primal` that still hold: the target's, the sanitizers', and nothing said of memory. */
export function generatedAttributes(primal: Function, services: GradientServices): string {
  const words = attributeWords(expandGroups(primal.suffix, services));
  const kept = words.filter((word) => functionWords.test(word) && !found.test(word));
  return kept.length === 0 ? "" : services.attributeGroup(kept.join(" "));
}
