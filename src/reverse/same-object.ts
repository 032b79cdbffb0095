/** Shadows of pointers that a library function returns into an object that it was given: dynamic_cast, strchr, a caught exception. */
import type { IRBuilder } from "../ir/builder.ts";
import type { CallInst } from "../ir/instructions.ts";
import { constInt } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";

/**
 * The address, made by `build`, as far into the shadow as what `call` returns is into the object; what it returns itself where that is null.
 * @param given the pointer into the object, an argument of `call`
 * @param shadow the shadow of `given`; where that is `given` itself the result is its own shadow too
 */
export function shadowInSameObject(
  build: IRBuilder,
  call: CallInst,
  given: Value,
  shadow: Value,
): Value {
  if (shadow === given) return call;
  const { types } = build.module;
  const from = build.cast("ptrtoint", given, types.i64);
  const to = build.cast("ptrtoint", call, types.i64);
  const offset = build.binary("sub", to, from);
  const bytes = build.bitcastPointer(shadow, types.pointerTo(types.i8));
  const moved = build.bitcastPointer(build.gep(types.i8, bytes, [offset]), call.type);
  const isNull = build.icmp("eq", to, constInt(types.i64, 0));
  return build.select(isNull, call, moved);
}
