/**
 * Forward mode: from a function, one that computes its values and, beside each, its derivative in given directions. Control flow stays
 * as it is; every value that an active input may lead to has a tangent, every object in memory a shadow that mirrors it. Calls of
 * functions with a body become calls of those functions in forward mode, made once for each combination of activities.
 */
import { Cfg } from "../analysis/cfg.ts";
import { hasRule, registeredFacts } from "../analysis/registered.ts";
import { ContentIndex } from "../analysis/contents.ts";
import { MemoryModel } from "../analysis/memory.ts";
import { attributeWords, expandGroups } from "../ir/attributes.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { cloneFunctionBody } from "../ir/clone.ts";
import type { Argument, Function, Instruction } from "../ir/graph.ts";
import { CallInst, PhiInst } from "../ir/instructions.ts";
import { undefOf } from "../ir/literal.ts";
import { printFunction } from "../ir/print/printer.ts";
import type { Value } from "../ir/value.ts";
import { describeProblem, verifyFunction } from "../ir/verify.ts";
import { callerOf, emitForwardRule } from "../reverse/custom-rule.ts";
import { globalShadowsOf, startFromZero } from "../reverse/global-shadows.ts";
import type { Linkage } from "../reverse/gradient.ts";
import { checkSignature } from "../reverse/legality.ts";
import { at, must } from "../support/assert.ts";
import { TsadError } from "../support/errors.ts";
import type { Trace } from "../support/trace.ts";
import { removeDeadCode } from "../transform/dce.ts";
import { Layout, splitPredecessors } from "../transform/edges.ts";
import { makeCallsDirect } from "../transform/direct-calls.ts";
import { inlineWhereAsked } from "../transform/inline.ts";
import { replaceKnownAsm } from "../transform/known-asm.ts";
import { plainCopies } from "../transform/plain-copies.ts";
import { lowerFortran } from "../transform/fortran/lower.ts";
import { lowerSorts } from "../transform/sort-calls.ts";
import { prepareSteps } from "../transform/prepare.ts";
import { retypeMoves } from "../transform/retype-moves.ts";
import { fixArgumentLists, lowerLists } from "../transform/variadic.ts";
import { checkBarriers } from "./barriers.ts";
import { BitLabels } from "./bits.ts";
import { doubtfulAccesses } from "./doubtful-accesses.ts";
import { checkJump, emitTangent } from "./dispatch.ts";
import { packed, unpacked } from "./emit-calls.ts";
import { checkHanded, completePhis } from "./emit-moves.ts";
import { callsHideBits, computedIntegers, endWhereFloat, bitsInDoubt } from "./float-reads.ts";
import { TangentFlow } from "./flow.ts";
import { rootsRead } from "./loss.ts";
import { checkComputedAddresses } from "./computed-addresses.ts";
import { checkUnseenWrites } from "./unseen-writes.ts";
import { type ForwardServices, type Scene, Tangents, type Variants } from "./scene.ts";
import {
  canHoldTangent,
  type ForwardSpec,
  forwardType,
  hasTangent,
  type TangentActivity,
} from "./spec.ts";

/** The steps of {@link prepareSteps} that bring values to SSA form; control flow may stay what it is. */
const wantedSteps = new Set(
  "optnone tail-calls unreachable constexpr integer-choices split-accesses sroa mem2reg unpack separate-bits unpack-bits sign-bits slots float-phis".split(
    " ",
  ),
);

/** The functions of each module that are made for calls. */
const madeFor = new WeakMap<ForwardServices, Map<string, Function>>();

/**
 * Adds `spec.primal` in forward mode to the module and returns it.
 * @throws TsadError for everything that is not proven sound
 */
export function generateForward(
  asked: ForwardSpec,
  linkage: Linkage,
  services: ForwardServices,
  trace: Trace,
): Function {
  const primal = hasRule(asked.primal, "derivative")
    ? callerOf(asked.primal, services)
    : asked.primal;
  const spec = { ...asked, primal };
  checkSignature(spec.primal);
  const maker = new Maker(services, trace);
  const fn = maker.declare(spec, linkage === "internal" ? "internal" : "");
  maker.fill(spec, fn, true);
  maker.drain();
  startFromZero(fn, services);
  return fn;
}

/** Makes functions; those for calls wait in a queue, so that a deep call graph needs no deep recursion. */
class Maker implements Variants {
  private readonly services: ForwardServices;
  private readonly trace: Trace;
  private readonly made: Map<string, Function>;
  private readonly waiting: { readonly spec: ForwardSpec; readonly fn: Function }[] = [];

  constructor(services: ForwardServices, trace: Trace) {
    this.services = services;
    this.trace = trace;
    this.made = madeFor.get(services) ?? new Map<string, Function>();
    madeFor.set(services, this.made);
  }

