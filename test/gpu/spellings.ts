/** Kernels in IR for spellings that no compiler makes from the test's sources: each writes numbers that are known. */

/** A kernel of one block that writes to `%out`, an array of i32, and what stands there at the end. */
export interface Spelling {
  readonly name: string;
  /** The body; `%tid` is the thread, `%own` the address of its place in `%out`. */
  readonly code: string;
  /** What each thread has in its place. */
  expected(thread: number): number;
}

/** The block has this many threads. */
export const threads = 64;

/** The module of those kernels, with a shared array `@cells` of i32. */
export function spelledModule(spellings: readonly Spelling[], target: "nvptx" | "amdgpu"): string {
  const isAmd = target === "amdgpu";
  const convention = isAmd ? "amdgpu_kernel" : "ptx_kernel";
  const lane = isAmd ? "@llvm.amdgcn.workitem.id.x()" : "@llvm.nvvm.read.ptx.sreg.tid.x()";
  const layout = isAmd ? 'target datalayout = "e-p:64:64-p3:32:32-p5:32:32-A5"\n' : "";
  const kernels = spellings.map(
    ({ code }, i) => `define ${convention} void @k${i}(ptr addrspace(1) %out) {
  %tid = call i32 ${lane}
  %own = getelementptr i32, ptr addrspace(1) %out, i32 %tid
  %cell = getelementptr [${threads} x i32], ptr addrspace(3) @cells, i32 0, i32 %tid
${code}
  ret void
}
`,
  );
  return `${layout}target triple = "${isAmd ? "amdgcn-amd-amdhsa" : "nvptx64-nvidia-cuda"}"
@cells = internal addrspace(3) global [${threads} x i32] undef, align 4
${kernels.join("")}`;
}

/** A driver that prints what each kernel leaves. */
export function spelledDriver(count: number): string {
  const numbers = Array.from({ length: count }, (_, i) => i);
  return `#include "tsad_gpu_run.h"
${numbers.map((i) => `TSAD_GPU_KERNEL(k${i});`).join("\n")}
static const tsad_gpu_kernel *const kernels[] = {${numbers.map((i) => `&TSAD_GPU_NAME(k${i})`).join(", ")}};
int main(void) {
  for (int k = 0; k < ${count}; k++) {
    int out[${threads}] = {0}, *pout = out;
    tsad_gpu_result result;
    tsad_gpu_launch(kernels[k], (tsad_gpu_dim3){.x = 1}, (tsad_gpu_dim3){.x = ${threads}}, 0, (void *[]){&pout}, NULL, &result);
    printf("%d %d", result.status, (int)(result.races + result.uninitialised));
    for (int i = 0; i < ${threads}; i++) printf(" %d", out[i]);
    printf("\\n");
  }
  return 0;
}
`;
}

const put = "  store i32 %r, ptr addrspace(1) %own";

/** Writes the own cell, waits by `wait`, and reads the cell of the opposite thread. */
function exchange(wait: string): string {
  return `  store i32 %tid, ptr addrspace(3) %cell
${wait}
  %last = sub i32 ${threads - 1}, %tid
  %other = getelementptr [${threads} x i32], ptr addrspace(3) @cells, i32 0, i32 %last
  %r = load i32, ptr addrspace(3) %other
${put}`;
}
const opposite = (thread: number): number => threads - 1 - thread;

/** One value that all threads compute: `%r`. */
const constant = (name: string, code: string, value: number): Spelling => ({
  name,
  code: `${code}\n${put}`,
  expected: () => value,
});

/** A function of floats, given one. */
const ofFloat = (name: string, call: string, value: number): Spelling =>
  constant(name, `  %f = call float ${call}\n  %r = fptosi float %f to i32`, value);

const atomic = (name: string, call: string, before: string, value: number): Spelling => ({
  name,
  code: `  %is.first = icmp eq i32 %tid, 0
  br i1 %is.first, label %one, label %end
one:
  store i32 ${before}, ptr addrspace(1) %own
  ${call}
  br label %end
end:`,
  expected: (thread) => (thread === 0 ? value : 0),
});

