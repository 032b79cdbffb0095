/**
 * Copies of marked memory. The shadow is copied in the forward sweep as the memory is, and a record keeps what it held: by the marks in
 * that the reverse sweep knows which bytes are floats, and moves their adjoints back. What else was copied has no adjoint.
 */
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import type { BasicBlock, Function } from "../ir/graph.ts";
import { heapCalls } from "../ir/heap.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { FloatType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at } from "../support/assert.ts";
import { endIf } from "../transform/fatal.ts";
import { helper, isMark, isMarkByte } from "./mark-helpers.ts";
import { markOf } from "./mark-values.ts";
import type { GradientServices } from "./services.ts";

/** A record: the length, where to and from, then what the shadow held, then room for as many bytes. */
const header = 24;

/** `record (target, its shadow, source, its shadow, bytes)`: copies the shadow; the record is null where the target has none. */
export function moveMarked(services: GradientServices): Function {
  const { types } = services;
  const bytes = types.pointerTo(types.i8);
  const type = types.fn(bytes, [bytes, bytes, bytes, bytes, types.i64]);
  return helper(services, "__tsad_move_marked", type, (fn) => {
    emitMove(fn, services);
  });
}

/** `void (record)`: takes the adjoints of what was copied, and adds those of floats to where these came from. The record stays. */
export function moveBack(services: GradientServices): Function {
  const { types } = services;
  const type = types.fn(types.void, [types.pointerTo(types.i8)]);
  return helper(services, "__tsad_move_marked_back", type, (fn) => {
    emitBack(fn, services);
  });
}

function emitMove(fn: Function, services: GradientServices): void {
  const { types } = services;
  const [to, toShadow] = [at(fn.args, 0), at(fn.args, 1)];
  const [from, fromShadow] = [at(fn.args, 2), at(fn.args, 3)];
  const bytes = at(fn.args, 4);
  const [entry, none, some] = [fn.newBlock("entry"), fn.newBlock("none"), fn.newBlock("some")];
  const [clear, copy] = [fn.newBlock("clear"), fn.newBlock("copy")];
  const build = new IRBuilder(InsertPoint.atEnd(entry), services);
  const isEmpty = build.icmp("eq", bytes, constInt(types.i64, 0));
  build.condBr(build.binary("or", isEmpty, build.icmp("eq", to, toShadow)), none, some);
  build.point = InsertPoint.atEnd(none);
  build.ret(nullOf(fn.functionType.ret));

  build.point = InsertPoint.atEnd(some);
  const twice = build.binary("shl", bytes, constInt(types.i64, 1));
  const size = build.binary("add", twice, constInt(types.i64, header));
  const record = heapCalls(services).malloc(build, size);
  const field = fieldsOf(build, record);
  build.store(bytes, field(0));
  build.store(build.cast("ptrtoint", toShadow, types.i64), field(8));
  build.store(build.cast("ptrtoint", fromShadow, types.i64), field(16));
  const held = field(header);
  build.condBr(build.icmp("eq", from, fromShadow), clear, copy);
  // Of a source without a shadow nothing has a derivative.
  build.point = InsertPoint.atEnd(clear);
  fill(build, held, bytes, services);
  fill(build, toShadow, bytes, services);
  build.ret(record);
  build.point = InsertPoint.atEnd(copy);
  move(build, held, fromShadow, bytes, services);
  move(build, toShadow, fromShadow, bytes, services);
  build.ret(record);
}

/** The parts of the loop over the bytes of a record. */
interface BackLoop {
  readonly build: IRBuilder;
  readonly services: GradientServices;
  /** What the shadow held, the taken adjoints, and where these go. */
  readonly held: Value;
  readonly taken: Value;
  readonly source: Value;
  readonly bytes: Value;
  /** The number of the byte. */
  readonly i: Value;
  /** Goes on with the byte so many further on. */
  readonly next: (by: number) => void;
  /** `void (i1)`, which ends the program: a part of a float was copied. */
  readonly report: Function;
}

function emitBack(fn: Function, services: GradientServices): void {
  const { types } = services;
  const { i64 } = types;
  const record = at(fn.args, 0);
  const [entry, some, loop] = [fn.newBlock("entry"), fn.newBlock("some"), fn.newBlock("loop")];
  const [body, done] = [fn.newBlock("body"), fn.newBlock("done")];
  const build = new IRBuilder(InsertPoint.atEnd(entry), services);
  build.condBr(build.icmp("eq", record, nullOf(record.type)), done, some);
  build.point = InsertPoint.atEnd(some);
  const field = fieldsOf(build, record);
  const bytes = build.load(i64, field(0));
  const [to, from] = [build.load(i64, field(8)), build.load(i64, field(16))];
  const target = build.cast("inttoptr", to, record.type);
  const source = build.cast("inttoptr", from, record.type);
  const held = field(header);
  const taken = build.gep(types.i8, held, [bytes]);
  // All adjoints are taken before one is added: the two ends may overlap.
  move(build, taken, target, bytes, services);
  fill(build, target, bytes, services);
  const apart = build.binary("and", build.binary("sub", to, from), constInt(i64, 3));
  const isShifted = build.icmp("ne", apart, constInt(i64, 0));
  build.br(loop);
  build.point = InsertPoint.atEnd(loop);
  const i = build.phi(i64, "i");
  i.addIncoming(constInt(i64, 0), some);
  build.condBr(build.icmp("ult", i, bytes), body, done);
  build.point = InsertPoint.atEnd(body);
  const next = (by: number): void => {
    i.addIncoming(build.binary("add", i, constInt(i64, by)), build.block);
    build.br(loop);
  };
  const message = "a part of a number was copied: its derivative is not known";
  const report = endIf("__tsad_part_copied", message, services);
  moveBackAt({ build, services, held, taken, source, bytes, i, next, report }, from, isShifted);
  build.point = InsertPoint.atEnd(done);
  build.ret();
}

