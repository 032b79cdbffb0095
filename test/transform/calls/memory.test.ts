import { describe, expect, test } from "vitest";
import { TsadError } from "../../../src/support/errors.ts";
import { AllocaInst, CallInst } from "../../../src/ir/instructions.ts";
import { Module } from "../../../src/ir/module.ts";
import { verifyModule } from "../../../src/ir/verify.ts";
import { copyByvalArguments, lowerByval } from "../../../src/transform/byval.ts";
import { heapify, heapifyPromoted } from "../../../src/transform/heapify.ts";
import { plainCopies } from "../../../src/transform/plain-copies.ts";
import { must } from "../../../src/support/assert.ts";
import { count } from "../../analysis/parse.ts";
import { expectSame, versions } from "./run.ts";

const cases = versions.flatMap((llvm) => ["-O0", "-O2"].map((level) => ({ llvm, level })));

const arrays = `
#include <alloca.h>
#include <stdio.h>
#include <stdint.h>
void use(double *p, int n) { for (int i = 0; i < n; i++) p[i] = p[i] * 2 + i; }
__attribute__((noinline)) double nested(int n) {
  double sum = 0;
  for (int i = 1; i < n; i++) {
    double a[i];
    for (int k = 0; k < i; k++) a[k] = k;
    use(a, i);
    if (i == 3) continue;
    for (int j = 1; j < i; j++) {
      float b[i][j];
      for (int k = 0; k < i; k++) for (int l = 0; l < j; l++) b[k][l] = k + l;
      if (j == 5) return sum + 1000;
      sum += b[i - 1][j - 1];
    }
    sum += a[i - 1];
  }
  return sum;
}
__attribute__((noinline)) double once(unsigned char n) {
  double *p = alloca(n * sizeof(double));
  double q[n] __attribute__((aligned(64)));
  for (int i = 0; i < n; i++) { p[i] = i; q[i] = 1; }
  use(p, n);
  return p[n - 1] + q[0] + (uintptr_t)q % 64;
}
int main(void) { printf("%g %g %g\\n", nested(5), nested(9), once(200)); return 0; }
`;

const copies = `
#include <stdio.h>
#include <string.h>
#include <strings.h>
void *mempcpy(void *, const void *, size_t);
void *__memcpy_chk(void *, const void *, size_t, size_t);
int main(void) {
  double a[4] = {1, 2, 3, 4}, b[4], c[4], d[4];
  double *p = memcpy(b, a, sizeof a);
  double *e = mempcpy(c, b, 2 * sizeof(double));
  memmove(p + 1, p, 2 * sizeof(double));
  bcopy(b, d, sizeof d);
  __memcpy_chk(e, a, 16, 16);
  int *z = memset(a, 256 + 255, sizeof(int));
  printf("%g %g %g %g %d %ld\\n", b[2], c[1], c[3], d[1], *z, (long)(e - c));
  return 0;
}
`;

const structs = `
#include <stdio.h>
struct big { double v[5]; int n; };
__attribute__((noinline)) static double eat(struct big b, double *out) {
  for (int i = 0; i < 5; i++) { b.v[i] *= 2; *out += b.v[i]; }
  return b.v[b.n];
}
int main(void) {
  struct big b = {{1, 2, 3, 4, 5}, 2};
  double sum = 0;
  for (int i = 0; i < 3; i++) sum += eat(b, &sum);
  printf("%g %g\\n", sum, b.v[2]);
  return 0;
}
`;

