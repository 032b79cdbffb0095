/** Wrong rows, made from right ones: the tester must reject every one of them. */
import type { AnyPartial, Output, Rule } from "../../src/rules/rule.ts";
import { at } from "../../src/support/assert.ts";
import type { Cases } from "./tester.ts";

/** A wrong row and what is wrong with it. */
export interface Mutant {
  readonly what: string;
  readonly rule: Rule;
}

const sizes = [5e-4, 1e-8, 1e-10];

function replaced(rule: Rule, output: number, arg: number, by: AnyPartial | "inactive"): Rule {
  const outputs = rule.outputs.map(
    (o, i): Output =>
      i === output ? { ...o, partials: o.partials.map((p, j) => (j === arg ? by : p)) } : o,
  );
  return { ...rule, outputs };
}

function scaled(partial: AnyPartial, factor: number): AnyPartial {
  return (m, x, r, all) => m.mul(m.num(factor), partial(m, x, r, all));
}

/** Two partials with the same values everywhere (fadd's) are not made wrong by an exchange. */
function differ(cases: Cases, output: number, a: number, b: number): boolean {
  const values = (arg: number): number[] =>
    cases.smooth.filter((q) => q.output === output && q.arg === arg).map((q) => q.expected);
  const [va, vb] = [values(a), values(b)];
  return va.some((v, i) => Math.abs(v - at(vb, i)) > 1e-3);
}

/** Every mutant of a row: constants that are a little off, wrong signs, exchanged and forgotten partials. */
export function* mutantsOf(rule: Rule, cases: Cases): Generator<Mutant> {
  for (const [output, { partials, name }] of rule.outputs.entries()) {
    const active = partials.flatMap((p, arg) => (p === "inactive" ? [] : [{ p, arg }]));
    for (const { p, arg } of active) {
      const label = `${rule.name}.${name} by argument ${arg}`;
      for (const size of sizes) {
        yield {
          what: `${label} * (1 + ${size})`,
          rule: replaced(rule, output, arg, scaled(p, 1 + size)),
        };
        yield {
          what: `${label} * (1 - ${size})`,
          rule: replaced(rule, output, arg, scaled(p, 1 - size)),
        };
      }
      yield { what: `${label} negated`, rule: replaced(rule, output, arg, scaled(p, -1)) };
      yield { what: `${label} inactive`, rule: replaced(rule, output, arg, "inactive") };
      for (const other of active.filter((o) => o.arg > arg)) {
        if (!differ(cases, output, arg, other.arg)) continue;
        const once = replaced(rule, output, arg, other.p);
        yield {
          what: `${label} exchanged with ${other.arg}`,
          rule: replaced(once, output, other.arg, p),
        };
      }
    }
  }
}
