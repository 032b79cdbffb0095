/**
 * The state of a checkpointed loop: the memory that its iterations write, which every snapshot holds, and that which they only read but
 * others write before the reverse sweep, which is kept once. How large an object is must be known before the loop.
 */
import { Cfg } from "../../analysis/cfg.ts";
import { allocatorOfFunction, calledFunction, callEffects } from "../../analysis/effects.ts";
import { isOwn, type Root } from "../../analysis/memory.ts";
import type { DominatorTree } from "../../analysis/dominators.ts";
import { integerOf } from "../../ir/constants.ts";
import {
  type BasicBlock,
  type Function,
  Function as Code,
  GlobalVariable,
  Instruction,
} from "../../ir/graph.ts";
import type { IRBuilder } from "../../ir/builder.ts";
import { AllocaInst, CallInst, StoreInst } from "../../ir/instructions.ts";
import { constInt } from "../../ir/literal.ts";
import type { Value } from "../../ir/value.ts";
import { must } from "../../support/assert.ts";
import type { MarkedCode } from "../../reverse/checkpoints.ts";
import { refuse } from "../../reverse/fail.ts";
import { accessesOf, type LoopCode } from "./accesses.ts";
import { isCallOf, regionNames } from "./marks.ts";
import { factsOf, isUnrepeatable } from "./replay.ts";

/** Memory of the state. */
export interface Region {
  readonly pointer: Value;
  /** An i64 that is there before the loop. */
  readonly bytes: Value;
  /** "state": iterations write it; "once": they only read it. */
  readonly kind: "state" | "once";
  /** What it is, for a person. */
  readonly about: string;
}

/** What is read to find the state. */
export interface StateCode extends LoopCode {
  readonly fn: Function;
  readonly dominators: DominatorTree;
  /** See {@link MarkedCode}. */
  readonly isPart: boolean;
  readonly shadow: MarkedCode["shadow"];
  /** At the end of the loop's preheader. */
  readonly build: IRBuilder;
}

/** What a loop needs to be run again. */
export interface LoopState {
  readonly regions: readonly Region[];
  /** Calls behind the loop that free what it needs: to be done when all is done. */
  readonly frees: readonly CallInst[];
}

/** @throws TsadError E_CHECKPOINT_EXTENT and others, where the state is not known */
export function stateOf(code: StateCode): LoopState {
  return new Inference(code).run();
}

class Inference {
  private readonly code: StateCode;
  /** What `__tsad_region` says, in front of the loop. */
  private readonly said: readonly { readonly pointer: Value; readonly bytes: Value }[];
  private readonly regions: Region[] = [];
  private readonly later: ReadonlySet<BasicBlock>;

  constructor(code: StateCode) {
    this.code = code;
    this.said = this.regionsSaid();
    this.later = blocksAfter(code);
  }

  run(): LoopState {
    const { written, read } = accessesOf(this.code);
    for (const [root, inst] of [...written, ...read]) this.checkStays(root, inst);
    for (const [root, inst] of written) this.add(root, inst, "state");
    for (const [root, inst] of read) if (!written.has(root)) this.addRead(root, inst);
    const touched = new Set([...written.keys(), ...read.keys()]);
    return { regions: this.regions, frees: this.freesOf(touched) };
  }

  /** What callers hand to a part they may free before it is reversed, but for memory with a shadow. */
  private checkStays(root: Root, inst: Instruction): void {
    const { isPart, primal } = this.code;
    if (!isPart || this.needsNothing(root) || isOwn(root) || root.kind === "global") return;
    if (this.hasShadow(root)) return;
    const reason = `${describe(root)} may be gone when the checkpointed loop is reversed, because it has no shadow`;
    const remedy = `let @${primal.name} be inlined (__attribute__((always_inline)))`;
    throw refuse("E_CHECKPOINT", inst, { primal, reason, remedy });
  }

  /** Is it memory of a caller that has a shadow? Whoever frees that puts it off. */
  private hasShadow({ value }: Root): boolean {
    return value !== null && this.code.shadow.has(value);
  }

  private regionsSaid(): { pointer: Value; bytes: Value }[] {
    const { fn, primal } = this.code;
    const found: { pointer: Value; bytes: Value }[] = [];
    for (const inst of fn.instructions()) {
      if (!isCallOf(inst, regionNames) || !this.isBefore(inst)) continue;
      const [pointer, bytes] = inst.args;
      if (pointer?.type.kind !== "pointer" || bytes?.type.kind !== "int" || bytes.type.bits > 64) {
        const reason = "__tsad_region takes a pointer and a number of bytes";
        throw refuse("E_CHECKPOINT", inst, { primal, reason });
      }
      found.push({ pointer, bytes: this.widened(bytes) });
    }
    return found;
  }

