/** What the reverse pass asks of the machines with many threads that code can be for, by the target triple. */
import type { IRBuilder } from "../ir/builder.ts";
import type { AtomicRmwInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import type { Target } from "../reverse/target.ts";
import { TsadError } from "../support/errors.ts";
import { amdgpuOperations } from "./amdgpu.ts";
import { nvptxOperations } from "./nvptx.ts";
import type { Operation, OperationTable } from "./operation.ts";

/** A thread of either machine has more local memory without asking; what does not fit here would be slow in any case. */
const stackTape = 16_384;

/** NVPTX. How far an atomic addition is seen makes no difference there: LLVM's back end always writes `.gpu`. */
const nvptx: Target = {
  name: "NVPTX",
  addShared: (build, pointer, amount, align) => {
    build.atomicRmw("fadd", pointer, amount, { align });
  },
  isOfOneThread: (name) => isOfOneThread(nvptxOperations, name),
  isOwn: (name) => name.startsWith("llvm.nvvm."),
  stackTape,
};

/**
 * AMDGPU. An addition is one instruction only where it need not be seen by other devices, and memory is known to be the device's own, which
 * what a kernel works on is (LLVM, "User Guide for AMDGPU Backend", atomicrmw metadata).
 */
const amdgpu: Target = {
  name: "AMDGPU",
  addShared: (build, pointer, amount, align) => {
    addForDevice(build, pointer, amount, align).metadata = [
      "!amdgpu.no.fine.grained.memory !{}",
      "!amdgpu.no.remote.memory !{}",
      "!amdgpu.ignore.denormal.mode !{}",
    ].join(", ");
  },
  isOfOneThread: (name) => isOfOneThread(amdgpuOperations, name),
  isOwn: (name) => name.startsWith("llvm.amdgcn."),
  stackTape,
};

function addForDevice(
  build: IRBuilder,
  pointer: Value,
  amount: Value,
  align: number,
): AtomicRmwInst {
  const ordering = 'syncscope("agent") monotonic';
  return build.atomicRmw("fadd", pointer, amount, { align, ordering });
}

/** What a thread does for itself. Who it is stays the same as long as it runs, but for clocks. */
function isOfOneThread(operations: OperationTable, name: string): boolean {
  const does = operations.rowOf(name)?.does;
  if (does === undefined) return false;
  return alone.has(does.kind) || (does.kind === "identity" && does.of !== "clock");
}

const alone: ReadonlySet<Operation["kind"]> = new Set([
  "packet",
  "in space",
  "pointer cast",
  "math",
  "load",
  "trap",
] as const);

/** Machines with many threads of which tsad has no tables: a gradient that works on a thread's own memory alone is all that is sure. */
function strange(name: string): Target {
  return {
    name,
    addShared: () => {
      throw new TsadError("E_GPU", {
        details: { target: name },
        reason: "how its threads add to memory that they share is not known",
        remedy: "compile for NVPTX or AMDGPU",
      });
    },
    isOfOneThread: () => false,
    isOwn: (intrinsic) => /^llvm\.(spv|dx|r600)\./.test(intrinsic),
    stackTape,
  };
}

const strangers = /^(spir|r600|air|dxil|hsail|amdil)/;

/** What code for the triple runs on; null for a machine whose threads are the program's own matter. */
export function threadsOf(triple: string): Target | null {
  if (triple.startsWith("nvptx")) return nvptx;
  if (triple.startsWith("amdgcn")) return amdgpu;
  return strangers.test(triple) ? strange(triple) : null;
}
