import { afterEach, describe, expect, it, vi } from "vitest";
import { checkText } from "../../src/ir/check-text.ts";
import { dialectOf } from "../../src/ir/dialect.ts";
import { findTools } from "../../src/ir/tools.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

const good = "define void @f(ptr %p) {\n  ret void\n}\n";
/** What a reader can see, and what only LLVM's verifier knows. */
const misread = good.replace("ret void", "ret i32 %q");
const misused =
  good.replace("ret void", "call void @llvm.sin.f64()\n  ret void") +
  "declare void @llvm.sin.f64()\n";

describe("checkText without LLVM", () => {
  it("rests on tsad's own reader", async () => {
    vi.stubEnv("PATH", "");
    const dialect = dialectOf(19);
    expect(await checkText(good, "f.ll", dialect)).toEqual({ by: null, problem: null });
    const { problem } = await checkText(misread, "f.ll", dialect);
    expect(problem).toMatch(/^line 2: /);
  });
});

const versions = findTools("opt").flatMap(({ version }) => (version === null ? [] : [version]));

describe.runIf(versions.length > 0)("checkText with opt", () => {
  it.each(versions)("of LLVM %i names what is wrong", async (version) => {
    const dialect = dialectOf(version, false);
    expect((await checkText(good, "f.ll", dialect)).problem).toBe(null);
    expect((await checkText(misread, "f.ll", dialect)).problem).toMatch(/2:7: value/);
    expect((await checkText(misused, "f.ll", dialect)).problem).toMatch(/Intrinsic/);
  });
});
