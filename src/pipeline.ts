/** The visible list: what tsad does to a module, in order. */
import { CallInst } from "./ir/instructions.ts";
import type { Function } from "./ir/graph.ts";
import type { Module } from "./ir/module.ts";
import { tellSource } from "./ir/source-terms.ts";
import { CallDerivatives } from "./pipeline-calls.ts";
import { refuse } from "./reverse/fail.ts";
import { generateGradient, type Linkage } from "./reverse/gradient.ts";
import { type PlanMode, planModes } from "./reverse/recompute.ts";
import { kernelPrototype } from "./gpu/kernel/header.ts";
import { generateKernel } from "./gpu/kernel/kernel.ts";
import { eraseMarks, hasMarks } from "./checkpoint/loops/erase.ts";
import { lowerExplicitLoops } from "./checkpoint/loops/explicit.ts";
import { applyRules, type CheckpointRule } from "./checkpoint/loops/rules.ts";
import { spellMarks } from "./checkpoint/loops/spellings.ts";
import { markedLoops } from "./checkpoint/loops/index.ts";
import { setLoopCheckpoints } from "./reverse/checkpoints.ts";
import { threadsOf } from "./gpu/threads.ts";
import { checkTogether } from "./gpu/together.ts";
import { setTarget, targetOf } from "./reverse/target.ts";
import { definePool, undefinePool } from "./reverse/tape-pool.ts";
import type { GradientResult, GradientSummary } from "./reverse/header.ts";
import { type ParameterChoices, parameterNames, specFor } from "./reverse/parameters.ts";
import { eraseHints } from "./reverse/request/hints.ts";
import { eraseMarkerLoads } from "./reverse/request/marker-loads.ts";
import { requestedBy } from "./reverse/request/modes.ts";
import { inlineWrappers } from "./reverse/request/wrappers.ts";
import { Registry } from "./reverse/request/registry.ts";
import { type GradientSpec, withMarks } from "./reverse/spec.ts";
import { generateForward } from "./forward/forward.ts";
import { forwardPrototype } from "./forward/header.ts";
import { forwardSpecFor } from "./forward/request.ts";
import { ContentIndex } from "./analysis/contents.ts";
import { forgetSummaries } from "./analysis/objects/summaries.ts";
import type { MarkUse } from "./analysis/marks.ts";
import type { Type } from "./ir/types.ts";
import { calledFunction } from "./analysis/effects.ts";
import { ErrorList } from "./support/error-list.ts";
import { TsadError } from "./support/errors.ts";
import type { Trace } from "./support/trace.ts";
import { prepareSteps } from "./transform/prepare.ts";

export type { GradientResult } from "./reverse/header.ts";

/** One gradient asked for by name. */
export interface FunctionRequest extends ParameterChoices {
  /** The function, without its `@`. */
  readonly fn: string;
  /** Name of the gradient; `${fn}_grad` (in forward mode `${fn}_fwd`) when absent. */
  readonly name?: string;
  /** "reverse" when absent. */
  readonly mode?: "reverse" | "forward";
  /** True for a kernel of a GPU, of which another kernel computes the gradient. */
  readonly isKernel?: boolean;
}

/** What to do to a module. */
export interface GradientOptions {
  readonly requests: readonly FunctionRequest[];
  readonly trace: Trace;
  /** How many errors of different requests and calls are told before the run ends; 1 when absent. */
  readonly errorLimit?: number;
  /** True to leave calls that ask for derivatives alone, but for those that a request needs. */
  readonly onlyRequests?: boolean;
  /** Of which memory it is told at run time what it holds, by marks in its shadow (src/reverse/marked.ts); of none when absent. */
  readonly marks?: MarkUse;
  /** What is kept for the reverse sweep; "cut" when absent. */
  readonly plan?: PlanMode;
  /** Loops that are checkpointed beside those that the program marks. */
  readonly checkpoints?: readonly CheckpointRule[];
  /** True where a header will be written: what it says of parameters is then found out while the module is as it was. */
  readonly hasHeader?: boolean;
}

/** The steps that `--print-after` knows. */
export const stepNames: readonly string[] = [
  "clone",
  "inline",
  ...prepareSteps.map((step) => step.name),
  "retype",
  "checkpoints",
  "analyse",
  "activity",
  "plan",
  "forward",
  "backward",
  "tangents",
  "tidy",
];

/**
 * Changes `module` in place: adds a gradient for each request, and replaces every `__enzyme_autodiff` and `__tsad_autodiff` call by a
 * call of one.
 * @throws TsadError when something is asked for that cannot be done soundly, or when nothing is asked for; TsadErrors when that are
 * several things and `errorLimit` allows to tell them. The module is of no use then.
 */
