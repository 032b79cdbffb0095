/**
 * Integers that may be the bits of a pointer with something added: their shadows are as far from those of the bits. Where the integer is a
 * number, nobody looks at that.
 */
import { offsetting } from "../analysis/pointer-instructions.ts";
import type { IRBuilder } from "../ir/builder.ts";
import { Instruction } from "../ir/graph.ts";
import { ArithmeticInst, PhiInst } from "../ir/instructions.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import { scalarType } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at } from "../support/assert.ts";
import type { Scene, Site } from "./scene.ts";

/** An integer with a shadow that goes into a sum, or is taken away from it. */
export interface Part {
  readonly value: Value;
  readonly isTaken: boolean;
}

/**
 * The tangents of `value`, or where it is the bits of a pointer with something added its shadows, or {@link isLost} where it is computed
 * from such bits in another way; otherwise zeros, and a pointer itself.
 */
export function bitsOrZero(value: Value, site: Site): readonly Value[] {
  return site.tangents.of(value) ?? shadowsOfSum(value, site) ?? site.tangents.orZero(value);
}

/** Is the shadow one that nobody could compute? All of its bits are set, where no memory is. */
export function isLost(shadow: Value, build: IRBuilder): Value {
  const bits = build.module.types.int(build.module.layout.pointerBits(0));
  return build.icmp("eq", build.cast("ptrtoint", shadow, bits), constInt(bits, -1));
}

/** The shadows of an integer that may be an address; null where nothing in it has a shadow, or it is too narrow for a pointer. */
function shadowsOfSum(value: Value, site: Site): readonly Value[] | null {
  const type = scalarType(value.type);
  if (type.kind !== "int" || type.bits < site.services.layout.pointerBits(0)) return null;
  if (!site.labels.has(value, "loaded") && !site.labels.has(value, "pointer")) return null;
  const parts = partsOf(value, site);
  if (parts === null) return lostLanes(value, site);
  return parts.length === 0 ? null : offsetLanes(value, parts, site);
}

/** Nothing where all that the integer is computed from here is numbers. */
function lostLanes(value: Value, site: Site): readonly Value[] | null {
  if (value.type.kind !== "int") return null;
  const { build, flow, tangents } = site;
  const sources = new Set<Value>([value]);
  for (const each of sources) {
    const isComputed = each instanceof Instruction && !(each instanceof PhiInst);
    if (flow.has(each) || !isComputed) continue;
    for (const operand of each.operands) if (operand.type.kind === "int") sources.add(operand);
  }
  const held = [...sources].filter((each) => flow.has(each) && each.type.kind === "int");
  return tangents.orZero(value).map((none, lane) => {
    return held.reduce<Value>((all, each) => {
      const shadow = at(tangents.must(each), lane);
      const isNone = build.icmp("eq", shadow, nullOf(shadow.type));
      // An address that is its own shadow leads to inactive memory.
      const isOwn = build.icmp("eq", shadow, each);
      const isInactive = build.binary("or", isNone, isOwn);
      return build.select(isInactive, all, constInt(value.type, -1));
    }, none);
  });
}

/** How far the shadows of the parts are from them is added to the sum. */
function offsetLanes(value: Value, parts: readonly Part[], site: Site): readonly Value[] {
  return site.tangents.orZero(value).map((none, lane) => {
    const { build, tangents } = site;
    const shadows = parts.map((part) => at(tangents.must(part.value), lane));
    const all = shadows.reduce((bits, shadow) => build.binary("or", bits, shadow));
    const sum = parts.reduce<Value>((before, part) => addDistance(before, part, lane, site), value);
    // A sum of numbers is one, and has no shadow.
    return build.select(build.icmp("eq", all, nullOf(all.type)), none, sum);
  });
}

/** The integers with shadows in a sum; null where something went into it by way of a multiplication or the like, of which there is no such distance. */
export function partsOf(value: Value, { flow, labels }: Scene): Part[] | null {
  const parts: Part[] = [];
  const work: Part[] = [{ value, isTaken: false }];
  for (let part = work.pop(); part !== undefined; part = work.pop()) {
    const { value: inner, isTaken } = part;
    if (flow.has(inner)) parts.push(part);
    else if (inner instanceof ArithmeticInst && offsetting.has(inner.opcode)) {
      const isDifference = inner.opcode === "sub";
      work.push({ value: inner.operand(1), isTaken: isTaken !== isDifference });
      work.push({ value: inner.operand(0), isTaken });
    } else if (labels.has(inner, "loaded")) return null;
  }
  return parts;
}

/** Adds how far the shadow of the part is from it: nothing where there is none. */
function addDistance(sum: Value, { value, isTaken }: Part, lane: number, site: Site): Value {
  const { build, tangents } = site;
  const shadow = at(tangents.must(value), lane);
  const isNone = build.icmp("eq", shadow, nullOf(shadow.type));
  const distance = build.select(isNone, nullOf(shadow.type), build.binary("sub", shadow, value));
  return build.binary(isTaken ? "sub" : "add", sum, distance);
}
