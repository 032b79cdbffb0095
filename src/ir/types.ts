/**
 * Types of LLVM IR, interned per module: within one {@link TypeTable} two equal types are the same object, so
 * `===` is type equality. Named structs are nominal.
 */
/** The floating kinds LLVM has, by their spelling. */
export type FloatKind = "half" | "bfloat" | "float" | "double" | "x86_fp80" | "fp128" | "ppc_fp128";

/** Types without structure that are not floats: `void`, `label`, `metadata`, `token`, `x86_mmx`, `x86_amx`, and `target(...)`. */
export interface LeafType {
  readonly kind: "void" | "label" | "metadata" | "token" | "x86_mmx" | "x86_amx" | "target";
  readonly text: string;
}
/** `iN`. */
export interface IntType {
  readonly kind: "int";
  readonly bits: number;
  readonly text: string;
}
/** `half` to `ppc_fp128`. */
export interface FloatType {
  readonly kind: "float";
  readonly float: FloatKind;
  readonly text: string;
}
/** `ptr addrspace(n)` when `pointee` is null, `T addrspace(n)*` otherwise. `space` is 0 for a symbolic address space. */
export interface PointerType {
  readonly kind: "pointer";
  readonly pointee: Type | null;
  readonly space: number;
  readonly text: string;
}
/** `<n x T>` or `<vscale x n x T>`. */
export interface VectorType {
  readonly kind: "vector";
  readonly element: Type;
  readonly length: number;
  readonly scalable: boolean;
  readonly text: string;
}
/** `[n x T]`. Lengths above 2^53 are refused by the reader. */
export interface ArrayType {
  readonly kind: "array";
  readonly element: Type;
  readonly length: number;
  readonly text: string;
}
/** A literal struct (`name` null) or a named one, whose `fields` stay null while it is opaque or not yet defined. */
export interface StructType {
  readonly kind: "struct";
  readonly name: string | null;
  fields: readonly Type[] | null;
  packed: boolean;
  readonly text: string;
}
/** `ret (params, ...)`. */
export interface FunctionType {
  readonly kind: "function";
  readonly ret: Type;
  readonly params: readonly Type[];
  readonly varargs: boolean;
  readonly text: string;
}
/** Every type of LLVM IR. `text` is its spelling in the module's dialect. */
export type Type =
  | LeafType
  | IntType
  | FloatType
  | PointerType
  | VectorType
  | ArrayType
  | StructType
  | FunctionType;

/** Interns the types of one module. Every factory returns the one object of that type. */
export class TypeTable {
  private readonly interned = new Map<string, Type>();
  private readonly ints = new Map<number, IntType>();
  /** Typed pointers into space 0 by pointee, so that the commonest types are found without spelling them. */
  private readonly typed = new Map<Type, PointerType>();
  /** True when pointers carry their pointee (LLVM 14's default dialect): {@link pointerTo} then makes `T*`. */
  typedPointers = false;
  /** Where pointers into an address space of the text point: into that very space, unless a module is read for another machine. */
  mapSpace: (space: number) => number = (space) => space;

  readonly void: LeafType = this.leaf("void");
  readonly label: LeafType = this.leaf("label");
  readonly metadata: LeafType = this.leaf("metadata");
  readonly token: LeafType = this.leaf("token");
  readonly i1: IntType = this.int(1);
  readonly i8: IntType = this.int(8);
  readonly i32: IntType = this.int(32);
  readonly i64: IntType = this.int(64);
  readonly float: FloatType = this.floating("float");
  readonly double: FloatType = this.floating("double");

  /** The leaf type of that spelling; a `target("…")` type is spelled whole. */
  leaf(text: string): LeafType {
    const kind = text.startsWith("target") ? "target" : (text as LeafType["kind"]);
    return this.intern(text, () => ({ kind, text }));
  }

  /** `iN`, 1 <= bits < 2^23. */
  int(bits: number): IntType {
    const known = this.ints.get(bits);
    if (known !== undefined) return known;
    const made: IntType = { kind: "int", bits, text: `i${bits}` };
    this.ints.set(bits, made);
    return made;
  }

