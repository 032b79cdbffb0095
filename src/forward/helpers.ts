/** Functions that forward-mode code calls at run time, made once per module in the module's own dialect. */
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { Literal } from "../ir/constants.ts";
import type { BasicBlock, Function } from "../ir/graph.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { FunctionType, Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at } from "../support/assert.ts";
import type { ForwardServices } from "./scene.ts";

/** The function of that name, made by `fill` when it is not there; `fill` gets its arguments and one block for each label. */
function helper(
  services: ForwardServices,
  name: string,
  type: FunctionType,
  labels: readonly string[],
  fill: (build: IRBuilder, args: readonly Value[], blocks: readonly BasicBlock[]) => void,
): Function {
  const known = services.function(name);
  if (known !== undefined) return known;
  const fn = services.addFunction({ name, type, prefix: "internal", suffix: "" });
  const blocks = labels.map((label) => fn.newBlock(label));
  fill(new IRBuilder(InsertPoint.atEnd(at(blocks, 0)), services), fn.args, blocks);
  return fn;
}

const message =
  "tsad: a value with a nonzero tangent is written to memory without a shadow; give that memory a shadow\n";

/**
 * `void (i1 lost)`: ends the program with a message where `lost` holds. Which memory a pointer leads to is known only when the program
 * runs, and a tangent must not disappear without a word.
 */
export function lostTangent(services: ForwardServices): Function {
  const { types } = services;
  const type = types.fn(types.void, [types.i1]);
  return helper(
    services,
    "__tsad_lost_tangent",
    type,
    ["entry", "lost", "done"],
    (build, args, blocks) => {
      const [lost, done] = [at(blocks, 1), at(blocks, 2)];
      build.condBr(at(args, 0), lost, done);
      build.point = InsertPoint.atEnd(lost);
      complain(build, services);
      build.call(services.declareFunction("llvm.trap", types.fn(types.void, [])), []);
      build.unreachable();
      build.point = InsertPoint.atEnd(done);
      build.ret();
    },
  );
}

/** Writes the message to standard error, unless the module has a `write` of its own. */
function complain(build: IRBuilder, services: ForwardServices): void {
  const { types, layout } = services;
  const size = types.int(layout.pointerBits(0));
  const bytes = types.pointerTo(types.i8);
  const type = types.fn(size, [types.i32, bytes, size]);
  const known = services.function("write");
  if (known !== undefined && known.functionType !== type) return;
  const text = types.array(types.i8, message.length);
  const global = services.addGlobal({
    name: services.freshName("__tsad_lost_tangent.message"),
    type: text,
    header: "private unnamed_addr constant",
    initializer: new Literal(text, `c"${message.replace("\n", "\\0A")}"`),
  });
  const where = build.bitcastPointer(global, bytes);
  const length = constInt(size, message.length);
  build.call(services.declareFunction("write", type), [constInt(types.i32, 2), where, length]);
}

/** The intrinsic that sets bytes. */
export function memset(services: ForwardServices, pointer: Type, length: Type): Function {
  const { types } = services;
  const type = types.fn(types.void, [pointer, types.i8, length, types.i1]);
  return services.declareIntrinsic("llvm.memset", [pointer, length], type);
}

/** Zeroes `length` bytes at `pointer`. */
export function clearBytes(
  build: IRBuilder,
  services: ForwardServices,
  pointer: Value,
  length: Value,
): void {
  const { types } = services;
  const space = pointer.type.kind === "pointer" ? pointer.type.space : 0;
  const target = build.bitcastPointer(pointer, types.pointerTo(types.i8, space));
  const fn = memset(services, target.type, length.type);
  build.call(fn, [target, constInt(types.i8, 0), length, constInt(types.i1, 0)]);
}

/** `void (pointer, shadow, bytes)`: zeroes the shadow unless it is the memory itself. */
export function guardedClear(services: ForwardServices): Function {
  const { types } = services;
  const pointer = types.pointerTo(types.i8);
  const type = types.fn(types.void, [pointer, pointer, types.i64]);
  const labels = ["entry", "clear", "done"];
  return helper(services, "__tsad_clear_shadow", type, labels, (build, args, blocks) => {
    const [target, shadow, bytes] = [at(args, 0), at(args, 1), at(args, 2)];
    build.condBr(build.icmp("eq", target, shadow), at(blocks, 2), at(blocks, 1));
    build.point = InsertPoint.atEnd(at(blocks, 1));
    clearBytes(build, services, shadow, bytes);
    build.br(at(blocks, 2));
    build.point = InsertPoint.atEnd(at(blocks, 2));
    build.ret();
  });
}

