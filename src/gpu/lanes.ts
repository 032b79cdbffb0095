/**
 * The adjoints of shuffles: `r_i = v_src(i)`, so what lane j gets back is the sum of the adjoints of all lanes i with src(i) = j (notes in PTX
 * ISA, `shfl.sync`: a lane whose source is out of its segment reads itself).
 */
import { calledFunction } from "../analysis/effects.ts";
import { integerOf } from "../ir/constants.ts";
import type { IRBuilder } from "../ir/builder.ts";
import type { CallInst } from "../ir/instructions.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import type { GradientServices } from "../reverse/services.ts";
import { must } from "../support/assert.ts";

type Mode = "idx" | "up" | "down" | "bfly";

/** A shuffle whose lanes and segments are known. */
interface Shuffle {
  readonly mode: Mode;
  /** Lanes in a segment, a power of two. */
  readonly width: number;
  /** The distance, the mask or the lane where that is constant. */
  readonly known: number | null;
}

const all = 0xffff_ffffn;

function modeOf(call: CallInst): Mode {
  return /\.(idx|up|down|bfly)\.f32$/.exec(calledFunction(call)?.name ?? "")?.[1] as Mode;
}

function read(call: CallInst): Shuffle | null {
  const [mask, by, segments] = [call.operand(0), call.operand(2), call.operand(3)];
  const [lanes, control, known] = [mask, segments, by].map((each) => integerOf(each));
  if (lanes === undefined || (lanes & all) !== all || control === undefined) return null;
  const mode = modeOf(call);
  const [clamp, segment] = [Number(control & 31n), Number((control >> 8n) & 31n)];
  const width = 32 - segment;
  // A segment of lanes that begins at a multiple of its size, and a clamp at its end.
  const isPlain = (width & (width - 1)) === 0 && clamp === (mode === "up" ? 0 : 31);
  return isPlain ? { mode, width, known: known === undefined ? null : Number(known & 31n) } : null;
}

/** Why the shuffle has no adjoint here; null where it has one. */
export function shuffleProblem(call: CallInst): string | null {
  const found = read(call);
  if (found === null)
    return "the lanes that take part in a shuffle, or its segments, are not constant: all 32 have to";
  const { mode, known, width } = found;
  if (mode === "idx" && known === null) return "the lane that a shuffle reads is not constant";
  if (mode === "bfly" && width < 32 && (known === null || known >= width))
    return "a shuffle exchanges numbers across its segments";
  return null;
}

/** The operands, beside constants, that the adjoint is computed from. */
export function shuffleOperands(call: CallInst): readonly number[] {
  return integerOf(call.operand(2)) === undefined ? [2] : [];
}

/** What the operand of the shuffle gets of the `adjoint` of its result. @param valueOf the value of an operand of the call */
export function shuffledBack(
  call: CallInst,
  adjoint: Value,
  valueOf: (index: number) => Value,
  build: IRBuilder,
  services: GradientServices,
): Value {
  const found = must(read(call), "legality looked at the shuffle");
  return new Shuffling(found, adjoint, valueOf(2), build, services).back();
}

class Shuffling {
  private readonly shuffle: Shuffle;
  private readonly adjoint: Value;
  private readonly build: IRBuilder;
  private readonly services: GradientServices;
  private readonly by: Value;

  constructor(
    shuffle: Shuffle,
    adjoint: Value,
    by: Value,
    build: IRBuilder,
    services: GradientServices,
  ) {
    this.shuffle = shuffle;
    this.adjoint = adjoint;
    this.build = build;
    this.services = services;
    this.by = build.binary("and", by, constInt(by.type, 31));
  }

  back(): Value {
    const { mode } = this.shuffle;
    if (mode === "bfly") return this.send("bfly", this.adjoint, this.by);
    return mode === "idx" ? this.gathered() : this.sentBack(mode);
  }

  /** From where it went, and a lane's own where it read itself. */
  private sentBack(mode: "up" | "down"): Value {
    const { build, by, adjoint } = this;
    const position = this.position();
    const isFar = build.icmp("uge", position, by);
    const end = build.binary("add", position, by);
    const isNear = build.icmp("ult", end, this.number(this.shuffle.width));
    const other = this.send(mode === "down" ? "up" : "down", adjoint, by);
    const [arrives, isRead] = mode === "down" ? [isFar, isNear] : [isNear, isFar];
    const none = nullOf(adjoint.type);
    const received = build.select(arrives, other, none);
    return build.binary("fadd", received, build.select(isRead, none, adjoint));
  }

  /** All lanes of a segment read one: it gets their sum. */
  private gathered(): Value {
    const { build, adjoint, by } = this;
    const { width } = this.shuffle;
    let sum = adjoint;
    for (let mask = width / 2; mask >= 1; mask /= 2) {
      sum = build.binary("fadd", sum, this.send("bfly", sum, this.number(mask)));
    }
    const source = build.binary("and", by, this.number(width - 1));
    return build.select(build.icmp("eq", this.position(), source), sum, nullOf(adjoint.type));
  }

  /** The lane's place in its segment. */
  private position(): Value {
    const { types } = this.services;
    const name = "llvm.nvvm.read.ptx.sreg.laneid";
    const lane = this.build.call(this.services.declareFunction(name, types.fn(types.i32, [])), []);
    return this.build.binary("and", lane, this.number(this.shuffle.width - 1));
  }

  private send(mode: Mode, value: Value, by: Value): Value {
    const { types } = this.services;
    const { i32, float } = types;
    const type = types.fn(float, [i32, float, i32, i32]);
    const callee = this.services.declareFunction(`llvm.nvvm.shfl.sync.${mode}.f32`, type);
    const control = ((32 - this.shuffle.width) << 8) | (mode === "up" ? 0 : 31);
    return this.build.call(callee, [this.number(-1), value, by, this.number(control)]);
  }

  private number(value: number): Value {
    return constInt(this.services.types.i32, value);
  }
}
