/**
 * What is known of a Fortran descriptor before the program runs: rank, type and attribute, which flang writes as constants (`CFI_cdesc_t`
 * of Fortran 2018, 18.5.3, with flang's order of fields and its codes for types). Bounds and strides are read when the program
 * runs.
 */
import { calledFunction } from "../../analysis/effects.ts";
import { leavesAsIs } from "../../analysis/read-params.ts";
import { isSeenThrough } from "../../analysis/registered.ts";
import { constantOffset } from "../../ir/address.ts";
import { ConstantAggregate, integerOf } from "../../ir/constants.ts";
import type { DataLayout } from "../../ir/datalayout.ts";
import type { GlobalVariable } from "../../ir/graph.ts";
import { AllocaInst, CallInst, GepInst, LoadInst, StoreInst } from "../../ir/instructions.ts";
import type { Type, TypeTable } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { Header } from "./header.ts";

/** A descriptor that is what the same constants say at every time. */
export interface Descriptor {
  readonly pointer: Value;
  /** The struct that holds it. */
  readonly struct: Type;
  readonly rank: number;
  /** The code of the element's type. */
  readonly code: number;
  readonly bytes: number;
  /** Is the array neither allocatable nor a pointer? */
  readonly isPlain: boolean;
  readonly isAllocatable: boolean;
  /** What the compiler says of the derived type of the elements; null for other types, and where it is not known. */
  readonly derived: GlobalVariable | null;
}

/** Which fields of the struct hold what is read when the program runs. */
export const fields = { base: 0, dims: 7 };

/** Where the bounds begin, and how many bytes a dimension has. */
const dimsAt = 24;
const dimBytes = 24;

/** Functions of flang's runtime that change at most the bounds and the base of what they are given. */
const keepsHeader =
  /^_FortranA(Assign(Temporary)?$|Transpose$|Reshape$|Matmul|Sum|Product|DotProduct|Maxval|Minval|Maxloc|Minloc|Count|Any|All$|Cshift|Eoshift|Spread$|Initialize$|MoveAlloc$|(Allocatable|Pointer)(SetBounds|Allocate|Deallocate)$)/;

/** The descriptor that `pointer` points to; null where it may be another than what can be seen here. */
export function descriptorAt(pointer: Value, layout: DataLayout): Descriptor | null {
  if (layout.bigEndian) return null;
  const header = headerAt(pointer, layout, mostFrom);
  return header === null || !(pointer instanceof AllocaInst) ? null : read(pointer, header);
}

/** From how many descriptors one after the other a number may have come. */
const mostFrom = 4;

function headerAt(pointer: Value, layout: DataLayout, left: number): Header | null {
  const loaded = (load: LoadInst): bigint | undefined => {
    const [base, offset] = [baseOf(load.pointer), offsetOf(load.pointer, layout)];
    if (left === 0 || base === null || offset === null) return undefined;
    const number = headerAt(base, layout, left - 1)?.number(offset, layout.storeSize(load.type));
    return number === undefined || number < 0 ? undefined : BigInt(number);
  };
  const header = new Header(loaded);
  const slots = new Set<Value>([pointer]);
  for (const slot of slots) {
    if (!(slot instanceof AllocaInst) || !isSingle(slot)) return null;
    for (const { user } of slot.uses()) {
      const sources = sourcesOf(user, slot, header, layout);
      if (sources === null) return null;
      for (const source of sources) slots.add(source);
    }
  }
  return header;
}

function isSingle({ count }: AllocaInst): boolean {
  return count === null || integerOf(count) === 1n;
}

