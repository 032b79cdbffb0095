/**
 * Programs that are compiled to IR, transformed, and run before and after. Used by transform-corpus.ts and by the tests.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { execa } from "execa";

/** One way to compile: an LLVM version and the compiler's flags. */
export interface Level {
  readonly llvm: number;
  readonly flags: readonly string[];
}

/** A compiled program: the text of its module and what running it prints. */
export interface Program {
  /** `loops.c -O1 14`. */
  readonly name: string;
  readonly level: Level;
  readonly text: string;
  readonly output: string;
}

/** The outcome of a process: its output and exit code as one text, so that both are compared. */
async function outcome(command: string, args: readonly string[]): Promise<string> {
  const { stdout, exitCode, signal } = await execa(command, args, {
    reject: false,
    encoding: "latin1",
    timeout: 60_000,
  });
  return `${stdout}\nexit ${String(exitCode ?? signal)}`;
}

/** What the module in `file` prints when lli of that version runs it. */
export async function run(llvm: number, file: string): Promise<string> {
  return outcome(`lli-${llvm}`, ["-jit-kind=mcjit", file]);
}

/** What `opt -passes=verify` of that version says of the module in `file`; empty when it accepts it. */
export async function verify(llvm: number, file: string): Promise<string> {
  const args = ["-passes=verify", "-disable-output", file];
  const opaque = llvm === 14 && /\bptr\b/.test(readFileSync(file, "latin1"));
  const { stderr, exitCode } = await execa(
    `opt-${llvm}`,
    opaque ? ["-opaque-pointers", ...args] : args,
    { reject: false, timeout: 60_000 },
  );
  return exitCode === 0 ? "" : stderr.trim() || `opt exits with ${String(exitCode)}`;
}

/** Compiles `source` and runs it once. The IR is kept in `cache`, named after what it is made from. */
export async function compile(source: string, level: Level, cache: string): Promise<Program> {
  const { llvm, flags } = level;
  const key = createHash("sha256").update(readFileSync(source)).update(flags.join(" "));
  mkdirSync(cache, { recursive: true });
  const stem = `${basename(source, ".c")}-${llvm}${flags.join("")}`;
  const file = join(cache, `${stem}-${key.digest("hex").slice(0, 12)}.ll`);
  if (!existsSync(file)) {
    await execa(`clang-${llvm}`, ["-S", "-emit-llvm", "-w", ...flags, source, "-o", file]);
  }
  const printed = `${file}.out`;
  if (!existsSync(printed)) writeFileSync(printed, await run(llvm, file), "latin1");
  return {
    name: [basename(source), ...flags, llvm].join(" "),
    level,
    text: readFileSync(file, "latin1"),
    output: readFileSync(printed, "latin1"),
  };
}

/** The versions of which clang, opt and lli are on the PATH. */
export async function installedVersions(wanted: readonly number[]): Promise<number[]> {
  const found: number[] = [];
  for (const llvm of wanted) {
    const tools = ["clang", "opt", "lli"].map(async (tool) => {
      return (await execa(`${tool}-${llvm}`, ["--version"], { reject: false })).exitCode === 0;
    });
    if ((await Promise.all(tools)).every((works) => works)) found.push(llvm);
  }
  return found;
}
