/** What a request on the command line means in forward mode. */
import type { Function } from "../ir/graph.ts";
import { carriesFloat } from "../analysis/flow.ts";
import {
  type MetadataServices,
  type ParameterChoices,
  parameterNames,
  specFor,
} from "../reverse/parameters.ts";
import type { ForwardSpec } from "./spec.ts";

/**
 * The spec of a request: parameters as in reverse mode, and a number may be `dup` too, since it has a tangent beside it. Returned is
 * the tangent of the return value; where that has none, the value.
 * @throws TsadError E_USAGE for a name that no parameter has, or a word that does not fit its type
 */
export function forwardSpecFor(
  primal: Function,
  name: string,
  choices: ParameterChoices,
  metadata: MetadataServices,
): ForwardSpec {
  const names = parameterNames(primal, metadata);
  const isNumber = (wanted: string): boolean => {
    const type = primal.functionType.params[names.findIndex((list) => list.includes(wanted))];
    return type !== undefined && carriesFloat(type);
  };
  const activity = new Map(
    [...(choices.activity ?? [])].map(([wanted, word]) => [
      wanted,
      isNumber(wanted) && word !== "const" ? "out" : word,
    ]),
  );
  const spec = specFor(primal, name, { ...choices, activity }, metadata);
  return {
    primal,
    name,
    params: spec.params.map((word) => (word === "out" ? "dup" : word)),
    width: 1,
    checksBits: false,
    returns: { primal: !carriesFloat(primal.functionType.ret), tangent: spec.returnActive },
  };
}
