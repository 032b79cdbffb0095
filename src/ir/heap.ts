/** The C heap as generated code calls it, in the module's pointer dialect. */
import type { IRBuilder } from "./builder.ts";
import { type ModuleServices } from "./builder.ts";
import type { PointerType, Type } from "./types.ts";
import type { Value } from "./value.ts";

/** malloc, realloc and free. Sizes are i64 values in bytes. */
export interface HeapCalls {
  /** The type of a pointer to bytes. */
  readonly pointer: PointerType;
  malloc(build: IRBuilder, bytes: Value): Value;
  /** `old` may be null. */
  realloc(build: IRBuilder, old: Value, bytes: Value): Value;
  /** Of null does nothing. */
  free(build: IRBuilder, memory: Value): void;
}

/** The heap of a module; functions are declared when first called. @throws TsadError when the module declares them otherwise */
export function heapCalls(services: ModuleServices): HeapCalls {
  const { types, layout } = services;
  const pointer = types.pointerTo(types.i8);
  const size = types.int(layout.pointerBits(0));
  const narrowed = (build: IRBuilder, bytes: Value): Value =>
    size === bytes.type ? bytes : build.cast("trunc", bytes, size);
  const declared = (name: string, ret: Type, params: readonly Type[]) =>
    services.declareFunction(name, types.fn(ret, params));
  return {
    pointer,
    malloc: (build, bytes) =>
      build.call(declared("malloc", pointer, [size]), [narrowed(build, bytes)]),
    realloc: (build, old, bytes) =>
      build.call(declared("realloc", pointer, [pointer, size]), [old, narrowed(build, bytes)]),
    free: (build, memory) => {
      build.call(declared("free", types.void, [pointer]), [memory]);
    },
  };
}
