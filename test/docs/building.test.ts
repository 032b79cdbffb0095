import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { installed, root, workplace } from "../drivers/tsad.ts";

/** Every command of docs/building.md, run in one folder a section after the other, with the files that stand before it. */

const page = readFileSync(join(root, "docs/building.md"), "utf8");
const place = workplace();
const programs = new Set(await installed("clang-22", "make", "cmake", "ninja", "cargo"));

/** What the commands of a section need. */
const needs: Readonly<Record<string, readonly string[]>> = {
  Make: ["make"],
  CMake: ["cmake", "ninja"],
  Cargo: ["cargo"],
};

interface Block {
  readonly words: string;
  readonly text: string;
}

const sections = page
  .split(/^## /m)
  .slice(1)
  .map((section) => ({
    title: section.split("\n")[0] ?? "",
    blocks: [...section.matchAll(/^```(.*)\n([^]*?)^```$/gm)].map(
      ([, words = "", text = ""]): Block => ({ words, text }),
    ),
  }));

const told = sections.filter(({ blocks }) => blocks.length > 0);

it("has commands in its sections", () => {
  expect(told.map(({ title }) => title)).toEqual([
    "One file",
    "Several files",
    "Make",
    "CMake",
    "Cargo",
  ]);
});

/** Runs the blocks of a section: files are written, commands run, and what they print compared line by line. */
async function follow(blocks: readonly Block[], folder: string): Promise<void> {
  let said: readonly string[] = [];
  for (const { words, text } of blocks) {
    const file = /file=(\S+)/.exec(words)?.[1];
    if (file !== undefined) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    } else if (words.startsWith("sh")) {
      const code = Number(/exit=(\d+)/.exec(words)?.[1] ?? 0);
      const result = await place.run(folder, ["sh", "-ec", text], { TSAD: root });
      expect(result.code, `${text}${result.stdout}${result.stderr}`).toBe(code);
      said = `${result.stdout}\n${result.stderr}`.split("\n");
    } else {
      for (const line of text.trimEnd().split("\n")) expect(said).toContain(line);
    }
  }
}

describe("docs/building.md", () => {
  const folder = { path: "" };
  for (const { title, blocks } of told) {
    const isPossible = (needs[title] ?? []).every((program) => programs.has(program));
    const known = isPossible
      ? title
      : `${title}: not run, for want of ${(needs[title] ?? []).join(", ")}`;
    it(known, { timeout: 120_000 }, async () => {
      if (folder.path === "") folder.path = place.project({});
      if (isPossible) await follow(blocks, folder.path);
      expect(blocks.length).toBeGreaterThan(0);
    });
  }
});
