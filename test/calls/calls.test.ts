import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { installedVersions } from "../../scripts/corpus/tools.ts";
import { printedBy } from "./compiled.ts";

const versions = await installedVersions();
const variants = [versions.at(0), versions.at(-1)].flatMap((version = 0) =>
  ["-O0", "-O1", "-O2", "-O3"].map((level) => ({ version, level })),
);

let work = "";
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), "tsad-calls-"));
});
afterAll(() => {
  rmSync(work, { recursive: true });
});

it.each(variants)("C++ with clang-$version $level", async (variant) => {
  const source = join(import.meta.dirname, "references.cpp");
  const printed = await printedBy(source, join(work, "references"), variant);
  // In the order of the program: by value, structs, references, pointers by reference, the lambda, and the destructor.
  expect(printed).toEqual([6, 3, 2, 2, 4, 6, 6, 27, 1, 3, 12, 0]);
});
