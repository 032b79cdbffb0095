/** NVPTX: intrinsics that are functions of numbers, each with the function of the host that computes it. */
import type { Row } from "./operation.ts";

const math = (name: string, host: string): Row => ({
  name: `llvm.nvvm.${name}`,
  does: { kind: "math", host, typed: false },
});

/** Spelled `NAME.f`, `NAME.ftz.f` and `NAME.d`; the host's functions are `f` and `d`. */
function floats(name: string, d: string, f = `${d}f`): Row[] {
  return [math(`${name}.f`, f), math(`${name}.ftz.f`, f), math(`${name}.d`, d)];
}

/** Spelled with a rounding mode; `__nv_fadd_rn` and the like are the host's. */
function rounded(name: string, f: string, d: string): Row[] {
  return [
    ["rn", "rn"],
    ["rz", "rz"],
    ["rm", "rd"],
    ["rp", "ru"],
  ].flatMap(([mode = "", word = ""]) => [
    math(`${name}.${mode}.f`, `${f}_${word}`),
    math(`${name}.${mode}.ftz.f`, `${f}_${word}`),
    math(`${name}.${mode}.d`, `${d}_${word}`),
  ]);
}

/** Conversions to integers: `f2i.rz`, `d2ui.rn` and the like. */
function conversions(): Row[] {
  const modes = [
    ["rn", "rn"],
    ["rz", "rz"],
    ["rm", "rd"],
    ["rp", "ru"],
  ];
  const froms = [
    ["f", "float"],
    ["d", "double"],
  ];
  const tos = [
    ["i", "int"],
    ["ui", "uint"],
    ["ll", "ll"],
    ["ull", "ull"],
  ];
  return froms.flatMap(([from = "", fromWord = ""]) =>
    tos.flatMap(([to = "", toWord = ""]) =>
      modes.flatMap(([mode = "", word = ""]) => [
        math(`${from}2${to}.${mode}`, `__nv_${fromWord}2${toWord}_${word}`),
        math(`${from}2${to}.${mode}.ftz`, `__nv_${fromWord}2${toWord}_${word}`),
      ]),
    ),
  );
}

/** What programs without the intrinsics write in PTX: one instruction with one operand. */
function assembly(): Row[] {
  const hosts = [
    ["rsqrt", "__nv_rsqrt"],
    ["rcp", "tsad_gpu_rcp"],
    ["sqrt", "sqrt"],
    ["ex2", "exp2"],
    ["lg2", "log2"],
    ["sin", "sin"],
    ["cos", "cos"],
    ["tanh", "tanh"],
  ];
  return hosts.flatMap(([name = "", host = ""]) =>
    ["approx", "approx.ftz"].map((mode): Row => {
      const does = { kind: "math", host: `${host}f`, typed: false } as const;
      return { name: `asm ${name}.${mode}.f32 $0, $1;`, does };
    }),
  );
}

/** The rows of nvptx.ts that are functions of numbers. */
export const nvptxMath: readonly Row[] = [
  ...floats("fabs", "fabs"),
  { name: "llvm.nvvm.fabs", does: { kind: "math", host: "tsad_gpu_fabs", typed: true } },
  { name: "llvm.nvvm.fabs.ftz", does: { kind: "math", host: "tsad_gpu_fabs", typed: true } },
  ...floats("fmin", "fmin"),
  ...floats("fmax", "fmax"),
  ...floats("floor", "floor"),
  ...floats("ceil", "ceil"),
  ...floats("trunc", "trunc"),
  ...floats("round", "rint"),
  ...floats("saturate", "__nv_saturate", "__nv_saturatef"),
  ...floats("sqrt.approx", "sqrt"),
  math("sqrt.f", "sqrtf"),
  ...floats("rsqrt.approx", "__nv_rsqrt", "__nv_rsqrtf"),
  math("rcp.approx.ftz.f", "__nv_frcp_rn"),
  math("rcp.approx.ftz.d", "__nv_drcp_rn"),
  ...floats("sin.approx", "sin"),
  ...floats("cos.approx", "cos"),
  ...floats("ex2.approx", "exp2"),
  { name: "llvm.nvvm.ex2.approx", does: { kind: "math", host: "tsad_gpu_exp2", typed: true } },
  { name: "llvm.nvvm.ex2.approx.ftz", does: { kind: "math", host: "tsad_gpu_exp2", typed: true } },
  math("tanh.approx.f32", "tanhf"),
  ...floats("lg2.approx", "log2"),
  math("div.approx.f", "__nv_fdiv_rn"),
  math("div.approx.ftz.f", "__nv_fdiv_rn"),
  ...rounded("add", "__nv_fadd", "__nv_dadd"),
  ...rounded("mul", "__nv_fmul", "__nv_dmul"),
  ...rounded("div", "__nv_fdiv", "__nv_ddiv"),
  ...rounded("fma", "__nv_fmaf", "__nv_fma"),
  ...rounded("rcp", "__nv_frcp", "__nv_drcp"),
  ...rounded("sqrt", "__nv_fsqrt", "__nv_dsqrt"),
  ...conversions(),
  ...assembly(),
  math("bitcast.f2i", "__nv_float_as_int"),
  math("bitcast.i2f", "__nv_int_as_float"),
  math("bitcast.ll2d", "__nv_longlong_as_double"),
  math("bitcast.d2ll", "__nv_double_as_longlong"),
  math("lohi.i2d", "tsad_gpu_lohi2double"),
  math("d2i.lo", "__nv_double2loint"),
  math("d2i.hi", "__nv_double2hiint"),
  math("mulhi.i", "__nv_mulhi"),
  math("mulhi.ui", "__nv_umulhi"),
  math("mulhi.ll", "__nv_mul64hi"),
  math("mulhi.ull", "__nv_umul64hi"),
  math("mul24.i", "__nv_mul24"),
  math("mul24.ui", "__nv_umul24"),
  math("prmt", "__nv_byte_perm"),
  math("popc.i", "__nv_popc"),
  math("popc.ll", "__nv_popcll"),
  math("clz.i", "__nv_clz"),
  math("clz.ll", "__nv_clzll"),
  math("brev32", "__nv_brev"),
  math("brev64", "__nv_brevll"),
  math("abs.i", "__nv_abs"),
  math("abs.ll", "__nv_llabs"),
  math("rotate.b32", "tsad_gpu_rotl32"),
  math("rotate.b64", "tsad_gpu_rotl64"),
];
