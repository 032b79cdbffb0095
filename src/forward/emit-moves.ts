/** Instructions that move values: the same instruction on tangents. */
import { ConstantExpr, Literal } from "../ir/constants.ts";
import { cloneInstruction } from "../ir/clone.ts";
import { Instruction } from "../ir/graph.ts";
import { type GepInst, PhiInst } from "../ir/instructions.ts";
import { nullOf } from "../ir/literal.ts";
import { isFloating } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at } from "../support/assert.ts";
import { endIf } from "../transform/fatal.ts";
import { summingFlags } from "../reverse/adjoint.ts";
import { refuse } from "../reverse/fail.ts";
import type { BitSource } from "./bits.ts";
import { bitsInDoubt, endWhereFloat } from "./float-reads.ts";
import { movedOperands } from "./moves.ts";
import { shadowOfMoved } from "./moved-addresses.ts";
import { hasDistance, isLost, tellsAddresses } from "./offset-bits.ts";
import { type Scene, type Site, tangentName } from "./scene.ts";

/** Emits the tangents of a move whose result has some. */
export function emitMove(inst: Instruction, site: Site): void {
  const { tangents, build } = site;
  const moved = movedOperands(inst) ?? [];
  checkBits(inst, moved, site);
  const inputs = moved.map((index) => ({ index, lanes: tangents.orZero(inst.operand(index)) }));
  const lanes = Array.from({ length: tangents.width }, (_, lane) => {
    const copy = cloneInstruction(inst, new Map(), { dropDebug: true });
    for (const { index, lanes: values } of inputs) {
      at(copy.operandUses, index).value = at(values, lane);
    }
    copy.flags = flagsOfMove(inst);
    const made = build.insert(copy, { name: tangentName(inst) });
    if (inst.opcode === "inttoptr") endWhereLost(inst, made, site);
    const shadows = inputs.map((input) => at(input.lanes, lane));
    if (isMixing(inst)) return shadowOfMoved(inst, made, shadows, build);
    const fromOutside = inst.opcode === "extractvalue" || inst.opcode === "inttoptr";
    return fromOutside ? orItself(made, inst, site) : made;
  });
  tangents.set(inst, lanes);
  const bits = inst.opcode === "extractvalue" ? bitsInDoubt(inst, site) : 0n;
  if (bits !== 0n) endWhereFloat(inst, bits, site);
}

/** Does it take bytes out of an integer, or pack several into one? */
function isMixing(value: Value): boolean {
  return value instanceof Instruction && (value.opcode === "and" || value.opcode === "or");
}

const lostAddress =
  "an address that was computed as an integer, in a way of which no shadow is known, is followed; keep pointers as pointers";

/** Another function may have computed the integer. */
function endWhereLost(pointer: Instruction, shadow: Value, site: Site): void {
  const { build, services, spec } = site;
  if (pointer.type.kind !== "pointer")
    throw refuse("E_PROVENANCE", pointer, { primal: spec.primal });
  build.call(endIf("__tsad_lost_address", lostAddress, services), [isLost(shadow, build)]);
}

/** Flags promise things of the primal's values; of tangents they hold only where they allow another rounding, or speak of addresses. */
function flagsOfMove(inst: Instruction): string {
  if (inst.opcode === "getelementptr") return inst.flags;
  return isFloating(inst.type) ? summingFlags(inst.flags) : "";
}

/** `shadow`, or `pointer` itself where the shadow is null: zeroed shadow memory makes pointers inactive. Other values are returned as they are. */
export function orItself(shadow: Value, pointer: Value, { build }: Site): Value {
  if (pointer.type.kind !== "pointer") return shadow;
  const isNull = build.icmp("eq", shadow, nullOf(shadow.type));
  return build.select(isNull, pointer, shadow, { name: tangentName(pointer) });
}

const reasons: Readonly<Record<BitSource, string>> = {
  float: "its bits are computed with as an integer",
  pointer: "the bits of a pointer to active memory are computed with as an integer",
  loaded: "an integer from active memory is computed with and used as a float or a pointer",
};