  private widened(value: Value): Value {
    const { build } = this.code;
    const { i64 } = build.module.types;
    return value.type === i64 ? value : build.cast("zext", value, i64);
  }

  private isBefore(inst: Instruction): boolean {
    const { dominators, loop } = this.code;
    const preheader = must(loop.preheader, "the loop is simple");
    return (
      inst.parent !== null &&
      dominators.cfg.isReachable(inst.parent) &&
      dominators.dominatesBlock(inst.parent, preheader)
    );
  }

  private add(root: Root, inst: Instruction, kind: Region["kind"]): void {
    if (this.needsNothing(root)) return;
    const about = describe(root);
    const own = this.extentOf(root);
    if (own !== null) {
      this.regions.push({ ...own, kind, about });
      return;
    }
    const said = this.said.filter(({ pointer }) => {
      const roots = [...this.code.memory.rootsOf(pointer)];
      return roots.length === 1 && roots[0] === root;
    });
    if (said.length === 0) this.refuse(root, inst, kind);
    for (const region of said) this.regions.push({ ...region, kind, about });
  }

  private refuse(root: Root, inst: Instruction, kind: Region["kind"]): never {
    const does =
      kind === "state" ? "writes to" : "reads, and others may change before it is reversed,";
    const details = { does, what: describe(root) };
    throw refuse("E_CHECKPOINT_EXTENT", inst, { primal: this.code.primal, details });
  }

  /** What an iteration allocates it has anew each time; and nobody changes what is constant. */
  private needsNothing({ kind, value }: Root): boolean {
    if (kind === "text" || value instanceof Code) return true;
    if (value instanceof GlobalVariable) return kind === "global" && value.isConstant;
    return kind === "heap" && value instanceof Instruction && this.isInside(value);
  }

  private isInside({ parent }: Instruction): boolean {
    return parent !== null && this.code.loop.contains(parent);
  }

  /** The whole of an object whose size is known. */
  private extentOf({ kind, value }: Root): { pointer: Value; bytes: Value } | null {
    const { layout, types } = this.code.fn.module;
    const bytes = (count: bigint | number): Value => constInt(types.i64, count);
    if (kind === "alloca" && value instanceof AllocaInst) {
      const count = value.count === null ? 1n : integerOf(value.count);
      if (count === undefined || value.parent !== this.code.fn.entry) return null;
      return { pointer: value, bytes: bytes(count * BigInt(layout.sizeOf(value.allocatedType))) };
    }
    if (kind === "global" && value instanceof GlobalVariable) {
      const size = layout.sizeOf(value.valueType);
      return size === 0 ? null : { pointer: value, bytes: bytes(size) };
    }
    return kind === "heap" && value instanceof CallInst ? this.allocated(value) : null;
  }

  /** Memory of the heap, allocated once and before the loop, of a size that the call says. */
  private allocated(call: CallInst): { pointer: Value; bytes: Value } | null {
    const callee = calledFunction(call);
    const row = callee === null ? undefined : allocatorOfFunction(callee);
    if (row === undefined || row.size.length === 0 || row.copies !== null || !this.isBefore(call))
      return null;
    if (isRepeated(must(call.parent, "the call is in a block"))) return null;
    const { build } = this.code;
    const sizes = row.size.map((i) => this.widened(call.operand(i)));
    return { pointer: call, bytes: sizes.reduce((a, b) => build.binary("mul", a, b)) };
  }

  /**
   * Memory that is only read is kept where others may write to it between the loop and its reverse: as it is, or, where its size is not
   * known, what they write to.
   */
  private addRead(root: Root, inst: Instruction): void {
    if (this.needsNothing(root)) return;
    const isOthers = this.code.isPart && !isOwn(root);
    const writes = isOthers ? [] : this.writesTo(root);
    if (!isOthers && writes.length === 0) return;
    if (
      isOthers ||
      this.extentOf(root) !== null ||
      !writes.every((write) => this.keepsTarget(write))
    ) {
      this.add(root, inst, "once");
      return;
    }
    for (const write of writes) this.keepTarget(write);
  }

