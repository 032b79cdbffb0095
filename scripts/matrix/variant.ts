/** Builds and runs one program of test/programs as one compiler at one level sees it. */
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compareLevels, judge, readReport, type Report, type Verdict } from "./judge.ts";
import { headerOptions } from "./languages.ts";
import type { Program } from "./programs.ts";
import { step, StepError } from "./step.ts";

/**
 * The levels at which the input of tsad is compiled. The last has the checks of UndefinedBehaviorSanitizer in the
 * function itself, which tsad carries into the gradient: there they watch the forward sweep. (Not the check of calls through
 * pointers: it reads bytes in front of the callee's code.)
 */
export const levels = [
  "-O0",
  "-O1",
  "-O2",
  "-O3",
  "-O0 -g",
  "-O2 -g",
  "-O1 -fsanitize=undefined -fno-sanitize=function -fsanitize-trap=undefined",
] as const;

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

/** tsad said no, with a code of its table. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** What became of a variant. Where nothing failed it has a verdict or a refusal. */
export interface Result {
  /** A message with the command to repeat for each step that failed. */
  readonly failures: readonly string[];
  readonly refusal: Refusal | null;
  readonly verdict: Verdict | null;
}

/** What is compiled once for a program, whatever the level. */
export interface Prepared {
  readonly expected: Report;
  readonly driver: string;
  readonly sanitizedDriver: string;
}

/** tsad refused the input. */
class RefusalError extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** The oracle's gradient and the drivers of a program. @throws Error where the program itself does not compile */
export async function prepareProgram(program: Program, places: Places): Promise<Prepared> {
  const folder = join(places.work, program.name);
  mkdirSync(folder, { recursive: true });
  const { sources, newest } = places;
  const { language } = program;
  const clang = language.compiler(newest);
  const common = [
    "-O1",
    "-w",
    `-DPROGRAM="${program.caller}"`,
    ...headerOptions(language, sources),
  ];
  const oracle = join(folder, "oracle");
  const source = join(sources, language.oracle);
  await step(clang, [...common, "-DORACLE", source, ...program.link, "-lm", "-o", oracle]);
  const expected = readReport(await step(oracle, []));
  const driver = join(folder, "driver.o");
  const sanitizedDriver = join(folder, "driver-sanitized.o");
  // Code of several compilers is linked with it; only position-independent code suits them all.
  const object = [...common, "-fPIC", "-DDRIVER", "-c", join(sources, language.driver)];
  await step(clang, [...object, "-o", driver]);
  await step(clang, [...object, ...sanitizers, "-o", sanitizedDriver]);
  return { expected, driver, sanitizedDriver };
}

const sanitizers = ["-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"];

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
  let refusal: Refusal | null = null;
  let verdict: Verdict | null = null;
  const attempt = async (what: string, work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      if (error instanceof RefusalError) refusal = error.refusal;
      else if (error instanceof StepError) {
        failures.push(`${program.name} ${name} ${what}: ${error.message}`);
      } else throw error;
      return false;
    }
  };
  const made = await attempt("gradient", () => makeGradient(variant, folder, places, tsad));
  for (const build of made ? variant.builds : []) {
    await attempt(build, async () => {
      const found = judge(
        await runBuild(build, variant, folder, prepared, places),
        prepared.expected,
      );
      verdict ??= found;
      const { problem } = compareLevels(found.gradient, verdict.gradient, found.scalar);
      const problems = problem === null ? found.problems : [...found.problems, problem];
      if (problems.length > 0) throw new StepError(problems.join("; "));
    });
  }
  return { failures, refusal, verdict };
}

