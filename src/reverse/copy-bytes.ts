/** memcpy in generated code. */
import type { IRBuilder, ModuleServices } from "../ir/builder.ts";
import { constInt } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";

/** Copies so many bytes, an i64, between places that do not overlap; the pointers are to bytes. */
export function copyBytes(
  build: IRBuilder,
  services: ModuleServices,
  { to, from, bytes }: { readonly to: Value; readonly from: Value; readonly bytes: Value },
): void {
  const { types } = services;
  const type = types.fn(types.void, [to.type, from.type, bytes.type, types.i1]);
  const copy = services.declareIntrinsic("llvm.memcpy", [to.type, from.type, bytes.type], type);
  build.call(copy, [to, from, bytes, constInt(types.i1, 0)]);
}
