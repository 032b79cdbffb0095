/**
 * The gradient of one function, forward and reverse sweep in one body. Every step is one line here and one file beside this one.
 */
import { expandGroups, attributeWords } from "../ir/attributes.ts";
import { cloneFunctionBody } from "../ir/clone.ts";
import type { Argument, BasicBlock, Function, Instruction } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import { printFunction } from "../ir/print/printer.ts";
import { describeProblem, verifyFunction } from "../ir/verify.ts";
import type { Value } from "../ir/value.ts";
import { TsadError } from "../support/errors.ts";
import { must } from "../support/assert.ts";
import type { Trace } from "../support/trace.ts";
import { inlineCalls, inlineLimit, type InlineRefusal } from "../transform/inline.ts";
import { prepare } from "../transform/prepare.ts";
import { retypeMoves } from "../transform/retype-moves.ts";
import { emitBackward } from "./backward.ts";
import { analyse, type Context, type GradientParams } from "./context.ts";
import { countsOf } from "./counts.ts";
import { derivationOf, takesPart } from "./dispatch.ts";
import { idleLoops, isSkipped, selectorsOf } from "./edges.ts";
import { refuse } from "./fail.ts";
import { fieldsOf, keepValues } from "./forward.ts";
import { checkLegal, checkSignature } from "./legality.ts";
import type { Need } from "./needs.ts";
import { describePlan } from "./plan-text.ts";
import { makePlan } from "./plan.ts";
import type { GradientServices } from "./services.ts";
import { Shadows } from "./shadows.ts";
import { Slots } from "./slots.ts";
import { type GradientSpec, gradientType, hasShadow, returnsInMemory } from "./spec.ts";
import { expandGrowPoints, Tape } from "./tape.ts";
import { tidy } from "./tidy.ts";

/** Whether other modules may call the generated function. */
export type Linkage = "external" | "internal";

/**
 * Adds the gradient of `spec.primal` to the module and returns it.
 * @throws TsadError for everything that is not proven sound
 */
export function generateGradient(
  spec: GradientSpec,
  linkage: Linkage,
  services: GradientServices,
  trace: Trace,
): Function {
  checkSignature(spec.primal);
  const shown = (fn: Function) => () => printFunction(fn);
  const fn = services.addFunction({
    name: spec.name,
    type: gradientType(spec, services.types),
    prefix: linkage === "internal" ? "internal" : "",
    suffix: gradientAttributes(spec.primal, services),
  });
  const params = trace.step("clone", () => clonePrimal(spec, fn), shown(fn));
  trace.step("inline", () => inlineCalls(fn, services, refuser(spec)), shown(fn));
  prepare(fn, services, trace);
  dropLifetimes(fn);
  trace.step("retype", () => retypeMoves(fn, services), shown(fn));
  const exit = returnOf(fn, spec);
  const context = trace.step("analyse", () => analyse(spec, fn, params, exit, services), shown(fn));
  trace.step("legality", () => {
    checkLegal(context);
  });
  differentiateBody(context, trace);
  trace.step(
    "tidy",
    () => {
      tidy(fn, services);
    },
    shown(fn),
  );
  trace.step("verify", () => {
    checkResult(fn);
  });
  return fn;
}

/** Plan, forward sweep, reverse sweep. */
function differentiateBody(context: Context, trace: Trace): void {
  const { fn, services } = context;
  const shown = (): string => printFunction(fn);
  const idle = idleLoops(context);
  const plan = trace.step(
    "plan",
    () => makePlan(context, needsOf(context, idle), selectorsOf(context, idle)),
    (made) => describePlan(context, made),
  );
  const counts = countsOf(context);
  const slots = new Slots(fn, services);
  const shadows = new Shadows(context);
  const fields = fieldsOf(context, plan, idle, counts);
  const tape = new Tape(context, slots, fields.all, counts);
  trace.step(
    "forward",
    () => {
      keepValues(context, plan, fields, shadows, tape, idle);
    },
    shown,
  );
  trace.step(
    "backward",
    () => {
      emitBackward({ context, plan, fields, shadows, tape, slots, idle });
    },
    shown,
  );
  expandGrowPoints(tape, context);
}

