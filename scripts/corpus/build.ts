/**
 * Makes the modules of the corpus and keeps them under build/corpus, by the content of what they are made from: a program is
 * compiled again only when it, a header, its flags or its compiler has changed.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { must } from "../../src/support/assert.ts";
import { digestOf } from "./canonical.ts";
import { readSnippets } from "./snippets.ts";
import { type Recipe, recipes } from "./sources.ts";
import { runTool, toolVersion } from "./tools.ts";

/** A module to check: its text is read when its turn comes. */
export interface Case {
  readonly name: string;
  readonly version: number;
  /** True when the assembler of `version` is known to take it, so that a refusal is a failure and not a skip. */
  readonly mustAssemble: boolean;
  /** The module's text as latin1; throws with the compiler's first error. */
  text(): Promise<string>;
}

/** What a corpus is made from and where it goes. */
export interface CorpusPlace {
  /** test/corpus. */
  readonly sources: string;
  /** build/corpus. */
  readonly build: string;
}

/** How many seeds of llvm-stress are used at each of {@link stressVersions}. */
export const stressSeeds = 300;
const stressVersions = [14, 22] as const;

/** Every case that the installed programs can make, sorted by kind and name, and the programs that are missing. */
export async function corpusCases(
  place: CorpusPlace,
  versions: readonly number[],
): Promise<{ cases: Case[]; missing: string[] }> {
  const wanted = recipes(place.sources).filter((recipe) => versions.includes(recipe.version));
  const commands = [...new Set(wanted.map((recipe) => recipe.command))];
  const stresses = stressVersions.filter((version) => versions.includes(version));
  const programs = [...commands, ...stresses.map((version) => `llvm-stress-${version}`)];
  const found = new Map<string, string>();
  for (const program of programs) {
    const version = await toolVersion(program);
    if (version !== undefined) found.set(program, version);
  }
  const compiled = wanted
    .filter(({ command }) => found.has(command))
    .map((recipe) => compiledCase(recipe, found.get(recipe.command) ?? "", place.build));
  const random = stresses
    .filter((version) => found.has(`llvm-stress-${version}`))
    .flatMap((version) => stressCases(version, place.build));
  return {
    cases: [...compiled, ...random, ...snippetCases(place.sources, versions)],
    missing: programs.filter((program) => !found.has(program)),
  };
}

function snippetCases(sources: string, versions: readonly number[]): Case[] {
  return readSnippets(join(sources, "ll")).flatMap((snippet) =>
    snippet.versions
      .filter((version) => versions.includes(version))
      .map((version) => ({
        name: `ll/${snippet.name}.${version}`,
        version,
        mustAssemble: true,
        text: () => Promise.resolve(snippet.text),
      })),
  );
}

function compiledCase(recipe: Recipe, compiler: string, build: string): Case {
  const file = join(build, "modules", `${recipe.name}.ll`);
  const key = digestOf([compiler, recipe.command, ...recipe.args, ...recipe.inputs].join("\0"));
  return {
    name: recipe.name,
    version: recipe.version,
    mustAssemble: true,
    text: () =>
      kept(file, key, async (partial) => {
        const args = [...recipe.args, "-o", partial];
        const { ok, errors } = await runTool(recipe.command, args, { cwd: recipe.folder });
        if (!ok) throw new Error(`${recipe.command}: ${firstError(errors)}`);
      }),
  };
}

function stressCases(version: number, build: string): Case[] {
  const command = `llvm-stress-${version}`;
  return Array.from({ length: stressSeeds }, (_, seed) => {
    const name = `stress/${version}.${seed + 1}`;
    return {
      name,
      version,
      // The generator makes shuffles and stores that its own verifier refuses now and then.
      mustAssemble: false,
      text: () =>
        kept(join(build, "modules", `${name}.ll`), command, async (partial) => {
          const args = ["-size", "300", "-seed", String(seed + 1), "-o", partial];
          const { ok, errors } = await runTool(command, args);
          if (!ok) throw new Error(`${command}: ${firstError(errors)}`);
        }),
    };
  });
}

/** The content of `file`, made anew by `make` when it was not made from `key`. */
async function kept(
  file: string,
  key: string,
  make: (partial: string) => Promise<void>,
): Promise<string> {
  const mark = `${file}.key`;
  if (!existsSync(file) || !existsSync(mark) || readFileSync(mark, "latin1") !== key) {
    mkdirSync(dirname(file), { recursive: true });
    const partial = `${file}.partial.ll`;
    await make(partial);
    renameSync(partial, file);
    writeFileSync(mark, key);
  }
  return readFileSync(file, "latin1");
}

function firstError(text: string): string {
  const lines = text.split("\n").filter(Boolean);
  return must(lines.find((line) => line.includes("error")) ?? lines[0] ?? "no message", "a line");
}
