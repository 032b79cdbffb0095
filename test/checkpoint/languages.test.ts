/** Marks in Fortran and Rust, and loops that are marked from outside of the program. */
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { flang, isInstalled, rustc } from "../../scripts/matrix/own-compilers.ts";
import { readRule } from "../../src/checkpoint/loops/rules.ts";
import { Recorder } from "../../src/support/trace.ts";
import { root } from "../runtime/build.ts";
import { countsOf, gradientOf, link, run, valuesOf, versions } from "./build.ts";

const patience = 120_000;
const newest = `clang-${versions.at(-1) ?? 0}`;
const reference = {
  J: 367.001442532262,
  d1: 18.350072126613114,
  d2: 0.0356607964401121,
  d50: 0.9462776564369929,
};

const compilers = [
  {
    own: flang,
    source: "heat.f90",
    level: "-O1",
    words: ["-S", "-emit-llvm"],
    define: "-DFORTRAN",
  },
  {
    own: flang,
    source: "heat.f90",
    level: "-O2",
    words: ["-S", "-emit-llvm"],
    define: "-DFORTRAN",
  },
  {
    own: rustc,
    source: "heat.rs",
    level: "-Copt-level=2",
    words: ["--crate-type=lib", "--emit=llvm-ir", "-Cpanic=abort", "-Ccodegen-units=1"],
    define: "-DRUST",
  },
];

const missing = new Set<string>();
for (const own of [flang, rustc]) if (!(await isInstalled(own))) missing.add(own.command);

describe.each(compilers)("$source $level", ({ own, source, level, words, define }) => {
  it.skipIf(missing.has(own.command))(
    "has the reference gradient, by the steps of revolve",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "tsad-languages-"));
      const text = join(folder, "heat.ll");
      const args = [level, ...words, join(root, "test/checkpoint", source), "-o", text];
      // Fortran's compiler writes a file for the module where it is started.
      await execa(own.command, args, { cwd: folder });
      const made = gradientOf(readFileSync(text, "latin1"), { requests: [{ fn: "run" }] });
      const options = [newest, "-w", "-O1", define, "test/checkpoint/languages.c"];
      const program = await link(made, join(folder, "heat"), options);
      const { stdout, stderr } = await run(program, [], { VERBOSE: "1" });
      const values = valuesOf(stdout);
      for (const [name, value] of Object.entries(reference)) {
        expect(Math.abs((values[name] ?? NaN) - value) / value, name).toBeLessThan(1e-13);
      }
      expect(countsOf(stderr)).toEqual([{ forward: 2576, turns: 500, slots: 5 }]);
    },
    patience,
  );
});

/** The plain heat equation with debug information. */
async function plainHeat(folder: string): Promise<string> {
  const text = join(folder, "plain.ll");
  const args = ["-w", "-g", "-O0", "-DPLAIN", "-Iinclude", "-S", "-emit-llvm"];
  await execa(newest, [...args, "test/checkpoint/heat.c", "-o", text], { cwd: root });
  return readFileSync(text, "latin1");
}

/** The line of the time loop in heat.c. */
const timeLoop =
  readFileSync(join(root, "test/checkpoint/heat.c"), "latin1")
    .split("\n")
    .findIndex((line) => line.includes("long k = 0")) + 1;

describe("a rule of the command line", () => {
  it(
    "marks the loop of its line, whose state can be shown",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "tsad-rule-"));
      const shown: string[] = [];
      const trace = new Recorder({
        printAfter: new Set(["checkpoints"]),
        write: (text) => shown.push(text),
      });
      const rule = readRule(`heat.c:run:${timeLoop}=revolve(slots=5)`);
      const made = gradientOf(await plainHeat(folder), { checkpoints: [rule], trace });
      const program = await link(made, join(folder, "heat"), [newest, "-w", "-O1"]);
      const { stdout, stderr } = await run(program, ["500"], { VERBOSE: "1" });
      expect(Math.abs((valuesOf(stdout)["d1"] ?? NaN) - reference.d1)).toBeLessThan(1e-12);
      expect(countsOf(stderr)).toEqual([{ forward: 2576, turns: 500, slots: 5 }]);
      expect(stderr).toContain(`heat.c:${timeLoop}: revolve of 500 steps`);
      const table = shown.join("");
      expect(table).toContain("revolve, budget 5; the number of steps is known before it");
      expect(table.match(/800 bytes, in every state/g)).toHaveLength(2);
      expect(table.match(/16 bytes, in every state/g)).toHaveLength(2);
    },
    patience,
  );

  it("says which loops there are where it names none", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tsad-rule-"));
    const text = await plainHeat(folder);
    const wrong = [readRule("run:3=revolve")];
    expect(() => gradientOf(text, { checkpoints: wrong })).toThrow(
      `no loop fits --checkpoint 'run:3=revolve': its loops are at`,
    );
    const nobody = [readRule("walk:3=revolve")];
    expect(() => gradientOf(text, { checkpoints: nobody })).toThrow("there is no function walk");
    expect(() => readRule("run=revolve")).toThrow("is no rule");
    expect(() => readRule("run:3=fastest")).toThrow('unknown schedule "fastest"');
  });
});

/** `x' = x * x` so many times, its loop marked by metadata. */
const byMetadata = (said: string): string => `
define double @f(double %x, i64 %n) {
entry:
  br label %loop
loop:
  %k = phi i64 [ 0, %entry ], [ %k.next, %loop ]
  %y = phi double [ %x, %entry ], [ %y.next, %loop ]
  %y.next = fmul double %y, %y
  %k.next = add nuw nsw i64 %k, 1
  %done = icmp eq i64 %k.next, %n
  br i1 %done, label %end, label %loop, !llvm.loop !0
end:
  ret double %y.next
}
!0 = distinct !{!0, !1}
!1 = !{!"enzyme.checkpoint"${said}}
`;

describe("metadata", () => {
  it("marks a loop", () => {
    const request = { requests: [{ fn: "f" }] };
    const made = gradientOf(byMetadata(', !"revolve", i64 4'), request);
    expect(made).toMatch(
      /call i8\\* @tsad_checkpoint_begin_loop|call ptr @tsad_checkpoint_begin_loop/,
    );
    expect(made).not.toMatch(/call void @__tsad_checkpoint/);
    expect(gradientOf(byMetadata(', !"none"'), request)).not.toContain(
      "tsad_checkpoint_begin_loop",
    );
    expect(() => gradientOf(byMetadata(', !"fastest"'), request)).toThrow("unknown schedule");
  });
});
