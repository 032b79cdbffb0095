import { describe, expect, test } from "vitest";
import { verifyFunction } from "../../src/ir/verify.ts";
import { expandConstants } from "../../src/transform/constexpr.ts";
import { removeDeadCode } from "../../src/transform/dce.ts";
import { closeLoops } from "../../src/transform/lcssa.ts";
import { simplifyLoops } from "../../src/transform/loop-simplify.ts";
import { promoteSlots } from "../../src/transform/mem2reg.ts";
import { splitSlots } from "../../src/transform/sroa.ts";
import { unifyExits } from "../../src/transform/unify-exits.ts";
import { unpackAggregates } from "../../src/transform/unpack.ts";
import { removeUnreachableBlocks } from "../../src/transform/unreachable.ts";
import { block, count, instruction, parseFunction } from "../analysis/parse.ts";

/** Runs `transform` on the one definition in `text`, checks the result, and gives it back. */
function after(
  text: string,
  ...transforms: ((fn: ReturnType<typeof parseFunction>["fn"]) => boolean)[]
) {
  const { fn, module } = parseFunction(text);
  for (const transform of transforms) {
    transform(fn);
    expect(verifyFunction(fn)).toEqual([]);
  }
  return { fn, module, text: module.print() };
}

describe("unreachable blocks", () => {
  test("go, and phis forget them", () => {
    const { fn } = after(
      `define i32 @f() {
entry:
  br label %end
lost:
  br label %end
end:
  %p = phi i32 [ 1, %entry ], [ 2, %lost ]
  ret i32 %p
}
`,
      removeUnreachableBlocks,
    );
    expect(fn.blocks.map(({ name }) => name)).toEqual(["entry", "end"]);
    expect(instruction(fn, "p").operandCount).toBe(2);
  });
});

describe("mem2reg", () => {
  test("puts phis where stores meet, and only there", () => {
    const { fn } = after(
      `define double @f(i1 %c, double %x) {
entry:
  %a = alloca double, align 8
  %b = alloca double, align 8
  store double %x, ptr %a, align 8
  store double %x, ptr %b, align 8
  br i1 %c, label %yes, label %end
yes:
  %v = load double, ptr %a, align 8
  %w = fmul double %v, 2.0
  store double %w, ptr %a, align 8
  store double %w, ptr %b, align 8
  br label %end
end:
  %r = load double, ptr %a, align 8
  ret double %r
}
`,
      promoteSlots,
    );
    expect([count(fn, "alloca"), count(fn, "load"), count(fn, "store"), count(fn, "phi")]).toEqual([
      0, 0, 0, 1,
    ]);
  });

  test("looks through typed casts, markers and debug declarations; leaves volatile slots", () => {
    const { fn, text } = after(
      `define i32 @f(i32 %x) {
entry:
  %a = alloca i32, align 4
  %v = alloca i32, align 4
  call void @llvm.dbg.declare(metadata i32* %a, metadata !1, metadata !DIExpression()), !dbg !2
  %p = bitcast i32* %a to i8*
  call void @llvm.lifetime.start.p0i8(i64 4, i8* %p)
  store i32 %x, i32* %a, align 4
  store volatile i32 1, i32* %v, align 4
  %l = load i32, i32* %a, align 4
  call void @llvm.lifetime.end.p0i8(i64 4, i8* %p)
  ret i32 %l
}
declare void @llvm.dbg.declare(metadata, metadata, metadata)
declare void @llvm.lifetime.start.p0i8(i64, i8*)
declare void @llvm.lifetime.end.p0i8(i64, i8*)
!1 = !{}
!2 = !{}
`,
      promoteSlots,
    );
    expect([count(fn, "alloca"), count(fn, "call"), count(fn, "load")]).toEqual([1, 0, 0]);
    expect(text).toContain("ret i32 %x");
  });

  test("reads in a loop what the round before stored", () => {
    const { fn } = after(
      `define i32 @f(i32 %n) {
entry:
  %i = alloca i32
  store i32 0, ptr %i
  br label %loop
loop:
  %old = load i32, ptr %i
  %new = add i32 %old, 1
  store i32 %new, ptr %i
  %c = icmp slt i32 %new, %n
  br i1 %c, label %loop, label %end
end:
  %last = load i32, ptr %i
  ret i32 %last
}
`,
      promoteSlots,
    );
    expect(count(fn, "phi")).toBe(1);
    expect(block(fn, "end").terminator?.operand(0)).toBe(instruction(fn, "new"));
  });
});