function read(pointer: AllocaInst, header: Header): Descriptor | null {
  const struct = pointer.allocatedType;
  const shape = shapeOf(struct);
  const [attribute, extra] = [header.number(22, 1), header.number(23, 1)];
  if (header.number(20, 1) !== shape?.rank) return null;
  if (extra !== (shape.hasAddendum ? 1 : 0) || attribute < 0 || attribute > 2) return null;
  const { rank } = shape;
  return {
    pointer,
    struct,
    rank,
    code: header.number(21, 1),
    bytes: header.number(8, 8),
    isPlain: attribute === 0,
    isAllocatable: attribute === 2,
    derived: shape.hasAddendum ? header.variable(dimsAt + rank * dimBytes) : null,
  };
}

/** The slots from which a use fills `slot`, none where it does nothing that matters; null where it may do anything. */
function sourcesOf(
  user: Value,
  slot: AllocaInst,
  header: Header,
  layout: DataLayout,
): readonly AllocaInst[] | null {
  if (user instanceof LoadInst) return [];
  if (user instanceof GepInst) return sourcesByPart(user, slot, header, layout);
  if (user instanceof StoreInst) {
    return user.value === slot ? null : sourcesOfStore(user, 0, slot, header, layout);
  }
  return user instanceof CallInst ? sourcesOfCall(user, slot, layout) : null;
}

function sourcesOfStore(
  { value }: StoreInst,
  offset: number,
  slot: AllocaInst,
  header: Header,
  layout: DataLayout,
): readonly AllocaInst[] | null {
  if (header.store(value, offset, layout)) return [];
  if (!(value instanceof LoadInst) || offsetOf(value.pointer, layout) !== offset) return null;
  const from = baseOf(value.pointer);
  return from?.allocatedType === slot.allocatedType ? [from] : null;
}

function baseOf(pointer: Value): AllocaInst | null {
  const base = pointer instanceof GepInst ? pointer.base : pointer;
  return base instanceof AllocaInst ? base : null;
}

function offsetOf(pointer: Value, layout: DataLayout): number | null {
  return pointer instanceof GepInst ? constantOffset(pointer, layout) : 0;
}

function sourcesOfCall(
  call: CallInst,
  slot: AllocaInst,
  layout: DataLayout,
): readonly AllocaInst[] | null {
  const name = calledFunction(call)?.name ?? "";
  if (name.startsWith("llvm.lifetime.") || keepsHeader.test(name)) return [];
  if (!name.startsWith("llvm.memcpy.")) return isLeftAsIs(call, slot) ? [] : null;
  const [to, from, size] = call.args;
  if (to !== slot) return [];
  const whole = BigInt(layout.sizeOf(slot.allocatedType));
  if (size === undefined || integerOf(size) !== whole || !(from instanceof AllocaInst)) return null;
  return from.allocatedType === slot.allocatedType ? [from] : null;
}

/** Is the slot given to a function of the module that only looks at it? */
function isLeftAsIs(call: CallInst, slot: AllocaInst): boolean {
  const callee = calledFunction(call);
  if (callee === null || !isSeenThrough(callee)) return false;
  return call.args.every((arg, i) => arg !== slot || leavesAsIs(callee, i));
}

/** Of an address of a part, which is to be only loaded from, and stored to what is known. */
function sourcesByPart(
  address: GepInst,
  slot: AllocaInst,
  header: Header,
  layout: DataLayout,
): readonly AllocaInst[] | null {
  const sources: AllocaInst[] = [];
  for (const { user } of address.uses()) {
    if (user instanceof LoadInst || clearsBounds(user, address, slot, layout)) continue;
    if (!(user instanceof StoreInst) || user.value === address) return null;
    const offset = constantOffset(address, layout);
    const own = offset === null ? null : sourcesOfStore(user, offset, slot, header, layout);
    if (own === null) return null;
    sources.push(...own);
  }
  return sources;
}

/** Is it a memset of bounds, behind which nothing stands? */
function clearsBounds(
  user: Value,
  address: GepInst,
  slot: AllocaInst,
  layout: DataLayout,
): boolean {
  if (!(user instanceof CallInst) || user.args[0] !== address) return false;
  const offset = constantOffset(address, layout) ?? 0;
  const isSet = calledFunction(user)?.name.startsWith("llvm.memset.") === true;
  return isSet && offset >= dimsAt && shapeOf(slot.allocatedType)?.hasAddendum === false;
}

