/** The names by which a user may speak of a function's parameters, and the spec that a request on the command line means. */
import type { Function } from "../ir/graph.ts";
import { TsadError } from "../support/errors.ts";
import { defaultActivity, type GradientSpec, type ParamActivity } from "./spec.ts";
import { carriesFloat } from "../analysis/flow.ts";

/** A module whose metadata can be asked for. */
export interface MetadataServices {
  /** The texts of all nodes. */
  metadataTexts(): Iterable<string>;
}

/** What the command line says of one function. */
export interface ParameterChoices {
  readonly wrt?: readonly string[];
  readonly of?: readonly string[];
  readonly activity?: ReadonlyMap<string, ParamActivity>;
}

/** The names of each parameter: its own in the text, its name in the source (from debug information), and its position from 0. */
export function parameterNames(fn: Function, metadata: MetadataServices): string[][] {
  const source = sourceNames(fn, metadata);
  return fn.args.map((arg, i) => {
    const names = [arg.name, source.get(i + 1)].filter(
      (name) => name !== null && name !== undefined,
    );
    return [...new Set([...names, String(i)])];
  });
}

/** Names by argument number (from 1) out of the function's `!DILocalVariable` nodes. */
function sourceNames(fn: Function, metadata: MetadataServices): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  const scope = /!dbg (!\d+)/.exec(fn.suffix)?.[1];
  if (scope === undefined) return names;
  for (const text of metadata.metadataTexts()) {
    if (!text.includes("!DILocalVariable(")) continue;
    const name = /\bname: "([^"]*)"/.exec(text)?.[1];
    const arg = /\barg: (\d+)/.exec(text)?.[1];
    const own = new RegExp(`\\bscope: ${scope}\\b`).test(text);
    if (own && name !== undefined && arg !== undefined) names.set(Number(arg), name);
  }
  return names;
}

/**
 * The spec of a request. Without choices every parameter has its default; with `wrt` and `of`, pointers and floats that neither names
 * are constant, and the return value is differentiated when `of` is absent or names `ret`.
 * @throws TsadError E_USAGE for a name that no parameter has, or a word that does not fit its type
 */
export function specFor(
  primal: Function,
  name: string,
  choices: ParameterChoices,
  metadata: MetadataServices,
): GradientSpec {
  const names = parameterNames(primal, metadata);
  const find = (wanted: string): number => {
    const index = names.findIndex((list) => list.includes(wanted));
    if (index >= 0) return index;
    const known = names.map((list) => list[0]).join(", ");
    throw usage(
      primal,
      `@${primal.name} has no parameter ${wanted}; it has ${known === "" ? "none" : known}`,
    );
  };
  const of = choices.of ?? [];
  const named = new Set([...(choices.wrt ?? []), ...of.filter((n) => n !== "ret")].map(find));
  const narrowed = choices.wrt !== undefined;
  const params = primal.args.map((arg, i): ParamActivity => {
    const usual = defaultActivity(arg.type);
    if (named.has(i) || usual === "const") return usual;
    // Naming outputs alone leaves the inputs as they are; naming inputs makes all else constant.
    return narrowed ? "const" : usual;
  });
  for (const [wanted, word] of choices.activity ?? []) params[find(wanted)] = word;
  params.forEach((word, i) => {
    checkWord(primal, word, i, names);
  });
  const returns = carriesFloat(primal.functionType.ret);
  return {
    primal,
    name,
    params,
    returnActive: returns && (choices.of === undefined || of.includes("ret")),
    resultInMemory: true,
  };
}

function checkWord(
  primal: Function,
  word: ParamActivity,
  i: number,
  names: readonly string[][],
): void {
  const type = primal.functionType.params[i];
  if (type === undefined || word === "const") return;
  const fits = word === "out" ? carriesFloat(type) : type.kind === "pointer";
  if (fits) return;
  const shown = names[i]?.[0] ?? String(i);
  const wants = word === "out" ? "a floating-point value" : "a pointer";
  throw usage(
    primal,
    `parameter ${shown} of @${primal.name} is ${type.text}; ${word} needs ${wants}`,
  );
}

function usage(primal: Function, reason: string): TsadError {
  return new TsadError("E_USAGE", {
    function: primal.name,
    reason,
    remedy: "name parameters as in the text, as in the source (with -g), or by position from 0",
  });
}
