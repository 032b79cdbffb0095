/** The command lines by which clang and flang take one source through IR to what was asked for. */
import { type CommandLine, dependencyWords, type Item, wordsOf } from "./command-line.ts";
import type { Compiler } from "./compilers.ts";

/** One source on its way to its output. */
export interface Unit {
  readonly compiler: Compiler;
  readonly line: CommandLine;
  readonly source: Extract<Item, { kind: "input" }>;
  readonly output: string;
  /** True for an object in place of assembly. */
  readonly isObject: boolean;
}

/** A program and its arguments. */
export type Command = readonly string[];

/**
 * How the IR is made that tsad reads: optimised, but not yet vectorised or unrolled, which differentiates best
 * (docs/performance.md). What comes behind tsad does that.
 */
const prepared = ["-fno-vectorize", "-fno-slp-vectorize", "-fno-unroll-loops"];

/** For steps that read IR: flags of the source mean nothing there, and what is wrong was said when the source was read. */
const quiet = ["-Qunused-arguments", "-w", "-Wno-override-module"];

/** The words by which an object carries the IR it was made from. LLVM itself writes it, into the section .llvmbc. */
function carrying({ compiler, line, isObject }: Unit): string[] {
  if (!isObject || line.emitsIr) return [];
  const late = wordsOf(line.items, "late");
  // With -flto the object is IR already.
  if (late.some((word) => word.startsWith("-flto"))) return [];
  return compiler.family === "clang"
    ? ["-Xclang", "-fembed-bitcode=all"]
    : ["-flto", "-ffat-lto-objects"];
}

/** Compiles the unit as without tsad; the object carries its IR. */
export function plainCommand(unit: Unit): Command {
  const { compiler, line, source } = unit;
  return [
    compiler.program,
    ...wordsOf(line.items, "code", "source", "late"),
    ...dependencyWords(line.items, unit.output),
    ...languageWords(source),
    ...carrying(unit),
    ...endOf(unit),
    source.path,
  ];
}

/** Reads the source: to IR as the front end makes it (clang), or optimised (flang, which has no step between). */
export function frontCommand(unit: Unit, to: string, more: Command = []): Command {
  const { compiler, line, source } = unit;
  return [
    compiler.program,
    ...wordsOf(
      line.items,
      "code",
      "source",
      ...(compiler.family === "clang" ? ["late" as const] : []),
    ),
    ...(more.length === 0 ? dependencyWords(line.items, unit.output) : []),
    ...languageWords(source),
    ...(compiler.family === "clang" ? ["-Xclang", "-disable-llvm-passes", "-c"] : ["-S"]),
    ...more,
    "-emit-llvm",
    "-o",
    to,
    source.path,
  ];
}

/** From the IR of clang's front end to optimised text for tsad. */
export function prepareCommand({ compiler, line }: Unit, from: string, to: string): Command {
  const code = wordsOf(line.items, "code");
  return [compiler.program, ...code, ...quiet, ...prepared, "-S", "-emit-llvm", from, "-o", to];
}

/** From the text that tsad wrote to what was asked for. */
export function backCommand(unit: Unit, from: string): Command {
  const { compiler, line } = unit;
  const flags = wordsOf(line.items, "code", "late");
  const silence = compiler.family === "clang" ? quiet : ["-w"];
  return [compiler.program, ...flags, ...silence, ...carrying(unit), ...endOf(unit), from];
}

/** What is made, and where it goes. */
function endOf({ line, output, isObject }: Unit): string[] {
  return [isObject ? "-c" : "-S", ...(line.emitsIr ? ["-emit-llvm"] : []), "-o", output];
}

function languageWords({ language }: Unit["source"]): string[] {
  return language === null ? [] : ["-x", language];
}
