import { expect, it } from "vitest";
import { judgePrimal, readReport } from "../../scripts/matrix/judge.ts";
import { languageOf } from "../../scripts/matrix/languages.ts";
import { settle } from "../../scripts/matrix/outcome.ts";
import type { Program } from "../../scripts/matrix/programs.ts";
import { pageOf, totalsOf } from "../../scripts/matrix/table.ts";
import type { Result, Variant } from "../../scripts/matrix/cell.ts";
import { must } from "../../src/support/assert.ts";

/** What the cells of a program say together must be a failure wherever a promise is broken. */

const plain: Program = {
  name: "p",
  path: "p.c",
  caller: "p.c",
  group: "",
  language: must(languageOf("p.c"), "C is known"),
  covers: "Something",
  inSource: false,
  options: [],
  since: 14,
  link: [],
  refuse: null,
  refuseAt: [],
  pending: null,
};
const right = (...gradient: number[]): Result => ({
  failures: [],
  refusal: null,
  verdict: { problems: [], scalar: "double", error: 0, gradient },
});
const refused = (code: string): Result => ({
  failures: [],
  refusal: { code, message: `no [${code}]` },
  verdict: null,
});
const broken: Result = { failures: ["it crashed"], refusal: null, verdict: null };

function settled(program: Program, ...results: readonly Result[]): ReturnType<typeof settle> {
  const levels = ["-O0", "-O2"] as const;
  const cells = results.map((result, i) => {
    const variant: Variant = { program, version: 22, level: levels[i % 2] ?? "-O0", builds: [] };
    return { variant, result };
  });
  return settle(program, cells);
}

it.each([
  ["right everywhere", plain, [right(1), right(1)], null],
  ["another gradient at another level", plain, [right(1), right(2)], "other levels"],
  ["a refusal that nothing announces", plain, [right(1), refused("E_ABI")], "no [E_ABI]"],
  ["a step that failed", plain, [right(1), broken], "crashed"],
  ["the refusal that is expected", { ...plain, refuse: "E_ABI" }, [refused("E_ABI")], null],
  ["another refusal", { ...plain, refuse: "E_ABI" }, [refused("E_TYPE")], "E_ABI is expected"],
  ["a code for now", { ...plain, refuse: "E_ABI", pending: "E_TYPE" }, [refused("E_TYPE")], null],
  ["a gradient instead of a refusal", { ...plain, refuse: "E_ABI" }, [right(1)], "a gradient"],
  [
    "a refusal at the levels where it is expected",
    { ...plain, refuse: "E_ABI", refuseAt: ["-O0"] },
    [refused("E_ABI"), right(1)],
    null,
  ],
  [
    "a gradient at a level where a refusal is expected",
    { ...plain, refuse: "E_ABI", refuseAt: ["-O0"] },
    [right(1), right(1)],
    "a gradient",
  ],
  [
    "a refusal at another level",
    { ...plain, refuse: "E_ABI", refuseAt: ["-O0"] },
    [refused("E_ABI"), refused("E_ABI")],
    "no [E_ABI]",
  ],
  ["pending", { ...plain, pending: "E_ABI" }, [right(1), refused("E_TYPE")], null],
  ["pending no more", { ...plain, pending: "E_ABI" }, [right(1), right(1)], "take it out"],
  ["pending and wrong", { ...plain, pending: "E_ABI" }, [broken, refused("E_ABI")], "crashed"],
])("%s", (_, program, results, problem) => {
  const { failures } = settled(program, ...results);
  if (problem === null) expect(failures).toEqual([]);
  else expect(failures.join()).toContain(problem);
});

it("lets a pending program be right at some levels", () => {
  const cells = settled({ ...plain, pending: "E_ABI" }, right(1), right(1)).cells;
  expect(settle({ ...plain, pending: "E_ABI" }, cells, false).failures).toEqual([]);
  expect(settle({ ...plain, pending: "E_ABI" }, cells).failures.join()).toContain("everywhere");
});

it("writes a page", () => {
  const outcomes = [
    settled(plain, right(1), right(1)),
    settled({ ...plain, name: "q", pending: "E_ABI" }, refused("E_ABI"), right(1)),
    settled({ ...plain, name: "r", refuse: "E_TYPE" }, refused("E_TYPE"), refused("E_TYPE")),
    settled({ ...plain, name: "s", group: "calls" }, broken, right(1)),
  ];
  expect(totalsOf(outcomes)).toEqual({
    right: 1,
    expected: 1,
    pending: 1,
    unfinished: 0,
    wrong: 1,
  });
  const page = pageOf("calls", outcomes, [22], ["-O0", "-O1 -fsanitize=undefined"]);
  expect(page).toContain("clang 22 at -O0, -O1 with checks");
  const rows = page
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| program"));
  expect(rows).toEqual([
    "| p | Something | right |",
    "| q | Something | E_ABI at -O0 |",
    "| r | Something | *E_TYPE* |",
    "| s | Something | **WRONG** |",
  ]);
});

it("sees a function that does not compute what its oracle does", () => {
  const expected = readReport("outputs 1.5 2\n");
  expect(
    judgePrimal(readReport("scalar double\nprimal-outputs 0x3p-1 0x1p+1\n"), expected),
  ).toBeNull();
  expect(
    judgePrimal(readReport("scalar double\nprimal-outputs 0x3p-1 0x1.00001p+1\n"), expected),
  ).toContain("oracle");
});

it("does not call a program wrong that a compiler was too slow for", () => {
  const late: Result = {
    failures: ["p clang-22: clang\nCommand timed out after 120000 milliseconds: clang"],
    refusal: null,
    verdict: null,
  };
  const outcomes = [settled(plain, right(1), late), settled(plain, broken, late)];
  expect(totalsOf(outcomes)).toMatchObject({ unfinished: 1, wrong: 1 });
  const page = pageOf("", outcomes, [22], ["-O0", "-O2"]);
  expect(page).toContain("| p | Something | too long at -O2 |");
  expect(page).toContain("| p | Something | **WRONG** |");
});
