/**
 * Compilers move a double as an i64, two floats as one, and a small struct as an i64 or a vector. Where the accesses at the ends of a move
 * say what the bytes are, it is made anew in pieces of those types: the bits are the same, and what is a float has a
 * type to differentiate, what is a pointer one to find its shadow by.
 */
import { ContentIndex } from "../analysis/contents.ts";
import { type Run, scalarsMoved } from "../analysis/copied-fields.ts";
import { accessedType, isAnyMemory, type TagType } from "../analysis/tbaa.ts";
import { IRBuilder, InsertPoint, type ModuleServices } from "../ir/builder.ts";
import type { Function, Instruction } from "../ir/graph.ts";
import { type LoadInst, PhiInst, SelectInst, type StoreInst } from "../ir/instructions.ts";
import { constInt } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import { type MoveWeb, moveWebs } from "./move-webs.ts";
import { type Bits, bitsOf, pieceOfBits } from "./piece-bits.ts";

/** Part of a moved integer. */
interface Piece {
  readonly offset: number;
  readonly type: Type;
}

/** Retypes what can be; true when something was. A retyped store is evidence for the next load, so it runs until nothing is left. */
export function retypeMoves(fn: Function, services: ModuleServices): boolean {
  let changed = false;
  for (let webs = moveWebs(fn); webs.length > 0; webs = moveWebs(fn)) {
    const contents = new ContentIndex(fn);
    const typed = webs.flatMap((web) => {
      const pieces = piecesOf(web, contents, services);
      return pieces === null ? [] : [{ web, pieces }];
    });
    for (const { web, pieces } of typed) new Retyping(web, services).run(pieces);
    if (typed.length === 0) break;
    changed = true;
  }
  return changed;
}

/** What the moved bytes are, all of them; null where that is not known, or where all of them are integers. */
function piecesOf(web: MoveWeb, contents: ContentIndex, services: ModuleServices): Piece[] | null {
  const { layout } = services;
  const bytes = layout.storeSize(web.type);
  const ends = {
    sources: [...web.loads].map((load) => contents.endOf(load.pointer)),
    targets: [...web.stores].map((store) => contents.endOf(store.pointer)),
  };
  const runs = scalarsMoved(ends, bytes, tagOf(web, services), contents, layout);
  if (runs === null || runs.length === 0) return null;
  const pieces = withIntegers(runs, bytes, services);
  const isConstant = [...constantsOf(web)].every((bits) =>
    pieces.every((piece) => pieceOfBits(bits, piece, layout) !== null),
  );
  return isConstant ? pieces : null;
}

/** The type that the compiler says the moved value has; null where it says none, or several. */
function tagOf({ loads, stores }: MoveWeb, module: ModuleServices): TagType | null {
  const tags = [...loads, ...stores].map((inst) => accessedType(inst.metadata, module));
  const [first] = tags;
  const isOne = tags.every((tag) => tag?.lineage[0] === first?.lineage[0]);
  return first === undefined || first === null || !isOne || isAnyMemory(first) ? null : first;
}

/** The runs as pieces, and integers for the bytes between them. */
function withIntegers(
  runs: readonly Run<Type>[],
  bytes: number,
  { types, layout }: ModuleServices,
): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  const fill = (to: number): void => {
    while (end < to) {
      // The largest integer that is aligned there and fits.
      let size = 8;
      while (end % size !== 0 || end + size > to) size /= 2;
      pieces.push({ offset: end, type: types.int(8 * size) });
      end += size;
    }
  };
  for (const { offset, type, count } of runs) {
    fill(offset);
    const isVector = count > 1 && type.kind === "float";
    const each = isVector ? [types.vector(type, count)] : Array.from({ length: count }, () => type);
    for (const piece of each) {
      pieces.push({ offset: end, type: piece });
      end += layout.sizeOf(piece);
    }
  }
  fill(bytes);
  return pieces;
}

function* constantsOf({ stores, joins }: MoveWeb): Generator<Exclude<Bits, null>> {
  const handed = [
    ...[...stores].map((store) => store.value),
    ...[...joins].flatMap((join) =>
      join instanceof SelectInst ? [join.yes, join.no] : join.operands,
    ),
  ];
  for (const value of handed) {
    const bits = bitsOf(value);
    if (bits !== null) yield bits;
  }
}