/**
 * `void (target, its shadow, source, its shadow, bytes)`: what a memmove of the bytes is to the shadows. Memory that is its own shadow
 * gives zeros (which are inactive pointers too); where it is the target, a byte of a tangent must not be lost.
 */
export function guardedCopy(services: ForwardServices): Function {
  const { types } = services;
  const pointer = types.pointerTo(types.i8);
  const type = types.fn(types.void, [pointer, pointer, pointer, pointer, types.i64]);
  const labels = ["entry", "inactive", "active", "scan", "scan.byte", "clear", "move", "done"];
  return helper(services, "__tsad_copy_shadow", type, labels, (build, args, blocks) => {
    const [target, toShadow, source] = [at(args, 0), at(args, 1), at(args, 2)];
    const [fromShadow, bytes] = [at(args, 3), at(args, 4)];
    const [inactive, active, scan] = [at(blocks, 1), at(blocks, 2), at(blocks, 3)];
    const [clear, move, done] = [at(blocks, 5), at(blocks, 6), at(blocks, 7)];
    build.condBr(build.icmp("eq", target, toShadow), inactive, active);
    build.point = InsertPoint.atEnd(inactive);
    build.condBr(build.icmp("eq", source, fromShadow), done, scan);
    build.point = InsertPoint.atEnd(active);
    build.condBr(build.icmp("eq", source, fromShadow), clear, move);
    scanBytes(build, services, [scan, at(blocks, 4), done], fromShadow, bytes);
    build.point = InsertPoint.atEnd(clear);
    clearBytes(build, services, toShadow, bytes);
    build.br(done);
    build.point = InsertPoint.atEnd(move);
    const moveType = types.fn(types.void, [pointer, pointer, types.i64, types.i1]);
    const memmove = services.declareIntrinsic(
      "llvm.memmove",
      [pointer, pointer, types.i64],
      moveType,
    );
    build.call(memmove, [toShadow, fromShadow, bytes, constInt(types.i1, 0)]);
    build.br(done);
    build.point = InsertPoint.atEnd(done);
    build.ret();
  });
}

/** Complains of the first byte that is not zero. */
function scanBytes(
  build: IRBuilder,
  services: ForwardServices,
  [head, body, done]: readonly [BasicBlock, BasicBlock, BasicBlock],
  memory: Value,
  bytes: Value,
): void {
  const { i64, i8 } = services.types;
  const before = at(head.predecessors(), 0);
  build.point = InsertPoint.atEnd(head);
  const i = build.phi(i64, "i");
  build.condBr(build.icmp("ult", i, bytes), body, done);
  build.point = InsertPoint.atEnd(body);
  const byte = build.load(i8, build.gep(i8, memory, [i]));
  build.call(lostTangent(services), [build.icmp("ne", byte, nullOf(i8))]);
  const next = build.binary("add", i, constInt(i64, 1));
  build.br(head);
  i.addIncoming(constInt(i64, 0), before);
  i.addIncoming(next, body);
}

/** `R (i1 condition, R otherwise, args…)`: calls `callee` where the condition holds. */
export function conditionalCall(services: ForwardServices, callee: Function): Function {
  const { types } = services;
  const { ret, params } = callee.functionType;
  const hasResult = ret.kind !== "void";
  const type = types.fn(ret, [types.i1, ...(hasResult ? [ret] : []), ...params]);
  const labels = ["entry", "call", "done"];
  return helper(services, `__tsad_if_${callee.name}`, type, labels, (build, args, blocks) => {
    const [entry, calls, done] = [at(blocks, 0), at(blocks, 1), at(blocks, 2)];
    build.condBr(at(args, 0), calls, done);
    build.point = InsertPoint.atEnd(calls);
    const made = build.call(callee, args.slice(hasResult ? 2 : 1));
    build.br(done);
    build.point = InsertPoint.atEnd(done);
    if (!hasResult) {
      build.ret();
      return;
    }
    const phi = build.phi(ret);
    phi.addIncoming(at(args, 1), entry);
    phi.addIncoming(made, calls);
    build.ret(phi);
  });
}
