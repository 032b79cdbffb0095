/**
 * What all threads of a block have to do together: a gradient that begins with zeroing shadows of the block's memory. A thread that has
 * left the kernel before would not do its part, so that nothing that differs from thread to thread may decide whether the call is reached.
 */
import { calledFunction } from "../analysis/effects.ts";
import { Cfg } from "../analysis/cfg.ts";
import { Constant } from "../ir/constants.ts";
import { Argument, type Function, Instruction } from "../ir/graph.ts";
import { AllocaInst, CallInst, CastInst, LoadInst, StoreInst } from "../ir/instructions.ts";
import type { Module } from "../ir/module.ts";
import { usersOf } from "../ir/users.ts";
import type { Value } from "../ir/value.ts";
import { agreeing } from "../reverse/divergence.ts";
import { refuse } from "../reverse/fail.ts";
import { must } from "../support/assert.ts";
import { startsTogether } from "../reverse/zero-together.ts";
import { ofBlock } from "./operation.ts";
import { type GpuTarget, kernelsOf, targetOf } from "./target.ts";

/** @throws TsadError E_GPU for a call of such a gradient that some threads of a block may not reach */
export function checkTogether(module: Module): void {
  const target = targetOf(module);
  if (target === undefined) return;
  const waiting = new Set(module.functions().filter(startsTogether));
  const asking = module.functions().filter((fn) => agreeing(fn).size > 0);
  if (waiting.size === 0 && asking.length === 0) return;
  const kernels = new Set(kernelsOf(module, target));
  const calls = callsIn(module);
  for (const fn of asking) {
    for (const [call, caller] of calls.get(fn) ?? []) {
      const uniformity = new Uniformity(target, kernels.has(caller));
      const differs = [...agreeing(fn)].find((i) => !uniformity.isUniform(call.operand(i)));
      if (differs !== undefined) throw disagreeing(call, caller, call.operand(differs), target);
    }
  }
  for (const fn of waiting) {
    for (const [call, caller] of calls.get(fn) ?? []) {
      const uniformity = new Uniformity(target, kernels.has(caller));
      const doubt = branchBefore(call, caller, uniformity);
      if (doubt !== null) throw refused(call, caller, doubt, target);
      if (!kernels.has(caller)) waiting.add(caller);
    }
  }
}

function disagreeing(call: CallInst, caller: Function, value: Value, target: GpuTarget): Error {
  return refuse("E_GPU", call, {
    primal: caller,
    details: { target: shown(target) },
    reason:
      "what may differ from thread to thread is passed here, and decides which threads come to a barrier in what is called",
    value,
    remedy: "wait in all threads, and leave after the last barrier",
  });
}

function shown({ name }: GpuTarget): string {
  return name === "nvptx" ? "NVPTX" : "AMDGPU";
}

function refused(call: CallInst, caller: Function, branch: Instruction, target: GpuTarget): Error {
  return refuse("E_GPU", call, {
    primal: caller,
    details: { target: shown(target) },
    reason:
      "some threads of a block may leave before this call, in which all zero the shadows of their memory together",
    value: branch.operand(0),
    remedy:
      "call it in all threads, and choose between them inside the function that is differentiated",
  });
}

/** The direct calls of each function, with the functions that they are in. */
function callsIn(
  module: Module,
): ReadonlyMap<Function, readonly (readonly [CallInst, Function])[]> {
  const found = new Map<Function, (readonly [CallInst, Function])[]>();
  for (const caller of module.functions()) {
    if (caller.isDeclaration) continue;
    for (const inst of caller.instructions()) {
      const callee = inst instanceof CallInst ? calledFunction(inst) : null;
      if (callee === null || !(inst instanceof CallInst)) continue;
      const known = found.get(callee);
      if (known === undefined) found.set(callee, [[inst, caller]]);
      else known.push([inst, caller]);
    }
  }
  return found;
}

/** A branch that decides whether the call is reached, or reached again, by what may differ from thread to thread; null where there is none. */
function branchBefore(
  call: CallInst,
  caller: Function,
  uniformity: Uniformity,
): Instruction | null {
  const cfg = new Cfg(caller);
  const own = cfg.numberOf(must(call.parent, "the call is in a block"));
  const before = backwards(cfg, [own], -1);
  const exits = Array.from({ length: cfg.size }, (_, i) => i).filter(
    (i) => cfg.successors(i).length === 0,
  );
  const past = backwards(
    cfg,
    exits.filter((i) => i !== own),
    own,
  );
  const isAgain = cfg.successors(own).some((next) => before.has(next));
  for (const number of before) {
    const decides = number === own ? isAgain : past.has(number);
    if (!decides || cfg.successors(number).length < 2) continue;
    const branch = must(cfg.block(number).terminator, "blocks end");
    if (!uniformity.isUniform(branch.operand(0))) return branch;
  }
  return null;
}

/** The blocks from which one of `ends` can be reached, not by way of `without`. */
function backwards(cfg: Cfg, ends: readonly number[], without: number): ReadonlySet<number> {
  const found = new Set(ends);
  for (const each of found) {
    for (const next of cfg.predecessors(each)) if (next !== without) found.add(next);
  }
  return found;
}

/** Instructions whose result only depends on their operands. */
const pure = new Set(
  "add sub mul udiv sdiv urem srem shl lshr ashr and or xor icmp fcmp select trunc zext sext bitcast addrspacecast getelementptr".split(
    " ",
  ),
);

class Uniformity {
  private readonly target: GpuTarget;
  private readonly isKernel: boolean;
  private readonly known = new Map<Value, boolean>();

  constructor(target: GpuTarget, isKernel: boolean) {
    this.target = target;
    this.isKernel = isKernel;
  }

  /** Has it surely the same value in all threads of a block? */
  isUniform(value: Value): boolean {
    const known = this.known.get(value);
    if (known !== undefined) return known;
    this.known.set(value, false);
    const answer = this.decide(value);
    this.known.set(value, answer);
    return answer;
  }

  private decide(value: Value): boolean {
    if (value instanceof Constant) return true;
    if (value instanceof Argument) return this.isKernel;
    if (!(value instanceof Instruction)) return false;
    if (pure.has(value.opcode)) return value.operands.every((each) => this.isUniform(each));
    if (value instanceof CallInst) return this.isOfBlock(value);
    return value instanceof LoadInst && this.isSlot(value.pointer);
  }

  private isOfBlock(call: CallInst): boolean {
    const does = this.target.operations.rowOf(calledFunction(call)?.name ?? "")?.does;
    return does?.kind === "identity" && ofBlock.has(does.of);
  }

  /** A place on the stack to which one thing is stored, as compilers keep parameters that they do not optimise. */
  private isSlot(pointer: Value): boolean {
    const isCast = pointer instanceof CastInst && pointer.opcode === "addrspacecast";
    const slot = isCast ? pointer.operand(0) : pointer;
    if (!(slot instanceof AllocaInst)) return false;
    const casts = usersOf(slot).filter((user) => user instanceof CastInst);
    const users = [slot, ...casts].flatMap(usersOf).filter((user) => !isHarmless(user));
    const [store] = users;
    const isOne = users.length === 1 && store instanceof StoreInst;
    return isOne && this.isStoredTo(store, [slot, ...casts]);
  }

  /** The address itself is not what is stored. */
  private isStoredTo({ value, pointer }: StoreInst, slot: readonly Value[]): boolean {
    return slot.includes(pointer) && !slot.includes(value) && this.isUniform(value);
  }
}

function isHarmless(user: Instruction): boolean {
  return user instanceof LoadInst || user instanceof CastInst || user.isDebugRecord;
}
