/** How the reverse pass refuses: an error that says where in the input the trouble is. */
import type { Function, Instruction } from "../ir/graph.ts";
import { TsadError, type ErrorCode } from "../support/errors.ts";
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
  return new TsadError(code, {
    location: inst.position < 0 ? undefined : facts.primal.module.locate?.(inst.position),
    function: facts.primal.name,
    value: named.name === null ? undefined : `%${named.name}`,
    reason: facts.reason,
    remedy: facts.remedy,
    ...(facts.details === undefined ? {} : { details: facts.details }),
  });
}
