/**
 * What a module's text is taken to speak: which LLVM's spelling new text must use. The reader accepts every spelling; only
 * the writer asks. Facts per version: the syntax tables of the LLVM language references and release notes, 14 to 22.
 */
import type { LeafType, Type } from "./types.ts";

/** The spelling of one module. */
export interface Dialect {
  /** The LLVM major version the text is taken to be of: 14, 16, 19, 22 … */
  readonly version: number;
  /** `T*` rather than `ptr`; the two are never mixed in one module. */
  typedPointers: boolean;
  /** `memory(…)` instead of `readnone`, `argmemonly` … (since 16). */
  readonly memoryAttribute: boolean;
  /** `captures(none)` instead of `nocapture` (since 21). */
  readonly capturesAttribute: boolean;
  /** `#dbg_value(…)` instead of calls of `llvm.dbg.value` (since 19). */
  readonly debugRecords: boolean;
  /** `splat (T v)` is read (since 19). */
  readonly splat: boolean;
  /** `llvm.lifetime.start` has its `i64` size (until 21). */
  readonly lifetimeSize: boolean;
}

/** The dialect of LLVM `version`, with the pointers that are its default unless `typedPointers` says otherwise. */
export function dialectOf(version: number, typedPointers = version < 15): Dialect {
  return {
    version,
    typedPointers,
    memoryAttribute: version >= 16,
    capturesAttribute: version >= 21,
    debugRecords: version >= 19,
    splat: version >= 19,
    lifetimeSize: version < 22,
  };
}

/**
 * The dialect that `text` is written in. Pointers follow the first pointer type in the text. The version follows `override`
 * when given; otherwise the producer named in `!llvm.ident`, kept within what the constructs of the text allow;
 * otherwise the oldest version that has those constructs (newer LLVMs upgrade older spellings when they read).
 */
export function inferDialect(text: string, override?: number): Dialect {
  const pointers = firstPointer(text);
  if (override !== undefined) {
    return dialectOf(override, pointers === undefined ? override < 15 : pointers === "typed");
  }
  const oldest = oldestVersion(text, pointers);
  const newest = newestVersion(text, pointers);
  const produced = producer(text);
  const version = Math.max(oldest, Math.min(newest, produced ?? Math.max(oldest, 17)));
  return dialectOf(version, pointers === undefined ? version < 15 : pointers === "typed");
}

/** What {@link inferDialect} says of pointers, found without a look at the rest of the text. */
export function inferTypedPointers(text: string, override?: number): boolean {
  const pointers = firstPointer(text);
  return pointers === undefined ? inferDialect(text, override).typedPointers : pointers === "typed";
}

/** The name `llvm.memcpy.p0.p0.i64` and the like give `type`: `f64`, `v4f32`, `i64`, `p0i8` or `p0`, `sl_f64f64s`. */
export function mangle(type: Type): string {
  if (isLeaf(type)) return leafMangling[type.kind];
  switch (type.kind) {
    case "int":
      return `i${type.bits}`;
    case "float":
      return floatMangling[type.float];
    case "pointer":
      return `p${type.space}${type.pointee === null ? "" : mangle(type.pointee)}`;
    case "vector":
      return `${type.scalable ? "nx" : ""}v${type.length}${mangle(type.element)}`;
    case "array":
      return `a${type.length}${mangle(type.element)}`;
    case "struct":
      return type.name === null ? `sl_${mangleAll(type.fields ?? [])}s` : `s_${type.name}s`;
    case "function":
      return `f_${mangle(type.ret)}${mangleAll(type.params)}${type.varargs ? "vararg" : ""}f`;
  }
}

function mangleAll(types: readonly Type[]): string {
  return types.map(mangle).join("");
}

function isLeaf(type: Type): type is LeafType {
  return type.kind in leafMangling;
}

const leafMangling = {
  void: "isVoid",
  metadata: "Metadata",
  x86_mmx: "x86mmx",
  x86_amx: "x86amx",
  token: "token",
  label: "label",
  target: "target",
} as const;

const floatMangling = {
  half: "f16",
  bfloat: "bf16",
  float: "f32",
  double: "f64",
  x86_fp80: "f80",
  fp128: "f128",
  ppc_fp128: "ppcf128",
} as const;

/**
 * Which kind of pointer type stands first in the text. Strings, comments and names (`%ptr`, `@ptr`, a label `ptr:`) do not
 * count; outside them a `*` only ever ends a typed pointer.
 */
function firstPointer(text: string): "typed" | "opaque" | undefined {
  const token = /"[^"]*"|;[^\n]*|\/\*[^]*?\*\/|[%@$!#]?[-\w$.]+|\*/g;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    if (found[0] === "*") return "typed";
    if (found[0] === "ptr" && !text.startsWith(":", token.lastIndex)) return "opaque";
  }
  return undefined;
}

/** Constructs that an older LLVM does not read, each with the first version that does. Newest first. */
const since: readonly (readonly [construct: string, version: number])[] = [
  [" ptrtoaddr ", 22],
  ["@llvm.lifetime.start.p0(ptr", 22],
  [" captures(", 21],
  [" samesign ", 20],
  ["#dbg_", 19],
  [" splat (", 19],
  [" initializes(", 19],
  [" range(i", 19],
  [" nneg ", 18],
  [" or disjoint ", 18],
  [" nofpclass(", 17],
  [" memory(", 16],
  [' target("', 16],
];

/** Constructs that a newer LLVM no longer writes, each with the last version that did. Oldest first. */
const until: readonly (readonly [construct: string, version: number])[] = [
  [" argmemonly ", 15],
  [" inaccessiblememonly ", 15],
  ["call void @llvm.dbg.", 18],
  [" nocapture ", 20],
  ["@llvm.lifetime.start.p0(i64", 21],
];

function oldestVersion(text: string, pointers: "typed" | "opaque" | undefined): number {
  for (const [construct, version] of since) {
    if (text.includes(construct)) return version;
  }
  return pointers === "opaque" ? 15 : 14;
}

function newestVersion(text: string, pointers: "typed" | "opaque" | undefined): number {
  // LLVM 15 and 16 still read typed pointers, but no front end of theirs writes them.
  if (pointers === "typed") return 14;
  for (const [construct, version] of until) {
    if (text.includes(construct)) return version;
  }
  return Number.POSITIVE_INFINITY;
}

/** The LLVM version of the compiler named in the module's producer string, if that is known. */
function producer(text: string): number | undefined {
  const ident = text.lastIndexOf("!llvm.ident");
  if (ident < 0) return undefined;
  const tail = text.slice(ident);
  const clang = /!"[^"\n]*\b(?:clang|flang)(?:-new)? version (\d+)\./.exec(tail)?.[1];
  if (clang !== undefined) return Number(clang);
  const rustc = /!"rustc version 1\.(\d+)\./.exec(tail)?.[1];
  return rustc === undefined ? undefined : llvmOfRust(Number(rustc));
}

/** From which rustc 1.N on the releases are built with which LLVM, newest first. */
const rustReleases: readonly (readonly [minor: number, llvm: number])[] = [
  [95, 22],
  [91, 21],
  [87, 20],
  [82, 19],
  [78, 18],
  [73, 17],
  [70, 16],
  [65, 15],
];

function llvmOfRust(minor: number): number {
  return rustReleases.find(([since]) => minor >= since)?.[1] ?? 14;
}
