/** Compiles what all cells of a program share: its oracle and its drivers. */
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { sanitizers } from "./build.ts";
import type { Places, Prepared } from "./cell.ts";
import { readReport } from "./judge.ts";
import { headerOptions } from "./languages.ts";
import type { Program } from "./programs.ts";
import { keyOf, remembered } from "./remember.ts";
import { step } from "./step.ts";

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
export async function kept(file: string, key: string, make: () => Promise<unknown>): Promise<void> {
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