export function differentiate(module: Module, options: GradientOptions): GradientResult {
  eraseHints(module);
  lowerExplicitLoops(module);
  spellMarks(module);
  applyRules(options.checkpoints ?? [], module);
  forgetSummaries(module);
  undefinePool(module);
  planModes(module).mode = options.plan ?? "cut";
  setTarget(module, threadsOf(module.triple));
  setLoopCheckpoints(module, hasMarks(module) ? markedLoops : null);
  const run = new Run(module, options);
  const calls = options.onlyRequests === true ? [] : run.callSites();
  if (options.requests.length === 0 && calls.length === 0) {
    throw new TsadError("E_USAGE", {
      reason: `nothing to differentiate: no --fn is given, and ${module.file} has no call of __enzyme_autodiff or __tsad_autodiff`,
      remedy: "name a function: tsad grad in.ll -o out.ll --fn NAME",
    });
  }
  const errors = new ErrorList(options.errorLimit ?? 1, (error) => {
    tellSource(error, module);
  });
  for (const call of calls) {
    errors.attempt(() => {
      run.rewrite(call);
    });
  }
  if (calls.length > 0) eraseMarkerLoads(module);
  const made: Made = { gradients: [], others: [] };
  for (const request of options.requests) {
    errors.attempt(() => {
      run.request(request, made);
    });
  }
  errors.end();
  checkTogether(module);
  eraseMarks(module);
  definePool(module);
  return made;
}

/** What has been made so far. */
interface Made {
  readonly gradients: GradientSummary[];
  readonly others: (() => readonly string[])[];
}

/** One module being differentiated. */
class Run {
  private readonly module: Module;
  private readonly trace: Trace;
  private readonly marks: MarkUse;
  private readonly hasHeader: boolean;
  private readonly calls: CallDerivatives;
  private readonly rewritten = new Set<CallInst>();
  /** Why calls could not be replaced: whatever needs one of them fails for the same reason. */
  private readonly refused = new Map<CallInst, TsadError>();
  /** Functions whose calls are being rewritten: a cycle among them would need a derivative of itself. */
  private readonly open = new Set<Function>();

  /** What the program registers. */
  readonly registry: Registry;

  constructor(module: Module, { trace, marks = "none", hasHeader = false }: GradientOptions) {
    this.module = module;
    this.trace = trace;
    this.registry = new Registry(module);
    // Marks end the program with a message, which a thread cannot.
    this.marks = targetOf(module) === null ? marks : "none";
    this.hasHeader = hasHeader;
    this.calls = new CallDerivatives(module, trace, this.marks);
  }

  /** Every call that asks for a derivative, in order of the text. */
  callSites(): CallInst[] {
    const wanted = this.module.functions().filter((fn) => requestedBy(fn) !== null);
    if (wanted.length === 0) return [];
    this.module.parseAll();
    inlineWrappers(this.module.functions(), autodiffCallsIn, this.module);
    return this.module.functions().flatMap((fn) => autodiffCallsIn(fn));
  }

  /** Adds the gradient that the command line asks for. */
  request(request: FunctionRequest, into: Made): void {
    if (request.mode === "forward") into.others.push(this.forward(request));
    else into.gradients.push(this.gradient(request));
  }

  private primalOf({ fn }: FunctionRequest): Function {
    const primal = this.module.function(fn);
    if (primal === undefined) {
      const known = this.module.functions().filter((each) => !each.isDeclaration);
      const details = {
        name: fn,
        file: this.module.file,
        known: known.map((f) => f.name).join(", "),
      };
      throw new TsadError("E_NO_FUNCTION", { details });
    }
    return primal;
  }

  /** The name of each parameter in the header. */
  private shownNames(primal: Function): string[] {
    const names = parameterNames(primal, this.module).map((list) => list.at(0) ?? "");
    return names.map((each, i) =>
      each === String(i) ? `p${i}` : preferred(primal, this.module, i),
    );
  }

  private gradient(request: FunctionRequest): GradientSummary {
    const primal = this.primalOf(request);
    const name = this.freeName(request.name ?? `${request.fn}_grad`);
    const spec = withMarks(specFor(primal, name, request, this.module), this.marks);
    checkActive(spec);
    this.rewriteInside(primal);
    const pointees = this.pointeesFor(primal);
    const isKernel = request.isKernel === true;
    const gradient = isKernel
      ? generateKernel(spec, this.module, this.trace)
      : this.generate(spec, "external");
    return {
      spec,
      ...(isKernel ? { lines: kernelPrototype } : {}),
      type: gradient.functionType,
      parameterNames: this.shownNames(primal),
      pointees,
    };
  }

