/** Calls: of functions that are defined here, of those that hand out memory, and of those that nobody knows. */
import { hiddenBy } from "../analysis/hidden-rounding.ts";
import { emptyAsm, staysInRegisters } from "../analysis/inline-asm.ts";
import { calledFunction } from "../analysis/effects.ts";
import { hasRule } from "../analysis/registered.ts";
import { carriesFloat } from "../analysis/flow.ts";
import { carriesPointer } from "../analysis/memory.ts";
import { attributeValue, attributeWords, hasAttribute, memoryEffects } from "../ir/attributes.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { InlineAsm } from "../ir/constants.ts";
import type { Function } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import { constInt, nullOf, undefOf } from "../ir/literal.ts";
import { withDestinations } from "../ir/shapes.ts";
import { spelledType } from "../ir/spelled-type.ts";
import type { Value } from "../ir/value.ts";
import type { Allocator } from "../rules/allocators.ts";
import { at, must } from "../support/assert.ts";
import { roundingHidden } from "../reverse/barrier-legality.ts";
import { hasTwin } from "../reverse/custom-rule.ts";
import { refuse } from "../reverse/fail.ts";
import { allocatorOf } from "./call-kind.ts";
import { checkHanded, refuseBits } from "./emit-moves.ts";
import { endWhereFloat, bitsInDoubt } from "./float-reads.ts";
import { globalUses } from "./globals.ts";
import { adoptPointers } from "./adopt.ts";
import { clearBytes, conditionalCall, guardedCopy } from "./helpers.ts";
import type { Scene, Site } from "./scene.ts";
import { canHoldTangent, isByValue, type TangentActivity } from "./spec.ts";

/** A call of a function with a body becomes one of that function in forward mode. */
export function emitDefinedCall(call: CallInst, site: Site): void {
  const { flow, tangents, spec, variants } = site;
  const callee = must(calledFunction(call), "the call names a function");
  const { primal } = spec;
  for (const arg of call.args) checkHanded(call, arg, site);
  // Memory that neither an active argument nor a variable leads to is inactive; new memory could be handed back.
  const takesPart =
    call.args.some((arg) => flow.has(arg) || flow.isSum(arg)) || flow.reachesGlobals(call);
  if (!takesPart && !carriesPointer(call.type)) return;
  const details = { name: callee.name };
  if (callee.functionType.varargs) throw refuse("E_VARIADIC", call, { primal, details });
  if (!fits(call, callee)) {
    const reason = `the call of @${callee.name} does not fit its signature`;
    throw refuse("E_SIGNATURE", call, { primal, reason });
  }
  if (hasRule(callee, "derivative")) checkRule(call, callee, site);
  const params = callee.args.map((arg, i): TangentActivity => {
    const operand = call.operand(i);
    if (flow.isSum(operand)) return "dup";
    if (!flow.has(operand)) return "const";
    const isOwn = arg.type.kind !== "pointer" || flow.isDistinct(operand) || isByValue(arg);
    return isOwn ? "dup" : "maybe";
  });
  const checksBits =
    site.hidesBits || call.args.some((arg) => flow.has(arg) && site.labels.has(arg, "float"));
  const variant = variants.request({ primal: callee, params, width: tangents.width, checksBits });
  replaceCall(call, callee, variant, params, site);
}

/** What the program's own rule is not given must not matter. */
function checkRule(call: CallInst, callee: Function, site: Site): void {
  const { primal } = site.spec;
  if (site.tangents.width > 1) {
    const reason = `@${callee.name} has a forward rule of the program's own, which takes one direction at a time`;
    throw refuse("E_MODE", call, {
      primal,
      reason,
      remedy: "ask for one direction at a time, without enzyme_width",
    });
  }
  for (const arg of call.args) {
    if (!hasTwin(arg.type)) refuseBits(call, arg, ["float", "pointer"], site);
  }
}

