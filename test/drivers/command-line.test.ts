import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  defaultOutput,
  dependencyWords,
  isSource,
  readCommandLine,
  splitWords,
  wordsOf,
} from "../../src/drivers/command-line.ts";
import { partsOf } from "../../src/drivers/link-line.ts";
import { makesCode, withoutLinker } from "../../src/drivers/rustc.ts";
import {
  backCommand,
  frontCommand,
  prepareCommand,
  type Unit,
} from "../../src/drivers/toolchain.ts";

const folder = mkdtempSync(join(tmpdir(), "tsad-line-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const read = (line: string): ReturnType<typeof readCommandLine> => readCommandLine(line.split(" "));

describe("readCommandLine", () => {
  it.each([
    ["-c f.c", "object"],
    ["-S f.c -o -", "assembly"],
    ["f.c g.o -lm", "link"],
    ["g.o", "link"],
    ["-c -emit-llvm f.c", "object"],
    ["-E f.c", "other"],
    ["-M f.c", "other"],
    ["-MM f.c", "other"],
    ["-fsyntax-only f.c", "other"],
    ["--version", "other"],
    ["-print-search-dirs", "other"],
    ["-### f.c", "other"],
    ["-c", "other"],
  ])("%s is to make: %s", (line, mode) => {
    expect(read(line).mode).toBe(mode);
  });

  it.each([
    ["-c f.c -o g.o", "g.o"],
    ["-c f.c -og.o", "g.o"],
    ["-c f.c --output=g.o", "g.o"],
    ["-o a.o -c f.c -o g.o", "g.o"],
    ["-c f.c", undefined],
  ])("the output of %s", (line, output) => {
    expect(read(line).output).toBe(output);
  });

  it("takes no argument of a flag for an input", () => {
    const line = read("-I inc -D X -include h.c -isystem s -MF d.c -Xclang a.c -T script.c -c f.c");
    expect(line.items.filter(isSource).map(({ path }) => path)).toEqual(["f.c"]);
  });

  it("takes all that follows -- for inputs", () => {
    expect(read("-c -- -f.c").items.filter(isSource)).toHaveLength(1);
  });

  it("knows sources by their ending or by -x, and nothing else", () => {
    const line = read("a.c b.cpp c.f90 d.ll e.o f.a g.s h.cu -x c i.txt -x none j.txt -lm");
    const sources = line.items.filter(isSource).map(({ path }) => path);
    expect(sources).toEqual(["a.c", "b.cpp", "c.f90", "d.ll", "i.txt"]);
  });

  it("reads response files, also in one another", () => {
    writeFileSync(join(folder, "inner"), '-DNAME=\'two words\' "-I a\\"b"\n-c');
    writeFileSync(join(folder, "outer"), `@${join(folder, "inner")} f\\ g.c`);
    const line = readCommandLine([`@${join(folder, "outer")}`, "@absent"]);
    expect(line.words).toEqual(["-DNAME=two words", '-I a"b', "-c", "f g.c", "@absent"]);
  });

  it("ends a response file that names itself", () => {
    const own = join(folder, "own");
    writeFileSync(own, `@${own}`);
    expect(readCommandLine([`@${own}`]).words).toEqual([`@${own}`]);
  });
});

it("splits words as a shell does", () => {
  expect(splitWords(` a "b c"d 'e\\f' g\\ h "" `)).toEqual(["a", "b cd", "ef", "g h", ""]);
});

it("says what makefiles are to call the output of a step", () => {
  const words = (line: string): string[] => dependencyWords(read(line).items, "out/f.o");
  expect(words("-MMD f.c")).toEqual(["-MMD", "-MF", "out/f.d", "-MQ", "out/f.o"]);
  expect(words("-MD -MFx.d -MT y f.c")).toEqual(["-MD", "-MFx.d", "-MT", "y"]);
  expect(words("-c f.c")).toEqual([]);
});

it("names an output as compilers do", () => {
  expect(defaultOutput("a/b.x.c", ".o")).toBe("b.x.o");
});

describe("steps", () => {
  const line = read(
    "-c f.c -o f.o -O2 -fsanitize=address -Iinc -DX -std=c11 -MD -lm -Wl,-s -fpic -fwhat -Wall",
  );
  const [source] = line.items.filter(isSource);
  const unit = {
    compiler: { program: "clang", family: "clang" },
    line,
    source,
    output: "f.o",
    isObject: true,
  } as Unit;

  it("gives instrumentation to the front end and to code generation, not to what tsad reads", () => {
    const flag = "-fsanitize=address";
    expect(frontCommand(unit, "x.bc")).toContain(flag);
    expect(prepareCommand(unit, "x.bc", "x.ll")).not.toContain(flag);
    expect(backCommand(unit, "x.ll")).toContain(flag);
  });

  it("gives what reads the source only to the front end, and unknown flags to all", () => {
    const steps = [prepareCommand(unit, "x.bc", "x.ll"), backCommand(unit, "x.ll")];
    for (const word of ["-Iinc", "-DX", "-std=c11", "-MD"]) {
      expect(frontCommand(unit, "x.bc")).toContain(word);
      for (const step of steps) expect(step).not.toContain(word);
    }
    for (const step of [...steps, frontCommand(unit, "x.bc")]) {
      for (const word of ["-O2", "-fpic", "-fwhat"]) expect(step).toContain(word);
      for (const word of ["-lm", "-Wl,-s"]) expect(step).not.toContain(word);
    }
  });

  it("tells apart the flags of each use", () => {
    expect(wordsOf(line.items, "link")).toEqual(["-lm", "-Wl,-s"]);
  });
});

describe("partsOf", () => {
  it("finds libraries in the folders named, and static ones where asked", () => {
    for (const name of ["libf.a", "libf.so", "libg.a"]) writeFileSync(join(folder, name), "");
    const found = (flags: string): string[] =>
      partsOf(read(`m.o -L${folder} ${flags}`).items, new Map()).flatMap((part) =>
        part.kind === "file" ? [part.path.replace(`${folder}/`, "")] : [],
      );
    expect(found("-lf -lg -lm")).toEqual(["m.o", "libf.so", "libg.a"]);
    expect(found("-Wl,-Bstatic -lf -Wl,-Bdynamic -l f")).toEqual(["m.o", "libf.a", "libf.so"]);
    expect(found("-static -l:libf.so -lf")).toEqual(["m.o", "libf.so", "libf.a"]);
  });

  it("puts objects in the place of sources and drops what only sources need", () => {
    const { items } = read("-O2 -Iinc a.c -x c b.x -lm -o prog -MD");
    const made = new Map(items.filter(isSource).map((item) => [item, `${item.path}.o`]));
    const words = partsOf(items, made).flatMap((part) => part.words);
    expect(words).toEqual(["-O2", "a.c.o", "b.x.o", "-lm", "-o", "prog"]);
  });
});

describe("rustc", () => {
  it.each([
    ["main.rs", true],
    ["--emit=dep-info,metadata,link=x lib.rs", true],
    ["--emit dep-info,metadata lib.rs", false],
    ["--emit=llvm-ir lib.rs", false],
    ["-vV", false],
    ["- --print=file-names", false],
  ])("%s makes code that is linked: %s", (words, makes) => {
    expect(makesCode(words.split(" "))).toBe(makes);
  });

  it("finds the linker that was chosen, in every spelling", () => {
    const chosen = (line: string): unknown => withoutLinker(line.split(" "));
    expect(chosen("a.rs -O")).toEqual({ rest: ["a.rs", "-O"], linker: "cc" });
    for (const flag of [
      "-Clinker=ld",
      "-C linker=ld",
      "--codegen=linker=ld",
      "--codegen linker=ld",
    ]) {
      expect(chosen(`a.rs ${flag} -O`)).toEqual({ rest: ["a.rs", "-O"], linker: "ld" });
    }
  });
});
