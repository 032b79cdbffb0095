/** The helper that generated code calls to reverse a memcpy or memmove of floats. */
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import type { Function } from "../ir/graph.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { FloatType, Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { endIf } from "../transform/fatal.ts";
import type { GradientServices } from "./services.ts";

/**
 * `void (target, source, bytes)`: for each element, source += target and target = 0, on shadows. When the two overlap, the
 * elements are taken in the order that is the reverse of memmove's.
 * @param stride how many bytes one element lies behind the other
 */
export function adjointCopy(
  services: GradientServices,
  element: FloatType,
  stride = services.layout.sizeOf(element),
): Function {
  const isDense = stride === services.layout.sizeOf(element);
  const name = `__tsad_adjoint_copy_${element.text}${isDense ? "" : `_every_${stride}`}`;
  const known = services.function(name);
  if (known !== undefined) return known;
  const { types } = services;
  const pointer = types.pointerTo(types.i8);
  const type = types.fn(types.void, [pointer, pointer, types.i64]);
  const fn = services.addFunction({ name, type, prefix: "internal", suffix: "nounwind" });
  emit(fn, services, element, stride);
  return fn;
}

function emit(fn: Function, services: GradientServices, element: FloatType, stride: number): void {
  const { types, layout } = services;
  const { i64 } = types;
  const [target, source, bytes] = fn.args;
  if (target === undefined || source === undefined || bytes === undefined) return;
  const [entry, loop, done] = ["entry", "loop", "done"].map((label) => fn.newBlock(label));
  if (entry === undefined || loop === undefined || done === undefined) return;
  const [zero, one] = [constInt(i64, 0), constInt(i64, 1)];
  const build = new IRBuilder(InsertPoint.atEnd(entry), services);
  // The last element needs only its own bytes, not all up to the next.
  const gap = constInt(i64, stride - layout.sizeOf(element));
  const count = build.binary("udiv", build.binary("add", bytes, gap), constInt(i64, stride));
  endWhereCut(build, target, bytes, { element, stride }, services);
  const isUp = build.icmp("ugt", target, source);
  const last = build.binary("sub", count, one);
  build.condBr(build.icmp("eq", count, zero), done, loop);
  build.point = InsertPoint.atEnd(loop);
  const i = build.phi(i64, "i");
  const next = build.binary("add", i, one);
  const index = build.select(isUp, i, build.binary("sub", last, i));
  const offset = build.binary("mul", index, constInt(i64, stride));
  const ends = [target, source].map((end) => build.gep(types.i8, end, [offset]));
  moveOne(build, element, ends);
  i.addIncoming(zero, entry);
  i.addIncoming(next, loop);
  build.condBr(build.icmp("eq", next, count), done, loop);
  build.point = InsertPoint.atEnd(done);
  build.ret();
}

const message =
  "a copy of active memory begins or ends within a float, of which a part has no derivative: copy whole numbers";

/** Ends the program where the copy takes a part of a float: an element that is not all there, or from an address between two. */
function endWhereCut(
  build: IRBuilder,
  target: Value,
  bytes: Value,
  { element, stride }: { readonly element: FloatType; readonly stride: number },
  services: GradientServices,
): void {
  const { types, layout } = services;
  const { i64 } = types;
  const rest = build.binary("urem", bytes, constInt(i64, stride));
  const isPart = build.icmp(
    "ult",
    build.binary("sub", rest, constInt(i64, 1)),
    constInt(i64, layout.sizeOf(element) - 1),
  );
  const place = build.cast("ptrtoint", target, i64);
  const between = build.binary("and", place, constInt(i64, layout.abiAlign(element) - 1));
  const isBetween = build.icmp("ne", between, constInt(i64, 0));
  const isAny = build.icmp("ne", bytes, constInt(i64, 0));
  const isCut = build.binary("and", isAny, build.binary("or", isPart, isBetween));
  build.call(endIf("__tsad_cut_float", message, services), [isCut]);
}

function moveOne(build: IRBuilder, element: Type, ends: readonly Value[]): void {
  const pointer = build.module.types.pointerTo(element);
  const [from, to] = ends.map((end) => build.bitcastPointer(end, pointer));
  if (from === undefined || to === undefined) return;
  const amount = build.load(element, from);
  build.store(nullOf(element), from);
  build.store(build.binary("fadd", build.load(element, to), amount), to);
}
