/** What a message says of the source, errors as JSON, and several errors in one run. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tsad } from "./command.ts";

const directory = mkdtempSync(join(tmpdir(), "tsad-errors-"));
const file = (name: string): string => join(directory, name);
const out = file("out.ll");
afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** `double f(double *x, int n) { double s = outside(x[n]); … }` with `outside` called in `help`, inlined into f at line 7. */
const debugged = (records: boolean): string => `define double @_Z1fPdi(ptr %0, i32 %1) !dbg !4 {
  ${dbg(records, "value", "ptr %0", "!6")}
  ${dbg(records, "value", "i32 %1", "!7")}
  %3 = sext i32 %1 to i64, !dbg !9
  %4 = getelementptr double, ptr %0, i64 %3, !dbg !9
  %5 = load double, ptr %4, align 8, !dbg !9
  %6 = call double @outside(double %5), !dbg !10
  ret double %6, !dbg !9
}
declare double @outside(double)
${records ? "" : "declare void @llvm.dbg.value(metadata, metadata, metadata)\n"}!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_C_plus_plus_14, file: !1, emissionKind: FullDebug)
!1 = !DIFile(filename: "s\\C3\\A4.cc", directory: "/src")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = !DISubroutineType(types: !{})
!4 = distinct !DISubprogram(name: "f", linkageName: "_Z1fPdi", scope: !1, file: !1, line: 6, type: !3, unit: !0)
!5 = distinct !DISubprogram(name: "help", scope: !1, file: !1, line: 2, type: !3, unit: !0)
!6 = !DILocalVariable(name: "x", arg: 1, scope: !4, file: !1, line: 6)
!7 = !DILocalVariable(name: "n", arg: 2, scope: !4, file: !1, line: 6)
!8 = distinct !DILexicalBlock(scope: !4, file: !1, line: 7, column: 3)
!9 = !DILocation(line: 7, column: 21, scope: !8)
!10 = !DILocation(line: 3, column: 10, scope: !5, inlinedAt: !11)
!11 = distinct !DILocation(line: 7, column: 14, scope: !8)
`;

function dbg(records: boolean, what: string, value: string, variable: string): string {
  return records
    ? `#dbg_${what}(${value}, ${variable}, !DIExpression(), !9)`
    : `call void @llvm.dbg.${what}(metadata ${value}, metadata ${variable}, metadata !DIExpression()), !dbg !9`;
}

const two = `declare double @outside(double)
declare double @beyond(double)
define double @f(double %x) {
  %r = call double @outside(double %x)
  ret double %r
}
define double @g(double %x) {
  %r = call double @beyond(double %x)
  ret double %r
}
define double @h(double %x) {
  %r = call double @f(double %x)
  ret double %r
}
`;

const calls = `${two}declare double @__enzyme_autodiff(ptr, ...)
define double @df(double %x) {
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr @f, double %x)
  ret double %d
}
define double @dg(double %x) {
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr @g, double %x)
  ret double %d
}
define double @ddf(double %x) {
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr @df, double %x)
  ret double %d
}
`;

beforeAll(() => {
  writeFileSync(file("records.ll"), debugged(true));
  writeFileSync(file("calls14.ll"), debugged(false));
  writeFileSync(file("two.ll"), two);
  writeFileSync(file("calls.ll"), calls);
});

function objects(stderr: string): Record<string, unknown>[] {
  return stderr
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const withCodes = (stderr: string): string[] =>
  [...stderr.matchAll(/@\w+ \[(\w+)\]/g)].map(([all]) => all);

describe("a message", () => {
  it.each([
    "records.ll",
    "calls14.ll",
  ])("tells place, value and names of the source: %s", async (name) => {
    const { stderr, code } = await tsad("grad", file(name), "-o", out, "--fn", "_Z1fPdi");
    expect(code).toBe(1);
    expect(stderr.replaceAll(directory, "").split("\n")).toEqual([
      "sä.cc:3:10: error: no derivative is known for @outside [E_NO_RULE]",
      `  /${name}:7:3`,
      "    %6 = call double @outside(double %5), !dbg !10",
      "    ^",
      "  in function @_Z1fPdi, value %6",
      "  source: outside(x[n]) in help, inlined at sä.cc:7:14",
      "  @_Z1fPdi is f",
      "  help: link the module that defines @outside; or give it a derivative (__enzyme_register_gradient, __enzyme_function_like), or mark it as one without (__enzyme_inactivefn): docs/calls.md",
      "",
    ]);
  });

  it("has the same as JSON", async () => {
    const args = ["grad", file("records.ll"), "-o", out, "--fn", "_Z1fPdi", "--json"];
    const { stderr } = await tsad(...args);
    expect(objects(stderr)).toEqual([
      {
        code: "E_NO_RULE",
        message: "no derivative is known for @outside",
        file: file("records.ll"),
        line: 7,
        column: 3,
        source: {
          file: "sä.cc",
          line: 3,
          column: 10,
          function: "help",
          inlinedAt: [{ file: "sä.cc", line: 7, column: 14, function: "f" }],
        },
        function: "_Z1fPdi",
        value: "%6",
        sourceValue: "outside(x[n])",
        names: { _Z1fPdi: "f" },
        notes: [],
        reason: null,
        remedy:
          "link the module that defines @outside; or give it a derivative (__enzyme_register_gradient, __enzyme_function_like), or mark it as one without (__enzyme_inactivefn): docs/calls.md",
      },
    ]);
  });
});

describe("--json", () => {
  it.each([
    [["print", "missing.ll"], "E_INPUT", 1],
    [["grad", "--fn"], "E_USAGE", 2],
    [["verify"], "E_USAGE", 2],
  ])("answers %j", async (args, code, exit) => {
    const outcome = await tsad(...args, "--json");
    expect(outcome.code).toBe(exit);
    expect(objects(outcome.stderr)).toMatchObject([{ code, line: null, source: null }]);
  });
});

describe("several errors", () => {
  it("of different --fn come in one run, and each once", async () => {
    const names = ["f", "g", "h"].flatMap((fn) => ["--fn", fn]);
    const { stderr, code } = await tsad("grad", file("two.ll"), "-o", out, ...names);
    expect(withCodes(stderr)).toEqual(["@outside [E_NO_RULE]", "@beyond [E_NO_RULE]"]);
    expect(code).toBe(1);
    expect(existsSync(out)).toBe(false);
  });

  it("of different calls come in one run; a call that needs a refused one adds none", async () => {
    const { stderr } = await tsad("grad", file("calls.ll"), "-o", out, "--json");
    expect(objects(stderr).map((error) => error["message"])).toEqual([
      "no derivative is known for @outside",
      "no derivative is known for @beyond",
    ]);
  });

  it("end at the limit", async () => {
    const { stderr } = await tsad("grad", file("calls.ll"), "-o", out, "--error-limit", "1");
    expect(withCodes(stderr)).toEqual(["@outside [E_NO_RULE]"]);
  });

  it.each(["0", "-1", "many", ""])("a limit of '%s' is wrong usage", async (limit) => {
    const { stderr, code } = await tsad("grad", file("calls.ll"), `--error-limit=${limit}`);
    expect(stderr).toMatch(/\[E_USAGE\]/);
    expect(code).toBe(2);
  });
});
