/** What only GPUs do becomes calls of the runtime, as the rows of the target's table say. */
import { InlineAsm, integerOf, MetadataText } from "../../ir/constants.ts";
import { Function } from "../../ir/graph.ts";
import { CallInst } from "../../ir/instructions.ts";
import type { Module } from "../../ir/module.ts";
import { mangle } from "../../ir/dialect.ts";
import { constInt, nullOf, poisonOf } from "../../ir/literal.ts";
import type { Value } from "../../ir/value.ts";
import { at } from "../../support/assert.ts";
import type { Operation, Row } from "../operation.ts";
import type { GpuTarget } from "../target.ts";
import {
  alignedBit,
  atomicNumbers,
  barrierNumbers,
  convergedBit,
  identityNumbers,
  packetNumbers,
  warpNumbers,
} from "./abi.ts";
import { HostCalls, unsupported } from "./host-calls.ts";
import { hostLayout, hostPointer } from "./spaces.ts";
import type { Sites } from "./sites.ts";

/** Replaces every call of the target's own in `fn`. @throws TsadError E_GPU_UNSUPPORTED for one that no row speaks of */
export function lowerOperations(
  fn: Function,
  module: Module,
  target: GpuTarget,
  sites: Sites,
): void {
  for (const inst of [...fn.instructions()]) {
    if (!(inst instanceof CallInst)) continue;
    const row = rowOf(inst, module, target);
    if (row === undefined) continue;
    const lowering = new Lowering(inst, new HostCalls(module, sites, inst));
    const result = lowering.lower(row.does);
    if (result !== null && inst.type.kind !== "void") inst.replaceAllUsesWith(result);
    inst.erase();
  }
}

/** The row that speaks of the call; undefined for a call that means the same on the host. */
export function rowOf(call: CallInst, module: Module, target: GpuTarget): Row | undefined {
  const { callee } = call;
  if (callee instanceof InlineAsm) {
    const text = /^asm (?:[a-z]+ )*"([^"]*)"/.exec(callee.text)?.[1] ?? "?";
    const row = target.operations.rowOf(`asm ${text.trim()}`);
    if (row !== undefined) return row;
    throw unsupported(call, module, `the inline assembly "${text}"`);
  }
  if (!(callee instanceof Function)) return undefined;
  if (/^llvm\.read_(?:volatile_)?register\./.test(callee.name))
    return registerRow(call, module, target);
  const row = target.operations.rowOf(callee.name);
  if (row !== undefined) return row;
  if (!/^llvm\.(?:nvvm|amdgcn|r600)\./.test(callee.name)) return undefined;
  throw unsupported(call, module, `@${callee.name}`);
}

/** The row for the register that a node of metadata names. */
function registerRow(call: CallInst, module: Module, target: GpuTarget): Row {
  const [place] = call.args;
  const node = place instanceof MetadataText ? place.text : "";
  const name = /!"([^"]*)"/.exec(module.node(node) ?? node)?.[1] ?? "?";
  const row = target.operations.rowOf(`register ${name}`);
  if (row !== undefined) return row;
  throw unsupported(call, module, `the register ${name}`);
}

const icmpWords = ["eq", "ne", "ugt", "uge", "ult", "ule", "sgt", "sge", "slt", "sle"];
const fcmpWords = [
  ...["false", "oeq", "ogt", "oge", "olt", "ole", "one", "ord"],
  ...["uno", "ueq", "ugt", "uge", "ult", "ule", "une", "true"],
];

/** One call. */
class Lowering {
  readonly #call: CallInst;
  readonly #host: HostCalls;

  constructor(call: CallInst, host: HostCalls) {
    this.#call = call;
    this.#host = host;
  }

  /** What stands for the result of the call; null for one without a result. */
  lower(does: Operation): Value | null {
    switch (does.kind) {
      case "identity":
        return this.#number("tsad_gpu_id", identityNumbers[does.of] + does.axis);
      case "packet":
        return this.#packet(packetNumbers[does.of]);
      case "barrier":
        return this.#barrier(does);
      case "warp":
        return this.#warp(does);
      case "compare ballot":
        return this.#compareBallot(does.compare);
      case "atomic":
        return this.#atomic(does);
      case "load":
        return this.#load();
      case "math":
        return this.#math(does);
      case "in space":
        return this.#inSpace(does.space);
      case "pointer cast":
        return this.#host.build.bitcastPointer(at(this.#call.args, 0), this.#call.type);
      case "trap":
        return this.#host.call("tsad_gpu_trap", this.#types.void, [this.#host.site]);
      case "fence":
      case "hint":
        return this.#nothing();
    }
  }

