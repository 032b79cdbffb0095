/**
 * `npm run matrix [-- NAME ... --clang=14,22 --level=-O0,-O2 --plan=keep-all --alone]`: every program of test/programs, or those named (a
 * folder stands for its programs; `--level=sanitize` is the one with the checks of UndefinedBehaviorSanitizer), compiled by
 * every clang found at every level, differentiated, verified, built in several ways, run, and compared with its oracle and
 * with the other levels. With `--alone` the programs and their oracles are looked at without tsad. The last line is
 * `N functions, V variants, F failures, worst error E`; a run of all programs of a folder writes its page in
 * docs/programs.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { installedVersions } from "./corpus/tools.ts";
import { type Build, type Level, levels, type Places, type Variant } from "./matrix/cell.ts";
import { lookAt } from "./matrix/clean.ts";
import { inProcessOfItsOwn, inThisProcess } from "./matrix/differentiate.ts";
import { show } from "./matrix/judge.ts";
import { type Cell, type Outcome, settle } from "./matrix/outcome.ts";
import { flang, isInstalled, rustc } from "./matrix/own-compilers.ts";
import { prepareProgram } from "./matrix/prepare.ts";
import { type Program, readPrograms } from "./matrix/programs.ts";
import { pageOf, totalsOf } from "./matrix/table.ts";
import { runVariant } from "./matrix/variant.ts";
import { chosen, named } from "./options.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const args = process.argv.slice(2);
const chosenVersions = chosen("clang");
const chosenLevels = chosen("level");
const installed = await installedVersions();
const versions = installed.filter((version) => chosenVersions?.includes(String(version)) ?? true);
const newest = installed.at(-1);
if (newest === undefined) throw new Error("no LLVM is installed: bash scripts/setup.sh tests");
const places: Places = { sources: `${root}test/programs`, work: `${root}build/matrix`, newest };
mkdirSync(places.work, { recursive: true });

/** Levels of the versions between the oldest and the newest, whose dialects and passes are much like the newest's. */
const middleLevels: readonly string[] = ["-O0", "-O2"];

function levelsOf(version: number): Level[] {
  const isMiddle = version !== installed[0] && version !== newest;
  const usual = levels.filter((level) => !isMiddle || middleLevels.includes(level));
  return usual.filter(isChosen);
}

function isChosen(level: Level): boolean {
  return chosenLevels?.includes(level.includes("-fsanitize") ? "sanitize" : level) ?? true;
}

/**
 * Which builds a cell gets: at every level one of the versions that have it is sanitized, in turn; lli and -O0 see some.
 * @param turn differs from program to program and from level to level
 */
function buildsOf(level: Level, version: number, having: readonly number[], turn: number): Build[] {
  const builds: Build[] = ["O2"];
  if (level === "-O0" || level === "-O2") builds.push("O0");
  if (version === having[turn % having.length]) builds.push("sanitized");
  if (level === "-O1" && version === newest && turn % 4 === 0) builds.push("interpreted");
  return builds;
}

function variantsOf(program: Program, index: number): Variant[] {
  const fitting = versions.filter((version) => version >= program.since);
  const isClang = program.language.own === null;
  return fitting.flatMap((version) =>
    levelsOf(version)
      .filter((level) => isClang || !level.includes("-fsanitize"))
      .map((level) => {
        const having = fitting.filter((each) => levelsOf(each).includes(level));
        const builds = buildsOf(level, version, having, index + levels.indexOf(level));
        // The libraries of other languages are not there for lli.
        const possible = builds.filter((build) => isClang || build !== "interpreted");
        return { program, version, level, builds: possible };
      }),
  );
}

async function runProgram(program: Program, index: number): Promise<Outcome> {
  const prepared = await prepareProgram(program, places);
  const cells: Cell[] = [];
  for (const variant of variantsOf(program, index)) {
    // One level goes through the command as users start it; so do modules that take long, two at a time.
    const asUsers = variant.version === newest && variant.level === "-O0";
    const tsad = asUsers || program.group === "cxx" ? inProcessOfItsOwn : inThisProcess;
    cells.push({ variant, result: await runVariant(variant, prepared, places, tsad) });
  }
  return settle(program, cells, chosenVersions === undefined && chosenLevels === undefined);
}

