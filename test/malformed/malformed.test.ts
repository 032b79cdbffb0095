/**
 * What the reader says about text that is wrong. The tables beside this file hold one case after the other:
 * `; --- name`, the text, `; => line:column: CODE: message`.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Module } from "../../src/ir/module.ts";
import { TsadError } from "../../src/support/errors.ts";
import { render } from "../../src/support/render.ts";

const folder = new URL(".", import.meta.url);

interface Case {
  readonly name: string;
  readonly text: string;
  readonly expected: string;
}

function casesOf(table: string): Case[] {
  const pattern = /^; --- (.*)\n([^]*?)\n; => (.*)$/gm;
  return [...table.matchAll(pattern)].map(([, name = "", text = "", expected = ""]) => {
    return { name, text, expected };
  });
}

/** The error that reading all of `text` gives. */
function errorOf(text: string): TsadError {
  try {
    Module.parse(text, { file: "m.ll" }).parseAll();
  } catch (error) {
    if (error instanceof TsadError) return error;
    throw error;
  }
  throw new Error("the text was read without an error");
}

function summary({ location, code, message }: TsadError): string {
  return `${location?.line ?? 0}:${location?.column ?? 0}: ${code}: ${message}`;
}

const tables = readdirSync(folder).filter((name) => name.endsWith(".txt"));
let count = 0;
describe.each(tables)("%s", (name) => {
  const cases = casesOf(readFileSync(new URL(name, folder), "latin1"));
  count += cases.length;
  test.each(cases)("$name", ({ text, expected }) => {
    expect(summary(errorOf(text))).toBe(expected);
  });
});

test("every case of the tables was found", () => {
  const marks = tables.map((name) => {
    return readFileSync(new URL(name, folder), "latin1").split("; --- ").length - 1;
  });
  expect(count).toBe(marks.reduce((sum, n) => sum + n, 0));
  expect(count).toBeGreaterThan(60);
});

test("a NUL byte, and a character that is no byte", () => {
  expect(summary(errorOf("@x = global i32 0\n\0"))).toBe("2:1: E_SYNTAX: the text has a NUL byte");
  expect(summary(errorOf("@x = global i32 \u20ac"))).toMatch(/^1:17: E_SYNTAX: '\u20ac' starts/);
});

test("the source line and a caret are shown, the function is named", () => {
  const text = "define double @f(double %x) {\n\t%y = fadd dobule %x, %x\n  ret double %y\n}\n";
  const shown = render(errorOf(text), text).split("\n");
  expect(shown[0]).toBe("m.ll:2:12: error: expected a type, found 'dobule' [E_SYNTAX]");
  expect(shown[1]).toBe("  \t%y = fadd dobule %x, %x");
  expect(shown[2]).toBe("  \t          ^");
  expect(shown[3]).toBe("  in function @f");
});

test("a body that is wrong has no blocks, however often it is asked for them", () => {
  const text = "define i32 @f(i32 %x) {\n  %y = add i32 %x, %x\n  ret i32 %z\n}\n";
  const fn = Module.parse(text, { file: "m.ll" }).function("f");
  for (let i = 0; i < 3; i++) {
    expect(() => fn?.blocks.length).toThrow(TsadError);
  }
  expect(fn?.args[0]?.firstUse).toBeNull();
});

test("an untouched function may be wrong", () => {
  const text = "define i32 @f() {\n  ret i32 %z\n}\ndefine i32 @g() {\n  ret i32 1\n}\n";
  const module = Module.parse(text, { file: "m.ll" });
  expect(module.function("g")?.blocks).toHaveLength(1);
  expect(module.print()).toBe(text);
});

describe("nothing grows with the input but the time in proportion", () => {
  /** Reads text that is wrong and gives its error, in at most two seconds of processor time. */
  function quickError(text: string): TsadError {
    const start = process.cpuUsage();
    const error = errorOf(text);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(2);
    return error;
  }

  test.each([
    ["types", (n: number) => `@x = global ${"[1 x ".repeat(n)}i8${"]".repeat(n)} zeroinitializer`],
    ["structs", (n: number) => `%T = type ${"{ ".repeat(n)}i8${" }".repeat(n)}`],
    ["constants", (n: number) => `@x = global i8 ${"add (i8 ".repeat(n)}1${", i8 1)".repeat(n)}`],
    [
      "aggregates",
      (n: number) => `@x = global {i8} ${"{ {i8} ".repeat(n)}{ i8 1${" }".repeat(n)} }`,
    ],
    [
      "functions",
      (n: number) => `declare void @f(void (${"void (".repeat(n)}i8${")*".repeat(n)})*)`,
    ],
  ])("%s nested 100,000 deep are refused", (_name, make) => {
    expect(quickError(make(100_000)).code).toBe("E_LIMIT");
  });

  test("what is nested 900 deep is read and printed", () => {
    const type = `${"[1 x ".repeat(900)}i8${"]".repeat(900)}`;
    const value = `${"add (i8 ".repeat(900)}1${", i8 1)".repeat(900)}`;
    const text = `@x = global ${type} zeroinitializer\n@y = global i8 ${value}\n`;
    const module = Module.parse(text, { file: "m.ll" });
    module.markAllChanged();
    expect(module.print()).toBe(text);
  });

  test("deep types of aliases are refused before they fill the memory", () => {
    const lines = Array.from({ length: 60 }, (_, i) => {
      return `%t${i + 1} = type void (%t${i}*, %t${i}*)`;
    });
    expect(quickError(`%t0 = type void (i32*)\n${lines.join("\n")}\n`).code).toBe("E_LIMIT");
  });

  test.each([
    ["a name", "a", (long: string) => `@${long} = global i32 0`],
    ["a word", "a", (long: string) => `declare void @f() ${long}`],
    ["a number", "1", (long: string) => `@x = global i32 ${long}`],
    ["a string", "a", (long: string) => `source_filename = "${long}"`],
    ["a string that is not closed", "a", (long: string) => `source_filename = "${long}`],
  ])("%s of 100 MB", (_name, character, make) => {
    const error = quickError(make(character.repeat(100_000_000)));
    expect(["E_LIMIT", "E_SYNTAX"]).toContain(error.code);
  });
});
