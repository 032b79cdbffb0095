/**
 * Copies and fills of memory that are spelled as calls of library functions, as they are without builtins or with fortified headers, and
 * the inline forms of the intrinsics, become the plain intrinsics, so that later steps meet one form.
 */
import { calledFunction } from "../analysis/effects.ts";
import { IRBuilder, InsertPoint, type ModuleServices } from "../ir/builder.ts";
import type { Function } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import { constInt } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import { debugLocation } from "./edges.ts";

/** What a library form stands for, and where it has its operands. */
interface Form {
  readonly intrinsic: "llvm.memcpy" | "llvm.memmove" | "llvm.memset";
  /** Positions of the destination, the source or byte, and the size. */
  readonly operands: readonly [to: number, from: number, size: number];
  readonly count: number;
  /** Does it return a pointer: the destination, or its end? */
  readonly returns: "nothing" | "destination" | "end";
}

const form = (
  intrinsic: Form["intrinsic"],
  count: number,
  returns: Form["returns"] = "destination",
): Form => ({ intrinsic, operands: [0, 1, 2], count, returns });

/**
 * C11 7.24.2 and 7.24.6, POSIX for bcopy and bzero of the older ones, GNU for mempcpy, and the Linux Standard Base for the forms that
 * check the size of the destination and otherwise do the same.
 */
const forms: ReadonlyMap<string, Form> = new Map([
  ["memcpy", form("llvm.memcpy", 3)],
  ["memmove", form("llvm.memmove", 3)],
  ["memset", form("llvm.memset", 3)],
  ["mempcpy", form("llvm.memcpy", 3, "end")],
  ["__memcpy_chk", form("llvm.memcpy", 4)],
  ["__memmove_chk", form("llvm.memmove", 4)],
  ["__memset_chk", form("llvm.memset", 4)],
  ["__mempcpy_chk", form("llvm.memcpy", 4, "end")],
  [
    "bcopy",
    { intrinsic: "llvm.memmove", operands: [1, 0, 2], count: 3, returns: "nothing" } as const,
  ],
]);

/**
 * Replaces those calls in `fn`; true when there were any. A `_chk` form no longer ends the program where the destination is too
 * small, which is undefined behaviour without it.
 */
export function plainCopies(fn: Function, services: ModuleServices): boolean {
  let changed = false;
  for (const inst of [...fn.instructions()]) {
    if (!(inst instanceof CallInst) || inst.opcode !== "call") continue;
    const callee = calledFunction(inst);
    if (callee?.isDeclaration !== true) continue;
    const known = forms.get(callee.name);
    if (known !== undefined && fits(inst, known)) changed = lower(inst, known, services);
    else if (/^llvm\.mem(cpy|set)\.inline\./.test(callee.name)) {
      changed = lowerInline(inst, callee.name, services);
    }
  }
  return changed;
}

function fits(call: CallInst, { operands, count, returns, intrinsic }: Form): boolean {
  const [to, from, size] = operands.map((i) => call.args[i]?.type.kind);
  const second = intrinsic === "llvm.memset" ? "int" : "pointer";
  if (call.argCount !== count || to !== "pointer" || from !== second || size !== "int")
    return false;
  return call.type.kind === (returns === "nothing" ? "void" : "pointer");
}

function lower(call: CallInst, { intrinsic, operands, returns }: Form, services: ModuleServices) {
  const build = builderAt(call, services);
  const [to, from, size] = operands;
  emit(build, intrinsic, [call.operand(to), call.operand(from), call.operand(size)], services);
  if (call.isUsed && returns !== "nothing") {
    const { types } = services;
    const start = call.operand(to);
    const place = returns === "end" ? build.gep(types.i8, start, [call.operand(size)]) : start;
    call.replaceAllUsesWith(build.bitcastPointer(place, call.type));
  }
  call.erase();
  return true;
}

/** The inline forms take the same operands. */
function lowerInline(call: CallInst, name: string, services: ModuleServices) {
  const intrinsic = name.startsWith("llvm.memcpy") ? "llvm.memcpy" : "llvm.memset";
  const made = emit(builderAt(call, services), intrinsic, call.args, services);
  made.argAttributes = call.argAttributes;
  call.erase();
  return true;
}

function builderAt(call: CallInst, services: ModuleServices): IRBuilder {
  const location = debugLocation(call);
  return new IRBuilder(InsertPoint.before(call), services, {
    debugLocation: location === "" ? null : location,
  });
}

/** @param args destination, source or byte, size, and whether it is volatile, which it is not when that is missing */
function emit(
  build: IRBuilder,
  intrinsic: Form["intrinsic"],
  args: readonly Value[],
  services: ModuleServices,
): CallInst {
  const { types } = services;
  const bytes = types.pointerTo(types.i8);
  const [to, from, size, isVolatile = constInt(types.i1, 0)] = args.map((arg) => {
    return build.bitcastPointer(arg, bytes);
  });
  if (to === undefined || from === undefined || size === undefined) {
    throw new TypeError(`${intrinsic} has three operands`);
  }
  const isFill = intrinsic === "llvm.memset";
  const byte = isFill && from.type !== types.i8 ? build.cast("trunc", from, types.i8) : from;
  const callee = services.declareIntrinsic(
    intrinsic,
    isFill ? [bytes, size.type] : [bytes, bytes, size.type],
    types.fn(types.void, [bytes, byte.type, size.type, types.i1]),
  );
  return build.call(callee, [to, byte, size, isVolatile]);
}
