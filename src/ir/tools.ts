/** The LLVM programs that are installed, and running them. tsad works on text without any of them. */
import { accessSync, constants, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

/** An LLVM program; `version` is the major version in its name, null for a name without one (`opt`). */
export interface Tool {
  readonly path: string;
  readonly version: number | null;
}

/** What a program printed and how it ended; `ok` means exit code 0, and a program that was killed has no code. */
export interface ToolResult {
  readonly ok: boolean;
  readonly code: number | null;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

/** Every program `base` or `base-NN` in the directories of `path`, the newest version first, those without version last. */
export function findTools(base: string, path = process.env["PATH"] ?? ""): Tool[] {
  const found = new Map<string, Tool>();
  for (const directory of path.split(delimiter)) {
    if (directory === "") continue;
    for (const name of namesIn(directory)) {
      const version = versionIn(name, base);
      const file = join(directory, name);
      if (version === undefined || found.has(name) || !isExecutable(file)) continue;
      found.set(name, { path: file, version });
    }
  }
  return [...found.values()].sort((a, b) => (b.version ?? -1) - (a.version ?? -1));
}

/**
 * Of the programs `base` on the PATH the one for LLVM `version`: that very version, else the next newer one, which reads what
 * the older one wrote. A program whose name has no version is asked for it. Undefined when there is none.
 */
export async function toolFor(base: string, version: number): Promise<Tool | undefined> {
  const known: { tool: Tool; version: number }[] = [];
  for (const tool of findTools(base)) {
    const its = tool.version ?? (await askVersion(tool));
    if (its === version) return tool;
    if (its !== undefined && its > version) known.push({ tool, version: its });
  }
  known.sort((a, b) => a.version - b.version);
  return known[0]?.tool;
}

/** Runs `tool` with `input` on its standard input. Does not throw when the program fails. */
export async function runTool(
  tool: Tool,
  args: readonly string[],
  input: Uint8Array = new Uint8Array(),
): Promise<ToolResult> {
  // Loaded here, because most runs of tsad need no program at all.
  const { execa } = await import("execa");
  const result = await execa(tool.path, args, {
    input,
    encoding: "buffer",
    maxBuffer: 2 ** 30,
    reject: false,
  });
  const stderr = Buffer.from(result.stderr).toString("latin1");
  return {
    ok: result.exitCode === 0,
    code: result.exitCode ?? null,
    stdout: result.stdout,
    stderr: stderr === "" && result.exitCode !== 0 ? (result.shortMessage ?? "it failed") : stderr,
  };
}

async function askVersion(tool: Tool): Promise<number | undefined> {
  const { ok, stdout } = await runTool(tool, ["--version"]);
  const found = /LLVM version (\d+)/.exec(Buffer.from(stdout).toString("latin1"));
  return ok && found?.[1] !== undefined ? Number(found[1]) : undefined;
}

function versionIn(name: string, base: string): number | null | undefined {
  if (name === base) return null;
  const digits = name.startsWith(`${base}-`) ? name.slice(base.length + 1) : "";
  return /^\d+$/.test(digits) ? Number(digits) : undefined;
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
