/**
 * `npm run matrix [-- NAME ... --clang=14,22 --level=-O0,-O2]`: every program of test/programs, or those named, compiled by
 * every clang found at every level, differentiated, verified, built in several ways, run, and compared with its oracle and
 * with the other levels. The last line is `N functions, V variants, F failures, worst error E`.
 */
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { installedVersions } from "./corpus/tools.ts";
import { inProcessOfItsOwn, inThisProcess } from "./matrix/differentiate.ts";
import { compareLevels, show } from "./matrix/judge.ts";
import { type Program, readPrograms } from "./matrix/programs.ts";
import {
  type Build,
  type Level,
  levels,
  type Places,
  prepareProgram,
  runVariant,
  type Variant,
} from "./matrix/variant.ts";
import { must } from "../src/support/assert.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const args = process.argv.slice(2);
const chosen = (option: string): string[] | undefined =>
  args
    .find((arg) => arg.startsWith(`--${option}=`))
    ?.split(/[=,]/)
    .slice(1);
const chosenVersions = chosen("clang");
const chosenLevels = chosen("level");
const installed = await installedVersions();
const versions = installed.filter((version) => chosenVersions?.includes(String(version)) ?? true);
const newest = installed.at(-1);
if (newest === undefined) throw new Error("no LLVM is installed: bash scripts/setup.sh tests");
const places: Places = { sources: `${root}test/programs`, work: `${root}build/matrix`, newest };
mkdirSync(places.work, { recursive: true });

/** The worst that was seen in one precision. */
interface Worst {
  oracle: number;
  levels: number;
  programs: number;
}
const worst = new Map<string, Worst>();
const failures: string[] = [];
let variants = 0;

/** Levels of the versions between the oldest and the newest, whose dialects and passes are much like the newest's. */
const middleLevels: readonly string[] = ["-O0", "-O2"];

function levelsOf(version: number): Level[] {
  const isMiddle = version !== installed[0] && version !== newest;
  const usual = levels.filter((level) => !isMiddle || middleLevels.includes(level));
  return usual.filter((level) => chosenLevels?.includes(level) ?? true);
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
  return fitting.flatMap((version) =>
    levelsOf(version).map((level) => {
      const having = fitting.filter((each) => levelsOf(each).includes(level));
      const builds = buildsOf(level, version, having, index + levels.indexOf(level));
      return { program, version, level, builds };
    }),
  );
}

async function runProgram(program: Program, index: number): Promise<void> {
  const prepared = await prepareProgram(program, places);
  let reference: readonly number[] | null = null;
  const found: string[] = [];
  for (const variant of variantsOf(program, index)) {
    // One level goes through the command as users start it.
    const asUsers = variant.version === newest && variant.level === "-O0";
    const tsad = asUsers ? inProcessOfItsOwn : inThisProcess;
    const result = await runVariant(variant, prepared, places, tsad);
    variants++;
    found.push(...result.failures);
    const { verdict } = result;
    if (verdict === null) continue;
    const { scalar, gradient, error } = verdict;
    reference ??= gradient;
    const { apart, problem } = compareLevels(gradient, reference, scalar);
    if (problem !== null)
      found.push(`${program.name} clang-${variant.version} ${variant.level}: ${problem}`);
    const seen = worst.get(scalar) ?? { oracle: 0, levels: 0, programs: 0 };
    worst.set(scalar, {
      oracle: Math.max(seen.oracle, error),
      levels: Math.max(seen.levels, apart),
      programs: seen.programs + (reference === gradient ? 1 : 0),
    });
  }
  for (const each of found) console.log(`FAIL ${each}`);
  failures.push(...found);
}

const wanted = args.filter((arg) => !arg.startsWith("--"));
const programs = readPrograms(places.sources).filter(
  ({ name }) => wanted.length === 0 || wanted.includes(name),
);
const queue = [...programs.entries()];
const worker = async (): Promise<void> => {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    await runProgram(next[1], next[0]);
  }
};
// Three in flight keep the two processes that run at a time busy.
await Promise.all([worker(), worker(), worker()]);

console.log(`versions: clang ${versions.join(", ")}; levels: ${levels.join(", ")}`);
for (const [scalar, seen] of worst) {
  const figures = `worst ${show(seen.oracle)} from the oracle, ${show(seen.levels)} between levels`;
  console.log(`${scalar}: ${seen.programs} functions, ${figures}`);
}
const overall = must(
  [...worst].find(([scalar]) => scalar === "double")?.[1] ??
    [...worst.values()][0] ?? { oracle: NaN },
  "a fallback",
);
console.log(
  `${programs.length} functions, ${variants} variants, ${failures.length} failures, worst error ${show(overall.oracle)}`,
);
if (failures.length > 0) process.exitCode = 1;