const isEven = "  %low = and i32 %tid, 1\n  %even = icmp eq i32 %low, 0\n";

/** The forms of barriers since LLVM 21, and what older tests of clang do not reach. */
export const nvptxSpellings: readonly Spelling[] = [
  ...[
    "aligned.all(i32 3)",
    "all(i32 3)",
    `aligned.count(i32 3, i32 ${threads})`,
    `count(i32 3, i32 ${threads})`,
  ].map((form) => ({
    name: `barrier.cta.sync.${form}`,
    code: exchange(`  call void @llvm.nvvm.barrier.cta.sync.${form}`),
    expected: opposite,
  })),
  ...(["aligned.", ""] as const).flatMap((aligned) =>
    (
      [
        ["popc", "i32", threads / 2],
        ["and", "i1", 0],
        ["or", "i1", 1],
      ] as const
    ).map(([action, type, value]) =>
      constant(
        `barrier.cta.red.${action}.${aligned}all`,
        `${isEven}  %got = call ${type} @llvm.nvvm.barrier.cta.red.${action}.${aligned}all(i32 1, i1 %even)\n  %r = ${type === "i1" ? "zext i1 %got to i32" : "add i32 %got, 0"}`,
        value,
      ),
    ),
  ),
  {
    name: "barrier.cta.arrive.count: half arrive and go on, half wait for them",
    code: `  store i32 %tid, ptr addrspace(3) %cell
  %early = icmp ult i32 %tid, ${threads / 2}
  br i1 %early, label %arrive, label %wait
arrive:
  call void @llvm.nvvm.barrier.cta.arrive.aligned.count(i32 2, i32 ${threads})
  br label %end
wait:
  call void @llvm.nvvm.barrier.cta.sync.aligned.count(i32 2, i32 ${threads})
  %last = sub i32 ${threads - 1}, %tid
  %other = getelementptr [${threads} x i32], ptr addrspace(3) @cells, i32 0, i32 %last
  %r = load i32, ptr addrspace(3) %other
  ${put}
  br label %end
end:`,
    expected: (thread) => (thread < threads / 2 ? 0 : opposite(thread)),
  },
  constant(
    "isspacep",
    `  %shared = addrspacecast ptr addrspace(3) %cell to ptr
  %global = addrspacecast ptr addrspace(1) %own to ptr
  %slot = alloca i32
  %a = call i1 @llvm.nvvm.isspacep.shared(ptr %shared)
  %b = call i1 @llvm.nvvm.isspacep.shared(ptr %global)
  %c = call i1 @llvm.nvvm.isspacep.global(ptr %global)
  %d = call i1 @llvm.nvvm.isspacep.local(ptr %slot)
  %e = call i1 @llvm.nvvm.isspacep.global(ptr %slot)
  %a.n = zext i1 %a to i32
  %b.n = select i1 %b, i32 2, i32 0
  %c.n = select i1 %c, i32 4, i32 0
  %d.n = select i1 %d, i32 8, i32 0
  %e.n = select i1 %e, i32 16, i32 0
  %ab = or i32 %a.n, %b.n
  %abc = or i32 %ab, %c.n
  %abcd = or i32 %abc, %d.n
  %r = or i32 %abcd, %e.n`,
    1 + 4 + 8,
  ),
  atomic(
    "atomic.max.gen.i.sys",
    "%x = call i32 @llvm.nvvm.atomic.max.gen.i.sys.i32.p1(ptr addrspace(1) %own, i32 9)",
    "-5",
    9,
  ),
  atomic(
    "atomic.cas.gen.i.cta",
    "%x = call i32 @llvm.nvvm.atomic.cas.gen.i.cta.i32.p1(ptr addrspace(1) %own, i32 4, i32 8)",
    "4",
    8,
  ),
  ofFloat("ex2.approx", "@llvm.nvvm.ex2.approx.f32(float 5.0)", 32),
  ofFloat("rsqrt.approx", "@llvm.nvvm.rsqrt.approx.f(float 0.0625)", 4),
  ofFloat("add.rp", "@llvm.nvvm.add.rp.f(float 3.0, float 4.0)", 7),
  ofFloat("fma.rn", "@llvm.nvvm.fma.rn.f(float 3.0, float 4.0, float 5.0)", 17),
  ofFloat("rcp by assembly", 'asm "rcp.approx.f32 $0, $1;", "=f,f"(float 0.125)', 8),
  constant("d2i.rz", "  %r = call i32 @llvm.nvvm.d2i.rz(double -3.75)", -3),
  constant("prmt", "  %r = call i32 @llvm.nvvm.prmt(i32 16909060, i32 0, i32 291)", 0x04030201),
  constant(
    "sizes and lanes",
    `  %n = call i32 @llvm.nvvm.read.ptx.sreg.ntid.x()
  %w = call i32 @llvm.nvvm.read.ptx.sreg.warpsize()
  %below = call i32 @llvm.nvvm.read.ptx.sreg.lanemask.lt()
  %from = call i32 @llvm.nvvm.read.ptx.sreg.lanemask.ge()
  %all = or i32 %below, %from
  %one = add i32 %all, 1
  %nw = add i32 %n, %w
  %r = add i32 %nw, %one`,
    threads + 32,
  ),
];