  /** Gives what parameters point to: found out at once for a header, or when asked. */
  private pointeesFor(primal: Function): () => readonly (Type | null)[] {
    if (!this.hasHeader) return () => pointeesOf(primal);
    const found = pointeesOf(primal);
    // What is kept for analyses must not depend on whether there is a header: it is found out when they first ask.
    forgetSummaries(this.module);
    return () => found;
  }

  private forward(request: FunctionRequest): () => readonly string[] {
    const primal = this.primalOf(request);
    const name = this.freeName(request.name ?? `${request.fn}_fwd`);
    const spec = forwardSpecFor(primal, name, request, this.module);
    this.rewriteInside(primal);
    const pointees = this.pointeesFor(primal);
    generateForward(spec, "external", this.module, this.trace);
    const names = this.shownNames(primal);
    return () => forwardPrototype(spec, names, pointees());
  }

  /** A gradient under another name than the caller expects would be found by nobody. @throws TsadError E_USAGE */
  private freeName(wanted: string): string {
    if (this.module.global(wanted) === undefined) return wanted;
    throw new TsadError("E_USAGE", {
      reason: `the module has a @${wanted} already, so the gradient cannot have that name`,
      remedy: "choose another with --name",
    });
  }

  /** Replaces one call, after those that the function it differentiates depends on. */
  rewrite(call: CallInst): void {
    const refusal = this.refused.get(call);
    if (refusal !== undefined) throw refusal;
    if (this.rewritten.has(call)) return;
    try {
      this.rewriteNew(call);
      this.rewritten.add(call);
    } catch (error) {
      if (error instanceof TsadError) this.refused.set(call, error);
      throw error;
    }
  }

  private rewriteNew(call: CallInst): void {
    const request = this.calls.read(call);
    const { primal } = request;
    if (this.open.has(primal)) {
      throw refuse("E_RECURSION", call, { primal, details: { name: primal.name } });
    }
    this.rewriteInside(primal);
    this.calls.replace(request);
  }

  private generate(spec: GradientSpec, linkage: Linkage): Function {
    return generateGradient(spec, linkage, this.module, this.trace);
  }

  /** Derivatives inside a function that is differentiated come first: its gradient is one of theirs. */
  private rewriteInside(primal: Function): void {
    if (primal.isDeclaration) return;
    this.open.add(primal);
    try {
      for (const fn of reachable(primal)) {
        for (const call of autodiffCallsIn(fn)) this.rewrite(call);
      }
    } finally {
      this.open.delete(primal);
    }
  }
}

/** What the accesses of a function, and of those that it calls, say that each of its pointer parameters points to. */
function pointeesOf(primal: Function): (Type | null)[] {
  const contents = new ContentIndex(primal);
  return primal.args.map((arg) => (arg.type.kind === "pointer" ? contents.onlyType(arg) : null));
}

/** The name in the source where debug information has it, else the one in the text. */
function preferred(primal: Function, module: Module, index: number): string {
  const names = parameterNames(primal, module)[index] ?? [];
  return names[names.length > 2 ? 1 : 0] ?? `p${index}`;
}

function autodiffCallsIn(fn: Function): CallInst[] {
  const found: CallInst[] = [];
  if (fn.isDeclaration) return found;
  for (const inst of fn.instructions()) {
    if (!(inst instanceof CallInst)) continue;
    const callee = calledFunction(inst);
    if (callee !== null && requestedBy(callee) !== null) found.push(inst);
  }
  return found;
}

/** The function and every defined function that it calls directly or through others. */
function reachable(fn: Function): ReadonlySet<Function> {
  const found = new Set<Function>([fn]);
  for (const each of found) {
    for (const inst of each.instructions()) {
      const callee = inst instanceof CallInst ? calledFunction(inst) : null;
      if (callee !== null && !callee.isDeclaration) found.add(callee);
    }
  }
  return found;
}

/**
 * A gradient by nothing would be taken for one that is zero, where a compiler passes pointers as integers; so would one of nothing.
 * @throws TsadError E_SIGNATURE when no parameter takes part, or nothing that depends on them
 */
function checkActive({ primal, params, returnActive }: GradientSpec): void {
  const isRead = (word: string): boolean => word === "dup" || word === "dupnoneed";
  if (params.every((word) => word === "const")) {
    throw new TsadError("E_SIGNATURE", {
      function: primal.name,
      reason: `no parameter of @${primal.name} is active: none that may be is a float or a pointer`,
      remedy:
        "pass floats or pointers to them (a slice as a pointer and a length), and do not mark them all const",
    });
  }
  if (returnActive || params.some(isRead)) return;
  throw new TsadError("E_SIGNATURE", {
    function: primal.name,
    reason: `nothing that @${primal.name} computes is differentiated: it returns no float that is, and no memory that it writes has a shadow`,
    remedy: "name what it writes, too: --of, or --activity PARAMETER=dup",
  });
}
