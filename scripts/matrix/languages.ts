/** What differs between the languages of test/programs: how a program becomes LLVM IR, and what calls its gradient. */
import { extname, join } from "node:path";

/** One language. */
export interface Language {
  readonly name: "C" | "C++";
  /** The compiler of an LLVM version, which also links. */
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

const byExtension: Readonly<Record<string, Language>> = {
  ".c": {
    name: "C",
    compiler: (version) => `clang-${version}`,
    driver: "driver.c",
    oracle: "oracle.c",
    standard: [],
    headers: ["."],
    alone: ["-DALONE"],
  },
  ".cpp": {
    name: "C++",
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
