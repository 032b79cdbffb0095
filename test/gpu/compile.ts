/** Compiles kernels for a GPU, brings them to the host, and runs them with a driver in C. */
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { retarget } from "../../src/gpu/run/retarget.ts";
import { findTools } from "../../src/ir/tools.ts";
import { must } from "../../src/support/assert.ts";

/** The top of the project. */
export const root = fileURLToPath(new URL("../..", import.meta.url));
const kernels = join(root, "test/gpu/kernels");

/** Kernels and how they are compiled. */
export interface KernelSource {
  /** A file of test/gpu/kernels. */
  readonly file: string;
  readonly language: "cuda" | "hip";
  readonly version: number;
  /** 0 to 3. */
  readonly level: number;
  readonly architecture?: string;
  /** Definitions for the preprocessor. */
  readonly define?: readonly string[];
}

/** The versions of clang that the tests compile kernels with: 14 and 22, as far as they are here. */
export const versions: readonly number[] = [14, 22].filter((version) =>
  findTools("clang").some((tool) => tool.version === version),
);

/** A new folder, which the run of the tests removes. */
export function scratch(): string {
  return mkdtempSync(join(tmpdir(), "gpu-"));
}

/** The kernels as LLVM IR for their GPU. */
export async function compileKernels(source: KernelSource): Promise<string> {
  const { file, language, version, level, define = [] } = source;
  const target =
    language === "cuda"
      ? [
          "--cuda-gpu-arch=sm_70",
          ...["-Xclang", "-target-feature", "-Xclang", version < 20 ? "+ptx70" : "+ptx78"],
        ]
      : [`--offload-arch=${source.architecture ?? "gfx90a"}`];
  const { stdout } = await execa(
    `clang-${version}`,
    [
      ...["-x", language, ...target, "--cuda-device-only", "-nogpulib", "-nogpuinc"],
      ...define.map((each) => `-D${each}`),
      ...[`-O${level}`, "-g", "-S", "-emit-llvm", file, "-o", "-"],
    ],
    { cwd: kernels, stripFinalNewline: false },
  );
  return stdout;
}

let runtime: Promise<readonly string[]> | null = null;

/** The object files of the runtime, made once. */
function runtimeObjects(): Promise<readonly string[]> {
  runtime ??= compileRuntime();
  return runtime;
}

/** The C files of the runtime. */
export function runtimeSources(): readonly string[] {
  const folder = join(root, "runtime/gpu");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".c"))
    .map((name) => join(folder, name));
}

async function compileRuntime(): Promise<readonly string[]> {
  const sources = runtimeSources();
  const out = scratch();
  const flags = ["-std=c11", "-Wall", "-Wextra", "-Werror", "-O1", "-c"];
  const newest = must(versions.at(-1), "a clang is here");
  await execa(`clang-${newest}`, [...flags, ...sources], { cwd: out });
  return sources.map((path) => join(out, basename(path).replace(/c$/, "o")));
}

/** How a program is linked. */
interface Linking {
  readonly version: number;
  readonly define?: readonly string[];
  /** Object files or sources of the runtime; those made once for all tests when absent. */
  readonly runtime?: readonly string[];
}

/** Links the host's form of the kernels in `texts` with the driver and the runtime; gives the program. */
export async function linkOnHost(
  texts: readonly string[],
  driver: string,
  { version, define = [], runtime: given }: Linking,
): Promise<string> {
  const folder = scratch();
  const modules = texts.map((text, i) => {
    const path = join(folder, `kernels${i}.ll`);
    writeFileSync(path, retarget(text, { file: "kernels.ll" }).text, "latin1");
    return path;
  });
  const program = join(folder, "run");
  await execa(`clang-${version}`, [
    ...["-O1", "-Wno-override-module", `-I${join(root, "include")}`, `-I${kernels}`],
    ...define.map((each) => `-D${each}`),
    ...[resolve(kernels, driver), ...modules, ...(given ?? (await runtimeObjects()))],
    ...["-lm", "-o", program],
  ]);
  return program;
}

/** Links and runs; gives what the program prints. */
export async function runOnHost(
  texts: readonly string[],
  driver: string,
  linking: Linking,
): Promise<string> {
  const { stdout } = await execa(await linkOnHost(texts, driver, linking));
  return stdout;
}

/** Compiles, runs, and gives the lines that the driver prints. */
export async function runKernels(source: KernelSource, driver: string): Promise<string[]> {
  const text = await compileKernels(source);
  const printed = await runOnHost([text], driver, source);
  return printed.split("\n");
}
