/** Differentiates C programs with marked loops, and links them with the runtime. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { installedVersions } from "../../scripts/corpus/tools.ts";
import { differentiateFresh } from "../../src/attempts.ts";
import { Module } from "../../src/ir/module.ts";
import type { GradientOptions } from "../../src/pipeline.ts";
import { silent } from "../../src/support/trace.ts";
import { root } from "../runtime/build.ts";

export const versions = await installedVersions();
const newest = versions.at(-1) ?? 0;

/** How a program is compiled. */
export interface Variant {
  readonly version: number;
  readonly level: string;
  readonly defines?: readonly string[];
}

/** One at each level of the oldest and the newest clang. */
export const variants: readonly Variant[] = [...new Set([versions[0] ?? newest, newest])].flatMap(
  (version) => ["-O0", "-O1", "-O2", "-O3"].map((level) => ({ version, level })),
);

let runtime: Promise<string> | null = null;

/** The folder of the library, which is built once. */
async function runtimeFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "tsad-checkpoint-"));
  const env = { CC: `clang-${newest}` };
  await execa("bash", ["runtime/build.sh", folder], { cwd: root, env });
  return folder;
}

/** The path of the program, made from `test/checkpoint/NAME.c` with its derivatives. */
export async function build(name: string, variant: Variant): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), `tsad-${name}-`));
  const clang = `clang-${variant.version}`;
  const text = join(folder, `${name}.ll`);
  const source = join("test/checkpoint", `${name}.c`);
  const defines = (variant.defines ?? []).map((word) => `-D${word}`);
  const args = ["-w", variant.level, ...defines, "-Iinclude", "-S", "-emit-llvm", source];
  await execa(clang, [...args, "-o", text], { cwd: root });
  const made = gradientOf(readFileSync(text, "latin1"));
  return link(made, join(folder, name), [clang, "-w", variant.level]);
}

/** Links the text of a module, and other sources, with the runtime; gives the path of the program. */
export async function link(
  text: string,
  program: string,
  [clang = "", ...options]: readonly string[],
): Promise<string> {
  runtime ??= runtimeFolder();
  const flags = readFileSync(join(await runtime, "flags"), "utf8")
    .trim()
    .split(/\s+/);
  const made = `${program}.grad.ll`;
  writeFileSync(made, text, "latin1");
  await execa(clang, [made, ...options, ...flags, "-o", program], { cwd: root });
  return program;
}

/** A module with its derivatives. */
export function gradientOf(text: string, more: Partial<GradientOptions> = {}): string {
  const read = (): Module => Module.parse(text, { file: "program.ll" });
  const { module } = differentiateFresh(read, () => ({ requests: [], trace: silent, ...more }));
  return module.print();
}

/** What a program prints, and what the runtime says, with settings that are named without TSAD_CKPT_. */
export async function run(
  program: string,
  words: readonly string[] = [],
  settings: Readonly<Record<string, string>> = {},
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const own = Object.entries(settings).map(
    ([name, value]) => [name === "SCHEDULE" ? "TSAD_CKPT" : `TSAD_CKPT_${name}`, value] as const,
  );
  return execa(program, words, { env: Object.fromEntries(own) });
}

/** The lines `name number` of an output. */
export function valuesOf(output: string): Readonly<Record<string, number>> {
  const lines = output.split("\n").map((line) => line.split(" "));
  return Object.fromEntries(lines.map(([name = "", value]) => [name, Number(value)] as const));
}

/** What the runtime counted for each loop that ran, with TSAD_CKPT_VERBOSE=1. */
export function countsOf(stderr: string): { forward: number; turns: number; slots: number }[] {
  const pattern =
    /ran (\d+) steps forward, turned (\d+), stored \d+ and restored \d+ states in (\d+) slots/g;
  return [...stderr.matchAll(pattern)].map(([, forward, turns, slots]) => ({
    forward: Number(forward),
    turns: Number(turns),
    slots: Number(slots),
  }));
}
