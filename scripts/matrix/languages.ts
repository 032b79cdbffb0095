/** What differs between the languages of test/programs: how a program becomes LLVM IR, and what calls its gradient. */
import { extname, join } from "node:path";
import { flang, type OwnCompiler, rustc } from "./own-compilers.ts";

/** One language. */
export interface Language {
  readonly name: "C" | "C++" | "Fortran" | "Rust";
  /** What compiles the function; null where it is the compiler of driver and oracle. */
  readonly own: OwnCompiler | null;
  /** The compiler of an LLVM version for driver and oracle, which also links. */
  readonly compiler: (version: number) => string;
  /** Where the driver and the oracle are, from test/programs. */
  readonly driver: string;
  readonly oracle: string;
  /** The standard of the language, where the oldest compiler's own is too old. */
  readonly standard: readonly string[];
  /** Folders that are searched for headers, from test/programs. */
  readonly headers: readonly string[];
  /** What is given when the program is compiled without its gradient, to look at the program itself. */
  readonly alone: readonly string[];
}

const c: Language = {
  name: "C",
  own: null,
  compiler: (version) => `clang-${version}`,
  driver: "driver.c",
  oracle: "oracle.c",
  standard: [],
  headers: ["."],
  alone: ["-DALONE"],
};

const byExtension: Readonly<Record<string, Language>> = {
  ".c": c,
  // The driver and the oracle are in C, in a file beside the program.
  ".f90": { ...c, name: "Fortran", own: flang },
  ".rs": { ...c, name: "Rust", own: rustc },
  ".cpp": {
    name: "C++",
    own: null,
    compiler: (version) => `clang++-${version}`,
    driver: "cxx/driver.cpp",
    oracle: "cxx/oracle.cpp",
    standard: ["-std=c++17"],
    headers: ["cxx", "."],
    alone: ["-DALONE", "-DBODY"],
  },
};

/** The language that a file is written in; undefined for files that are no programs. */
export function languageOf(file: string): Language | undefined {
  return byExtension[extname(file)];
}

/** The options by which a compiler reads `language` as the programs are written, and finds its headers. */
export function headerOptions(language: Language, sources: string): string[] {
  const folders = language.headers.map((folder) => `-I${join(sources, folder)}`);
  return [...language.standard, ...folders];
}
