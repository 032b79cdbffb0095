/**
 * `npm run inner-product [-- NAME ... --clang=14,22 --level=-O0,-O2]`: forward mode against reverse mode on every program of
 * test/programs in C and C++, or those named. Every failure is told, then how many programs each mode refuses, by code; the
 * last line is `N cells: A agree, F forward refuses, R reverse refuses, W wrong`.
 */
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { installedVersions } from "./corpus/tools.ts";
import { innerProduct, type Product } from "./matrix/inner-product.ts";
import { readPrograms } from "./matrix/programs.ts";
import { levels, type Places } from "./matrix/cell.ts";
import { chosen, named } from "./options.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const names = named();
const installed = await installedVersions();
const newest = installed.at(-1);
if (newest === undefined) throw new Error("no LLVM is installed: bash scripts/setup.sh tests");
const places: Places = { sources: `${root}test/programs`, work: `${root}build/matrix`, newest };
mkdirSync(places.work, { recursive: true });
const wantedVersions = chosen("clang")?.map(Number) ?? [installed[0] ?? newest, newest];
const wantedLevels = chosen("level") ?? ["-O0", "-O2"];

const outcomes = new Map<string, number>();
const count = (key: string): void => {
  outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
};
let cells = 0;
for (const program of readPrograms(places.sources)) {
  const isNamed =
    names.length === 0 || names.includes(program.name) || names.includes(program.group);
  if (program.language.own !== null || !isNamed) continue;
  for (const version of wantedVersions.filter((each) => each >= program.since)) {
    for (const level of levels.filter((each) => wantedLevels.includes(each))) {
      const { outcome, what }: Product = await innerProduct(program, version, level, places);
      cells++;
      count(outcome);
      if (outcome !== "agree")
        console.log(`${program.name} clang-${version} ${level}: ${outcome}: ${what}`);
      if (outcome !== "agree" && outcome !== "wrong") count(`${outcome} ${what}`);
    }
  }
}
const of = (key: string): number => outcomes.get(key) ?? 0;
for (const [key, times] of outcomes) if (key.includes("E_")) console.log(`${key}: ${times}`);
console.log(
  `${cells} cells: ${of("agree")} agree, ${of("forward refuses")} forward refuses, ` +
    `${of("reverse refuses")} reverse refuses, ${of("wrong")} wrong`,
);
if (of("wrong") > 0) process.exitCode = 1;
