/** Walking from a value to what uses it. */
import { Instruction } from "./graph.ts";
import type { Value } from "./value.ts";

/** The instructions that use `value`, one entry for each use. */
export function usersOf(value: Value): Instruction[] {
  return [...value.uses()].flatMap(({ user }) => (user instanceof Instruction ? [user] : []));
}
