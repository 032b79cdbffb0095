/** What the reverse pass asks of the machines with many threads that code can be for, by the target triple. */
import { calledFunction } from "../analysis/effects.ts";
import { integerOf } from "../ir/constants.ts";
import type { CallInst } from "../ir/instructions.ts";
import type { Lanes, Target } from "../reverse/target.ts";
import { InvariantError } from "../support/assert.ts";
import { TsadError } from "../support/errors.ts";
import { amdgpuOperations } from "./amdgpu.ts";
import { amdgpuInBlock, amdgpuWait, nvptxInBlock, nvptxWait } from "./block.ts";
import { shuffledBack, shuffleOperands, shuffleProblem } from "./lanes.ts";
import { nvptxOperations } from "./nvptx.ts";
import { ofBlock, type Operation, type OperationTable } from "./operation.ts";

/** A thread of either machine has more local memory without asking; what does not fit here would be slow in any case. */
const stackTape = 16_384;

/** What follows from the table of a target's operations. */
function told(
  operations: OperationTable,
): Pick<
  Target,
  | "isOfOneThread"
  | "isIdentity"
  | "differs"
  | "isFence"
  | "isMirrored"
  | "sharedSpace"
  | "stackTape"
> {
  return {
    isOfOneThread: (name) => isOfOneThread(operations, name),
    isIdentity: (name) => isIdentity(operations.rowOf(name)?.does),
    differs: (name) => {
      const does = operations.rowOf(name)?.does;
      return does?.kind === "identity" && !ofBlock.has(does.of);
    },
    isFence: (name) => operations.rowOf(name)?.does.kind === "fence",
    isMirrored: (call) => isMirrored(operations, call),
    sharedSpace: 3,
    stackTape,
  };
}

/** No call hands on numbers. */
const noLanes: Lanes = {
  problem: () => "how its lanes hand on numbers is not known",
  operands: () => [],
  back: () => {
    throw new InvariantError("legality lets no such call through");
  },
};

/** NVPTX. How far an atomic addition is seen makes no difference there: LLVM's back end always writes `.gpu`. */
const nvptx: Target = {
  name: "NVPTX",
  addShared: (build, pointer, amount, align) => {
    build.atomicRmw("fadd", pointer, amount, { align });
  },
  wait: nvptxWait,
  inBlock: nvptxInBlock,
  isOwn: (name) => name.startsWith("llvm.nvvm."),
  lanes: { problem: shuffleProblem, operands: shuffleOperands, back: shuffledBack },
  ...told(nvptxOperations),
};

/**
 * AMDGPU. An addition is one instruction only where it need not be seen by other devices, and memory is known to be the device's own, which
 * what a kernel works on is (LLVM, "User Guide for AMDGPU Backend", atomicrmw metadata).
 */
const amdgpu: Target = {
  name: "AMDGPU",
  addShared: (build, pointer, amount, align) => {
    const isBlocks = pointer.type.kind === "pointer" && pointer.type.space === 3;
    const ordering = `syncscope("${isBlocks ? "workgroup" : "agent"}") monotonic`;
    build.atomicRmw("fadd", pointer, amount, { align, ordering }).metadata = [
      "!amdgpu.no.fine.grained.memory !{}",
      "!amdgpu.no.remote.memory !{}",
      "!amdgpu.ignore.denormal.mode !{}",
    ].join(", ");
  },
  wait: amdgpuWait,
  inBlock: amdgpuInBlock,
  isOwn: (name) => name.startsWith("llvm.amdgcn."),
  lanes: noLanes,
  ...told(amdgpuOperations),
};

/** What a thread does for itself. Who it is stays the same as long as it runs, but for clocks. */
function isOfOneThread(operations: OperationTable, name: string): boolean {
  const does = operations.rowOf(name)?.does;
  if (does === undefined) return false;
  return alone.has(does.kind) || isIdentity(does);
}

/** Who a thread is, and how many there are. */
function isIdentity(does: Operation | undefined): boolean {
  return does?.kind === "identity" && does.of !== "clock";
}

/** A barrier of all threads of the block, or a fence: how many wait at others, and who they are, the function alone does not show. */
function isMirrored(operations: OperationTable, call: CallInst): boolean {
  const does = operations.rowOf(calledFunction(call)?.name ?? "")?.does;
  if (does?.kind === "fence") return true;
  if (does?.kind !== "barrier" || does.action === "arrive" || does.action === "wait") return false;
  const isAll = "implied" in does.count && does.count.implied === 0;
  const which = does.barrier;
  const isKnown = !("operand" in which) || integerOf(call.operand(which.operand)) !== undefined;
  return isAll && isKnown;
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
  const unknown = (what: string) => (): never => {
    throw new TsadError("E_GPU", {
      details: { target: name },
      reason: `how its threads ${what} is not known`,
      remedy: "compile for NVPTX or AMDGPU",
    });
  };
  return {
    name,
    addShared: unknown("add to memory that they share"),
    wait: unknown("wait for each other"),
    inBlock: unknown("are numbered"),
    isOfOneThread: () => false,
    isIdentity: () => false,
    differs: () => true,
    isFence: () => false,
    isMirrored: () => false,
    lanes: noLanes,
    sharedSpace: 3,
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
