import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installedVersions } from "../../scripts/corpus/tools.ts";
import { printedBy } from "../calls/compiled.ts";

/** Every example of docs/calls.md in one program, which prints what the comments state. */

const page = readFileSync(fileURLToPath(new URL("../../docs/calls.md", import.meta.url)), "utf8");
const blocks = [...page.matchAll(/```c(?: (\w+))?\n([^]*?)```/g)].map(([, kind, text = ""]) => ({
  kind,
  text,
}));
const shared = blocks.filter(({ kind }) => kind !== undefined).map(({ text }) => text);
const examples = blocks.filter(({ kind }) => kind === undefined).map(({ text }) => text);

interface Stated {
  readonly what: string;
  readonly value: number;
}

/** The numbers that the comments of an example state. */
function statedBy(example: string): Stated[] {
  const comments = [...example.matchAll(/\/\/ (.*)/g)].map(([, comment = ""]) => comment);
  return comments.flatMap((comment) =>
    comment.split(", ").map((part) => {
      const [what = "", value = ""] = part.split(" = ");
      return { what, value: Number(value) };
    }),
  );
}

/** Each line followed by the printing of what its comment states. */
function printing(example: string): string {
  const lines = example.split("\n").flatMap((line) => {
    const prints = statedBy(line).map(({ what }) => `printf("%.17g\\n", (double)(${what}));`);
    return [line, ...prints];
  });
  return `  { d_at[0] = d_at[1] = d_out = 0; calls = 0;\n${lines.join("\n")} }\n`;
}

const program = `#include <stdio.h>\n${shared.join("\n")}\nint main(void) {\n${examples.map(printing).join("")}  return 0;\n}\n`;
const stated = examples.flatMap(statedBy);
const versions = await installedVersions();
const variants = [versions.at(0), versions.at(-1)].flatMap((version = 0) =>
  ["-O0", "-O1", "-O2", "-O3"].map((level) => ({ version, level })),
);

let work = "";
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), "tsad-calls-"));
  writeFileSync(join(work, "calls.c"), program);
});
afterAll(() => {
  rmSync(work, { recursive: true });
});

it("states something in every example", () => {
  expect(examples.length).toBeGreaterThan(15);
  for (const example of examples) expect(statedBy(example), example).not.toEqual([]);
  for (const { what, value } of stated) expect(value, what).not.toBeNaN();
});

describe("docs/calls.md", () => {
  it.each(variants)("clang-$version $level", async (variant) => {
    const printed = await printedBy(join(work, "calls.c"), join(work, "calls"), variant);
    expect(printed.length).toBe(stated.length);
    stated.forEach(({ what, value }, i) => {
      expect(printed[i], `${what} of number ${i}`).toBeCloseTo(value, 12);
    });
  });
});