  /** The floating type of that kind. */
  floating(float: FloatKind): FloatType {
    return this.intern(float, () => ({ kind: "float", float, text: float }));
  }

  /** The opaque pointer `ptr addrspace(written)`; `symbolic` is the quoted name of `addrspace("A")`. */
  opaquePointer(written = 0, symbolic?: string): PointerType {
    const space = this.mapSpace(written);
    const where = symbolic ?? String(space);
    const text = where === "0" ? "ptr" : `ptr addrspace(${where})`;
    return this.intern(text, () => ({ kind: "pointer", pointee: null, space, text }));
  }

  /** The typed pointer `pointee addrspace(written)*`. */
  typedPointer(pointee: Type, written = 0, symbolic?: string): PointerType {
    const space = this.mapSpace(written);
    const where = symbolic ?? String(space);
    if (where !== "0") {
      const text = `${pointee.text} addrspace(${where})*`;
      return this.intern(text, () => ({ kind: "pointer", pointee, space, text }));
    }
    const known = this.typed.get(pointee);
    if (known !== undefined) return known;
    const text = `${pointee.text}*`;
    const made = this.intern<PointerType>(text, () => ({ kind: "pointer", pointee, space, text }));
    this.typed.set(pointee, made);
    return made;
  }

  /** A pointer to `pointee` in the module's dialect: `ptr` or `T*` (`i8*` when the pointee is void). */
  pointerTo(pointee: Type, space = 0): PointerType {
    if (!this.typedPointers) return this.opaquePointer(space);
    return this.typedPointer(pointee.kind === "void" ? this.i8 : pointee, space);
  }

  /** `[length x element]`. */
  array(element: Type, length: number): ArrayType {
    const text = `[${length} x ${element.text}]`;
    return this.intern(text, () => ({ kind: "array", element, length, text }));
  }

  /** `<length x element>`, or `<vscale x length x element>`. */
  vector(element: Type, length: number, scalable = false): VectorType {
    const text = `<${scalable ? "vscale x " : ""}${length} x ${element.text}>`;
    return this.intern(text, () => ({ kind: "vector", element, length, scalable, text }));
  }

  /** The literal struct `{ fields }` or `<{ fields }>`. */
  struct(fields: readonly Type[], packed = false): StructType {
    const inner = fields.length === 0 ? "{}" : `{ ${fields.map((f) => f.text).join(", ")} }`;
    const text = packed ? `<${inner}>` : inner;
    return this.intern(text, () => ({ kind: "struct", name: null, fields, packed, text }));
  }

  /** The named struct `%name`, made opaque on first mention; `text` is its spelling with the sigil and any quotes. */
  namedStruct(name: string, text: string): StructType {
    return this.intern(`%${name}`, () => ({
      kind: "struct",
      name,
      fields: null,
      packed: false,
      text,
    }));
  }

  /** `ret (params)`. */
  fn(ret: Type, params: readonly Type[], varargs = false): FunctionType {
    const parts = params.map((p) => p.text);
    if (varargs) parts.push("...");
    const text = `${ret.text} (${parts.join(", ")})`;
    return this.intern(text, () => ({ kind: "function", ret, params, varargs, text }));
  }

  /** The named struct `%name`, when the module has one. */
  named(name: string): Type | undefined {
    return this.interned.get(`%${name}`);
  }

  /** The named structs, in the order in which the text mentions them. */
  namedStructs(): StructType[] {
    return [...this.interned.values()].filter(
      (type): type is StructType => type.kind === "struct" && type.name !== null,
    );
  }

  private intern<T extends Type>(key: string, make: () => T): T {
    const known = this.interned.get(key);
    if (known !== undefined) return known as T;
    const made = make();
    this.interned.set(key, made);
    return made;
  }
}

/** The element type of a vector, or the type itself. */
export function scalarType(type: Type): Type {
  return type.kind === "vector" ? type.element : type;
}

/** True for a float or a vector of floats. */
export function isFloating(type: Type): boolean {
  return scalarType(type).kind === "float";
}

/** True for a type that a value may have a register of: not void, label, metadata, token or a function. */
export function isFirstClass(type: Type): boolean {
  return !["void", "label", "metadata", "token", "function"].includes(type.kind);
}
