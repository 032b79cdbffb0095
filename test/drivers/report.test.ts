import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { StepFailed } from "../../src/drivers/process.ts";
import { Progress } from "../../src/drivers/progress.ts";
import { coloursFor, renderInBuild, teller } from "../../src/drivers/report.ts";
import { TsadError, TsadErrors } from "../../src/support/errors.ts";
import { oneFile } from "./sources.ts";
import { installed, workplace } from "./tsad.ts";

const folder = mkdtempSync(join(tmpdir(), "tsad-report-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const source = join(folder, "f.c");
writeFileSync(source, "double f(double x) {\n\treturn g(x);\n}\n");

/** An error as one of a file with debug information. */
function error(): TsadError {
  const facts = { details: { name: "g" }, function: "f", value: "%3", notes: ["as tsad reads it"] };
  const made = new TsadError("E_NO_RULE", facts);
  const places = [
    { file: source, line: 2, column: 9, function: "f" },
    { file: source, line: 1, column: 0, function: "main" },
  ];
  made.source = { places, value: "g(x)", names: new Map([["_Z1g", "g()"]]) };
  return made;
}

describe("renderInBuild", () => {
  it("has the form of clang's messages", () => {
    expect(
      renderInBuild(error(), { name: "f.c", notesOn: () => ["more"] }, false)
        .split("\n")
        .slice(0, -1),
    ).toEqual([
      `${source}:2:9: error: no derivative is known for @g [E_NO_RULE]`,
      "    2 | \treturn g(x);",
      "      | \t       ^",
      `${source}:1: note: inlined from here`,
      `${source}:2:9: note: as tsad reads it`,
      `${source}:2:9: note: value g(x) in the derivative of f`,
      `${source}:2:9: note: @_Z1g is g()`,
      `${source}:2:9: note: more`,
    ]);
  });

  it("names the file where no place is known, and shows nothing of a file that is not there", () => {
    expect(
      renderInBuild(
        new TsadError("E_NO_RULE", { details: { name: "g" } }),
        { name: "prog" },
        false,
      ),
    ).toMatch(
      /^prog: error: no derivative is known for @g \[E_NO_RULE\]\nprog: note: link the module/,
    );
    const lost = error();
    lost.source = {
      places: [{ file: "absent.c", line: 1, column: 1, function: "f" }],
      names: new Map(),
    };
    expect(renderInBuild(lost, { name: "f.c" }, false)).not.toContain(" | ");
  });

  it("has colours where asked, and no control characters of the input", () => {
    expect(renderInBuild(error(), { name: "f.c" }, true)).toContain("\x1b[0;1;31merror: \x1b[0m");
    const odd = new TsadError("E_NO_RULE", { details: { name: "a\x1b[2Jb" } });
    expect(renderInBuild(odd, { name: "f.c" }, false)).toContain("@a·[2Jb");
  });
});

it("colours are for terminals, and not where NO_COLOR is set", () => {
  vi.stubEnv("NO_COLOR", "");
  expect(coloursFor({ isTTY: true })).toBe(true);
  expect(coloursFor({})).toBe(false);
  vi.stubEnv("NO_COLOR", "1");
  expect(coloursFor({ isTTY: true })).toBe(false);
});

describe("teller", () => {
  const told = async (thrown: Error): Promise<{ code: number; messages: string[] }> => {
    const messages: string[] = [];
    const tell = teller((message) => messages.push(message));
    const code = await tell({ name: "f.c" }, () => Promise.reject(thrown));
    return { code, messages };
  };

  it("tells each problem once", async () => {
    const { code, messages } = await told(
      new TsadErrors([error(), error(), new TsadError("E_USAGE", { reason: "x" })]),
    );
    expect(code).toBe(2);
    expect(messages).toHaveLength(2);
  });

  it("hands on the exit code of a compiler, which has spoken already", async () => {
    expect(await told(new StepFailed(3))).toEqual({ code: 3, messages: [] });
  });

  it("does not take a defect for an error of the user", async () => {
    await expect(told(new TypeError("a defect"))).rejects.toThrow("a defect");
  });
});

describe("Progress", () => {
  const shown = (isTTY: boolean, times: readonly number[]): string => {
    const left = [...times];
    let text = "";
    const terminal = { isTTY, write: (part: string) => (text += part) };
    const progress = new Progress("f.c", terminal, () => left.shift() ?? 0);
    expect(progress.step("plan", () => 1)).toBe(1);
    expect(progress.step("forward", () => 2)).toBe(2);
    progress.end();
    return text;
  };

  it("shows on a terminal what a long step is at, and takes it away", () => {
    expect(shown(true, [0, 1900, 3100])).toBe("\r\x1b[Ktsad: f.c: forward (3 s)\r\x1b[K");
  });

  it("shows nothing of short steps, and nothing in a pipe", () => {
    expect(shown(true, [0, 100, 1999])).toBe("");
    expect(shown(false, [0, 5000, 9000])).toBe("");
  });
});

const place = workplace();
const clangs = await installed("clang-22");

describe.each(clangs)("%s", (clang) => {
  const refused = oneFile.replace("return x * sin(x);", "volatile double y = x;\n  return y * y;");
  const cc = ["tsad", "cc", `--with=${clang}`, "-O2", "-c"];

  it.each(["", "-g"])("a place in the source, compiled with %j", async (flag) => {
    const cwd = place.project({ "f.c": refused });
    const result = await place.run(cwd, [...cc, ...(flag === "" ? [] : [flag]), "f.c"]);
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(
      /^f\.c:\d+:\d+: error: [^\n]*\[E_VOLATILE\]\n +\d+ \| [^\n]*\n +\| +\^\nf\.c:\d+:\d+: note: /,
    );
    expect(result.stderr.match(/error:/g)).toHaveLength(1);
  });

  it("every source is told of, and no object is left of one that is refused", async () => {
    const cwd = place.project({ "f.c": refused, "g.c": refused, "h.c": oneFile });
    const result = await place.run(cwd, [...cc, "f.c", "g.c", "h.c"]);
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/^f\.c:\d[^]*^g\.c:\d/m);
    const left = await place.run(cwd, ["sh", "-c", "ls *.o"]);
    expect(left.stdout).toBe("h.o");
  });

  it.each([
    [
      ["cc", "--with=no-such-clang", "-c", "f.c"],
      /^f\.c: error: there is no program no-such-clang \[E_COMPILER\]/,
    ],
    [["launch"], /tsad: error: launch needs a command \[E_USAGE\]/],
    [
      ["launch", "gcc", "-c", "f.c"],
      /tsad: error: f\.c asks for derivatives, and gcc makes no LLVM IR \[E_COMPILER\]/,
    ],
  ])("%j is refused", async (words, message) => {
    const cwd = place.project({ "f.c": oneFile });
    const result = await place.run(cwd, ["tsad", ...words]);
    expect(result.code).not.toBe(0);
    expect(result.stderr).toMatch(message);
  });

  it("a compiler that makes no IR compiles what asks for nothing", async () => {
    const cwd = place.project({ "f.c": "int main(void) { return 0; }\n" });
    const done = { code: 0, stdout: "", stderr: "" };
    expect(await place.run(cwd, ["tsad", "launch", "gcc", "f.c", "-o", "p"])).toEqual(done);
    expect(await place.run(cwd, ["./p"])).toEqual(done);
  });

  it("the compiler of the environment", async () => {
    const cwd = place.project({ "f.c": "int main(void) { return 0; }\n" });
    const version = await place.run(cwd, [clang, "--version"]);
    expect(await place.run(cwd, ["tsad", "cc", "--version"], { TSAD_CC: clang })).toEqual(version);
  });
});