  /** Instructions behind the loop that may write to the object. */
  private writesTo(root: Root): Instruction[] {
    return [...this.later].flatMap((block) =>
      [...block].filter((inst) => this.mayWrite(inst, root)),
    );
  }

  /** A store to a place that is known before the loop. */
  private keepsTarget(write: Instruction): write is StoreInst {
    if (!(write instanceof StoreInst)) return false;
    const { pointer } = write;
    return !(pointer instanceof Instruction) || this.isBefore(pointer);
  }

  private keepTarget(write: Instruction): void {
    if (!this.keepsTarget(write)) return;
    const { pointer, value } = write;
    const { layout, types } = this.code.fn.module;
    const bytes = constInt(types.i64, layout.storeSize(value.type));
    this.regions.push({ pointer, bytes, kind: "once", about: "what is written behind the loop" });
  }

  private mayWrite(inst: Instruction, root: Root): boolean {
    const { memory } = this.code;
    const touches = (pointer: Value): boolean =>
      memory.mayAlias(memory.rootsOf(pointer), new Set([root]));
    if (inst instanceof StoreInst) return touches(inst.pointer);
    if (isUnrepeatable(inst)) return true;
    if (!(inst instanceof CallInst)) return false;
    const effects = callEffects(inst);
    if (effects !== undefined && effects.deep !== true) {
      return effects.what !== "free" && effects.writes.some((i) => touches(inst.operand(i)));
    }
    const given = inst.args
      .filter((arg) => arg.type.kind === "pointer")
      .flatMap((arg) => [...memory.rootsOf(arg)]);
    return (
      !isOwn(root) ||
      memory.escapes(root) ||
      memory.mayAlias(memory.reachable(given), new Set([root]))
    );
  }

  /** What frees these objects behind the loop, before they are needed again. */
  private freesOf(touched: ReadonlySet<Root>): CallInst[] {
    const { memory } = this.code;
    const found: CallInst[] = [];
    for (const block of this.later) {
      for (const inst of block) {
        if (!(inst instanceof CallInst)) continue;
        if (callEffects(inst)?.what !== "free") {
          this.checkFrees(inst, touched);
          continue;
        }
        const freed = memory.rootsOf(inst.operand(callEffects(inst)?.writes[0] ?? 0));
        if (memory.mayAlias(freed, touched)) found.push(inst);
      }
    }
    return found;
  }

  /** A function that frees what the loop needs would do it too early. */
  private checkFrees(call: CallInst, touched: ReadonlySet<Root>): void {
    const { memory, primal } = this.code;
    const callee = calledFunction(call);
    if (callee?.isDeclaration !== false || !factsOf(callee).frees) return;
    const given = call.args.filter((arg) => arg.type.kind === "pointer");
    const reached = memory.reachable(given.flatMap((arg) => [...memory.rootsOf(arg)]));
    const atRisk = [...touched].filter((root) => !this.hasShadow(root));
    if (!memory.mayAlias(reached, new Set(atRisk))) return;
    const reason = "it may free memory that the loop needs when it is reversed";
    const remedy = `let it be inlined, or call it outside of @${primal.name}`;
    throw refuse("E_CHECKPOINT_CALL", call, {
      primal,
      details: { name: `@${callee.name}`, reason },
      remedy,
    });
  }
}

/** Can control come back to the block? */
function isRepeated(block: BasicBlock): boolean {
  const seen = new Set<BasicBlock>(block.successors());
  for (const each of seen) for (const next of each.successors()) seen.add(next);
  return seen.has(block);
}

/** What may run behind the loop: blocks outside of it that can be come to from its exits. */
function blocksAfter({ loop, fn }: StateCode): ReadonlySet<BasicBlock> {
  const cfg = new Cfg(fn);
  const seen = new Set<BasicBlock>(loop.exits());
  for (const block of seen) {
    for (const next of block.successors()) if (cfg.isReachable(next)) seen.add(next);
  }
  return new Set([...seen].filter((block) => !loop.contains(block)));
}

/** An object in words. */
function describe({ kind, value }: Root): string {
  const name = value?.name ?? "without a name";
  const words: Readonly<Record<Root["kind"], string>> = {
    argument: `the argument ${name}`,
    content: `what a pointer in ${name} leads to`,
    global: `the variable @${name}`,
    alloca: `the variable ${name}`,
    heap: `the allocation ${name}`,
    handed: "an object that a function hands out",
    text: "text",
    unknown: "an object that is not known",
  };
  return words[kind];
}
