/**
 * Functions that hand out, grow, give back or measure memory, one row each: where the size stands, where the result is, and
 * how what they give is given back. Names are those that compilers write: C and POSIX, C++ by the Itanium ABI, Rust's four hooks
 * in their old and their v0-mangled spelling, flang's runtime.
 */

/** What stands in an argument of the function that frees: the memory, its size in bytes, or its alignment. */
export type ReleaseArg = "pointer" | "size" | "align";

/** How memory is given back. */
export interface Release {
  readonly name: string;
  readonly args: readonly ReleaseArg[];
}

/** Where the new memory's address is: the returned value, what argument `out` points to, or a Fortran descriptor there. */
export type Result = "return" | { readonly out: number } | { readonly descriptor: number };

/** What is known of one function. Positions count arguments from 0. */
export interface Allocator {
  readonly kind: "allocate" | "reallocate" | "free" | "inquire";
  /** Arguments whose product is the number of bytes; empty where no argument says it (strdup, Fortran descriptors, free). */
  readonly size: readonly number[];
  /** The argument that is the alignment in bytes; null where the platform's default holds. */
  readonly align: number | null;
  /** The argument that is the memory to grow, free or measure; null for "allocate". */
  readonly old: number | null;
  /** The new bytes are zero. */
  readonly zeroed: boolean;
  /** Where the address is found; null for "free" and "inquire". */
  readonly result: Result | null;
  /** Failure gives a null pointer (or an error number) instead of an exception or the end of the program. */
  readonly mayFail: boolean;
  /** The argument whose string is copied into the new memory; null for all but strdup and its like. */
  readonly copies: number | null;
  /** For "reallocate" of memory whose old size the second argument says: the function that allocates anew, by size and alignment. */
  readonly renew: string | null;
  /** How what it gives is given back; null for "free" and "inquire". */
  readonly release: Release | null;
}

const base: Allocator = {
  kind: "allocate",
  size: [],
  align: null,
  old: null,
  zeroed: false,
  result: "return",
  mayFail: true,
  copies: null,
  renew: null,
  release: null,
};

const free: Release = { name: "free", args: ["pointer"] };
const tapeFree: Release = { name: "__tsad_tape_give", args: ["pointer"] };
const alignedFree: Release = { name: "_aligned_free", args: ["pointer"] };

const allocates = (size: readonly number[], more: Partial<Allocator> = {}): Allocator => ({
  ...base,
  size,
  release: free,
  ...more,
});
const frees = (old = 0, more: Partial<Allocator> = {}): Allocator => ({
  ...base,
  kind: "free",
  old,
  result: null,
  mayFail: false,
  ...more,
});
const inquires: Allocator = { ...frees(0), kind: "inquire" };
const descriptor = (more: Partial<Allocator> = {}): Allocator => ({
  ...base,
  result: { descriptor: 0 },
  mayFail: false,
  ...more,
});

/** Fortran's DEALLOCATE finds everything in the descriptor; further arguments are only for error messages. */
const allocatable: Release = { name: "_FortranAAllocatableDeallocate", args: ["pointer"] };
const pointer: Release = { name: "_FortranAPointerDeallocate", args: ["pointer"] };

const plainRows: readonly (readonly [string, Allocator])[] = [
  ["malloc", allocates([0])],
  ["valloc", allocates([0])],
  ["pvalloc", allocates([0])],
  ["calloc", allocates([0, 1], { zeroed: true })],
  ["aligned_alloc", allocates([1], { align: 0 })],
  ["memalign", allocates([1], { align: 0 })],
  ["posix_memalign", allocates([2], { align: 1, result: { out: 0 } })],
  ["realloc", allocates([1], { kind: "reallocate", old: 0 })],
  ["reallocarray", allocates([1, 2], { kind: "reallocate", old: 0 })],
  ["strdup", allocates([], { copies: 0 })],
  ["strndup", allocates([], { copies: 0 })],
  ["__strdup", allocates([], { copies: 0 })],
  ["__strndup", allocates([], { copies: 0 })],
  ["free", frees()],
  ["cfree", frees()],
  // What tsad itself writes for stack memory of which there is more and more: at the end of the gradient.
  ["__tsad_free_later", frees()],
  // Where gradients, which may be differentiated themselves, get their tapes.
  ["__tsad_tape_take", allocates([0], { mayFail: false, release: tapeFree })],
  ["__tsad_tape_give", frees()],
  ["__tsad_tape_expect", inquires],
  ["__tsad_tape_note", inquires],
  ["free_sized", frees(0, { size: [1] })],
  ["free_aligned_sized", frees(0, { size: [2], align: 1 })],
  ["malloc_usable_size", inquires],
  ["malloc_size", inquires],
  ["_msize", inquires],
  ["_aligned_malloc", allocates([0], { align: 1, release: alignedFree })],
  ["_aligned_free", frees()],
  [
    "__cxa_allocate_exception",
    allocates([0], {
      mayFail: false,
      release: { name: "__cxa_free_exception", args: ["pointer"] },
    }),
  ],
  ["__cxa_free_exception", frees()],
  ["_FortranAAllocatableAllocate", descriptor({ release: allocatable })],
  ["_FortranAAllocatableAllocateSource", descriptor({ release: allocatable })],
  ["_FortranAAllocatableDeallocate", frees()],
  ["_FortranAAllocatableDeallocatePolymorphic", frees()],
  ["_FortranAPointerAllocate", descriptor({ release: pointer })],
  ["_FortranAPointerAllocateSource", descriptor({ release: pointer })],
  ["_FortranAPointerDeallocate", frees()],
  ["_FortranAPointerDeallocatePolymorphic", frees()],
];

