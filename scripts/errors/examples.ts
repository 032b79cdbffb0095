/**
 * An input for each error code. Codes about the differentiated program are shown by a file of test/ll that is refused with them; those
 * about files, options and calls of the grammar by a command line with inputs made for it.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A command line that fails. */
export interface Example {
  /** The arguments behind `tsad`. */
  readonly args: readonly string[];
  /** Inputs that must exist, by name; when there are none the command runs in the project. */
  readonly files: Readonly<Record<string, string>>;
}

const grad = (name: string, text: string, ...options: readonly string[]): Example => ({
  args: ["grad", name, "-o", "out.ll", ...options],
  files: { [name]: text },
});

const square = `define double @square(double %x) {
  %r = fmul double %x, %x
  ret double %r
}
`;

const gpuRun = (name: string, text: string): Example => ({
  args: ["gpu-run", name, "-o", "out.ll"],
  files: { [name]: text },
});

/** The other way round from test/ll: what can only be shown by a command line. */
const commandLines: Readonly<Record<string, Example>> = {
  E_SYNTAX: grad("f.ll", square.replace("fmul double", "fmul dobule"), "--fn", "square"),
  E_SEMANTIC: grad("f.ll", square.replace("%x, %x", "%x, %y"), "--fn", "square"),
  E_INPUT: { args: ["grad", "f.c.ll", "--fn", "f", "-o", "out.ll"], files: { "f.ll": square } },
  E_BITCODE: grad("f.bc", "BC\u00c0\u00de5\u0014", "--fn", "f"),
  E_LIMIT: grad(
    "f.ll",
    `@g = global ${"[1 x ".repeat(5000)}i8${"]".repeat(5000)} undef\n`,
    "--fn",
    "f",
  ),
  E_OUTPUT: {
    args: ["grad", "f.ll", "--fn", "square", "-o", "no/such/folder/out.ll"],
    files: { "f.ll": square },
  },
  E_VERIFY: grad(
    "f.ll",
    `${square}define ptr @other() {\n  %p = getelementptr i8, ptr %q, i64 1\n  ret ptr %p\n}\n`,
    "--fn",
    "square",
  ),
  E_USAGE: grad("f.ll", square, "--wrt", "x"),
  E_NO_FUNCTION: grad("f.ll", square, "--fn", "sqare"),
  E_MARKER: grad(
    "f.ll",
    `${square}@enzyme_dup = external global i32
declare double @__enzyme_autodiff(ptr, ...)
define double @df(double %x) {
  %m = load i32, ptr @enzyme_dup
  %d = call double (ptr, ...) @__enzyme_autodiff(ptr @square, i32 %m, double %x, double %x)
  ret double %d
}
`,
  ),
  E_MODE: grad(
    "f.ll",
    `${square}declare double @__enzyme_batch(ptr, ...)
define double @df(double %x) {
  %d = call double (ptr, ...) @__enzyme_batch(ptr @square, double %x)
  ret double %d
}
`,
  ),
  E_COMPILER: { args: ["cc", "-c", "f.c"], files: { "f.c": "double f(double x) { return x; }\n" } },
  E_LINK: {
    args: ["cc", "--with=clang-22", "libf.a", "-o", "f"],
    files: { "libf.a": "!<arch>\n__enzyme_autodiff" },
  },
  E_REGISTRATION: grad(
    "f.ll",
    `declare double @mine(double) #0
define double @f(double %x) {
  %r = call double @mine(double %x)
  ret double %r
}
attributes #0 = { "enzyme_function_like"="log3p" }
`,
    "--fn",
    "f",
  ),
  E_GPU_TARGET: gpuRun("f.ll", square),
  E_GPU_NO_KERNEL: gpuRun("k.ll", `target triple = "nvptx64-nvidia-cuda"\n${square}`),
  E_GPU_UNSUPPORTED: gpuRun(
    "k.ll",
    `target triple = "nvptx64-nvidia-cuda"
declare void @llvm.nvvm.cp.async.wait.all()
define ptx_kernel void @k() {
  call void @llvm.nvvm.cp.async.wait.all()
  ret void
}
`,
  ),
};

/** The example of every code that has one: of several files the shortest, so that there is little to read. */
export function examples(): ReadonlyMap<string, Example> {
  const found = new Map<string, Example>(Object.entries(commandLines));
  const folder = join("test", "ll");
  const texts = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ll"))
    .map((name) => ({ path: join(folder, name), text: readFileSync(join(folder, name), "latin1") }))
    .sort((a, b) => a.text.length - b.text.length || (a.path < b.path ? -1 : 1));
  for (const { path, text } of texts) {
    const code = /^; refuse: (\w+)/m.exec(text)?.[1];
    // The page shows gradients; where forward mode refuses, it says the same.
    if (code === undefined || found.has(code) || /^; fwd:/m.test(text)) continue;
    const options = /^; grad: (.*)$/m.exec(text)?.[1]?.trim().split(/\s+/) ?? [];
    found.set(code, { args: ["grad", path, "-o", "out.ll", ...options], files: {} });
  }
  return found;
}
