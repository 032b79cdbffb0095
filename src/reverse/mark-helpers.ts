/**
 * The helpers that generated code calls for marked memory (see marked.ts): they look at marks, and move what bytes of either kind
 * there are. A pointer equal to its shadow leads to memory without one, of which nothing is asked.
 */
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import type { BasicBlock, Function } from "../ir/graph.ts";
import { constInt } from "../ir/literal.ts";
import type { FloatType, Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at, must } from "../support/assert.ts";
import { endIf, partRead } from "../transform/fatal.ts";
import type { GradientServices } from "./services.ts";
import { markOf } from "./mark-values.ts";

/** Bytes of marks are these: no others end the search for a float. */
const [firstMark, lastMark] = [0x80, 0x82];

/** `i1 (byte)`, in line: may it be a byte of a mark? */
export function isMarkByte(build: IRBuilder, byte: Value): Value {
  const { i8 } = build.module.types;
  const above = build.binary("sub", byte, constInt(i8, firstMark));
  return build.icmp("ule", above, constInt(i8, lastMark - firstMark));
}

/**
 * `void (pointer, shadow, bytes)`: ends the program where one of the bytes is a float's. For integers of which derivatives are made. Eight
 * bytes that can only be a shadow pointer are passed over: programs keep numbers in spare bits of pointers, and look at them.
 */
export function integerCheck(services: GradientServices): Function {
  const message =
    "an integer was read where an active float is: its derivative through its bits is not known";
  const { types } = services;
  const bytes = types.pointerTo(types.i8);
  const type = types.fn(types.void, [bytes, bytes, types.i64]);
  const check = byteCheck("__tsad_check_bytes", message, isMarkByte, services);
  return helper(services, "__tsad_check_integer", type, (fn) => {
    const shadow = at(fn.args, 1);
    const [entry, word] = [fn.newBlock("entry"), fn.newBlock("word")];
    const [look, done] = [fn.newBlock("look"), fn.newBlock("done")];
    const build = new IRBuilder(InsertPoint.atEnd(entry), services);
    build.condBr(build.icmp("eq", at(fn.args, 2), constInt(types.i64, 8)), word, look);
    build.point = InsertPoint.atEnd(word);
    build.condBr(isPointerOnly(build, build.load(types.i64, shadow, { align: 1 })), done, look);
    build.point = InsertPoint.atEnd(look);
    build.call(check, fn.args);
    build.br(done);
    build.point = InsertPoint.atEnd(done);
    build.ret();
  });
}

/** What stands in bytes 1 and 2 where the lower half of a pointer has become a float, or the end of a double. */
const besidePointer = [0x8080, 0x8181, 0x8282];

/**
 * Can the eight bytes be a shadow pointer, and nothing that is left of marks? The two upper bytes of one are zero. The third is neither
 * zero, but below 1 TB, nor a byte of a mark, and nothing but a pointer has such a byte in its shadow.
 */
function isPointerOnly(build: IRBuilder, word: Value): Value {
  const { i64 } = build.module.types;
  const third = build.binary("lshr", word, constInt(i64, 40));
  const isAddress = build.icmp(
    "ult",
    build.binary("sub", third, constInt(i64, 1)),
    constInt(i64, firstMark - 1),
  );
  const lower = build.binary(
    "and",
    build.binary("lshr", word, constInt(i64, 8)),
    constInt(i64, 0xffff),
  );
  return besidePointer.reduce<Value>(
    (all, part) => build.binary("and", all, build.icmp("ne", lower, constInt(i64, part))),
    isAddress,
  );
}

/** The same, where one of the bytes is a float's or a pointer's. For integers that are computed with and stored among pointers. */
export function numberCheck(services: GradientServices): Function {
  const message =
    "the bits of a pointer were computed with: where its derivatives are is not known";
  const isHeld = (build: IRBuilder, byte: Value): Value =>
    build.icmp("ne", byte, constInt(byte.type, 0));
  return byteCheck("__tsad_check_number", message, isHeld, services);
}

/** `void (pointer, shadow, bytes)`: ends the program with the message where a byte of the shadow is one of those. */
function byteCheck(
  name: string,
  message: string,
  isOne: (build: IRBuilder, byte: Value) => Value,
  services: GradientServices,
): Function {
  const { types } = services;
  const bytes = types.pointerTo(types.i8);
  const type = types.fn(types.void, [bytes, bytes, types.i64]);
  return helper(services, name, type, (fn) => {
    const report = endIf(`${name}_failed`, message, services);
    const [pointer, shadow, length] = [at(fn.args, 0), at(fn.args, 1), at(fn.args, 2)];
    const [entry, loop] = [fn.newBlock("entry"), fn.newBlock("loop")];
    const done = fn.newBlock("done");
    const build = new IRBuilder(InsertPoint.atEnd(entry), services);
    build.condBr(build.icmp("eq", pointer, shadow), done, loop);
    build.point = InsertPoint.atEnd(loop);
    emitByteLoop(build, shadow, length, done, (byte) => {
      build.call(report, [isOne(build, byte)]);
    });
  });
}

/**
 * Fills the builder's block, which must have one predecessor and be empty, with a loop over `length` bytes, at least one, and goes on to
 * `done`, which returns.
 */
