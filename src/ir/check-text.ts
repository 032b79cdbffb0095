/**
 * Asks LLVM itself whether a text is a valid module: through the llvm-bindings add-on in this process where it is installed and
 * the text is in LLVM 14's dialect, else through the `opt` of the matching version on the PATH.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { TsadError } from "../support/errors.ts";
import type { Dialect } from "./dialect.ts";
import { firstLine } from "./io.ts";
import { Module } from "./module.ts";
import { runTool, type Tool, toolFor } from "./tools.ts";
import { describeProblem, verifyModule } from "./verify.ts";

/** Who looked at the text (null when nothing is installed that could), and the first thing wrong with it, if any. */
export interface Verdict {
  readonly by: string | null;
  readonly problem: string | null;
}

/**
 * Lets LLVM check `text`; where none is installed, tsad's own reader and verifier do it.
 * @param file the name of the input the text was made from
 */
export async function checkText(text: string, file: string, dialect: Dialect): Promise<Verdict> {
  const addon = dialect.version === 14 ? await loadAddon() : null;
  const opt = addon === null ? await toolFor("opt", dialect.version) : undefined;
  if (opt !== undefined)
    return { by: basename(opt.path), problem: await optProblem(opt, text, dialect) };
  const misread = readingProblem(text, file, dialect);
  if (misread !== null) return { by: "tsad", problem: misread };
  if (addon === null) return { by: null, problem: null };
  return { by: "llvm-bindings", problem: addonProblem(addon, text) };
}

/** What tsad's own reader and verifier say against `text`, or null: everything is read, as strictly as tsad can. */
function readingProblem(text: string, file: string, dialect: Dialect): string | null {
  try {
    const module = Module.parse(text, { file, llvm: dialect.version });
    module.parseAll();
    const problem = verifyModule(module)[0];
    return problem === undefined ? null : describeProblem(problem);
  } catch (error) {
    if (error instanceof TsadError) return `line ${error.location?.line ?? "?"}: ${error.message}`;
    throw error;
  }
}

async function optProblem(opt: Tool, text: string, dialect: Dialect): Promise<string | null> {
  // LLVM 14 reads opaque pointers only when it is told so.
  const mode = opt.version === 14 && !dialect.typedPointers ? ["-opaque-pointers"] : [];
  const args = [...mode, "-passes=verify", "-disable-output", "-"];
  const result = await runTool(opt, args, Buffer.from(text, "latin1"));
  // Broken debug information is dropped with a warning only, and the exit code is 0.
  const dropped = result.stderr.includes("ignoring invalid debug info");
  return result.ok && !dropped ? null : firstLine(result.stderr);
}

/** The part of llvm-bindings 0.4 that is used. */
interface Addon {
  readonly LLVMContext: new () => object;
  readonly SMDiagnostic: new () => object;
  parseIRFile(file: string, diagnostic: object, context: object): object;
  /** True when the module is broken; the reasons go to standard error. */
  verifyModule(module: object): boolean;
}

async function loadAddon(): Promise<Addon | null> {
  // The package is optional, so the compiler must not look for it.
  const name = ["llvm", "bindings"].join("-");
  try {
    const loaded = (await import(name)) as { default: Addon };
    return loaded.default;
  } catch {
    return null;
  }
}

/**
 * The add-on reads files only, and has no answer to a text that LLVM's reader refuses: it goes on with a null module. That is
 * why {@link readingProblem} comes first.
 */
function addonProblem(addon: Addon, text: string): string | null {
  const directory = mkdtempSync(join(tmpdir(), "tsad-"));
  try {
    const file = join(directory, "result.ll");
    writeFileSync(file, text, "latin1");
    const module = addon.parseIRFile(file, new addon.SMDiagnostic(), new addon.LLVMContext());
    return addon.verifyModule(module) ? "llvm-bindings names the fault above" : null;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
