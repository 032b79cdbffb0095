/** Puts the call of a generated function in the place of a call of the grammar. */
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import type { BasicBlock, Function } from "../../ir/graph.ts";
import { Instruction } from "../../ir/graph.ts";
import { CallInst, PhiInst } from "../../ir/instructions.ts";
import { constInt } from "../../ir/literal.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { at, must } from "../../support/assert.ts";
import type { GradientServices } from "../services.ts";
import { become } from "./convert.ts";
import { markerOf } from "./markers.ts";
import type { DerivativeRequest, Passed } from "./request.ts";

/** Code in the place of a call of the grammar, until {@link finish} takes the call away. */
export class Replacement {
  readonly request: DerivativeRequest;
  readonly services: GradientServices;
  readonly build: IRBuilder;
  /** Where an invoke of the grammar goes on; the code behind the generated call stands in a block of its own. */
  private landed: BasicBlock | null = null;

  constructor(request: DerivativeRequest, services: GradientServices) {
    const { call } = request;
    const location = /!dbg !\d+/.exec(call.metadata)?.[0] ?? null;
    this.request = request;
    this.services = services;
    this.build = new IRBuilder(InsertPoint.before(call), services, { debugLocation: location });
  }

  /** The value of parameter `index` as the primal takes it. */
  value(index: number): Value {
    const { passed } = at(this.request.params, index);
    return this.read(must(passed, "only a query of the size passes no values"), this.type(index));
  }

  /** The shadows of parameter `index`, as many as the width says. */
  shadows(index: number): readonly Value[] {
    const { width, params } = this.request;
    const { shadows, stride } = at(params, index);
    const type = this.type(index);
    if (stride === null) return shadows.map((shadow) => this.read(shadow, type));
    const first = this.read(at(shadows, 0), type);
    return Array.from({ length: width }, (_, lane) => this.apart(first, stride, lane));
  }

  /** A value that a call passes, or the one at the address that it passes. */
  read({ value, byReference }: Passed, type: Type): Value {
    return byReference ? this.build.load(type, value) : become(this.build, value, type);
  }

  /** Calls `fn`; where the request was an invoke, exceptions go where they went. */
  call(fn: Function, args: readonly Value[]): Value {
    const { call } = this.request;
    if (call.opcode !== "invoke") {
      const made = this.build.call(fn, args);
      made.position = call.position;
      return made;
    }
    const [normal, unwind] = call.destinations;
    const from = must(call.parent, "the call is in a block");
    const landed = must(from.parent, "the block is in a function").newBlock(null, from);
    this.landed = landed;
    const destinations = [landed, must(unwind, "an invoke has two destinations")];
    const made = new CallInst("invoke", fn.functionType, fn, args, { destinations });
    this.build.insert(made);
    this.build.point = InsertPoint.atEnd(landed);
    replaceInPhis(must(normal, "an invoke has two destinations"), from, landed);
    return made;
  }

  /** Takes the call away; whoever used its result uses `result`, null where it has none. */
  finish(result: Value | null): void {
    const { call } = this.request;
    if (result !== null && call.isUsed) call.replaceAllUsesWith(result);
    if (call.opcode === "invoke") {
      const [normal] = call.destinations;
      this.build.br(must(normal, "an invoke has two destinations"));
      if (this.landed === null) throw new Error("an invoke is replaced by an invoke");
    }
    const passed = call.args;
    call.erase();
    for (const arg of new Set(passed)) eraseMarker(arg);
  }

  private type(index: number): Type {
    return at(this.request.primal.functionType.params, index);
  }

  private apart(first: Value, stride: Value, lane: number): Value {
    if (lane === 0) return first;
    const { build, services } = this;
    const { i8, i64 } = services.types;
    const wide =
      stride.type === i64
        ? stride
        : build.cast(
            stride.type.kind === "int" && stride.type.bits > 64 ? "trunc" : "sext",
            stride,
            i64,
          );
    const bytes = build.bitcastPointer(first, services.types.pointerTo(i8));
    const offset = build.binary("mul", wide, constInt(i64, lane));
    return build.bitcastPointer(build.gep(i8, bytes, [offset]), first.type);
  }
}

function replaceInPhis(block: BasicBlock, from: BasicBlock, to: BasicBlock): void {
  for (const inst of block) {
    if (!(inst instanceof PhiInst)) return;
    inst.operands.forEach((operand, i) => {
      if (operand === from) inst.setOperand(i, to);
    });
  }
}

/** The load of a marker has no use any more, and the marker has no definition to link with. */
function eraseMarker(value: Value): void {
  if (markerOf(value) === null || !(value instanceof Instruction) || value.isUsed) return;
  const [inner] = value.operands;
  value.erase();
  if (inner !== undefined) eraseMarker(inner);
}
