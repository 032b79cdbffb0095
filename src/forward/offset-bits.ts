/**
 * Integers that may be the bits of a pointer with something added: their shadows are as far from those of the bits. Where the integer is a
 * number, nobody looks at that.
 */
import { keepsFewBits } from "../analysis/addresses.ts";
import type { IRBuilder } from "../ir/builder.ts";
import { integerOf } from "../ir/constants.ts";
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

/** Is the shadow of an integer, or of each lane, that of an address? One that is its own shadow leads to inactive memory. */
function isAddress(value: Value, shadow: Value, build: IRBuilder): Value {
  const isShadow = build.icmp("ne", shadow, nullOf(shadow.type));
  return build.binary("and", isShadow, build.icmp("ne", shadow, value));
}

/**
 * Emits the shadow of `inst`, which is computed from integers that may be addresses: it stays as far from its own as they do. Where those
 * are numbers, or all lead to inactive memory, it has none; where it is computed in a way that keeps no distance, {@link isLost} holds.
 */
export function emitSum(inst: Instruction, site: Site): void {
  const { tangents, build } = site;
  const lanes = tangents.orZero(inst).map((none, lane) => {
    const parts = inst.operands.flatMap((value) => partOf(value, lane, site) ?? []);
    const offset = tellsAddresses(site) ? offsets.get(inst.opcode) : undefined;
    if (offset === undefined) return lostWhere(parts, none, site);
    const [left, right] = [0, 1].map((i) => sideOf(inst, i, parts, build));
    if (left === undefined || right === undefined) return none;
    const { distance, isLost: isMixed } = offset({ inst, left, right, build });
    const isNone = build.icmp("eq", distance, none);
    const shadow = build.select(isNone, none, build.binary("add", inst, distance));
    const lost = constInt(none.type, -1);
    const wasLost = parts.map((part) => build.icmp("eq", part.shadow, lost));
    const all = isMixed === null ? wasLost : [...wasLost, isMixed];
    return all.reduce<Value>((known, each) => build.select(each, lost, known), shadow);
  });
  tangents.set(inst, lanes);
}

/** An operand that may be an address. */
interface Part {
  readonly value: Value;
  readonly shadow: Value;
}

/** Where the operand has bits of a float in it, only those that look like an address are one. */
function partOf(value: Value, lane: number, { tangents, labels, build }: Site): Part | null {
  const shadow = tangents.of(value)?.[lane];
  if (shadow === undefined) return null;
  if (!labels.has(value, "float")) return { value, shadow };
  if (value.type !== build.module.types.i64) return null;
  const found = areAddresses(value, shadow, build);
  return { value, shadow: build.select(found, shadow, nullOf(shadow.type)) };
}

/** One operand of a sum or the like, and how far its shadow is from it. */
interface Side {
  readonly value: Value;
  readonly distance: Value;
}

function sideOf(inst: Instruction, index: number, parts: readonly Part[], build: IRBuilder): Side {
  const value = inst.operand(index);
  const part = parts.find((each) => each.value === value);
  return { value, distance: part === undefined ? nullOf(value.type) : distanceOf(part, build) };
}

/** What becomes of the distances of two operands; `isLost` where the two together leave none that is known. */
type Offset = (of: {
  readonly inst: Instruction;
  readonly left: Side;
  readonly right: Side;
  readonly build: IRBuilder;
}) => { readonly distance: Value; readonly isLost: Value | null };

/** Operations after which an address in an operand is still one, whatever number is in the other. */
const offsets: ReadonlyMap<string, Offset> = new Map<string, Offset>([
  ["add", added("add")],
  ["sub", added("sub")],
  ["or", (of) => mixed(of, of.left.distance, of.right.distance)],
  [
    "xor",
    (of) => {
      const { left, right, build } = of;
      // All bits the other way round are those of the number below minus it.
      const isTurned = integerOf(right.value) === -1n;
      const distance = isTurned
        ? build.binary("sub", nullOf(left.distance.type), left.distance)
        : left.distance;
      return mixed(of, distance, right.distance);
    },
  ],
  [
    "and",
    (of) => {
      const { left, right, build } = of;
      return mixed(of, kept(left, right.value, build), kept(right, left.value, build));
    },
  ],
]);

function added(opcode: "add" | "sub"): Offset {
  return ({ left, right, build }) => {
    return { distance: build.binary(opcode, left.distance, right.distance), isLost: null };
  };
}

/** Of two addresses that are mixed bit by bit nothing is known. */
function mixed({ left, build }: Parameters<Offset>[0], a: Value, b: Value): ReturnType<Offset> {
  const none = nullOf(left.distance.type);
  const both = [a, b].map((each) => build.icmp("ne", each, none));
  return {
    distance: build.binary("add", a, b),
    isLost: build.binary("and", at(both, 0), at(both, 1)),
  };
}

/** A mask without high bits takes a number out of an address: how far it is from where memory is aligned. */
function kept({ distance }: Side, mask: Value, build: IRBuilder): Value {
  const isHigh = build.icmp("uge", mask, constInt(mask.type, 1n << 32n));
  return build.select(isHigh, distance, nullOf(distance.type));
}

/** All ones where one of the parts is an address. */
function lostWhere(parts: readonly Part[], otherwise: Value, { build }: Site): Value {
  const lost = constInt(otherwise.type, -1);
  return parts.reduce<Value>((all, { value, shadow }) => {
    const found = isAddress(value, shadow, build);
    const isOne = otherwise.type.kind === "vector" ? found : anyLane(found, build);
    return build.select(isOne, lost, all);
  }, otherwise);
}

/** Is it true, or in some lane? */
function anyLane(condition: Value, build: IRBuilder): Value {
  const { type } = condition;
  if (type.kind !== "vector") return condition;
  const bits = build.cast("bitcast", condition, build.module.types.int(type.length));
  return build.icmp("ne", bits, nullOf(bits.type));
}

/** How far the shadow is from the integer: nothing where there is none. */
function distanceOf({ value, shadow }: Part, build: IRBuilder): Value {
  const none = nullOf(shadow.type);
  return build.select(build.icmp("eq", shadow, none), none, build.binary("sub", shadow, value));
}

/** Is it computed from addresses so that it stays as far from its shadow as they are? */
export function hasDistance(value: Value, scene: Scene): boolean {
  const { flow, labels } = scene;
  if (!flow.isSum(value) || !tellsAddresses(scene)) return false;
  const seen = new Set<Value>([value]);
  for (const inner of seen) {
    if (flow.has(inner) || (inner instanceof Instruction && keepsFewBits(inner))) continue;
    if (inner instanceof Instruction && offsets.has(inner.opcode)) {
      for (const operand of inner.operands) seen.add(operand);
    } else if (labels.has(inner, "loaded") || labels.has(inner, "pointer")) return false;
  }
  return true;
}

/** Can addresses be told from numbers and floats when the program runs? Those of 32 bits look like either. */
export function tellsAddresses({ services }: Scene): boolean {
  return services.layout.pointerBits(0) === 64;
}

/** Is it above the first 4 GB, and below where no program has memory? Floats are not there, but for those next to zero. */
function mayBeAddress(integer: Value, build: IRBuilder): Value {
  const upper = build.binary("lshr", integer, constInt(integer.type, 32));
  const above = build.binary("sub", upper, constInt(integer.type, 1));
  return build.icmp("ult", above, constInt(integer.type, 0xffff));
}

/** May both be addresses, as far as their bits tell? */
export function areAddresses(value: Value, shadow: Value, build: IRBuilder): Value {
  return build.binary("and", mayBeAddress(value, build), mayBeAddress(shadow, build));
}
