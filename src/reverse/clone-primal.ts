/** The beginning of a gradient: a copy of the primal whose parameters are those of the gradient. */
import { attributeWords } from "../ir/attributes.ts";
import { cloneFunctionBody } from "../ir/clone.ts";
import type { Argument, Function } from "../ir/graph.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import type { GradientParams } from "./context.ts";
import { type GradientSpec, hasShadow, returnsInMemory, widthOf } from "./spec.ts";
import type { UnitSpec } from "./unit-spec.ts";

/** Fills `fn` with a copy of the primal whose arguments are those of the gradient. */
export function clonePrimal(
  spec: GradientSpec,
  unit: UnitSpec | null,
  fn: Function,
): GradientParams {
  const map = new Map<Value, Value>();
  const primal: Argument[] = [];
  const shadow = new Map<Value, readonly Argument[]>();
  const width = widthOf(spec);
  let next = 0;
  const take = (): Argument => must(fn.args[next++], "the type has a parameter for it");
  const result = returnsInMemory(spec) ? take() : null;
  if (result !== null) result.name = "result";
  spec.primal.args.forEach((arg, i) => {
    const own = take();
    own.name = arg.name;
    own.attributes = withNoalias(keptWords(arg.attributes), spec.apart?.primal.has(i));
    map.set(arg, unit?.code?.[i] ?? own);
    primal.push(own);
    if (!hasShadow(spec.params[i])) return;
    const twins = Array.from({ length: width }, take);
    for (const twin of twins) {
      twin.name = arg.name === null ? null : `${arg.name}.shadow`;
      twin.attributes = keptWords(arg.attributes, shadowWords);
    }
    shadow.set(own, twins);
  });
  const seeds = Array.from({ length: spec.returnActive ? width : 0 }, take);
  for (const seed of seeds) seed.name = "seed";
  const buried = unit === null ? null : take();
  cloneFunctionBody(spec.primal, fn, map, { dropDebug: true });
  return { primal, shadow, seeds, result, buried };
}

function withNoalias(words: string, isApart = false): string {
  return isApart && !attributeWords(words).includes("noalias") ? `noalias ${words}`.trim() : words;
}

const argumentWords = /^(noalias|nonnull|noundef|align|dereferenceable|signext|zeroext|inreg)\b/;
/** What is said of aliases does not hold of shadows as such: parameters that are only read may overlap, and their shadows are written to. */
const shadowWords = /^(nonnull|noundef|align)\b/;

/** The parameter attributes that still hold in the gradient. */
function keptWords(attributes: string, kept = argumentWords): string {
  return attributeWords(attributes)
    .filter((word) => kept.test(word))
    .join(" ");
}
