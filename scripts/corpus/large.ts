/** A module of 5 MB or more for measurements. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { corpusCases } from "./build.ts";
import { installedVersions } from "./tools.ts";

/** The large C++ program of the corpus at -O2 -g. */
const largeCase = /^cxx\/large\.clang\d+\.O2-g$/;

/**
 * The path of a module of 5 MB or more under `build` (build/corpus), compiled from the corpus by the newest clang; without a
 * clang a module is written that repeats a function of loops, branches, calls and debug locations.
 */
export async function largeModule(build: string): Promise<string> {
  const sources = fileURLToPath(new URL("../../../test/corpus", import.meta.url));
  const { cases } = await corpusCases({ sources, build }, await installedVersions());
  const largest = cases.filter(({ name }) => largeCase.test(name)).at(-1);
  if (largest !== undefined) {
    await largest.text();
    return join(build, "modules", `${largest.name}.ll`);
  }
  const file = join(build, "modules", "repeated.ll");
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    const functions = Array.from({ length: 8000 }, (_, i) => repeatedFunction(i));
    writeFileSync(file, `declare double @exp(double)\n\n${functions.join("\n")}`, "latin1");
  }
  return file;
}

function repeatedFunction(i: number): string {
  return `define double @loop${i}(ptr noalias %x, i64 %n) {
entry:
  %empty = icmp eq i64 %n, 0
  br i1 %empty, label %exit, label %body

body:
  %i = phi i64 [ 0, %entry ], [ %next, %body ]
  %sum = phi double [ 0.000000e+00, %entry ], [ %total, %body ]
  %p = getelementptr inbounds double, ptr %x, i64 %i
  %v = load double, ptr %p, align 8
  %e = call double @exp(double %v)
  %scaled = fmul fast double %e, 0x3FD5555555555555
  %total = fadd double %sum, %scaled
  %next = add nuw nsw i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %body, label %exit

exit:
  %result = phi double [ 0.000000e+00, %entry ], [ %total, %body ]
  ret double %result
}
`;
}
