/** NVPTX: the intrinsics of CUDA kernels, as LLVM 14 to 22 spell them. Mathematical functions are in nvptx-math.ts. */
import { nvptxMath } from "./nvptx-math.ts";
import {
  type AtomicOperation,
  type BarrierAction,
  type Identity,
  implied,
  type Input,
  operand,
  OperationTable,
  type Row,
  type WarpOperation,
} from "./operation.ts";

const axes = ["x", "y", "z"] as const;

function identities(): Row[] {
  const perAxis: readonly (readonly [string, Identity])[] = [
    ["tid", "thread"],
    ["ctaid", "block"],
    ["ntid", "block size"],
    ["nctaid", "grid size"],
  ];
  const plain: readonly (readonly [string, Identity])[] = [
    ["laneid", "lane"],
    ["warpid", "warp"],
    ["nwarpid", "warp count"],
    ["warpsize", "warp size"],
    ["total_smem_size", "shared size"],
    ["dynamic_smem_size", "dynamic shared size"],
    ["clock", "clock"],
    ["clock64", "clock"],
    ["globaltimer", "clock"],
    ["lanemask.eq", "lanes equal"],
    ["lanemask.le", "lanes up to"],
    ["lanemask.lt", "lanes below"],
    ["lanemask.ge", "lanes from"],
    ["lanemask.gt", "lanes above"],
  ];
  const row = (register: string, of: Identity, axis: 0 | 1 | 2): Row => ({
    name: `llvm.nvvm.read.ptx.sreg.${register}`,
    does: { kind: "identity", of, axis },
  });
  return [
    ...perAxis.flatMap(([register, of]) =>
      ([0, 1, 2] as const).map((axis) => row(`${register}.${axes[axis]}`, of, axis)),
    ),
    ...plain.map(([register, of]) => row(register, of, 0)),
    // Special registers that older compilers read with inline assembly.
    assembly("mov.u32 $0, %laneid;", "lane"),
    assembly("mov.u32 $0, %dynamic_smem_size;", "dynamic shared size"),
    assembly("mov.u32 $0, %total_smem_size;", "shared size"),
  ];
}

function assembly(text: string, of: Identity): Row {
  return { name: `asm ${text}`, does: { kind: "identity", of, axis: 0 } };
}

interface BarrierForm {
  readonly action?: BarrierAction;
  readonly barrier?: Input;
  readonly count?: Input;
  readonly predicate?: Input;
  readonly aligned?: boolean;
}

function barrier(name: string, form: BarrierForm, versions: Partial<Row> = {}): Row {
  const { action = "sync", aligned = true, ...rest } = form;
  const { barrier: id = implied(0), count = implied(0), predicate } = rest;
  const reducing = predicate === undefined ? {} : { predicate };
  const does = { kind: "barrier", action, aligned, barrier: id, count, ...reducing } as const;
  return { name: `llvm.nvvm.${name}`, does, ...versions };
}

/** Until LLVM 20; newer versions read these and write those below. */
function olderBarriers(): Row[] {
  const until = { until: 20 };
  const [first, second] = [operand(0), operand(1)];
  return [
    barrier("barrier0", {}, until),
    ...(["and", "or", "popc"] as const).map((action) =>
      barrier(`barrier0.${action}`, { action, predicate: first }, until),
    ),
    barrier("bar.sync", { barrier: first }, until),
    barrier("barrier.n", { barrier: first }, until),
    barrier("barrier", { barrier: first, count: second }, until),
    barrier("barrier.sync", { barrier: first, aligned: false }, until),
    barrier("barrier.sync.cnt", { barrier: first, count: second, aligned: false }, until),
  ];
}

function newerBarriers(): Row[] {
  const since = { since: 21 };
  return [true, false].flatMap((aligned) => {
    const word = aligned ? ".aligned" : "";
    const all = { barrier: operand(0), aligned };
    const counted = { ...all, count: operand(1) };
    return [
      barrier(`barrier.cta.sync${word}.all`, all, since),
      barrier(`barrier.cta.sync${word}.count`, counted, since),
      barrier(`barrier.cta.arrive${word}.count`, { ...counted, action: "arrive" }, since),
      ...(["and", "or", "popc"] as const).flatMap((action) => [
        barrier(
          `barrier.cta.red.${action}${word}.all`,
          { ...all, action, predicate: operand(1) },
          since,
        ),
        barrier(
          `barrier.cta.red.${action}${word}.count`,
          { ...counted, action, predicate: operand(2) },
          since,
        ),
      ]),
    ];
  });
}

interface WarpForm {
  readonly mask?: Input | "converged";
  readonly value?: Input;
  readonly a?: Input;
  readonly b?: Input;
}