  request(asked: Parameters<Variants["request"]>[0]): Function {
    const { primal, params, width, checksBits } = asked;
    const key = `${primal.name} ${width} ${checksBits} ${params.join(" ")}`;
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const { ret } = primal.functionType;
    const returns = { primal: true, tangent: canHoldTangent(ret) };
    const name = this.services.freshName(`${primal.name}.tsad.fwd`);
    const spec = { ...asked, name, returns };
    const fn = this.declare(spec, "internal");
    this.made.set(key, fn);
    this.waiting.push({ spec, fn });
    return fn;
  }

  declare(spec: ForwardSpec, prefix: string): Function {
    const { services } = this;
    return services.addFunction({
      name: spec.name,
      type: forwardType(spec, services.types),
      prefix,
      suffix: attributesOf(spec.primal, services),
    });
  }

  drain(): void {
    for (let next = this.waiting.pop(); next !== undefined; next = this.waiting.pop()) {
      this.fill(next.spec, next.fn, false);
    }
  }

  /** Gives `fn`, which is empty, its body. */
  fill(spec: ForwardSpec, fn: Function, isEntry: boolean): void {
    const { services, trace } = this;
    if (!isEntry && hasRule(spec.primal, "derivative")) {
      fillByRule(spec, fn, services);
      return;
    }
    const shown = (): string => printFunction(fn);
    const params = trace.step("clone", () => clonePrimal(spec, fn), shown);
    trace.step("inline", () => inlineWhereAsked(fn, services), shown);
    trace.step("copies", () => plainCopies(fn, services), shown);
    trace.step("assembly", () => replaceKnownAsm(fn, services), shown);
    trace.step("fortran", () => lowerFortran(fn, services), shown);
    for (const step of prepareSteps) {
      if (wantedSteps.has(step.name)) trace.step(step.name, () => step.run(fn, services), shown);
    }
    const inline = (): number => {
      fixArgumentLists(fn, services);
      return 0;
    };
    trace.step("calls", () => makeCallsDirect(fn, services, { inline }), shown);
    trace.step("lists", () => lowerLists(fn, services), shown);
    trace.step("sorts", () => lowerSorts(fn, services), shown);
    trace.step("dce", () => removeDeadCode(fn, services), shown);
    splitInvokes(fn);
    trace.step("retype", () => retypeMoves(fn, services), shown);
    const scene = trace.step("analyse", () => this.analyse(spec, fn, params, isEntry), shown);
    trace.step(
      "tangents",
      () => {
        emitBody(scene, params);
      },
      shown,
    );
    trace.step("tidy", () => removeDeadCode(fn, services), shown);
    const [problem] = trace.step("verify", () => verifyFunction(fn));
    if (problem === undefined) return;
    throw new TsadError("E_VERIFY", { function: fn.name, reason: describeProblem(problem) });
  }

  private analyse(spec: ForwardSpec, fn: Function, params: Params, isEntry: boolean): Scene {
    const { services } = this;
    const memory = new MemoryModel(fn);
    const flow = new TangentFlow(fn, memory, params.activity, services);
    let index: ContentIndex | null = null;
    const contents = (): ContentIndex => (index ??= new ContentIndex(fn));
    const doubtful = doubtfulAccesses(fn, flow, contents, isEntry);
    const labels = new BitLabels(fn, flow, contents, doubtful);
    const tangents = new Tangents(spec.width);
    const read = rootsRead(fn, flow);
    const hidesBits = spec.checksBits || callsHideBits(fn, contents);
    const isAsked = hidesBits || doubtful.size > 0;
    const computed = isAsked ? computedIntegers(fn) : new Map<Value, bigint>();
    const scene: Scene = {
      ...{
        spec,
        isEntry,
        fn,
        services,
        flow,
        labels,
        read,
        tangents,
        hidesBits,
        doubtful,
        computed,
      },
      variants: this,
    };
    checkBarriers(scene);
    checkUnseenWrites(scene, contents);
    checkComputedAddresses(scene, contents);
    return scene;
  }
}

/** The function that the program registers for it, with the parameters of one that tsad makes. */
function fillByRule(spec: ForwardSpec, fn: Function, services: ForwardServices): void {
  const { primal } = spec;
  const forward = must(registeredFacts(primal).derivative, "the program has a rule for it");
  const values: Value[] = [];
  const twins: (Value | null)[] = [];
  let next = 0;
  primal.args.forEach((_, i) => {
    values.push(must(fn.args[next++], "the type has a parameter for it"));
    twins.push(hasTangent(spec.params[i]) ? must(fn.args[next++], "and for its tangent") : null);
  });
  emitForwardRule(fn, { primal, forward }, { values, twins }, services);
}

/** The parameters of a function being made. */
interface Params {
  readonly activity: ReadonlyMap<Argument, TangentActivity>;
  /** The parameter with the tangents of another. */
  readonly twin: ReadonlyMap<Argument, Argument>;
}

