/** Puts the check before a gradient: where it holds, the other gradient does the work. */
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import { integerOf } from "../../ir/constants.ts";
import type { BasicBlock, Function } from "../../ir/graph.ts";
import { AllocaInst, PhiInst } from "../../ir/instructions.ts";
import { constInt } from "../../ir/literal.ts";
import type { Value } from "../../ir/value.ts";
import type { GradientServices } from "../services.ts";
import { type Bound, BoundEmitter } from "./bound.ts";
import type { Requirement } from "./intervals.ts";
import type { Parting, Stretch } from "./parting.ts";

/** At the beginning of `fn`, a finished gradient: calls `fast`, of the same type, where the memory that the check of `parting` is about is apart. */
export function addFastWay(
  fn: Function,
  fast: Function,
  parting: Pick<Parting, "pairs" | "requirements">,
  services: GradientServices,
): void {
  const { entry } = fn;
  const slow = moveBody(fn);
  const build = new IRBuilder(InsertPoint.atEnd(entry), services);
  const isApart = new Check(build, services).emit(parting);
  const way = fn.newBlock("tsad.apart", entry);
  build.condBr(isApart, way, slow);
  build.point = InsertPoint.atEnd(way);
  const result = build.call(fast, fn.args);
  build.ret(result.type.kind === "void" ? null : result);
  fn.module.markChanged(fn);
}

/** Leaves nothing in the entry block but slots of known size, which are promoted to registers only there; returns the block with the rest. */
function moveBody(fn: Function): BasicBlock {
  const { entry } = fn;
  const rest = fn.newBlock("tsad.any", entry);
  for (const inst of [...entry]) {
    if (inst instanceof AllocaInst && isFixed(inst)) continue;
    entry.unlink(inst);
    rest.append(inst);
  }
  for (const use of entry.uses()) if (use.user instanceof PhiInst) use.value = rest;
  return rest;
}

function isFixed({ count }: AllocaInst): boolean {
  return count === null || integerOf(count) !== undefined;
}

class Check {
  private readonly build: IRBuilder;
  private readonly bounds: BoundEmitter;
  private readonly ends = new Map<Stretch["bytes"], readonly [Value, Value]>();

  constructor(build: IRBuilder, services: GradientServices) {
    this.build = build;
    this.bounds = new BoundEmitter(build, services);
  }

  emit({ pairs, requirements }: Pick<Parting, "pairs" | "requirements">): Value {
    const { build } = this;
    const conditions = pairs.map(([a, b]) => this.isApart(a, b));
    for (const requirement of requirements) conditions.push(...this.holds(requirement));
    const doubt = this.bounds.inDoubt;
    const none = constInt(build.module.types.i1, 0);
    const all: Value = constInt(build.module.types.i1, 1);
    const meets = conditions.reduce((sum, each) => build.binary("and", sum, each), all);
    return build.binary("and", meets, build.icmp("eq", doubt, none));
  }

  private isApart(a: Stretch, b: Stretch): Value {
    const { build } = this;
    const [[from, end], [from2, end2]] = [this.endsOf(a), this.endsOf(b)];
    const areApart = build.binary(
      "or",
      build.icmp("ule", end, from2),
      build.icmp("ule", end2, from),
    );
    // A stretch that goes around the address space is none.
    const areStretches = build.binary(
      "and",
      build.icmp("ule", from, end),
      build.icmp("ule", from2, end2),
    );
    return build.binary("and", areApart, areStretches);
  }

  private endsOf({ base, bytes }: Stretch): readonly [Value, Value] {
    let ends = this.ends.get(bytes);
    if (ends === undefined) {
      const start = this.build.bitcastPointer(
        base,
        this.build.module.types.pointerTo(this.build.module.types.i8),
      );
      const place = (bound: Bound): Value =>
        this.build.gep(this.build.module.types.i8, start, [this.bounds.emit(bound)]);
      ends = [place(bytes.lo), place(bytes.hi)];
      this.ends.set(bytes, ends);
    }
    return ends;
  }

  private *holds({ bound, least, most }: Requirement): Generator<Value> {
    const { i64 } = this.build.module.types;
    if (least !== null) yield this.build.icmp("sge", this.bounds.emit(bound), constInt(i64, least));
    if (most !== null) yield this.build.icmp("sle", this.bounds.emit(bound), constInt(i64, most));
  }
}
