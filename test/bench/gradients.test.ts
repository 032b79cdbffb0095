import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { geometricMean, readFigures } from "../../scripts/bench/figures.ts";
import { programsIn, readVariants, variantsOf } from "../../scripts/bench/programs.ts";
import { bytes, heading, row } from "../../scripts/bench/table.ts";

const folder = fileURLToPath(new URL("../../bench", import.meta.url));

describe("the programs of the benchmark", () => {
  it("list their variants in the first comment, over several lines where they must", () => {
    const text = "/* variants: a=-DX=1 -DY; b=;\n * c=-DZ */\nint x;\n";
    expect(readVariants(text)).toEqual([
      { name: "a", options: ["-DX=1", "-DY"] },
      { name: "b", options: [] },
      { name: "c", options: ["-DZ"] },
    ]);
    expect(() => readVariants("int x;")).toThrow("lists its variants");
  });

  it("all have variants, of different names", () => {
    const programs = programsIn(folder);
    expect(programs.length).toBeGreaterThan(10);
    for (const program of programs) {
      const names = variantsOf(folder, program).map(({ name }) => name);
      expect([...new Set(names)]).toEqual(names);
      expect(names.every((name) => /^[\w-]+$/.test(name))).toBe(true);
    }
  });
});

describe("what the driver prints", () => {
  const printed = (...errors: string[]): string =>
    [
      "need 0",
      "peak 100 200",
      "tape 512",
      "allocations 1",
      ...errors,
      "primal 0.001 0.002 0.003",
      "ratio 2 3 5",
    ].join("\n");

  it("is read and made a row", () => {
    const figures = readFigures(printed("difference-error 1e-8"));
    expect(figures).toMatchObject({ primal: 0.002, tape: 512, hand: null, fault: null });
    const variant = { program: "p", source: "p.c", name: "v", options: [] };
    expect(row(variant, figures)).toMatch(/^p +v +2\.000 +3\.00 +2\.00 - 5\.00 +512 B +1 /);
    expect(row(variant, figures).length).toBe(heading().length);
  });

  it("names the errors that are too large, or no numbers", () => {
    expect(readFigures(printed("hand-error 1e-8")).fault).toBe("hand-error 1e-8");
    expect(readFigures(printed("hand-error 1e-10")).fault).toBeNull();
    expect(readFigures(printed("difference-error nan")).fault).toBe("difference-error NaN");
  });
});

describe("the figures", () => {
  it("have a geometric mean, and bytes in three digits", () => {
    expect(geometricMean([1, 4, 16])).toBeCloseTo(4);
    expect([0, 999, 1234, 123456, 12345678].map(bytes)).toEqual([
      "0 B",
      "999 B",
      "1.23 KB",
      "123 KB",
      "12.3 MB",
    ]);
  });
});
