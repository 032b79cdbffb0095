/** The command as users have it: one file of it is made for these tests, and put on the PATH where build tools find it. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, vi } from "vitest";
import { toolVersion } from "../../scripts/corpus/tools.ts";

/** The root of the repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** What a command did. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with files in it, in which commands are run with `tsad` on the PATH. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), "tsad-drivers-"));
  readonly bin = join(this.folder, "bin");
  private made = 0;

  /** A path in a folder that is new with each call, with these files in it. */
  project(files: Readonly<Record<string, string>>): string {
    const folder = join(this.folder, `project${this.made++}`);
    mkdirSync(folder);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return folder;
  }

  /** Runs a program in `cwd`. Temporary files of its own go to a folder that is empty afterwards if all were removed. */
  async run(
    cwd: string,
    words: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<Outcome> {
    const [program = "", ...args] = words;
    const path = `${this.bin}${delimiter}${process.env["PATH"] ?? ""}`;
    const given = { ...process.env, TSAD_CACHE: "off", PATH: path, ...env };
    // What a test run says of colours is for its own output.
    const silent = { NO_COLOR: undefined, FORCE_COLOR: undefined };
    const result = await execa(program, args, {
      cwd,
      env: { ...given, ...silent },
      extendEnv: false,
      reject: false,
      stdin: "ignore",
    });
    const started = result.exitCode === undefined ? (result.shortMessage ?? "") : "";
    return {
      code: result.exitCode ?? -1,
      stdout: result.stdout,
      stderr: `${result.stderr}${started}`,
    };
  }

  /** Makes the command. */
  async open(): Promise<void> {
    mkdirSync(this.bin);
    const bundle = await rolldown({ input: join(root, "cli/main.ts"), platform: "node" });
    await bundle.write({
      dir: join(this.bin, "tsad-files"),
      entryFileNames: "main.mjs",
      chunkFileNames: "[name].mjs",
      format: "esm",
    });
    const main = join(this.bin, "tsad-files", "main.mjs");
    const command = join(this.bin, "tsad");
    writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`);
    chmodSync(command, 0o755);
  }

  /** Removes everything. */
  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A workplace for the tests of one file. */
export function workplace(): Workplace {
  const place = new Workplace();
  // A test starts dozens of compilers, and the machine may have other work.
  vi.setConfig({ testTimeout: 120_000 });
  beforeAll(() => place.open(), 60_000);
  afterAll(() => {
    place.close();
  });
  return place;
}

/** Those of `programs` that are installed; what is not is named on the console, so that nobody takes its tests for done. */
export async function installed(...programs: readonly string[]): Promise<string[]> {
  const versions = await Promise.all(programs.map((program) => toolVersion(program)));
  const absent = programs.filter((_program, i) => versions[i] === undefined);
  if (absent.length > 0) console.log(`not installed, so not tested: ${absent.join(", ")}`);
  return programs.filter((program) => !absent.includes(program));
}
