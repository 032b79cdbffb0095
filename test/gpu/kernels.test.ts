/** Kernels compute on the host what plain C computes, with every seed and warp size, and without races. */
import { describe, expect, it } from "vitest";
import { runKernels, versions } from "./compile.ts";

const common = [
  ...["saxpy", "block_sum", "histogram", "matmul", "stencil", "nbody", "softmax", "cas_add"],
  ...["scale_range", "float_sum", "local_array"],
];

const matrix = (["cuda", "hip"] as const).flatMap((language) =>
  versions.flatMap((version) => [0, 1, 2, 3].map((level) => ({ language, version, level }))),
);

describe.each(matrix)("$language with clang $version -O$level", (how) => {
  it("gives the reference's numbers and no findings", async () => {
    const printed = await runKernels({ file: "common.cu", ...how }, "common.c");
    expect(printed).toEqual(
      common.map((name) => `${name}: error 0, races 0, uninitialised 0, status 0`),
    );
  });
});
