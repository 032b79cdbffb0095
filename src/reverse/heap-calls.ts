/** The program's own allocations in the forward sweep: shadows are allocated beside the primal memory, and frees are put off. */
import { calledFunction } from "../analysis/effects.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import type { Function } from "../ir/graph.ts";
import type { CallInst } from "../ir/instructions.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import { at, must } from "../support/assert.ts";
import { buryHelper, releaseNumber, thunkType } from "./burial.ts";
import type { Context } from "./context.ts";
import { refuse } from "./fail.ts";
import { freeLater } from "../transform/heapify.ts";
import { allocatorOf, freeing } from "./freeing.ts";
import { heapCalls } from "../ir/heap.ts";
import type { GradientServices } from "./services.ts";

/** Puts the allocation of a shadow, all zero, behind `call`; returns the shadow. */
export function allocateShadow(call: CallInst, { services, spec }: Context): Value {
  const row = allocatorOf(call);
  if (row.size.length === 0) {
    const reason = "the size of the allocated memory is not known, and it may hold active values";
    throw refuse("E_PROVENANCE", call, { primal: spec.primal, reason });
  }
  const build = new IRBuilder(InsertPoint.after(call), services);
  const copy = build.call({ callee: call.callee, type: call.functionType }, call.args, {
    attributes: call.attributes,
    argAttributes: call.argAttributes,
    prefix: call.prefix,
    name: `${call.name ?? "p"}.shadow`,
  });
  if (row.zeroed) return copy;
  const { types } = services;
  const bytes = row.size.map((i) => widened(build, call.operand(i)));
  const size = bytes.reduce((a, b) => build.binary("mul", a, b));
  const failed = build.icmp("eq", copy, nullOf(copy.type));
  const length = row.mayFail ? build.select(failed, constInt(types.i64, 0), size) : size;
  const pointer = types.pointerTo(types.i8);
  const memset = services.declareIntrinsic(
    "llvm.memset",
    [pointer, types.i64],
    types.fn(types.void, [pointer, types.i8, types.i64, types.i1]),
  );
  build.call(memset, [copy, constInt(types.i8, 0), length, constInt(types.i1, 0)]);
  return copy;
}

function widened(build: IRBuilder, size: Value): Value {
  const { i64 } = build.module.types;
  return size.type === i64 ? size : build.cast("zext", size, i64);
}

/** Puts the memory of `call`, which frees it, and its shadows on the list instead, and takes the call out. */
export function bury(
  call: CallInst,
  shadows: readonly Value[],
  list: Value,
  services: GradientServices,
): void {
  const { old } = must(freeing(call), "the call frees");
  const build = new IRBuilder(InsertPoint.before(call), services);
  const { types } = services;
  const bytes = heapCalls(services).pointer;
  const memory = call.operand(old);
  const facts = call.args.filter((_, i) => i !== old).map((arg) => asNumber(build, arg));
  const numbers = [0, 1].map((i) => facts[i] ?? constInt(types.i64, 0));
  const isThere = build.icmp("ne", memory, nullOf(memory.type));
  const helper = buryHelper(services);
  const callee = must(calledFunction(call), "the call names a function");
  const free = releaseNumber(thunk(callee, old, services), services);
  const put = (what: Value): void => {
    build.call(helper, [list, build.bitcastPointer(what, bytes), free, ...numbers]);
  };
  put(memory);
  for (const shadow of shadows) {
    if (shadow === memory) continue;
    const hasOwn = build.binary("and", build.icmp("ne", shadow, memory), isThere);
    put(build.select(hasOwn, shadow, nullOf(shadow.type)));
  }
  call.erase();
}

/** Puts memory of the generated code's own on the list; null is no memory. */
export function buryRecord(
  memory: Value,
  list: Value,
  build: IRBuilder,
  services: GradientServices,
): void {
  const { types } = services;
  const bytes = heapCalls(services).pointer;
  const given = services.declareFunction("free", types.fn(types.void, [bytes]));
  const free = releaseNumber(thunk(given, 0, services), services);
  const zero = constInt(types.i64, 0);
  build.call(buryHelper(services), [list, memory, free, zero, zero]);
}

/** Puts the shadows of what `call` throws on the list: the runtime frees what is thrown, and knows of no shadow. */
export function buryThrown(
  call: CallInst,
  shadows: readonly Value[],
  list: Value,
  services: GradientServices,
): void {
  const { types } = services;
  const build = new IRBuilder(InsertPoint.before(call), services);
  const bytes = heapCalls(services).pointer;
  const release = services.declareFunction("__cxa_free_exception", types.fn(types.void, [bytes]));
  const free = releaseNumber(thunk(release, 0, services), services);
  const zero = constInt(types.i64, 0);
  for (const shadow of shadows) {
    const own = build.icmp("ne", shadow, call.operand(0));
    const memory = build.select(own, shadow, nullOf(shadow.type));
    build.call(buryHelper(services), [list, build.bitcastPointer(memory, bytes), free, zero, zero]);
  }
}

function asNumber(build: IRBuilder, value: Value): Value {
  const { i64 } = build.module.types;
  if (value.type.kind === "pointer") return build.cast("ptrtoint", value, i64);
  return widened(build, value);
}

function freeOf({ functionType }: Function, services: GradientServices): Function {
  return services.declareFunction("free", functionType);
}

/** `void (memory, number, number)` that calls what `given` stands for. */
function thunk(given: Function, old: number, services: GradientServices): Function {
  const callee = given.name === freeLater ? freeOf(given, services) : given;
  const name = `__tsad_release_${callee.name}`;
  const known = services.function(name);
  if (known !== undefined) return known;
  const fn = services.addFunction({ name, type: thunkType(services), prefix: "internal" });
  const build = new IRBuilder(InsertPoint.atEnd(fn.newBlock("entry")), services);
  let next = 1;
  const args = callee.functionType.params.map((type, i) => {
    if (i === old) return build.bitcastPointer(at(fn.args, 0), type);
    const number = at(fn.args, next++);
    if (type.kind === "pointer") return build.cast("inttoptr", number, type);
    return number.type === type ? number : build.cast("trunc", number, type);
  });
  build.call(callee, args);
  build.ret();
  return fn;
}
