/** Counts what is executed: each block of code adds what stands in it, as the kernel was before anything was changed. */
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import {
  Function,
  type BasicBlock,
  type GlobalVariable,
  type Instruction,
} from "../../ir/graph.ts";
import {
  ArithmeticInst,
  AtomicRmwInst,
  CallInst,
  CmpXchgInst,
  LoadInst,
  StoreInst,
} from "../../ir/instructions.ts";
import { constInt, nullOf } from "../../ir/literal.ts";
import type { Module } from "../../ir/module.ts";
import { isFloating } from "../../ir/types.ts";
import type { Operation } from "../operation.ts";
import type { GpuTarget } from "../target.ts";
import { countNames } from "./abi.ts";
import { rowOf } from "./operations.ts";

/** What is counted. */
export type CountName = (typeof countNames)[number];

/** How often a block of code does each thing when it is executed once. */
export type Counts = ReadonlyMap<CountName, number>;

/** What stands in each block of `fn`. */
export function countBlocks(
  fn: Function,
  module: Module,
  target: GpuTarget,
): ReadonlyMap<BasicBlock, Counts> {
  const found = new Map<BasicBlock, Counts>();
  for (const block of fn.blocks) {
    const counts = new Map<CountName, number>();
    for (const inst of block) {
      for (const name of namesOf(inst, module, target)) {
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    }
    found.set(block, counts);
  }
  return found;
}

/** As what an instruction counts; phis and what only compilers read are no instructions of a machine. */
function namesOf(inst: Instruction, module: Module, target: GpuTarget): CountName[] {
  if (inst.opcode === "phi" || inst.isDebugRecord) return [];
  const all: CountName[] = ["instructions"];
  if (inst instanceof LoadInst) return [...all, "loads"];
  if (inst instanceof StoreInst) return [...all, "stores"];
  if (inst instanceof AtomicRmwInst || inst instanceof CmpXchgInst) return [...all, "atomics"];
  if (inst instanceof ArithmeticInst) {
    return isFloating(inst.type) ? [...all, "float operations"] : all;
  }
  return inst instanceof CallInst ? namesOfCall(inst, module, target) : all;
}

function namesOfCall(call: CallInst, module: Module, target: GpuTarget): CountName[] {
  const name = call.callee instanceof Function ? call.callee.name : "";
  if (/^llvm\.(?:dbg|lifetime|assume|invariant|experimental\.noalias)\b/.test(name)) return [];
  const row = rowOf(call, module, target);
  if (row === undefined) {
    const isIntrinsic = name.startsWith("llvm.");
    return ["instructions", isIntrinsic && isFloating(call.type) ? "float operations" : "calls"];
  }
  const isInteger = row.does.kind === "math" && !isFloating(call.type);
  const counted = isInteger ? "calls" : countedAs[row.does.kind];
  return counted === null ? ["instructions"] : ["instructions", counted];
}

/** As what an operation of GPUs counts beside an instruction. */
const countedAs: Readonly<Record<Operation["kind"], CountName | null>> = {
  barrier: "barriers",
  warp: "warp operations",
  "compare ballot": "warp operations",
  atomic: "atomics",
  load: "loads",
  math: "float operations",
  identity: null,
  packet: null,
  "in space": null,
  "pointer cast": null,
  trap: null,
  fence: null,
  hint: null,
};

/** Puts the additions to `counters`, an array with a number for each of {@link countNames}, at the beginnings of the blocks. */
export function insertCounts(
  blocks: ReadonlyMap<BasicBlock, Counts>,
  counters: GlobalVariable,
  module: Module,
): void {
  const { i64 } = module.types;
  for (const [block, counts] of blocks) {
    const build = new IRBuilder(InsertPoint.afterPhis(block), module);
    for (const [name, count] of counts) {
      const index = constInt(i64, countNames.indexOf(name));
      const place = build.gep(counters.valueType, counters, [nullOf(i64), index]);
      const sum = build.binary("add", build.load(i64, place), constInt(i64, count));
      build.store(sum, place);
    }
  }
}
