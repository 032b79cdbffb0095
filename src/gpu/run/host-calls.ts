/** Calls of the runtime, and the values that go in and out of them. */
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import type { Instruction } from "../../ir/graph.ts";
import { CallInst } from "../../ir/instructions.ts";
import { constInt } from "../../ir/literal.ts";
import type { Module } from "../../ir/module.ts";
import type { IntType, Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { at } from "../../support/assert.ts";
import { TsadError } from "../../support/errors.ts";
import type { Input } from "../operation.ts";
import { hostLayout } from "./spaces.ts";
import type { Sites } from "./sites.ts";

/** Writes calls in front of one instruction. */
export class HostCalls {
  readonly module: Module;
  readonly sites: Sites;
  readonly inst: Instruction;
  readonly build: IRBuilder;

  constructor(module: Module, sites: Sites, inst: Instruction) {
    this.module = module;
    this.sites = sites;
    this.inst = inst;
    this.build = new IRBuilder(InsertPoint.before(inst), module);
  }

  /** A call of the runtime's function `name`; the types of the arguments are those of its parameters. */
  call(name: string, ret: Type, args: readonly Value[]): CallInst {
    const { types } = this.module;
    const type = types.fn(
      ret,
      args.map((arg) => arg.type),
    );
    return this.build.call(this.module.declareFunction(name, type), args);
  }

  /** The place of the instruction. */
  get site(): Value {
    return this.sites.of(this.inst);
  }

  /** A number of 32 bits. */
  i32(value: number): Value {
    return constInt(this.module.types.i32, value);
  }

  /** The number that an input stands for, as an integer of type `type`; 0 when there is no input. */
  input(input: Input | undefined, call: CallInst, type: IntType): Value {
    if (input === undefined) return constInt(type, 0);
    if ("implied" in input) return constInt(type, input.implied);
    if ("operand" in input) return this.toBits(at(call.args, input.operand), type);
    return input.packed
      .map(([index, shift]) =>
        this.build.binary("shl", this.toBits(at(call.args, index), type), constInt(type, shift)),
      )
      .reduce((sum, part) => this.build.binary("or", sum, part));
  }

  /** The pointer that an input names, as one to bytes. */
  pointer(value: Value): Value {
    const { types } = this.module;
    return this.build.bitcastPointer(value, types.pointerTo(types.i8));
  }

  /** The bits of a number, a pointer or a small vector, as an integer of type `type`, zeros above. */
  toBits(value: Value, type: IntType): Value {
    return this.#resize(this.#asInteger(value), type);
  }

  /** A value of type `type` from the lower bits of an integer. */
  fromBits(bits: Value, type: Type): Value {
    const own = this.module.types.int(sizeOf(type, this.inst, this.module));
    if (type === own) return this.#resize(bits, own);
    const sized = this.#resize(bits, own);
    return this.build.cast(type.kind === "pointer" ? "inttoptr" : "bitcast", sized, type);
  }

  #asInteger(value: Value): Value {
    const { type } = value;
    const own = this.module.types.int(sizeOf(type, this.inst, this.module));
    if (type === own) return value;
    return this.build.cast(type.kind === "pointer" ? "ptrtoint" : "bitcast", value, own);
  }

  #resize(value: Value, type: IntType): Value {
    if (value.type === type || value.type.kind !== "int") return value;
    return this.build.cast(value.type.bits < type.bits ? "zext" : "trunc", value, type);
  }
}

/** The bits of a value that the runtime moves as one number. @throws TsadError E_GPU_UNSUPPORTED above 64 */
function sizeOf(type: Type, inst: Instruction, module: Module): number {
  const bits = hostLayout.bitSize(type);
  if (bits <= 64) return bits;
  throw unsupported(inst, module, `a value of type ${type.text} in ${nameOf(inst)}`);
}

function nameOf(inst: Instruction): string {
  return inst instanceof CallInst ? `@${inst.callee.name ?? "?"}` : inst.opcode;
}

/** What `gpu-run` cannot bring to the host, with its place. */
export function unsupported(inst: Instruction, module: Module, reason: string): TsadError {
  return new TsadError("E_GPU_UNSUPPORTED", {
    reason,
    function: inst.parent?.parent?.name,
    ...(inst.position < 0 ? {} : { location: module.locate(inst.position) }),
  });
}
