/**
 * `npm run bench -- gradients [NAME ...] [--clang=22] [--variant=NAME] [--warm]`: the programs of bench/, or those named: what their
 * gradients cost in time and in memory, next to the function itself, an adjoint written by hand where there is one, and the
 * memory that a person would need. With `--warm` the C library keeps what is freed instead of giving it back to the
 * system. Never fails by a clock: the exit code is 1 where a gradient is wrong or a program is refused.
 */
import { fileURLToPath } from "node:url";
import { TsadError } from "../src/support/errors.ts";
import { build, buildDriver, type Places } from "./bench/build.ts";
import { type Figures, geometricMean, readFigures } from "./bench/figures.ts";
import { programsIn, type Variant, variantsOf } from "./bench/programs.ts";
import { heading, row, rowWithout } from "./bench/table.ts";
import { toolVersion } from "./corpus/tools.ts";
import { step, StepError } from "./matrix/step.ts";
import { chosen, named } from "./options.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const clang = `clang-${chosen("clang")?.[0] ?? "22"}`;
const places: Places = { sources: `${root}bench`, work: `${root}build/bench/${clang}`, clang };

/** Settings of the C library with which freed memory stays in the process. */
const warm = ["MALLOC_MMAP_THRESHOLD_=1000000000", "MALLOC_TRIM_THRESHOLD_=4000000000"];

/** The variants of the programs that were named, or of all. */
function wanted(names: readonly string[], all: readonly string[]): Variant[] {
  return all
    .filter((name) => names.length === 0 || names.includes(name))
    .flatMap((name) => variantsOf(places.sources, name))
    .filter(({ name }) => chosen("variant")?.includes(name) ?? true);
}

/** Builds and measures one variant and prints its row; what cannot be measured is told in the row, and null returned. */
async function measured(variant: Variant): Promise<Figures | null> {
  try {
    const settings = process.argv.includes("--warm") ? warm : [];
    const executable = await build(variant, places);
    const figures = readFigures(await step("env", [...settings, executable]));
    console.log(row(variant, figures));
    return figures;
  } catch (error) {
    if (!(error instanceof TsadError || error instanceof StepError)) throw error;
    const why = error instanceof TsadError ? error.code : error.message;
    console.log(rowWithout(variant, why));
    return null;
  }
}

function tellMean(what: string, values: readonly number[]): void {
  if (values.length === 0) return;
  const mean = geometricMean(values).toFixed(2);
  console.log(`${what}: geometric mean ${mean} over ${values.length} variants`);
}

/** Measures the variants and tells of all of them together. The exit code is 1 where there is one that is not right. */
async function measureAll(variants: readonly Variant[]): Promise<void> {
  await buildDriver(places);
  console.log(heading());
  const results: (Figures | null)[] = [];
  for (const variant of variants) results.push(await measured(variant));
  const figures = results.filter((each) => each !== null);
  const wrong = figures.filter(({ fault }) => fault !== null).length;
  const missing = results.length - figures.length;
  tellMean(
    "gradient over primal",
    figures.map(({ ratio }) => ratio.median),
  );
  tellMean(
    "gradient over adjoint by hand",
    figures.map(({ toHand }) => toHand).filter((each) => each !== null),
  );
  console.log(`${wrong} wrong, ${missing} refused or failed`);
  if (wrong + missing > 0 || results.length === 0) process.exitCode = 1;
}

const all = programsIn(places.sources);
const unknown = named().filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`no program ${unknown.join(", ")}; there are: ${all.join(", ")}`);
  process.exitCode = 2;
} else if ((await toolVersion(clang)) === undefined) {
  console.error(`${clang} is not installed: bash scripts/setup.sh tests`);
  process.exitCode = 2;
} else {
  await measureAll(wanted(named(), all));
}