/** Three programs in flight keep the two processes that run at a time busy. */
async function inFlight<T>(work: (program: Program, index: number) => Promise<T>): Promise<T[]> {
  const results = new Map<number, T>();
  const queue = [...programs.entries()];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      results.set(next[0], await work(next[1], next[0]));
    }
  };
  await Promise.all([worker(), worker(), worker()]);
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}

const wanted = named();
const missing = new Set<string>();
for (const own of [flang, rustc]) if (!(await isInstalled(own))) missing.add(own.command);
if (missing.size > 0)
  console.log(`not installed, its programs are left out: ${[...missing].join(", ")}`);
const programs = readPrograms(places.sources)
  .filter(({ language }) => !missing.has(language.own?.command ?? ""))
  .filter(
    ({ name, group }) => wanted.length === 0 || wanted.includes(name) || wanted.includes(group),
  );

async function runAlone(): Promise<void> {
  const found = await inFlight(async (program) => {
    const fitting = versions.filter((version) => version >= program.since);
    const problems: string[] = [];
    for (const version of fitting) problems.push(...(await lookAt(program, version, places)));
    for (const problem of problems) console.log(`FAIL ${problem}`);
    return problems;
  });
  const failures = found.flat().length;
  console.log(
    `${programs.length} functions alone with clang ${versions.join(", ")}: ${failures} failures`,
  );
  if (failures > 0) process.exitCode = 1;
}

/** The worst that was seen in each precision. */
function showWorst(outcomes: readonly Outcome[]): void {
  const worst = new Map<string, { oracle: number; levels: number; programs: number }>();
  for (const { cells, apart } of outcomes) {
    const verdicts = cells.flatMap(({ result }) =>
      result.verdict === null ? [] : [result.verdict],
    );
    const [first] = verdicts;
    if (first === undefined) continue;
    const seen = worst.get(first.scalar) ?? { oracle: 0, levels: 0, programs: 0 };
    worst.set(first.scalar, {
      oracle: Math.max(seen.oracle, ...verdicts.map(({ error }) => error)),
      levels: Math.max(seen.levels, apart),
      programs: seen.programs + 1,
    });
  }
  for (const [scalar, seen] of worst) {
    const figures = `worst ${show(seen.oracle)} from the oracle, ${show(seen.levels)} between levels`;
    console.log(`${scalar}: ${seen.programs} functions, ${figures}`);
  }
}

/** Writes the pages of the folders of which all programs were run. */
function writePages(outcomes: readonly Outcome[], tried: readonly Level[]): void {
  const all = readPrograms(places.sources);
  mkdirSync(`${root}docs/programs`, { recursive: true });
  for (const group of new Set(all.map((program) => program.group))) {
    const own = outcomes.filter(({ program }) => program.group === group);
    if (own.length < all.filter((program) => program.group === group).length) continue;
    const file = `${root}docs/programs/${group === "" ? "functions" : group}.md`;
    writeFileSync(file, pageOf(group, own, versions, tried));
  }
}

async function runMatrix(): Promise<void> {
  const outcomes = await inFlight(async (program, index) => {
    const outcome = await runProgram(program, index);
    for (const failure of outcome.failures) console.log(`FAIL ${failure}`);
    const codes = new Set(outcome.cells.map(({ result }) => result.refusal?.code ?? "right"));
    if (program.pending !== null) console.log(`pending ${program.name}: ${[...codes].join(", ")}`);
    return outcome;
  });
  const tried = levels.filter((level) => isChosen(level));
  writePages(outcomes, tried);
  console.log(`versions: clang ${versions.join(", ")}; levels: ${tried.join(", ")}`);
  showWorst(outcomes);
  const { right, expected, pending, unfinished, wrong } = totalsOf(outcomes);
  console.log(
    `${right} right, ${expected} refused as they must be, ${pending} pending, ${unfinished} too long, ${wrong} wrong`,
  );
  const variants = outcomes.flatMap(({ cells }) => cells);
  const failures = outcomes.flatMap((outcome) => outcome.failures);
  const doubles = variants.flatMap(({ result }) =>
    result.verdict?.scalar === "double" ? [result.verdict.error] : [],
  );
  const counts = `${programs.length} functions, ${variants.length} variants, ${failures.length} failures`;
  console.log(`${counts}, worst error ${show(Math.max(0, ...doubles))}`);
  if (failures.length > 0) process.exitCode = 1;
}

await (args.includes("--alone") ? runAlone() : runMatrix());
