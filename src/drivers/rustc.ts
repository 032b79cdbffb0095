/**
 * `tsad rustc`: rustc makes objects that are IR (as for linker-plugin LTO), and calls tsad where it would call the linker. There the
 * whole program is at hand, with the other crates, so derivatives are made there; what is left is made native, and the real linker runs.
 */
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { type Compiler, linkCommand } from "./compilers.ts";
import { runVisibly, StepFailed } from "./process.ts";
import type { Teller } from "./report.ts";
import type { Scratch } from "./scratch.ts";

/** Names of what the two halves, before and behind rustc, tell each other in the environment. */
export const channel = { linker: "TSAD_RUST_LINKER", report: "TSAD_RUST_REPORT" } as const;

/** One run of rustc. */
export interface RustJob {
  readonly compiler: Compiler;
  readonly words: readonly string[];
  readonly scratch: Scratch;
  readonly tell: Teller;
  readonly complain: (message: string) => void;
}

/** Runs rustc; see the head of this file. @returns the exit code */
export async function driveRustc({
  compiler,
  words,
  scratch,
  tell,
  complain,
}: RustJob): Promise<number> {
  const { program } = compiler;
  if (!makesCode(words)) return tell({ name: "tsad" }, () => step(program, words));
  const report = scratch.file("errors.txt");
  const { rest, linker } = withoutLinker(words);
  process.env[channel.linker] = linker;
  process.env[channel.report] = report;
  const more = ["-Clinker-plugin-lto", `-Clinker=${linkerScript(scratch)}`];
  const code = await tell({ name: "tsad" }, () => step(program, [...rest, ...more]));
  if (!existsSync(report)) return code;
  complain(readFileSync(report, "utf8"));
  return 1;
}

async function step(program: string, words: readonly string[]): Promise<void> {
  const code = await runVisibly(program, words);
  if (code !== 0) throw new StepFailed(code);
}

/** Is code made that is linked, now or later? Not where rustc is only asked something, or only checks. */
export function makesCode(words: readonly string[]): boolean {
  const asks = ["--version", "-V", "-vV", "--help", "-h", "--explain", "--print"];
  if (words.some((word) => asks.includes(word) || word.startsWith("--print="))) return false;
  const kinds = words.flatMap((word, i) => {
    if (word === "--emit") return (words[i + 1] ?? "").split(",");
    return word.startsWith("--emit=") ? word.slice("--emit=".length).split(",") : [];
  });
  const isMade = kinds.length === 0 || kinds.some((kind) => /^link\b/.test(kind));
  return isMade && words.some((word) => word.endsWith(".rs") || word === "-");
}

/** The words without the choice of a linker, and what they choose: the last counts. */
export function withoutLinker(words: readonly string[]): { rest: string[]; linker: string } {
  let linker = "cc";
  const rest: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    const next = words[i + 1] ?? "";
    const isApart = (word === "-C" || word === "--codegen") && next.startsWith("linker=");
    const joined = /^(?:-C|--codegen=)linker=(.*)$/.exec(word)?.[1];
    linker = isApart ? next.slice("linker=".length) : (joined ?? linker);
    if (isApart) i++;
    else if (joined === undefined) rest.push(word);
  }
  return { rest, linker };
}

/** A program for rustc to call: it knows no linker with arguments of its own before those of the link. */
function linkerScript(scratch: Scratch): string {
  const path = scratch.file("tsad-linker.sh");
  const words = [process.execPath, ...process.execArgv, process.argv[1] ?? "", linkCommand];
  writeFileSync(path, `#!/bin/sh\nexec ${words.map(quoted).join(" ")} "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
