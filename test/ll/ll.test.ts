/** Runs every self-describing file of this folder; what the comments mean is said in directives.ts. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Module } from "../../src/ir/module.ts";
import { generateForward } from "../../src/forward/forward.ts";
import { forwardSpecFor } from "../../src/forward/request.ts";
import { Registry } from "../../src/reverse/request/registry.ts";
import { differentiate, type FunctionRequest } from "../../src/pipeline.ts";
import { TsadError } from "../../src/support/errors.ts";
import { Recorder } from "../../src/support/trace.ts";
import { type Directives, readDirectives, type Run } from "./directives.ts";
import { driverText } from "./driver.ts";
import { toolVersions } from "./tools.ts";

const here = import.meta.dirname;
const files = readdirSync(here, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".ll"),
);
const versions = toolVersions();
let scratch = "";

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), "tsad-ll-"));
});
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

/** The options of a `; grad:` line. */
function requestOf(line: string): FunctionRequest {
  const words = line.split(/\s+/);
  const option = (name: string): string | undefined => {
    const index = words.indexOf(name);
    return index < 0 ? undefined : words[index + 1];
  };
  const [fn, wrt, of, activity] = ["--fn", "--wrt", "--of", "--activity"].map(option);
  if (fn === undefined) throw new Error(`no --fn in: ${line}`);
  return {
    fn,
    isKernel: words.includes("--kernel"),
    ...(wrt === undefined ? {} : { wrt: wrt.split(",") }),
    ...(of === undefined ? {} : { of: of.split(",") }),
    ...(activity === undefined ? {} : { activity: readActivity(activity) }),
  };
}

function readActivity(text: string): NonNullable<FunctionRequest["activity"]> {
  const words = new Map<string, "const" | "dup" | "dupnoneed" | "out">();
  for (const entry of text.split(",")) {
    const [name = "", word = ""] = entry.split("=");
    words.set(name, word as "const");
  }
  return words;
}

/** Makes what a `; fwd:` line asks for. */
function makeForward(module: Module, line: string, trace: Recorder): void {
  const request = requestOf(line);
  const primal = module.function(request.fn);
  if (primal === undefined) throw new Error(`no @${request.fn} for: ${line}`);
  const spec = forwardSpecFor(primal, `${request.fn}_fwd`, request, module);
  const width = Number(/--width (\d+)/.exec(line)?.[1] ?? 1);
  const word = /--returns (\w+)/.exec(line)?.[1];
  const returns = { primal: word !== "tangent", tangent: word !== "primal" };
  const asked = word === undefined ? spec.returns : returns;
  generateForward({ ...spec, width, returns: asked }, "external", module, trace);
}

interface Made {
  readonly module: Module;
  readonly plan: string;
}

function make(file: string, text: string, directives: Directives): Made {
  const module = Module.parse(text, { file });
  const { marks } = directives;
  let plan = "";
  const write = (part: string): void => {
    plan += part;
  };
  const trace = new Recorder({ printAfter: new Set(["plan"]), write });
  if (directives.grad.length > 0 || directives.fwd.length === 0) {
    differentiate(module, { requests: directives.grad.map(requestOf), trace, marks });
  } else new Registry(module);
  for (const line of directives.fwd) makeForward(module, line, trace);
  return { module, plan };
}

function checkNumbers(run: Run, printed: readonly number[]): void {
  const expected = [...run.result, ...run.arrays.flat()];
  expect(printed.length, run.line).toBe(expected.length);
  expected.forEach((value, i) => {
    const got = printed[i] ?? Number.NaN;
    if (Number.isNaN(value)) expect(got, run.line).toBeNaN();
    else if (!Number.isFinite(value)) expect(got, run.line).toBe(value);
    else {
      const error = Math.abs(got - value) / Math.max(1, Math.abs(value));
      expect(error, `${run.line}: value ${i} is ${got}, not ${value}`).toBeLessThanOrEqual(
        run.within,
      );
    }
  });
}

async function runAll(
  version: number,
  name: string,
  made: Made,
  runs: readonly Run[],
): Promise<void> {
  const path = join(scratch, `${name.replace(/\W/g, "_")}.${version}.ll`);
  writeFileSync(path, `${made.module.print()}\n${driverText(made.module, runs)}`, "latin1");
  const opaque = version === 14 && !made.module.types.typedPointers ? ["-opaque-pointers"] : [];
  const { stdout } = await execa(`lli-${version}`, [...opaque, path]);
  const printed = stdout
    .split("\n")
    .filter((line) => line !== "")
    .map(Number);
  let next = 0;
  for (const run of runs) {
    const count = run.args.reduce(
      (sum, arg) => sum + ("array" in arg ? arg.array.length : 0),
      run.result.length,
    );
    checkNumbers(run, printed.slice(next, next + count));
    next += count;
  }
  expect(next).toBe(printed.length);
}

describe.each(files)("%s", (name) => {
  const text = readFileSync(join(here, name), "latin1");
  const directives = readDirectives(text);
  const { refuse, notes } = directives;

  if (refuse !== null) {
    test(`is refused with ${refuse.code}`, () => {
      let error: unknown;
      try {
        make(name, text, directives);
      } catch (thrown) {
        error = thrown;
      }
      expect(error).toBeInstanceOf(TsadError);
      if (!(error instanceof TsadError)) return;
      expect(error.code).toBe(refuse.code);
      expect(error.message).toContain(refuse.text);
      expect(error.notes).toEqual(expect.arrayContaining([...notes]));
      expect(error.remedy).not.toBe("");
    });
    return;
  }

  const made = (): Made => make(name, text, directives);
  test("says what to check", () => {
    const checks = directives.runs.length + directives.plan.length + directives.counts.length;
    expect(checks).toBeGreaterThan(0);
  });
  if (directives.plan.length > 0) {
    test("plan", () => {
      const lines = made()
        .plan.split("\n")
        .map((line) => line.trim());
      for (const wanted of directives.plan) {
        expect(
          lines.some((line) => line.startsWith(wanted)),
          wanted,
        ).toBe(true);
      }
    });
  }
  for (const { times, text: wanted } of directives.counts) {
    test(`has ${times} of ${wanted}`, () => {
      const before = text
        .split("\n")
        .filter((line) => !line.startsWith(";"))
        .join("\n");
      const occurrences = (whole: string): number => whole.split(wanted).length - 1;
      const printed = made()
        .module.print()
        .split("\n")
        .filter((line) => !line.startsWith(";"))
        .join("\n");
      expect(occurrences(printed) - occurrences(before)).toBe(times);
    });
  }
  if (directives.runs.length === 0) return;
  const wanted = directives.versions ?? versions;
  const usable = wanted.filter((version) => versions.includes(version));
  test.each(usable)("runs with LLVM %i", async (version) => {
    await runAll(version, name, made(), directives.runs);
  });
});

test("an interpreter of LLVM is here", () => {
  expect(versions.length).toBeGreaterThan(0);
});
