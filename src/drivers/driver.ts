/** `tsad cc`, `tsad c++`, `tsad fc`: a compiler's own command line, with derivatives. */
import { extname, basename } from "node:path";
import { TsadError } from "../support/errors.ts";
import { type CommandLine, defaultOutput, isSource, type Item } from "./command-line.ts";
import type { Compiler } from "./compilers.ts";
import { fileMayAsk } from "./markers.ts";
import { runStep } from "./process.ts";
import type { Teller } from "./report.ts";
import type { Scratch } from "./scratch.ts";
import { compileUnit } from "./unit.ts";

type Source = Extract<Item, { kind: "input" }>;

/** One run of a compiler command. */
export interface Job {
  readonly compiler: Compiler;
  readonly line: CommandLine;
  readonly scratch: Scratch;
  /** Tells errors as they come, and gives the exit code. */
  readonly tell: Teller;
}

/** Runs the compiler, and tsad where derivatives are asked for. @returns the exit code */
export async function drive(job: Job): Promise<number> {
  const { compiler, line, scratch, tell } = job;
  if (line.mode === "other" || (compiler.family === "other" && line.items.some(isSource))) {
    return tell({ name: "tsad" }, () => withoutTsad(job));
  }
  const made = new Map<Item, string>();
  let worst = 0;
  for (const source of line.items.filter(isSource)) {
    const output = outputFor(source, job);
    const isObject = line.mode !== "assembly";
    const unit = { compiler, line, source, output, isObject };
    const code = await tell({ name: source.path }, () => compileUnit(unit, scratch));
    worst = Math.max(worst, code);
    made.set(source, output);
  }
  if (worst > 0 || line.mode !== "link") return worst;
  const { linkProgram, whereabouts } = await import("./link.ts");
  const paths = line.items.flatMap((item) =>
    item.kind === "input" ? [made.get(item) ?? item.path] : [],
  );
  const subject = { name: line.output ?? "a.out", notesOn: whereabouts(paths) };
  return tell(subject, () => linkProgram({ compiler, line, made }, scratch));
}

/** Where the result for a source goes: a name of its own for each, also where two sources of a link are called the same. */
function outputFor({ path }: Source, { line, scratch }: Job): string {
  if (line.mode === "link") return scratch.file(`${basename(path, extname(path))}.o`);
  const ending = line.mode === "object" ? ".o" : ".s";
  const irEnding = line.mode === "object" ? ".bc" : ".ll";
  return line.output ?? defaultOutput(path, line.emitsIr ? irEnding : ending);
}

/** @throws TsadError E_COMPILER where a derivative is asked for and the compiler makes no IR */
async function withoutTsad({ compiler, line }: Job): Promise<void> {
  const asker = line.items.filter(isSource).find(({ path }) => fileMayAsk(path) === true);
  if (compiler.family === "other" && line.mode !== "other" && asker !== undefined) {
    throw new TsadError("E_COMPILER", {
      reason: `${asker.path} asks for derivatives, and ${basename(compiler.program)} makes no LLVM IR`,
    });
  }
  await runStep([compiler.program, ...line.words]);
}
