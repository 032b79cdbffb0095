/** Which GPU a module is for, and what that says of its kernels. */
import { expandGroups, hasAttribute, attributeValue } from "../ir/attributes.ts";
import type { Function } from "../ir/graph.ts";
import type { Module } from "../ir/module.ts";
import { amdgpuOperations } from "./amdgpu.ts";
import { nvptxOperations } from "./nvptx.ts";
import type { OperationTable } from "./operation.ts";

/** One kind of GPU. */
export interface GpuTarget {
  readonly name: "nvptx" | "amdgpu";
  /** The address space of shared memory. */
  readonly sharedSpace: number;
  /** The address space in which kernels get pointers to memory of the device. */
  readonly deviceSpace: number;
  readonly operations: OperationTable;
  /** Functions with this calling convention are kernels. */
  readonly kernelConvention: string;
  /** How many threads are in a warp, as far as the function's attributes tell. */
  warpSize(attributes: string): 32 | 64;
}

const nvptx: GpuTarget = {
  name: "nvptx",
  sharedSpace: 3,
  deviceSpace: 0,
  operations: nvptxOperations,
  kernelConvention: "ptx_kernel",
  warpSize: () => 32,
};

const amdgpu: GpuTarget = {
  name: "amdgpu",
  sharedSpace: 3,
  deviceSpace: 1,
  operations: amdgpuOperations,
  kernelConvention: "amdgpu_kernel",
  warpSize: (attributes) => {
    const features = attributeValue(attributes, "target-features") ?? "";
    if (features.includes("+wavefrontsize32")) return 32;
    if (features.includes("+wavefrontsize64")) return 64;
    const cpu = attributeValue(attributes, "target-cpu") ?? "";
    return /^gfx1\d\d\d|^gfx1\d-/.test(cpu) ? 32 : 64;
  },
};

/** The GPU that the module's triple names; undefined for any other machine. */
export function targetOf(module: Module): GpuTarget | undefined {
  if (module.triple.startsWith("nvptx")) return nvptx;
  return module.triple.startsWith("amdgcn") ? amdgpu : undefined;
}

/** The functions that the host may launch, in the order of the text. */
export function kernelsOf(module: Module, target: GpuTarget): Function[] {
  const annotated = annotatedKernels(module);
  return module
    .functions()
    .filter(
      (fn) =>
        !fn.isDeclaration &&
        (hasAttribute(fn.prefix, target.kernelConvention) || annotated.has(fn.name)),
    );
}

/** The words of a function's attributes, those of its groups included. */
export function wordsOf(fn: Function, module: Module): string {
  return expandGroups(fn.suffix, module);
}

/** Until LLVM 20 a kernel is one that `!nvvm.annotations` calls so. */
function annotatedKernels(module: Module): ReadonlySet<string> {
  const found = new Set<string>();
  for (const reference of module.namedMetadata("nvvm.annotations")) {
    const node = module.node(reference) ?? "";
    const name = /@("[^"]*"|[-\w$.]+)/.exec(node)?.[1];
    if (name !== undefined && /!"kernel", i32 1\b/.test(node)) found.add(name.replaceAll('"', ""));
  }
  return found;
}
