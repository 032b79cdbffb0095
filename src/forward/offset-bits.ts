/**
 * Integers that may be the bits of a pointer with something added: their shadows are as far from those of the bits. Where the integer is a
 * number, nobody looks at that.
 */
import { keepsFewBits } from "../analysis/addresses.ts";
import type { IRBuilder } from "../ir/builder.ts";
import { Instruction } from "../ir/graph.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import { at } from "../support/assert.ts";
import type { Scene, Site } from "./scene.ts";

/** Is the shadow one that nobody could compute? All of its bits are set, where no memory is. */
export function isLost(shadow: Value, build: IRBuilder): Value {
  const bits = build.module.types.int(build.module.layout.pointerBits(0));
  return build.icmp("eq", build.cast("ptrtoint", shadow, bits), constInt(bits, -1));
}

/** Is the shadow of an integer that of an address? One that is its own shadow leads to inactive memory. */
function isAddress(value: Value, shadow: Value, build: IRBuilder): Value {
  const isShadow = build.icmp("ne", shadow, nullOf(shadow.type));
  return build.binary("and", isShadow, build.icmp("ne", shadow, value));
}

/**
 * Emits the shadow of `inst`, which is computed from integers that may be addresses: it stays as far from its own as they do. Where those
 * are numbers, or all lead to inactive memory, it has none; where it is computed in a way that keeps no distance, {@link isLost} holds.
 */
export function emitSum(inst: Instruction, site: Site): void {
  const { tangents } = site;
  const lanes = tangents.orZero(inst).map((none, lane) => {
    const parts = inst.operands.flatMap((value) => partOf(value, lane, site) ?? []);
    const isOffset = offsetting.has(inst.opcode);
    return isOffset ? offsetShadow(inst, parts, none, site) : lostWhere(parts, none, site);
  });
  tangents.set(inst, lanes);
}

/** Where the operand has bits of a float in it, only those that look like an address are one. */
function partOf(value: Value, lane: number, { tangents, labels, build }: Site): Part | null {
  const shadow = tangents.of(value)?.[lane];
  if (shadow === undefined) return null;
  if (!labels.has(value, "float")) return { value, shadow };
  if (value.type !== build.module.types.i64) return null;
  return {
    value,
    shadow: build.select(areAddresses(value, shadow, build), shadow, nullOf(shadow.type)),
  };
}

/** An operand that may be an address. */
interface Part {
  readonly value: Value;
  readonly shadow: Value;
}

/** All ones where one of the parts is an address. */
function lostWhere(parts: readonly Part[], otherwise: Value, { build }: Site): Value {
  const lost = constInt(otherwise.type, -1);
  return parts.reduce<Value>((all, { value, shadow }) => {
    return build.select(isAddress(value, shadow, build), lost, all);
  }, otherwise);
}

function offsetShadow(inst: Instruction, parts: readonly Part[], none: Value, site: Site): Value {
  const { build } = site;
  const [left, right] = [0, 1].map((i) => parts.find(({ value }) => value === inst.operand(i)));
  const distances = [left, right].map((part) =>
    part === undefined ? none : distanceOf(part, build),
  );
  const opcode = inst.opcode === "sub" ? "sub" : "add";
  const distance = build.binary(opcode, at(distances, 0), at(distances, 1));
  const isNone = build.icmp("eq", distance, none);
  const shadow = build.select(isNone, none, build.binary("add", inst, distance));
  const lost = constInt(none.type, -1);
  const known = parts.reduce<Value>((all, part) => {
    return build.select(build.icmp("eq", part.shadow, lost), lost, all);
  }, shadow);
  if (!mixing.has(inst.opcode) || left === undefined || right === undefined) return known;
  const areMixed = distances.map((each) => build.icmp("ne", each, none));
  const isMixed = build.binary("and", at(areMixed, 0), at(areMixed, 1));
  return build.select(isMixed, lost, known);
}

/** How far the shadow is from the integer: nothing where there is none. */
function distanceOf({ value, shadow }: Part, build: IRBuilder): Value {
  const none = nullOf(shadow.type);
  return build.select(build.icmp("eq", shadow, none), none, build.binary("sub", shadow, value));
}

/** Is it computed from addresses so that it stays as far from its shadow as they are? */
export function hasDistance(value: Value, { flow, labels }: Scene): boolean {
  if (!flow.isSum(value)) return false;
  const seen = new Set<Value>([value]);
  for (const inner of seen) {
    if (flow.has(inner) || (inner instanceof Instruction && keepsFewBits(inner))) continue;
    if (inner instanceof Instruction && offsetting.has(inner.opcode)) {
      for (const operand of inner.operands) seen.add(operand);
    } else if (labels.has(inner, "loaded") || labels.has(inner, "pointer")) return false;
  }
  return true;
}

/** Operations after which an address in an operand is still one, whatever number is in the other. */
const offsetting: ReadonlySet<string> = new Set(["add", "sub", "and", "or", "xor"]);

/** Those of which the result of two addresses says nothing of either. */
const mixing: ReadonlySet<string> = new Set(["and", "or", "xor"]);

/**
 * The shadow of an integer of which `mask`, a move, clears the last bytes: that of an address stays as far from it as it was, as memory
 * is aligned so, and its shadow is not.
 * @param shadow of what is masked; `moved` is that masked
 */
export function maskedShadow(mask: Instruction, shadow: Value, moved: Value, site: Site): Value {
  const value = mask.operand(0);
  const { build } = site;
  if (mask.type !== build.module.types.i64) return moved;
  const distance = build.binary("sub", shadow, value);
  return build.select(
    areAddresses(value, shadow, build),
    build.binary("add", mask, distance),
    moved,
  );
}

/** May both be addresses, as far as their bits tell? */
export function areAddresses(value: Value, shadow: Value, build: IRBuilder): Value {
  return build.binary("and", mayBeAddress(value, build), mayBeAddress(shadow, build));
}

/** Is it above the first 4 GB, and below where no program has memory? Floats are not there, but for those next to zero. */
function mayBeAddress(integer: Value, build: IRBuilder): Value {
  const { i64 } = build.module.types;
  const upper = build.binary("lshr", integer, constInt(i64, 32));
  const above = build.binary("sub", upper, constInt(i64, 1));
  return build.icmp("ult", above, constInt(i64, 0xffff));
}
