/** Variables of generated code: stack slots at the entry, which mem2reg turns into SSA values at the end. */
import { IRBuilder, InsertPoint, type ModuleServices } from "../ir/builder.ts";
import type { Function } from "../ir/graph.ts";
import type { AllocaInst } from "../ir/instructions.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";

/** Makes slots in the entry block of one function. */
export class Slots {
  private readonly services: ModuleServices;
  private readonly fn: Function;
  /** Every slot made so far. */
  readonly made: AllocaInst[] = [];

  constructor(fn: Function, services: ModuleServices) {
    this.fn = fn;
    this.services = services;
  }

  /** A slot of that type, holding `initial` (a constant or an argument) when the function starts. */
  make(type: Type, name: string, initial?: Value): AllocaInst {
    const build = new IRBuilder(InsertPoint.atStart(this.fn.entry), this.services);
    const slot = build.alloca(type, { name });
    if (initial !== undefined) build.store(initial, slot);
    this.made.push(slot);
    return slot;
  }
}