function spaceOf({ type }: Value): number {
  return type.kind === "pointer" ? type.space : 0;
}

/** One web being made anew. */
class Retyping {
  private readonly web: MoveWeb;
  private readonly services: ModuleServices;

  constructor(web: MoveWeb, services: ModuleServices) {
    this.web = web;
    this.services = services;
  }

  run(pieces: readonly Piece[]): void {
    for (const piece of pieces) this.make(piece);
    const { loads, stores, joins } = this.web;
    const all = [...stores, ...joins, ...loads];
    for (const inst of all) inst.dropOperands();
    for (const inst of all) inst.detach();
  }

  /** Loads, joins and stores of one piece; phis get their values when everything is there. */
  private make(piece: Piece): void {
    const made = new Map<Value, Value>();
    for (const load of this.web.loads) made.set(load, this.load(load, piece));
    const waiting = [...this.web.joins];
    for (const join of waiting) {
      if (!(join instanceof PhiInst)) continue;
      const phi = new PhiInst(piece.type);
      must(join.parent, "the phi is in a block").insert(phi, join);
      made.set(join, phi);
    }
    const of = (value: Value): Value => made.get(value) ?? this.constant(value, piece);
    this.joinAll(waiting, made, of);
    for (const join of waiting) {
      const phi = made.get(join);
      if (!(join instanceof PhiInst) || !(phi instanceof PhiInst)) continue;
      for (const { value, block } of join.incoming()) phi.addIncoming(of(value), block);
    }
    for (const store of this.web.stores) this.store(store, of(store.value), piece);
  }

  /** Selects and freezes, each after what it hands on: between phis there is no circle. */
  private joinAll(
    joins: readonly Instruction[],
    made: Map<Value, Value>,
    of: (value: Value) => Value,
  ): void {
    const members = new Set<Value>(joins);
    const work = joins.filter((join) => !(join instanceof PhiInst));
    for (let join = work.pop(); join !== undefined; join = work.pop()) {
      if (made.has(join)) continue;
      const sources = join instanceof SelectInst ? [join.yes, join.no] : [join.operand(0)];
      const missing = sources.filter((each) => members.has(each) && !made.has(each));
      if (missing.length > 0) {
        work.push(join, ...joins.filter((each) => missing.includes(each)));
        continue;
      }
      const build = this.before(join);
      const twin =
        join instanceof SelectInst
          ? build.select(join.condition, of(join.yes), of(join.no))
          : build.freeze(of(join.operand(0)));
      made.set(join, twin);
    }
  }

  private load(load: LoadInst, piece: Piece): Value {
    const build = this.before(load);
    const { address, align } = this.place(load, load.type, piece, build);
    const value = build.load(piece.type, address, { align });
    value.position = load.position;
    return value;
  }

  private store(store: StoreInst, value: Value, piece: Piece): void {
    const build = this.before(store);
    const { address, align } = this.place(store, store.value.type, piece, build);
    build.store(value, address, { align }).position = store.position;
  }

  /** The alignment is that which the access states or its type implies: the new type would imply another. */
  private place(
    access: LoadInst | StoreInst,
    type: Type,
    { offset, type: own }: Piece,
    build: IRBuilder,
  ): { address: Value; align: number } {
    const { types, layout } = this.services;
    const whole = access.align === 0 ? layout.abiAlign(type) : access.align;
    const { pointer } = access;
    if (offset === 0)
      return {
        address: build.bitcastPointer(pointer, types.pointerTo(own, spaceOf(pointer))),
        align: whole,
      };
    const bytes = build.bitcastPointer(pointer, types.pointerTo(types.i8, spaceOf(pointer)));
    const address = build.gep(types.i8, bytes, [constInt(types.i64, offset)]);
    const align = Math.min(whole, offset & -offset);
    return {
      address: build.bitcastPointer(address, types.pointerTo(own, spaceOf(pointer))),
      align,
    };
  }

  private constant(value: Value, piece: Piece): Value {
    const bits = must(bitsOf(value), "what is not in the web is a constant");
    return must(pieceOfBits(bits, piece, this.services.layout), "its bits are those of the piece");
  }

  private before(inst: Instruction): IRBuilder {
    return new IRBuilder(InsertPoint.before(inst), this.services);
  }
}
