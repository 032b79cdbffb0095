/** The program of docs/checkpointing.md, made and run as the page says. */
import { readFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect, it } from "vitest";
import { must } from "../../src/support/assert.ts";
import { Recorder } from "../../src/support/trace.ts";
import { gradientOf, link, run, versions } from "../checkpoint/build.ts";
import { root } from "../runtime/build.ts";

const page = readFileSync(join(root, "docs/checkpointing.md"), "utf8");

function block(kind: string): string {
  const found = new RegExp(`\`\`\`\\w+ ${kind}\\n([^]*?)\`\`\``).exec(page);
  return must(found?.[1], `a block called ${kind}`);
}

it("counts the steps that the page shows, and shows the state", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tsad-docs-"));
  const clang = `clang-${versions.at(-1) ?? ""}`;
  const text = join(folder, "heat.ll");
  const words = ["-g", "-O2", `-I${join(root, "include")}`, "-S", "-emit-llvm", "-x", "c", "-"];
  await execa(clang, [...words, "-o", text], { input: block("program") });
  const shown: string[] = [];
  const trace = new Recorder({
    printAfter: new Set(["checkpoints"]),
    write: (part) => shown.push(part),
  });
  const made = gradientOf(readFileSync(text, "latin1"), { trace });
  const program = await link(made, join(folder, "heat"), [clang, "-w", "-O2"]);
  const { stdout, stderr } = await run(program, [], { VERBOSE: "1" });
  expect(stdout).toMatch(/^T {7}\d\.\d+\ndT\/dT0 {2}\d\.\d+$/);
  expect(stderr).toContain(block("report").trim());
  const parts = block("state").trim().split("\n").slice(1);
  for (const part of parts) expect(shown.join("")).toContain(part);
}, 120_000);