  get #types(): Module["types"] {
    return this.#host.module.types;
  }

  #number(name: string, what: number): Value {
    const { i32 } = this.#types;
    const number = this.#host.call(name, i32, [this.#host.i32(what)]);
    return this.#host.fromBits(number, this.#call.type);
  }

  #packet(what: number): Value {
    const bytes = this.#types.pointerTo(this.#types.i8);
    const made = this.#host.call("tsad_gpu_pointer", bytes, [this.#host.i32(what)]);
    return this.#host.build.bitcastPointer(made, this.#call.type);
  }

  #barrier(does: Operation & { kind: "barrier" }): Value | null {
    const { i32 } = this.#types;
    const action = barrierNumbers[does.action] + (does.aligned ? alignedBit : 0);
    const inputs = [does.barrier, does.count, does.predicate];
    const result = this.#host.call("tsad_gpu_barrier", i32, [
      this.#host.i32(action),
      ...inputs.map((input) => this.#host.input(input, this.#call, i32)),
      this.#host.site,
    ]);
    return this.#result(result);
  }

  #warp(does: Operation & { kind: "warp" }): Value | null {
    const { i32, i64 } = this.#types;
    const isConverged = does.mask === "converged";
    const operation = warpNumbers[does.operation] + (isConverged ? convergedBit : 0);
    const input = (from: typeof does.value, type = i64): Value =>
      this.#host.input(from, this.#call, type);
    const result = this.#host.call("tsad_gpu_warp", i64, [
      this.#host.i32(operation),
      input(does.mask === "converged" ? undefined : does.mask),
      input(does.value),
      input(does.other),
      input(does.a, i32),
      input(does.b, i32),
      this.#host.site,
    ]);
    return this.#result(result);
  }

  /** The result as the call's type; of a pair `{ value, predicate }` the predicate is bit 32. */
  #result(bits: Value): Value | null {
    const { type } = this.#call;
    if (type.kind === "void") return null;
    if (type.kind !== "struct") return this.#host.fromBits(bits, type);
    const { build } = this.#host;
    const [first, second] = type.fields ?? [];
    const shifted = build.binary("lshr", bits, constInt(bits.type, 32));
    const value = this.#host.fromBits(bits, first ?? this.#types.i32);
    const predicate = this.#host.fromBits(shifted, second ?? this.#types.i1);
    return build.insertValue(build.insertValue(poisonOf(type), value, 0), predicate, 1);
  }

  #compareBallot(compare: "icmp" | "fcmp"): Value | null {
    const [left, right, predicate] = this.#call.args;
    const number = Number(integerOf(predicate ?? constInt(this.#types.i32, -1)) ?? -1n);
    const word = compare === "icmp" ? icmpWords[number - 32] : fcmpWords[number];
    if (left === undefined || right === undefined || word === undefined) {
      throw unsupported(this.#call, this.#host.module, `a comparison by number ${number}`);
    }
    const { build } = this.#host;
    const { i32, i64 } = this.#types;
    const holds =
      compare === "icmp" ? build.icmp(word, left, right) : build.fcmp(word, left, right);
    const zero = constInt(i64, 0);
    const result = this.#host.call("tsad_gpu_warp", i64, [
      this.#host.i32(warpNumbers.ballot + convergedBit),
      zero,
      this.#host.toBits(holds, i64),
      zero,
      constInt(i32, 0),
      constInt(i32, 0),
      this.#host.site,
    ]);
    return this.#result(result);
  }

  #atomic(does: Operation & { kind: "atomic" }): Value | null {
    const { i64 } = this.#types;
    const { inst, module } = this.#host;
    if (!("operand" in does.pointer) || !("operand" in does.value)) return null;
    const value = at(this.#call.args, does.value.operand);
    const bits = hostLayout.bitSize(value.type);
    if ((bits !== 32 && bits !== 64) || value.type.kind === "vector") {
      throw unsupported(inst, module, `an atomic operation on ${value.type.text}`);
    }
    const pointer = hostPointer(at(this.#call.args, does.pointer.operand), inst, module);
    const result = this.#host.call("tsad_gpu_atomic", i64, [
      this.#host.i32(atomicNumbers[does.operation]),
      this.#host.pointer(pointer),
      this.#host.toBits(value, i64),
      this.#host.input(does.compare, this.#call, i64),
      this.#host.i32(bits / 8),
      this.#host.site,
    ]);
    return this.#result(result);
  }

  #load(): Value {
    const made = this.#host.build.load(this.#call.type, at(this.#call.args, 0), { align: 1 });
    this.#host.sites.replace(this.#call, made);
    return made;
  }

  #math({ host, typed }: Operation & { kind: "math" }): Value {
    const first = this.#call.args[0];
    const name = typed && first !== undefined ? `${host}_${mangle(first.type)}` : host;
    const scalars = [this.#call, ...this.#call.args].every(({ type }) =>
      ["f32", "f64", "i32", "i64"].includes(mangle(type)),
    );
    if (!scalars) {
      const reason = `@${this.#call.callee.name ?? "?"} of this type`;
      throw unsupported(this.#call, this.#host.module, reason);
    }
    return this.#host.call(name, this.#call.type, this.#call.args);
  }

  #inSpace(space: "shared" | "private" | "global" | "constant"): Value {
    const { i32, i1 } = this.#types;
    const pointer = hostPointer(at(this.#call.args, 0), this.#call, this.#host.module);
    const is = (name: string): Value => this.#host.call(name, i32, [this.#host.pointer(pointer)]);
    const { build } = this.#host;
    if (space === "constant") return constInt(i1, 0);
    const zero = nullOf(i32);
    if (space !== "global") return build.icmp("ne", is(`tsad_gpu_in_${space}`), zero);
    const either = build.binary("or", is("tsad_gpu_in_shared"), is("tsad_gpu_in_private"));
    return build.icmp("eq", either, zero);
  }

  /** Hints that give a number give 0. */
  #nothing(): Value | null {
    return this.#call.type.kind === "void" ? null : nullOf(this.#call.type);
  }
}
