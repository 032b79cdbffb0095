/** The compilers of Fortran and Rust: how they write LLVM IR, and what their code must be linked with. */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runTool } from "../corpus/tools.ts";
import { linkLibrary } from "./rust-library.ts";
import { step, StepError } from "./step.ts";

/** A compiler of one language only. */
export interface OwnCompiler {
  readonly command: string;
  /** The version of LLVM that it writes. */
  readonly version: number;
  /**
   * The arguments that compile `source` to LLVM IR.
   * @param level one of clang's spellings: `-O2 -g`
   * @param folder for what else it writes
   */
  readonly toIr: (level: string, source: string, output: string, folder: string) => string[];
  /** Adds to the module at `input` what the compiler left to its library, and tsad needs. */
  readonly complete: (input: string, folder: string) => Promise<void>;
  /** What is linked with its code. @param work a folder for what has to be made */
  readonly libraries: (work: string) => Promise<readonly string[]>;
}

/** LLVM's own Fortran compiler. */
export const flang: OwnCompiler = {
  command: "flang-22",
  version: 22,
  toIr: (level, source, output, folder) => [
    ...level.split(" "),
    ...["-w", "-S", "-emit-llvm", source, "-J", folder, "-o", output],
  ],
  complete: () => Promise.resolve(),
  libraries: async () => {
    const resources = (await step("flang-22", ["-print-resource-dir"])).trim();
    const library = readdirSync(join(resources, "lib"), { recursive: true, encoding: "utf8" }).find(
      (name) => name.endsWith("libflang_rt.runtime.a"),
    );
    if (library === undefined) throw new StepError(`no libflang_rt.runtime.a in ${resources}`);
    return [join(resources, "lib", library), "-lstdc++"];
  },
};

/** Rust's compiler, without Cargo: a program is one file that needs the standard library only. */
export const rustc: OwnCompiler = {
  command: "rustc",
  version: 22,
  toIr: (level, source, output) => {
    const [optimize = "-O0", debug] = level.split(" ");
    const options = [`opt-level=${optimize.slice(2)}`, "codegen-units=1"];
    if (debug !== undefined) options.push("debuginfo=2");
    const settings = options.flatMap((option) => ["-C", option]);
    const kind = ["--edition=2021", "--crate-type=lib", "--emit=llvm-ir", "-A", "warnings"];
    return [...kind, ...settings, source, "-o", output];
  },
  complete: (input, folder) => linkLibrary(input, 22, folder),
  libraries: async (work) => {
    standardLibrary ??= makeStandardLibrary(join(work, "rust"));
    return [await standardLibrary, "-lgcc_s", "-Wl,--gc-sections"];
  },
};

let standardLibrary: Promise<string> | null = null;

/** A static library of nothing holds the standard library, and what a program that Rust starts would have of its own. */
async function makeStandardLibrary(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const source = join(folder, "nothing.rs");
  const library = join(folder, "libnothing.a");
  writeFileSync(source, "");
  await step("rustc", ["--crate-type=staticlib", source, "-o", library]);
  return library;
}

/** Is the compiler there? */
export async function isInstalled({ command }: OwnCompiler): Promise<boolean> {
  return (await runTool(command, ["--version"])).ok;
}
