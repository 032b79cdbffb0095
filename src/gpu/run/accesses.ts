/**
 * Accesses to memory on the host: through pointers of the host's own, without the GPU's scopes, and each one told to the runtime
 * before it happens, unless it is plainly to the thread's own stack or to constants.
 */
import { Function, GlobalVariable, type Instruction } from "../../ir/graph.ts";
import {
  AtomicRmwInst,
  CallInst,
  CastInst,
  CmpXchgInst,
  FenceInst,
  GepInst,
  LoadInst,
  StoreInst,
  AllocaInst,
} from "../../ir/instructions.ts";
import { constInt } from "../../ir/literal.ts";
import type { Module } from "../../ir/module.ts";
import type { Value } from "../../ir/value.ts";
import { at } from "../../support/assert.ts";
import { accessBits } from "./abi.ts";
import { HostCalls, unsupported } from "./host-calls.ts";
import { hostLayout, hostPointer } from "./spaces.ts";
import type { Sites } from "./sites.ts";

/** Makes every access in `fn` one of the host's, and tells the runtime of it. */
export function lowerAccesses(fn: Function, module: Module, sites: Sites): void {
  for (const inst of [...fn.instructions()]) {
    if (inst instanceof FenceInst) inst.erase();
    else if (inst instanceof CallInst) lowerMemoryCall(inst, module, sites);
    else lowerAccess(inst, module, sites);
  }
}

function lowerAccess(inst: Instruction, module: Module, sites: Sites): void {
  const index = inst instanceof StoreInst ? 1 : 0;
  const kind = kindOf(inst);
  if (kind === null) return;
  if ("ordering" in inst) inst.ordering = withoutScope(String(inst.ordering));
  const pointer = inst.operand(index);
  inst.setOperand(index, hostPointer(pointer, inst, module));
  // Atomic updates of private memory are told all the same: no GPU has them.
  const isPlain = inst instanceof LoadInst || inst instanceof StoreInst;
  if (isPlain && isUntold(pointer)) return;
  const value = inst instanceof LoadInst ? inst.type : inst.operand(index === 1 ? 0 : 1).type;
  const size = constInt(module.types.i64, hostLayout.storeSize(value));
  tell(inst, inst.operand(index), size, kind, new HostCalls(module, sites, inst));
}

/** Reads, writes, and whether another thread may do so at the same time; null for what accesses no memory. Volatile accesses are relaxed ones. */
function kindOf(inst: Instruction): number | null {
  const { read, write, atomic } = accessBits;
  if (inst instanceof LoadInst) return read | (isStrong(inst) ? atomic : 0);
  if (inst instanceof StoreInst) return write | (isStrong(inst) ? atomic : 0);
  const isUpdate = inst instanceof AtomicRmwInst || inst instanceof CmpXchgInst;
  return isUpdate ? read | write | atomic : null;
}

function isStrong(inst: LoadInst | StoreInst): boolean {
  return inst.isAtomic || inst.isVolatile;
}

/** The order of an access without the GPU's name for who takes part in it. */
function withoutScope(ordering: string): string {
  return ordering.replace(/syncscope\("[^"]*"\) ?/, "").trim();
}

/** Is the memory the function's own, or a constant? */
function isUntold(pointer: Value): boolean {
  let base = pointer;
  while (base instanceof GepInst || base instanceof CastInst) base = base.operand(0);
  if (base instanceof AllocaInst) return true;
  return base instanceof GlobalVariable && base.isConstant;
}

function tell(inst: Instruction, pointer: Value, size: Value, kind: number, host: HostCalls): void {
  const from = hostPointer(pointer, inst, host.module);
  const args = [host.pointer(from), size, host.i32(kind), host.site];
  host.call("tsad_gpu_access", host.module.types.void, args);
}

/** `llvm.memcpy`, `llvm.memmove`, `llvm.memset`, and what is done to memory in other ways. */
function lowerMemoryCall(call: CallInst, module: Module, sites: Sites): void {
  const { callee } = call;
  if (!(callee instanceof Function) || !callee.name.startsWith("llvm.")) return;
  if (inertIntrinsics.test(callee.name)) {
    call.erase();
    return;
  }
  const hasPointer = callee.functionType.params.some((type) => type.kind === "pointer");
  if (/^llvm\.mem(?:cpy|move|set)\b/.test(callee.name))
    lowerBlockAccess(call, callee, module, sites);
  else if (callee.name === "llvm.trap" || callee.name === "llvm.debugtrap") {
    const host = new HostCalls(module, sites, call);
    host.call("tsad_gpu_trap", module.types.void, [host.site]);
    call.erase();
  } else if (hasPointer) throw unsupported(call, module, `@${callee.name}`);
}

/** What only compilers read. */
const inertIntrinsics =
  /^llvm\.(?:dbg\.|lifetime\.|invariant\.|assume\b|experimental\.noalias\.scope\.decl|prefetch|donothing)/;

function lowerBlockAccess(call: CallInst, callee: Function, module: Module, sites: Sites): void {
  const { read, write } = accessBits;
  const { types } = module;
  const host = new HostCalls(module, sites, call);
  const [to, from, length, isVolatile] = [0, 1, 2, 3].map((i) => at(call.args, i)) as [
    Value,
    Value,
    Value,
    Value,
  ];
  const isSet = callee.name.startsWith("llvm.memset");
  const size = host.toBits(length, types.i64);
  if (!isSet && !isUntold(from)) tell(call, from, size, read, host);
  if (!isUntold(to)) tell(call, to, size, write, host);
  const target = host.pointer(hostPointer(to, call, module));
  const source = isSet ? from : host.pointer(hostPointer(from, call, module));
  const name = /^llvm\.mem(?:cpy\.inline|set\.inline|cpy|move|set)/.exec(callee.name)?.[0] ?? "";
  const params = [target, source, size, isVolatile].map(({ type }) => type);
  const overloads = isSet ? [target.type, types.i64] : [target.type, source.type, types.i64];
  const made = module.declareIntrinsic(
    name.replace(".inline", ""),
    overloads,
    types.fn(types.void, params),
  );
  host.build.call(made, [target, source, size, isVolatile]);
  call.erase();
}
