/**
 * `npm run sizes`: no hand-written source file is longer than 500 lines, whatever its language, and no test
 * is switched off or left alone on. (Functions of TypeScript are measured by eslint.) Prints the figures.
 */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { execa } from "execa";

const limit = 500;

/** Files that people write and read; corpus sources are inputs and may be of any size. */
const written =
  /^(src|cli|scripts|test|runtime|include|examples)\/.*\.(ts|mjs|js|c|h|cpp|cu|f90|rs|sh)$/;
const input = /^test\/(corpus|programs)\//;

/** A test that is skipped, or that keeps others from running. */
const silenced = /\b(?:it|test|describe)\.(?:skip|only|todo)\b/;

interface Measured {
  readonly file: string;
  readonly lines: number;
  readonly faults: readonly string[];
}

async function measure(file: string): Promise<Measured> {
  const text = await readFile(file, "utf8");
  const lines = text.split("\n").length - 1;
  const faults = [
    ...(lines > limit ? [`${file}: ${lines} lines, more than ${limit}: split it`] : []),
    ...(silenced.test(text) ? [`${file}: a test is skipped or singled out`] : []),
  ];
  return { file, lines, faults };
}

const { stdout } = await execa("git", ["ls-files", "--cached", "--others", "--exclude-standard"]);
const files = stdout
  .split("\n")
  .filter((file) => written.test(file) && !input.test(file) && existsSync(file));
const measured = await Promise.all(files.map(measure));
const sorted = measured.map(({ lines }) => lines).sort((a, b) => a - b);
const median = sorted[sorted.length >> 1] ?? 0;
const faults = measured.flatMap((file) => file.faults);
for (const fault of faults) console.log(fault);
console.log(`${files.length} files, median ${median} lines, longest ${sorted.at(-1) ?? 0}`);
process.exitCode = faults.length === 0 ? 0 : 1;
