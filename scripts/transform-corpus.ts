/**
 * Applies every transform, alone and all together, to what compilers write, and demands that `opt -passes=verify` of the same
 * version accepts the result and that programs still print the same bits. `npm run transforms`.
 *
 * --only TEXT   only modules whose name holds TEXT
 * --programs    leave out the modules of build/corpus, which are verified but not run
 * --each        apply each transform alone to the modules of build/corpus too
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { verifyModule, describeProblem } from "../src/ir/verify.ts";
import { Module } from "../src/ir/module.ts";
import { TsadError } from "../src/support/errors.ts";
import { prepareSteps } from "../src/transform/prepare.ts";
import { compile, installedVersions, type Level, run, verify } from "./transforms/programs.ts";

const levels = ["-O0", "-O1", "-O2", "-O3", "-O0 -g", "-O2 -g"].map((flags) => flags.split(" "));
const buildDirectory = "build/transforms";
/** A transform of a whole function: one step, or all of them. */
const transforms = [...prepareSteps.map((step) => [step]), [...prepareSteps]];

interface Case {
  readonly name: string;
  readonly level: Level;
  readonly text: string;
  /** Null for a module that is not a program. */
  readonly output: string | null;
}
const tally = { modules: 0, results: 0, runs: 0, refused: 0, failures: 0 };

function fail(name: string, what: string): void {
  tally.failures++;
  const [first = ""] = what.split("\n");
  console.log(`FAIL ${name}: ${first}`);
  console.log(`     again: npm run transforms -- --only "${name.split(" / ")[0] ?? name}"`);
}

/** The transformed text; null when the step refuses the module, which is no failure (irreducible loops). */
function transform(text: string, file: string, steps: (typeof transforms)[number]): string | null {
  const module = Module.parse(text, { file });
  for (const fn of module.functions()) {
    if (fn.isDeclaration) continue;
    try {
      for (const step of steps) step.run(fn, module);
    } catch (error) {
      if (error instanceof TsadError && error.code === "E_IRREDUCIBLE") tally.refused++;
      else throw error;
    }
  }
  const [problem] = verifyModule(module);
  if (problem !== undefined) throw new Error(describeProblem(problem));
  return module.print();
}

async function check(one: Case, steps: (typeof transforms)[number]): Promise<void> {
  const name = `${one.name} / ${steps.length === 1 ? (steps[0]?.name ?? "") : "all"}`;
  try {
    const text = transform(one.text, one.name, steps);
    if (text === null) return;
    tally.results++;
    const file = join(buildDirectory, `${name.replaceAll(/[^\w.-]+/g, "_")}.ll`);
    writeFileSync(file, text, "latin1");
    const { llvm } = one.level;
    const refusal = await verify(llvm, file);
    if (refusal !== "") {
      fail(name, refusal);
      return;
    }
    if (one.output === null) return;
    tally.runs++;
    const output = await run(llvm, file);
    if (output !== one.output) fail(name, `prints other bits; see ${file}`);
  } catch (error) {
    fail(name, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

/** Runs `tasks` two at a time. */
async function inPairs(tasks: readonly (() => Promise<void>)[]): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let task = tasks[next++]; task !== undefined; task = tasks[next++]) await task();
  };
  await Promise.all([worker(), worker()]);
}

/** The C programs of the tests that have a main. */
function sources(): string[] {
  return ["test/transform/programs", "test/corpus/c"]
    .flatMap((directory) => readdirSync(directory).map((file) => join(directory, file)))
    .filter((file) => file.endsWith(".c") && /\bint main\(/.test(readFileSync(file, "utf8")));
}

/** Modules that `npm run corpus` has compiled: `c/fft.clang14.O2.ll`, `stress/14.7.ll`. */
function compiledModules(versions: readonly number[]): Case[] {
  const directory = "build/corpus/modules";
  if (!existsSync(directory)) return [];
  const files = readdirSync(directory, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ll"))
    .sort()
    .flatMap((name) => {
      const llvm = Number(/(?:\.[cf]lang|^stress\/)(\d+)\./.exec(name)?.[1]);
      if (!versions.includes(llvm)) return [];
      const text = readFileSync(join(directory, name), "latin1");
      return [{ name, level: { llvm, flags: [] }, text, output: null }];
    });
}

async function main(args: readonly string[]): Promise<void> {
  const only = args.includes("--only") ? (args[args.indexOf("--only") + 1] ?? "") : "";
  const versions = await installedVersions([14, 22]);
  mkdirSync(buildDirectory, { recursive: true });
  const programs = sources().flatMap((source) =>
    versions.flatMap((llvm) => levels.map((flags) => ({ source, level: { llvm, flags } }))),
  );
  const selected = programs.filter(({ source, level }) =>
    [source, ...level.flags, level.llvm].join(" ").includes(only),
  );
  const take = async (one: Case, chosen: typeof transforms): Promise<void> => {
    tally.modules++;
    for (const steps of chosen) await check(one, steps);
  };
  await inPairs(
    selected.map(({ source, level }) => async () => {
      await take(await compile(source, level, join(buildDirectory, "cache")), transforms);
    }),
  );
  const modules = args.includes("--programs") ? [] : compiledModules(versions);
  const named = modules.filter(({ name }) => name.includes(only));
  // Each step alone is tried on the programs; a thousand modules more get all of them, unless more is asked for.
  const chosen = args.includes("--each") ? transforms : transforms.slice(-1);
  await inPairs(named.map((one) => () => take(one, chosen)));
  const { modules: count, results, runs, refused, failures } = tally;
  console.log(
    `${count} modules, ${results} results verified, ${runs} run, ${refused} functions refused, ${failures} failures`,
  );
  if (failures > 0 || count === 0) process.exitCode = 1;
}

await main(process.argv.slice(2));
