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
import { step, StepError } from "./matrix/step.ts";
import { chosen, named } from "./options.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const clang = `clang-${chosen("clang")?.[0] ?? "22"}`;
const places: Places = { sources: `${root}bench`, work: `${root}build/bench`, clang };

/** Settings of the C library with which freed memory stays in the process. */
const warm = ["MALLOC_MMAP_THRESHOLD_=1000000000", "MALLOC_TRIM_THRESHOLD_=4000000000"];

/** The variants to run. @throws Error where there is no program of a given name */
function wanted(): Variant[] {
  const all = programsIn(places.sources);
  const names = named();
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`no ${unknown.join(", ")}; there are ${all.join(", ")}`);
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

const variants = wanted();
await buildDriver(places);
console.log(heading());
const results: (Figures | null)[] = [];
for (const variant of variants) results.push(await measured(variant));

const figures = results.filter((each) => each !== null);
const wrong = figures.filter(({ fault }) => fault !== null).length;
const missing = results.length - figures.length;
const ratios = figures.map(({ ratio }) => ratio.median);
const toHand = figures.flatMap((each) => (each.toHand === null ? [] : [each.toHand]));
console.log(
  `geometric mean over ${ratios.length} variants: ${geometricMean(ratios).toFixed(2)}; ` +
    `over the adjoint by hand, ${toHand.length} variants: ${geometricMean(toHand).toFixed(2)}`,
);
console.log(`${wrong} wrong, ${missing} refused or failed`);
if (wrong + missing > 0 || results.length === 0) process.exitCode = 1;
