import { describe, expect, test } from "vitest";
import { type Algebra, type Callee, callees } from "../../src/rules/algebra.ts";
import { inactiveCall, inactiveCallNames } from "../../src/rules/calls.ts";
import { complexNeeds, complexRules } from "../../src/rules/complex.ts";
import { arithRule, lookup, spelling } from "../../src/rules/lookup.ts";
import { needs } from "../../src/rules/needs.ts";
import type { Rule } from "../../src/rules/rule.ts";
import type { Family } from "../../src/rules/spelling.ts";
import { ruleNamed, rules } from "../../src/rules/table.ts";

/** The functions that a row's partials call. */
function called(rule: Rule): ReadonlySet<Callee> {
  const found = new Set<Callee>();
  const nothing = (): null => null;
  const listener: Algebra<null> = {
    num: nothing,
    add: nothing,
    sub: nothing,
    mul: nothing,
    div: nothing,
    neg: nothing,
    lt: nothing,
    le: nothing,
    eq: nothing,
    select: nothing,
    int: nothing,
    iadd: nothing,
    ilt: nothing,
    ieq: nothing,
    toFloat: nothing,
    call: (fn) => {
      found.add(fn);
      return null;
    },
  };
  for (const { partials } of rule.outputs) {
    for (const p of partials) {
      if (p === "inactive") continue;
      p(
        listener,
        rule.args.map(() => null),
        null,
        rule.outputs.map(() => null),
      );
    }
  }
  return found;
}

describe("the table", () => {
  test("no name is given twice", () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    const all = [
      ...rules.flatMap((r) => r.names.map((s) => [s.text, r.name] as const)),
      ...complexRules.flatMap((r) => r.names.map((s) => [s.text, r.name] as const)),
      ...inactiveCallNames.map((n) => [n, "a call without a derivative"] as const),
    ];
    for (const [text, owner] of all) {
      const other = seen.get(text);
      if (other !== undefined) twice.push(`${text}: ${other} and ${owner}`);
      seen.set(text, owner);
    }
    expect(twice).toEqual([]);
    expect(new Set(rules.map((r) => r.name)).size).toBe(rules.length);
  });

  test("every function that a partial may call is a row, and is called by one", () => {
    const used = new Set(rules.flatMap((r) => [...called(r)]));
    // What the complex rows call.
    for (const fn of [
      "sin",
      "cos",
      "sinh",
      "cosh",
      "hypot",
      "atan2",
      "log",
      "sqrt",
      "fabs",
    ] as const) {
      used.add(fn);
    }
    for (const fn of callees) {
      expect(ruleNamed(fn).name).toBe(fn);
      expect(used.has(fn), fn).toBe(true);
    }
  });

  test("what a partial calls can be spelled in every family that has the function, and is found again", () => {
    const missing: string[] = [];
    for (const rule of rules) {
      const families = new Set<Family>(rule.names.map((s) => s.family));
      for (const fn of called(rule)) {
        for (const family of families) {
          for (const kind of ["float", "double"] as const) {
            const name = spelling(fn, kind, family);
            if (name === undefined || lookup(name)?.rule.name !== fn) {
              missing.push(`${rule.name} calls ${fn} in ${family} ${kind}: ${String(name)}`);
            }
          }
        }
      }
    }
    expect(missing).toEqual([]);
  });

  test("decided values that are not finite belong to rows marked singular", () => {
    for (const rule of rules) {
      const infinite = rule.kinks.some(
        (k) => k.x.every(Number.isFinite) && k.partials.some((p) => !Number.isFinite(p)),
      );
      if (infinite) expect(rule.singular, rule.name).toBe(true);
    }
  });

  test("shapes name every argument and every output once", () => {
    for (const rule of rules) {
      for (const s of rule.names) {
        const shape = s.shape;
        if (shape === undefined) {
          expect(rule.outputs.length, s.text).toBe(1);
          continue;
        }
        const args = shape.params.flatMap((p) => ("arg" in p ? [p.arg] : []));
        const outs = shape.params.flatMap((p) => ("out" in p ? [p.out] : []));
        if (shape.returns !== "nothing") {
          outs.push(...("out" in shape.returns ? [shape.returns.out] : shape.returns.fields));
        }
        expect(args.sort(), s.text).toEqual(rule.args.map((_, i) => i));
        expect(outs.sort(), s.text).toEqual(rule.outputs.map((_, i) => i));
      }
    }
  });
});

