import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { expected, fortran, hidden, oneFile, rust } from "./sources.ts";
import { installed, workplace } from "./tsad.ts";

const place = workplace();
const clangs = await installed("clang-14", "clang-22");
const flangs = await installed("flang-22");
const rustcs = await installed("rustc");
const levels = ["-O0", "-O1", "-O3", "-O2 -g"];
const done = { code: 0, stdout: "", stderr: "" };
const printed = { code: 0, stdout: expected, stderr: "" };

it("finds a clang", () => {
  expect(clangs).not.toEqual([]);
});

describe.each(clangs)("%s", (clang) => {
  const cc = ["tsad", "cc", `--with=${clang}`];
  const cxx = ["tsad", "c++", `--with=${clang.replace("clang", "clang++")}`];

  it.each(levels)("one file to a program at %s", async (level) => {
    const cwd = place.project({ "main.c": oneFile });
    expect(await place.run(cwd, [...cc, ...level.split(" "), "main.c", "-lm", "-o", "p"])).toEqual(
      done,
    );
    expect(await place.run(cwd, ["./p"])).toEqual(printed);
    expect(readdirSync(cwd).sort()).toEqual(["main.c", "p"]);
  });

  it.each(["-O1", "-O2"])("a call that a macro in a header makes, in C++ at %s", async (level) => {
    const cwd = place.project(hidden);
    expect(await place.run(cwd, [...cxx, level, "-c", "main.cpp"])).toEqual(done);
    expect(await place.run(cwd, [...cxx, "main.o", "-o", "p"])).toEqual(done);
    expect(await place.run(cwd, ["./p"])).toEqual(printed);
  });

  it("flags that go to single steps", async () => {
    const cwd = place.project({ "main.c": `#include "x.h"\n${oneFile}` });
    mkdirSync(join(cwd, "inc"));
    writeFileSync(join(cwd, "inc", "x.h"), '_Static_assert(N == 3, "");\n');
    const source = ["-Iinc", "-DN=3", "-std=c11", "-Wall", "-Werror", "-include", "stddef.h"];
    const code = ["-O2", "-fPIC", "-ffunction-sections", "-march=x86-64", "-g", "-fopenmp-simd"];
    const dependencies = ["-MMD", "-MP"];
    const words = [...source, ...code, ...dependencies, "-c", "main.c", "-o", "out.o"];
    expect(await place.run(cwd, [...cc, ...words])).toEqual(done);
    const list = readFileSync(join(cwd, "out.d"), "utf8");
    expect(list).toMatch(/^out\.o: main\.c inc\/x\.h\n/);
    expect(await place.run(cwd, [...cc, "out.o", "-lm", "-Wl,--gc-sections", "-o", "p"])).toEqual(
      done,
    );
    expect(await place.run(cwd, ["./p"])).toEqual(printed);
  });

  it("a response file, several sources, and a language by -x", async () => {
    const other = "int other(void) { return 0; }\n";
    const cwd = place.project({
      "main.c": oneFile,
      "other.txt": other,
      args: "-O2 main.c -o p -lm\n",
    });
    expect(await place.run(cwd, [...cc, "@args", "-x", "c", "other.txt"])).toEqual(done);
    expect(await place.run(cwd, ["./p"])).toEqual(printed);
    expect(await place.run(cwd, [...cc, "-c", "main.c", "-x", "c", "other.txt"])).toEqual(done);
    expect(readdirSync(cwd)).toEqual(expect.arrayContaining(["main.o", "other.o"]));
  });

  it("assembly, IR, preprocessed text and standard input", async () => {
    const cwd = place.project({ "main.c": oneFile });
    expect(await place.run(cwd, [...cc, "-O1", "-S", "main.c"])).toEqual(done);
    expect(readFileSync(join(cwd, "main.s"), "utf8")).not.toContain("__enzyme");
    expect(await place.run(cwd, [...cc, "-O1", "-S", "-emit-llvm", "main.c"])).toEqual(done);
    expect(await place.run(cwd, [clang, "main.ll", "-lm", "-o", "p"])).toEqual(done);
    expect(await place.run(cwd, ["./p"])).toEqual(printed);
    const plain = await place.run(cwd, [clang, "-E", "-P", "main.c"]);
    expect(await place.run(cwd, [...cc, "-E", "-P", "main.c"])).toEqual(plain);
    const piped = `${cc.join(" ")} -O1 -x c -c - -o q.o < main.c && ${cc.join(" ")} q.o -lm -o q && ./q`;
    expect(await place.run(cwd, ["sh", "-c", piped])).toEqual(printed);
  });

  it("a shared library, OpenMP and AddressSanitizer", async () => {
    const lib = oneFile.replace("int main(void)", "int shown(void)");
    const main = "int shown(void);\nint main(void) { return shown(); }\n";
    const cwd = place.project({ "lib.c": lib, "main.c": main, "whole.c": oneFile });
    const shared = ["-O2", "-fPIC", "-shared", "lib.c", "-lm", "-o", "libl.so"];
    expect(await place.run(cwd, [...cc, ...shared])).toEqual(done);
    expect(
      await place.run(cwd, [...cc, "main.c", "-L.", "-ll", "-Wl,-rpath,$ORIGIN", "-o", "p"]),
    ).toEqual(done);
    expect(await place.run(cwd, ["./p"])).toEqual(printed);
    const checked = ["-O1", "-g", "-fsanitize=address", "whole.c", "-lm", "-o", "q"];
    expect(await place.run(cwd, [...cc, ...checked])).toEqual(done);
    expect(await place.run(cwd, ["./q"])).toEqual(printed);
  });

  it("the compiler's own words and exit code where the source is wrong", async () => {
    const wrong = `${oneFile}int g(void) { return missing; }\n`;
    const cwd = place.project({
      "wrong.c": wrong,
      "warned.c": `${oneFile}int g(void) { int u; return 0; }`,
    });
    for (const words of [
      ["-c", "wrong.c"],
      ["-Wall", "-c", "warned.c"],
      ["-c", "absent.c"],
      ["-no-such"],
    ]) {
      const alone = await place.run(cwd, [clang, ...words]);
      expect(await place.run(cwd, [...cc, ...words])).toEqual(alone);
      expect(alone.stderr).not.toBe("");
    }
    expect(existsSync(join(cwd, "wrong.o"))).toBe(false);
  });

  it("says it of a hidden call once", async () => {
    const files = {
      ...hidden,
      "main.cpp": `${hidden["main.cpp"]}int g() { int unused; return 0; }\n`,
    };
    const cwd = place.project(files);
    const words = ["-O1", "-Wall", "-c", "main.cpp"];
    const alone = await place.run(cwd, [clang.replace("clang", "clang++"), ...words]);
    expect(await place.run(cwd, [...cxx, ...words])).toEqual(alone);
    expect(alone.stderr).toContain("unused");
  });

  it("keeps temporary files where asked, and no others", async () => {
    const cwd = place.project({ "main.c": oneFile });
    const temporary = join(cwd, "tmp");
    mkdirSync(temporary);
    const env = { TMPDIR: temporary };
    expect(await place.run(cwd, [...cc, "-c", "main.c", "-o", "f.o"], env)).toEqual(done);
    expect(readdirSync(temporary)).toEqual([]);
    expect(await place.run(cwd, [...cc, "-c", "main.c", "-o", "f.o", "--save-temps"], env)).toEqual(
      done,
    );
    expect(readdirSync(join(cwd, "f.o.tsad")).sort()).toEqual(["front.bc", "in.ll", "out.ll"]);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe.each(flangs)("%s", (flang) => {
  const fc = ["tsad", "fc", `--with=${flang}`];

  it.each(["-O0", "-O1", "-O2", "-O3"])("a program at %s", async (level) => {
    const cwd = place.project({ "main.f90": fortran });
    expect(await place.run(cwd, [...fc, level, "main.f90", "-o", "p"])).toEqual(done);
    expect(await place.run(cwd, ["./p"])).toEqual(printed);
  });

  it("modules, and an object at a time", async () => {
    const model =
      "module model\ncontains\nsubroutine f(x, y)\n real(8) :: x, y\n y = x * sin(x)\nend subroutine\nend module\n";
    const main = fortran
      .replace(/subroutine f[^]*?end subroutine\n/, "")
      .replace("external :: f", "use model");
    const cwd = place.project({
      "model.f90": model,
      "main.f90": main.replace("program main\n  use model", "program main\n  use model"),
    });
    mkdirSync(join(cwd, "mod"));
    for (const [name, ...more] of [
      ["model", "-module-dir", "mod"],
      ["main", "-Imod"],
    ] as const) {
      const words = [...fc, "-O2", ...more, "-c", `${name}.f90`, "-o", `${name}.o`];
      expect(await place.run(cwd, words)).toEqual(done);
    }
    expect(await place.run(cwd, [...fc, "main.o", "model.o", "-o", "p"])).toEqual(done);
    expect(await place.run(cwd, ["./p"])).toEqual(printed);
  });
});

describe.each(rustcs)("%s", () => {
  it.each(["0", "1", "2", "3"])("two crates at level %s", async (level) => {
    const cwd = place.project(rust);
    const rustc = ["tsad", "rustc", "-C", `opt-level=${level}`];
    expect(await place.run(cwd, [...rustc, "--crate-type", "rlib", "model.rs"])).toEqual(done);
    expect(await place.run(cwd, [...rustc, "main.rs", "--extern", "model=libmodel.rlib"])).toEqual(
      done,
    );
    expect(await place.run(cwd, ["./main"])).toEqual(printed);
  });

  it("the compiler's own words where it is asked something or the source is wrong", async () => {
    const cwd = place.project({ "wrong.rs": "fn main() { missing(); }\n" });
    for (const words of [["-vV"], ["--print", "sysroot"], ["wrong.rs"]]) {
      expect(await place.run(cwd, ["tsad", "rustc", ...words])).toEqual(
        await place.run(cwd, ["rustc", ...words]),
      );
    }
  });
});
