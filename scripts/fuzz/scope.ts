/** What a random statement may name at its place. */
import type { Node } from "./program.ts";
import type { Random } from "./random.ts";

/** An integer variable whose value is known to lie between the bounds, both included. */
export interface Counter {
  readonly name: string;
  readonly low: number;
  readonly high: number;
}

/** Names in scope. Arrays of reals have eight elements; integer arrays too, each a valid index. */
export interface Scope {
  readonly random: Random;
  /** Variables and lvalues of type D. */
  readonly scalars: readonly string[];
  /** Variables of type F. */
  readonly singles: readonly string[];
  /** Expressions of type `D *` that point to eight elements. */
  readonly arrays: readonly string[];
  /** Expressions of type `F *` that point to eight elements. */
  readonly singleArrays: readonly string[];
  readonly counters: readonly Counter[];
  /** Integer variables of any value. */
  readonly integers: readonly string[];
  /** Integer arrays whose elements are valid indices. */
  readonly indices: readonly string[];
  /** Helper functions that may be called. */
  readonly helpers: readonly Helper[];
  /** Nesting of statements that is left. */
  readonly depth: number;
  /** True within a loop: `break` and `continue` are allowed. */
  readonly inLoop: boolean;
  /** Iterations that the loops around already make. */
  readonly work: number;
  /** What leads out of all loops around, where a label is set behind them. */
  readonly escape: string | null;
  /** Are structs copied as a whole? */
  readonly withRecords: boolean;
  /** Is there an array of pointers? */
  readonly withRows: boolean;
  /** Up to `count` random statements. */
  readonly block: (scope: Scope, count: number) => Node[];
}

/** A helper by the arguments that it takes. */
export interface Helper {
  readonly name: string;
  readonly kind: "scalar" | "single" | "update" | "read" | "struct" | "record";
}
