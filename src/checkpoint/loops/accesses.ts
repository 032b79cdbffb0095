/** Which memory the instructions of a loop touch, and what of them cannot be done again. */
import { calledFunction, callEffects } from "../../analysis/effects.ts";
import type { Loop } from "../../analysis/loops.ts";
import type { MemoryModel, Root } from "../../analysis/memory.ts";
import { onlyReads } from "../../analysis/only-reads.ts";
import { GlobalValue, type Function, type Instruction } from "../../ir/graph.ts";
import { CallInst, LoadInst, StoreInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";
import { refuse } from "../../reverse/fail.ts";
import { factsOf, isUnrepeatable, whyNotRepeated } from "./replay.ts";

/** The loop whose memory is asked for. */
export interface LoopCode {
  readonly loop: Loop;
  readonly memory: MemoryModel;
  /** The function of the program, for messages. */
  readonly primal: Function;
  /** Holds the memory that a pointer leads to nothing but numbers? */
  readonly isOfNumbers: (pointer: Value) => boolean;
}

/** The objects that a loop touches, each with the first instruction that does. */
export interface Accesses {
  readonly written: ReadonlyMap<Root, Instruction>;
  readonly read: ReadonlyMap<Root, Instruction>;
}

/** Goes through the loop. @throws TsadError where an instruction cannot be done again */
export function accessesOf(code: LoopCode): Accesses {
  return new Visit(code).run();
}

class Visit {
  private readonly code: LoopCode;
  private readonly written = new Map<Root, Instruction>();
  private readonly read = new Map<Root, Instruction>();

  constructor(code: LoopCode) {
    this.code = code;
  }

  run(): Accesses {
    for (const block of this.code.loop.blocks) for (const inst of block) this.visit(inst);
    return { written: this.written, read: this.read };
  }

  private visit(inst: Instruction): void {
    const { primal } = this.code;
    if (isUnrepeatable(inst)) {
      const reason = "a volatile or atomic access in a checkpointed loop would be done again";
      throw refuse("E_CHECKPOINT", inst, { primal, reason });
    }
    if (inst.opcode === "invoke" || inst.opcode === "landingpad" || inst.opcode === "callbr") {
      const reason = "an exception may be caught inside a checkpointed loop";
      const remedy = "compile with -fno-exceptions, or catch it in a function that the loop calls";
      throw refuse("E_CHECKPOINT", inst, { primal, reason, remedy });
    }
    if (inst instanceof LoadInst) this.note(this.read, inst.pointer, inst);
    else if (inst instanceof StoreInst) this.visitStore(inst);
    else if (inst instanceof CallInst) this.visitCall(inst);
  }

  private note(into: Map<Root, Instruction>, pointer: Value, inst: Instruction): void {
    for (const root of this.code.memory.rootsOf(pointer)) this.noteRoot(into, root, inst);
  }

  private noteRoot(into: Map<Root, Instruction>, root: Root, inst: Instruction): void {
    if (!into.has(root)) into.set(root, inst);
  }

  private visitStore(store: StoreInst): void {
    const { memory } = this.code;
    this.note(this.written, store.pointer, store);
    if (memory.storedBy(store).size === 0) return;
    for (const root of memory.rootsOf(store.pointer)) {
      if (!this.isOfIteration(root)) this.refusePointer(store, "it is stored to memory");
    }
  }

  /** Is it memory that the iteration itself allocates? */
  private isOfIteration({ kind, value }: Root): boolean {
    if (kind !== "heap" || !(value instanceof CallInst) || value.parent === null) return false;
    return this.code.loop.contains(value.parent);
  }

  private refusePointer(inst: Instruction, reason: string): never {
    throw refuse("E_CHECKPOINT_POINTER", inst, { primal: this.code.primal, details: { reason } });
  }

  private refuseCall(call: CallInst, name: string, reason: string): never {
    throw refuse("E_CHECKPOINT_CALL", call, {
      primal: this.code.primal,
      details: { name, reason },
    });
  }

  private visitCall(call: CallInst): void {
    const callee = calledFunction(call);
    if (callee?.isDeclaration === false) this.visitOwn(call, callee);
    else this.visitKnown(call);
  }

  private visitKnown(call: CallInst): void {
    const reason = whyNotRepeated(call);
    if (reason !== null) this.refuseCall(call, nameOf(call), reason);
    const effects = callEffects(call);
    const what = effects?.what;
    if (what === "nothing" || what === "allocate") return;
    if (what === "free") {
      this.checkFree(call, effects?.writes[0] ?? 0);
      return;
    }
    if (what === "barrier" || what === "lanes")
      this.refuseCall(call, nameOf(call), "other threads take part in it");
    if (what === "copy" || what === "move") this.checkCopy(call);
    call.args.forEach((arg, i) => {
      if (arg.type.kind !== "pointer") return;
      this.note(effects?.writes.includes(i) === true ? this.written : this.read, arg, call);
    });
  }

  private checkFree(call: CallInst, old: number): void {
    const roots = [...this.code.memory.rootsOf(call.operand(old))];
    if (roots.every((root) => this.isOfIteration(root))) return;
    this.refuseCall(call, nameOf(call), "it frees memory that was there before the iteration");
  }

  /** Pointers that are copied would have to be copied in shadows, too. */
  private checkCopy(call: CallInst): void {
    const { memory, isOfNumbers } = this.code;
    const from = call.operand(1);
    const holdsNone = [...memory.rootsOf(from)].every(
      (root) =>
        memory.pointersStoredIn(root).size === 0 &&
        (root.kind === "alloca" || root.kind === "heap"),
    );
    if (!holdsNone && !isOfNumbers(from))
      this.refusePointer(call, "it may be in memory that is copied");
  }

  private visitOwn(call: CallInst, callee: Function): void {
    const { memory } = this.code;
    const { problem, storesPointers, followsPointers, globals } = factsOf(callee);
    if (problem !== null) this.refuseCall(call, problem.name, problem.reason);
    if (storesPointers) this.refusePointer(call, `@${callee.name} stores one to memory`);
    const into = onlyReads(callee) ? this.read : this.written;
    const pointers = call.args.filter(
      (arg) => arg.type.kind === "pointer" && !(arg instanceof GlobalValue),
    );
    const roots = pointers.flatMap((arg) => [...memory.rootsOf(arg)]);
    for (const global of globals) roots.push(...memory.rootsOf(global));
    for (const arg of call.args) if (arg instanceof GlobalValue) roots.push(...memory.rootsOf(arg));
    for (const root of followsPointers ? memory.reachable(roots) : new Set(roots)) {
      this.noteRoot(into, root, call);
      this.noteRoot(this.read, root, call);
    }
  }
}

function nameOf(call: CallInst): string {
  const name = calledFunction(call)?.name;
  return name === undefined ? "a function through a pointer" : `@${name}`;
}