describe("needs", () => {
  test("what every derivative keeps", async () => {
    const lines = rules.flatMap((rule) =>
      rule.outputs.flatMap((o, k) =>
        o.partials.flatMap((p, i) => {
          if (p === "inactive") return [];
          const list = [...needs(rule, i, k)].sort().join(" ");
          return [`${rule.name}${k === 0 ? "" : `[${o.name}]`} by x${i}: {${list}}`];
        }),
      ),
    );
    const complex = complexRules.flatMap((rule) =>
      rule.args.map(
        (_, i) => `${rule.name} by x${i}: {${[...complexNeeds(rule, i)].sort().join(" ")}}`,
      ),
    );
    await expect(`${[...lines, ...complex].join("\n")}\n`).toMatchFileSnapshot("needs.txt");
  });

  test("the examples of the design", () => {
    for (const name of ["exp", "sqrt", "tanh"]) {
      expect([...needs(ruleNamed(name), 0)]).toEqual(["r"]);
    }
    expect([...needs(ruleNamed("fadd"), 0)]).toEqual([]);
    expect([...needs(ruleNamed("fmul"), 0)]).toEqual(["x1"]);
    expect([...needs(ruleNamed("fmul"), 1)]).toEqual(["x0"]);
  });
});

describe("lookup", () => {
  test.each([
    ["sin", "sin", "libm", "double"],
    ["sinf", "sin", "libm", "float"],
    ["sinl", "sin", "libm", "long double"],
    ["sinf128", "sin", "libm", "fp128"],
    ["__exp_finite", "exp", "libm", "double"],
    ["llvm.sin.f64", "sin", "intrinsic", "double"],
    ["llvm.sin.f80", "sin", "intrinsic", "x86_fp80"],
    ["llvm.powi.f32.i32", "powi", "intrinsic", "float"],
    ["llvm.frexp.f16.i32", "frexp", "intrinsic", "half"],
    ["llvm.minnum.bf16", "fmin", "intrinsic", "bfloat"],
    ["llvm.lround.i64.f32", "lround", "intrinsic", "float"],
    ["__nv_fast_sinf", "sin", "libdevice", "float"],
    ["__nv_fmaf_rn", "fma", "libdevice", "float"],
    ["__nv_dadd_rz", "fadd", "libdevice", "double"],
    ["__ocml_sin_f64", "sin", "ocml", "double"],
    ["__ocml_native_sin_f32", "sin", "ocml", "float"],
    ["llvm.nvvm.ex2.approx.ftz.f", "exp2", "nvvm", "float"],
    ["llvm.nvvm.ex2.approx.f32", "exp2", "nvvm", "float"],
    ["llvm.amdgcn.rcp.f32", "rcp", "amdgcn", "float"],
    ["_FortranAModReal8", "frem", "fortran", "double"],
    ["lgammaf_r", "lgamma_r", "libm", "float"],
    ["_FortranASinF128", "sin", "fortran", "fp128"],
    ["__nv_double2float_rn", "fptrunc", "libdevice", "double"],
    ["llvm.nvvm.fma.rn.ftz.f16", "fma", "nvvm", "half"],
  ])("%s is %s", (name, rule, family, kind) => {
    const match = lookup(name);
    expect([match?.rule.name, match?.family, match?.kind]).toEqual([rule, family, kind]);
  });

  test("vectors", () => {
    expect(lookup("llvm.sin.v4f64")).toMatchObject({
      kind: "double",
      vector: { count: 4, scalable: false },
    });
    expect(lookup("llvm.fma.nxv2f32")).toMatchObject({
      kind: "float",
      vector: { count: 2, scalable: true },
    });
    expect(spelling("cos", "double", "intrinsic", { count: 4, scalable: false })).toBe(
      "llvm.cos.v4f64",
    );
    expect(spelling("sinh", "double", "libm", { count: 4, scalable: false })).toBeUndefined();
  });

  test("forms with operands that are not arguments", () => {
    expect(lookup("llvm.experimental.constrained.fadd.f64")).toMatchObject({
      rule: { name: "fadd" },
      shape: { params: [{ arg: 0 }, { arg: 1 }, { extra: "rounding" }, { extra: "exceptions" }] },
    });
    expect(lookup("llvm.experimental.constrained.floor.f64")?.shape.params).toEqual([
      { arg: 0 },
      { extra: "exceptions" },
    ]);
    expect(lookup("llvm.vp.fmul.v4f32")?.shape.params).toEqual([
      { arg: 0 },
      { arg: 1 },
      { extra: "mask" },
      { extra: "length" },
    ]);
    expect(lookup("llvm.vp.roundtozero.v4f32")?.rule.name).toBe("trunc");
  });

  test("errno belongs to the C library alone", () => {
    expect(lookup("exp")?.errno).toBe(true);
    expect(lookup("fabs")?.errno).toBe(false);
    expect(lookup("llvm.exp.f64")?.errno).toBe(false);
    expect(lookup("__nv_exp")?.errno).toBe(false);
  });

  test.each([
    "main",
    "llvm.sin",
    "llvm.nosuch.f64",
    "llvm.vector.reduce.fadd.v4f64",
    "llvm.ldexp.f64.i64",
    "llvm.experimental.constrained.nosuch.f64",
    "scalbnln",
    "erfinfvl",
    "llvm.memcpy.p0.p0.i64",
  ])("%s has no row", (name) => {
    expect(lookup(name)).toBeUndefined();
  });

  test("instructions by opcode", () => {
    expect(arithRule("fmul")?.name).toBe("fmul");
    expect(arithRule("mul")).toBeUndefined();
  });

  test("long double is the platform's", () => {
    const arm = { longDouble: "fp128" } as const;
    expect(spelling("sinh", "x86_fp80", "libm")).toBe("sinhl");
    expect(spelling("sinh", "fp128", "libm")).toBe("sinhf128");
    expect(spelling("sinh", "fp128", "libm", undefined, arm)).toBe("sinhl");
    expect(spelling("sin", "fp128", "libm")).toBe("sinf128");
    expect(spelling("sin", "x86_fp80", "libm")).toBe("llvm.sin.f80");
    expect(spelling("fabs", "fp128", "libm")).toBe("llvm.fabs.f128");
    expect(spelling("sinh", "half", "libm")).toBeUndefined();
    expect(spelling("cyl_bessel_i0", "double", "libm")).toBeUndefined();
    expect(spelling("powi", "double", "libm")).toBe("llvm.powi.f64.i32");
    expect(spelling("powi", "double", "ocml")).toBe("__ocml_pown_f64");
  });

  test("calls without a derivative", () => {
    expect(inactiveCall("printf")).toMatchObject({ reads: "all", writes: [], stops: false });
    expect(inactiveCall("time")?.writes).toEqual([0]);
    expect(inactiveCall("abort")?.stops).toBe(true);
    expect(inactiveCall("memcpy")).toBeUndefined();
    expect(inactiveCall("fread")).toBeUndefined();
  });
});