/** The fields behind those that all descriptors have; null where the struct begins otherwise. */
function behindHeader(type: Type): readonly Type[] | null {
  const all = type.kind === "struct" && !type.packed ? type.fields : null;
  if (all?.[fields.base]?.kind !== "pointer") return null;
  const kinds = all.slice(1, fields.dims).map((field) => field.text);
  return kinds.join(" ") === "i64 i32 i8 i8 i8 i8" ? all.slice(fields.dims) : null;
}

/** How many dimensions a struct has room for, and whether the derived type stands behind them; null where it is no descriptor. */
function shapeOf(type: Type): { readonly rank: number; readonly hasAddendum: boolean } | null {
  const rest = behindHeader(type);
  if (rest === null) return null;
  const [dims] = rest;
  const hasDims = dims?.kind === "array" && dims.element.text === "[3 x i64]";
  const more = hasDims ? rest.slice(1) : rest;
  const hasAddendum = more.length === 2 && more[0]?.kind === "pointer";
  if (more.length > 0 && !(hasAddendum && more[1]?.text === "[1 x i64]")) return null;
  return { rank: hasDims ? dims.length : 0, hasAddendum };
}

/** The type of an element, where it is a number; null for other codes, and where the size is not that of the code. */
export function elementOf(
  { code, bytes }: Pick<Descriptor, "code" | "bytes">,
  types: TypeTable,
): Type | null {
  const { float, double } = types;
  const known: ReadonlyMap<string, Type> = new Map<string, Type>([
    ["9 4", types.i32],
    ["10 8", types.i64],
    ["27 4", float],
    ["28 8", double],
    ["34 8", types.struct([float, float])],
    ["35 16", types.struct([double, double])],
  ]);
  return known.get(`${code} ${bytes}`) ?? null;
}

/**
 * The type by which elements are copied: as {@link elementOf}, or bytes for characters and logicals, and for derived types that are copied as
 * they are.
 */
export function copiedType(descriptor: Descriptor, types: TypeTable): Type | null {
  const { code, bytes, derived } = descriptor;
  if (bytes <= 0) return null;
  const isText = code === codes.char || isLogical(descriptor);
  const isDerived = code === codes.derived && derived !== null && isBareType(derived);
  return isText || isDerived ? types.array(types.i8, bytes) : elementOf(descriptor, types);
}

/** Are the elements logicals of the default kind, of which those are true that are not 0? */
export function isLogical({ code, bytes }: Descriptor): boolean {
  return code === codes.logical && bytes === 4;
}

const codes = { logical: 14, char: 40, derived: 42 };

/** Where in a type's description flang says that nothing has to be done for it, field by field. */
const bareFields = {
  noInitialization: 11,
  noDestruction: 12,
  noFinalization: 13,
  noDefinedAssignment: 14,
};

/** Is nothing to be done when an object of the derived type comes, goes or is assigned, but to copy its bytes? */
export function isBareType(description: GlobalVariable): boolean {
  return Object.values(bareFields).every((field) => says(description, field));
}

/** Has an object of the derived type no values to begin with? */
export function hasNoInitialValues(description: GlobalVariable): boolean {
  return says(description, bareFields.noInitialization);
}

function says({ isConstant, initializer, valueType }: GlobalVariable, field: number): boolean {
  if (!isConstant || !(initializer instanceof ConstantAggregate)) return false;
  const kinds = valueType.kind === "struct" ? (valueType.fields ?? []) : [];
  const flags = kinds.slice(9, 15).map(({ text }) => text);
  if (flags.join(" ") !== "i32 i8 i8 i8 i8 i8") return false;
  const said = initializer.elements[field];
  return said !== undefined && integerOf(said) === 1n;
}