describe.skipIf(versions.length === 0)("memory", () => {
  test.each(cases)("stack memory of variable size goes to the heap: $level of LLVM $llvm", async ({
    llvm,
    level,
  }) => {
    const module = await expectSame({
      source: arrays,
      language: "c",
      llvm,
      flags: [level],
      step: (fn, services) => {
        heapifyPromoted(fn, services);
      },
    });
    for (const name of ["nested", "once"]) {
      const fn = must(module.function(name), "the program defines it");
      const sized = [...fn.instructions()].filter((inst) => {
        return inst instanceof AllocaInst && inst.parent !== fn.entry;
      });
      expect(sized).toEqual([]);
      expect(calls(module, name, /stack(save|restore)/)).toBe(0);
      expect(calls(module, name, /^(malloc|aligned_alloc)$/)).toBeGreaterThan(1);
    }
  });

  test.each(cases)("library copies become intrinsics: $level of LLVM $llvm", async ({
    llvm,
    level,
  }) => {
    const module = await expectSame({
      source: copies,
      language: "c",
      llvm,
      flags: [level, "-fno-builtin"],
      step: plainCopies,
    });
    expect(calls(module, "main", /^(mem|bcopy|__mem)/)).toBe(0);
    expect(calls(module, "main", /^llvm\.mem(cpy|move|set)/)).toBeGreaterThan(4);
  });

  test.each(cases)("what is passed by value is copied: $level of LLVM $llvm", async ({
    llvm,
    level,
  }) => {
    const module = await expectSame({
      source: structs,
      language: "c",
      llvm,
      flags: [level, "-fno-inline"],
      step: copyByvalArguments,
      only: ({ name }) => name === "main",
    });
    expect(calls(module, "main", /^llvm\.memcpy/)).toBeGreaterThan(0);
  });
});

function calls(module: Module, name: string, callee: RegExp): number {
  const fn = must(module.function(name), "the program defines it");
  return [...fn.instructions()].filter((inst) => {
    return inst instanceof CallInst && callee.test(inst.callee.name ?? "");
  }).length;
}

describe("stack memory", () => {
  const text = `
declare void @use(ptr)
define void @f(i32 %n, i1 %c) {
entry:
  br i1 %c, label %once, label %loop
once:
  %a = alloca double, align 8
  call void @use(ptr %a)
  br label %loop
loop:
  %b = alloca double, i32 %n, align 8
  call void @use(ptr %b)
  br i1 %c, label %loop, label %end
end:
  ret void
}
`;
  test("of fixed size that is come to once moves to the entry; what would leak stays", () => {
    const module = Module.parse(text, { file: "test.ll" });
    const fn = must(module.function("f"), "defined");
    expect(heapify(fn, module, { frees: "here" })).toBe(true);
    expect(verifyModule(module)).toEqual([]);
    expect([count(fn, "alloca"), calls(module, "f", /^malloc$/)]).toEqual([2, 0]);
    expect(fn.entry.first?.name).toBe("a");
  });

  test("of several elements is an array, as aligned as it was", () => {
    const several = `define void @f() {
  %a = alloca i8, i64 815, align 16
  call void @use(ptr %a)
  ret void
}
declare void @use(ptr)
`;
    const module = Module.parse(several, { file: "test.ll" });
    heapify(must(module.function("f"), "defined"), module, { frees: "later" });
    expect(verifyModule(module)).toEqual([]);
    expect(module.print()).toContain("alloca [815 x i8], align 16");
  });

  test("is not freed where the caller does that", () => {
    const module = Module.parse(text, { file: "test.ll" });
    const fn = must(module.function("f"), "defined");
    heapify(fn, module, { frees: "none" });
    expect(verifyModule(module)).toEqual([]);
    expect([count(fn, "alloca"), calls(module, "f", /^malloc$/)]).toEqual([1, 1]);
    expect(calls(module, "f", /^free$/)).toBe(0);
  });
});

describe("arguments in memory", () => {
  const module = Module.parse(
    `
%s = type { double, double }
define void @take(ptr byval(%s) align 8 %p, ptr %q) {
  ret void
}
define void @f(ptr %x) {
  call void @take(ptr byval(%s) align 8 %x, ptr %x)
  ret void
}
define void @g(ptr %x) {
  call void @other(ptr inalloca(%s) %x)
  ret void
}
declare void @other(ptr inalloca(%s))
`,
    { file: "test.ll" },
  );
  const named = (name: string) => must(module.function(name), "defined");

  test("are copied once each, and the working copy of the callee takes a plain pointer", () => {
    expect(copyByvalArguments(named("f"), module)).toBe(1);
    expect(copyByvalArguments(named("f"), module)).toBe(0);
    expect(lowerByval(named("take"))).toBe(true);
    expect(named("take").args.map(({ attributes }) => attributes)).toEqual(["align 8", ""]);
    expect(verifyModule(module)).toEqual([]);
  });

  test("that the caller lays out are refused", () => {
    expect(() => copyByvalArguments(named("g"), module)).toThrow(TsadError);
  });
});
