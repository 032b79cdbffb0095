/** Operations of warps and waves, from CUDA and HIP: against what the manuals say, worked out lane by lane in the drivers. */
import { describe, expect, it } from "vitest";
import { runKernels, versions } from "./compile.ts";

const clean = (names: readonly string[]): string[] =>
  names.map((name) => `${name}: error 0, races 0, uninitialised 0, status 0`);

const matrix = versions.flatMap((version) => [0, 1, 2, 3].map((level) => ({ version, level })));

describe.each(matrix)("clang $version -O$level", (how) => {
  it("runs CUDA's warps, and says what is wrong with how they are used", async () => {
    const source = { file: "warps.cu", language: "cuda", ...how } as const;
    const lines = await runKernels(source, "warps.c");
    expect(lines.slice(0, 8)).toEqual(
      clean([
        ...["shuffles", "float_shuffles", "warp_sum", "votes", "pipeline", "reducing"],
        ...["warp_exchange", "tickets"],
      ]),
    );
    const [unsynchronised, deadlocked, unmasked, mismatched, ...unordered] = lines.slice(8);
    expect(unsynchronised).toMatch(/^unsynchronised\|0\|[1-3]\|.*warp_exchange.*cells\+/);
    expect(deadlocked).toMatch(
      /^deadlocked\|2\|0\|deadlock: thread \(0,0,0\).*for its block.*thread \(1,0,0\).*for its warp/,
    );
    expect(unmasked).toMatch(/^unmasked\|5\|0\|.*mask 0xffff at \S*warps\.cu:/);
    expect(unordered).toHaveLength(2);
    expect(unordered[0]).toMatch(/^written_after\|0\|[1-3]\|race on .*cells\+/);
    expect(unordered[1]).toMatch(/^hasty\|0\|[1-3]\|race on .*buffer\+/);
    expect(mismatched).toMatch(/^mismatched\|5\|0\|.*different operations or masks/);
  });

  it("runs HIP's waves of 32 and 64", async () => {
    const source = { file: "waves.cu", language: "hip", ...how } as const;
    const lines = await runKernels(source, "waves.c");
    expect(lines).toEqual([
      ...clean([
        ...["butterfly", "dpp_sum", "swizzles", "meetings", "called", "wave_exchange"],
        "implicit_sizes",
      ]),
      "unsynchronised|0|1",
    ]);
  });
});
