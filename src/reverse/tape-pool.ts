/**
 * Where tapes get their memory. What malloc hands back to the system has to be faulted in again page by page at the next call, which costs
 * more than most gradients do, so large blocks are kept between calls: a few of them, the one used last first, up to a limit in all. Threads
 * share them by atomic exchange. Before each block stands its size.
 */
import type { IRBuilder } from "../ir/builder.ts";
import { constInt } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import type { HelperServices } from "../transform/fatal.ts";
import { TsadError } from "../support/errors.ts";
import { targetOf } from "./target.ts";
import { TapeFunctions } from "./tape-functions.ts";

/** Memory for tapes. Sizes are i64 values in bytes; pointers are to bytes. */
export interface TapePool {
  /** A block of so many bytes, or somewhat more; null where there is no memory. */
  take(build: IRBuilder, bytes: Value): Value;
  /** Gives a block back; of null does nothing. */
  give(build: IRBuilder, block: Value): void;
  /** A variable of a tape that grows, for the number of records that it had at the last call. */
  makeHint(): Value;
  /** How many records the tape of the variable will have, if this call is like the last. */
  expect(build: IRBuilder, hint: Value): Value;
  /** Notes how many records it has. */
  note(build: IRBuilder, hint: Value, records: Value): void;
}

/** @throws TsadError E_GPU_TAPE where a thread has no memory to take */
function refuseOnThread(services: HelperServices): void {
  const target = targetOf(services);
  if (target === null) return;
  throw new TsadError("E_GPU_TAPE", {
    reason: "what is kept for the reverse sweep",
    details: { target: target.name },
  });
}

/** The pool of a module, whose functions are declared when first called. */
export function tapePool(services: HelperServices): TapePool {
  const functions = new TapeFunctions(services);
  return {
    take: (build, bytes) => {
      refuseOnThread(services);
      return build.call(functions.declared("take"), [bytes]);
    },
    give: (build, block) => {
      build.call(functions.declared("give"), [block]);
    },
    makeHint: () => {
      const name = services.freshName("tsad.records");
      const { i64 } = services.types;
      const initializer = constInt(i64, 0);
      return services.addGlobal({ name, type: i64, header: "internal global", initializer });
    },
    expect: (build, hint) => build.call(functions.declared("expect"), [hint]),
    note: (build, hint, records) => {
      build.call(functions.declared("note"), [hint, records]);
    },
  };
}

/** To be done before anything is differentiated: what a module that has been through this has of a pool is known by name, as the C library is. */
export function undefinePool(services: HelperServices): void {
  new TapeFunctions(services).undefine();
}

/**
 * To be done at the end: defines what is called of the pool, and `void tsad_release_tapes(void)`, which frees what is kept, where there is a
 * pool or the program declares it.
 */
export function definePool(services: HelperServices): void {
  new TapeFunctions(services).defineAll();
}
