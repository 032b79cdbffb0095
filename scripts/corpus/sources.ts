/**
 * What the corpus is made of: every program of test/corpus with every front end, level and variant that applies.
 *
 * A program's first comment lines may say `corpus: name=VARIANT target=TRIPLE clang=14,22 levels=O0,O2 FLAGS…`; each such line is
 * one variant. Without `clang` every version is used, without `levels` every level.
 */
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { at } from "../../src/support/assert.ts";
import { llvmVersions } from "./tools.ts";

/** One module to make with a front end. */
export interface Recipe {
  /** `c/structs.arm.clang14.O2`; also the name of the file that is made. */
  readonly name: string;
  /** The LLVM version whose tools fit the result. */
  readonly version: number;
  readonly command: string;
  /** Arguments, without those that say where the result goes. */
  readonly args: readonly string[];
  /** The folder of the source; the command runs in it. */
  readonly folder: string;
  /** The texts that the result depends on, headers included. */
  readonly inputs: readonly string[];
}

/** Optimisation levels, `-g` after a dash. */
const levels = ["O0", "O1", "O2", "O3", "O0-g", "O2-g"] as const;

/** One `corpus:` line. */
interface Variant {
  readonly name: string;
  readonly target: string | undefined;
  readonly versions: readonly number[];
  readonly levels: readonly string[];
  readonly flags: readonly string[];
}

/** A language: how its compiler is called. */
interface FrontEnd {
  readonly compilers: readonly { command: string; version: number; label: string }[];
  readonly extensions: readonly string[];
  arguments(variant: Variant, level: string): string[];
}

const clangs = (command: string) => {
  return llvmVersions.map((version) => ({
    command: `${command}-${version}`,
    version,
    label: `clang${version}`,
  }));
};

/** `-O2 -g`; values keep their names at some levels and lose them at others, so that both kinds of text are there. */
function clangArguments(variant: Variant, level: string, more: readonly string[] = []): string[] {
  const [optimise = "O0", debug] = level.split("-");
  return [
    ...(variant.target === undefined ? [] : [`--target=${variant.target}`]),
    ...more,
    ...variant.flags,
    `-${optimise}`,
    ...(debug === undefined ? [] : ["-g"]),
    ...(level === "O1" || level === "O0-g" ? ["-fno-discard-value-names"] : []),
    "-S",
    "-emit-llvm",
    "-w",
  ];
}

const deviceOnly = ["--cuda-device-only", "-nogpulib", "-nogpuinc"];
const ptx63 = ["-Xclang", "-target-feature", "-Xclang", "+ptx63"];
const frontEnds: Readonly<Record<string, FrontEnd>> = {
  c: { compilers: clangs("clang"), extensions: [".c", ".cl"], arguments: clangArguments },
  cxx: { compilers: clangs("clang++"), extensions: [".cpp"], arguments: clangArguments },
  cuda: {
    compilers: clangs("clang++"),
    extensions: [".cu"],
    arguments: (variant, level) =>
      clangArguments(variant, level, [
        "-x",
        "cuda",
        ...deviceOnly,
        "--cuda-gpu-arch=sm_70",
        ...ptx63,
      ]),
  },
  hip: {
    compilers: clangs("clang++"),
    extensions: [".hip"],
    arguments: (variant, level) =>
      clangArguments(variant, level, ["-x", "hip", ...deviceOnly, "--offload-arch=gfx90a"]),
  },
  fortran: {
    compilers: [{ command: "flang-22", version: 22, label: "flang22" }],
    extensions: [".f90", ".f"],
    arguments: (variant, level) => [
      ...variant.flags,
      ...level.split("-").map((part) => `-${part}`),
      "-S",
      "-emit-llvm",
    ],
  },
  rust: {
    compilers: [{ command: "rustc", version: 22, label: "rustc" }],
    extensions: [".rs"],
    arguments: (variant, level) => [
      ...variant.flags,
      "--edition=2021",
      "--crate-type=lib",
      "--emit=llvm-ir",
      `-Copt-level=${level.charAt(1)}`,
      ...(level.endsWith("-g") ? ["-Cdebuginfo=2"] : []),
    ],
  },
};

/** Every module that the sources under `folder` (test/corpus) ask for, whether or not its compiler is installed. */
export function recipes(folder: string): Recipe[] {
  return Object.entries(frontEnds).flatMap(([language, frontEnd]) => {
    const files = readdirSync(join(folder, language)).sort();
    const shared = files.filter((file) => file.endsWith(".h"));
    const headers = shared.map((file) => readFileSync(join(folder, language, file), "latin1"));
    return files
      .filter((file) => frontEnd.extensions.includes(extname(file)))
      .flatMap((file) => programRecipes(join(folder, language), language, file, headers, frontEnd));
  });
}

function programRecipes(
  folder: string,
  language: string,
  file: string,
  headers: readonly string[],
  frontEnd: FrontEnd,
): Recipe[] {
  const text = readFileSync(join(folder, file), "latin1");
  return variants(text).flatMap((variant) => {
    const stem = [`${language}/${file.slice(0, -extname(file).length)}`, variant.name];
    return frontEnd.compilers
      .filter(({ version }) => variant.versions.includes(version))
      .flatMap(({ command, version, label }) =>
        variant.levels.map((level) => ({
          name: [...stem, label, level].filter(Boolean).join("."),
          version,
          command,
          args: [...frontEnd.arguments(variant, level), file],
          folder,
          inputs: [text, ...headers],
        })),
      );
  });
}

/** The `corpus:` lines at the head of a program; one plain variant when it has none. */
function variants(text: string): Variant[] {
  const head = text.split("\n", 20);
  const lines = head.flatMap((line) => /^\W*corpus: (.*)$/.exec(line)?.[1] ?? []);
  return (lines.length === 0 ? [""] : lines).map(parseVariant);
}

function parseVariant(line: string): Variant {
  const words = line.split(" ").filter(Boolean);
  const keys = new Map<string, string>();
  const flags = words.filter((word) => {
    const key = /^(name|target|clang|levels)=(.*)$/.exec(word);
    if (key === null) return true;
    keys.set(at(key, 1), at(key, 2));
    return false;
  });
  return {
    name: keys.get("name") ?? "",
    target: keys.get("target"),
    versions: keys.get("clang")?.split(",").map(Number) ?? llvmVersions,
    levels: keys.get("levels")?.split(",") ?? levels,
    flags,
  };
}
