/** Spellings that are written by hand, the C functions behind them, what is refused, and modules of the corpus. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { checkText } from "../../src/ir/check-text.ts";
import { dialectOf } from "../../src/ir/dialect.ts";
import { retarget } from "../../src/gpu/run/retarget.ts";
import { must } from "../../src/support/assert.ts";
import { TsadError } from "../../src/support/errors.ts";
import {
  compileKernels,
  linkOnHost,
  root,
  runOnHost,
  runtimeSources,
  scratch,
  versions,
} from "./compile.ts";
import {
  amdgpuSpellings,
  nvptxSpellings,
  spelledDriver,
  spelledModule,
  type Spelling,
  threads,
} from "./spellings.ts";

const newest = must(versions.at(-1), "a clang is here");

const targets: readonly (readonly ["nvptx" | "amdgpu", readonly Spelling[]])[] = [
  ["nvptx", nvptxSpellings],
  ["amdgpu", amdgpuSpellings],
];

describe.each(targets)("%s", (target, spellings) => {
  it("gives what each spelling says, as LLVM declares it", async () => {
    const text = spelledModule(spellings, target);
    expect((await checkText(text, "spelled.ll", dialectOf(22))).problem).toBeNull();
    const driver = join(scratch(), "driver.c");
    writeFileSync(driver, spelledDriver(spellings.length));
    const lines = (await runOnHost([text], driver, { version: newest })).split("\n");
    const told = spellings.map(({ name }, k) => ({ name, line: lines[k] }));
    const wanted = spellings.map((spelling) => {
      const numbers = Array.from({ length: threads }, (_, thread) => spelling.expected(thread));
      return { name: spelling.name, line: `0 0 ${numbers.join(" ")}` };
    });
    expect(told).toEqual(wanted);
  });
});

describe("runtime/gpu", () => {
  it("has the functions of GPUs that C has not", async () => {
    expect(await runOnHost([], "math.c", { version: newest })).toBe("done");
  });

  it("changes stacks by the C library's contexts where it has no code of its own", async () => {
    const source = { file: "warps.cu", language: "cuda", version: newest, level: 1 } as const;
    const text = await compileKernels(source);
    const program = await linkOnHost([text], "warps.c", {
      version: newest,
      runtime: runtimeSources(),
      define: ["TSAD_GPU_CONTEXTS"],
    });
    const { stdout } = await execa(program);
    expect(
      stdout
        .split("\n")
        .filter((line) => line.endsWith("error 0, races 0, uninitialised 0, status 0")),
    ).toHaveLength(8);
    expect(stdout).toContain("deadlocked|2|0|");
  });
});

/** The error that a kernel with that body is refused with. */
function refusal(body: string, triple = "nvptx64-nvidia-cuda", globals = ""): TsadError {
  const layout = triple.startsWith("amdgcn")
    ? 'target datalayout = "e-p3:32:32-p7:160:256-A5"\n'
    : "";
  const convention = triple.startsWith("amdgcn") ? "amdgpu_kernel" : "ptx_kernel";
  const text = `${layout}target triple = "${triple}"\n${globals}define ${convention} void @k(ptr %p) {\n${body}\n  ret void\n}\n`;
  try {
    retarget(text, { file: "k.ll" });
  } catch (error) {
    if (error instanceof TsadError) return error;
  }
  throw new Error(`not refused: ${body}`);
}

describe("what has no form on the host", () => {
  it.each([
    ["  call void @llvm.nvvm.cp.async.commit.group()", "@llvm.nvvm.cp.async.commit.group"],
    ['  call void asm sideeffect "mma.sync;", ""()', 'the inline assembly "mma.sync;"'],
    [
      "  %v = call <4 x float> @llvm.masked.load.v4f32.p0(ptr %p, <4 x i1> zeroinitializer, <4 x float> zeroinitializer)",
      "@llvm.masked.load.v4f32.p0",
    ],
    [
      "  %v = call <2 x half> @llvm.nvvm.ex2.approx.v2f16(<2 x half> zeroinitializer)",
      "of this type",
    ],
  ])("%s", (body, reason) => {
    const error = refusal(body);
    expect(error).toMatchObject({ code: "E_GPU_UNSUPPORTED", function: "k" });
    expect(error.message).toContain(reason);
    expect(error.location?.line).toBe(3);
  });

  it.each([
    ["  %v = load i32, ptr addrspace(7) null", "", "pointers of 160 bits"],
    [
      "  %v = call i64 @llvm.read_register.i64(metadata !0)",
      '!0 = !{!"vcc"}\n',
      "the register vcc",
    ],
    [
      "  %v = call i128 @llvm.amdgcn.readfirstlane.i128(i128 1)",
      "",
      "a value of type i128 in @llvm.amdgcn.readfirstlane.i128",
    ],
    [
      "  %v = load ptr addrspace(3), ptr @table",
      "@cell = internal addrspace(3) global i32 undef\n@table = internal global ptr addrspace(3) @cell\n",
      "the address of the shared variable @cell",
    ],
    [
      "  %v = load ptr addrspace(3), ptr @table",
      "@cell = internal global i32 0\n@table = internal global ptr addrspace(3) addrspacecast (ptr @cell to ptr addrspace(3))\n",
      "a global with an address of 32 bits",
    ],
  ])("on AMDGPU: %s", (body, globals, reason) => {
    const error = refusal(body, "amdgcn-amd-amdhsa", globals);
    expect(error.code).toBe("E_GPU_UNSUPPORTED");
    expect(error.message).toContain(reason);
  });
});

const corpus = (["cuda", "hip"] as const).flatMap((language) =>
  readdirSync(join(root, "test/corpus", language))
    .filter((name) => /\.(?:cu|hip)$/.test(name))
    .flatMap((name) => versions.map((version) => ({ language, name, version }))),
);

describe.each(corpus)("$name with clang $version", ({ language, name, version }) => {
  it("is a valid module on the host, or is refused for its assembly", async () => {
    const file = join(root, "test/corpus", language, name);
    const text = await compileKernels({ file, language, version, level: 1 });
    const usesAssembly = readFileSync(file, "utf8").includes("v_add_f32");
    if (usesAssembly) expect(() => retarget(text, { file: name })).toThrow("v_add_f32");
    else {
      const host = retarget(text, { file: name }).text;
      expect((await checkText(host, name, dialectOf(version))).problem).toBeNull();
    }
  });
});

describe("the tests' own kernels", () => {
  const inputs = [
    ["common.cu", "cuda"],
    ["warps.cu", "cuda"],
    ["common.cu", "hip"],
    ["waves.cu", "hip"],
  ] as const;
  it.each(
    inputs.flatMap(([file, language]) => versions.map((v) => [file, language, v] as const)),
  )("%s are accepted by the code generator: %s, LLVM %i", async (file, language, version) => {
    const text = await compileKernels({ file, language, version, level: 2 });
    const target =
      language === "cuda" ? ["-march=nvptx64", "-mcpu=sm_70"] : ["-march=amdgcn", "-mcpu=gfx90a"];
    const { stdout } = await execa(`llc-${version}`, [...target, "-o", "-"], { input: text });
    expect(stdout).toContain(language === "cuda" ? ".entry" : ".amdhsa_kernel");
  });
});
