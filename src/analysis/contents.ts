/**
 * What kinds of scalar each memory object holds, from every typed access in the function and from the types of its allocas. An
 * untyped copy of active memory is reversed by that evidence, and refused without it.
 */
import type { Function } from "../ir/graph.ts";
import { AllocaInst, CallInst, LoadInst, StoreInst } from "../ir/instructions.ts";
import type { FloatType, Type } from "../ir/types.ts";
import { callEffects } from "./effects.ts";
import type { MemoryModel, Root, Roots } from "./memory.ts";

/** The scalar types found in a set of objects. */
export interface Contents {
  readonly floats: ReadonlySet<FloatType>;
  readonly pointers: boolean;
  readonly integers: boolean;
}

/** The leaves of an aggregate or vector type. */
function leaves(type: Type, into: Set<Type>): void {
  switch (type.kind) {
    case "vector":
    case "array":
      leaves(type.element, into);
      return;
    case "struct":
      for (const field of type.fields ?? []) leaves(field, into);
      return;
    default:
      into.add(type);
  }
}

/** Evidence for each root of a function. */
export class ContentIndex {
  private readonly types = new Map<Root, Set<Type>>();

  /** Collects in one pass over `fn`; copies join the evidence of both sides. */
  constructor(fn: Function, memory: MemoryModel) {
    const copies: (readonly [Roots, Roots])[] = [];
    for (const inst of fn.instructions()) {
      if (inst instanceof LoadInst) this.note(memory.rootsOf(inst.pointer), inst.type);
      else if (inst instanceof StoreInst) this.note(memory.rootsOf(inst.pointer), inst.value.type);
      else if (inst instanceof AllocaInst) this.note(memory.rootsOf(inst), inst.allocatedType);
      else if (inst instanceof CallInst && ["copy", "move"].includes(callEffects(inst)?.what ?? "")) {
        copies.push([memory.rootsOf(inst.operand(0)), memory.rootsOf(inst.operand(1))]);
      }
    }
    while (copies.some(([to, from]) => this.join(to, from)));
  }

  /** What the objects hold. */
  of(roots: Roots): Contents {
    const all = new Set<Type>();
    for (const root of roots) for (const type of this.types.get(root) ?? []) all.add(type);
    const floats = [...all].filter((type): type is FloatType => type.kind === "float");
    const kinds = new Set([...all].map((type) => type.kind));
    // Bytes are how compilers write padding and raw storage; they say nothing.
    const integers = [...all].some((type) => type.kind === "int" && type.bits > 8);
    return { floats: new Set(floats), pointers: kinds.has("pointer"), integers };
  }

  private note(roots: Roots, type: Type): void {
    for (const root of roots) {
      const known = this.types.get(root) ?? new Set<Type>();
      leaves(type, known);
      this.types.set(root, known);
    }
  }

  /** True when something was learnt. */
  private join(a: Roots, b: Roots): boolean {
    let grew = false;
    const all = new Set<Type>();
    for (const root of [...a, ...b]) for (const type of this.types.get(root) ?? []) all.add(type);
    for (const root of [...a, ...b]) {
      const known = this.types.get(root) ?? new Set<Type>();
      const before = known.size;
      for (const type of all) known.add(type);
      this.types.set(root, known);
      grew ||= known.size > before;
    }
    return grew;
  }
}
