/** Runs modules before and after a transform and compares what they print; for the tests of the transforms of calls and memory. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect } from "vitest";
import { installedVersions, run, verify } from "../../../scripts/transforms/programs.ts";
import type { Function } from "../../../src/ir/graph.ts";
import { Module } from "../../../src/ir/module.ts";
import { describeProblem, verifyModule } from "../../../src/ir/verify.ts";

/** The LLVM versions that are there: one with typed pointers, one with opaque ones. */
export const versions = await installedVersions([14, 22]);
if (versions.length === 0) {
  console.log(
    "transforms of calls are not run: no clang, opt and lli of LLVM 14 or 22 on the PATH",
  );
}

/** A program to compile and what to do with each of its definitions. */
export interface Trial {
  readonly source: string;
  readonly language: "c" | "c++";
  readonly llvm: number;
  readonly flags: readonly string[];
  /** Changes `fn`, which is one of the module's own functions. */
  readonly step: (fn: Function, module: Module) => void;
  /** The functions to change; all when absent. */
  readonly only?: (fn: Function) => boolean;
}

/** Compiles, transforms, verifies with tsad and opt, runs both, and expects the same output. */
export async function expectSame(trial: Trial): Promise<Module> {
  const directory = mkdtempSync(join(tmpdir(), "tsad-calls-"));
  try {
    const { llvm, flags, language } = trial;
    const source = join(directory, `in.${language === "c" ? "c" : "cc"}`);
    writeFileSync(source, trial.source);
    const input = join(directory, "in.ll");
    const compiler = language === "c" ? `clang-${llvm}` : `clang++-${llvm}`;
    await execa(compiler, ["-S", "-emit-llvm", "-w", ...flags, source, "-o", input]);
    const { stdout: text } = await execa("cat", [input], { encoding: "latin1" });
    const module = Module.parse(text, { file: "in.ll" });
    for (const fn of module.functions()) {
      if (!fn.isDeclaration && (trial.only?.(fn) ?? true)) trial.step(fn, module);
    }
    expect(verifyModule(module).map(describeProblem)).toEqual([]);
    const output = join(directory, "out.ll");
    writeFileSync(output, module.print(), "latin1");
    expect(await verify(llvm, output)).toBe("");
    const expected = await runModule(llvm, input);
    expect(expected).toContain("exit 0");
    expect(await runModule(llvm, output)).toBe(expected);
    return module;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Exceptions need registered frames, which the interpreter's process does not give; such programs are linked. */
async function runModule(llvm: number, file: string): Promise<string> {
  const text = await execa("cat", [file]);
  if (!text.stdout.includes("landingpad")) return run(llvm, file);
  const program = `${file}.bin`;
  await execa(`clang++-${llvm}`, ["-w", "-O0", file, "-o", program]);
  const { stdout, exitCode, signal } = await execa(program, { reject: false });
  return `${stdout}\nexit ${String(exitCode ?? signal)}`;
}