function fits(call: CallInst, callee: Function): boolean {
  const { args } = call;
  if (args.length !== callee.args.length || call.type !== callee.functionType.ret) return false;
  return callee.args.every(({ type }, i) => {
    const passed = args[i]?.type;
    return passed === type || (passed?.kind === "pointer" && type.kind === "pointer");
  });
}

function replaceCall(
  call: CallInst,
  callee: Function,
  variant: Function,
  params: readonly TangentActivity[],
  site: Site,
): void {
  const { services } = site;
  const before = new IRBuilder(InsertPoint.before(call), services);
  const args: Value[] = [];
  const words: string[] = [];
  callee.args.forEach((arg, i) => {
    args.push(before.bitcastPointer(call.operand(i), arg.type));
    words.push(passingWords(call.argAttributes[i] ?? ""));
    if (params[i] === "const") return;
    const lanes = tangentsPassed(call, i, { ...site, build: before });
    args.push(
      packed(
        lanes.map((lane) => before.bitcastPointer(lane, arg.type)),
        before,
      ),
    );
    words.push("");
  });
  const made = new CallInst(call.opcode as "call" | "invoke", variant.functionType, variant, args, {
    destinations: call.destinations,
  });
  made.argAttributes = words;
  made.position = call.position;
  before.insert(made);
  takeResults(call, made, site);
}

/** The attributes that say how an argument is passed. */
function passingWords(text: string): string {
  return attributeWords(text)
    .filter((word) => /^(byval|sret|signext|zeroext|inreg|align)\b/.test(word))
    .join(" ");
}

/** The tangents of argument `i`; the shadow of a struct passed by value in memory is a copy, as the struct is. */
function tangentsPassed(call: CallInst, i: number, site: Site): readonly Value[] {
  const { tangents, build, services, spec, fn } = site;
  const operand = call.operand(i);
  const lanes = tangents.orZero(operand);
  const callee = must(calledFunction(call), "the call names a function");
  const parameter = at(callee.args, i);
  if (!isByValue(parameter)) return lanes;
  const { types, layout } = build.module;
  const type = spelledType(attributeValue(parameter.attributes, "byval") ?? "", types);
  if (type === undefined) {
    const reason = `a parameter of @${callee.name} is a struct without a name, passed by value in memory`;
    throw refuse("E_ABI", call, { primal: spec.primal, reason });
  }
  const align = Number(attributeValue(parameter.attributes, "align") ?? "0");
  const bytes = types.pointerTo(types.i8);
  return lanes.map((lane, index) => {
    const entry = new IRBuilder(InsertPoint.atStart(fn.entry), services);
    const slot = entry.alloca(type, { align: Math.max(align, layout.abiAlign(type)) });
    const pointers = [call.operand(i), lane].map((each) => build.bitcastPointer(each, bytes));
    // The slot is neither memory nor shadow of the caller's, so it is a target that surely has a shadow.
    const [own, shadow] = [at(pointers, 0), at(pointers, 1)];
    const target = build.bitcastPointer(slot, bytes);
    const size = constInt(types.i64, layout.sizeOf(type));
    build.call(guardedCopy(services), [nullOf(bytes), target, own, shadow, size]);
    const copied = { own: null, to: target, from: own, fromShadow: shadow, size };
    adoptPointers(copied, index, site);
    return slot;
  });
}

/** One value that holds the tangents of all directions. */
export function packed(lanes: readonly Value[], build: IRBuilder): Value {
  const first = at(lanes, 0);
  if (lanes.length === 1) return first;
  const type = build.module.types.array(first.type, lanes.length);
  return lanes.reduce((all, lane, i) => build.insertValue(all, lane, i), undefOf(type));
}

/** The tangents of all directions out of one value. */
export function unpacked(value: Value, width: number, build: IRBuilder): readonly Value[] {
  if (width === 1) return [value];
  return Array.from({ length: width }, (_, i) => build.extractValue(value, i));
}

