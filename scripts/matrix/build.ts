/** Turns what tsad wrote into a program and runs it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Report, readReport } from "./judge.ts";
import { headerOptions } from "./languages.ts";
import { step } from "./step.ts";
import type { Build, Places, Prepared, Variant } from "./cell.ts";

/** Options of the sanitizers that watch a driver and what it calls. */
export const sanitizers = ["-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"];

/** Builds `out.ll` of `folder` with the driver and runs it. @throws StepError where a tool or the program fails */
export async function runBuild(
  build: Build,
  variant: Variant,
  folder: string,
  prepared: Prepared,
  places: Places,
): Promise<Report> {
  const { program, version } = variant;
  const { language } = program;
  const clang = language.compiler(version);
  const module = join(folder, "out.ll");
  const executable = join(folder, `run-${build}`);
  const libraries = (await language.own?.libraries(places.work)) ?? [];
  const end = [...program.link, ...libraries, "-lm", "-o", executable];
  switch (build) {
    case "O2":
    case "O0":
      await step(clang, [`-${build}`, "-w", "-fPIC", module, prepared.driver, ...end]);
      return readReport(await step(executable, []));
    case "sanitized": {
      const marked = join(folder, "sanitized.ll");
      await step(`opt-${version}`, [...sanitizeAll(module), "-S", module, "-o", marked]);
      const flags = ["-O1", "-w", "-fPIC", ...sanitizers];
      // The newest linker driver: its runtime has all that older compilers call.
      await step(clang, [...flags, "-c", marked, "-o", join(folder, "sanitized.o")]);
      const objects = [join(folder, "sanitized.o"), prepared.sanitizedDriver];
      await step(language.compiler(places.newest), [...sanitizers, ...objects, ...end]);
      return readReport(await step(executable, []));
    }
    case "interpreted": {
      const driver = join(folder, "driver.ll");
      const whole = join(folder, "whole.ll");
      const source = join(places.sources, language.driver);
      const named = [`-DPROGRAM="${program.caller}"`, ...headerOptions(language, places.sources)];
      const flags = ["-DDRIVER", "-w", "-O1", "-S", "-emit-llvm"];
      await step(clang, [...named, ...flags, source, "-o", driver]);
      await step(`llvm-link-${version}`, ["-S", driver, module, "-o", whole]);
      return readReport(await step(`lli-${version}`, [whole]));
    }
  }
}

/**
 * Options that give every defined function the attribute by which AddressSanitizer knows what to instrument, and check every
 * access against the extent of its object where that is known.
 */
function sanitizeAll(module: string): string[] {
  const names = readFileSync(module, "latin1").matchAll(/^define [^@\n]*@("[^"]+"|[\w.$-]+)\(/gm);
  const defined = [...names].map(([, name = ""]) => name.replaceAll('"', ""));
  return [
    "-passes=forceattrs,function(bounds-checking)",
    ...defined.map((each) => `-force-attribute=${each}:sanitize_address`),
  ];
}
