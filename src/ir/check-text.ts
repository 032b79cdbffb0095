/**
 * Asks LLVM itself whether a text is a valid module: through the llvm-bindings add-on where it is installed and the text is in
 * LLVM 14's dialect, else through the `opt` of the matching version on the PATH.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
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
  const addon = dialect.version === 14 ? await askAddon(text) : null;
  if (addon !== null) return addon;
  const opt = await toolFor("opt", dialect.version);
  if (opt === undefined) return { by: null, problem: readingProblem(text, file, dialect) };
  return { by: basename(opt.path), problem: await optProblem(opt, text, dialect) };
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
  if (result.ok && !dropped) return null;
  return firstLine(result.stderr)
    .replace(/^\S*opt\S*: /, "")
    .replace("error: ", "");
}

/**
 * Reads a file with llvm-bindings 0.4 and verifies it; exit code 1 when it is broken, 3 when the add-on was not built. The add-on
 * has no answer to a text that LLVM's reader refuses (it goes on with a null module and crashes), so it does not run in tsad's
 * own process.
 */
const addonScript = `
let llvm;
try { llvm = require(process.argv[1]); } catch { process.exit(3); }
const module_ = llvm.parseIRFile(process.argv[2], new llvm.SMDiagnostic(), new llvm.LLVMContext());
process.exitCode = llvm.verifyModule(module_) ? 1 : 0;
`;

/** What LLVM 14 says through the add-on, or null where it is not installed. */
async function askAddon(text: string): Promise<Verdict | null> {
  const addon = addonPath();
  if (addon === null) return null;
  const directory = mkdtempSync(join(tmpdir(), "tsad-"));
  try {
    const file = join(directory, "result.ll");
    writeFileSync(file, text, "latin1");
    const node = { path: process.execPath, version: null };
    const result = await runTool(node, ["-e", addonScript, addon, file]);
    if (result.code === 3) return null;
    const refused =
      result.code === null ? "LLVM 14 cannot read the text" : firstLine(result.stderr);
    return { by: "llvm-bindings", problem: result.ok ? null : refused };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function addonPath(): string | null {
  try {
    return createRequire(import.meta.url).resolve("llvm-bindings");
  } catch {
    return null;
  }
}
