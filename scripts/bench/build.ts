/** Turns a variant of a program into an executable, as a user of tsad would, and runs it. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Module } from "../../src/ir/module.ts";
import { differentiate } from "../../src/pipeline.ts";
import { silent } from "../../src/support/trace.ts";
import { step } from "../matrix/step.ts";
import type { Variant } from "./programs.ts";

/** How sources become the text that is differentiated: optimised, but not yet vectorised or unrolled, which differentiates best. */
export const toText = [
  "-O2",
  "-fno-vectorize",
  "-fno-slp-vectorize",
  "-fno-unroll-loops",
  "-S",
  "-emit-llvm",
] as const;

/** How the module with primal, gradient and adjoint becomes code. Where loops begin must not decide what is faster. */
export const toCode = ["-O3", "-falign-loops=64", "-c"] as const;

/** Allocation functions that heap.c stands in for. */
const counted = ["malloc", "calloc", "realloc", "aligned_alloc", "posix_memalign", "free"];

/** Where things are, and which clang builds them. */
export interface Places {
  readonly sources: string;
  readonly work: string;
  readonly clang: string;
}

/** Compiles what every program is linked with. @throws StepError where the compiler fails */
export async function buildDriver({ sources, work, clang }: Places): Promise<void> {
  mkdirSync(work, { recursive: true });
  for (const name of ["driver", "heap"]) {
    const files = [join(sources, `${name}.c`), "-o", join(work, `${name}.o`)];
    await step(clang, ["-O2", "-fno-builtin", "-c", ...files]);
  }
}

/**
 * Builds a variant and returns the path of the executable.
 * @throws TsadError where tsad refuses the program, StepError where the compiler fails
 */
export async function build(variant: Variant, places: Places): Promise<string> {
  const { sources, work, clang } = places;
  const folder = join(work, variant.program, variant.name);
  mkdirSync(folder, { recursive: true });
  const [input, output] = [join(folder, "in.ll"), join(folder, "out.ll")];
  const [object, executable] = [join(folder, "out.o"), join(folder, "run")];
  const include = ["-I", sources, "-w"];
  await step(clang, [...toText, ...include, ...variant.options, variant.source, "-o", input]);
  const module = Module.parse(readFileSync(input, "latin1"), { file: input });
  differentiate(module, { requests: [], trace: silent });
  writeFileSync(output, module.print(), "latin1");
  await step(clang, [...toCode, "-w", output, "-o", object]);
  const wrap = counted.map((name) => `-Wl,--wrap=${name}`);
  const objects = ["driver", "heap"].map((name) => join(work, `${name}.o`));
  await step(clang, [...wrap, object, ...objects, "-lm", "-o", executable]);
  return executable;
}