test("libdevice: every floating-point function has a row, or is named here", () => {
  const both =
    "acos acosh asin asinh atan atan2 atanh cbrt ceil copysign cos cosh cospi cyl_bessel_i0 cyl_bessel_i1 erf erfc erfcinv erfcx erfinv exp exp10 exp2 expm1 fabs fdim floor fma fmax fmin fmod frexp hypot ilogb j0 j1 jn ldexp lgamma llrint llround log log10 log1p log2 logb modf nearbyint nextafter norm3d norm4d normcdf normcdfinv pow powi rcbrt remainder remquo rhypot rint rnorm3d rnorm4d round rsqrt scalbn sin sincos sincospi sinh sinpi sqrt tan tanh tgamma trunc y0 y1 yn".split(
      " ",
    );
  const single =
    "fast_cosf fast_exp10f fast_expf fast_fdividef fast_log10f fast_log2f fast_logf fast_powf fast_sincosf fast_sinf fast_tanf saturatef frsqrt_rn isnanf isinff finitef signbitf isnand isinfd isfinited signbitd".split(
      " ",
    );
  const rounded =
    "dadd ddiv dmul drcp dsqrt fadd fdiv fmul frcp fsqrt fsub fma fmaf double2int double2uint double2ll double2ull float2int float2uint float2ll float2ull".split(
      " ",
    );
  const names = [
    ...both.flatMap((n) => [n, `${n}f`]),
    ...single,
    ...rounded.flatMap((n) => ["rn", "rz", "ru", "rd"].map((r) => `${n}_${r}`)),
  ].map((n) => `__nv_${n}`);
  const without = names.filter((n) => lookup(n) === undefined);
  expect(without).toEqual([]);
  expect(names.length).toBeGreaterThan(228);
  // These read an array through a pointer: they are calls with memory effects, not scalar functions.
  for (const n of ["norm", "normf", "rnorm", "rnormf"]) {
    expect(lookup(`__nv_${n}`)).toBeUndefined();
  }
});
