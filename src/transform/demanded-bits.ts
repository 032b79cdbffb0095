/**
 * Integers that several values are packed into are taken apart: who needs only some bits of an `or` is given the operand that they come
 * from, and a phi of which only the low bits are needed becomes one of so many bits. What a float and a count in one register
 * become is then told apart (demanded bits, as in LLVM's analysis of that name).
 */
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { integerOf } from "../ir/constants.ts";
import { type Function, Instruction } from "../ir/graph.ts";
import { CastInst, PhiInst } from "../ir/instructions.ts";
import { constInt } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import { carriesFloat } from "../analysis/flow.ts";
import { must } from "../support/assert.ts";
import { DemandedBits, lengthOf, zeroBits } from "./bit-demand.ts";

/** Takes packed integers of `fn` apart; true when there were any. Only looks where floats become integers. */
export function separateBits(fn: Function): boolean {
  if (![...fn.instructions()].some(packsFloat)) return false;
  const hasSplit = splitPhis(fn);
  const demand = new DemandedBits(fn);
  const changed: Instruction[] = [];
  for (const inst of fn.instructions()) {
    if (inst.opcode === "or") changed.push(...passBy(inst, demand));
  }
  forgetPromises(changed);
  let narrowed = false;
  for (const phi of [...fn.instructions()]) {
    if (phi instanceof PhiInst) narrowed = narrow(phi, demand) || narrowed;
  }
  if (changed.length === 0 && !narrowed && !hasSplit) return false;
  fn.module.markChanged(fn);
  return true;
}

/** A phi of which some users need the lower half, and others the upper one, becomes two; true when there was one. */
function splitPhis(fn: Function): boolean {
  const demand = new DemandedBits(fn);
  let changed = false;
  for (const phi of [...fn.instructions()]) {
    if (!(phi instanceof PhiInst) || phi.type.kind !== "int" || phi.type.bits < 16) continue;
    const low = (1n << BigInt(phi.type.bits / 2)) - 1n;
    const wanted = [...phi.uses()].flatMap((use) =>
      use.user instanceof Instruction ? [{ use, bits: demand.ofUse(use.user, use.index) }] : [],
    );
    const lower = wanted.filter(({ bits }) => (bits & ~low) === 0n);
    const upper = wanted.filter(({ bits }) => (bits & low) === 0n);
    const isBoth = lower.length > 0 && upper.length > 0;
    if (!isBoth || lower.length + upper.length !== wanted.length) continue;
    const copy = new PhiInst(phi.type);
    must(phi.parent, "the phi is in a block").insert(copy, phi);
    for (const { value, block } of phi.incoming()) copy.addIncoming(value, block);
    for (const { use } of lower) use.value = copy;
    changed = true;
  }
  return changed;
}

function packsFloat({ opcode, type, operandCount, operands }: Instruction): boolean {
  const isCast = opcode === "bitcast" && operandCount === 1 && type.kind === "int";
  return isCast && operands.some((operand) => carriesFloat(operand.type));
}

/** Gives each user of `or` the one operand that all bits come from that it needs; the users that have changed. */
function passBy(or: Instruction, demand: DemandedBits): Instruction[] {
  const [a, b] = [or.operand(0), or.operand(1)];
  const [zeroA, zeroB] = [zeroBits(a), zeroBits(b)];
  const changed: Instruction[] = [];
  for (const use of [...or.uses()]) {
    const { user, index } = use;
    if (!(user instanceof Instruction)) continue;
    const wanted = demand.ofUse(user, index);
    const one = (wanted & ~zeroB) === 0n ? a : (wanted & ~zeroA) === 0n ? b : null;
    if (one === null || wanted === 0n) continue;
    use.value = one;
    changed.push(user);
  }
  return changed;
}

const promises = /\b(nuw|nsw|exact|disjoint|nneg|samesign)\b ?/g;

/** Bits that nobody needs are others now, in all that is computed from them: what flags say of them need not hold. */
function forgetPromises(changed: readonly Instruction[]): void {
  const seen = new Set(changed);
  for (const inst of seen) {
    if (inst.type.kind !== "int" && inst.opcode !== "icmp") continue;
    inst.flags = inst.flags.replace(promises, "").trim();
    for (const { user } of inst.uses()) if (user instanceof Instruction) seen.add(user);
  }
}

/** A phi of which only low bits are needed, and into which only such come, becomes a phi of those; true when it did. */
function narrow(phi: PhiInst, demand: DemandedBits): boolean {
  const { type } = phi;
  const module = must(phi.parent?.parent, "the phi is in a function").module;
  if (type.kind !== "int") return false;
  const width = [8, 16, 32, 64].find((bits) => bits >= lengthOf(demand.of(phi)));
  if (width === undefined || width >= type.bits || demand.of(phi) === 0n) return false;
  const incoming = phi.incoming();
  const fits = ({ value }: { value: Value }): boolean =>
    value === phi || integerOf(value) !== undefined || widened(value, width) !== null;
  if (!incoming.every(fits) || !incoming.some(({ value }) => widened(value, width) !== null)) {
    return false;
  }
  const small = module.types.int(width);
  const made = new PhiInst(small);
  must(phi.parent, "the phi is in a block").insert(made, phi.next);
  for (const { value, block } of incoming) {
    const known = integerOf(value);
    const inner = widened(value, width);
    if (value === phi) made.addIncoming(made, block);
    else if (known !== undefined)
      made.addIncoming(constInt(small, BigInt.asUintN(width, known)), block);
    else made.addIncoming(must(inner, "every value fits"), block);
  }
  const build = new IRBuilder(InsertPoint.afterPhis(must(phi.parent, "in a block")), module);
  phi.replaceAllUsesWith(build.cast("zext", made, type));
  phi.erase();
  return true;
}

/** What `value` is made of by adding zeros in front, where that has so many bits; null otherwise. */
function widened(value: Value, width: number): Value | null {
  if (!(value instanceof CastInst) || value.opcode !== "zext") return null;
  const { type } = value.operand(0);
  return type.kind === "int" && type.bits === width ? value.operand(0) : null;
}