async function makeGradient(
  variant: Variant,
  folder: string,
  places: Places,
  tsad: Tsad,
): Promise<void> {
  const input = join(folder, "in.ll");
  const output = join(folder, "out.ll");
  const header = join(folder, "gradient.h");
  const { program, version } = variant;
  const [compiler, options] = toIr(variant, input, folder, places);
  await step(compiler, options);
  const args = ["grad", input, "-o", output, ...program.options, "--header", header, "--no-verify"];
  const { ok, errors } = await tsad(args);
  if (!ok) throw refusalIn(`tsad ${args.join(" ")}\n${errors}`);
  await step(`opt-${version}`, ["-passes=verify", "-disable-output", output]);
  await step(`clang-${version}`, ["-fsyntax-only", "-Werror", "-x", "c", header]);
}

/** The command that compiles the function to LLVM IR in `input`. */
function toIr(
  { program, version, level }: Variant,
  input: string,
  folder: string,
  places: Places,
): [command: string, args: string[]] {
  const { language, path } = program;
  if (language.own !== null) {
    return [language.own.command, language.own.toIr(level, path, input, folder)];
  }
  const headers = headerOptions(language, places.sources);
  const ir = ["-S", "-emit-llvm", path, "-o", input];
  return [language.compiler(version), [...level.split(" "), "-w", "-DPRIMAL", ...headers, ...ir]];
}

/** What tsad complained of is a refusal where it has a code of the table for inputs; anything else is a defect. */
function refusalIn(message: string): Error {
  const code = /\[(E_\w+)\]/.exec(message)?.[1];
  if (code === undefined || code === "E_VERIFY") return new StepError(message);
  return new RefusalError({ code, message });
}

async function runBuild(
  build: Build,
  variant: Variant,
  folder: string,
  prepared: Prepared,
  places: Places,
): Promise<Report> {
  const { program, version } = variant;
  const { language } = program;
  const clang = language.compiler(version);
  const module = join(folder, "out.ll");
  const executable = join(folder, `run-${build}`);
  const libraries = (await language.own?.libraries(places.work)) ?? [];
  const end = [...program.link, ...libraries, "-lm", "-o", executable];
  switch (build) {
    case "O2":
    case "O0":
      await step(clang, [`-${build}`, "-w", "-fPIC", module, prepared.driver, ...end]);
      return readReport(await step(executable, []));
    case "sanitized": {
      const marked = join(folder, "sanitized.ll");
      await step(`opt-${version}`, [...sanitizeAll(module), "-S", module, "-o", marked]);
      const flags = ["-O1", "-w", "-fPIC", ...sanitizers];
      // The newest linker driver: its runtime has all that older compilers call.
      await step(clang, [...flags, "-c", marked, "-o", join(folder, "sanitized.o")]);
      const objects = [join(folder, "sanitized.o"), prepared.sanitizedDriver];
      await step(language.compiler(places.newest), [...sanitizers, ...objects, ...end]);
      return readReport(await step(executable, []));
    }
    case "interpreted": {
      const driver = join(folder, "driver.ll");
      const whole = join(folder, "whole.ll");
      const source = join(places.sources, language.driver);
      const named = [`-DPROGRAM="${program.caller}"`, ...headerOptions(language, places.sources)];
      const flags = ["-DDRIVER", "-w", "-O1", "-S", "-emit-llvm"];
      await step(clang, [...named, ...flags, source, "-o", driver]);
      await step(`llvm-link-${version}`, ["-S", driver, module, "-o", whole]);
      return readReport(await step(`lli-${version}`, [whole]));
    }
  }
}

/**
 * Options that give every defined function the attribute by which AddressSanitizer knows what to instrument, and check every
 * access against the extent of its object where that is known.
 */
function sanitizeAll(module: string): string[] {
  const names = readFileSync(module, "latin1").matchAll(/^define [^@\n]*@("[^"]+"|[\w.$-]+)\(/gm);
  const defined = [...names].map(([, name = ""]) => name.replaceAll('"', ""));
  return [
    "-passes=forceattrs,function(bounds-checking)",
    ...defined.map((each) => `-force-attribute=${each}:sanitize_address`),
  ];
}
