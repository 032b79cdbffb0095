import { afterAll, describe, expect, test } from "vitest";
import { rules } from "../../src/rules/table.ts";
import { tangent } from "../../src/rules/tangent.ts";
import { evaluate } from "../oracle/real.ts";
import { mutantsOf } from "./mutants.ts";
import { doubles } from "./readings.ts";
import { casesOf, directional, failures, pointsOf, SEED, singleError } from "./tester.ts";

const first = (list: Iterator<string>): string | undefined => {
  const next = list.next();
  return next.done === true ? undefined : next.value;
};

const tally = { rows: 0, spellings: 0, cases: 0, kinks: 0, mutants: 0, rejected: 0 };

afterAll(() => {
  process.stdout.write(
    `rules: ${tally.rows} rows, ${tally.spellings} spellings, ${tally.cases} cases (seed ${SEED}), ` +
      `${tally.kinks} decided points, ${tally.mutants} mutants, ${tally.rejected} rejected\n`,
  );
});

describe.each(rules)("$name", (rule) => {
  const cases = casesOf(rule);

  test("agrees with the oracle, has the decided values, lets NaN through", () => {
    tally.rows += 1;
    tally.spellings += rule.names.length;
    tally.cases += cases.count;
    tally.kinks += rule.kinks.length;
    expect([...failures(rule, cases)]).toEqual([]);
  });

  test("every mutant is rejected", () => {
    const passed: string[] = [];
    for (const { what, rule: mutant } of mutantsOf(rule, cases)) {
      tally.mutants += 1;
      if (first(failures(mutant, cases)) === undefined) passed.push(what);
      else tally.rejected += 1;
    }
    expect(passed).toEqual([]);
  });

  test("holds in single precision", () => {
    expect(singleError(rule, cases)).toBeLessThan(2e-5);
  });
});

describe("tangents", () => {
  const analytic = rules.filter((r) => r.analytic);
  test.each(
    analytic,
  )("$name: the sum of partials times tangents is the derivative along them", (rule) => {
    for (const x of pointsOf(rule).slice(0, 6)) {
      const values = evaluate(rule.name, x);
      const direction = rule.args.map((slot, i) => (slot === "int" ? 0 : 0.75 - 0.4 * i));
      for (const [output, { partials, type }] of rule.outputs.entries()) {
        if (type === "int") continue;
        // An inactive float argument takes no part: the direction leaves it alone.
        const live = direction.map((t, i) => (partials[i] === "inactive" ? 0 : t));
        const tangents = live.map((t) => (t === 0 ? undefined : t));
        const got = tangent(doubles, rule, output, x, values, tangents) ?? 0;
        const expected = directional(rule.name, x, live, output);
        const error = Math.abs(got - expected) / Math.max(1, Math.abs(expected));
        expect(error).toBeLessThan(2e-12);
      }
    }
  });
});
