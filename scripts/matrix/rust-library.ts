/**
 * What rustc leaves to its standard library: below -O2 it does not compile once more what the library has compiled already, as growing a
 * vector. The libraries carry the IR of it, and `tsad rustc` takes what derivatives need from there; this does the same for a file.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Carrier, carriersIn } from "../../src/drivers/carriers.ts";
import { definitionsIn } from "../../src/drivers/references.ts";
import { step } from "./step.ts";

/**
 * Links into the module at `path` the functions of the library that it needs, as copies of its own. Those of the crate `std` itself stay
 * where they are: they work on what there is only one of, as standard output.
 * @param version of LLVM
 */
export async function linkLibrary(path: string, version: number, folder: string): Promise<void> {
  const known = new Set<string>();
  for (;;) {
    const missing = missingIn(readFileSync(path, "latin1")).filter((name) => !known.has(name));
    for (const name of missing) known.add(name);
    const holders = missing.length === 0 ? [] : await holdersOf(missing);
    if (holders.length === 0) return;
    const files = holders.map(({ modules }, i) => {
      const file = join(folder, `library${i}.bc`);
      writeFileSync(file, Buffer.concat(modules));
      return file;
    });
    const how = ["--only-needed", "--internalize", "-S"];
    await step(`llvm-link-${version}`, [...how, path, ...files, "-o", path]);
  }
}

/** Functions that are named in definitions of `text` and not defined there; without those that never return. */
function missingIn(text: string): string[] {
  const definitions = definitionsIn(text);
  const own = new Set(definitions.map(({ name }) => name));
  const named = new Set(definitions.flatMap(({ references }) => references));
  return [...named].filter((name) => !own.has(name) && name.startsWith("_R"));
}

let carriers: Promise<readonly Carrier[]> | null = null;

async function holdersOf(names: readonly string[]): Promise<Carrier[]> {
  carriers ??= readCarriers();
  return (await carriers).filter(({ symbols }) => names.some((name) => symbols?.defined.has(name)));
}

async function readCarriers(): Promise<readonly Carrier[]> {
  const folder = (await step("rustc", ["--print=target-libdir"])).trim();
  return readdirSync(folder)
    .filter((file) => file.endsWith(".rlib") && !file.startsWith("libstd-"))
    .flatMap((file) => carriersIn(join(folder, file)))
    .filter(({ modules }) => modules.length > 0);
}