describe("scalar replacement", () => {
  test("cuts a struct that is copied whole and used by field", () => {
    const { fn } = after(
      `%pair = type { double, i64 }
define double @f(ptr %from, ptr %to) {
entry:
  %a = alloca %pair, align 8
  %b = alloca %pair, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %a, ptr align 8 %from, i64 16, i1 false)
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %b, ptr align 8 %a, i64 16, i1 false)
  %x = load double, ptr %b, align 8
  %q = getelementptr inbounds %pair, ptr %a, i32 0, i32 1
  store i64 7, ptr %q, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %to, ptr align 8 %a, i64 16, i1 false)
  ret double %x
}
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
`,
      splitSlots,
      promoteSlots,
    );
    expect([count(fn, "alloca"), count(fn, "call")]).toEqual([0, 0]);
  });

  test("moves two floats in the clothes of an i64 as floats", () => {
    const { fn } = after(
      `define float @f(ptr %from) {
entry:
  %a = alloca { float, float }, align 4
  %bits = load i64, ptr %from, align 4
  store i64 %bits, ptr %a, align 4
  %x = load float, ptr %a, align 4
  %q = getelementptr inbounds { float, float }, ptr %a, i32 0, i32 1
  %y = load float, ptr %q, align 4
  %s = fadd float %x, %y
  ret float %s
}
`,
      splitSlots,
      promoteSlots,
    );
    expect([count(fn, "alloca"), count(fn, "trunc"), count(fn, "bitcast")]).toEqual([0, 0, 0]);
  });

  test("leaves arrays with an unknown index, and slots whose address escapes", () => {
    const text = `define double @f(i64 %k) {
entry:
  %a = alloca [4 x double], align 8
  %b = alloca { double, double }, align 8
  %p = getelementptr inbounds [4 x double], ptr %a, i64 0, i64 %k
  store double 1.0, ptr %p, align 8
  call void @g(ptr %b)
  %x = load double, ptr %b, align 8
  ret double %x
}
declare void @g(ptr)
`;
    const { fn } = parseFunction(text);
    expect(splitSlots(fn)).toBe(false);
  });

  test("cuts a vector between its lanes only", () => {
    const { fn } = after(
      `define float @f(<4 x float> %v) {
entry:
  %a = alloca <4 x float>, align 16
  store <4 x float> %v, ptr %a, align 16
  %q = getelementptr inbounds i8, ptr %a, i64 8
  %x = load float, ptr %q, align 8
  %r = getelementptr inbounds i8, ptr %a, i64 2
  %y = load i16, ptr %r, align 2
  ret float %x
}
`,
      splitSlots,
      promoteSlots,
    );
    expect(count(fn, "alloca")).toBe(1);
  });
});

describe("loops", () => {
  const shared = `define i32 @f(i1 %c, i32 %n) {
entry:
  br i1 %c, label %head, label %end
head:
  %i = phi i32 [ 0, %entry ], [ %j, %one ], [ %k, %two ]
  %j = add i32 %i, 1
  %m = mul i32 %j, %n
  br i1 %c, label %one, label %two
one:
  br i1 %c, label %head, label %end
two:
  %k = add i32 %j, 1
  br i1 %c, label %head, label %end
end:
  %r = phi i32 [ 0, %entry ], [ %m, %one ], [ %k, %two ]
  %s = add i32 %r, 1
  ret i32 %s
}
`;

  test("get a preheader, one latch and exits of their own", () => {
    const { fn } = after(shared, simplifyLoops);
    expect(fn.blocks.map(({ name }) => name)).toEqual([
      "entry",
      "preheader",
      "latch",
      "head",
      "one",
      "two",
      "exit",
      "end",
    ]);
  });

  test("are closed by phis in the exits", () => {
    const { fn } = after(
      `define i32 @f(i32 %n) {
entry:
  br label %head
head:
  %i = phi i32 [ 0, %entry ], [ %j, %back ]
  %j = add i32 %i, 1
  %c = icmp slt i32 %j, %n
  br i1 %c, label %back, label %first
back:
  %d = icmp slt i32 %j, 100
  br i1 %d, label %head, label %second
first:
  br label %end
second:
  br label %end
end:
  %s = mul i32 %j, 2
  ret i32 %s
}
`,
      closeLoops,
    );
    expect(count(fn, "phi")).toBe(4);
    const closing = block(fn, "first").first;
    expect(closing?.opcode).toBe("phi");
    expect(closing?.operand(0)).toBe(instruction(fn, "j"));
  });
});

describe("exits", () => {
  test("are joined, with a phi of what is returned", () => {
    const { fn } = after(
      `define i32 @f(i1 %c) {
entry:
  br i1 %c, label %a, label %b
a:
  ret i32 1
b:
  ret i32 2
}
`,
      unifyExits,
    );
    expect([count(fn, "ret"), count(fn, "phi")]).toEqual([1, 1]);
  });
});

describe("constant expressions", () => {
  const text = `@g = global [4 x i32] zeroinitializer
define i64 @f(i1 %c) {
entry:
  br i1 %c, label %a, label %end
a:
  br label %end
end:
  %p = phi i64 [ ptrtoint (ptr getelementptr inbounds ([4 x i32], ptr @g, i64 0, i64 2) to i64), %entry ], [ 0, %a ]
  %q = load i32, ptr getelementptr inbounds ([4 x i32], ptr @g, i64 0, i64 1)
  ret i64 %p
}
`;
  test("are computed where they are used, for a phi where it comes from", () => {
    const { fn } = after(text, (fn) => expandConstants(fn));
    expect([...fn.entry].map((inst) => inst.opcode)).toEqual(["getelementptr", "ptrtoint", "br"]);
    expect(count(fn, "getelementptr")).toBe(2);
  });

  test("that are addresses of globals may stay", () => {
    const { fn } = after(text, (fn) => expandConstants(fn, { keepAddresses: true }));
    expect([count(fn, "getelementptr"), count(fn, "ptrtoint")]).toEqual([0, 1]);
  });
});

