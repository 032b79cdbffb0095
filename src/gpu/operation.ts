/**
 * What a GPU does that other machines do not, in terms that NVPTX and AMDGPU share. The tables of the two targets (nvptx.ts,
 * amdgpu.ts) have one row for each spelling; a row says where in the call the operands are, so that no reader of a table knows names.
 */

/** Where a number comes from: an operand of the call, the spelling itself, or several operands put into one number. */
export type Input =
  | { readonly operand: number }
  | { readonly implied: number }
  | { readonly packed: readonly (readonly [operand: number, shift: number])[] };

/** Numbers that a thread has, of one axis or without axes. */
export type Identity =
  | "thread"
  | "block"
  | "block size"
  | "grid size"
  | "lane"
  | "warp"
  | "warp count"
  | "warp size"
  | "shared size"
  | "dynamic shared size"
  | "clock"
  | "lanes equal"
  | "lanes up to"
  | "lanes below"
  | "lanes from"
  | "lanes above";

/** What is the same for all threads of a block. */
export const ofBlock: ReadonlySet<Identity> = new Set([
  "block",
  "block size",
  "grid size",
  "warp size",
  "warp count",
  "shared size",
  "dynamic shared size",
] as const);

/** What the lanes of a warp do together. */
export type WarpOperation =
  | "shuffle idx"
  | "shuffle up"
  | "shuffle down"
  | "shuffle bfly"
  | "ballot"
  | "all"
  | "any"
  | "uni"
  | "match any"
  | "match all"
  | "active"
  | "sync"
  | "add"
  | "min"
  | "max"
  | "umin"
  | "umax"
  | "and"
  | "or"
  | "xor"
  | "fmin"
  | "fmax"
  | "read lane"
  | "read first"
  | "write lane"
  | "bpermute"
  | "permute"
  | "dpp"
  | "swizzle"
  | "permlane16"
  | "permlanex16"
  | "permlane64";

/** What an atomic operation makes of the old value and its operand. */
export type AtomicOperation =
  | "add"
  | "sub"
  | "and"
  | "or"
  | "xor"
  | "xchg"
  | "max"
  | "min"
  | "umax"
  | "umin"
  | "inc"
  | "dec"
  | "cas"
  | "fadd"
  | "fmin"
  | "fmax";

/** What a barrier does beside waiting for the others; arriving and waiting are its two halves. */
export type BarrierAction = "sync" | "arrive" | "wait" | "and" | "or" | "popc";

/** What a row says of an intrinsic. */
export type Operation =
  | { readonly kind: "identity"; readonly of: Identity; readonly axis: 0 | 1 | 2 }
  /** The dispatch packet or the implicit arguments of AMD's kernels. */
  | { readonly kind: "packet"; readonly of: "dispatch" | "implicit" }
  | {
      readonly kind: "barrier";
      readonly action: BarrierAction;
      readonly barrier: Input;
      /** How many threads; 0 for all of the block. */
      readonly count: Input;
      readonly predicate?: Input;
      /** All threads must be at the same instruction. */
      readonly aligned: boolean;
    }
  | {
      readonly kind: "warp";
      readonly operation: WarpOperation;
      /** Who takes part: the lanes of a mask, or all that are there. */
      readonly mask: Input | "converged";
      readonly value?: Input;
      /** What a lane has when it gets nothing. */
      readonly other?: Input;
      readonly a?: Input;
      readonly b?: Input;
    }
  /** A comparison of two operands by a predicate's number, and a ballot of it. */
  | { readonly kind: "compare ballot"; readonly compare: "icmp" | "fcmp" }
  | {
      readonly kind: "atomic";
      readonly operation: AtomicOperation;
      readonly pointer: Input;
      readonly value: Input;
      readonly compare?: Input;
    }
  /** A load of memory that nobody writes. */
  | { readonly kind: "load"; readonly pointer: Input }
  /** A function of numbers; `host` is in the C library or in runtime/gpu/math.c, with the operand's type (`_f32`) where `typed`. */
  | { readonly kind: "math"; readonly host: string; readonly typed: boolean }
  /** Does the pointer lead to memory of that kind? */
  | {
      readonly kind: "in space";
      readonly space: "shared" | "private" | "global" | "constant";
    }
  /** A pointer as one of another address space. */
  | { readonly kind: "pointer cast" }
  | { readonly kind: "trap" }
  /** Orders memory, or only asks something of the machine: hints, sleeping, counters of outstanding accesses. */
  | { readonly kind: "fence" | "hint" };

/** One spelling. */
export interface Row {
  /** The intrinsic without the suffixes that name its types (`.i32`, `.p0`); inline assembly behind `asm `, a register behind `register `. */
  readonly name: string;
  readonly does: Operation;
  /** The last LLVM version that writes it, where a later one spells it otherwise. */
  readonly until?: number;
  /** The first LLVM version that has it, where that is not 14 or older. */
  readonly since?: number;
}

/** An operand of the call. */
export const operand = (index: number): Input => ({ operand: index });
/** A number that the spelling implies. */
export const implied = (value: number): Input => ({ implied: value });

/** Rows by name. */
export class OperationTable {
  readonly #rows: ReadonlyMap<string, Row>;

  constructor(rows: readonly Row[]) {
    this.#rows = new Map(rows.map((row) => [row.name, row]));
  }

  /** All rows. */
  get rows(): Iterable<Row> {
    return this.#rows.values();
  }

  /** The row for an intrinsic's whole name: the longest one that only lacks suffixes which name types. */
  rowOf(name: string): Row | undefined {
    for (let rest = name; ; ) {
      const row = this.#rows.get(rest);
      if (row !== undefined) return row;
      const dot = rest.lastIndexOf(".");
      if (dot < 0 || !typeSuffix.test(rest.slice(dot + 1))) return undefined;
      rest = rest.slice(0, dot);
    }
  }
}

/** What the name of an overloaded intrinsic says of a type. */
const typeSuffix = /^(?:i\d+|f\d+|bf16|p\d+\w*|(?:nx)?v\d+\w+|s\w*)$/;
