/**
 * Strings are made by functions of the library. Where that happens in marked memory (analysis/marks.ts), the bytes are cleared first: that
 * tells the shadow that no float is there any more, in both sweeps.
 */
import { calledFunction } from "../analysis/effects.ts";
import type { Marks } from "../analysis/marks.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import type { Function } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import { constInt } from "../ir/literal.ts";
import type { HelperServices } from "./fatal.ts";

/** The constructors of std::string of libstdc++ with its C++11 ABI. */
const constructor = /^_ZNSt7__cxx1112basic_stringI\w*E(?:C[12])E/;

/** Bytes of such a string where pointers have 64 bits: the pointer, the length, and room for sixteen characters. */
const stringBytes = 32;

/** Clears the bytes in which the strings of `fn` are made, where they are marked; the number of strings. */
export function clearStrings(fn: Function, marks: Marks, services: HelperServices): number {
  if (services.layout.pointerBits(0) !== 64) return 0;
  const made = [...fn.instructions()].filter(
    (inst): inst is CallInst => inst instanceof CallInst && makesString(inst, marks),
  );
  for (const call of made) clearBefore(call, services);
  return made.length;
}

function makesString(call: CallInst, marks: Marks): boolean {
  const [object] = call.args;
  const name = calledFunction(call)?.name ?? "";
  return object !== undefined && constructor.test(name) && marks.stateOf(object) === "marked";
}

function clearBefore(call: CallInst, services: HelperServices): void {
  const { types } = services;
  const build = new IRBuilder(InsertPoint.before(call), services);
  const object = build.bitcastPointer(call.operand(0), types.pointerTo(types.i8));
  const type = types.fn(types.void, [object.type, types.i8, types.i64, types.i1]);
  const memset = services.declareIntrinsic("llvm.memset", [object.type, types.i64], type);
  const args = [constInt(types.i8, 0), constInt(types.i64, stringBytes), constInt(types.i1, 0)];
  build.call(memset, [object, ...args]).position = call.position;
}
