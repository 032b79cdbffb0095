/**
 * Exceptions out of calls that become pairs, where they are caught on the way to the return. What the callee has done by then must be
 * reversed, so its exception becomes a second way to return: a copy of it catches what would leave it, hands the exception out through
 * a slot of its caller, and returns. The caller throws it again where it finds one, to the landing pad that was there. For the sweeps
 * this is control flow like any other.
 *
 * The unwinder is asked to start anew with the same exception (`_Unwind_Resume_or_Rethrow` of the Itanium C++ ABI, level I), as a
 * landing pad of one frame says nothing of which handler of another frame fits.
 */
import { calledFunction } from "../analysis/effects.ts";
import { isSeenThrough } from "../analysis/registered.ts";
import { attributeWords } from "../ir/attributes.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import type { BasicBlock, Function } from "../ir/graph.ts";
import { CallInst, LandingPadInst } from "../ir/instructions.ts";
import { nullOf } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at, must } from "../support/assert.ts";
import { debugLocation } from "../transform/edges.ts";
import { mayThrow, personalityOf, setPersonality } from "../transform/exceptions.ts";
import { inlineBody, misfit } from "../transform/inline-body.ts";
import { isInterposable } from "../transform/linkage.ts";
import { replaceIncoming } from "../transform/splice.ts";
import { isUnknownCallee } from "../transform/unknown-callee.ts";
import { generatedAttributes } from "./generated-attributes.ts";
import type { GradientServices } from "./services.ts";

/** Lets no call of a function of the module unwind to where `fn` goes on to return; says how many did. */
export function returnExceptions(fn: Function, services: GradientServices): number {
  const live = comingToReturn(fn);
  const caught = [...live].flatMap((block) => {
    const invoke = block.terminator;
    if (!(invoke instanceof CallInst) || invoke.opcode !== "invoke") return [];
    const unwind = must(invoke.destinations[1], "an invoke has an unwind destination");
    return live.has(unwind) && isReplaceable(invoke, fn, services) ? [invoke] : [];
  });
  for (const invoke of caught) replace(invoke, fn, services);
  return caught.length;
}

/** The blocks from which control can come to a return. */
function comingToReturn(fn: Function): ReadonlySet<BasicBlock> {
  const found = new Set(fn.blocks.filter((block) => block.terminator?.opcode === "ret"));
  for (const block of found) for (const before of block.predecessors()) found.add(before);
  return found;
}

/** C's personality runs cleanups and catches nothing. */
const cleanupOnly = "@__gcc_personality_";

function isReplaceable(invoke: CallInst, fn: Function, services: GradientServices): boolean {
  const callee = calledFunction(invoke);
  if (callee === null || !isSeenThrough(callee) || isUnknownCallee(callee)) return false;
  if (!mayThrow(invoke, services) || isInterposable(callee)) return false;
  return misfit(invoke, callee, fn) === null && !personalityOf(callee).includes(cleanupOnly);
}

function replace(invoke: CallInst, fn: Function, services: GradientServices): void {
  const callee = must(calledFunction(invoke), "only direct calls are replaced");
  const copy = catchingCopy(callee, personalityOf(fn), services);
  const exception = services.types.pointerTo(services.types.i8);
  const slot = new IRBuilder(InsertPoint.atStart(fn.entry), services).alloca(exception);
  const location = debugLocation(invoke);
  const build = new IRBuilder(InsertPoint.before(invoke), services, {
    debugLocation: location === "" ? null : location,
  });
  build.store(nullOf(exception), slot);
  const args = invoke.args.map((arg, i) => build.bitcastPointer(arg, at(copy.args, i).type));
  const result = build.call(copy, [...args, slot]);
  const thrown = build.load(exception, slot);
  const head = must(invoke.parent, "the invoke is in a block");
  const [normal, unwind] = invoke.destinations;
  const again = throwAgain(thrown, must(unwind, "it unwinds"), head, fn, services);
  if (invoke.type.kind !== "void") invoke.replaceAllUsesWith(result);
  invoke.erase();
  build.point = InsertPoint.atEnd(head);
  const isNone = build.icmp("eq", thrown, nullOf(exception));
  build.condBr(isNone, must(normal, "it goes on"), again);
}

