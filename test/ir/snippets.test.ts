/**
 * Every hand-written module of test/corpus/ll through the reader and the printer; `npm run corpus` asks LLVM about all of them at
 * every version, this test about a sample.
 */
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { Module } from "../../src/ir/module.ts";
import { describeProblem, verifyModule } from "../../src/ir/verify.ts";
import { Canonicalizer } from "../../scripts/corpus/canonical.ts";
import { countGraph, countText } from "../../scripts/corpus/count.ts";
import { readSnippets, type Snippet } from "../../scripts/corpus/snippets.ts";
import { installedVersions } from "../../scripts/corpus/tools.ts";

const snippets = readSnippets(fileURLToPath(new URL("../corpus/ll", import.meta.url)));
const versions = await installedVersions();
const canonicalizer = new Canonicalizer(
  fileURLToPath(new URL("../../build/corpus/canonical", import.meta.url)),
);

test("there are at least 230 snippets, each for some version", () => {
  expect(snippets.length).toBeGreaterThanOrEqual(230);
});

describe.each(snippets)("$name", ({ name, text }: Snippet) => {
  const parse = (input: string) => Module.parse(input, { file: `${name}.ll` });

  test("comes back byte for byte while nothing has changed", () => {
    expect(parse(text).print()).toBe(text);
    const read = parse(text);
    read.parseAll();
    expect(read.print()).toBe(text);
  });

  test("has a well-formed graph, whose text reads to the same text", () => {
    const module = parse(text);
    expect(verifyModule(module).map(describeProblem)).toEqual([]);
    module.markAllChanged();
    const printed = module.print();
    const again = parse(printed);
    again.markAllChanged();
    expect(again.print()).toBe(printed);
  });
});

// One in six; the newest version that takes the snippet.
const sampled = snippets.filter((_, i) => i % 6 === 0);
describe.each(sampled)("LLVM reads $name as before", (snippet: Snippet) => {
  const version = snippet.versions.filter((one) => versions.includes(one)).at(-1);
  test.skipIf(version === undefined)(`by llvm-as-${version ?? "NN"}`, async () => {
    if (version === undefined) return;
    const module = Module.parse(snippet.text, { file: `${snippet.name}.ll` });
    module.parseAll();
    module.markAllChanged();
    const [expected, found] = await Promise.all([
      canonicalizer.of(snippet.text, version),
      canonicalizer.of(module.print(), version),
    ]);
    expect(expected.ok, expected.errors).toBe(true);
    expect(found.errors).toBe(expected.errors);
    const canonical = canonicalizer.text(expected);
    expect(canonicalizer.text(found)).toBe(canonical);
    const counts = countText(canonical);
    const graph = countGraph(Module.parse(canonical, { file: "canonical.ll" }).functions());
    expect({ ...graph, localUses: counts.localUses }).toEqual(counts);
  });
});
