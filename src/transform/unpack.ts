/**
 * Takes structs and arrays that travel as one value apart: what `extractvalue` takes out of an `insertvalue`, a phi or a select is led to
 * the field itself. Compilers return pairs so (`{ptr, i64}` is a slice of Rust), and once calls are inlined nothing needs the pair. Only
 * what is extracted is looked at; what is left without a use is dead code.
 */
import { at } from "../support/assert.ts";
import { ConstantAggregate, Literal } from "../ir/constants.ts";
import { type BasicBlock, type Function, Instruction } from "../ir/graph.ts";
import { AggregateInst, PhiInst, SelectInst } from "../ir/instructions.ts";
import { nullOf, poisonOf, undefOf } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";

/** Leads every `extractvalue` to the field where that is known; true when there was one. */
export function unpackAggregates(fn: Function): boolean {
  const unpacker = new Unpacker();
  let changed = false;
  for (const inst of [...fn.instructions()]) {
    if (!(inst instanceof AggregateInst) || inst.opcode !== "extractvalue") continue;
    const field = unpacker.field(inst.operand(0), inst.indices, inst.type);
    if (field === null || field === inst) continue;
    inst.replaceAllUsesWith(field);
    inst.erase();
    changed = true;
  }
  unpacker.finish();
  if (changed) fn.module.markChanged(fn);
  return changed;
}

/** Longer chains are left alone: in unreachable code a chain can lead to itself. */
const longestChain = 1000;

class Unpacker {
  /** Phis and selects of fields, by what they are fields of and where those lie in it. */
  private readonly made = new Map<Value, Map<string, Value>>();
  /** Phis whose incoming values are still to be found. */
  private readonly open: {
    readonly whole: PhiInst;
    readonly field: PhiInst;
    readonly path: readonly number[];
  }[] = [];

  /** The field of `whole` at `path`, or null when only an `extractvalue` can tell. */
  field(whole: Value, path: readonly number[], type: Type): Value | null {
    let inner = whole;
    let rest = path;
    for (let steps = 0; rest.length > 0; steps++) {
      if (steps > longestChain) return null;
      const next = step(inner, rest);
      if (next === null) return this.merged(inner, rest, type);
      [inner, rest] = next;
    }
    return inner.type === type ? inner : null;
  }

  /** Gives every phi that was made its incoming values; that may ask for further phis. */
  finish(): void {
    for (let next = this.open.pop(); next !== undefined; next = this.open.pop()) {
      const { whole, field, path } = next;
      // A block may be there several times, and must then bring the same value.
      const brought = new Map<BasicBlock, Value>();
      for (let i = 0; i < whole.incomingCount; i++) {
        const block = whole.incomingBlock(i);
        const value = whole.incomingValue(i);
        const found =
          brought.get(block) ??
          this.field(value, path, field.type) ??
          extractAtEnd(value, path, field.type, block);
        brought.set(block, found);
        field.addIncoming(found, block);
      }
    }
  }

  private merged(whole: Value, path: readonly number[], type: Type): Value | null {
    if (!(whole instanceof PhiInst) && !(whole instanceof SelectInst)) return null;
    const known = this.made.get(whole) ?? new Map<string, Value>();
    this.made.set(whole, known);
    const key = path.join(" ");
    const before = known.get(key);
    if (before !== undefined) return before;
    const field =
      whole instanceof PhiInst ? this.phi(whole, path, type) : this.select(whole, path, type);
    if (field !== null) known.set(key, field);
    return field;
  }

  private phi(whole: PhiInst, path: readonly number[], type: Type): PhiInst | null {
    for (let i = 0; i < whole.incomingCount; i++) {
      // The result of an invoke is there on the edge only, where nothing can be taken out of it.
      const value = whole.incomingValue(i);
      if (value instanceof Instruction && value.isTerminator) return null;
    }
    const field = new PhiInst(type);
    field.position = whole.position;
    field.metadata = whole.metadata;
    whole.parent?.insert(field, whole);
    this.open.push({ whole, field, path });
    return field;
  }

  private select(whole: SelectInst, path: readonly number[], type: Type): Value | null {
    const [condition, yes, no] = whole.operands;
    if (condition === undefined || yes === undefined || no === undefined) return null;
    const [onYes, onNo] = [yes, no].map((side) => this.field(side, path, type));
    if (!onYes || !onNo) return null;
    const field = new SelectInst(condition, onYes, onNo);
    field.position = whole.position;
    whole.parent?.insert(field, whole);
    return field;
  }
}

/** One step inwards: a smaller value with what is left of the path; null when it is not known what `whole` is made of. */
function step(whole: Value, path: readonly number[]): [Value, readonly number[]] | null {
  if (whole instanceof AggregateInst) {
    const source = whole.operand(0);
    if (whole.opcode === "extractvalue") return [source, [...whole.indices, ...path]];
    const { indices } = whole;
    const common = indices.findIndex((index, i) => path[i] !== index);
    if (common < 0) return [whole.operand(1), path.slice(indices.length)];
    // A part that is changed inside is neither the old one nor the new one.
    return common < path.length ? [source, path] : null;
  }
  const [index, ...rest] = path;
  if (index === undefined) return null;
  if (whole instanceof ConstantAggregate && whole.form !== "splat")
    return [at(whole.elements, index), rest];
  const type = fieldType(whole.type, index);
  if (!(whole instanceof Literal) || type === null) return null;
  if (whole.text === "zeroinitializer") return [nullOf(type), rest];
  if (whole.text === "undef") return [undefOf(type), rest];
  return whole.text === "poison" ? [poisonOf(type), rest] : null;
}

function fieldType(type: Type, index: number): Type | null {
  if (type.kind === "array") return type.element;
  return type.kind === "struct" ? (type.fields?.[index] ?? null) : null;
}

function extractAtEnd(
  whole: Value,
  path: readonly number[],
  type: Type,
  block: BasicBlock,
): Instruction {
  const inst = new AggregateInst(type, "extractvalue", [whole], path);
  block.insert(inst, block.terminator);
  return inst;
}