function emitByteLoop(
  build: IRBuilder,
  shadow: Value,
  length: Value,
  done: BasicBlock,
  look: (byte: Value) => void,
): void {
  const { types } = build.module;
  const loop = build.block;
  const i = build.phi(types.i64, "i");
  look(build.load(types.i8, build.gep(types.i8, shadow, [i])));
  const next = build.binary("add", i, constInt(types.i64, 1));
  const [before] = must(loop.parent, "the block is in a function").blocks.filter((block) =>
    block.terminator?.successors().includes(loop),
  );
  i.addIncoming(constInt(types.i64, 0), must(before, "the loop is entered"));
  i.addIncoming(next, loop);
  build.condBr(build.icmp("ult", next, length), loop, done);
  build.point = InsertPoint.atEnd(done);
  build.ret();
}

/** `void (pointer, shadow)`: ends the program where there is only a part of a float of that type, or one of another type. */
export function floatCheck(element: FloatType, services: GradientServices): Function {
  const { types, layout } = services;
  const bytes = types.pointerTo(types.i8);
  const type = types.fn(types.void, [bytes, bytes]);
  return helper(services, `__tsad_check_${element.text}`, type, (fn) => {
    const [pointer, shadow] = [at(fn.args, 0), at(fn.args, 1)];
    const [entry, look] = [fn.newBlock("entry"), fn.newBlock("look")];
    const [odd, done] = [fn.newBlock("odd"), fn.newBlock("done")];
    const size = constInt(types.i64, layout.storeSize(element));
    const build = new IRBuilder(InsertPoint.atEnd(entry), services);
    build.condBr(build.icmp("eq", pointer, shadow), done, look);
    build.point = InsertPoint.atEnd(look);
    const whole = build.load(element, shadow, { align: 1 });
    build.condBr(isMark(build, whole), done, odd);
    build.point = InsertPoint.atEnd(odd);
    const report = endIf("__tsad_part_read", partRead, services);
    const bytesLoop = fn.newBlock("bytes");
    build.br(bytesLoop);
    build.point = InsertPoint.atEnd(bytesLoop);
    emitByteLoop(build, shadow, size, done, (byte) => {
      build.call(report, [isMarkByte(build, byte)]);
    });
  });
}

/** `void (pointer, shadow)`: ends the program where the eight bytes are a float's, or one of their halves is. */
export function pointerCheck(services: GradientServices): Function {
  const { types } = services;
  const bytes = types.pointerTo(types.i8);
  const type = types.fn(types.void, [bytes, bytes]);
  return helper(services, "__tsad_check_pointer", type, (fn) => {
    const [pointer, shadow] = [at(fn.args, 0), at(fn.args, 1)];
    const [entry, look] = [fn.newBlock("entry"), fn.newBlock("look")];
    const done = fn.newBlock("done");
    const build = new IRBuilder(InsertPoint.atEnd(entry), services);
    build.condBr(build.icmp("eq", pointer, shadow), done, look);
    build.point = InsertPoint.atEnd(look);
    const word = build.load(types.i64, shadow, { align: 1 });
    const single = constInt(types.i32, markOf(types.float).bits);
    const low = build.cast("trunc", word, types.i32);
    const high = build.cast(
      "trunc",
      build.binary("lshr", word, constInt(types.i64, 32)),
      types.i32,
    );
    // No pointer is so large that its upper half is a mark, and none of a lower half alone.
    const [isLow, isHigh] = [low, high].map((half) => build.icmp("eq", half, single));
    const isAlone = build.icmp("eq", high, constInt(types.i32, 0));
    const isDouble = build.icmp("eq", word, constInt(types.i64, markOf(types.double).bits));
    const isHalf = build.binary(
      "or",
      must(isHigh, "two halves"),
      build.binary("and", must(isLow, "two halves"), isAlone),
    );
    const message = "a number was moved as a pointer: its derivative is not known";
    const report = endIf("__tsad_number_as_pointer", message, services);
    build.call(report, [build.binary("or", isDouble, isHalf)]);
    build.br(done);
    build.point = InsertPoint.atEnd(done);
    build.ret();
  });
}

/** The bits of `value`, a float or a vector of such, as integers of the same shape. */
export function bitsOf(build: IRBuilder, value: Value): Value {
  return build.cast("bitcast", value, integersLike(value.type, build));
}

function integersLike(type: Type, build: IRBuilder): Type {
  const { types, layout } = build.module;
  if (type.kind === "vector") return types.vector(integersLike(type.element, build), type.length);
  return types.int(8 * layout.storeSize(type));
}

/** Is the adjoint in memory the mark of the forward sweep, to which nothing has been added yet? */
export function isMark(build: IRBuilder, adjoint: Value): Value {
  const { type } = adjoint;
  const element = type.kind === "vector" ? type.element : type;
  const bits = bitsOf(build, adjoint);
  return build.icmp("eq", bits, constInt(bits.type, markOf(element).bits));
}

/** A function of the module with a body, made when first asked for. */
export function helper(
  services: GradientServices,
  name: string,
  type: Function["functionType"],
  emit: (fn: Function) => void,
): Function {
  const known = services.function(name);
  if (known !== undefined) return known;
  const fn = services.addFunction({ name, type, prefix: "internal", suffix: "" });
  emit(fn);
  return fn;
}
