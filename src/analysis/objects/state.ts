/**
 * What is known of the values of one function while its graph is made: the cell of each value that holds a pointer, also in
 * disguise as an integer.
 */
import { Constant } from "../../ir/constants.ts";
import type { DataLayout } from "../../ir/datalayout.ts";
import { type Function, GlobalValue } from "../../ir/graph.ts";
import type { CallInst } from "../../ir/instructions.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import type { Region } from "./arithmetic.ts";
import type { CloneMap } from "./clone.ts";
import type { GlobalNodes } from "./globals.ts";
import type { ObjectGraph } from "./graph.ts";
import { Divisors } from "./divisors.ts";
import { isIdle } from "./idle-params.ts";
import { Moves } from "./moves.ts";
import { type Cell, current, nodeFlags } from "./node.ts";
import { exactly, join, type Place, placeText, plus, samePlace } from "./place.ts";
import { bytesOf, holdsPointers, partCount, scalarsOf } from "./types.ts";

/** How an access uses memory, for {@link FunctionState.access}. */
export interface AccessKind {
  readonly isRead: boolean;
  readonly isWritten: boolean;
  /** Integers of the value are only moved. */
  readonly isMove: boolean;
  readonly metadata: string;
  /** It moves a pointer to a virtual table. */
  readonly isTable?: boolean;
}

/** Bytes that the function's own code reads or writes. */
export interface Effect {
  readonly at: Cell;
  readonly size: number;
  readonly isRead: boolean;
  readonly isWritten: boolean;
}

/** The graph of one function in the making. */
export class FunctionState {
  readonly fn: Function;
  readonly graph: ObjectGraph;
  readonly globals: GlobalNodes;
  readonly layout: DataLayout;
  readonly moves: Moves;
  readonly divisors: Divisors;
  /** Parameters through which nothing is reached, so that what is passed for them does not matter. */
  readonly idle: ReadonlySet<Value>;
  /** Arrays in structs that pointers lead into. */
  readonly regions = new Map<Value, Region>();
  /** How the nodes of callees are nodes here, call by call. */
  readonly clones = new Map<CallInst, Map<Function, CloneMap>>();
  /** What its own code reads and writes; calls of functions with a body are not in it. */
  readonly effects = new Map<string, Effect>();
  /** It calls code that is not known, which may read, or write, all that strangers know. */
  readonly strangers = { read: false, write: false };
  /** So many passes have been made that what still grows must be cut short. */
  isLate = false;
  /** What leads nowhere now does not lead anywhere later. */
  isSettled = false;
  private readonly copies = new Map<CallInst, Map<Value, Cell>>();
  private readonly cells = new Map<Value, Cell>();
  /** Where the parts of structs point that nobody has asked for as a whole (see {@link partCount}). */
  private readonly parts = new Map<Value, (Cell | null)[]>();
  private readonly returned: (Cell | null)[] = [];

  constructor(fn: Function, graph: ObjectGraph, globals: GlobalNodes) {
    this.fn = fn;
    this.graph = graph;
    this.globals = globals;
    this.layout = fn.module.layout;
    this.moves = new Moves(fn);
    this.divisors = new Divisors(fn);
    this.idle = new Set(fn.args.filter((arg) => isIdle(arg)));
    for (const arg of fn.args) {
      if (!holdsPointers(arg.type) && !this.moves.isCarried(arg)) continue;
      const node = graph.node(nodeFlags.argument);
      graph.member(node, { value: arg, start: 0, bytes: null });
      this.cells.set(arg, { node, place: exactly(0) });
    }
  }

  /**
   * The cell of a value; null for one that holds no pointer, as null does, and for one not seen yet. The parts of a struct are one from
   * then on.
   */
  cell(value: Value): Cell | null {
    if (value instanceof Constant || value instanceof GlobalValue) {
      return this.globals.constant(value);
    }
    const parts = this.parts.get(value);
    if (parts !== undefined) {
      this.parts.delete(value);
      for (const part of parts) this.point(value, part);
    }
    const cell = this.cells.get(value);
    return cell === undefined ? null : current(cell);
  }

  /** The cells of the parts of a value, as many as {@link partCount} says; each null as {@link cell} is. */
  partsOf(value: Value): readonly (Cell | null)[] {
    const count = partCount(value.type);
    const parts = this.parts.get(value);
    if (parts === undefined) return new Array<Cell | null>(count).fill(this.cell(value));
    return parts.map((part) => part && current(part));
  }

  /** The cells of all that a value holds, one for each object and place that is known apart. */
  cellsOf(value: Value): readonly Cell[] {
    return [...new Set(this.partsOf(value))].filter((cell) => cell !== null);
  }

