/**
 * What is known of a Fortran descriptor before the program runs: rank, type and attribute, which flang writes as constants (`CFI_cdesc_t`
 * of Fortran 2018, 18.5.3, with flang's order of fields and its codes for types). Bounds and strides are read when the program
 * runs.
 */
import { calledFunction } from "../../analysis/effects.ts";
import { constantOffset } from "../../ir/address.ts";
import { integerOf } from "../../ir/constants.ts";
import type { DataLayout } from "../../ir/datalayout.ts";
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
}

/** Which fields of the struct hold what is read when the program runs. */
export const fields = { base: 0, dims: 7 };

/** Functions of flang's runtime that change at most the bounds and the base of what they are given. */
const keepsHeader =
  /^_FortranA(Assign$|Transpose$|Reshape$|Matmul|Sum|Product|DotProduct|Maxval|Minval)/;

/** The descriptor that `pointer` points to; null where it may be another than what can be seen here. */
export function descriptorAt(pointer: Value, layout: DataLayout): Descriptor | null {
  if (layout.bigEndian) return null;
  const header = new Header();
  const slots = new Set<Value>([pointer]);
  for (const slot of slots) {
    if (!(slot instanceof AllocaInst) || !isSingle(slot)) return null;
    for (const { user } of slot.uses()) {
      const role = roleOf(user, slot, header, layout);
      if (role === null) return null;
      if (role instanceof AllocaInst) slots.add(role);
    }
  }
  return pointer instanceof AllocaInst ? read(pointer, header) : null;
}

function isSingle({ count }: AllocaInst): boolean {
  return count === null || integerOf(count) === 1n;
}

function read(pointer: AllocaInst, header: Header): Descriptor | null {
  const struct = pointer.allocatedType;
  const rank = rankOf(struct);
  const [attribute, extra] = [header.number(22, 1), header.number(23, 1)];
  if (rank === null || header.number(20, 1) !== rank || extra !== 0) return null;
  if (attribute < 0 || attribute > 2) return null;
  return {
    pointer,
    struct,
    rank,
    code: header.number(21, 1),
    bytes: header.number(8, 8),
    isPlain: attribute === 0,
  };
}

/** What a use of `slot` means: another slot from which it is filled, nothing that matters, or null where it may do anything. */
function roleOf(
  user: Value,
  slot: AllocaInst,
  header: Header,
  layout: DataLayout,
): AllocaInst | "harmless" | null {
  if (user instanceof LoadInst) return "harmless";
  if (user instanceof GepInst) return accessed(user, header, layout) ? "harmless" : null;
  if (user instanceof StoreInst) {
    return user.value !== slot && header.store(user.value, 0, layout) ? "harmless" : null;
  }
  return user instanceof CallInst ? roleOfCall(user, slot, layout) : null;
}

function roleOfCall(
  call: CallInst,
  slot: AllocaInst,
  layout: DataLayout,
): AllocaInst | "harmless" | null {
  const name = calledFunction(call)?.name ?? "";
  if (name.startsWith("llvm.lifetime.") || keepsHeader.test(name)) return "harmless";
  if (!name.startsWith("llvm.memcpy.")) return null;
  const [to, from, size] = call.args;
  if (to !== slot) return "harmless";
  const whole = BigInt(layout.sizeOf(slot.allocatedType));
  if (size === undefined || integerOf(size) !== whole || !(from instanceof AllocaInst)) return null;
  return from.allocatedType === slot.allocatedType ? from : null;
}

/** Is the address of a part only loaded from, and stored to what is known? */
function accessed(address: GepInst, header: Header, layout: DataLayout): boolean {
  return [...address.uses()].every(({ user }) => {
    if (user instanceof LoadInst) return true;
    if (!(user instanceof StoreInst) || user.value === address) return false;
    const offset = constantOffset(address, layout);
    return offset !== null && header.store(user.value, offset, layout);
  });
}

/** How many dimensions a struct has room for; null where it is no descriptor, or has more behind the bounds. */
function rankOf(type: Type): number | null {
  const all = type.kind === "struct" && !type.packed ? type.fields : null;
  if (all?.[fields.base]?.kind !== "pointer") return null;
  const kinds = all.slice(1, fields.dims).map((field) => field.text);
  if (kinds.join(" ") !== "i64 i32 i8 i8 i8 i8") return null;
  const [dims, ...more] = all.slice(fields.dims);
  if (dims === undefined) return 0;
  if (more.length > 0 || dims.kind !== "array" || dims.element.text !== "[3 x i64]") return null;
  return dims.length;
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
