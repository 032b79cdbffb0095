/** Where new instructions go. */
import { must } from "../support/assert.ts";
import type { BasicBlock, Instruction } from "./graph.ts";
import { CallInst } from "./instructions.ts";

/** A place between two instructions: in `block`, before `before`, or at its end when that is null. */
export class InsertPoint {
  readonly block: BasicBlock;
  readonly next: Instruction | null;

  private constructor(block: BasicBlock, next: Instruction | null) {
    this.block = block;
    this.next = next;
  }

  /** Just before `inst`, which is in a block. */
  static before(inst: Instruction): InsertPoint {
    return new InsertPoint(must(inst.parent, "the instruction is in a block"), inst);
  }
  /** Just after `inst`, which is in a block. */
  static after(inst: Instruction): InsertPoint {
    if (inst instanceof CallInst && inst.opcode === "invoke") {
      return InsertPoint.afterPhis(
        must(inst.destinations[0], "an invoke has a normal destination"),
      );
    }
    return new InsertPoint(must(inst.parent, "the instruction is in a block"), inst.next);
  }
  /** Before everything, phis included. */
  static atStart(block: BasicBlock): InsertPoint {
    return new InsertPoint(block, block.first);
  }
  /** After everything, a terminator included. */
  static atEnd(block: BasicBlock): InsertPoint {
    return new InsertPoint(block, null);
  }
  /** After the phis, landing pads and other instructions that must come first. */
  static afterPhis(block: BasicBlock): InsertPoint {
    let next = block.firstNonPhi;
    while (next !== null && leadingOpcodes.has(next.opcode)) next = next.next;
    return new InsertPoint(block, next);
  }
  /** Before the terminator, or at the end of a block that has none yet. */
  static beforeTerminator(block: BasicBlock): InsertPoint {
    return new InsertPoint(block, block.terminator);
  }
}

/** Instructions that must stand first among those that are no phis. */
const leadingOpcodes = new Set(["landingpad", "catchpad", "cleanuppad"]);