/** The uses of `call` take what `made` gives, and `call` goes. */
function takeResults(call: CallInst, made: CallInst, site: Site): void {
  const { tangents, build, flow } = site;
  if (call.type.kind !== "void") {
    const both = canHoldTangent(call.type);
    const primal = both ? build.extractValue(made, 0) : made;
    primal.name = call.name;
    flow.substitute(call, primal);
    call.replaceAllUsesWith(primal);
    if (both) tangents.set(primal, unpacked(build.extractValue(made, 1), tangents.width, build));
    const bits = both ? bitsInDoubt(call, site) : 0n;
    if (bits !== 0n) endWhereFloat(primal, bits, site);
  }
  call.erase();
}

/** What hands out, grows or frees memory does the same for the shadow. */
export function emitAllocator(call: CallInst, site: Site): void {
  const row = must(allocatorOf(call), "the call has a row");
  if (row.kind === "free") emitFree(call, row, site);
  else if (row.kind === "reallocate") emitReallocate(call, row, site);
  else emitAllocate(call, row, site);
}

/** The same call with other arguments; of an invoke a call, since its copy stands on the normal edge. */
function copyOf(call: CallInst, changes: ReadonlyMap<number, Value>): CallInst {
  const copy = withDestinations(call, "call", []);
  for (const [index, value] of changes) at(copy.operandUses, index).value = value;
  return copy;
}

function emitAllocate(call: CallInst, row: Allocator, site: Site): void {
  const { tangents, build, spec } = site;
  const { result } = row;
  if (result === null || (result !== "return" && !("out" in result))) {
    const details = { name: calledFunction(call)?.name ?? "?" };
    throw refuse("E_NO_RULE", call, { primal: spec.primal, details });
  }
  if (result === "return") {
    const lanes = Array.from({ length: tangents.width }, () => {
      const lane = build.insert(copyOf(call, new Map()), { name: `${call.name ?? "p"}.shadow` });
      if (!row.zeroed) clearNew(lane, call, row, site);
      return lane;
    });
    tangents.set(call, lanes);
    return;
  }
  const out = call.operand(result.out);
  if (!site.flow.isDistinct(out)) {
    const reason = "new memory is returned through a pointer that may have no shadow";
    throw refuse("E_CONST_MEMORY", call, { primal: spec.primal, reason });
  }
  for (const shadow of tangents.must(out)) {
    build.insert(copyOf(call, new Map([[result.out, shadow]])));
    clearNew(
      build.load(build.module.types.pointerTo(build.module.types.i8), shadow),
      call,
      row,
      site,
    );
  }
}

/** Zeroes new memory, unless there is none. */
function clearNew(memory: Value, call: CallInst, { size }: Allocator, site: Site): void {
  const { build, services } = site;
  const [first, ...rest] = size.map((i) => call.operand(i));
  if (first === undefined) return;
  const bytes = rest.reduce((product, factor) => build.binary("mul", product, factor), first);
  const isNull = build.icmp("eq", memory, nullOf(memory.type));
  clearBytes(build, services, memory, build.select(isNull, nullOf(bytes.type), bytes));
}

/** `realloc`: memory without a shadow stays so, but that of null is new. */
function emitReallocate(call: CallInst, row: Allocator, site: Site): void {
  const { tangents, build, flow, services } = site;
  const index = must(row.old, "the row says which memory grows");
  const old = call.operand(index);
  const callee = must(calledFunction(call), "the call names a function");
  // The shadow is looked at before the memory is gone.
  const before = new IRBuilder(InsertPoint.before(call), services);
  const lanes = tangents.orZero(old).map((shadow) => {
    if (flow.isDistinct(old)) return build.insert(copyOf(call, new Map([[index, shadow]])));
    const isNull = before.icmp("eq", old, nullOf(old.type));
    const grows = before.binary("or", isNull, before.icmp("ne", old, shadow));
    const args = call.args.map((arg, i) => (i === index ? shadow : arg));
    return build.call(conditionalCall(services, callee), [grows, call, ...args]);
  });
  tangents.set(call, lanes);
}