/** AMD's of several generations. */
export const amdgpuSpellings: readonly Spelling[] = [
  {
    name: "s.barrier.signal and s.barrier.wait",
    code: exchange(
      "  call void @llvm.amdgcn.s.barrier.signal(i32 -1)\n  call void @llvm.amdgcn.s.barrier.wait(i16 -1)",
    ),
    expected: opposite,
  },
  {
    name: "addresses of 32 bits in integers and in memory",
    code: `  %slot = alloca { i8, ptr addrspace(3), i32 }, addrspace(5)
  %at = getelementptr { i8, ptr addrspace(3), i32 }, ptr addrspace(5) %slot, i32 0, i32 1
  store ptr addrspace(3) %cell, ptr addrspace(5) %at
  %byte = getelementptr i8, ptr addrspace(5) %slot, i32 4
  %number = load i32, ptr addrspace(5) %byte
  %again = inttoptr i32 %number to ptr addrspace(3)
  store i32 %tid, ptr addrspace(3) %again
  %r = load i32, ptr addrspace(3) %cell
  ${put}`,
    expected: (thread) => thread,
  },
  constant(
    "is.shared, is.private",
    `  %shared = addrspacecast ptr addrspace(3) %cell to ptr
  %slot = alloca i32, addrspace(5)
  %private = addrspacecast ptr addrspace(5) %slot to ptr
  %a = call i1 @llvm.amdgcn.is.shared(ptr %shared)
  %b = call i1 @llvm.amdgcn.is.shared(ptr %private)
  %c = call i1 @llvm.amdgcn.is.private(ptr %private)
  %a.n = zext i1 %a to i32
  %b.n = select i1 %b, i32 2, i32 0
  %c.n = select i1 %c, i32 4, i32 0
  %ab = or i32 %a.n, %b.n
  %r = or i32 %ab, %c.n`,
    5,
  ),
  constant(
    "implicit arguments",
    `  %args = call ptr addrspace(4) @llvm.amdgcn.implicitarg.ptr()
  %at = getelementptr i8, ptr addrspace(4) %args, i64 12
  %half = load i16, ptr addrspace(4) %at
  %blocks = load i32, ptr addrspace(4) %args
  %size = zext i16 %half to i32
  %r = add i32 %size, %blocks`,
    threads + 1,
  ),
  ofFloat("rcp", "@llvm.amdgcn.rcp.f32(float 0.25)", 4),
  ofFloat("rsq", "@llvm.amdgcn.rsq.f32(float 0.0625)", 4),
  ofFloat("fmed3", "@llvm.amdgcn.fmed3.f32(float 9.0, float 2.0, float 5.0)", 5),
  ofFloat("cos of turns", "@llvm.amdgcn.cos.f32(float 0.5)", -1),
  constant("ubfe", "  %r = call i32 @llvm.amdgcn.ubfe.i32(i32 43981, i32 4, i32 8)", 0xbc),
  constant("wavefrontsize", "  %r = call i32 @llvm.amdgcn.wavefrontsize()", 64),
];
