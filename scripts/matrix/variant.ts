/** Builds and runs one program of test/programs as one compiler at one level sees it. */
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Outcome, runTool } from "../corpus/tools.ts";
import { compareLevels, judge, readReport, type Report, type Verdict } from "./judge.ts";
import type { Program } from "./programs.ts";

/** The levels at which the input of tsad is compiled. */
export const levels = ["-O0", "-O1", "-O2", "-O3", "-O0 -g", "-O2 -g"] as const;

/** One of {@link levels}. */
export type Level = (typeof levels)[number];

/** How the output of tsad is turned into a program. */
export type Build = "O2" | "O0" | "sanitized" | "interpreted";

/** One cell of the matrix. */
export interface Variant {
  readonly program: Program;
  readonly version: number;
  readonly level: Level;
  readonly builds: readonly Build[];
}

/** Runs `tsad` with these arguments. */
export type Tsad = (args: readonly string[]) => Promise<{ ok: boolean; errors: string }>;

/** Where things are. */
export interface Places {
  /** test/programs. */
  readonly sources: string;
  /** For everything that is made. */
  readonly work: string;
  /** The newest clang, which compiles oracles and drivers. */
  readonly newest: number;
}

/** What became of a variant: a message with the command to repeat where something failed. */
export interface Result {
  readonly failures: readonly string[];
  readonly verdict: Verdict | null;
}

/** What is compiled once for a program, whatever the level. */
export interface Prepared {
  readonly expected: Report;
  readonly driver: string;
  readonly sanitizedDriver: string;
}

/** Raised by a step that failed; the message is complete. */
class StepError extends Error {}

/** The oracle's gradient and the drivers of a program. @throws Error where the program itself does not compile */
export async function prepareProgram(program: Program, places: Places): Promise<Prepared> {
  const folder = join(places.work, program.name);
  mkdirSync(folder, { recursive: true });
  const { sources, newest } = places;
  const clang = `clang-${newest}`;
  const named = [`-DPROGRAM="${program.path}"`, `-I${sources}`];
  const oracle = join(folder, "oracle");
  const common = ["-O1", "-w", ...named];
  await step(clang, [
    ...common,
    "-DORACLE",
    join(sources, "oracle.c"),
    ...program.link,
    "-lm",
    "-o",
    oracle,
  ]);
  const expected = readReport(await step(oracle, []));
  const driver = join(folder, "driver.o");
  const sanitizedDriver = join(folder, "driver-sanitized.o");
  const source = join(sources, "driver.c");
  // Code of several compilers is linked with it; only position-independent code suits them all.
  const object = [...common, "-fPIC", "-DDRIVER", "-c", source];
  await step(clang, [...object, "-o", driver]);
  await step(clang, [...object, "-fsanitize=address", "-o", sanitizedDriver]);
  return { expected, driver, sanitizedDriver };
}

/** Takes a variant through every step. Never throws for what the tools say; the first failure of each build is told. */
export async function runVariant(
  variant: Variant,
  prepared: Prepared,
  places: Places,
  tsad: Tsad,
): Promise<Result> {
  const { program, version, level } = variant;
  const name = `clang-${version}${level.replaceAll(" ", "")}`;
  const folder = join(places.work, program.name, name);
  mkdirSync(folder, { recursive: true });
  const failures: string[] = [];
  let verdict: Verdict | null = null;
  const attempt = async (what: string, work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      failures.push(`${program.name} ${name} ${what}: ${error.message}`);
      return false;
    }
  };
  const made = await attempt("gradient", () => makeGradient(variant, folder, tsad));
  for (const build of made ? variant.builds : []) {
    await attempt(build, async () => {
      const found = judge(await runBuild(build, variant, folder, prepared), prepared.expected);
      verdict ??= found;
      const { problem } = compareLevels(found.gradient, verdict.gradient, found.scalar);
      const problems = problem === null ? found.problems : [...found.problems, problem];
      if (problems.length > 0) throw new StepError(problems.join("; "));
    });
  }
  return { failures, verdict };
}

async function makeGradient(
  { program, version, level }: Variant,
  folder: string,
  tsad: Tsad,
): Promise<void> {
  const input = join(folder, "in.ll");
  const output = join(folder, "out.ll");
  const header = join(folder, "gradient.h");
  const clang = `clang-${version}`;
  const compile = [
    ...level.split(" "),
    "-w",
    "-DPRIMAL",
    "-S",
    "-emit-llvm",
    program.path,
    "-o",
    input,
  ];
  await step(clang, compile);
  const args = ["grad", input, "-o", output, ...program.options, "--header", header, "--no-verify"];
  const { ok, errors } = await tsad(args);
  if (!ok) throw new StepError(`tsad ${args.join(" ")}\n${errors}`);
  await step(`opt-${version}`, ["-passes=verify", "-disable-output", output]);
  await step(clang, ["-fsyntax-only", "-Werror", "-x", "c", header]);
}

async function runBuild(
  build: Build,
  variant: Variant,
  folder: string,
  prepared: Prepared,
): Promise<Report> {
  const { program, version } = variant;
  const clang = `clang-${version}`;
  const module = join(folder, "out.ll");
  const executable = join(folder, `run-${build}`);
  const end = [...program.link, "-lm", "-o", executable];
  switch (build) {
    case "O2":
    case "O0":
      await step(clang, [`-${build}`, "-w", "-fPIC", module, prepared.driver, ...end]);
      return readReport(await step(executable, []));
    case "sanitized": {
      const marked = join(folder, "sanitized.ll");
      await step(`opt-${version}`, [...sanitizeAll(module), "-S", module, "-o", marked]);
      const flags = ["-O1", "-w", "-fPIC", "-fsanitize=address"];
      await step(clang, [...flags, marked, prepared.sanitizedDriver, ...end]);
      return readReport(await step(executable, []));
    }
    case "interpreted": {
      const driver = join(folder, "driver.ll");
      const whole = join(folder, "whole.ll");
      const source = join(program.path, "..", "driver.c");
      const named = [`-DPROGRAM="${program.path}"`, "-DDRIVER", "-w", "-O1", "-S", "-emit-llvm"];
      await step(clang, [...named, source, "-o", driver]);
      await step(`llvm-link-${version}`, ["-S", driver, module, "-o", whole]);
      return readReport(await step(`lli-${version}`, [whole]));
    }
  }
}

/** Options that give every defined function the attribute by which AddressSanitizer knows what to instrument. */
function sanitizeAll(module: string): string[] {
  const names = readFileSync(module, "latin1").matchAll(/^define [^@\n]*@("[^"]+"|[\w.$-]+)\(/gm);
  const defined = [...names].map(([, name = ""]) => name.replaceAll('"', ""));
  return [
    "-passes=forceattrs",
    ...defined.map((each) => `-force-attribute=${each}:sanitize_address`),
  ];
}

async function step(command: string, args: readonly string[]): Promise<string> {
  const outcome: Outcome = await runTool(command, args);
  if (outcome.ok) return outcome.output.toString("latin1");
  const shown = outcome.errors.split("\n").slice(0, 6).join("\n");
  throw new StepError(`${command} ${args.join(" ")}\n${shown}`);
}
