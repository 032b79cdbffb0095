/** What is counted is what the kernel's code says, as often as it is executed. */
import { describe, expect, it } from "vitest";
import { runKernels, versions } from "./compile.ts";

interface Counts {
  readonly instructions: number;
  readonly loads: number;
  readonly stores: number;
  readonly atomics: number;
  readonly barriers: number;
  readonly floats: number;
}

function read(line: string): Counts {
  const [instructions = 0, loads = 0, stores = 0, atomics = 0, barriers = 0, , floats = 0] = line
    .split(" ")
    .map(Number);
  return { instructions, loads, stores, atomics, barriers, floats };
}

describe.each(versions)("clang %i", (version) => {
  it("counts each kind, in proportion to threads and to work", async () => {
    const source = { file: "counted.cu", language: "cuda", version, level: 1 } as const;
    const lines = await runKernels(source, "counted.c");
    const [once, threads, work, half] = lines.map(read);
    // 64 threads; each has 4 loads, one store, one atomic, one barrier.
    expect(once).toMatchObject({ loads: 256, stores: 64, atomics: 64, barriers: 64 });
    const perTurn = Number(once?.floats) / 256;
    expect([1, 2]).toContain(perTurn);
    expect(threads).toEqual({
      instructions: 4 * Number(once?.instructions),
      loads: 1024,
      stores: 256,
      atomics: 256,
      barriers: 256,
      floats: 1024 * perTurn,
    });
    expect(work).toMatchObject({ loads: 1024, stores: 64, atomics: 64, floats: 1024 * perTurn });
    // What is not in the loop is the same for any work.
    const [four, eight, sixteen] = [once, half, work].map((counts) => Number(counts?.instructions));
    expect(Number(sixteen) - Number(eight)).toBe(2 * (Number(eight) - Number(four)));
    expect(Number(eight) - Number(four)).toBeGreaterThan(64 * 4 * 4);
  });
});
