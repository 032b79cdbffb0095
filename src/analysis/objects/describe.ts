/** The object graph as text, for people: nodes get names from the code that reaches them. */
import { placesOf, variablesOf } from "../../ir/debug-info.ts";
import { Argument, Function, GlobalValue, Instruction } from "../../ir/graph.ts";
import { AllocaInst, CallInst } from "../../ir/instructions.ts";
import type { Module } from "../../ir/module.ts";
import { printValue } from "../../ir/print/printer.ts";
import type { Value } from "../../ir/value.ts";
import { calledFunction } from "../effects.ts";
import type { ModRef } from "../modref.ts";
import type { FunctionObjects } from "./function-objects.ts";
import {
  type Cell,
  current,
  type Evidence,
  type Member,
  type MemoryNode,
  nodeFlags,
} from "./node.ts";
import { bounds, exactly, type Place, placeText, samePlace } from "./place.ts";
import { plainByte } from "./types.ts";

/** Names for the nodes of one function's graph. */
export class NodeNames {
  private readonly names = new Map<MemoryNode, string>();
  private readonly module: Module;
  private readonly variables: ReturnType<typeof variablesOf>;
  private readonly fn: Function;

  /** Names every node of `cells` and what is reached from them: by the value first, then by the shortest way of loads. */
  constructor(fn: Function, module: Module, objects: FunctionObjects) {
    this.fn = fn;
    this.module = module;
    this.variables = variablesOf(fn, module);
    const queue: MemoryNode[] = [];
    const give = (node: MemoryNode, name: string): void => {
      if (this.names.has(node)) return;
      this.names.set(node, name);
      queue.push(node);
    };
    for (const node of objects.nodes()) {
      const [member] = objects.members(node).sort((a, b) => rank(a.value) - rank(b.value));
      if (member !== undefined) give(node, this.memberText(member));
    }
    for (const [value, cell] of objects.state.pointers()) {
      if (value.name !== null || value instanceof Argument)
        give(cell.node, `*${this.valueText(value)}`);
    }
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      for (const slot of objects.pointers(next)) {
        const name = `*(${this.cellText({ node: next, place: slot.place })})`;
        give(current(slot.target).node, name);
      }
    }
  }

  /** The name of a node. */
  of(node: MemoryNode): string {
    return this.names.get(node) ?? `memory ${node.id}`;
  }

  /** A cell as name and place. */
  cellText(cell: Cell): string {
    const { node, place } = current(cell);
    return samePlace(place, exactly(0)) ? this.of(node) : `${this.of(node)}+${placeText(place)}`;
  }

  /** One object: `*x`, `alloca s (line 4)`, `malloc() at line 7`, `@table`. */
  memberText({ value }: Member): string {
    if (value instanceof Argument) {
      const inner = value.parent === this.fn ? this.valueText(value) : printValue(value);
      return `*${inner}`;
    }
    if (value instanceof GlobalValue) return `@${value.name}`;
    if (value instanceof AllocaInst) return this.valueText(value);
    if (value instanceof CallInst) {
      return `${calledFunction(value)?.name ?? "call"}()${this.placeText(value)}`;
    }
    return this.valueText(value);
  }

  private placeText(inst: Instruction): string {
    const [place] = placesOf(inst.metadata, this.module);
    const owner = inst.parent?.parent;
    const name = place === undefined ? `@${owner?.name ?? "?"}` : `${place.file}:${place.line}`;
    return ` in ${name}`;
  }

  private valueText(value: Value): string {
    const owner = value instanceof Instruction ? (value.parent?.parent ?? null) : this.fn;
    return this.variables.get(value)?.name ?? printValue(value, owner);
  }
}

function rank(value: Value): number {
  if (value instanceof Argument) return 0;
  if (value instanceof GlobalValue) return value instanceof Function ? 3 : 1;
  return 2;
}

const kinds: readonly (readonly [number, string])[] = [
  [nodeFlags.stack, "stack"],
  [nodeFlags.heap, "heap"],
  [nodeFlags.global, "global"],
  [nodeFlags.argument, "parameter"],
  [nodeFlags.external, "unknown origin"],
];

/** The nodes of a function: what they are, how long, who sees them, where their pointers lead. */
export function describeObjects(objects: FunctionObjects, names: NodeNames): string[] {
  const lines: string[] = [];
  for (const node of objects.nodes()) {
    lines.push(`${names.of(node)}: ${headOf(objects, node)}`);
    const members = objects.members(node);
    if (members.length > 1) {
      lines.push(`  objects: ${members.map((member) => names.memberText(member)).join(", ")}`);
    }
    for (const { place, size, target } of sorted(objects.pointers(node))) {
      lines.push(`  ${placeText(place)} (${size} bytes) -> ${names.cellText(target)}`);
    }
  }
  return lines;
}

function headOf(objects: FunctionObjects, node: MemoryNode): string {
  const words = kinds.filter(([flag]) => node.is(flag)).map(([, word]) => word);
  const extent = objects.extentOf(node);
  if (extent !== null) words.push(`${extent} bytes`);
  if (objects.isPrivate(node)) words.push("private");
  else if (objects.isIncomplete(node)) words.push("may be any object that others know");
  else if (objects.isEscaped(node)) words.push("known to others");
  return words.length === 0 ? "nothing is known" : words.join(", ");
}

/** What the bytes of each node are used as. */
export function describeTypes(objects: FunctionObjects, names: NodeNames): string[] {
  const lines: string[] = [];
  for (const node of objects.nodes()) {
    const fields = sorted(objects.fields(node).filter(({ type }) => type !== plainByte));
    if (fields.length === 0) continue;
    lines.push(`${names.of(node)}:`);
    for (const field of fields) lines.push(`  ${placeText(field.place)}: ${usedAs(field)}`);
  }
  return lines;
}

function usedAs({ type, isRead, isWritten, isMove, isDeclared }: Evidence): string {
  const how = [isRead ? "read" : "", isWritten ? "written" : ""].filter((word) => word !== "");
  if (isDeclared) how.push("declared");
  if (isMove) how.push("only moved");
  return how.length === 0 ? `${type.text}, copied` : `${type.text}, ${how.join(" and ")}`;
}

/** What a function reads and writes that its caller sees. */
export function describeModRef({ effects, strangers }: ModRef, names: NodeNames): string[] {
  const lines = sorted(effects.map((effect) => ({ ...effect, place: effect.at.place }))).map(
    ({ at, size, isRead, isWritten }) => {
      const how = isRead && isWritten ? "reads, writes" : isWritten ? "writes" : "reads";
      const bytes = Number.isFinite(size) ? `${size} bytes` : "bytes";
      return `${how} ${bytes} at ${names.cellText(at)}`;
    },
  );
  if (strangers.read) lines.push("reads memory that code outside of the module knows");
  if (strangers.write) lines.push("writes memory that code outside of the module knows");
  return lines.length === 0 ? ["reads and writes nothing that its caller sees"] : lines;
}

function sorted<T extends { readonly place: Place }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => start(a.place) - start(b.place));
}

function start(place: Place): number {
  const { low } = bounds(place);
  return Number.isFinite(low) ? low : place.offset;
}
