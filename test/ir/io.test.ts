import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { bitcodeVersion, isBitcode } from "../../src/ir/bitcode.ts";
import { readInput, writeOutput, writeOutputs } from "../../src/ir/io.ts";
import { findTools } from "../../src/ir/tools.ts";

const directory = mkdtempSync(join(tmpdir(), "tsad-io-"));
const file = (name: string): string => join(directory, name);
afterAll(() => {
  rmSync(directory, { recursive: true });
});

describe("readInput", () => {
  it("keeps every byte", async () => {
    writeFileSync(file("bytes.ll"), Buffer.from([0x3b, 0xff, 0x80, 0x0a]));
    expect((await readInput(file("bytes.ll"))).text).toBe(";\xff\x80\n");
  });

  it("refuses objects, archives and UTF-16 by name", async () => {
    for (const [start, said] of [
      ["\x7fELF\x02", "ELF object"],
      ["!<arch>\n", "archive"],
      ["\xff\xfed\0", "UTF-16"],
    ] as const) {
      writeFileSync(file("foreign"), Buffer.from(start, "latin1"));
      await expect(readInput(file("foreign"))).rejects.toThrow(said);
    }
  });
});

describe("writeOutputs", () => {
  it("replaces a file whole and leaves nothing beside it", () => {
    writeFileSync(file("out.ll"), "old");
    writeOutput(file("out.ll"), "new \xe9");
    expect(readFileSync(file("out.ll"), "latin1")).toBe("new \xe9");
    expect(readdirSync(directory).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("writes none of two files when one cannot be written", () => {
    mkdirSync(file("folder"));
    const outputs = [
      { path: file("first.ll"), text: "1" },
      { path: file("folder"), text: "2" },
    ];
    expect(() => {
      writeOutputs(outputs);
    }).toThrow("it is a directory");
    expect(readdirSync(directory)).not.toContain("first.ll");
    expect(readdirSync(directory).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("keeps a link and replaces what it leads to", () => {
    writeFileSync(file("target.ll"), "old");
    symlinkSync(file("target.ll"), file("link.ll"));
    writeOutput(file("link.ll"), "new");
    expect(readFileSync(file("target.ll"), "latin1")).toBe("new");
  });

  it("names the reason when there is no such directory", () => {
    expect(() => {
      writeOutput(file("no/such/out.ll"), "");
    }).toThrow("no such file or directory");
    expect(() => {
      writeOutput("", "");
    }).toThrow("path is empty");
  });
});

const assemblers = findTools("llvm-as").filter(({ version }) => version !== null);

describe.runIf(assemblers.length > 0)("bitcode", () => {
  it.each(assemblers)("of $path is known by its version", async ({ path, version }) => {
    const bytes = execFileSync(path, ["-o", "-"], { input: "define void @f() {\n  ret void\n}\n" });
    expect(isBitcode(bytes)).toBe(true);
    expect(bitcodeVersion(bytes)).toBe(version);
    writeFileSync(file("f.bc"), bytes);
    expect((await readInput(file("f.bc"))).text).toContain("define void @f()");
    for (const length of [4, 20, 40, bytes.length - 4]) {
      writeFileSync(file("cut.bc"), bytes.subarray(0, length));
      await expect(readInput(file("cut.bc"))).rejects.toThrow("is bitcode: llvm-dis");
    }
  });

  it("inside a wrapper is found", () => {
    const bytes = execFileSync(assemblers[0]?.path ?? "", ["-o", "-"], { input: "\n" });
    const wrapper = Buffer.alloc(20);
    [0x0b17c0de, 0, 20, bytes.length, 7].forEach((word, i) => wrapper.writeUInt32LE(word, 4 * i));
    const wrapped = Buffer.concat([wrapper, bytes]);
    expect(isBitcode(wrapped)).toBe(true);
    expect(bitcodeVersion(wrapped)).toBe(assemblers[0]?.version);
  });
});
