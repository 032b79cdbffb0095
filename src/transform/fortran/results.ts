/** Memory for arrays that functions of flang's runtime give. */
import type { IRBuilder } from "../../ir/builder.ts";
import { heapCalls } from "../../ir/heap.ts";
import { constInt } from "../../ir/literal.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import type { HelperServices } from "../fatal.ts";
import { type ArrayView, bytesOf, contiguous, describe } from "./arrays.ts";
import type { Descriptor } from "./descriptor.ts";

/** New memory for the result, of which its descriptor then tells. */
export function allocateResult(
  build: IRBuilder,
  { result, element }: { readonly result: Descriptor; readonly element: Type },
  extents: readonly Value[],
  services: HelperServices,
): ArrayView {
  const memory = heapCalls(services).malloc(build, bytesOf(build, result.bytes, extents));
  const view = contiguous(build, memory, element, result.bytes, extents);
  const one = constInt(services.types.i64, 1);
  describe(
    build,
    result,
    view,
    extents.map(() => one),
  );
  return view;
}