function warp(name: string, operation: WarpOperation, form: WarpForm): Row {
  const { mask = operand(0), ...rest } = form;
  return { name: `llvm.nvvm.${name}`, does: { kind: "warp", operation, mask, ...rest } };
}

/** `shfl.sync.down.i32(mask, value, b, c)`; with `p` the result has the predicate; without `sync` the lanes that are there take part. */
function shuffles(): Row[] {
  return (["idx", "up", "down", "bfly"] as const).flatMap((mode) =>
    ["i32", "f32", "i32p", "f32p"].flatMap((type) => [
      warp(`shfl.sync.${mode}.${type}`, `shuffle ${mode}`, {
        value: operand(1),
        a: operand(2),
        b: operand(3),
      }),
      warp(`shfl.${mode}.${type}`, `shuffle ${mode}`, {
        mask: "converged",
        value: operand(0),
        a: operand(1),
        b: operand(2),
      }),
    ]),
  );
}

function votes(): Row[] {
  const value = operand(1);
  const legacy = { mask: "converged", value: operand(0) } as const;
  const reductions = ["add", "min", "max", "umin", "umax", "and", "or", "xor", "fmin", "fmax"];
  return [
    ...(["all", "any", "uni", "ballot"] as const).flatMap((mode) => [
      warp(`vote.${mode}.sync`, mode, { value }),
      warp(`vote.${mode}`, mode, legacy),
    ]),
    warp("match.any.sync.i32", "match any", { value }),
    warp("match.any.sync.i64", "match any", { value }),
    warp("match.all.sync.i32p", "match all", { value }),
    warp("match.all.sync.i64p", "match all", { value }),
    warp("activemask", "active", { mask: "converged" }),
    {
      name: "asm activemask.b32 $0;",
      does: { kind: "warp", operation: "active", mask: "converged" },
    },
    warp("bar.warp.sync", "sync", {}),
    ...reductions.map((op) =>
      warp(`redux.sync.${op}`, op as WarpOperation, { mask: operand(1), value: operand(0) }),
    ),
  ];
}

function atomic(name: string, operation: AtomicOperation): Row {
  const shared = { kind: "atomic", operation, pointer: operand(0) } as const;
  const does =
    operation === "cas"
      ? { ...shared, compare: operand(1), value: operand(2) }
      : { ...shared, value: operand(1) };
  return { name: `llvm.nvvm.atomic.${name}`, does };
}

function atomics(): Row[] {
  const integer: readonly (readonly [string, AtomicOperation])[] = [
    ["add", "add"],
    ["exch", "xchg"],
    ["max", "max"],
    ["min", "min"],
    ["inc", "inc"],
    ["dec", "dec"],
    ["and", "and"],
    ["or", "or"],
    ["xor", "xor"],
    ["cas", "cas"],
  ];
  return [
    atomic("load.add.f32", "fadd"),
    atomic("load.add.f64", "fadd"),
    atomic("load.inc.32", "inc"),
    atomic("load.dec.32", "dec"),
    ...["cta", "sys"].flatMap((scope) => [
      ...integer.map(([name, operation]) => atomic(`${name}.gen.i.${scope}`, operation)),
      atomic(`add.gen.f.${scope}`, "fadd"),
    ]),
  ];
}

function memory(): Row[] {
  const spaces = ["global", "shared", "constant", "local", "param"];
  const isSpace = [
    ["global", "global"],
    ["shared", "shared"],
    ["const", "constant"],
    ["local", "private"],
  ] as const;
  const named = (name: string, does: Row["does"]): Row => ({ name: `llvm.nvvm.${name}`, does });
  return [
    ...["ldg", "ldu"].flatMap((word) =>
      ["f", "i", "p"].map((type) =>
        named(`${word}.global.${type}`, { kind: "load", pointer: operand(0) }),
      ),
    ),
    ...spaces.flatMap((space) => [
      named(`ptr.gen.to.${space}`, { kind: "pointer cast" }),
      named(`ptr.${space}.to.gen`, { kind: "pointer cast" }),
    ]),
    ...isSpace.map(([word, space]) => named(`isspacep.${word}`, { kind: "in space", space })),
    ...["membar.cta", "membar.gl", "membar.sys", "fence.sc.cluster"].map((name) =>
      named(name, { kind: "fence" }),
    ),
    named("nanosleep", { kind: "hint" }),
    named("exit", { kind: "trap" }),
    { name: "asm ", does: { kind: "hint" } },
  ];
}

/** Every intrinsic that CUDA kernels of LLVM 14 to 22 have, except those that tsad refuses: copies in the background, matrices, textures. */
export const nvptxOperations = new OperationTable([
  ...identities(),
  ...olderBarriers(),
  ...newerBarriers(),
  ...shuffles(),
  ...votes(),
  ...atomics(),
  ...memory(),
  ...nvptxMath,
]);
