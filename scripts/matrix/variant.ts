/** Builds and runs one program of test/programs as one compiler at one level sees it. */
import { existsSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { runBuild } from "./build.ts";
import type { Places, Prepared, Refusal, Result, Tsad, Variant } from "./cell.ts";
import { digestOfTsad } from "./differentiate.ts";
import { compareLevels, judge, type Verdict } from "./judge.ts";
import { headerOptions } from "./languages.ts";
import { kept } from "./prepare.ts";
import { keyOf, remembered } from "./remember.ts";
import { step, StepError } from "./step.ts";
import { chosen } from "../options.ts";

/** tsad refused the input. */
class RefusalError extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
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
  const { own } = program.language;
  const key = keyOf([prepared.text, compiler, ...options, own?.complete.toString() ?? ""], []);
  await kept(input, key, async () => {
    await step(compiler, options);
    await own?.complete(input, folder);
  });
  const plan = chosen("plan")?.map((mode) => `--plan=${mode}`) ?? [];
  const shown = ["--header", header, "--no-verify", ...plan];
  const args = ["grad", input, "-o", output, ...program.options, ...shown];
  const { ok, errors } = await differentiated(
    args,
    { input, made: [output, header] },
    folder,
    tsad,
  );
  if (!ok) throw refusalIn(`tsad ${args.join(" ")}\n${errors}`);
}

/** What tsad says, and what it writes: as before where neither it nor its input is another. */
async function differentiated(
  args: readonly string[],
  { input, made }: { readonly input: string; readonly made: readonly string[] },
  folder: string,
  tsad: Tsad,
): Promise<{ ok: boolean; errors: string }> {
  const written = (): string => (made.every((file) => existsSync(file)) ? keyOf([], made) : "");
  const work = async () => {
    const said = await tsad(args);
    return { ...said, written: said.ok ? written() : "" };
  };
  const file = join(folder, "tsad.kept");
  const key = keyOf([digestOfTsad(), ...args], [input]);
  // What it refuses it refuses again; a run that was cut short may go through the next time.
  const isFinal = (said: { ok: boolean; errors: string }): boolean =>
    said.ok || refusalIn(said.errors) instanceof RefusalError;
  const known = await remembered(file, key, work, isFinal);
  return known.ok && known.written !== written() ? work() : known;
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
