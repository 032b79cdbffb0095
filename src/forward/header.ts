/** C prototypes of functions in forward mode. */
import type { Type } from "../ir/types.ts";
import { cName, cType, declared } from "../reverse/header.ts";
import { type ForwardSpec, hasTangent } from "./spec.ts";

/**
 * The prototype of a function in forward mode, with a comment before it.
 * @param names of the primal's parameters
 * @param pointees what each pointer parameter points to, null where that is not known
 */
export function forwardPrototype(
  { primal, name, params, returns }: ForwardSpec,
  names: readonly string[],
  pointees: readonly (Type | null)[],
): readonly string[] {
  const { functionType } = primal;
  const parameters = functionType.params.flatMap((type, i) => {
    const own = cName(names[i] ?? `p${i}`);
    const target = pointees[i] ?? null;
    const first = declared(type, own, target);
    return hasTangent(params[i]) ? [first, declared(type, `d_${own}`, target)] : [first];
  });
  const hasResult = returns.primal || returns.tangent;
  const ret = hasResult ? cType(functionType.ret) : "void";
  return [
    "",
    `/* ${primal.name} and its derivative in the direction of the d_ parameters.`,
    ...(returns.tangent ? [` * Returns the derivative of what ${primal.name} returns.`] : []),
    " * Shadows of memory that it writes hold the derivatives of what is written.",
    " */",
    `${ret} ${name}(${parameters.join(", ") || "void"});`,
  ];
}
