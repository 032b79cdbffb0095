/** Every warp operation of the two tables against a model that is written from the manuals. */
import { describe, expect, it } from "vitest";
import { checkText } from "../../src/ir/check-text.ts";
import { dialectOf } from "../../src/ir/dialect.ts";
import { amdgpuOperations } from "../../src/gpu/amdgpu.ts";
import { nvptxOperations } from "../../src/gpu/nvptx.ts";
import type { OperationTable } from "../../src/gpu/operation.ts";
import { lanesOf, moduleOf, runCases } from "./lane-cases.ts";
import { amdgpuCases, nvptxCases, permlane64, settings } from "./lane-rows.ts";

describe.each(settings)("$target, $width lanes, $which", (setting) => {
  it("gives what the manuals say", async () => {
    const { cases, active, width } = setting;
    const lanes = lanesOf(width);
    const results = await runCases(cases, setting);
    const wrong = cases.flatMap(({ name, model, predicate }, k) => {
      const values = model(lanes, active);
      const predicates = predicate?.(lanes, active);
      return active.flatMap((isThere, i) => {
        if (!isThere) return [];
        const [value, bit] = results[k]?.[i] ?? [];
        const wanted = values[i];
        const isWrong =
          (wanted !== undefined && value !== wanted) ||
          (predicates !== undefined && bit !== predicates[i]);
        return isWrong
          ? [`${name}, lane ${i}: ${value} ${bit}, not ${wanted} ${predicates?.[i]}`]
          : [];
      });
    });
    expect(wrong.slice(0, 10)).toEqual([]);
  });
});

describe("the tables", () => {
  const uses = (table: OperationTable, text: string, prefix: RegExp): Set<string> =>
    new Set(
      [...text.matchAll(prefix)].flatMap(([, name = ""]) => {
        const row = table.rowOf(name);
        return row === undefined ? [] : [row.name];
      }),
    );

  it("have a case for every operation of a warp", () => {
    const covered = [
      ...uses(nvptxOperations, moduleOf(nvptxCases, "nvptx"), /@(llvm\.nvvm\.[\w.]+)/g),
      ...uses(
        amdgpuOperations,
        moduleOf([...amdgpuCases, permlane64], "amdgpu"),
        /@(llvm\.amdgcn\.[\w.]+)/g,
      ),
    ];
    const operations = (table: OperationTable): Map<string, string> =>
      new Map(
        [...table.rows].flatMap(({ name, does }) =>
          does.kind === "warp" ? [[name, does.operation]] : [],
        ),
      );
    const all = new Map([...operations(nvptxOperations), ...operations(amdgpuOperations)]);
    const seen = new Set(covered.map((name) => all.get(name)));
    // A synchronisation gives nothing; extrema of floats have a test of their own.
    const elsewhere = ["sync", "fmin", "fmax"];
    const missing = [...new Set(all.values())].filter(
      (op) => !seen.has(op) && !elsewhere.includes(op),
    );
    expect(missing).toEqual([]);
  });

  it("speak of intrinsics as LLVM 22 declares them", async () => {
    for (const [cases, target] of [
      [nvptxCases, "nvptx"],
      [amdgpuCases, "amdgpu"],
    ] as const) {
      const verdict = await checkText(moduleOf(cases, target), "cases.ll", dialectOf(22));
      expect(verdict.problem).toBeNull();
    }
  });
});
