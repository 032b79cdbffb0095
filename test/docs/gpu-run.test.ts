/** The example of docs/gpu-run.md, run as the page says: its files, its commands, its output. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { retarget } from "../../src/gpu/run/retarget.ts";
import { at, must } from "../../src/support/assert.ts";
import { tsad } from "../cli/command.ts";
import { versions } from "../gpu/compile.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const page = readFileSync(join(root, "docs/gpu-run.md"), "utf8");

/** The blocks of the page in that language. */
function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, "g"))].map(
    ([, text = ""]) => text,
  );
}

/** Runs the commands of the page in a new folder, the kernel compiled with `define`. */
async function follow(define: string): Promise<{ stdout: string; stderr: string; code: number }> {
  const folder = mkdtempSync(join(tmpdir(), "gpu-run-"));
  writeFileSync(join(folder, "sum.cu"), at(blocks("cuda"), 0));
  writeFileSync(join(folder, "driver.c"), at(blocks("c"), 0));
  const env = { TSAD: root };
  const shell = { cwd: folder, env, shell: "/bin/sh", reject: false } as const;
  const clang = `clang-${must(versions.at(-1), "a clang is here")}`;
  let last = { stdout: "", stderr: "", code: 0 };
  for (const line of at(blocks("sh"), 0).trim().split("\n")) {
    if (line.startsWith("tsad ")) {
      const args = line.split(" ").slice(1);
      const paths = args.map((arg) => (arg.endsWith(".ll") ? join(folder, arg) : arg));
      expect(await tsad(...paths)).toMatchObject({ code: 0, stderr: "" });
      continue;
    }
    const command = line
      .replace(/^clang(?= -x)/, `${clang} ${define}`)
      .replace(/^clang /, `${clang} `);
    const { stdout, stderr, exitCode = 1 } = await execa(command, shell);
    last = { stdout, stderr, code: exitCode };
    if (line.startsWith("clang")) expect([line, exitCode]).toEqual([line, 0]);
  }
  return last;
}

describe("docs/gpu-run.md", () => {
  it("prints what the page says", async () => {
    const { stdout, stderr, code } = await follow("");
    expect({ stdout: `${stdout}\n`, stderr, code }).toEqual({
      stdout: at(blocks("text"), 0),
      stderr: "",
      code: 0,
    });
  });

  it("finds the race that the page tells of", async () => {
    const { stderr, code } = await follow("-DFAULT");
    // Which of the threads come first is not the page's business.
    const told = at(at(blocks("text"), 1).split("…"), 0).replace(/[.+*()]/g, "\\$&");
    const any = told.replace(/\d+(?=,0,0)|(?<=part\\\+)\d+|(?<=sum.cu:10:)\d+/g, "\\d+");
    expect(stderr).toMatch(new RegExp(any.replace(/\b(?:write|read)\b/g, "(?:write|read)")));
    expect(code).toBe(1);
  });

  it("names every status of the header", () => {
    const header = readFileSync(join(root, "include/tsad_gpu_run.h"), "utf8");
    const statuses = [...header.matchAll(/^ {2}TSAD_GPU_([A-Z_]+),?(?: = 0,)?$/gm)].map(
      ([, name]) => name,
    );
    expect(statuses.length).toBeGreaterThan(8);
    expect(
      statuses.filter((name) => name !== "OK" && !page.includes(`\`${name ?? "?"}\``)),
    ).toEqual([]);
  });

  it("is about what a library call gives too", () => {
    const text = 'target triple = "nvptx64"\ndefine ptx_kernel void @k() {\n  ret void\n}\n';
    expect(retarget(text, { file: "k.ll" })).toMatchObject({ kernels: ["k"], target: "nvptx" });
  });
});
