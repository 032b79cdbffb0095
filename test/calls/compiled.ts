/** Runs a program that asks for derivatives in its source, compiled by one clang at one level. */
import { readFileSync, writeFileSync } from "node:fs";
import { extname } from "node:path";
import { execa } from "execa";
import { Module } from "../../src/ir/module.ts";
import { differentiate } from "../../src/pipeline.ts";
import { silent } from "../../src/support/trace.ts";

/** One clang and one optimisation level. */
export interface Compiler {
  readonly version: number;
  readonly level: string;
}

/** The numbers that the program at `source` prints; files that are made on the way begin with `stem`. */
export async function printedBy(
  source: string,
  stem: string,
  { version, level }: Compiler,
): Promise<number[]> {
  const compiler = `clang${extname(source) === ".cpp" ? "++" : ""}-${version}`;
  const name = `${stem}.${version}${level}`;
  await execa(compiler, ["-w", level, "-S", "-emit-llvm", source, "-o", `${name}.ll`]);
  const module = Module.parse(readFileSync(`${name}.ll`, "latin1"), { file: "calls.ll" });
  differentiate(module, { requests: [], trace: silent });
  writeFileSync(`${name}.out.ll`, module.print(), "latin1");
  await execa(compiler, ["-w", level, `${name}.out.ll`, "-o", name, "-lm"]);
  const { stdout } = await execa(name);
  return stdout.split(/\s+/).map(Number);
}
