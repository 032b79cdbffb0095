/** AMDGPU: the intrinsics of HIP kernels, as LLVM 14 to 22 spell them. */
import {
  type AtomicOperation,
  type BarrierAction,
  type Identity,
  implied,
  type Input,
  operand,
  type Operation,
  OperationTable,
  type Row,
  type WarpOperation,
} from "./operation.ts";

const named = (name: string, does: Operation): Row => ({ name: `llvm.amdgcn.${name}`, does });

function identities(): Row[] {
  const axes = ["x", "y", "z"] as const;
  const perAxis: readonly (readonly [string, Identity])[] = [
    ["workitem.id", "thread"],
    ["workgroup.id", "block"],
  ];
  const plain: readonly (readonly [string, Identity])[] = [
    ["wavefrontsize", "warp size"],
    ["groupstaticsize", "shared size"],
    ["wave.id", "warp"],
    ["s.memtime", "clock"],
    ["s.memrealtime", "clock"],
    ["s.getreg", "clock"],
  ];
  return [
    ...perAxis.flatMap(([name, of]) =>
      ([0, 1, 2] as const).map((axis) =>
        named(`${name}.${axes[axis]}`, { kind: "identity", of, axis }),
      ),
    ),
    ...plain.map(([name, of]) => named(name, { kind: "identity", of, axis: 0 })),
    named("dispatch.ptr", { kind: "packet", of: "dispatch" }),
    named("implicitarg.ptr", { kind: "packet", of: "implicit" }),
  ];
}

function barriers(): Row[] {
  const row = (name: string, action: BarrierAction): Row =>
    named(name, {
      kind: "barrier",
      action,
      barrier: implied(0),
      count: implied(0),
      aligned: action === "sync",
    });
  return [
    row("s.barrier", "sync"),
    // The two halves, of gfx12. Their operand is -1 for the block's barrier.
    row("s.barrier.signal", "arrive"),
    row("s.barrier.wait", "wait"),
    named("wave.barrier", { kind: "warp", operation: "sync", mask: "converged" }),
  ];
}

interface WarpForm {
  readonly value?: Input;
  readonly other?: Input;
  readonly a?: Input;
  readonly b?: Input;
}

/** The lanes that are there take part: what a wave's execution mask says on the machine. */
function warp(name: string, operation: WarpOperation, form: WarpForm): Row {
  return named(name, { kind: "warp", operation, mask: "converged", ...form });
}

/** Control word, masks of rows and banks, and whether a lane without a source gets 0, from operand `first` on. */
function dppControl(first: number): WarpForm {
  const packed = [
    [first + 1, 0],
    [first + 2, 4],
    [first + 3, 8],
  ] as const;
  return { a: operand(first), b: { packed } };
}

function laneMoves(): Row[] {
  const [first, second] = [operand(0), operand(1)];
  const rows = { other: first, value: second, a: operand(2), b: operand(3) };
  return [
    warp("readfirstlane", "read first", { value: first }),
    warp("readlane", "read lane", { value: first, a: second }),
    warp("writelane", "write lane", { value: first, a: second, other: operand(2) }),
    warp("ds.bpermute", "bpermute", { a: first, value: second }),
    warp("ds.permute", "permute", { a: first, value: second }),
    warp("ds.swizzle", "swizzle", { value: first, a: second }),
    warp("update.dpp", "dpp", { other: first, value: second, ...dppControl(2) }),
    warp("mov.dpp", "dpp", { other: implied(0), value: first, ...dppControl(1) }),
    warp("permlane16", "permlane16", rows),
    warp("permlanex16", "permlanex16", rows),
    warp("permlane64", "permlane64", { value: first }),
  ];
}

function votes(): Row[] {
  const reductions = ["add", "min", "max", "umin", "umax", "and", "or", "xor", "fmin", "fmax"];
  return [
    warp("ballot", "ballot", { value: operand(0) }),
    // A comparison that always holds is read off the execution mask.
    ...["exec", "exec_lo"].map((register): Row => {
      const does = { kind: "warp", operation: "active", mask: "converged" } as const;
      return { name: `register ${register}`, does };
    }),
    named("icmp", { kind: "compare ballot", compare: "icmp" }),
    named("fcmp", { kind: "compare ballot", compare: "fcmp" }),
    ...reductions.map((operation) =>
      warp(`wave.reduce.${operation}`, operation as WarpOperation, { value: operand(0) }),
    ),
    math("mbcnt.lo", "tsad_gpu_mbcnt_lo"),
    math("mbcnt.hi", "tsad_gpu_mbcnt_hi"),
  ];
}

/** Intrinsics of older versions; newer ones read them and write atomicrmw. */
function atomics(): Row[] {
  const rows: readonly (readonly [string, AtomicOperation])[] = [
    ["global.atomic.fadd", "fadd"],
    ["global.atomic.fmin", "fmin"],
    ["global.atomic.fmax", "fmax"],
    ["flat.atomic.fadd", "fadd"],
    ["flat.atomic.fmin", "fmin"],
    ["flat.atomic.fmax", "fmax"],
    ["ds.fadd", "fadd"],
    ["ds.fmin", "fmin"],
    ["ds.fmax", "fmax"],
    ["atomic.inc", "inc"],
    ["atomic.dec", "dec"],
  ];
  return rows.map(([name, operation]) =>
    named(name, { kind: "atomic", operation, pointer: operand(0), value: operand(1) }),
  );
}

function math(name: string, host: string): Row {
  return named(name, { kind: "math", host, typed: false });
}

/** Of an overloaded intrinsic; the host's function has the type in its name. */
function typedMath(name: string, host: string): Row {
  return named(name, { kind: "math", host, typed: true });
}

const hints = [
  ...["s.waitcnt", "s.sleep", "s.setprio", "s.nop", "sched.barrier", "sched.group.barrier"],
  ...["iglp.opt", "s.sethalt", "s.dcache.inv", "buffer.wbinvl1"],
];

/** Every intrinsic that HIP kernels of LLVM 14 to 22 have, except those that tsad refuses: buffers, images, matrices. */
export const amdgpuOperations = new OperationTable([
  ...identities(),
  ...barriers(),
  ...laneMoves(),
  ...votes(),
  ...atomics(),
  named("is.shared", { kind: "in space", space: "shared" }),
  named("is.private", { kind: "in space", space: "private" }),
  named("endpgm", { kind: "trap" }),
  ...hints.map((name) => named(name, { kind: "hint" })),
  { name: "asm ", does: { kind: "hint" } },
  typedMath("rcp", "tsad_gpu_rcp"),
  typedMath("rsq", "tsad_gpu_rsqrt"),
  typedMath("sqrt", "tsad_gpu_sqrt"),
  typedMath("exp2", "tsad_gpu_exp2"),
  typedMath("log", "tsad_gpu_log2"),
  typedMath("sin", "tsad_gpu_sin_turns"),
  typedMath("cos", "tsad_gpu_cos_turns"),
  typedMath("fract", "tsad_gpu_fract"),
  typedMath("fmed3", "tsad_gpu_fmed3"),
  typedMath("frexp.mant", "tsad_gpu_frexp_mant"),
  math("mul.u24", "__nv_umul24"),
  math("mul.i24", "__nv_mul24"),
  math("mulhi.u24", "tsad_gpu_mulhi_u24"),
  math("alignbit", "tsad_gpu_alignbit"),
  math("perm", "tsad_gpu_perm"),
  math("ubfe", "tsad_gpu_ubfe"),
  math("sbfe", "tsad_gpu_sbfe"),
]);
