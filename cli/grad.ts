/** `tsad grad`: from options to requests, and from the changed module to files. */
import { checkText } from "../src/ir/check-text.ts";
import { type Output, writeOutputs } from "../src/ir/io.ts";
import type { Module } from "../src/ir/module.ts";
import { differentiateFresh } from "../src/attempts.ts";
import { readRule } from "../src/checkpoint/loops/rules.ts";
import { type FunctionRequest, stepNames } from "../src/pipeline.ts";
import { renderHeader } from "../src/reverse/header.ts";
import type { PlanMode } from "../src/reverse/recompute.ts";
import { TsadError } from "../src/support/errors.ts";
import { suggestions } from "../src/support/suggest.ts";
import { Recorder } from "../src/support/trace.ts";
import type { ActivityWord, Mode } from "./options.ts";
import type { TextOptions } from "./plain.ts";
import type { Session } from "./session.ts";

/** What commander makes of the options of `tsad grad`. */
export interface GradOptions extends TextOptions {
  readonly output: string;
  readonly fn?: readonly string[];
  readonly kernel?: readonly string[];
  readonly name?: readonly string[];
  readonly wrt?: readonly string[];
  readonly of?: readonly string[];
  readonly activity?: ReadonlyMap<string, ActivityWord>;
  readonly mode: Mode;
  readonly plan: PlanMode;
  readonly header?: string;
  readonly verify: boolean;
  readonly errorLimit: number;
  readonly printAfter?: readonly string[];
  readonly checkpoint?: readonly string[];
  readonly explainCheckpoint?: boolean;
  readonly time?: boolean;
}

/**
 * Differentiates the module at `input` and writes it, with the header when asked for; both files or none.
 * @throws TsadError for wrong options before anything is read, and for everything that cannot be differentiated
 */
export async function grad(session: Session, input: string, options: GradOptions): Promise<void> {
  checkOptions(options);
  const recorder = new Recorder({
    printAfter: new Set([...(options.printAfter ?? []), ...explained(options)]),
    write: (text) => process.stderr.write(text),
  });
  const checkpoints = (options.checkpoint ?? []).map(readRule);
  const read = await session.reader(input, options.llvm);
  const { module, result } = recorder.step("differentiate", () =>
    differentiateFresh(read, (fresh) => ({
      requests: requestsOf(options, fresh),
      trace: recorder,
      errorLimit: options.errorLimit,
      plan: options.plan,
      checkpoints,
      hasHeader: options.header !== undefined,
    })),
  );
  const text = recorder.step("print", () => module.print());
  const outputs: Output[] = [{ path: options.output, text }];
  if (options.header !== undefined) {
    outputs.push({ path: options.header, text: renderHeader(result, module) });
  }
  if (options.verify) await checkResult(text, module);
  writeOutputs(outputs);
  if (options.time === true) process.stderr.write(recorder.table());
}

/** The step that says what the states of checkpointed loops are. */
function explained({ explainCheckpoint }: GradOptions): readonly string[] {
  return explainCheckpoint === true ? ["checkpoints"] : [];
}

async function checkResult(text: string, module: Module): Promise<void> {
  const { by, problem } = await checkText(text, module.file, module.dialect);
  if (problem !== null) throw new TsadError("E_VERIFY", { reason: `${by ?? "tsad"}: ${problem}` });
}

/** Everything that is wrong whatever the module is. */
function checkOptions(options: GradOptions): void {
  const { fn = [], kernel = [], name = [], header, output } = options;
  const all = [...fn, ...kernel];
  if (output === "") throw usage("the output path is empty");
  if (header === "") throw usage("the path of the header is empty");
  if (header !== undefined && header === output) {
    throw usage("the module and the header cannot both go to the same place");
  }
  const twice = repeated(all) ?? repeated(name);
  if (twice !== undefined) throw usage(`the name ${twice} is given twice`);
  if (name.length > 0) checkNames(name.length, all.length, kernel.length > 0);
  if (all.length === 0) checkForNothing(options);
  else if (kernel.length > 0) checkKernels(options.mode);
  const unknown = options.printAfter?.find((step) => !stepNames.includes(step));
  if (unknown !== undefined) {
    throw usage(`there is no step ${unknown}; the steps are ${stepNames.join(", ")}`);
  }
}

function checkNames(names: number, all: number, withKernels: boolean): void {
  if (names === all) return;
  const asked = withKernels ? "--fn and --kernel" : "--fn";
  throw usage(`there are ${names} --name for ${all} ${asked}; give one for each, or none`);
}

function checkKernels(mode: Mode): void {
  if (mode !== "forward") return;
  throw usage("--kernel is for gradients: --mode forward is for functions");
}

/** Options that are about functions, where none is given. */
function checkForNothing({ wrt, of, activity, mode }: GradOptions): void {
  if ([wrt, of, activity].some((option) => option !== undefined)) {
    throw usage("--wrt, --of and --activity need a --fn they are about");
  }
  if (mode === "forward") throw usage("--mode forward needs a --fn it is about");
}

function repeated(names: readonly string[]): string | undefined {
  return names.find((name, i) => names.indexOf(name) !== i);
}

function usage(reason: string): TsadError {
  return new TsadError("E_USAGE", { reason, remedy: "see `tsad grad --help`" });
}

/** The options that say what is differentiated. */
export type RequestOptions = Pick<
  GradOptions,
  "fn" | "kernel" | "name" | "wrt" | "of" | "activity" | "mode"
>;

/** One request for each function named, then for each kernel. @throws TsadError E_NO_FUNCTION, or E_USAGE for a name that is taken */
export function requestsOf(options: RequestOptions, module: Module): FunctionRequest[] {
  const functions = options.fn ?? [];
  return [...functions, ...(options.kernel ?? [])].map((given, i) => {
    const fn = given.replace(/^@/, "");
    if (module.function(fn) === undefined) throw unknownFunction(fn, module);
    const name = options.name?.[i];
    if (name !== undefined && module.global(name) !== undefined) {
      throw usage(`the module has a @${name} already, so the gradient cannot have that name`);
    }
    return {
      fn,
      mode: options.mode,
      isKernel: i >= functions.length,
      ...(name === undefined ? {} : { name }),
      ...(options.wrt === undefined ? {} : { wrt: options.wrt }),
      ...(options.of === undefined ? {} : { of: options.of }),
      ...(options.activity === undefined ? {} : { activity: options.activity }),
    };
  });
}

/** How many names a message lists when none is close to the one given. */
const listedNames = 8;

/** The error for a name that no function of the module has, with the closest name or all of them. */
export function unknownFunction(name: string, module: Module): TsadError {
  const defined = [...module.functions()].filter((fn) => !fn.isDeclaration).map((fn) => fn.name);
  const [closest] = suggestions(name, defined, 1);
  const listed = defined.slice(0, listedNames).join(", ");
  const more = defined.length > listedNames ? ", …" : "";
  return new TsadError("E_NO_FUNCTION", {
    details: { name, file: module.file, known: defined.length === 0 ? "it defines none" : listed },
    ...(closest === undefined
      ? {
          remedy:
            defined.length === 0 ? "the module defines no function" : `it defines ${listed}${more}`,
        }
      : { remedy: `did you mean ${closest}?` }),
  });
}
