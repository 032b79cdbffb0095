import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { showDecision, type ShowOptions } from "../../cli/show.ts";
import { Module } from "../../src/ir/module.ts";
import { TsadError } from "../../src/support/errors.ts";
import { tsad } from "./command.ts";

const input = fileURLToPath(new URL("show/rows.ll", import.meta.url));
const text = readFileSync(input, "latin1");

/** What `tsad show` prints, and the code of the error that it ends with. */
function shown(
  what: "activity" | "plan",
  options: ShowOptions,
): { printed: string; code: string | null } {
  let printed = "";
  try {
    showDecision(Module.parse(text, { file: input }), what, options, (part) => {
      printed += part;
    });
    return { printed, code: null };
  } catch (error) {
    if (error instanceof TsadError) return { printed, code: error.code };
    throw error;
  }
}

const rows: ShowOptions = { fn: ["rows"], wrt: ["x"], of: ["ret"] };

describe("tsad show activity", () => {
  it("says what is active, and why the rest is not", () => {
    expect(shown("activity", rows)).toEqual({
      code: null,
      printed: `activity of @rows
  parameters:
    x: dup, its memory is active
    y: const
    n: const
    scale: const
  memory:
    *x: active
    @weights: inactive (not varied: it depends on no active input)
    *y: inactive (not useful: no active output depends on it)
  values:
    active: %sum = phi double [ 0.0, %entry ], [ %total, %outer.end ]
    active: %v = load double, ptr %px
    active: %start = call double @sin(double %v)
    active: %t = phi double [ %start, %outer ], [ %t.next, %inner ]
    inactive (not varied: it depends on no active input): %w = load double, ptr %pw
    active: %square = fmul double %t, %t
    active: %t.next = fmul double %square, %w
    inactive (stores to inactive memory): store double %t.next, ptr %py
    active: %total = fadd double %sum, %t.next
`,
    });
  });

  it("shows what a refusal is about before it is told", () => {
    const { printed, code } = shown("activity", { fn: ["refused"] });
    expect(printed).toContain("of unknown derivative: %b = call double @opaque(double %a)");
    expect(code).toBe("E_NO_RULE");
  });
});

describe("tsad show plan", () => {
  it("says what is kept, how often, and in how many bytes", () => {
    expect(shown("plan", rows)).toEqual({
      code: null,
      printed: `plan of @rows
  affine: %i = phi i64 [ 0, %entry ], [ %i.next, %outer.end ]
  recompute shadow: %px = getelementptr inbounds double, ptr %x, i64 %i
  keep: %v = load double, ptr %px
  keep: %t = phi double [ %start, %outer ], [ %t.next, %inner ]
  keep: %w = load double, ptr %pw
  tape:
    loop outer (((1 < n) ? (n - 1) : 0) + 1 times): 8 bytes
      %v (double)
    loop outer (((1 < n) ? (n - 1) : 0) + 1 times) > loop inner (3 times): 16 bytes
      %t (double)
      %w (double)

plan of @rows, where a check at entry finds memory apart
  affine: %i = phi i64 [ 0, %entry ], [ %i.next, %outer.end ]
  recompute: %px = getelementptr inbounds double, ptr %x, i64 %i
  recompute shadow: %px = getelementptr inbounds double, ptr %x, i64 %i
  recompute: %v = load double, ptr %px
  affine: %j = phi i64 [ 0, %outer ], [ %j.next, %inner ]
  keep: %t = phi double [ %start, %outer ], [ %t.next, %inner ]
  recompute: %pw = getelementptr inbounds [3 x double], ptr @weights, i64 0, i64 %j
  recompute: %w = load double, ptr %pw
  tape:
    loop outer (((1 < n) ? (n - 1) : 0) + 1 times) > loop inner (3 times): 8 bytes
      %t (double)
`,
    });
  });
});

describe("tsad show", () => {
  it("refuses options that have no meaning", async () => {
    const without = await tsad("show", "plan", input);
    expect(without.code).toBe(2);
    expect(without.stderr).toContain("show plan needs a --fn");
    const objects = await tsad("show", "objects", input, "--wrt", "x");
    expect(objects.code).toBe(2);
    expect(objects.stderr).toContain("--wrt, --of and --activity are for show activity");
  });

  it("says what can be shown", async () => {
    const { stdout } = await tsad("show", "--help");
    for (const what of ["objects", "types", "modref", "activity", "plan"]) {
      expect(stdout).toContain(what);
    }
  });
});
