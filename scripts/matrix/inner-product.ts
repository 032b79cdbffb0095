/**
 * Forward and reverse mode against each other: `<w, J v> = <J^T w, v>` for the program's weights w and some directions v. The two share
 * the rules and nothing else that computes: forward mode has no tape, no adjoints and no sweep.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateForward } from "../../src/forward/forward.ts";
import { Module } from "../../src/ir/module.ts";
import { differentiateFresh } from "../../src/attempts.ts";
import { TsadError } from "../../src/support/errors.ts";
import { must } from "../../src/support/assert.ts";
import { setInlining, wasTooLarge } from "../../src/transform/inline.ts";
import { silent } from "../../src/support/trace.ts";
import { compareLevels, parseHexFloat, readReport, type Report } from "./judge.ts";
import { headerOptions } from "./languages.ts";
import type { Program } from "./programs.ts";
import { step, StepError } from "./step.ts";
import type { Level, Places } from "./cell.ts";

/** What became of a program: "agree", "forward refuses" or "reverse refuses" with the code, or what is wrong. */
export interface Product {
  readonly outcome: "agree" | "forward refuses" | "reverse refuses" | "wrong";
  /** The code of a refusal, or what is wrong; empty where the modes agree. */
  readonly what: string;
}

const directions = 3;

/** Compiles `program`, makes it in both modes, and compares. Programs of other languages than clang's are not looked at. */
export async function innerProduct(
  program: Program,
  version: number,
  level: Level,
  places: Places,
): Promise<Product> {
  const folder = join(places.work, program.name, `inner-${version}${level.replaceAll(" ", "")}`);
  mkdirSync(folder, { recursive: true });
  try {
    const input = await compiled(program, version, level, folder, places);
    const forward = attempt(() => {
      inForwardMode(input, join(folder, "forward.ll"));
    });
    if (forward !== null) return { outcome: "forward refuses", what: forward };
    const reverse = attempt(() => {
      inReverseMode(input, join(folder, "reverse.ll"));
    });
    const report = await run(program, version, folder, places, reverse === null);
    const wrong = problemsOf(report, program);
    if (wrong.length > 0) return { outcome: "wrong", what: wrong.join("; ") };
    if (reverse !== null) return { outcome: "reverse refuses", what: reverse };
    return { outcome: "agree", what: "" };
  } catch (error) {
    // Generated code says so where it finds out what could not be known before.
    const ended = error instanceof StepError ? /^tsad: .*/m.exec(error.message)?.[0] : undefined;
    if (ended !== undefined) return { outcome: "forward refuses", what: `when run: ${ended}` };
    if (error instanceof StepError) return { outcome: "wrong", what: error.message };
    throw error;
  }
}

/** The compiled script is elsewhere than its sources, so they are found from the programs. */
function sourceOf(file: string, { sources }: Places): string {
  return join(sources, "../../scripts/matrix/inner-product", file);
}

/** The code of the refusal, null where there was none. */
function attempt(make: () => void): string | null {
  try {
    make();
    return null;
  } catch (error) {
    if (error instanceof TsadError) return error.code;
    throw error;
  }
}

function defines(program: Program, places: Places): string[] {
  const headers = headerOptions(program.language, places.sources);
  const cxx = program.language.name === "C++" ? ["-x", "c++", "-std=c++17"] : [];
  return ["-w", `-DPROGRAM="${program.path}"`, ...headers, ...cxx];
}

async function compiled(
  program: Program,
  version: number,
  level: Level,
  folder: string,
  places: Places,
): Promise<string> {
  const output = join(folder, "in.ll");
  const wrapped = sourceOf("wrapped.c", places);
  const args = [...level.split(" "), "-DBODY", ...defines(program, places), "-S", "-emit-llvm"];
  await step(program.language.compiler(version), [...args, wrapped, "-o", output]);
  return output;
}

/**
 * Adds `wrapped_fwd`, and `wrapped_fwd3` for several directions at once; where that is refused, once more with calls inlined, as
 * src/attempts.ts does it.
 */
function inForwardMode(input: string, output: string): void {
  const read = (): Module => Module.parse(readFileSync(input, "latin1"), { file: input });
  const first = read();
  try {
    addForward(first, output);
  } catch (error) {
    if (!(error instanceof TsadError) || !wasTooLarge(first)) throw error;
    const second = read();
    setInlining(second, "generous");
    addForward(second, output);
  }
}

function addForward(module: Module, output: string): void {
  const primal = must(module.function("wrapped"), "the source defines it");
  const returns = { primal: false, tangent: false };
  for (const width of [1, directions]) {
    const name = width === 1 ? "wrapped_fwd" : `wrapped_fwd${width}`;
    const params = primal.args.map(() => "dup" as const);
    generateForward(
      { primal, name, params, width, checksBits: false, returns },
      "external",
      module,
      silent,
    );
  }
  writeFileSync(output, module.print(), "latin1");
}

function inReverseMode(input: string, output: string): void {
  const text = readFileSync(input, "latin1");
  const read = (): Module => Module.parse(text, { file: input });
  const { module } = differentiateFresh(read, () => ({
    requests: [{ fn: "wrapped" }],
    trace: silent,
  }));
  writeFileSync(output, module.print(), "latin1");
}

async function run(
  program: Program,
  version: number,
  folder: string,
  places: Places,
  hasReverse: boolean,
): Promise<Report> {
  const compiler = program.language.compiler(version);
  const modes = ["forward", ...(hasReverse ? ["reverse"] : [])];
  const objects: string[] = [];
  for (const mode of modes) {
    const module = join(folder, `${mode}.ll`);
    const object = join(folder, `${mode}.o`);
    await step(`opt-${version}`, ["-passes=verify", "-disable-output", module]);
    await step(compiler, ["-O1", "-w", "-fPIC", "-c", module, "-o", object]);
    objects.push(object);
  }
  const executable = join(folder, "run");
  const source = [...defines(program, places), "-DDRIVER", ...(hasReverse ? ["-DREVERSE"] : [])];
  const driver = join(folder, "driver.o");
  const newest = program.language.compiler(places.newest);
  await step(newest, ["-O1", "-fPIC", ...source, "-c", sourceOf("driver.c", places), "-o", driver]);
  // Both modules define the program; the first one is taken.
  const link = ["-Wl,--allow-multiple-definition", ...program.link, "-lm"];
  await step(newest, [driver, ...objects, ...link, "-o", executable]);
  return readReport(await step(executable, []));
}

function problemsOf(report: Report, program: Program): string[] {
  const words = (key: string): readonly string[] => report.get(key) ?? [];
  const numbers = (key: string): number[] => words(key).map(parseHexFloat);
  const scalar = /^#define SCALAR (.*)$/m.exec(readFileSync(program.path, "utf8"))?.[1] ?? "double";
  const problems: string[] = [];
  const primal = words("primal-outputs").join(" ");
  for (const key of ["outputs", "outputs-at-once"]) {
    if (words(key).join(" ") !== primal) problems.push(`the ${key} are not the primal's`);
  }
  const forward = numbers("forward");
  if (forward.length !== directions) problems.push("the driver printed no tangents");
  for (const key of ["at-once", ...(report.has("reverse") ? ["reverse"] : [])]) {
    const { problem } = compareLevels(forward, numbers(key), scalar.trim());
    if (problem !== null) problems.push(`forward and ${key}: ${problem}`);
  }
  return problems;
}