/** Freeing memory frees its shadow, unless that is the memory itself. */
function emitFree(call: CallInst, row: Allocator, site: Site): void {
  const { tangents, build, flow, services } = site;
  const index = must(row.old, "the row says which memory is freed");
  const memory = call.operand(index);
  const callee = must(calledFunction(call), "the call names a function");
  for (const shadow of tangents.of(memory) ?? []) {
    const args = call.args.map((arg, i) => (i === index ? shadow : arg));
    if (flow.isDistinct(memory)) build.call(callee, args);
    else build.call(conditionalCall(services, callee), [build.icmp("ne", memory, shadow), ...args]);
  }
}

/** A pointer that a call gives back unchanged. */
export function emitPointerMove(call: CallInst, site: Site): void {
  const { tangents, build } = site;
  const lanes = tangents
    .must(call.operand(0))
    .map((shadow) => build.insert(copyOf(call, new Map([[0, shadow]]))));
  tangents.set(call, lanes);
}

/** @throws TsadError unless the call of an unknown function surely has no part in any derivative */
export function checkUnknown(call: CallInst, scene: Scene): void {
  if (!mayMatter(call, scene)) return;
  const { primal } = scene.spec;
  if (call.callee instanceof InlineAsm) {
    if (hidesSum(call)) throw roundingHidden(call, primal);
    const reason = "what its instructions compute is not known";
    throw refuse("E_INLINE_ASM", call, { primal, reason });
  }
  const callee = calledFunction(call);
  if (callee === null) throw refuse("E_INDIRECT_CALL", call, { primal });
  const { name } = callee;
  if (!hasRule(callee, "gradient")) throw refuse("E_NO_RULE", call, { primal, details: { name } });
  const remedy =
    "the program registers a gradient for it, which reverse mode uses: register a forward rule too, with __enzyme_register_derivative";
  throw refuse("E_NO_RULE", call, { primal, details: { name }, remedy });
}

/** Is it a barrier behind which a sum may be rounded? */
function hidesSum(call: CallInst): boolean {
  const result = emptyAsm(call)?.result ?? null;
  return result !== null && hiddenBy([call], call.operand(result)) === "perhaps rounding";
}

function mayMatter(call: CallInst, scene: Scene): boolean {
  const { flow, labels, services } = scene;
  if (staysInRegisters(call))
    return call.args.some((arg) => flow.has(arg) || labels.has(arg, "float"));
  const effects = memoryEffects(call, services);
  const returns = carriesFloat(call.type) || carriesPointer(call.type);
  const matters = (access: string): boolean => access !== "none" && (access !== "read" || returns);
  for (const arg of call.args) {
    if (labels.has(arg, "float") || labels.has(arg, "pointer")) return true;
    if (!flow.has(arg)) continue;
    if (carriesFloat(arg.type)) return true;
    if (carriesPointer(arg.type) && (matters(effects.argmem) || carriesPointer(call.type)))
      return true;
  }
  return matters(effects.other) && hasFindableMemory(scene);
}

/** Is there memory with a shadow that code elsewhere may have the address of? */
function hasFindableMemory({ flow, spec, isEntry, services }: Scene): boolean {
  if (globalUses(services).someVisible) return true;
  const isOurs = spec.primal.args.some(
    (arg, i) =>
      arg.type.kind === "pointer" &&
      spec.params[i] !== "const" &&
      !(isEntry && hasAttribute(arg.attributes, "noalias")),
  );
  if (isOurs) return true;
  for (const { kind, value } of flow.memory.escapedSet()) {
    if (kind === "alloca" && value !== null && flow.has(value)) return true;
  }
  return flow.hasNewMemory;
}