/** Fills `fn` with a copy of the primal whose arguments are those of `fn`. */
function clonePrimal(spec: ForwardSpec, fn: Function): Params {
  const map = new Map<Value, Value>();
  const activity = new Map<Argument, TangentActivity>();
  const twin = new Map<Argument, Argument>();
  let next = 0;
  const take = (): Argument => must(fn.args[next++], "the type has a parameter for it");
  spec.primal.args.forEach((arg, i) => {
    const own = take();
    const word = at(spec.params, i);
    own.name = arg.name;
    own.attributes = keptWords(arg, word);
    map.set(arg, own);
    activity.set(own, word);
    if (!hasTangent(word)) return;
    const tangent = take();
    const suffix = arg.type.kind === "pointer" ? "shadow" : "tan";
    tangent.name = arg.name === null ? null : `${arg.name}.${suffix}`;
    twin.set(own, tangent);
  });
  cloneFunctionBody(spec.primal, fn, map, { dropDebug: true });
  return { activity, twin };
}

const argumentWords =
  /^(noalias|nonnull|noundef|align|dereferenceable|signext|zeroext|inreg|byval|sret)\b/;

/** The attributes of a parameter that still hold; one that may be its own shadow has two names. */
function keptWords(arg: Argument, activity: TangentActivity): string {
  return attributeWords(arg.attributes)
    .filter((word) => argumentWords.test(word) && !(activity === "maybe" && word === "noalias"))
    .join(" ");
}

const functionWords =
  /^("|nounwind|uwtable|sanitize_|strictfp|ssp|mustprogress|nonlazybind|minsize|optsize)/;

/** The function attributes that still hold, and the personality, which landing pads need. */
function attributesOf(primal: Function, services: ForwardServices): string {
  const personality = /\bpersonality .*?(?= ![a-z]|$)/.exec(primal.suffix)?.[0];
  const rest = primal.suffix.replace(personality ?? "", "");
  const words = attributeWords(expandGroups(rest, services));
  const kept = words.filter((word) => functionWords.test(word));
  const group = kept.length === 0 ? [] : [services.attributeGroup(kept.join(" "))];
  return [...group, ...(personality === undefined ? [] : [personality])].join(" ");
}

/** What follows an invoke goes to its normal edge, which gets a block of its own. */
function splitInvokes(fn: Function): void {
  const layout = new Layout();
  for (const block of fn.blocks) {
    const { terminator } = block;
    const [normal] = terminator?.opcode === "invoke" ? terminator.successors() : [];
    if (normal !== undefined) splitPredecessors(normal, [block], "invoked", layout);
  }
  layout.apply(fn);
}

/** Where the code behind `inst` goes. */
function pointBehind(inst: Instruction): InsertPoint {
  if (inst instanceof PhiInst) {
    return InsertPoint.afterPhis(must(inst.parent, "the phi is in a block"));
  }
  if (inst instanceof CallInst && inst.opcode === "invoke") {
    return InsertPoint.beforeTerminator(at(inst.successors(), 0));
  }
  return InsertPoint.after(inst);
}

/** Blocks in an order in which definitions come before uses, but for those of phis. */
function emitBody(scene: Scene, params: Params): void {
  const { fn, services, tangents } = scene;
  const start = new IRBuilder(InsertPoint.atStart(fn.entry), services);
  for (const [arg, twin] of params.twin) {
    tangents.set(arg, unpacked(twin, tangents.width, start));
    const bits = bitsInDoubt(arg, scene);
    if (bits !== 0n) endWhereFloat(arg, bits, { ...scene, build: start });
  }
  const shadows = globalShadowsOf(services);
  for (const constant of scene.flow.constants) {
    const lanes = Array.from({ length: tangents.width }, (_, lane) => shadows.of(constant, lane));
    tangents.set(constant, lanes);
  }
  const instructions = new Cfg(fn).order.flatMap((block) => [...block]);
  const phis: PhiInst[] = [];
  for (const inst of instructions) {
    checkJump(inst, scene);
    if (inst.opcode === "ret") emitReturn(inst, scene);
    else if (!inst.isTerminator || inst.opcode === "invoke") {
      const build = new IRBuilder(pointBehind(inst), services);
      emitTangent(inst, { ...scene, build });
    }
    if (inst instanceof PhiInst && scene.flow.has(inst)) phis.push(inst);
  }
  completePhis(phis, scene);
}

function emitReturn(ret: Instruction, scene: Scene): void {
  const { spec, services } = scene;
  const build = new IRBuilder(InsertPoint.before(ret), services);
  const [value] = ret.operands;
  if (value === undefined) return;
  checkHanded(ret, value, scene);
  const parts = [
    ...(spec.returns.primal ? [value] : []),
    ...(spec.returns.tangent ? [packed(scene.tangents.orZero(value), build)] : []),
  ];
  const [only] = parts;
  const { ret: type } = forwardType(spec, services.types);
  const whole = parts.reduce<Value>(
    (all, part, i) => (parts.length < 2 ? all : build.insertValue(all, part, i)),
    parts.length === 1 && only !== undefined
      ? only
      : undefOf(type.kind === "void" ? services.types.i8 : type),
  );
  build.ret(parts.length === 0 ? null : whole);
  ret.erase();
}
