/** Builds and runs one program of test/programs as one compiler at one level sees it. */
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { compareLevels, judge, readReport, type Report, type Verdict } from "./judge.ts";
import { runBuild, sanitizers } from "./build.ts";
import { headerOptions } from "./languages.ts";
import type { Program } from "./programs.ts";
import { keyOf, remembered } from "./remember.ts";
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
  /** A digest of the program and of all headers of test/programs. */
  readonly text: string;
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
  const text = textOf(program, sources);
  const oracle = join(folder, "oracle");
  const source = join(sources, language.oracle);
  const ofOracle = [...common, "-DORACLE", source, ...program.link, "-lm", "-o", oracle];
  const oracleKey = keyOf([text, clang, ...ofOracle], [source]);
  const expected = await remembered(`${oracle}.kept`, oracleKey, async () => {
    await step(clang, ofOracle);
    return readReport(await step(oracle, []));
  });
  const driver = join(folder, "driver.o");
  const sanitizedDriver = join(folder, "driver-sanitized.o");
  // Code of several compilers is linked with it; only position-independent code suits them all.
  const object = [...common, "-fPIC", "-DDRIVER", "-c", join(sources, language.driver)];
  for (const made of [driver, sanitizedDriver]) {
    const flags = made === driver ? [] : sanitizers;
    const key = keyOf([text, clang, ...object], [join(sources, language.driver)]);
    await kept(made, key, () => step(clang, [...object, ...flags, "-o", made]));
  }
  return { text, expected, driver, sanitizedDriver };
}

/** Makes `file` unless it was made with this key already. */
async function kept(file: string, key: string, make: () => Promise<unknown>): Promise<void> {
  if (!existsSync(file)) rmSync(`${file}.kept`, { force: true });
  await remembered(`${file}.kept`, key, async () => {
    await make();
    return null;
  });
}

function textOf({ path, caller }: Program, sources: string): string {
  const files = readdirSync(sources, { recursive: true, encoding: "utf8" });
  const headers = files.filter((file) => /\.h(pp)?$/.test(file)).sort();
  return keyOf(headers, [path, caller, ...headers.map((header) => join(sources, header))]);
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
  try {
    await makeGradient(variant, folder, prepared, places, tsad);
  } catch (error) {
    if (error instanceof RefusalError) {
      return { failures: [], refusal: error.refusal, verdict: null };
    }
    return {
      failures: [`${program.name} ${name} gradient: ${saidBy(error)}`],
      refusal: null,
      verdict: null,
    };
  }
  const { text, driver, sanitizedDriver } = prepared;
  const made = ["out.ll", "gradient.h"].map((file) => join(folder, file));
  const key = keyOf([text, ...variant.builds], [...made, driver, sanitizedDriver]);
  const work = (): Promise<Result> => judgeBuilds(variant, folder, prepared, places);
  return remembered(
    join(folder, "result.kept"),
    key,
    work,
    (result) => result.failures.length === 0,
  );
}

/** What a step complained of. @throws the error where it is of another kind */
function saidBy(error: unknown): string {
  if (error instanceof StepError) return error.message;
  throw error;
}

async function judgeBuilds(
  variant: Variant,
  folder: string,
  prepared: Prepared,
  places: Places,
): Promise<Result> {
  const failures: string[] = [];
  let verdict: Verdict | null = null;
  const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      failures.push(`${variant.program.name} ${basename(folder)} ${what}: ${saidBy(error)}`);
    }
  };
  await attempt("output", () => checkOutput(variant.version, folder));
  for (const build of variant.builds) {
    await attempt(build, async () => {
      const report = await runBuild(build, variant, folder, prepared, places);
      const found = judge(report, prepared.expected);
      verdict ??= found;
      const { problem } = compareLevels(found.gradient, verdict.gradient, found.scalar);
      const problems = problem === null ? found.problems : [...found.problems, problem];
      if (problems.length > 0) throw new StepError(problems.join("; "));
    });
  }
  return { failures, refusal: null, verdict };
}

/** @throws RefusalError, StepError */
async function makeGradient(
  variant: Variant,
  folder: string,
  prepared: Prepared,
  places: Places,
  tsad: Tsad,
): Promise<void> {
  const input = join(folder, "in.ll");
  const output = join(folder, "out.ll");
  const header = join(folder, "gradient.h");
  const { program } = variant;
  const [compiler, options] = toIr(variant, input, folder, places);
  const key = keyOf([prepared.text, compiler, ...options], []);
  await kept(input, key, () => step(compiler, options));
  const args = ["grad", input, "-o", output, ...program.options, "--header", header, "--no-verify"];
  const { ok, errors } = await tsad(args);
  if (!ok) throw refusalIn(`tsad ${args.join(" ")}\n${errors}`);
}

/** LLVM's verifier takes what was written, and its compiler the header. */
async function checkOutput(version: number, folder: string): Promise<void> {
  const [output, header] = [join(folder, "out.ll"), join(folder, "gradient.h")];
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
