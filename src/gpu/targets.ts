/** The machines with many threads that code can be for, by the target triple. */
import type { IRBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";
import type { Target } from "../reverse/target.ts";

/** The local memory that a thread of either machine has without more being asked for is larger; what does not fit would be slow in any case. */
const stackTape = 16_384;

/** NVPTX. The width of an atomic addition's scope makes no difference there (LLVM's NVPTX back end always writes `.gpu`). */
const nvptx: Target = {
  name: "NVPTX",
  addShared: (build, pointer, amount, align) => {
    build.atomicRmw("fadd", pointer, amount, { align });
  },
  isAboutThread: (name) => name.startsWith("llvm.nvvm.read.ptx.sreg.") && !isClock(name),
  isOwn: (name) => name.startsWith("llvm.nvvm."),
  stackTape,
};

/** What changes as time goes by. */
function isClock(name: string): boolean {
  return /\.sreg\.(clock|globaltimer|pm)/.test(name);
}

/**
 * AMDGPU. An addition is one instruction only where it need not be seen by other devices, and memory is known to be the device's own, which
 * what a kernel works on is (LLVM, "User Guide for AMDGPU Backend", atomicrmw metadata).
 */
const amdgpu: Target = {
  name: "AMDGPU",
  addShared: (build, pointer, amount, align) => {
    const added = addForDevice(build, pointer, amount, align);
    added.metadata = [
      "!amdgpu.no.fine.grained.memory !{}",
      "!amdgpu.no.remote.memory !{}",
      "!amdgpu.ignore.denormal.mode !{}",
    ].join(", ");
  },
  isAboutThread: (name) =>
    /^llvm\.amdgcn\.(work(group|item)\.id\.|dispatch\.|implicitarg\.ptr|kernarg\.segment\.ptr|queue\.ptr|mbcnt\.|wavefrontsize)/.test(
      name,
    ),
  isOwn: (name) => name.startsWith("llvm.amdgcn."),
  stackTape,
};

function addForDevice(build: IRBuilder, pointer: Value, amount: Value, align: number) {
  return build.atomicRmw("fadd", pointer, amount, {
    align,
    ordering: 'syncscope("agent") monotonic',
  });
}

/** What code for the triple runs on; null for a machine whose threads are the program's own matter. */
export function targetFor(triple: string): Target | null {
  if (/^nvptx(64)?-/.test(triple)) return nvptx;
  return triple.startsWith("amdgcn-") ? amdgpu : null;
}