/** An operand without a tangent that was computed from the bits of a value with one is where a derivative would be lost. */
function checkBits(inst: Instruction, moved: readonly number[], site: Site): void {
  for (const index of moved) {
    const operand = inst.operand(index);
    if (site.flow.has(operand)) continue;
    if (site.labels.movesFloat(inst, index)) refuseBits(inst, operand, ["float"], site);
    if (!site.flow.isSum(operand)) refuseBits(inst, operand, ["pointer"], site);
  }
}

/**
 * `inst` stores `value` or hands it on.
 * @throws TsadError where that was computed from bits of floats or addresses, and has no tangent that would go with it
 */
export function checkHanded(inst: Instruction, value: Value, scene: Scene): void {
  if (scene.flow.has(value)) return;
  refuseBits(inst, value, scene.flow.isSum(value) ? ["float"] : ["float", "pointer"], scene);
}

/** @throws TsadError where `value`, which `inst` uses, is computed from bits of one of the sources */
export function refuseBits(
  inst: Instruction,
  value: Value,
  sources: readonly BitSource[],
  { labels, spec }: Scene,
): void {
  const source = sources.find((each) => labels.has(value, each));
  if (source === undefined) return;
  throw refuse("E_ACTIVE_INT", inst, { primal: spec.primal, reason: reasons[source] });
}

/** Casts of integers without a tangent to floats and pointers. */
export function checkCast(inst: Instruction, scene: Scene): void {
  const [operand] = inst.operands;
  if (operand === undefined) return;
  if (inst.opcode === "sitofp" || inst.opcode === "uitofp") {
    refuseBits(inst, operand, ["float"], scene);
  }
  if (inst.opcode === "bitcast" && isFloating(inst.type) && scene.labels.isComputed(operand)) {
    refuseBits(inst, operand, ["float", "pointer", "loaded"], scene);
  }
  checkMixed(inst, operand, scene);
  if (scene.flow.has(operand)) return;
  if (inst.opcode === "inttoptr" && hasDistance(operand, scene)) return;
  if (inst.opcode === "bitcast" && isFloating(inst.type)) {
    refuseBits(inst, operand, ["float", "pointer", "loaded"], scene);
  } else if (inst.opcode === "inttoptr" && operand.tracksUses) {
    throw refuse("E_PROVENANCE", inst, { primal: scene.spec.primal });
  }
}

/** Where addresses look like numbers, nothing tells which of the two was masked or packed. */
function checkMixed(inst: Instruction, operand: Value, scene: Scene): void {
  if (inst.opcode !== "inttoptr" || !isMixing(operand) || tellsAddresses(scene)) return;
  throw refuse("E_PROVENANCE", inst, { primal: scene.spec.primal });
}

/** A pointer that is counted from a constant one is an integer in other clothes. */
export function checkFromConstant(gep: GepInst, { flow, spec }: Scene): void {
  if (flow.has(gep.base)) return;
  if (!gep.indices.some((index) => flow.has(index) || flow.isSum(index))) return;
  const { base } = gep;
  const from = base instanceof Instruction && base.opcode === "inttoptr" ? base.operand(0) : base;
  if (from instanceof Literal || from instanceof ConstantExpr) {
    throw refuse("E_PROVENANCE", gep, { primal: spec.primal });
  }
}

/** Puts empty phis for the tangents of `phi` beside it; {@link completePhis} fills them. */
export function emitPhi(phi: PhiInst, site: Site): void {
  const { tangents, build } = site;
  const moved = movedOperands(phi) ?? [];
  checkBits(phi, moved, site);
  const lanes = Array.from({ length: tangents.width }, () =>
    build.phi(phi.type, { name: tangentName(phi), flags: flagsOfMove(phi) }),
  );
  tangents.set(phi, lanes);
}

/** Gives the tangent phis what comes in, when all tangents of the function have been made. */
export function completePhis(phis: Iterable<PhiInst>, scene: Scene): void {
  for (const phi of phis) {
    const copies = scene.tangents.must(phi);
    for (const { value, block } of phi.incoming()) {
      const lanes = scene.tangents.orZero(value);
      copies.forEach((lane, k) => {
        if (lane instanceof PhiInst) lane.addIncoming(at(lanes, k), block);
      });
    }
  }
}
