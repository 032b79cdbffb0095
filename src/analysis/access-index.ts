/** Which instructions of a function touch which memory; made in one pass. */
import type { Instruction } from "../ir/graph.ts";
import { CallInst, LoadInst, StoreInst } from "../ir/instructions.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import { calledFunction, callEffects } from "./effects.ts";
import { ruleOfCall } from "./flow.ts";
import type { MemoryModel, Root } from "./memory.ts";
import { hasPair } from "./registered.ts";

/** Is it a call of a function that a pair takes the place of? What that does is not seen here. */
export function isOwnCall(call: CallInst): boolean {
  const callee = calledFunction(call);
  return callee !== null && hasPair(callee);
}

/** The pointers through which a call of the rule table leaves an output that has a derivative. */
export function outputPointers(inst: Instruction): readonly Value[] {
  if (!(inst instanceof CallInst)) return [];
  const match = ruleOfCall(inst);
  if (match === undefined) return [];
  return match.shape.params.flatMap((param, i) =>
    "out" in param && match.rule.outputs[param.out]?.type === "float" ? [inst.operand(i)] : [],
  );
}

/** The instructions that touch each root. */
export class AccessIndex {
  private readonly byRoot = new Map<
    Root,
    {
      loads: LoadInst[];
      stores: StoreInst[];
      to: CallInst[];
      from: CallInst[];
      outputs: CallInst[];
      calls: CallInst[];
    }
  >();
  private readonly ownCalls = new Map<CallInst, ReadonlySet<Root>>();
  private readonly allCopies: CallInst[] = [];

  add(inst: Instruction, memory: MemoryModel): void {
    if (inst instanceof LoadInst) {
      for (const root of memory.rootsOf(inst.pointer)) this.entry(root).loads.push(inst);
    } else if (inst instanceof StoreInst) {
      for (const root of memory.rootsOf(inst.pointer)) this.entry(root).stores.push(inst);
    } else if (inst instanceof CallInst) this.addCall(inst, memory);
  }

  has(root: Root): boolean {
    return this.byRoot.has(root);
  }

  roots(): IterableIterator<Root> {
    return this.byRoot.keys();
  }
  loads(root: Root): readonly LoadInst[] {
    return this.entry(root).loads;
  }
  stores(root: Root): readonly StoreInst[] {
    return this.entry(root).stores;
  }
  copiesTo(root: Root): readonly CallInst[] {
    return this.entry(root).to;
  }
  copiesFrom(root: Root): readonly CallInst[] {
    return this.entry(root).from;
  }
  outputs(root: Root): readonly CallInst[] {
    return this.entry(root).outputs;
  }

  /** Every memcpy and memmove. */
  copies(): readonly CallInst[] {
    return this.allCopies;
  }
  /** Calls of functions of the module that may touch the object. */
  calls(root: Root): readonly CallInst[] {
    return this.entry(root).calls;
  }
  /** What such a call may touch. */
  touched(call: CallInst): ReadonlySet<Root> {
    return this.ownCalls.get(call) ?? new Set();
  }
  touchedByCalls(): ReadonlySet<Root> {
    return new Set([...this.ownCalls.values()].flatMap((roots) => [...roots]));
  }

  private addOwnCall(call: CallInst, memory: MemoryModel): void {
    const given = memory.given.of(call).flatMap((arg) => [...memory.rootsOf(arg)]);
    const anything = [...memory.escapedSet(), memory.unknown, memory.handed];
    const touched = memory.reachable([...given, ...anything]);
    this.ownCalls.set(call, touched);
    for (const root of touched) this.entry(root).calls.push(call);
  }

  private addCall(call: CallInst, memory: MemoryModel): void {
    if (isOwnCall(call)) {
      this.addOwnCall(call, memory);
      return;
    }
    const what = callEffects(call)?.what;
    if (what === "copy" || what === "move") {
      this.allCopies.push(call);
      for (const root of memory.rootsOf(call.operand(0))) this.entry(root).to.push(call);
      for (const root of memory.rootsOf(call.operand(1))) this.entry(root).from.push(call);
    } else {
      for (const pointer of outputPointers(call)) {
        for (const root of memory.rootsOf(pointer)) this.entry(root).outputs.push(call);
      }
    }
  }

  private entry(root: Root): NonNullable<ReturnType<typeof this.byRoot.get>> {
    if (!this.byRoot.has(root)) {
      this.byRoot.set(root, {
        loads: [],
        stores: [],
        to: [],
        from: [],
        outputs: [],
        calls: [],
      });
    }
    return must(this.byRoot.get(root), "the entry was just made");
  }
}