/** operator new, new[], delete, delete[]; `m` or `j` is size_t of 64 or 32 bits. */
function* cxxRows(): Generator<readonly [string, Allocator]> {
  for (const [make, give] of [
    ["_Znw", "_Zdl"],
    ["_Zna", "_Zda"],
  ] as const) {
    for (const aligned of ["", "St11align_val_t"]) {
      for (const nothrow of ["", "RKSt9nothrow_t"]) {
        for (const word of ["m", "j"]) {
          const args: ReleaseArg[] = aligned === "" ? ["pointer"] : ["pointer", "align"];
          const row = allocates([0], {
            align: aligned === "" ? null : 1,
            mayFail: nothrow !== "",
            release: { name: `${give}Pv${aligned}`, args },
          });
          yield [`${make}${word}${aligned}${nothrow}`, row];
        }
        for (const size of ["", "m", "j"]) {
          const sizes = size === "" ? [] : [1];
          const align = aligned === "" ? null : 1 + sizes.length;
          yield [`${give}Pv${size}${aligned}${nothrow}`, frees(0, { size: sizes, align })];
        }
      }
    }
  }
}

const rustFree: Release = { name: "__rust_dealloc", args: ["pointer", "size", "align"] };
const rustRows: ReadonlyMap<string, Allocator> = new Map([
  ["__rust_alloc", allocates([0], { align: 1, release: rustFree })],
  ["__rust_alloc_zeroed", allocates([0], { align: 1, zeroed: true, release: rustFree })],
  [
    "__rust_realloc",
    allocates([3], {
      kind: "reallocate",
      old: 0,
      align: 2,
      renew: "__rust_alloc",
      release: rustFree,
    }),
  ],
  ["__rust_dealloc", frees(0, { size: [1], align: 2 })],
]);

const table: ReadonlyMap<string, Allocator> = new Map([...plainRows, ...cxxRows(), ...rustRows]);

/** The row of an allocator of the program's own, of which argument `size` is the number of bytes. */
export function allocatorLike(size: number, release: string | null): Allocator {
  const how: Release | null = release === null ? null : { name: release, args: ["pointer"] };
  return { ...base, size: [size], release: how };
}

/** The row of a function of the program's own that takes back the memory that argument `old` is the address of. */
export function releaseLike(old: number): Allocator {
  return frees(old);
}

/** Every name of the table; Rust's in their unmangled form. For tests and documentation. */
export const allocatorNames: readonly string[] = [...table.keys()];

/** v0 mangling of an item of the crate `__rustc`: `_RNvC` disambiguator `7___rustc` length `_` identifier. */
const rustMangled = /^(_RNvCs?[0-9A-Za-z]*_7___rustc)(\d+)_(__rust_[a-z_]+)$/;

const mangledRows = new Map<string, Allocator | undefined>();

/**
 * What is known of the function called `name`, or undefined when it is no allocator of the table. In the row of a mangled Rust
 * name, the function that frees is mangled in the same way.
 */
export function allocatorRow(name: string): Allocator | undefined {
  const known = table.get(name);
  if (known !== undefined || !name.startsWith("_RNvC")) return known;
  if (!mangledRows.has(name)) mangledRows.set(name, mangledRow(name));
  return mangledRows.get(name);
}

function mangledRow(name: string): Allocator | undefined {
  const [, crate = "", length, plain = ""] = rustMangled.exec(name) ?? [];
  if (crate === "" || Number(length) !== plain.length) return undefined;
  const row = rustRows.get(plain);
  const freed = row?.release ?? null;
  if (row === undefined || freed === null) return row;
  const mangled = (item: string): string => `${crate}${item.length}_${item}`;
  return {
    ...row,
    renew: row.renew === null ? null : mangled(row.renew),
    release: { ...freed, name: mangled(freed.name) },
  };
}
