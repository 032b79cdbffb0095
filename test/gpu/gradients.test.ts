/** Gradients of what threads of a GPU do, run on the host: beside differences, with every seed and warp size, and without races. */
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { differentiateFresh } from "../../src/attempts.ts";
import { Module } from "../../src/ir/module.ts";
import { findTools } from "../../src/ir/tools.ts";
import { silent } from "../../src/support/trace.ts";
import { compileKernels, type KernelSource, runOnHost, versions } from "./compile.ts";

function gradientsOf(text: string): string {
  const read = (): Module => Module.parse(text, { file: "gradients.ll" });
  const { module } = differentiateFresh(read, () => ({ requests: [], trace: silent }));
  return module.print();
}

/** The machine code of the module, and on NVPTX, where NVIDIA's assembler is here, what that makes of it. */
async function assemble(text: string, { language, version }: KernelSource): Promise<string> {
  const cpu = language === "cuda" ? ["-mcpu=sm_70", "-mattr=+ptx70"] : ["-mcpu=gfx90a"];
  const { stdout } = await execa(`llc-${version}`, [...cpu, "-o", "-"], { input: text });
  return stdout;
}

const names = ["bodies", "rounds", "window", "weighted"];

const matrix = (["cuda", "hip"] as const).flatMap((language) =>
  versions.flatMap((version) => [0, 1, 2, 3].map((level) => ({ language, version, level }))),
);

describe.each(matrix)("$language with clang $version -O$level", (how) => {
  const source = { file: "gradients.cu", ...how };

  it("has the gradients of the reference, and no races", async () => {
    const made = gradientsOf(await compileKernels(source));
    const printed = await runOnHost([made], "gradients.c", source);
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
    const made = gradientsOf(await compileKernels(source));
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
});
