/**
 * `npm run hessians [-- NAME ... --clang=14,22 --level=-O0,-O2]`: the Hessians of the functions of test/hessians, made by differentiating
 * what tsad wrote: forward over reverse, reverse over forward and reverse over reverse. A line each says how far they are from
 * symmetric, from each other and from differences of the gradient; the last line is `N Hessians, F failures`.
 */
import { fileURLToPath } from "node:url";
import { installedVersions } from "./corpus/tools.ts";
import { functionsIn, judgeHessian } from "./hessians/hessian.ts";
import { chosen, named } from "./options.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const wanted = named();
const installed = await installedVersions();
const newest = installed.at(-1);
if (newest === undefined) throw new Error("no LLVM is installed: bash scripts/setup.sh tests");
const places = { sources: `${root}test/hessians`, work: `${root}build/hessians`, newest };
const versions = chosen("clang")?.map(Number) ?? [...new Set([installed[0] ?? newest, newest])];
const levels = chosen("level") ?? ["-O0", "-O2"];
const names = functionsIn(places.sources).filter(
  (name) => wanted.length === 0 || wanted.includes(name),
);

const columns = ["symmetry", "ways", "differences", "estimate"] as const;
const row = (cells: readonly string[]): string =>
  cells.map((cell, i) => (i === 0 ? cell.padEnd(34) : cell.padEnd(12))).join("");
console.log(row(["", ...columns]));
let made = 0;
let failures = 0;
for (const name of names) {
  for (const version of versions) {
    for (const level of levels) {
      const { distances, problems } = await judgeHessian(name, version, level, places);
      made++;
      if (problems.length > 0) failures++;
      const numbers = columns.map((key) => distances?.[key].toExponential(1) ?? "-");
      console.log(row([`${name} clang-${version} ${level}`, ...numbers, problems.join("; ")]));
    }
  }
}
console.log(`${made} Hessians, ${failures} failures`);
if (failures > 0 || made === 0) process.exitCode = 1;
