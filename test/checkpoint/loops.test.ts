/** Loops of every shape: the marked ones have the gradients of the plain ones. */
import { describe, expect, it } from "vitest";
import { build, countsOf, run, valuesOf, variants, versions } from "./build.ts";
import { online } from "../runtime/oracle.ts";

const patience = 180_000;

const numbersOf = (output: string): number[][] =>
  output.split("\n").map((line) => line.split(" ").slice(1).map(hexNumber));

/** A number in decimal, or in the form of `%a`. */
function hexNumber(text: string): number {
  const match = /^(-?)0x([01])(?:\.([0-9a-f]+))?p([+-]\d+)$/.exec(text);
  if (match === null) return Number(text);
  const [, sign = "", whole = "0", fraction = "", exponent = "0"] = match;
  const digits = Number.parseInt(`${whole}${fraction}`, 16) / 16 ** fraction.length;
  return (sign === "-" ? -1 : 1) * digits * 2 ** Number(exponent);
}

describe.each(variants)("clang $version $level", (variant) => {
  it.each([
    ["loops", "breaks, returns, nests, swaps, allocates and frees", 30],
    ["shapes", "keeps structs, memory of an iteration, pointers that walk and rotate", 30],
    ["recursion", "is part of a function that calls itself", 4],
  ])(
    "%s.c: %s as without marks",
    async (name, _what, count) => {
      const marked = numbersOf((await run(await build(name, variant))).stdout);
      const plain = await build(name, { ...variant, defines: ["PLAIN"] });
      const expected = numbersOf((await run(plain)).stdout);
      expect(marked.length).toBe(count);
      marked.forEach((line, i) => {
        line.forEach((value, column) => {
          const other = expected[i]?.[column] ?? NaN;
          const error = Math.abs(value - other) / Math.max(1, Math.abs(other));
          expect(error, `line ${i}, column ${column}`).toBeLessThan(2e-13);
        });
      });
    },
    patience,
  );

  it(
    "reverses an adaptive while loop with rejected steps online, far beyond what five slots reach",
    async () => {
      const program = await build("vanderpol", variant);
      const { stdout, stderr } = await run(program, [], { VERBOSE: "1" });
      const values = valuesOf(stdout);
      expect(values).toMatchObject({ accepted: 561, rejected: 6 });
      const reference = {
        y1: -1.1587034816676365,
        d1: -3.21399853282,
        d2: -0.215236216987,
        mu: -0.631497359304,
      };
      for (const [name, value] of Object.entries(reference)) {
        expect(Math.abs((values[name] ?? NaN) - value), name).toBeLessThan(1e-11);
      }
      expect(countsOf(stderr)).toEqual([{ forward: online(567, 5), turns: 567, slots: 5 }]);
    },
    patience,
  );
});

describe.each(
  variants.filter(({ level }) => level === "-O0" || level === "-O2"),
)("clang $version $level", (variant) => {
  it(
    "runs loops that are written as calls as those that are written out",
    async () => {
      for (const spelling of ["TSAD", "ENZYME"]) {
        const program = await build("calls", { ...variant, defines: [spelling] });
        const { stdout, stderr } = await run(program, [], { VERBOSE: "1" });
        const values = valuesOf(stdout);
        for (let i = 0; i < 6; i++) {
          for (const what of ["u", "du"]) {
            const [own = NaN, other = NaN] = [values[`${what}${i}`], values[`plain_${what}${i}`]];
            expect(Math.abs(own - other), `${what}${i}`).toBeLessThan(1e-13);
          }
        }
        const [first, second] = countsOf(stderr);
        expect(first).toEqual({ forward: 144, turns: 50, slots: 4 });
        expect(second?.turns).toBe(42);
        expect(values["after"]).toBe(values["by_hand"]);
      }
    },
    patience,
  );
});

it("finds a compiler", () => {
  expect(versions.length).toBeGreaterThan(0);
});
