/** How the reverse pass refuses: an error that says where in the input the trouble is. */
import { type Function, GlobalValue, Instruction } from "../ir/graph.ts";
import { TsadError, type ErrorCode, type Location } from "../support/errors.ts";
import type { Value } from "../ir/value.ts";

/** What a refusal says beside its code and its place. */
export interface Refusal {
  readonly reason?: string;
  readonly details?: Readonly<Record<string, string>>;
  readonly value?: Value;
  readonly remedy?: string;
  /** The primal function; the name of the generated one would tell the user nothing. */
  readonly primal: Function;
}

/** The error for an instruction of the primal (or of its clone, which remembers where its original stood). */
export function refuse(code: ErrorCode, inst: Instruction, facts: Refusal): TsadError {
  const named = facts.value ?? inst;
  const { module } = facts.primal;
  const place = (position: number): Location | undefined =>
    position < 0 ? undefined : module.locate?.(position);
  return new TsadError(code, {
    location: place(inst.position),
    function: facts.primal.name,
    value: spelling(named),
    valueLocation: named instanceof Instruction ? place(named.position) : undefined,
    reason: facts.reason,
    remedy: facts.remedy,
    ...(facts.details === undefined ? {} : { details: facts.details }),
  });
}

/** The value as the text names it; the number of a numbered one is read from the text, when the error is shown. */
function spelling(value: Value): string | undefined {
  if (value.name === null) return undefined;
  return `${value instanceof GlobalValue ? "@" : "%"}${value.name}`;
}