/** What all reverse steps together ask of the forward sweep. */
function* needsOf(context: Context, idle: ReturnType<typeof idleLoops>): Generator<Need> {
  for (const block of context.cfg.order) {
    if (isSkipped(context, idle, block)) continue;
    for (const inst of block) {
      if (!takesPart(inst, context)) continue;
      yield* must(derivationOf(inst), "legality found a derivation").needs(inst, context);
    }
  }
}

/** Fills `fn` with a copy of the primal whose arguments are those of the gradient. */
function clonePrimal(spec: GradientSpec, fn: Function): GradientParams {
  const map = new Map<Value, Value>();
  const primal: Argument[] = [];
  const shadow = new Map<Value, Argument>();
  let next = 0;
  const take = (): Argument => must(fn.args[next++], "the type has a parameter for it");
  const result = returnsInMemory(spec) ? take() : null;
  if (result !== null) result.name = "result";
  spec.primal.args.forEach((arg, i) => {
    const own = take();
    own.name = arg.name;
    own.attributes = keptWords(arg.attributes);
    map.set(arg, own);
    primal.push(own);
    if (!hasShadow(spec.params[i])) return;
    const twin = take();
    twin.name = arg.name === null ? null : `${arg.name}.shadow`;
    twin.attributes = keptWords(arg.attributes, shadowWords);
    shadow.set(own, twin);
  });
  const seed = spec.returnActive ? take() : null;
  if (seed !== null) seed.name = "seed";
  cloneFunctionBody(spec.primal, fn, map, { dropDebug: true });
  return { primal, shadow, seed, result };
}

const argumentWords = /^(noalias|nonnull|noundef|align|dereferenceable|signext|zeroext|inreg)\b/;
const shadowWords = /^(noalias|nonnull|noundef|align)\b/;

/** The parameter attributes that still hold in the gradient. */
function keptWords(attributes: string, kept = argumentWords): string {
  return attributeWords(attributes)
    .filter((word) => kept.test(word))
    .join(" ");
}

const functionWords =
  /^("|nounwind|uwtable|sanitize_|strictfp|ssp|mustprogress|nonlazybind|minsize|optsize)/;

/** The function attributes that still hold: the target's, the sanitizers', and nothing said of memory. */
function gradientAttributes(primal: Function, services: GradientServices): string {
  const words = attributeWords(expandGroups(primal.suffix, services));
  const kept = words.filter((word) => functionWords.test(word));
  return kept.length === 0 ? "" : services.attributeGroup(kept.join(" "));
}

/** The reverse sweep reads local memory after what was the end of its life. */
function dropLifetimes(fn: Function): void {
  for (const inst of fn.instructions()) {
    if (!(inst instanceof CallInst) || inst.isUsed) continue;
    if (/^llvm\.(lifetime|invariant)\./.test(inst.callee.name ?? "")) inst.erase();
  }
}

function refuser(spec: GradientSpec): (call: CallInst, why: InlineRefusal) => never {
  return (call, why) => {
    const name = call.callee.name ?? "?";
    const facts = { primal: spec.primal, details: { name } };
    if (why === "recursion") throw refuse("E_RECURSION", call, facts);
    if (why === "variadic") throw refuse("E_VARIADIC", call, facts);
    if (why === "signature") {
      const misfit = `the call of @${name} does not fit its signature`;
      throw refuse("E_SIGNATURE", call, { ...facts, reason: misfit });
    }
    if (why === "byval") {
      const unnamed = `a parameter of @${name} is a struct without a name, passed by value in memory`;
      throw refuse("E_ABI", call, { ...facts, reason: unnamed });
    }
    const reason = `more than ${inlineLimit} instructions after inlining`;
    throw refuse("E_LIMIT", call, { ...facts, reason });
  };
}

function returnOf(fn: Function, spec: GradientSpec): { block: BasicBlock; ret: Instruction } {
  for (const block of fn.blocks) {
    if (block.terminator?.opcode === "ret") return { block, ret: block.terminator };
  }
  throw new TsadError("E_NO_RETURN", {
    function: spec.primal.name,
    details: { name: spec.primal.name },
  });
}

function checkResult(fn: Function): void {
  const [problem] = verifyFunction(fn);
  if (problem === undefined) return;
  throw new TsadError("E_VERIFY", { function: fn.name, reason: describeProblem(problem) });
}