/** A block that throws `thrown` to `unwind`, in whose phis it stands for `head`. */
function throwAgain(
  thrown: Value,
  unwind: BasicBlock,
  head: BasicBlock,
  fn: Function,
  services: GradientServices,
): BasicBlock {
  const { types } = services;
  const again = fn.newBlock(null, head);
  const nowhere = fn.newBlock(null, again);
  const type = types.fn(types.i32, [thrown.type]);
  const rethrow = services.declareFunction("_Unwind_Resume_or_Rethrow", type);
  again.append(
    new CallInst("invoke", type, rethrow, [thrown], { destinations: [nowhere, unwind] }),
  );
  // It comes back only where nobody catches.
  const build = new IRBuilder(InsertPoint.atEnd(nowhere), services);
  build.call(services.declareFunction("abort", types.fn(types.void, [])), []);
  build.unreachable();
  replaceIncoming(unwind, head, [again]);
  return again;
}

const made = new WeakMap<GradientServices, Map<string, Function>>();

/** The copy of `callee` that returns what it throws. */
function catchingCopy(callee: Function, caller: string, services: GradientServices): Function {
  const personality = personalityOf(callee) || caller;
  const key = `${callee.name} ${personality}`;
  const known = made.get(services) ?? new Map<string, Function>();
  made.set(services, known);
  let copy = known.get(key);
  if (copy === undefined) {
    copy = makeCopy(callee, personality, services);
    known.set(key, copy);
  }
  return copy;
}

function makeCopy(callee: Function, personality: string, services: GradientServices): Function {
  const { types } = services;
  const { params, ret } = callee.functionType;
  const exception = types.pointerTo(types.i8);
  const slotType = types.pointerTo(exception, services.layout.allocaSpace);
  const copy = services.addFunction({
    name: services.freshName(`${callee.name}.tsad.caught`),
    type: types.fn(ret, [...params, slotType]),
    prefix: "internal",
    suffix: generatedAttributes(callee, services),
  });
  setPersonality(copy, personality);
  callee.args.forEach((arg, i) => {
    at(copy.args, i).name = arg.name;
    at(copy.args, i).attributes = keptWords(arg.attributes);
  });
  const slot = must(copy.args.at(-1), "it has a slot");
  slot.attributes = "noalias";
  const [entry, normal, pad] = [copy.newBlock("entry"), copy.newBlock(null), copy.newBlock(null)];
  const call = new CallInst("invoke", callee.functionType, callee, copy.args.slice(0, -1), {
    destinations: [normal, pad],
  });
  entry.append(call);
  new IRBuilder(InsertPoint.atEnd(normal), services).ret(ret.kind === "void" ? null : call);
  fillPad(pad, slot, ret, services);
  inlineBody(call, callee, copy, services);
  return copy;
}

/** Catches everything, and hands it out. */
function fillPad(pad: BasicBlock, slot: Value, ret: Type, services: GradientServices): void {
  const { types } = services;
  const exception = types.pointerTo(types.i8);
  const caught = new LandingPadInst(
    types.struct([exception, types.i32]),
    ["catch"],
    [nullOf(exception)],
  );
  pad.append(caught);
  const build = new IRBuilder(InsertPoint.atEnd(pad), services);
  build.store(build.extractValue(caught, 0), slot);
  build.ret(ret.kind === "void" ? null : nullOf(ret));
}

const stillTrue = /^(noalias|nonnull|noundef|align|dereferenceable)\b/;

/** Neither calls nor the copy say how arguments are passed, so that they agree. */
function keptWords(attributes: string): string {
  return attributeWords(attributes)
    .filter((word) => stillTrue.test(word))
    .join(" ");
}
