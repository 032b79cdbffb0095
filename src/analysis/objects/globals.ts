/** The nodes of globals and functions, with the pointers in their initializers. One per graph. */
import { ConstantAggregate, ConstantExpr, Literal, OpaqueConstant } from "../../ir/constants.ts";
import type { DataLayout } from "../../ir/datalayout.ts";
import { Function, GlobalAlias, type GlobalValue, GlobalVariable } from "../../ir/graph.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { attributeWords } from "../../ir/attributes.ts";
import { isClassData, isTypeData } from "../registered.ts";
import { isInNullPage } from "../null-page.ts";
import { indexed } from "./arithmetic.ts";
import type { ObjectGraph } from "./graph.ts";
import { type Cell, current, type MemoryNode, nodeFlags } from "./node.ts";
import { anywhere, exactly, moved, plus } from "./place.ts";
import { bytesOf, declaredScalars } from "./types.ts";

/** Finds or makes the nodes of globals, and the cells of constants. */
export class GlobalNodes {
  private readonly graph: ObjectGraph;
  private readonly layout: DataLayout;
  private readonly nodes = new Map<GlobalValue, MemoryNode>();
  private readonly unknowns = new Map<Value, Cell>();
  private readonly waiting: GlobalVariable[] = [];
  private isReading = false;

  constructor(graph: ObjectGraph, layout: DataLayout) {
    this.graph = graph;
    this.layout = layout;
  }

  /** Every global that has a node, in order of making. */
  *all(): Generator<readonly [GlobalValue, Cell]> {
    for (const [global, node] of this.nodes) {
      yield [global, current({ node, place: exactly(0) })];
    }
  }

  /** Has the global a node? */
  has(global: GlobalValue): boolean {
    return this.nodes.has(global);
  }

  /** The start of a variable or function; of what an alias names. */
  cellOf(global: GlobalValue): Cell {
    if (global instanceof GlobalAlias) {
      const target = global.form === "alias" ? global.target : null;
      return (target === null ? null : this.constant(target)) ?? this.unknown(global);
    }
    let node = this.nodes.get(global);
    if (node === undefined) {
      node = this.make(global);
      if (global instanceof GlobalVariable) this.read(global);
    }
    return current({ node, place: exactly(0) });
  }

  /** A pointer to something that cannot be named: one node for each constant. */
  private unknown(value: Value): Cell {
    let cell = this.unknowns.get(value);
    if (cell === undefined) {
      const flags = nodeFlags.external | nodeFlags.escaped;
      cell = { node: this.graph.node(flags), place: exactly(0) };
      this.unknowns.set(value, cell);
    }
    return current(cell);
  }

  private make(global: GlobalValue): MemoryNode {
    const isOpen = !isLocal(global);
    const escaped = isOpen && !isFixed(global) ? nodeFlags.escaped : 0;
    const variable = isVariable(global) ? nodeFlags.variable : 0;
    const node = this.graph.node(nodeFlags.global | nodeFlags.shared | escaped | variable);
    this.nodes.set(global, node);
    const bytes = global instanceof Function ? 0 : bytesOf(global.valueType, this.layout);
    const isKnown = !(global instanceof GlobalVariable) || !global.isDeclaration;
    this.graph.member(node, { value: global, start: 0, bytes: isKnown ? bytes : null });
    return node;
  }

  /** Reads initializers one after another: they may be long lists of one another. */
  private read(global: GlobalVariable): void {
    this.waiting.push(global);
    if (this.isReading) return;
    this.isReading = true;
    for (let next = this.waiting.pop(); next !== undefined; next = this.waiting.pop()) {
      const node = this.nodes.get(next);
      if (node === undefined) continue;
      const at = { node, place: exactly(0) };
      this.declare(at, next.valueType);
      if (next.initializer !== null) this.fill(at, next.initializer);
    }
    this.isReading = false;
  }

  /** Notes the declared type of what is at a cell. */
  declare(at: Cell, type: Type): void {
    for (const scalar of declaredScalars(type, this.layout)) {
      this.graph.use(
        { node: at.node, place: plus(at.place, scalar.place) },
        {
          type: scalar.type,
          size: scalar.size,
          isRead: false,
          isWritten: false,
          isDeclared: true,
        },
      );
    }
  }

  private fill(at: Cell, value: Value): void {
    const work: { offset: number; value: Value }[] = [{ offset: 0, value }];
    for (let next = work.pop(); next !== undefined; next = work.pop()) {
      const { offset, value: held } = next;
      if (held instanceof ConstantAggregate && held.form !== "splat") {
        for (const [i, element] of held.elements.entries()) {
          work.push({ offset: offset + this.elementOffset(held.type, i), value: element });
        }
        continue;
      }
      const target = this.constant(held);
      if (target === null) continue;
      const size = bytesOf(held.type, this.layout);
      this.graph.store({ node: at.node, place: moved(at.place, offset) }, size, target);
    }
  }

  private elementOffset(type: Type, i: number): number {
    if (type.kind === "struct") return this.layout.fieldOffset(type, i);
    if (type.kind === "array") return i * this.layout.sizeOf(type.element);
    return type.kind === "vector" ? i * this.layout.storeSize(type.element) : 0;
  }

  /** The cell of a constant; null for one that holds no pointer. An aggregate has one cell for all of its pointers. */
  constant(value: Value): Cell | null {
    if (value instanceof GlobalVariable && isTypeData(value)) return null;
    if (value instanceof Function || value instanceof GlobalVariable) return this.cellOf(value);
    if (value instanceof GlobalAlias) return this.cellOf(value);
    if (value instanceof ConstantExpr) return this.expression(value);
    if (value instanceof ConstantAggregate) return this.joined(value.elements);
    if (value instanceof OpaqueConstant) return this.unknown(value);
    return null;
  }

  private expression(value: ConstantExpr): Cell | null {
    const [first, ...rest] = value.args;
    const base = first === undefined ? null : this.constant(first);
    if (value.opcode === "getelementptr" && value.sourceType !== null) {
      if (base === null) return null;
      const from = { place: base.place, region: null };
      return {
        node: base.node,
        place: indexed(from, value.sourceType, rest, this.layout).place,
      };
    }
    if (["bitcast", "addrspacecast", "ptrtoint", "ptrtoaddr"].includes(value.opcode)) return base;
    if (isInNullPage(value)) return null;
    if (value.opcode === "inttoptr") {
      // Address 0 and -1 and the like are marks; any other number is memory that somebody else laid out.
      return base ?? (first instanceof Literal ? this.unknown(first) : null);
    }
    const all = this.joined(value.args);
    return all === null ? null : { node: all.node, place: anywhere };
  }

  private joined(values: readonly Value[]): Cell | null {
    let all: Cell | null = null;
    for (const value of values) {
      const cell = this.constant(value);
      if (cell !== null) all = all === null ? cell : this.graph.unify(all, cell);
    }
    return all;
  }
}

/** Is the global seen by this module only? */
export function isLocal(global: GlobalValue): boolean {
  const header =
    global instanceof Function
      ? global.prefix
      : global instanceof GlobalVariable || global instanceof GlobalAlias
        ? global.header
        : "";
  return attributeWords(header).some((word) => word === "internal" || word === "private");
}

/** May functions change what it holds? */
function isVariable(global: GlobalValue): boolean {
  if (global instanceof Function) return false;
  return !(global instanceof GlobalVariable) || !(global.isConstant || isClassData(global));
}

/** Can nobody change what it holds? */
function isFixed(global: GlobalValue): boolean {
  return (
    global instanceof Function ||
    (global instanceof GlobalVariable && global.isConstant && !global.isDeclaration)
  );
}
