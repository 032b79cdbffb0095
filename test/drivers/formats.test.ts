import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { archiveOf, isArchive, membersOf } from "../../src/drivers/archive.ts";
import { bitcodeParts } from "../../src/drivers/bitcode-parts.ts";
import { carriersIn, finishObject, ownSections } from "../../src/drivers/carriers.ts";
import { sectionsOf, symbolsOf } from "../../src/drivers/elf.ts";
import { fileMayAsk, mayAsk } from "../../src/drivers/markers.ts";
import { installed } from "./tsad.ts";

/** Objects and libraries, as compilers and binutils write them. */

const folder = mkdtempSync(join(tmpdir(), "tsad-formats-"));
const file = (name: string): string => join(folder, name);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const clangs = await installed("clang-14", "clang-22");

/** An object of one file in C, with its IR, as clang leaves it. */
async function object(clang: string, name: string, text: string): Promise<string> {
  writeFileSync(file(`${name}.c`), text);
  const words = ["-O1", "-Xclang", "-fembed-bitcode=all", "-c", file(`${name}.c`)];
  await execa(clang, [...words, "-o", file(`${name}.o`)]);
  return file(`${name}.o`);
}

describe.each(clangs)("objects of %s", (clang) => {
  it("define and need what they should", async () => {
    const text =
      "extern int n;\nstatic int own;\nint f(int);\nint g(void) { return f(n) + own++; }\n";
    const { defined, undefined: needed } = symbolsOf(
      sectionsOf(readFileSync(await object(clang, "g", text))),
    );
    expect([...defined]).toEqual(["g"]);
    expect([...needed].sort()).toEqual(["f", "n"]);
  });

  it("keep their IR under names of ours, through a link that puts two together", async () => {
    const paths = [
      await object(clang, "a", "int a(void) { return 1; }\n"),
      await object(clang, "b", "int b(void) { return 2; }\n"),
    ];
    paths.forEach(finishObject);
    const names = sectionsOf(readFileSync(file("a.o"))).map(({ name }) => name);
    expect(names).not.toContain(".llvmbc");
    expect(ownSections.filter((name) => names.includes(name))).toEqual([".tsadbc", ".tsadcmd"]);
    await execa("ld", ["-r", ...paths, "-o", file("ab.o")]);
    const [both] = carriersIn(file("ab.o"));
    expect(both?.modules).toHaveLength(2);
    expect(both?.isReserve).toBe(false);
    expect(both?.words).toContain("-O1");
    both?.modules.forEach((module, i) => {
      expect(module.equals(carriersIn(paths[i] ?? "")[0]?.modules[0] ?? Buffer.alloc(0))).toBe(
        true,
      );
    });
  });

  it("are reserve while the sections have LLVM's names", async () => {
    const [carrier] = carriersIn(await object(clang, "r", "int r(void) { return 1; }\n"));
    expect(carrier?.isReserve).toBe(true);
  });

  it("are damaged when they are cut short", async () => {
    const bytes = readFileSync(await object(clang, "cut", "int r(void) { return 1; }\n"));
    writeFileSync(file("cut.o"), bytes.subarray(0, bytes.length - 100));
    expect(() => carriersIn(file("cut.o"))).toThrow("cut.o is damaged");
  });
});

describe("static libraries", () => {
  const names = fc.stringMatching(/^[a-z._ ]{0,30}[a-z]$/);
  const member = fc.record({
    name: names,
    bytes: fc.uint8Array({ maxLength: 50 }).map((b) => Buffer.from(b)),
  });

  it("are read as they are written", () => {
    fc.assert(
      fc.property(fc.array(member), (members) => {
        const bytes = archiveOf(members);
        expect(isArchive(bytes)).toBe(true);
        expect(membersOf(bytes)).toEqual(members);
      }),
    );
  });

  it("are read by ar, and read as ar writes them", async () => {
    const members = ["short.txt", "a_name_of_more_than_fifteen_characters.txt"].map((name) => ({
      name,
      bytes: Buffer.from(`text of ${name}\n`),
    }));
    for (const { name, bytes } of members) writeFileSync(file(name), bytes);
    await execa("ar", ["rcs", "theirs.a", ...members.map(({ name }) => name)], { cwd: folder });
    expect(membersOf(readFileSync(file("theirs.a")))).toEqual(members);
    writeFileSync(file("ours.a"), archiveOf(members));
    const { stdout } = await execa("ar", ["t", "ours.a"], { cwd: folder });
    expect(stdout.split("\n")).toEqual(members.map(({ name }) => name));
    const long = await execa("ar", ["p", "ours.a", members[1]?.name ?? ""], { cwd: folder });
    expect(`${long.stdout}\n`).toBe(members[1]?.bytes.toString());
  });

  it("are damaged when they are cut short", () => {
    const bytes = archiveOf([{ name: "a", bytes: Buffer.from("text") }]);
    expect(() => membersOf(bytes.subarray(0, bytes.length - 2))).toThrow(RangeError);
  });
});

it("bitcode that is none has no parts", () => {
  expect(bitcodeParts(Buffer.from("no bitcode"))).toEqual([]);
});

it("names are found in any bytes, and no file is told from one that asks for nothing", () => {
  expect(mayAsk(Buffer.from("\0_Z17__enzyme_autodiffPv\0"))).toBe(true);
  expect(mayAsk(Buffer.from("__tsad_autodiff"))).toBe(true);
  expect(mayAsk(Buffer.from("enzyme_const"))).toBe(false);
  expect(fileMayAsk(folder)).toBeNull();
  expect(fileMayAsk(file("absent"))).toBeNull();
});
