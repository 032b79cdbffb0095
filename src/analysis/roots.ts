/** Abstract memory objects, and which types and instructions have to do with pointers to them. */
import { hasAttribute } from "../ir/attributes.ts";
import { ConstantAggregate, ConstantExpr } from "../ir/constants.ts";
import { Argument, GlobalVariable, type Instruction } from "../ir/graph.ts";
import { AtomicRmwInst, CmpXchgInst, type LoadInst } from "../ir/instructions.ts";
import { isFloating, type Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";

/** What is taken for granted. */
export interface MemoryOptions {
  /** Calls through pointers store no pointers anywhere; a guess, for those who check at run time what they make of it. */
  readonly trustPointerCalls?: boolean;
  /** Is what is loaded, an integer, no pointer that is followed anywhere? Absent: none that is moved on is known to be that. */
  readonly isNeverFollowed?: (load: LoadInst) => boolean;
  /** Has it been checked that the function accesses no byte through both of two parameters, one of which it writes through? */
  readonly areApart?: AreApart;
}

/** A question about two parameters, in either order. */
export type AreApart = (x: Value, y: Value) => boolean;

/** An abstract memory object. */
export interface Root {
  /**
   * "content": whatever is reached by loading pointers out of `base`; "handed": what functions of the module return or leave in
   * memory, which may be any object that they can reach; "text": characters that the library has in its strings, be they within the
   * string or not; "unknown": pointers made from integers and the like.
   */
  readonly kind:
    | "argument"
    | "alloca"
    | "heap"
    | "global"
    | "content"
    | "handed"
    | "text"
    | "unknown";
  /** The argument, alloca, global or allocating call; for "content" that of the object loaded from. */
  readonly value: Value | null;
}

/** A set of roots; the empty one is that of null, undef and poison. */
export type Roots = ReadonlySet<Root>;

/** The set of none. */
export const empty: Roots = new Set();

/** Memory of which it is not known which object it is: it may be any whose address got out. */
export function isElsewhere({ kind }: Root): boolean {
  return kind === "content" || kind === "handed" || kind === "unknown";
}

/** Memory that is reached through a pointer in a global variable, where others may have put it. */
export function isBehindGlobal({ kind, value }: Root): boolean {
  if (kind !== "content" || !(value instanceof GlobalVariable)) return false;
  return mayHoldPointers(value.valueType);
}

/** May memory of the type hold pointers: as such, or in bytes that hold whatever the program puts there? */
export function mayHoldPointers(type: Type): boolean {
  if (type.kind === "pointer") return true;
  if (type.kind === "vector") return carriesPointer(type);
  if (type.kind === "array") {
    const isBytes = type.element.kind === "int" && type.element.bits === 8;
    return isBytes || mayHoldPointers(type.element);
  }
  return type.kind === "struct" && (type.fields ?? []).some(mayHoldPointers);
}

/** Memory that came into being in the function, so that nothing points to it but what the function lets out. */
export function isOwn({ kind }: Root): boolean {
  return kind === "alloca" || kind === "heap";
}

/** True when a value of the type holds a pointer somewhere. */
export function carriesPointer(type: Type): boolean {
  if (type.kind === "vector" || type.kind === "array") return carriesPointer(type.element);
  if (type.kind === "struct") return (type.fields ?? []).some(carriesPointer);
  return type.kind === "pointer";
}

/** The value that an atomic operation leaves in memory as it is; null for other operations. */
export function exchangedIn(inst: Instruction): Value | null {
  if (inst instanceof CmpXchgInst) return inst.operand(2);
  return inst instanceof AtomicRmwInst && inst.operation === "xchg" ? inst.operand(1) : null;
}

/** Is no value of the type a pointer or, where those have so many bits, the bits of one? */
export function isNoPointer(type: Type, pointerBits: number): boolean {
  return isFloating(type) || (type.kind === "int" && type.bits < pointerBits);
}

/** The pointers in the initial value of a variable; null for what is computed there and may be one. */
export function* pointersOf({ value: global }: Root): Generator<Value | null> {
  const initializer = global instanceof GlobalVariable ? global.initializer : null;
  const waiting = initializer === null ? [] : [initializer];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (value instanceof ConstantAggregate) waiting.push(...value.elements);
    else if (value.type.kind === "pointer") yield value;
    else if (value instanceof ConstantExpr) yield null;
  }
}

/** May the object `x` be what a pointer of the other object `y` points to, where the addresses of `escaped` got out? */
export function mayBeBehind(x: Root, y: Root, escaped: ReadonlySet<Root>): boolean {
  if (isOwn(x)) {
    return isElsewhere(y) && escaped.has(x);
  }
  if (
    x.kind === "argument" &&
    x.value instanceof Argument &&
    hasAttribute(x.value.attributes, "noalias")
  ) {
    return isElsewhere(y) && escaped.has(x);
  }
  return !(x.kind === "global" && y.kind === "global");
}

/** Are the two objects what two parameters point to that the options say are apart? */
export function wereCheckedApart(x: Root, y: Root, { areApart }: MemoryOptions): boolean {
  if (areApart === undefined || x.value === null || y.value === null) return false;
  return x.kind === "argument" && y.kind === "argument" && areApart(x.value, y.value);
}

/** Is it a variable that holds what its initial value says, and nothing else? */
export function hasInitialOnly({ kind, value }: Root): boolean {
  const isConstant = kind === "global" && value instanceof GlobalVariable && value.isConstant;
  return isConstant && value.initializer !== null;
}
