import { describe, expect, it } from "vitest";
import { errorTable, TsadError } from "../../src/support/errors.ts";
import { render } from "../../src/support/render.ts";

const location = { file: "f.ll", line: 2, column: 4 };

describe("TsadError", () => {
  it("fills the places of its row and leaves none as a brace", () => {
    const error = new TsadError("E_NO_RULE", { details: { name: "frobnicate" } });
    expect(error.message).toBe("no derivative is known for @frobnicate");
    expect(error.exitCode).toBe(1);
    expect(new TsadError("E_USAGE", { reason: "no input" }).exitCode).toBe(2);
  });

  it("prefers a remedy that the caller knows", () => {
    expect(new TsadError("E_SYNTAX", { reason: "x", remedy: "close the brace" }).remedy).toBe(
      "close the brace",
    );
  });

  it("has a sentence and a remedy for every code", () => {
    for (const [code, row] of Object.entries(errorTable)) {
      expect(code).toMatch(/^E_[A-Z_]+$/);
      expect(row.sentence).not.toBe("");
      expect(row.remedy).not.toMatch(/\.$/);
    }
  });
});

describe("render", () => {
  const error = new TsadError("E_SYNTAX", {
    location,
    reason: "expected a type, found 'dobule'",
    function: "f",
    value: "%x",
    remedy: "write double",
  });

  it("shows place, sentence, code, line, caret, function, value and remedy", () => {
    expect(render(error, "line one\n\t  dobule %x\nline three")).toBe(
      [
        "f.ll:2:4: error: expected a type, found 'dobule' [E_SYNTAX]",
        "  \t  dobule %x",
        "  \t  ^",
        "  in function @f, value %x",
        "  help: write double",
      ].join("\n"),
    );
  });

  it("does without the source, and with a line that is not there", () => {
    expect(render(error).split("\n")).toHaveLength(3);
    expect(render(error, "one line only").split("\n")).toHaveLength(3);
  });

  it("cuts a long line around the caret", () => {
    const far = new TsadError("E_SYNTAX", {
      location: { file: "f.ll", line: 1, column: 5001 },
      reason: "r",
    });
    const [, line = "", caret = ""] = render(far, `${"a".repeat(5000)}!${"b".repeat(5000)}`).split(
      "\n",
    );
    expect(line.length).toBe(162);
    expect(line[caret.indexOf("^")]).toBe("!");
  });

  it("sends no control character of the input to the terminal", () => {
    const hostile = new TsadError("E_INPUT", {
      details: { file: "a\u001b[31m", reason: "b\u0000" },
    });
    expect(render(hostile, "")).not.toMatch(/[^\P{Cc}\n]/u);
    expect(render(error, "\n\u001b[2Jx")).not.toMatch(/[^\P{Cc}\n\t]/u);
  });
});