/** One step: a float where an aligned word begins one, four bytes of something else, or a single byte at an end. */
function moveBackAt(loop: BackLoop, from: Value, isShifted: Value): void {
  const { build, services, held, i, bytes, next, report } = loop;
  const { types, layout } = services;
  const { i64 } = types;
  const fn = blockParent(build);
  const [word, byte] = [fn.newBlock("word"), fn.newBlock("byte")];
  const beyond = build.binary("and", build.binary("add", from, i), constInt(i64, 3));
  const isAligned = build.icmp("eq", beyond, constInt(i64, 0));
  const left = build.binary("sub", bytes, i);
  const isWhole = build.icmp("uge", left, constInt(i64, 4));
  build.condBr(build.binary("and", isAligned, isWhole), word, byte);

  build.point = InsertPoint.atEnd(byte);
  build.call(report, [isMarkByte(build, build.load(types.i8, build.gep(types.i8, held, [i])))]);
  next(1);

  build.point = InsertPoint.atEnd(word);
  const found = build.load(types.i32, build.gep(types.i8, held, [i]), { align: 1 });
  const { bits } = markOf(types.double);
  const [low, high] = [bits & 0xffffffffn, bits >> 32n];
  const isHalf = (half: bigint): Value => build.icmp("eq", found, constInt(types.i32, half));
  const [first, second] = layout.bigEndian
    ? [isHalf(high), isHalf(low)]
    : [isHalf(low), isHalf(high)];
  build.call(report, [second]);
  const [double, other] = [fn.newBlock("double"), fn.newBlock("other")];
  build.condBr(first, double, other);

  build.point = InsertPoint.atEnd(double);
  const isCut = build.icmp("ult", left, constInt(i64, 8));
  build.call(report, [build.binary("or", isCut, isShifted)]);
  addBack(loop, types.double);
  next(8);

  const [single, none] = [fn.newBlock("single"), fn.newBlock("none")];
  build.point = InsertPoint.atEnd(other);
  const isSingle = build.icmp("eq", found, constInt(types.i32, markOf(types.float).bits));
  build.condBr(isSingle, single, none);
  build.point = InsertPoint.atEnd(single);
  build.call(report, [isShifted]);
  addBack(loop, types.float);
  next(4);
  build.point = InsertPoint.atEnd(none);
  next(4);
}

/** Adds the adjoint of the float that begins at byte `i`. */
function addBack(
  { build, services, taken, source, held, i, report }: BackLoop,
  type: FloatType,
): void {
  const { types } = services;
  const place = build.gep(types.i8, source, [i]);
  const mark = build.load(type, build.gep(types.i8, held, [i]), { align: 1 });
  build.call(report, [build.binary("xor", isMark(build, mark), constInt(types.i1, 1))]);
  const amount = unmarked(build, build.load(type, build.gep(types.i8, taken, [i]), { align: 1 }));
  const before = unmarked(build, build.load(type, place, { align: 1 }));
  build.store(build.binary("fadd", before, amount), place, { align: 1 });
}

/** The adjoint, or 0 for the mark of one that nothing has been added to. */
export function unmarked(build: IRBuilder, adjoint: Value): Value {
  return build.select(isMark(build, adjoint), nullOf(adjoint.type), adjoint);
}

function fieldsOf(build: IRBuilder, record: Value): (offset: number) => Value {
  const { types } = build.module;
  return (offset) => build.gep(types.i8, record, [constInt(types.i64, offset)]);
}

function fill(build: IRBuilder, to: Value, bytes: Value, services: GradientServices): void {
  const { types } = services;
  const type = types.fn(types.void, [to.type, types.i8, types.i64, types.i1]);
  const fn = services.declareIntrinsic("llvm.memset", [to.type, types.i64], type);
  build.call(fn, [to, constInt(types.i8, 0), bytes, constInt(types.i1, 0)]);
}

/** Memory that may overlap. */
function move(
  build: IRBuilder,
  to: Value,
  from: Value,
  bytes: Value,
  services: GradientServices,
): void {
  const { types } = services;
  const params = [to.type, from.type, types.i64];
  const type = types.fn(types.void, [...params, types.i1]);
  const fn = services.declareIntrinsic("llvm.memmove", params, type);
  build.call(fn, [to, from, bytes, constInt(types.i1, 0)]);
}

function blockParent(build: IRBuilder): Function {
  const block: BasicBlock = build.block;
  if (block.parent === null) throw new Error("the block is in a function");
  return block.parent;
}
