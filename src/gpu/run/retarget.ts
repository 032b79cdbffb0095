/**
 * From a module for a GPU to one for the host, which runs with the runtime of runtime/gpu. The steps of {@link lowerFunction} are
 * in the order in which they rely on each other.
 */
import { expandConstants } from "../../transform/constexpr.ts";
import type { GlobalAlias } from "../../ir/graph.ts";
import { Function, GlobalVariable } from "../../ir/graph.ts";
import { CallInst } from "../../ir/instructions.ts";
import { nullOf } from "../../ir/literal.ts";
import { Module, type ParseOptions } from "../../ir/module.ts";
import { TsadError } from "../../support/errors.ts";
import { type GpuTarget, kernelsOf, targetOf, wordsOf } from "../target.ts";
import { countNames } from "./abi.ts";
import { lowerAccesses } from "./accesses.ts";
import { countBlocks, insertCounts } from "./counting.ts";
import { lowerHeader, lowerKernelArguments, lowerVariable } from "./headers.ts";
import { HostCalls } from "./host-calls.ts";
import { addLauncher, type LaunchContext } from "./launchers.ts";
import { lowerOperations } from "./operations.ts";
import { printHost } from "./print.ts";
import { layOut, lowerShared } from "./shared-memory.ts";
import { Sites } from "./sites.ts";
import { lowerAllocas, lowerCasts, lowerInitializer, spacesFor } from "./spaces.ts";

/** What {@link retarget} made. */
export interface HostModule {
  readonly text: string;
  /** The names of the kernels. */
  readonly kernels: readonly string[];
  readonly target: GpuTarget["name"];
}

/**
 * Makes the host's module from the text of one for a GPU.
 * @throws TsadError E_GPU_TARGET, E_GPU_NO_KERNEL, E_GPU_UNSUPPORTED, and for texts that cannot be read
 */
export function retarget(text: string, options: ParseOptions): HostModule {
  const layout = Module.parse(text, options).layout;
  const module = Module.parse(text, { ...options, mapSpace: spacesFor(layout) });
  const target = targetOf(module);
  if (target === undefined) {
    const triple = module.triple === "" ? "no triple" : `the triple ${module.triple}`;
    throw new TsadError("E_GPU_TARGET", { details: { file: module.file, triple } });
  }
  module.parseAll();
  const kernels = kernelsOf(module, target);
  if (kernels.length === 0)
    throw new TsadError("E_GPU_NO_KERNEL", { details: { file: module.file } });
  lowerModule(module, target, kernels);
  const shared = new Set(layOut(module, target).variables.map(({ global }) => global));
  const kept = printHost(module, (global) => isKept(global) && !isIn(shared, global));
  return { text: kept, kernels: kernels.map(({ name }) => name), target: target.name };
}

function isIn(set: ReadonlySet<GlobalVariable>, global: unknown): boolean {
  return global instanceof GlobalVariable && set.has(global);
}

/** Lists of what must not be removed, of constructors and the like are about the GPU's program; and so are its intrinsics. */
function isKept(global: GlobalVariable | GlobalAlias | Function): boolean {
  if (!global.name.startsWith("llvm.")) return true;
  return global instanceof Function && !/^llvm\.(?:nvvm|amdgcn|dbg|lifetime)\./.test(global.name);
}

function lowerModule(module: Module, target: GpuTarget, kernels: readonly Function[]): void {
  const warpSizes = kernels.map((kernel) => target.warpSize(wordsOf(kernel, module)));
  const originals = module.functions();
  const shared = layOut(module, target);
  const context: LaunchContext = {
    module,
    shared,
    sites: new Sites(module),
    counters: addCounters(module),
  };
  for (const fn of originals) if (!fn.isDeclaration) lowerFunction(fn, target, context);
  lowerVariables(module, context);
  for (const fn of module.functions()) lowerHeader(fn);
  kernels.forEach((kernel, i) => {
    addLauncher(kernel, warpSizes[i] ?? 32, context);
    lowerKernelArguments(kernel);
  });
}

/** The passes, in order. */
function lowerFunction(fn: Function, target: GpuTarget, context: LaunchContext): void {
  const { module, sites, shared, counters } = context;
  const counts = countBlocks(fn, module, target);
  sites.note(fn);
  expandConstants(fn);
  lowerAllocas(fn, module);
  lowerShared(fn, shared, module);
  lowerCasts(fn);
  tellCalls(fn, context);
  lowerOperations(fn, module, target, sites);
  lowerAccesses(fn, module, sites);
  insertCounts(counts, counters, module);
}

/** Says around each call of the module's own functions where it is, so that the runtime knows how a place was reached. */
function tellCalls(fn: Function, { module, sites }: LaunchContext): void {
  const { void: nothing } = module.types;
  for (const inst of [...fn.instructions()]) {
    if (!(inst instanceof CallInst) || inst.opcode !== "call") continue;
    if (!(inst.callee instanceof Function) || inst.callee.isDeclaration) continue;
    const host = new HostCalls(module, sites, inst);
    host.call("tsad_gpu_enter", nothing, [host.site]);
    if (inst.next === null) continue;
    new HostCalls(module, sites, inst.next).call("tsad_gpu_leave", nothing, []);
  }
}

function addCounters(module: Module): GlobalVariable {
  const type = module.types.array(module.types.i64, countNames.length);
  return module.addGlobal({
    name: module.freshName("tsad.counts"),
    type,
    header: "internal global",
    initializer: nullOf(type),
  });
}

function lowerVariables(module: Module, { shared }: LaunchContext): void {
  const inBlocks = new Set(shared.variables.map(({ global }) => global));
  for (const global of module.globals()) {
    if (!isKept(global) || isIn(inBlocks, global)) continue;
    if (global instanceof GlobalVariable) {
      lowerVariable(global);
      if (global.initializer === null) continue;
      global.initializer = lowerInitializer(global.initializer, (each) => inBlocks.has(each));
    } else if (global.target !== null) {
      global.target = lowerInitializer(global.target, (each) => inBlocks.has(each));
    }
  }
}
