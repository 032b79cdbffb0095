/**
 * Copies code. A map from old to new values says what copies refer to; values that are not in it (globals, constants, and
 * locals of a function that is copied within itself) stay as they are.
 */
import { at, invariant } from "../support/assert.ts";
import { ConstantAggregate, ConstantExpr, MetadataValue } from "./constants.ts";
import { BasicBlock, BlockAddress, type Function, type Instruction } from "./graph.ts";
import { shapeCopy } from "./shapes.ts";
import type { Use, Value } from "./value.ts";

/** What a copy leaves behind. */
export interface CloneOptions {
  /** True to leave out debug locations, `llvm.dbg.*` calls and debug records. */
  readonly dropDebug?: boolean;
}

/**
 * Fills `to`, which has no blocks, with a copy of the body of `from`. `map` may say what stands for arguments and globals; the
 * arguments of `from` that it does not name become those of `to` at the same position. Afterwards it leads from every
 * value of `from` to its copy.
 */
export function cloneFunctionBody(
  from: Function,
  to: Function,
  map: Map<Value, Value>,
  options: CloneOptions = {},
): void {
  invariant(to.blocks.length === 0, "the function copied into is empty");
  from.args.forEach((arg, i) => {
    const own = to.args[i];
    if (!map.has(arg) && own !== undefined) map.set(arg, own);
  });
  cloneBlocks(from.blocks, to, map, options);
  to.isDeclaration = false;
}

/** Appends copies of `blocks` to `to`, in order, and enters blocks and instructions into `map`. Returns the copies. */
export function cloneBlocks(
  blocks: readonly BasicBlock[],
  to: Function,
  map: Map<Value, Value>,
  options: CloneOptions = {},
): BasicBlock[] {
  const copies = blocks.map((block) => {
    const copy = to.newBlock(block.name);
    map.set(block, copy);
    return copy;
  });
  const pairs: [inst: Instruction, copy: Instruction][] = [];
  blocks.forEach((block, i) => {
    for (const inst of block) {
      if (options.dropDebug === true && isDebug(inst)) continue;
      const copy = cloneInstruction(inst, map, options);
      copies[i]?.append(copy);
      pairs.push([inst, copy]);
    }
  });
  for (const [inst, copy] of pairs) resolveForward(inst.operandUses, copy.operandUses, map);
  to.module.markChanged(to);
  return copies;
}

/** A copy of `inst`, in no block, its operands led through `map`, into which it is entered. Name, flags and attachments are kept. */
export function cloneInstruction(
  inst: Instruction,
  map: Map<Value, Value>,
  options: CloneOptions = {},
): Instruction {
  const operands = inst.operandUses.map((use) => mapped(use.value, map));
  const copy = shapeCopy(inst, operands);
  copy.name = inst.name;
  copy.flags = inst.flags;
  copy.position = inst.position;
  copy.metadata = options.dropDebug === true ? withoutDebugLocation(inst.metadata) : inst.metadata;
  map.set(inst, copy);
  return copy;
}

/**
 * Leads operands that were copied after their user to the copy. Only those that still equal the original's are touched: a value
 * that the map gave may itself have been copied.
 */
function resolveForward(
  originals: readonly Use[],
  copies: readonly Use[],
  map: ReadonlyMap<Value, Value>,
): void {
  originals.forEach((original, i) => {
    const copy = at(copies, i);
    if (original.value instanceof MetadataValue && copy.value instanceof MetadataValue) {
      resolveForward(original.value.operandUses, copy.value.operandUses, map);
    } else if (copy.value === original.value) {
      const to = map.get(original.value);
      if (to !== undefined) copy.value = to;
    }
  });
}

/** What stands for `value` in a copy. Metadata that wraps locals belongs to one instruction, so it is always copied. */
function mapped(value: Value, map: ReadonlyMap<Value, Value>): Value {
  const direct = map.get(value);
  if (direct !== undefined) return direct;
  if (value.tracksUses) return value;
  if (value instanceof MetadataValue) {
    const inner = value.operands.map((operand) => mapped(operand, map));
    return new MetadataValue(value.type, value.form, inner);
  }
  return mappedConstant(value, map);
}

/** A constant with the globals and blocks inside it led through `map`; the same object where nothing changes. */
function mappedConstant(value: Value, map: ReadonlyMap<Value, Value>): Value {
  if (value instanceof ConstantExpr) {
    const args = mappedList(value.args, map);
    return args === value.args ? value : new ConstantExpr(value.type, value.opcode, args, value);
  }
  if (value instanceof ConstantAggregate) {
    const elements = mappedList(value.elements, map);
    return elements === value.elements
      ? value
      : new ConstantAggregate(value.type, value.form, elements);
  }
  if (value instanceof BlockAddress && value.block !== null) {
    const block = map.get(value.block);
    if (block instanceof BasicBlock && block.parent !== null && block !== value.block) {
      const moved = new BlockAddress(value.type, block.parent, value.blockText);
      moved.block = block;
      return moved;
    }
  }
  return value;
}

function mappedList(values: readonly Value[], map: ReadonlyMap<Value, Value>): readonly Value[] {
  const next = values.map((value) => map.get(value) ?? mappedConstant(value, map));
  return next.every((value, i) => value === values[i]) ? values : next;
}

/** True for what only describes variables to a debugger. */
function isDebug(inst: Instruction): boolean {
  if (inst.isDebugRecord) return true;
  return inst.opcode === "call" && lastOperandName(inst).startsWith("llvm.dbg.");
}

function lastOperandName(inst: Instruction): string {
  return inst.operand(inst.operandCount - 1).name ?? "";
}

function withoutDebugLocation(metadata: string): string {
  if (!metadata.includes("!dbg ")) return metadata;
  return metadata
    .split(/,\s*(?=!)/)
    .filter((attachment) => !attachment.startsWith("!dbg "))
    .join(", ");
}
