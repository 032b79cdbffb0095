/** Looks at a program by itself: the function and its oracle must be free of faults before a gradient is judged by them. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { judgePrimal, readReport } from "./judge.ts";
import { headerOptions } from "./languages.ts";
import type { Program } from "./programs.ts";
import { step, StepError } from "./step.ts";
import type { Places } from "./cell.ts";

const options = [
  "-O1",
  "-g",
  "-w",
  "-fsanitize=address,undefined",
  "-fno-sanitize-recover=undefined",
];

/**
 * Compiles the function and the oracle of a program with one version of clang under AddressSanitizer, LeakSanitizer and
 * UndefinedBehaviorSanitizer and runs both.
 * @returns what is wrong, also where the two compute different values; nothing for a program that is clean
 */
export async function lookAt(program: Program, version: number, places: Places): Promise<string[]> {
  const { name, caller, language, link } = program;
  const folder = join(places.work, name, `alone-${version}`);
  mkdirSync(folder, { recursive: true });
  const common = [...options, `-DPROGRAM="${caller}"`, ...headerOptions(language, places.sources)];
  const build = async (kind: string, flags: readonly string[], source: string): Promise<string> => {
    const executable = join(folder, kind);
    const end = [join(places.sources, source), ...link, "-lm", "-o", executable];
    await step(language.compiler(version), [...common, ...flags, ...end]);
    return step(executable, []);
  };
  try {
    const oracle = await build("oracle", ["-DORACLE"], language.oracle);
    const primal = await build("primal", ["-DDRIVER", ...language.alone], language.driver);
    const problem = judgePrimal(readReport(primal), readReport(oracle));
    return problem === null ? [] : [`${name} clang-${version}: ${problem}`];
  } catch (error) {
    if (error instanceof StepError) return [`${name} clang-${version}: ${error.message}`];
    throw error;
  }
}
