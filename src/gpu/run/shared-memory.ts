/** Shared variables live in memory that the runtime gives to each block: each has an offset there, behind a gap that nobody may touch. */
import type { Function } from "../../ir/graph.ts";
import { GlobalVariable } from "../../ir/graph.ts";
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import { constInt } from "../../ir/literal.ts";
import type { Module } from "../../ir/module.ts";
import type { Value } from "../../ir/value.ts";
import type { GpuTarget } from "../target.ts";
import { hostLayout, spaceOf } from "./spaces.ts";

/** A shared variable and where it lies; of a dynamic one `size` is 0. */
export interface SharedVariable {
  readonly global: GlobalVariable;
  readonly offset: number;
  readonly size: number;
}

/** All of a module's. */
export interface SharedMemory {
  readonly variables: readonly SharedVariable[];
  /** The bytes of all static ones; dynamic ones begin here. */
  readonly size: number;
}

/** Bytes between two variables. */
const gap = 16;
/** The runtime's memory begins at a multiple of this, and so does what is dynamic. */
const alignment = 256;

/** Lays out the shared variables of the module. */
export function layOut(module: Module, target: GpuTarget): SharedMemory {
  const shared = module
    .globals()
    .filter((global) => global instanceof GlobalVariable)
    .filter((global) => spaceOf(global) === target.sharedSpace);
  const variables: SharedVariable[] = [];
  let end = 0;
  for (const global of shared.filter((each) => hostLayout.sizeOf(each.valueType) > 0)) {
    const stated = Number(/\balign (\d+)/.exec(global.tail)?.[1] ?? 0);
    const offset = roundUp(end, Math.max(stated, hostLayout.abiAlign(global.valueType), gap));
    const size = hostLayout.sizeOf(global.valueType);
    variables.push({ global, offset, size });
    end = offset + size + gap;
  }
  const size = roundUp(end, alignment);
  for (const global of shared.filter((each) => hostLayout.sizeOf(each.valueType) === 0)) {
    variables.push({ global, offset: size, size: 0 });
  }
  return { variables, size };
}

/** Puts addresses in the running block's memory in the place of shared variables in `fn`, which has no constant expressions left. */
export function lowerShared(fn: Function, shared: SharedMemory, module: Module): void {
  const places = new Map<Value, Value>();
  const offsets = new Map(shared.variables.map(({ global, offset }) => [global, offset]));
  for (const inst of [...fn.instructions()]) {
    for (const use of inst.operandUses) {
      const { value } = use;
      if (!(value instanceof GlobalVariable)) continue;
      const offset = offsets.get(value);
      if (offset === undefined) continue;
      const place = places.get(value) ?? placeIn(fn, value, offset, module);
      places.set(value, place);
      use.value = place;
    }
  }
}

/** The address at the entry of `fn`: it is the same for as long as a thread runs. */
function placeIn(fn: Function, global: GlobalVariable, offset: number, module: Module): Value {
  const { types } = module;
  const build = new IRBuilder(InsertPoint.atStart(fn.entry), module);
  const bytes = types.pointerTo(types.i8);
  const base = build.call(module.declareFunction("tsad_gpu_shared_base", types.fn(bytes, [])), []);
  const address = build.gep(types.i8, base, [constInt(types.i64, offset)]);
  const own = types.pointerTo(global.valueType);
  return build.bitcastPointer(build.bitcastPointer(address, own), global.type);
}

function roundUp(size: number, to: number): number {
  return Math.ceil(size / to) * to;
}
