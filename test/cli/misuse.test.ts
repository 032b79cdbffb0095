import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { tsad } from "./command.ts";

const directory = mkdtempSync(join(tmpdir(), "tsad-cli-"));
const file = (name: string): string => join(directory, name);
const out = file("out.ll");

const square = `define double @square(double %x) {
  %y = fmul double %x, %x
  ret double %y
}
define double @cube(double %x) {
  %y = fmul double %x, %x
  %z = fmul double %y, %x
  ret double %z
}
declare double @outside(double)
`;

beforeAll(() => {
  writeFileSync(file("square.ll"), square);
  writeFileSync(file("taken.ll"), `@square_grad = global i32 0\n${square}`);
  writeFileSync(file("none.ll"), "declare void @f()\n");
  writeFileSync(file("empty.ll"), "");
  writeFileSync(file("object.o"), "\x7fELF\x02\x01\x01");
  writeFileSync(file("cut.bc"), Buffer.from([0x42, 0x43, 0xc0, 0xde, 0x35, 0x14]));
  writeFileSync(file("typo.ll"), square.replace("fmul double", "fmul dobule"));
  mkdirSync(file("folder"));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const input = file("square.ll");
/** Command line, exit code, and what the message must say. */
const misuses: readonly (readonly [args: readonly string[], code: 1 | 2, said: RegExp])[] = [
  [
    ["grad", file("missing.ll"), "-o", out, "--fn", "f"],
    1,
    /cannot read .*missing\.ll: there is no such file/,
  ],
  [["grad", file("folder"), "-o", out, "--fn", "f"], 1, /it is a directory/],
  [["grad", "", "-o", out, "--fn", "f"], 2, /the input path is empty/],
  [["grad", file("x".repeat(300)), "-o", out, "--fn", "f"], 1, /the path is too long/],
  [["grad", join(input, "in.ll"), "-o", out, "--fn", "f"], 1, /not a directory/],
  [["grad", file("object.o"), "-o", out, "--fn", "f"], 1, /ELF object/],
  [["grad", file("typo.ll"), "-o", out, "--fn", "square"], 1, /typo\.ll:2:13: error: .*'dobule'/],
  [["grad", file("empty.ll"), "-o", out, "--fn", "f"], 2, /no function @f in .*empty\.ll/],
  [["grad", file("none.ll"), "-o", out, "--fn", "g"], 2, /no function @g/],
  [
    ["grad", input, "-o", out, "--fn", "sqare"],
    2,
    /no function @sqare .*\n.*did you mean square\?/,
  ],
  [["grad", input, "-o", out, "--fn", "outside"], 1, /@outside is only declared here/],
  [["grad", input, "-o", out], 2, /nothing to differentiate/],
  [["grad", input, "-o", "", "--fn", "square"], 2, /the output path is empty/],
  [["grad", input, "-o", file("folder"), "--fn", "square"], 1, /cannot write .*it is a directory/],
  [
    ["grad", input, "-o", file("no/such/out.ll"), "--fn", "square"],
    1,
    /cannot write .*no such file or directory/,
  ],
  [
    ["grad", input, "-o", out, "--fn", "square", "--header", ""],
    2,
    /the path of the header is empty/,
  ],
  [["grad", input, "-o", out, "--fn", "square", "--header", out], 2, /cannot both go/],
  [
    ["grad", input, "-o", out, "--fn", "square", "--header", file("folder")],
    1,
    /cannot write .*it is a directory/,
  ],
  [["grad", input, "-o", out, "--fn", "square", "--fn", "square"], 2, /square is given twice/],
  [
    ["grad", input, "-o", out, "--fn", "square", "--fn", "cube", "--name", "g", "--name", "g"],
    2,
    /the name g is given twice/,
  ],
  [
    ["grad", input, "-o", out, "--fn", "square", "--fn", "cube", "--name", "g"],
    2,
    /1 --name for 2 --fn/,
  ],
  [
    ["grad", file("taken.ll"), "-o", out, "--fn", "square", "--name", "square_grad"],
    2,
    /has a @square_grad already/,
  ],
  [
    ["grad", input, "-o", out, "--fn", "square", "--kernel", "cube", "--name", "g"],
    2,
    /1 --name for 2 --fn and --kernel/,
  ],
  [
    ["grad", input, "-o", out, "--kernel", "square", "--mode", "forward"],
    2,
    /--kernel is for grad/,
  ],
  [["grad", input, "-o", out, "--kernel", "square"], 2, /@square is no kernel/],
  [["grad", input, "-o", out, "--wrt", "x"], 2, /need a --fn/],
  [["grad", input, "-o", out, "--fn"], 2, /argument missing/],
  [["grad", input, "-o", out, "--fn", ""], 2, /A name is empty/],
  [["grad", input, "-o", out, "--fn", "square", "--wrt", "y"], 2, /y/],
  [["grad", input, "-o", out, "--fn", "square", "--wrt", "x,,"], 2, /A name is empty/],
  [["grad", input, "-o", out, "--fn", "square", "--of", "nothing"], 2, /nothing/],
  [["grad", input, "-o", out, "--fn", "square", "--activity", "x"], 2, /'x' is not PARAMETER=WORD/],
  [
    ["grad", input, "-o", out, "--fn", "square", "--activity", "x=active"],
    2,
    /'x=active' is not PARAMETER=WORD/,
  ],
  [
    ["grad", input, "-o", out, "--fn", "square", "--activity", "x=dup,x=const"],
    2,
    /cannot be both/,
  ],
  [["grad", input, "-o", out, "--fn", "square", "--activity", "q=const"], 2, /q/],
  [["grad", input, "-o", out, "--fn", "square", "--llvm", "13"], 2, /Versions are 14 and above/],
  [
    ["grad", input, "-o", out, "--fn", "square", "--llvm", "latest"],
    2,
    /Versions are 14 and above/,
  ],
  [
    ["grad", input, "-o", out, "--fn", "square", "--print-after", "magic"],
    2,
    /no step magic; the steps are/,
  ],
  [["grad", input, "-o", out, "--fn", "square", "--fast"], 2, /unknown option '--fast'/],
  [
    ["grad", input, "-o", out, "--fn", "square", "--heade", "h"],
    2,
    /unknown option '--heade' \(Did you mean --header\?\)/,
  ],
  [["grad", input, input, "-o", out, "--fn", "square"], 2, /too many arguments/],
  [["grad"], 2, /missing required argument 'input'/],
  [["print"], 2, /missing required argument 'input'/],
  [["print", file("missing.ll"), "-o", out], 1, /there is no such file/],
  [["print", file("typo.ll"), "-o", out], 1, /typo\.ll:2:13/],
  [["verify", file("folder")], 1, /it is a directory/],
  [["verify", file("typo.ll")], 1, /typo\.ll:2:13/],
  [["verify", input, "-o", out], 2, /unknown option '-o'/],
  [["diff", input], 2, /unknown command 'diff'/],
  [["gard", input], 2, /unknown command 'gard' \(Did you mean grad\?\)/],
  [[], 2, /no command/],
];

describe("wrong use ends with one message, an exit code and no file:", () => {
  it.each(
    misuses.map(([args, code, said]) => ({ line: show(args), args, code, said })),
  )("tsad $line", async ({ args, code, said }) => {
    const outcome = await tsad(...args);
    expect(outcome.stderr).toMatch(said);
    expect(outcome.stderr).toMatch(/error: .*\[E_\w+\]\n/);
    expect(outcome.stderr).not.toMatch(/\n\s+at |internal error|undefined/);
    expect(outcome.code).toBe(code);
    expect(existsSync(out)).toBe(false);
  });

  it("bitcode without an llvm-dis on the PATH", async () => {
    vi.stubEnv("PATH", directory);
    const outcome = await tsad("grad", file("cut.bc"), "-o", out, "--fn", "f");
    vi.unstubAllEnvs();
    expect(outcome.stderr).toMatch(/cut\.bc is bitcode: there is no llvm-dis on the PATH/);
    expect(outcome.code).toBe(1);
    expect(existsSync(out)).toBe(false);
  });
});

function show(args: readonly string[]): string {
  return args
    .map((arg) => (arg === "" ? "''" : arg.replace(`${directory}/`, "").slice(0, 40)))
    .join(" ");
}
