/** Builds C programs of the runtime's tests with the newest clang that is installed, all warnings as errors, under the sanitizers. */
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { installedVersions } from "../../scripts/corpus/tools.ts";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** What a test program is made of. */
export interface Program {
  /** Paths from the root. */
  readonly sources: readonly string[];
  readonly options?: readonly string[];
  /** Default: address and undefined. */
  readonly sanitizers?: string;
}

/** The C files of a folder of the runtime. */
export function sourcesIn(folder: string): string[] {
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith(".c"));
  return names.sort().map((name) => join(folder, name));
}

const clang = `clang-${(await installedVersions()).at(-1) ?? ""}`;
const strict = ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-g", "-O1"];

/** The path of the program, in a folder of its own. */
export async function build({ sources, options = [], sanitizers }: Program): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "tsad-runtime-"));
  const program = join(folder, basename(sources.at(-1) ?? "program", ".c"));
  const checks = sanitizers ?? "address,undefined";
  const sanitize = checks === "" ? [] : [`-fsanitize=${checks}`, "-fno-sanitize-recover=all"];
  const args = [...strict, ...sanitize, "-Iinclude", ...sources, "-o", program, "-pthread", "-lm"];
  await execa(clang, [...args, ...options], { cwd: root });
  return program;
}
