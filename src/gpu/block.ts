/** What a thread asks about its block, and how all of a block wait for each other, as each target spells it. */
import type { IRBuilder, ModuleServices } from "../ir/builder.ts";
import { FenceInst } from "../ir/instructions.ts";
import { constInt } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import type { GradientServices } from "../reverse/services.ts";
import type { InBlock } from "../reverse/target.ts";
import { at } from "../support/assert.ts";

const axes = ["x", "y", "z"] as const;

/** Threads are numbered along x first, as the machines do it. */
function numbered(build: IRBuilder, ids: readonly Value[], sizes: readonly Value[]): InBlock {
  const [x, y, z] = [at(ids, 0), at(ids, 1), at(ids, 2)];
  const [width, height, depth] = [at(sizes, 0), at(sizes, 1), at(sizes, 2)];
  const row = build.binary("add", y, build.binary("mul", z, height));
  const thread = build.binary("add", x, build.binary("mul", row, width));
  const threads = build.binary("mul", build.binary("mul", width, height), depth);
  return { thread, threads };
}

function ask(build: IRBuilder, services: ModuleServices, name: string, type: Type): Value {
  return build.call(services.declareFunction(name, services.types.fn(type, [])), []);
}

/** NVPTX: special registers. */
export function nvptxInBlock(build: IRBuilder, services: ModuleServices): InBlock {
  const read = (register: string): Value[] =>
    axes.map((axis) => {
      const name = `llvm.nvvm.read.ptx.sreg.${register}.${axis}`;
      return ask(build, services, name, services.types.i32);
    });
  return numbered(build, read("tid"), read("ntid"));
}

/**
 * AMDGPU: where the size of a block is depends on the version of the code object: in the dispatch packet, or from version 5 on in the
 * implicit arguments (LLVM, "User Guide for AMDGPU Backend", code object metadata).
 */
export function amdgpuInBlock(build: IRBuilder, services: GradientServices): InBlock {
  const { types } = services;
  const ids = axes.map((axis) =>
    ask(build, services, `llvm.amdgcn.workitem.id.${axis}`, types.i32),
  );
  const isImplicit = codeObject(services) >= 500;
  const name = `llvm.amdgcn.${isImplicit ? "implicitarg" : "dispatch"}.ptr`;
  const packet = ask(build, services, name, types.pointerTo(types.i8, 4));
  const sizes = axes.map((_, axis) => {
    const offset = constInt(types.i64, (isImplicit ? 12 : 4) + 2 * axis);
    const size = build.load(types.int(16), build.gep(types.i8, packet, [offset]), { align: 2 });
    return build.cast("zext", size, types.i32);
  });
  return numbered(build, ids, sizes);
}

/** The version of the code object, times 100; compilers before LLVM 15 do not say it and write 4. */
function codeObject(services: GradientServices): number {
  for (const text of services.metadataTexts?.() ?? []) {
    const version = /!"amd(?:gpu|hsa)_code_object_version", i32 (\d+)/.exec(text)?.[1];
    if (version !== undefined) return Number(version);
  }
  return 400;
}

/** The spelling until LLVM 20 is one that newer versions read, too; where the module has the newer one that is written. */
export function nvptxWait(build: IRBuilder, services: GradientServices): void {
  const { types } = services;
  const known = services.function("llvm.nvvm.barrier.cta.sync.aligned.all");
  if (known === undefined) {
    const old = services.declareFunction("llvm.nvvm.barrier0", types.fn(types.void, []));
    build.call(old, []);
  } else build.call(known, [constInt(types.i32, 0)]);
}

/** The barrier, and the fences that make it one for what is in memory. */
export function amdgpuWait(build: IRBuilder, services: GradientServices): void {
  const { types } = services;
  const fence = (ordering: string): FenceInst =>
    build.insert(new FenceInst(types.void, `syncscope("workgroup") ${ordering}`));
  fence("release");
  build.call(services.declareFunction("llvm.amdgcn.s.barrier", types.fn(types.void, [])), []);
  fence("acquire");
}
