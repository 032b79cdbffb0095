/** Which compiler a command of tsad runs. */
import { realpathSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { findTools } from "../ir/tools.ts";
import { TsadError } from "../support/errors.ts";
import { runQuietly } from "./process.ts";

/** The commands that stand for a compiler. */
export type CommandName = "cc" | "c++" | "fc" | "rustc";

/** The command that rustc calls in place of a linker. */
export const linkCommand = "rust-link";

interface CommandRow {
  /** The environment variable that names the compiler. */
  readonly variable: string;
  /** The base names of compilers that make LLVM IR, the first that is found counts. */
  readonly bases: readonly string[];
  readonly language: string;
}

const commands: Readonly<Record<CommandName, CommandRow>> = {
  cc: { variable: "TSAD_CC", bases: ["clang"], language: "C" },
  "c++": { variable: "TSAD_CXX", bases: ["clang++"], language: "C++" },
  fc: { variable: "TSAD_FC", bases: ["flang", "flang-new"], language: "Fortran" },
  rustc: { variable: "TSAD_RUSTC", bases: ["rustc"], language: "Rust" },
};

/** How a compiler is to be spoken to; "other" makes no LLVM IR. */
export type Family = "clang" | "flang" | "rustc" | "other";

/** A compiler: the program as it is started, and what it is. */
export interface Compiler {
  readonly program: string;
  readonly family: Family;
}

/** Is `word` one of the commands that stand for a compiler? */
export function isCommandName(word: string | undefined): word is CommandName {
  return word !== undefined && Object.hasOwn(commands, word);
}

/**
 * The compiler for a command: the one named by --with, else by the environment, else the newest on the PATH.
 * @throws TsadError E_COMPILER where there is none
 */
export async function compilerFor(command: CommandName, named?: string): Promise<Compiler> {
  const { variable, bases, language } = commands[command];
  const given = named ?? process.env[variable]?.trim();
  if (given !== undefined && given !== "") return compilerAt(given);
  for (const base of bases) {
    const [newest] = findTools(base);
    if (newest !== undefined) return compilerAt(newest.path);
  }
  throw new TsadError("E_COMPILER", {
    reason: `there is no ${bases[0] ?? ""} on the PATH to compile ${language} with`,
    remedy: `install one, or name it: --with=PROGRAM, or ${variable}=PROGRAM in the environment`,
  });
}

/** What the program at `program` is, by its name, the name of what it is a link to, or what it says of itself. */
export async function compilerAt(program: string): Promise<Compiler> {
  const path = pathOf(program);
  const family = familyOf(basename(path)) ?? familyOf(realName(path)) ?? (await askFamily(path));
  return { program, family };
}

function pathOf(program: string): string {
  if (program.includes("/")) return program;
  return (
    (process.env["PATH"] ?? "")
      .split(delimiter)
      .map((folder) => join(folder, program))
      .find((path) => realName(path) !== "") ?? program
  );
}

function realName(path: string): string {
  try {
    return basename(realpathSync(path));
  } catch {
    return "";
  }
}

const families: readonly (readonly [RegExp, Family])[] = [
  [/^(?:[\w.]+-)*clang(?:\+\+|-cpp)?(?:-\d+)?$/, "clang"],
  [/^(?:[\w.]+-)*flang(?:-new)?(?:-\d+)?$/, "flang"],
  [/^(?:[\w.]+-)*(?:rustc|clippy-driver)(?:-[\d.]+)?$/, "rustc"],
  [/^(?:[\w.]+-)*(?:gcc|g\+\+|gfortran)(?:-\d+)?$/, "other"],
];

function familyOf(name: string): Family | undefined {
  return families.find(([pattern]) => pattern.test(name))?.[1];
}

async function askFamily(program: string): Promise<Family> {
  const { stdout } = await runQuietly(program, ["--version"]);
  if (/\bclang version/.test(stdout)) return "clang";
  if (/\bflang(?:-new)? version/.test(stdout)) return "flang";
  return stdout.startsWith("rustc ") ? "rustc" : "other";
}

/** The program of the same installation under another name: clang++ beside clang. */
export function besides(program: string, name: string): string {
  return program.includes("/") ? join(dirname(program), name) : name;
}
