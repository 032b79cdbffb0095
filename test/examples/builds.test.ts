import { cpSync, mkdtempSync, readdirSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { installed, root, workplace } from "../drivers/tsad.ts";

/** The example programs of several files, built by the tools that people build with. */

const place = workplace();
const programs = new Set(
  await installed("clang-22", "flang-22", "make", "cmake", "ninja", "cargo"),
);
const timeout = 240_000;

/** One way of building an example. */
interface Build {
  readonly example: string;
  readonly by: readonly string[];
  readonly commands: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What is run, and what it ends with. */
  readonly program: string;
  readonly result: RegExp;
  /** A file that is touched, and the lines of a build that then appear: that file and the link. */
  readonly touched: string;
  readonly again: readonly RegExp[];
  /** What a build with nothing to do says. */
  readonly idle: RegExp;
}

const cmake = (language: string, compiler: string): string =>
  `cmake -G Ninja -S . -B out -DCMAKE_${language}_COMPILER=${compiler} -Dtsad_DIR="$TSAD/cmake"`;

const builds: readonly Build[] = [
  {
    example: "heat-c",
    by: ["clang-22", "make"],
    commands: ["make"],
    program: "./heat",
    result: /the rod was warmest at piece 25: found$/,
    touched: "heat.c",
    again: [/-c -o heat\.o heat\.c/, /^ar /, /libheat|-lheat/],
    idle: /up to date/,
  },
  {
    example: "heat-c",
    by: ["clang-22", "cmake", "ninja"],
    commands: [cmake("C", "clang-22"), "ninja -C out"],
    program: "out/heat",
    result: /the rod was warmest at piece 25: found$/,
    touched: "misfit.c",
    again: [/Building C object .*misfit/, /Linking C executable/],
    idle: /no work to do/,
  },
  {
    example: "network-cpp",
    by: ["clang-22", "cmake", "ninja"],
    commands: [cmake("CXX", "clang++-22"), "ninja -C out"],
    program: "out/network",
    result: /sin\(1\) is 0\.841, the network says 0\.8[34]\d$/,
    touched: "network.cpp",
    again: [/Building CXX object .*network\.cpp/, /Linking CXX executable/],
    idle: /no work to do/,
  },
  {
    example: "kinetics-fortran",
    by: ["clang-22", "flang-22", "make"],
    commands: ["make"],
    program: "./kinetics",
    result:
      /rates found: {3}0\.8000 {2}0\.2000 {2}0\.5000\ntrue rates: {4}0\.8000 {2}0\.2000 {2}0\.5000$/,
    touched: "misfit.f90",
    again: [/-c misfit\.f90/, /-o kinetics$/],
    idle: /up to date/,
  },
  ...["", " --release"].map((profile) => ({
    example: "predator-rust",
    by: ["clang-22", "cargo"],
    commands: [`cargo build --offline${profile} 2>&1`],
    env: { RUSTC_WRAPPER: "tsad" },
    program: `target/${profile === "" ? "debug" : "release"}/predator`,
    result: /true rates: {2}\[1\.100, 0\.900, 0\.800, 0\.700\]$/,
    touched: "src/main.rs",
    again: [/Compiling predator/, /Finished/],
    idle: /^ *Finished/,
  })),
];

/** The lines that tell of work: those of make, ninja and cargo. */
const work = /^(?:tsad|ar|\[\d+\/\d+\]| *Compiling| *Finished)/;

describe.each(builds)("$example by $by", (build) => {
  const absent = build.by.filter((program) => !programs.has(program));
  const name =
    absent.length === 0
      ? "builds, runs, and does nothing twice"
      : `not built, for want of ${absent.join(", ")}`;
  it(name, { timeout }, async () => {
    if (absent.length > 0) return;
    const cwd = mkdtempSync(join(place.folder, "example-"));
    cpSync(join(root, "examples", build.example), cwd, { recursive: true });
    const env = { TSAD: root, ...build.env };
    const run = (command: string): ReturnType<typeof place.run> =>
      place.run(cwd, ["sh", "-c", command], env);
    for (const command of build.commands) {
      const { code, stdout, stderr } = await run(command);
      expect(code, `${command}\n${stdout}\n${stderr}`).toBe(0);
    }
    const shown = await run(build.program);
    expect(shown.stdout).toMatch(build.result);
    expect(shown.stdout).toMatch(/gradient against differences: off by/);
    expect(shown.code).toBe(0);

    const last = build.commands.at(-1) ?? "";
    expect((await run(last)).stdout).toMatch(build.idle);
    touch(cwd, build.touched);
    const { stdout } = await run(last);
    const lines = stdout.split("\n").filter((line) => work.test(line));
    expect(lines).toHaveLength(build.again.length);
    build.again.forEach((line, i) => {
      expect(lines[i]).toMatch(line);
    });
    expect(await run(build.program)).toEqual(shown);
  });
});

/** Makes a file newer than everything that was made. */
function touch(cwd: string, file: string): void {
  const times = readdirSync(cwd, { recursive: true, encoding: "utf8" }).map(
    (name) => statSync(join(cwd, name)).mtimeMs,
  );
  const later = Math.max(...times) / 1000 + 1;
  utimesSync(join(cwd, file), later, later);
}