  /** Adds to where a part of the value points. */
  pointPart(value: Value, index: number, cell: Cell | null): void {
    if (cell === null) return;
    const count = partCount(value.type);
    if (count === 1 || this.cells.has(value)) {
      this.point(value, cell);
      return;
    }
    const parts = this.parts.get(value) ?? new Array<Cell | null>(count).fill(null);
    this.parts.set(value, parts);
    parts[index] = this.joined(parts[index] ?? null, cell);
  }

  /** Adds to where the value points. */
  point(value: Value, cell: Cell | null): void {
    if (cell === null) return;
    const whole = this.parts.has(value) ? this.cell(value) : (this.cells.get(value) ?? null);
    this.cells.set(value, this.joined(whole, cell));
  }

  private joined(known: Cell | null, cell: Cell): Cell {
    const now = known === null ? cell : this.graph.unify(known, cell);
    if (known === null || !samePlace(now.place, current(known).place)) this.graph.version++;
    return now;
  }

  /** Where the parts of what is returned point; empty while nothing is known. */
  get results(): readonly (Cell | null)[] {
    return this.returned.map((cell) => cell && current(cell));
  }

  /** Adds a returned value. */
  addResult(value: Value): void {
    for (const [i, cell] of this.partsOf(value).entries()) {
      const known = this.returned[i] ?? null;
      this.returned[i] = cell === null ? known : this.joined(known, cell);
    }
  }

  /** The cell of a value, with a new node of these flags when it has none. */
  cellOrNew(value: Value, flags: number): Cell {
    const known = this.cell(value);
    if (known !== null) return known;
    const made = { node: this.graph.node(flags), place: exactly(0) };
    this.point(value, made);
    return made;
  }

  /** The object in which a call passes a copy of what `arg` points to. */
  copyOf(call: CallInst, arg: Value): Cell {
    const copies = this.copies.get(call) ?? new Map<Value, Cell>();
    this.copies.set(call, copies);
    const known = copies.get(arg) ?? {
      node: this.graph.node(nodeFlags.stack),
      place: exactly(0),
    };
    copies.set(arg, known);
    return current(known);
  }

  /** Every value with a cell. */
  *pointers(): Generator<readonly [Value, Cell]> {
    for (const [value, cell] of this.cells) yield [value, current(cell)];
    for (const [value, parts] of this.parts) {
      for (const cell of parts) if (cell !== null) yield [value, current(cell)];
    }
  }

  /** Notes the types of an access to a value of `type` at a cell. */
  access(at: Cell, type: Type, kind: AccessKind): void {
    const { metadata, isMove, isRead, isWritten } = kind;
    this.record(at, bytesOf(type, this.layout), isRead, isWritten);
    const tag = /!tbaa (!\d+)/.exec(metadata)?.[1] ?? (kind.isTable === true ? "vtable" : "");
    for (const scalar of scalarsOf(type, this.layout)) {
      this.graph.use(
        { node: at.node, place: plus(at.place, scalar.place) },
        {
          origin: this.fn,
          type: scalar.type,
          size: scalar.size,
          isRead,
          isWritten,
          isMove: isMove && scalar.type.kind === "int",
          tag,
        },
      );
    }
  }

  /** Notes that bytes are read or written by something that does not say their type. */
  touch(at: Cell, size: number, how: { isRead?: boolean; isWritten?: boolean }): void {
    this.record(at, size, how.isRead ?? false, how.isWritten ?? false);
  }

  private record(at: Cell, size: number, isRead: boolean, isWritten: boolean): void {
    const { node, place } = current(at);
    const key = `${node.id} ${placeText(place)} ${size}`;
    const known = this.effects.get(key);
    this.effects.set(key, {
      at: { node, place },
      size,
      isRead: isRead || (known?.isRead ?? false),
      isWritten: isWritten || (known?.isWritten ?? false),
    });
  }

  /** The bytes in which each part of a value of the type may hold pointers, as one place and size; null for none. */
  *partBytes(type: Type): Generator<{ readonly place: Place; readonly size: number } | null> {
    if (partCount(type) === 1) yield this.pointerBytes(type);
    else
      for (const { type: part, place, size } of scalarsOf(type, this.layout)) {
        yield part.kind === "float" ? null : { place, size };
      }
  }

  /** The bytes in which a value of the type may hold pointers, as one place and size; null for none. */
  pointerBytes(type: Type): { readonly place: Place; readonly size: number } | null {
    if (type.kind === "int" || type.kind === "pointer") {
      return { place: exactly(0), size: this.layout.storeSize(type) };
    }
    const held = [...scalarsOf(type, this.layout)].filter((scalar) => scalar.type.kind !== "float");
    const [first, ...rest] = held;
    if (first === undefined) return null;
    const place = rest.reduce((all, scalar) => join(all, scalar.place), first.place);
    return { place, size: Math.max(...held.map((scalar) => scalar.size)) };
  }
}
