/** Builds C programs of the runtime's tests with the newest clang that is installed, all warnings as errors, under the sanitizers. */
import { existsSync, mkdtempSync, readdirSync } from "node:fs";
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

/** What compiles with HDF5, where Debian's package has it; null without it, which the run then says. */
export const hdf5: readonly string[] | null = (() => {
  const include = "/usr/include/hdf5/serial";
  if (existsSync(join(include, "hdf5.h"))) {
    return ["-DTSAD_WITH_HDF5", `-I${include}`, "-lhdf5_serial"];
  }
  console.log("HDF5 storage is not tested: libhdf5-dev is not installed (scripts/setup.sh tests)");
  return null;
})();

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