describe("dead code", () => {
  test("goes with cycles of phis; calls that may do something stay", () => {
    const { fn, module } = parseFunction(`define void @f(i32 %n) {
entry:
  %dead = call double @llvm.sqrt.f64(double 2.0)
  %kept = call double @effect(double 2.0)
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %j, %loop ]
  %useless = phi i32 [ 1, %entry ], [ %more, %loop ]
  %more = add i32 %useless, %i
  %j = add i32 %i, 1
  %c = icmp slt i32 %j, %n
  br i1 %c, label %loop, label %end
end:
  ret void
}
declare double @llvm.sqrt.f64(double) #0
declare double @effect(double)
attributes #0 = { nounwind willreturn memory(none) }
`);
    expect(removeDeadCode(fn, module)).toBe(true);
    expect(verifyFunction(fn)).toEqual([]);
    expect([count(fn, "call"), count(fn, "phi")]).toEqual([1, 1]);
    expect(removeDeadCode(fn, module)).toBe(false);
  });
});

describe("unpack", () => {
  test("leads fields through pairs, phis, selects and loops", () => {
    const { fn } = after(
      `define double @f(ptr %p, i64 %n, i1 %c) {
entry:
  %a = insertvalue { ptr, i64 } poison, ptr %p, 0
  %b = insertvalue { ptr, i64 } %a, i64 %n, 1
  %s = select i1 %c, { ptr, i64 } %b, { ptr, i64 } zeroinitializer
  br i1 %c, label %loop, label %end
loop:
  %w = phi { ptr, i64 } [ %s, %entry ], [ %next, %loop ]
  %q = extractvalue { ptr, i64 } %w, 0
  %k = extractvalue { ptr, i64 } %w, 1
  %l = sub i64 %k, 1
  %next = insertvalue { ptr, i64 } %w, i64 %l, 1
  %more = icmp ugt i64 %l, 0
  br i1 %more, label %loop, label %end
end:
  %e = phi { ptr, i64 } [ %b, %entry ], [ %next, %loop ]
  %r = extractvalue { ptr, i64 } %e, 0
  %v = load double, ptr %r, align 8
  ret double %v
}
`,
      unpackAggregates,
      (each) => removeDeadCode(each, { attributeGroupText: () => "" }),
    );
    expect(count(fn, "extractvalue")).toBe(0);
    expect(count(fn, "insertvalue")).toBe(0);
    // The pointer is the same in every round, so its phi is gone too.
    expect(count(fn, "phi")).toBe(2);
    expect(count(fn, "select")).toBe(2);
  });

  test("keeps what it cannot follow: calls, parts changed inside, results of invokes", () => {
    const { fn } = after(
      `declare { ptr, { i64, i64 } } @g()
declare i32 @pers(...)
define i64 @f(i1 %c, i64 %x, { ptr, { i64, i64 } } %whole) personality ptr @pers {
entry:
  %g = call { ptr, { i64, i64 } } @g()
  %h = insertvalue { ptr, { i64, i64 } } %g, i64 %x, 1, 0
  %pair = extractvalue { ptr, { i64, i64 } } %h, 1
  %one = extractvalue { i64, i64 } %pair, 1
  switch i64 %x, label %other [ i64 1, label %end
    i64 2, label %end ]
other:
  %i = invoke { ptr, { i64, i64 } } @g() to label %end unwind label %bad
bad:
  %pad = landingpad { ptr, i32 } cleanup
  ret i64 0
end:
  %e = phi { ptr, { i64, i64 } } [ %g, %entry ], [ %g, %entry ], [ %i, %other ]
  %d = phi { ptr, { i64, i64 } } [ %whole, %entry ], [ %whole, %entry ], [ zeroinitializer, %other ]
  %r = extractvalue { ptr, { i64, i64 } } %e, 1, 0
  %t = extractvalue { ptr, { i64, i64 } } %d, 1, 1
  %u = add i64 %r, %t
  %v = add i64 %u, %one
  ret i64 %v
}
`,
      unpackAggregates,
    );
    // %one comes out of the call, %r out of the phi of the invoke's result, %t at the end of entry; %pair stays.
    expect(instruction(fn, "one").operand(0)).toBe(instruction(fn, "pair"));
    expect(instruction(fn, "r").operand(0)).toBe(instruction(fn, "e"));
    const entry = fn.entry.terminator?.prev;
    expect(entry?.opcode).toBe("extractvalue");
    expect(entry?.operand(0)).toBe(fn.args[2]);
  });
});
