import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { errorTable } from "../../src/support/errors.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
];

describe.each(pages)("%s", (page) => {
  const text = readFileSync(join(root, page), "utf8");

  it("links to files that exist", () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = ""]) => target);
    const broken = links.filter((target) => !existsSync(join(root, dirname(page), target)));
    expect(broken).toEqual([]);
  });

  it("names only error codes that exist", () => {
    const codes = [...text.matchAll(/\bE_[A-Z_]+\b/g)].map(([code]) => code);
    expect(codes.filter((code) => !Object.hasOwn(errorTable, code))).toEqual([]);
  });

  it("names only npm scripts and shell scripts that exist", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const npm = [...text.matchAll(/npm run ([a-z:-]+)/g)].map(([, name = ""]) => name);
    expect(npm.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
    const shell = [...text.matchAll(/scripts\/[a-z-]+\.(?:sh|ts)/g)].map(([path]) => path);
    expect(shell.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
