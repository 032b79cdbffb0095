/** Kernels of one warp operation each, written out in IR, with a program that runs them on given lanes. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { must } from "../../src/support/assert.ts";
import { runOnHost, scratch, versions } from "./compile.ts";
import type { Lane, Model } from "./lanes.ts";

/** One operation: IR that makes `%r` (i32), and `%p` (i32) where it has a predicate, from %value, %other, %a, %b and %mask. */
export interface Case {
  readonly name: string;
  readonly code: string;
  readonly model: Model;
  /** What the predicate is, for an operation that has one. */
  readonly predicate?: Model;
}

/** What the cases are run on. */
export interface Setting {
  readonly target: "nvptx" | "amdgpu";
  readonly width: 32 | 64;
  readonly active: readonly boolean[];
}

const seeds = [1, 2];

/** Numbers that look random and are the same every time. */
export function lanesOf(width: number): Lane[] {
  let state = 12345;
  const next = (): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state >>> 8;
  };
  return Array.from({ length: width }, () => ({
    value: next() % 7,
    other: 1000 + (next() % 1000),
    a: next() % 256,
    b: next() % 65536,
  }));
}

/** The module with a kernel for each case. */
export function moduleOf(cases: readonly Case[], target: Setting["target"]): string {
  const isAmd = target === "amdgpu";
  const convention = isAmd ? "amdgpu_kernel" : "ptx_kernel";
  const lane = isAmd ? "@llvm.amdgcn.workitem.id.x()" : "@llvm.nvvm.read.ptx.sreg.tid.x()";
  const triple = isAmd ? "amdgcn-amd-amdhsa" : "nvptx64-nvidia-cuda";
  const load = (name: string, index: number): string =>
    `  %${name}.at = getelementptr i32, ptr %own, i64 ${index}\n  %${name} = load i32, ptr %${name}.at\n`;
  const kernels = cases.map(
    ({ code, predicate }, i) => `define ${convention} void @k${i}(ptr %in, ptr %out, i32 %mask) {
  %lane = call i32 ${lane}
  %lane64 = zext i32 %lane to i64
  %own = getelementptr [5 x i32], ptr %in, i64 %lane64
${["value", "other", "a", "b", "here"].map(load).join("")}  %stays = icmp ne i32 %here, 0
  br i1 %stays, label %inside, label %end
inside:
${code}
  %to = getelementptr [2 x i32], ptr %out, i64 %lane64
  store i32 %r, ptr %to
  %to.p = getelementptr i32, ptr %to, i64 1
  store i32 ${predicate === undefined ? "0" : "%p"}, ptr %to.p
  br label %end
end:
  ret void
}
`,
  );
  return `target triple = "${triple}"\n${kernels.join("")}`;
}

/** What each case gives on the host: value and predicate of each lane. @throws Error when a launch fails or finds something */
export async function runCases(
  cases: readonly Case[],
  setting: Setting,
): Promise<(readonly [value: number, predicate: number])[][]> {
  const driver = join(scratch(), "driver.c");
  writeFileSync(driver, driverOf(cases.length, setting));
  const version = must(versions.at(-1), "a clang is here");
  const printed = await runOnHost([moduleOf(cases, setting.target)], driver, { version });
  return printed.split("\n").map((line) => {
    const numbers = line.trim().split(" ").map(Number);
    return Array.from(
      { length: setting.width },
      (_, i) => [numbers[2 * i] ?? NaN, numbers[2 * i + 1] ?? NaN] as const,
    );
  });
}

function driverOf(count: number, { width, active }: Setting): string {
  const lanes = lanesOf(width).map(({ value, other, a, b }, i) => {
    return `{${value}, ${other}, ${a}, ${b}, ${active[i] === true ? 1 : 0}}`;
  });
  const mask = active.reduce((sum, isThere, i) => (isThere && i < 32 ? sum + 2 ** i : sum), 0);
  const numbers = Array.from({ length: count }, (_, i) => i);
  return `#include "tsad_gpu_run.h"
#include <string.h>
${numbers.map((i) => `TSAD_GPU_KERNEL(k${i});`).join("\n")}
static const tsad_gpu_kernel *const kernels[] = {${numbers.map((i) => `&TSAD_GPU_NAME(k${i})`).join(", ")}};
static int in[][5] = {${lanes.join(", ")}};
int main(void) {
  unsigned mask = ${mask}u;
  for (int k = 0; k < ${count}; k++) {
    unsigned out[${seeds.length}][${width}][2];
    for (int s = 0; s < ${seeds.length}; s++) {
      tsad_gpu_options options = tsad_gpu_defaults();
      tsad_gpu_result result;
      void *pin = in, *pout = out[s];
      memset(out[s], 0, sizeof out[s]);
      options.seed = s + 1;
      options.warp_size = ${width};
      tsad_gpu_launch(kernels[k], (tsad_gpu_dim3){.x = 1}, (tsad_gpu_dim3){.x = ${width}}, 0,
                      (void *[]){&pin, &pout, &mask}, &options, &result);
      if (result.status != TSAD_GPU_OK || result.races != 0) return 2;
    }
    if (memcmp(out[0], out[1], sizeof out[0]) != 0) return 3;
    for (int i = 0; i < ${width}; i++) printf("%u %u ", out[0][i][0], out[0][i][1]);
    printf("\\n");
  }
  return 0;
}
`;
}
