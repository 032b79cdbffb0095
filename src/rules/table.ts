/** The whole table: every topic joined, each row under its unique name. */
import { arith, remainders } from "./arith.ts";
import type { Rule, Unnamed } from "./rule.ts";
import { must } from "../support/assert.ts";

const topics: readonly Readonly<Record<string, Unnamed>>[] = [arith, remainders];

/** Every row. */
export const rules: readonly Rule[] = topics.flatMap((topic) =>
  Object.entries(topic).map(([name, row]) => ({ name, ...row })),
);

const byName = new Map(rules.map((r) => [r.name, r]));

/**
 * The row of a name in the table.
 * @throws InvariantError when there is none: names come from the table or from `Callee`.
 */
export function ruleNamed(name: string): Rule {
  return must(byName.get(name), `a row named ${name}`);
}
