import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { tsad } from "./command.ts";

const directory = mkdtempSync(join(tmpdir(), "tsad-cli-"));
const file = (name: string): string => join(directory, name);
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const typedText = `define double @f(double* %p) { ; a comment
  %1 = load double, double* %p, align 8
  %2 = fmul double %1, %1
  ret double %2
}
`;
writeFileSync(file("f.ll"), typedText);

describe("tsad", () => {
  it("tells its version", async () => {
    const outcome = await tsad("--version");
    expect(outcome).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: "" });
  });

  it("teaches with examples", async () => {
    const overview = await tsad("--help");
    expect(overview.code).toBe(0);
    expect(overview.stdout).toContain("$ tsad grad f.ll -o f_grad.ll --fn f");
    const help = await tsad("grad", "--help");
    expect(help.code).toBe(0);
    for (const option of ["--fn", "--wrt", "--of", "--activity", "--name", "--header"]) {
      expect(help.stdout).toContain(option);
    }
    expect(help.stdout).toContain("dupnoneed");
  });
});

describe("tsad print", () => {
  it("writes the module anew from the graph", async () => {
    const outcome = await tsad("print", file("f.ll"), "-o", file("print.ll"));
    expect(outcome).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(readFileSync(file("print.ll"), "latin1")).toContain(`define double @f(double* %p) {
  %1 = load double, double* %p, align 8
  %2 = fmul double %1, %1
  ret double %2
}
`);
  });
});

describe("tsad grad", () => {
  it("adds a gradient, keeps the rest byte for byte, and writes a header", async () => {
    const paths = ["-o", file("grad.ll"), "--header", file("grad.h")];
    const outcome = await tsad("grad", file("f.ll"), "--fn", "@f", "--name", "df", ...paths);
    expect(outcome).toEqual({ code: 0, stdout: "", stderr: "" });
    const text = readFileSync(file("grad.ll"), "latin1");
    expect(text).toContain(typedText);
    expect(text).toMatch(/^define .*@df\(/m);
    expect(readFileSync(file("grad.h"), "utf8")).toMatch(/\bdf\(/);
  });

  it("names gradients of several functions in order", async () => {
    writeFileSync(file("two.ll"), typedText + typedText.replace("@f", "@g"));
    const names = ["--fn", "f", "--name", "a", "--fn", "g", "--name", "b"];
    const outcome = await tsad("grad", file("two.ll"), "-o", file("two_grad.ll"), ...names);
    expect(outcome.stderr).toBe("");
    const text = readFileSync(file("two_grad.ll"), "latin1");
    expect(text).toMatch(/@a\([^]*@b\(/);
  });

  it("shows a step and the times on standard error", async () => {
    const options = ["--print-after=plan", "--time"];
    const outcome = await tsad(
      "grad",
      file("f.ll"),
      "-o",
      file("grad.ll"),
      "--fn",
      "f",
      ...options,
    );
    expect(outcome.code).toBe(0);
    expect(outcome.stderr).toContain("; after plan\n");
    expect(outcome.stderr).toMatch(/differentiate +\d+\.\d ms +1 run/);
  });

  it("needs no LLVM", async () => {
    vi.stubEnv("PATH", "");
    const outcome = await tsad("grad", file("f.ll"), "-o", file("grad.ll"), "--fn", "f");
    vi.unstubAllEnvs();
    expect(outcome).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});
