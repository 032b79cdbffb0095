/** Runs the heat equation of `heat.c` under the runtime, and reads what it prints. */
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { build, hdf5, sourcesIn } from "./build.ts";

/** What one run of the program printed. */
export interface Run {
  /** Every line but the gradient: a name and a number. */
  readonly values: Readonly<Record<string, number>>;
  /** The bits of the gradient. */
  readonly gradient: string;
  readonly stderr: string;
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
}

const folders = ["runtime/schedules", "runtime/storage", "runtime/driver"];
const sources = [...folders.flatMap(sourcesIn), "test/runtime/heat.c"];

/** Builds the program, under the sanitizers or as a user would. */
export async function buildHeat(sanitizers = "address,undefined"): Promise<string> {
  return build({ sources, sanitizers, options: hdf5 ?? [] });
}

/** The storages that this machine can have. */
export const storages = ["memory", "file", "layered", ...(hdf5 === null ? [] : ["hdf5"])];

/** A new folder for files of a run. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), "tsad-heat-"));

/** What is in a folder, if it is there. */
export const filesIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).sort() : [];

/** Runs `program STEPS VARIANT...`; settings are named without TSAD_CKPT_, and the schedule is SCHEDULE; `others` are other variables. */
export async function run(
  program: string,
  words: string,
  settings: Readonly<Record<string, string | number>> = {},
  others: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const own = Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name === "SCHEDULE" ? "TSAD_CKPT" : `TSAD_CKPT_${name}`,
      String(value),
    ]),
  );
  const { stdout, stderr, exitCode, signal } = await execa(program, words.split(" "), {
    env: { ...own, ...others },
    reject: false,
  });
  const lines = stdout.split("\n").map((line) => line.split(" "));
  const numbers = lines.filter(([name]) => name !== "gradient" && name !== "");
  const values = Object.fromEntries(
    numbers.map(([name = "", value]) => [name, Number(value)] as const),
  );
  const gradient = lines.find(([name]) => name === "gradient")?.join(" ") ?? "";
  if (/nan|inf/.test(gradient)) throw new Error(`${words}: no gradient of numbers`);
  return { values, gradient, stderr, exitCode, signal };
}

/** The bytes of a file as text that can be compared. */
export const bytesOf = (...path: string[]): string => readFileSync(join(...path)).toString("hex");
