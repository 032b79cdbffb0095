/**
 * Derivatives by numbers that a kernel is given: the threads of a block add theirs in memory of the block, of which one adds the sum to that of the
 * device, once for each block.
 */
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import type { Function, GlobalVariable } from "../../ir/graph.ts";
import { constInt, nullOf, undefOf } from "../../ir/literal.ts";
import type { Module } from "../../ir/module.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { type Target, targetOf } from "../../reverse/target.ts";
import { at, must } from "../../support/assert.ts";
import { TsadError } from "../../support/errors.ts";

/** The sum of one derivative over a block. */
export interface Sum {
  /** Where the device has it. */
  readonly place: Value;
  readonly type: Type;
  /** Where the block has it. */
  readonly own: GlobalVariable;
}

/** A sum for the derivative of `kernel` of type `type`, which goes to `place`. @throws TsadError E_ABI for a vector or a struct of numbers */
export function sumsFor(place: Value, type: Type, kernel: Function, module: Module): Sum {
  if (type.kind !== "float") {
    const reason = `a parameter of @${kernel.name} is a ${type.text}, whose derivative has several numbers`;
    throw new TsadError("E_ABI", { function: kernel.name, reason });
  }
  const { sharedSpace } = machine(module);
  const own = module.addGlobal({
    name: module.freshName(`${kernel.name}.sum`),
    type,
    header: `internal addrspace(${sharedSpace}) global`,
    initializer: undefOf(type),
    tail: `, align ${module.layout.abiAlign(type)}`,
  });
  return { place, type, own };
}

/** One thread of the block sets the sums to zero before the others add to them. */
export function clearSums(sums: readonly Sum[], build: IRBuilder, module: Module): void {
  if (sums.length === 0) return;
  inFirstThread(build, module, (inside) => {
    for (const { type, own } of sums) inside.store(nullOf(type), own);
  });
  machine(module).wait(build, module);
}

/** Adds what this thread has, and when all have, the sums to those of the device. */
export function addSums(
  sums: readonly Sum[],
  parts: readonly Value[],
  build: IRBuilder,
  module: Module,
): void {
  if (sums.length === 0) return;
  const target = machine(module);
  sums.forEach(({ own, type }, i) => {
    target.addShared(build, own, at(parts, i), module.layout.abiAlign(type));
  });
  target.wait(build, module);
  inFirstThread(build, module, (inside) => {
    for (const { own, place, type } of sums) {
      target.addShared(inside, place, inside.load(type, own), module.layout.abiAlign(type));
    }
  });
}

/** Emits `if (thread == 0) …`. */
function inFirstThread(build: IRBuilder, module: Module, emit: (inside: IRBuilder) => void): void {
  const fn = must(build.block.parent, "the block is in a function");
  const [first, rest] = [fn.newBlock("first"), fn.newBlock("rest")];
  const { thread } = machine(module).inBlock(build, module);
  build.condBr(build.icmp("eq", thread, constInt(thread.type, 0)), first, rest);
  const inside = new IRBuilder(InsertPoint.atEnd(first), module);
  emit(inside);
  inside.br(rest);
  build.point = InsertPoint.atEnd(rest);
}

function machine(module: Module): Target {
  return must(targetOf(module), "a kernel is for a GPU");
}
