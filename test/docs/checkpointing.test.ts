/** The program of docs/checkpointing-runtime.md, built and run as the page says, and the schedule that it shows. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect, it } from "vitest";
import { installedVersions } from "../../scripts/corpus/tools.ts";
import { must } from "../../src/support/assert.ts";
import { tsad } from "../cli/command.ts";
import { binomial } from "../runtime/oracle.ts";
import { hdf5, root } from "../runtime/build.ts";

const page = readFileSync(join(root, "docs/checkpointing-runtime.md"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "tsad-docs-"));

function block(kind: string): string {
  const found = new RegExp(`\`\`\`\\w+ ${kind}\\n([^]*?)\`\`\``).exec(page);
  return must(found?.[1], `a block called ${kind}`);
}

it("the program prints what the page shows, also as the environment changes it", async () => {
  const clang = `clang-${(await installedVersions()).at(-1) ?? ""}`;
  writeFileSync(join(folder, "growth.c"), block("program"));
  const built = await execa("bash", ["runtime/build.sh", folder], {
    cwd: root,
    env: { CC: clang },
  });
  expect(built.stdout).toMatch(hdf5 === null ? /HDF5 storage: / : /HDF5 storage: yes/);
  const flags = readFileSync(join(folder, "flags"), "utf8").trim().split(" ");
  await execa(clang, ["growth.c", ...flags, "-Wall", "-Werror", "-o", "growth"], { cwd: folder });
  const program = join(folder, "growth");
  const { stdout } = await execa(program);
  expect(`${stdout}\n`).toBe(block("output"));
  const env = { TSAD_CKPT: "online:5", TSAD_CKPT_STORAGE: hdf5 === null ? "file" : "hdf5" };
  const changed = await execa(program, [], { env, cwd: folder });
  expect(changed.stdout.split("\n").slice(0, 3)).toEqual(stdout.split("\n").slice(0, 3));
}, 60_000);

it("the schedule costs what the page shows", async () => {
  const file = join(folder, "counts");
  await tsad("schedule", "revolve", "100", "5", "-o", file);
  expect(readFileSync(file, "utf8")).toBe(block("schedule"));
});

it("the table has the numbers of the recurrence", () => {
  const table = /\| t\(l, s\) \|[^]*?\n\n/.exec(page)?.[0] ?? "";
  const rows = table.split("\n").filter((row) => /^\| (?:l = )?\d/.test(row));
  const slots = [1, 2, 3, 5, 10];
  for (const row of rows) {
    const [length = 0, ...costs] = [...row.matchAll(/\d+/g)].map(([number]) => Number(number));
    expect(costs).toEqual(slots.map((s) => binomial(length, s)));
  }
  expect(rows).toHaveLength(3);
});
