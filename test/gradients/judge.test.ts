import { describe, expect, it } from "vitest";
import { compareLevels, judge, parseHexFloat, readReport } from "../../scripts/matrix/judge.ts";

/** The judge of the matrix must see what is wrong: each report here has one fault. */

const expected = readReport("method step\nexpected 3.0 -1.5\n");
const good = [
  "scalar double",
  "primal-outputs 0x1p+0",
  "primal-inputs 0x1p+1 0x1p+2",
  "outputs 0x1p+0",
  "inputs 0x1p+1 0x1p+2",
  "gradient 0xcp-2 -0xcp-3",
  "again 0xcp-2 -0xcp-3",
  "added 0xap-1 0x8p-4",
];

function problemsWith(line: string): readonly string[] {
  const key = line.split(" ")[0] ?? "";
  const lines = good.map((each) => (each.startsWith(`${key} `) ? line : each));
  return judge(readReport(lines.join("\n")), expected).problems;
}

describe("judge", () => {
  it("accepts a report without fault", () => {
    expect(judge(readReport(good.join("\n")), expected)).toEqual({
      problems: [],
      scalar: "double",
      error: 0,
      gradient: [3, -1.5],
    });
  });

  it.each([
    ["gradient 0xcp-2 -0xc.00001p-3", "oracle"],
    ["gradient 0xcp-2 -nan", "oracle"],
    ["gradient 0xcp-2", "oracle"],
    ["outputs 0x1.0000000000001p+0", "outputs"],
    ["inputs 0x1p+1 0x1p+3", "inputs"],
    ["again 0xcp-2 -0xc.000000000001p-3", "other bits"],
    ["added 0xcp-2 -0xcp-3", "added"],
  ])("refuses %s", (line, what) => {
    expect(problemsWith(line).join()).toContain(what);
  });

  it("accepts differences that are good enough, and no others", () => {
    const by = (estimate: string): readonly string[] => {
      const oracle = readReport(`method differences\nestimate ${estimate}\nexpected 3.0 -1.5\n`);
      return judge(readReport(good.join("\n")), oracle).problems;
    };
    expect(by("2e-10")).toEqual([]);
    expect(by("4e-10").join()).toContain("no oracle");
    expect(by("nan").join()).toContain("no oracle");
  });

  it("sees gradients of two levels that differ", () => {
    expect(compareLevels([1, 2e-11], [1, 0], "double").problem).toContain("other levels");
    expect(compareLevels([1, 2e-13], [1, 0], "double").problem).toBeNull();
    expect(compareLevels([1, Number.NaN], [1, 0], "double").problem).not.toBeNull();
    expect(compareLevels([], [1, 0], "double").problem).not.toBeNull();
  });
});

describe("parseHexFloat", () => {
  it.each([
    ["0x1p+0", 1],
    ["-0xcp-3", -1.5],
    ["0xc.8p-1", 6.25],
    ["0x0p+0", 0],
    ["-inf", Number.NaN],
    ["nan", Number.NaN],
  ])("%s", (text, value) => {
    expect(parseHexFloat(text)).toBe(value);
  });
});
