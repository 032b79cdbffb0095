import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { carriersIn, ownSections } from "../../src/drivers/carriers.ts";
import { expected, fortran, pointers, rust, threeFiles } from "./sources.ts";
import { installed, workplace } from "./tsad.ts";

const place = workplace();
const clangs = await installed("clang-14", "clang-22");
const flangs = await installed("flang-22");
const rustcs = await installed("rustc");
const done = { code: 0, stdout: "", stderr: "" };
const printed = { code: 0, stdout: expected, stderr: "" };

/** A folder with an object of each of the three files. */
async function objects(clang: string, ...flags: readonly string[]): Promise<string> {
  const cwd = place.project(threeFiles);
  for (const name of Object.keys(threeFiles)) {
    const words = ["tsad", "cc", `--with=${clang}`, ...flags, "-c", name];
    expect(await place.run(cwd, words)).toEqual(done);
  }
  return cwd;
}

describe.each(clangs)("%s", (clang) => {
  const cc = ["tsad", "cc", `--with=${clang}`];
  const link = async (cwd: string, ...words: readonly string[]): Promise<void> => {
    expect(await place.run(cwd, [...cc, ...words, "-lm", "-o", "p"])).toEqual(done);
    expect(await place.run(cwd, ["./p"], { LD_LIBRARY_PATH: "." })).toEqual(printed);
  };

  it.each(["-O0", "-O1", "-O3"])("three objects at %s", async (level) => {
    const cwd = await objects(clang, level);
    await link(cwd, "main.o", "f.o", "h.o", "other.o");
    await link(cwd, "other.o", "h.o", "f.o", "main.o");
  });

  it.each(["-O0", "-O2"])("functions that only pointers lead to, at %s", async (level) => {
    const cwd = place.project(pointers);
    const cxx = ["tsad", "c++", `--with=${clang.replace("clang", "clang++")}`];
    for (const name of ["main", "line"]) {
      expect(await place.run(cwd, [...cxx, level, "-c", `${name}.cpp`])).toEqual(done);
    }
    expect(await place.run(cwd, ["ar", "rcs", "libline.a", "line.o"])).toEqual(done);
    for (const rest of ["line.o", "libline.a"]) {
      expect(await place.run(cwd, [...cxx, "main.o", rest, "-o", "p"])).toEqual(done);
      expect(await place.run(cwd, ["./p"])).toEqual(printed);
    }
  });

  it("leaves no IR in the program, and only the IR that is needed goes through tsad", async () => {
    const cwd = await objects(clang, "-O2");
    await link(cwd, "--save-temps", "main.o", "f.o", "h.o", "other.o");
    const text = readFileSync(join(cwd, "p.tsad", "in.ll"), "latin1");
    expect(text).toMatch(/^define .*@h\(/m);
    expect(text).not.toContain("@other");
    expect(carriersIn(join(cwd, "p")).flatMap(({ modules }) => modules)).toEqual([]);
    expect(carriersIn(join(cwd, "f.o"))[0]?.modules).toHaveLength(1);
    const listed = await place.run(cwd, ["readelf", "-S", "p"]);
    for (const name of ownSections) expect(listed.stdout).not.toContain(name);
  });

  it("static libraries, also whole ones and with long names", async () => {
    const cwd = await objects(clang, "-O2");
    const long = "a_name_that_is_longer_than_the_header_of_a_member_has_room.o";
    cpSync(join(cwd, "h.o"), join(cwd, long));
    expect(await place.run(cwd, ["ar", "rcs", "libf.a", "f.o", long, "other.o"])).toEqual(done);
    await link(cwd, "main.o", "libf.a");
    await link(cwd, "main.o", "-L.", "-lf");
    await link(cwd, "main.o", "-Wl,--whole-archive", "libf.a", "-Wl,--no-whole-archive");
    expect(await place.run(cwd, ["ar", "rcs", "libm.a", "main.o"])).toEqual(done);
    await link(cwd, "libm.a", "libf.a");
  });

  it("objects that were linked to one before", async () => {
    const cwd = await objects(clang, "-O2");
    expect(await place.run(cwd, [...cc, "-r", "f.o", "h.o", "-o", "fh.o"])).toEqual(done);
    await link(cwd, "main.o", "fh.o");
  });

  it("shared libraries, whose variables there is one of", async () => {
    const cwd = await objects(clang, "-O2", "-fPIC");
    expect(await place.run(cwd, [...cc, "-shared", "h.o", "-lm", "-o", "libh.so"])).toEqual(done);
    await link(cwd, "main.o", "f.o", "-L.", "-lh");
    expect(await place.run(cwd, [...cc, "-shared", "f.o", "h.o", "-lm", "-o", "libf.so"])).toEqual(
      done,
    );
    await link(cwd, "main.o", "libf.so");
    const counting =
      '#include <stdio.h>\nextern int calls;\n__attribute__((destructor)) static void tell(void) { printf("%d", calls); }\n';
    writeFileSync(join(cwd, "tell.c"), counting);
    expect(await place.run(cwd, [...cc, "main.o", "tell.c", "libf.so", "-lm", "-o", "q"])).toEqual(
      done,
    );
    const counted = await place.run(cwd, ["./q"], { LD_LIBRARY_PATH: "." });
    expect(counted).toEqual({ ...printed, stdout: `${expected}\n1` });
  });

  it("refuses copies of a library's own variables", async () => {
    const cwd = await objects(clang, "-O2", "-fPIC");
    writeFileSync(join(cwd, "f.c"), threeFiles["f.c"].replace("int calls", "static int calls"));
    const shared = ["-shared", "-O2", "-fPIC", "f.c", "h.o", "-lm", "-o", "libf.so"];
    writeFileSync(
      join(cwd, "f.c"),
      `${readFileSync(join(cwd, "f.c"), "utf8")}int told(void) { return calls; }\n`,
    );
    expect(await place.run(cwd, [...cc, ...shared])).toEqual(done);
    const refused = await place.run(cwd, [...cc, "main.o", "libf.so", "-lm", "-o", "p"]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      /^p: error: .*libf\.so, which keeps a variable of its own, @calls, .*\[E_LINK\]\n.*static/,
    );
  });

  it("a body that is nowhere, or without IR, is an error that says so, and no program", async () => {
    const cwd = await objects(clang, "-O2");
    const nowhere = await place.run(cwd, [...cc, "main.o", "f.o", "-lm", "-o", "p"]);
    expect(nowhere.code).toBe(1);
    expect(nowhere.stderr).toContain("p: error: no derivative is known for @h [E_NO_RULE]\n");
    expect(nowhere.stderr).toContain(
      "p: note: no object or library on this command line defines h\n",
    );
    expect(await place.run(cwd, [clang, "-O2", "-c", "h.c"])).toEqual(done);
    const without = await place.run(cwd, [...cc, "main.o", "f.o", "h.o", "-lm", "-o", "p"]);
    expect(without.code).toBe(1);
    expect(without.stderr).toContain(
      "p: note: h.o defines h, but carries no IR of it: compile it with tsad as well\n",
    );
    expect(await place.run(cwd, [clang, "-O2", "-c", "main.c"])).toEqual(done);
    const asker = await place.run(cwd, [...cc, "main.o", "f.o", "h.o", "-lm", "-o", "p"]);
    expect(asker.code).toBe(1);
    expect(asker.stderr).toMatch(
      /^p: error: main\.o asks for derivatives, and carries no IR.*\[E_LINK\]/,
    );
    expect(existsSync(join(cwd, "p"))).toBe(false);
  });

  it("a registration in another file", async () => {
    const files = {
      "main.c": threeFiles["main.c"],
      "f.c": "double f(double x);\n",
      "own.c": `#include <math.h>
double f(double x) { return x * sin(x); }
double f_augmented(double x, double *tape) { *tape = x; return f(x); }
static double augmented(double x) { return f(x); }
double f_like(double x) { return x; }
void *__enzyme_function_like_h[2] = {(void *)f_like, "sin"};
double unused(void) { return augmented(1); }
`,
    };
    const cwd = place.project({
      ...files,
      "f.c": "double f_like(double);\ndouble f(double x) { return x * f_like(x); }\n",
      "own.c": `#include <math.h>\n__attribute__((noinline)) double f_like(double x) { return sin(x); }\nvoid *__enzyme_function_like_h[2] = {(void *)f_like, "sin"};\n`,
    });
    for (const name of ["main", "f", "own"]) {
      expect(await place.run(cwd, [...cc, "-O2", "-c", `${name}.c`])).toEqual(done);
    }
    await link(cwd, "main.o", "f.o", "own.o");
  });

  it("a cache, by content, also for many at a time", async () => {
    const cwd = await objects(clang, "-O2");
    const cache = join(cwd, "cache");
    const env = { TSAD_CACHE: cache };
    const words = [...cc, "main.o", "f.o", "h.o", "-lm"];
    const runs = [1, 2, 3].map((i) => place.run(cwd, [...words, "-o", `p${i}`], env));
    expect(await Promise.all(runs)).toEqual([done, done, done]);
    expect(readdirSync(cache, { recursive: true }).filter((name) => name.length > 3)).toHaveLength(
      1,
    );
    const [entry = ""] = readdirSync(cache, { recursive: true, encoding: "utf8" }).filter(
      (name) => name.length > 3,
    );
    // What is taken is what is there: a program of another unit shows that nothing was made.
    const known = join(cache, entry);
    const before = readFileSync(known);
    writeFileSync(known, "no object");
    expect((await place.run(cwd, [...words, "-o", "p"], env)).code).not.toBe(0);
    writeFileSync(known, before);
    expect(await place.run(cwd, [...words, "-o", "p"], env)).toEqual(done);
    expect(await place.run(cwd, ["./p"])).toEqual(printed);
    writeFileSync(join(cwd, "h.c"), "double h(double x) { return 3 * x; }\n");
    expect(await place.run(cwd, [...cc, "-O2", "-c", "h.c"], env)).toEqual(done);
    expect(await place.run(cwd, [...words, "-o", "p"], env)).toEqual(done);
    expect((await place.run(cwd, ["./p"])).stdout).toMatch(/^9\.0{9} /);
    expect(
      readdirSync(cache, { recursive: true, encoding: "utf8" }).filter((name) =>
        name.endsWith(".tmp"),
      ),
    ).toEqual([]);
  });
});

describe.each(flangs)("%s", (flang) => {
  it.each([
    "-O0",
    "-O2",
  ])("subroutines in files of their own, and one of them in C, at %s", async (level) => {
    const [sub = "", main = ""] = fortran.split(/(?<=end subroutine\n)/);
    const cwd = place.project({
      "main.f90": main,
      "f.f90": sub.replace("y = x * sin(x)", "real(8), external :: h\n  y = x * h(x)"),
      "h.c": "#include <math.h>\ndouble h_(const double *x) { return sin(*x); }\n",
    });
    const fc = ["tsad", "fc", `--with=${flang}`];
    for (const name of ["main", "f"]) {
      expect(await place.run(cwd, [...fc, level, "-c", `${name}.f90`])).toEqual(done);
    }
    expect(await place.run(cwd, ["tsad", "cc", "--with=clang-22", level, "-c", "h.c"])).toEqual(
      done,
    );
    expect(await place.run(cwd, [...fc, "main.o", "f.o", "h.o", "-o", "p"])).toEqual(done);
    expect(await place.run(cwd, ["./p"])).toEqual(printed);
  });
});

describe.each(rustcs)("%s", () => {
  it("an error of tsad is all that is said, and there is no program", async () => {
    const main = rust["main.rs"]
      .replace("model::f(x)", "unsafe { elsewhere(x) }")
      .replace(" }\n", " fn elsewhere(x: f64) -> f64; }\n");
    const lib = '#[no_mangle] pub extern "C" fn unrelated() {}\n';
    const cwd = place.project({ "main.rs": main, "model.rs": lib });
    const result = await place.run(cwd, ["tsad", "rustc", "-O", "-g", "main.rs"]);
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(
      /^main\.rs:2:\d+: error: no derivative is known for @elsewhere \[E_NO_RULE\]\n/,
    );
    expect(result.stderr).not.toContain("linking with");
    expect(existsSync(join(cwd, "main"))).toBe(false);
  });
});
