/** Gradients of what threads of a GPU do, run on the host: beside differences, with every seed and warp size, and without races. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { differentiateFresh } from "../../src/attempts.ts";
import { Module } from "../../src/ir/module.ts";
import { findTools } from "../../src/ir/tools.ts";
import { silent } from "../../src/support/trace.ts";
import { compileKernels, type KernelSource, runOnHost, scratch, versions } from "./compile.ts";

/** With the gradients that the module asks for, and those of whole kernels. */
function gradientsOf(text: string, kernels: readonly string[] = []): string {
  const read = (): Module => Module.parse(text, { file: "gradients.ll" });
  const requests = kernels.map((fn) => ({ fn, isKernel: true }));
  const { module } = differentiateFresh(read, () => ({ requests, trace: silent }));
  return module.print();
}

/** The machine code of the module, which on NVPTX NVIDIA's assembler takes, where it is here. */
async function assemble(text: string, { language, version }: KernelSource): Promise<string> {
  const cpu = language === "cuda" ? ["-mcpu=sm_70", "-mattr=+ptx70"] : ["-mcpu=gfx90a"];
  // Of debug information LLVM 14 writes what the assembler does not read.
  const { stdout: plain } = await execa(`opt-${version}`, ["-strip-debug", "-S"], { input: text });
  const { stdout } = await execa(`llc-${version}`, [...cpu, "-o", "-"], { input: plain });
  if (language === "cuda" && hasAssembler) {
    const path = join(scratch(), "gradients.ptx");
    writeFileSync(path, stdout);
    await execa("ptxas", ["-arch=sm_90", path, "-o", "/dev/null"]);
  }
  return stdout;
}

const hasAssembler = !(await execa("ptxas", ["--version"], { reject: false })).failed;

/** For each file of kernels with its driver, the cases in the order in which they are printed. */
const files = {
  gradients: ["bodies", "rounds", "window", "weighted"],
  shared: ["stencil", "block_sum", "passes", "squares"],
  whole: ["scale", "powers", "filter"],
  lanes: ["reduce", "spread", "segments"],
};
/** Files of which kernels are differentiated as a whole, and those that only CUDA can compile. */
const wholes: readonly string[] = ["whole", "lanes"];
const forCuda: readonly string[] = ["lanes"];

const matrix = (["cuda", "hip"] as const).flatMap((language) =>
  versions.flatMap((version) => [0, 1, 2, 3].map((level) => ({ language, version, level }))),
);
const cells = Object.entries(files).flatMap(([file, names]) =>
  matrix
    .filter(({ language }) => language === "cuda" || !forCuda.includes(file))
    .map((how) => ({ file, names, ...how })),
);

describe.each(cells)("$file: $language with clang $version -O$level", ({ names, ...how }) => {
  const source = { ...how, file: `${how.file}.cu` };
  const whole = wholes.includes(how.file) ? names : [];

  it("has the gradients of the reference, and no races", async () => {
    const made = gradientsOf(await compileKernels(source), whole);
    const printed = await runOnHost([made], `${how.file}.c`, source);
    for (const [i, line] of printed.split("\n").entries()) {
      const [, name, error] =
        /^(\w+): error (\S+), races 0, uninitialised 0, status 0$/.exec(line) ?? [];
      expect(name, line).toBe(names[i]);
      expect(Number(error), line).toBe(0);
    }
    expect(printed.split("\n")).toHaveLength(names.length);
  });

  const isThere = findTools("llc").some(({ version }) => version === how.version);
  it.skipIf(!isThere)("is code for the machine that allocates nothing", async () => {
    const made = gradientsOf(await compileKernels(source), whole);
    expect(made).not.toMatch(/@(malloc|free|abort|__tsad_tape)/);
    expect((await assemble(made, source)).length).toBeGreaterThan(0);
  });
});

describe("a fault in a gradient", () => {
  it("is found: an addition that is not atomic", async () => {
    const source = { file: "gradients.cu", language: "cuda", version: 22, level: 1 } as const;
    const made = gradientsOf(await compileKernels(source));
    const broken = made.replaceAll(
      /(%\S+) = atomicrmw fadd ptr (\S+), (float|double) (\S+) monotonic.*/g,
      "$1 = load $3, ptr $2\n  $1.sum = fadd $3 $1, $4\n  store $3 $1.sum, ptr $2",
    );
    expect(broken).not.toBe(made);
    const printed = await runOnHost(
      [broken.replaceAll(/%(\d+)\.sum/g, "%sum.$1")],
      "gradients.c",
      source,
    );
    expect(printed).toMatch(/bodies: error \S+, races [1-9]/);
  });

  const shared = { file: "shared.cu", language: "cuda", version: 22, level: 1 } as const;

  it("is found: a barrier that the reverse sweep lacks", async () => {
    const made = gradientsOf(await compileKernels(shared));
    let seen = 0;
    // The first two are around the zeroing of shadows, the third is the primal's own.
    const broken = made.replace(/define [^\n]*stencil[^\n]*tsad.grad[\s\S]*?\n}/, (text) =>
      text.replaceAll(/^.*call void @llvm\.nvvm\.barrier.*$/gm, (line) =>
        ++seen === 4 ? "" : line,
      ),
    );
    expect(seen).toBe(5);
    const printed = await runOnHost([broken], "shared.c", shared);
    expect(printed).toMatch(/stencil: error \S+, races [1-9]/);
  });

  it("is found: a shadow of shared memory that is not zero at the start", async () => {
    const made = gradientsOf(await compileKernels(shared));
    const broken = made.replaceAll(/^.*call void @__tsad_zero_shared.*$/gm, "");
    expect(broken).not.toBe(made);
    const printed = await runOnHost([broken], "shared.c", shared);
    expect(printed).toMatch(/stencil: error \S+, races 0, uninitialised [1-9]/);
  });
});
