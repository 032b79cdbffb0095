/** What each instruction but a call does to the graph of its function. */
import type { Instruction } from "../../ir/graph.ts";
import {
  AggregateInst,
  PhiInst,
  SelectInst,
  CastInst,
  AllocaInst,
  AtomicRmwInst,
  CmpXchgInst,
  GepInst,
  LoadInst,
  StoreInst,
} from "../../ir/instructions.ts";
import { ConstantAggregate, integerOf, Literal } from "../../ir/constants.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { indexed, type Region } from "./arithmetic.ts";
import { runOf } from "./counters.ts";
import { isMadeFromPointer, losesAddress } from "./integers.ts";
import { typeOfBits, typeOfUses } from "./float-bits.ts";
import { type Cell, nodeFlags } from "./node.ts";
import { anywhere, exactly, moved, multiples, plus, samePlace } from "./place.ts";
import type { FunctionState } from "./state.ts";
import { isInNullPage } from "../null-page.ts";
import { isTextSource, movesTextPointer } from "../text-pointers.ts";
import { movesTable } from "./table-pointers.ts";
import { bytesOf, holdsPointers, partCount } from "./types.ts";

/** Instructions whose result has the pointers of their operands. */
const joins = new Set([
  "phi",
  "select",
  "freeze",
  "bitcast",
  "addrspacecast",
  "ptrtoint",
  "ptrtoaddr",
  "inttoptr",
  "extractvalue",
  "insertvalue",
  "extractelement",
  "insertelement",
  "shufflevector",
]);

/** Arithmetic on addresses: the result points into the same object, who knows where. */
const arithmetic = new Set([
  "add",
  "sub",
  "and",
  "or",
  "xor",
  "shl",
  "lshr",
  "ashr",
  "trunc",
  "zext",
  "sext",
]);

/** Takes in one instruction that is not a call. */
export function transfer(state: FunctionState, inst: Instruction): void {
  if (inst instanceof LoadInst) load(state, inst);
  else if (inst instanceof StoreInst) store(state, inst);
  else if (inst instanceof AllocaInst) allocate(state, inst);
  else if (inst instanceof GepInst) index(state, inst);
  else if (inst.opcode === "ret") returned(state, inst);
  else if (inst instanceof AtomicRmwInst || inst instanceof CmpXchgInst) atomic(state, inst);
  else if (joins.has(inst.opcode)) cast(state, inst);
  else if (arithmetic.has(inst.opcode)) compute(state, inst);
  else if (holdsPointers(inst.type)) {
    // Landing pads, va_arg and what else gives pointers out of nowhere.
    unknownValue(state, inst);
  }
  if (inst.opcode === "resume" || inst.opcode === "va_arg") escape(state, inst.operand(0));
}

/** Gives the value a node that may be anything. */
export function unknownValue(state: FunctionState, value: Value): Cell {
  const cell = state.cellOrNew(value, nodeFlags.external | nodeFlags.escaped);
  state.graph.flag(cell.node, nodeFlags.external | nodeFlags.escaped);
  return cell;
}

/** Notes that the address a value holds gets out of what is analysed. */
export function escape(state: FunctionState, value: Value): void {
  const cell = state.cell(value);
  if (cell !== null) state.graph.flag(cell.node, nodeFlags.escaped | nodeFlags.leaked);
}

/** Joins the pointers in memory at `at` into those of the value of `type` that is read from there. */
export function readInto(state: FunctionState, value: Value, at: Cell, type: Type): void {
  if (!holdsPointers(type) && !state.moves.isCarried(value)) return;
  for (const [i, bytes] of [...state.partBytes(type)].entries()) {
    if (bytes === null) continue;
    const where = { node: at.node, place: plus(at.place, bytes.place) };
    state.pointPart(value, i, state.graph.content(where, bytes.size));
  }
}

/** Joins the pointers of a value of `type` into memory at `at`. */
export function writeFrom(state: FunctionState, value: Value, at: Cell, type: Type): void {
  const held = state.partsOf(value);
  for (const [i, bytes] of [...state.partBytes(type)].entries()) {
    const cell = held[i] ?? null;
    if (cell === null || bytes === null) continue;
    const where = { node: at.node, place: plus(at.place, bytes.place) };
    state.graph.store(where, bytes.size, cell);
  }
}

/** The cell behind an address; one that is null or undefined has none. */
export function addressed(state: FunctionState, pointer: Value): Cell | null {
  const cell = state.cell(pointer);
  if (cell !== null || pointer instanceof Literal) return cell;
  return null;
}

/** Is the pointer computed, or loaded, from null only, where no object is? Inlined code often has such ways, which are never taken. */
function isBehindNull(pointer: Value): boolean {
  const bases = new Set([pointer]);
  for (const base of bases) {
    if (base instanceof PhiInst) for (const { value } of base.incoming()) bases.add(value);
    else if (base instanceof SelectInst) bases.add(base.yes).add(base.no);
    else if (base instanceof LoadInst) bases.add(base.pointer);
    else if (base instanceof GepInst && !isAddressOfNull(base)) bases.add(base.base);
    else if (base instanceof CastInst && base.opcode !== "inttoptr") bases.add(base.source);
    else if (!isNull(base)) return false;
  }
  return true;
}

/** Is the offset from null the whole address? */
function isAddressOfNull({ base, indices }: GepInst): boolean {
  return base instanceof Literal && indices.some((index) => integerOf(index) === undefined);
}

/** In other address spaces null may be an address. */
function isNull(value: Value): boolean {
  return value instanceof Literal && value.type.kind === "pointer" && value.type.space === 0;
}

function load(state: FunctionState, inst: LoadInst): void {
  const at = addressed(state, inst.pointer);
  if (at === null) {
    const isPlace = inst.pointer instanceof Literal && !isBehindNull(inst.pointer);
    if (holdsPointers(inst.type) && isPlace) unknownValue(state, inst);
    return;
  }
  const isMove = state.moves.isOnlyMoved(inst) && inst.isUsed;
  const { metadata } = inst;
  const isTable = movesTable(inst);
  const type = typeOfUses(inst, state.layout, state.fn.module.types);
  state.access(at, type, { isRead: true, isWritten: false, isMove, metadata, isTable });
  if (movesTextPointer(inst)) textAt(state, at, inst);
  readInto(state, inst, at, inst.type);
}

/** What a string's pointer to its characters leads to is text of its own, although it may lie in the string itself. */
function textAt(state: FunctionState, at: Cell, inst: LoadInst | StoreInst): void {
  const type = inst instanceof StoreInst ? inst.value.type : inst.type;
  state.graph.content(at, bytesOf(type, state.layout));
}

function store(state: FunctionState, inst: StoreInst): void {
  const at = addressed(state, inst.pointer);
  if (at === null) {
    if (state.isSettled && !isBehindNull(inst.pointer)) escape(state, inst.value);
    return;
  }
  const { value, metadata } = inst;
  state.access(at, typeOfBits(value, state.layout, state.fn.module.types), {
    isRead: false,
    isWritten: true,
    isMove: isMovedHere(state, value),
    metadata,
    isTable: movesTable(inst),
  });
  if (movesTextPointer(inst)) textAt(state, at, inst);
  else writeFrom(state, value, at, value.type);
}

/** Is a stored integer one that was loaded and is only moved, or a constant, which may be the bits of one of any type? */
function isMovedHere(state: FunctionState, value: Value): boolean {
  if (value instanceof Literal || value instanceof ConstantAggregate) return true;
  if (!state.moves.isOnlyMoved(value)) return false;
  const from = "opcode" in value ? value.opcode : "";
  return from === "load" || from === "phi" || from === "select" || from === "freeze";
}

function allocate(state: FunctionState, inst: AllocaInst): void {
  const cell = state.cellOrNew(inst, nodeFlags.stack);
  const { count, allocatedType } = inst;
  const each = bytesOf(allocatedType, state.layout);
  const many = count === null ? 1n : integerOf(count);
  const bytes = many === undefined ? null : each * Number(many);
  state.graph.member(cell.node, { value: inst, start: cell.place.offset, bytes });
  state.globals.declare(cell, allocatedType);
}

function index(state: FunctionState, inst: GepInst): void {
  const base = state.cell(inst.base);
  if (base === null) return;
  const region = state.regions.get(inst.base) ?? null;
  const [first] = inst.indices;
  const divisor = first === undefined ? 1 : state.divisors.of(first, inst);
  const from = { place: base.place, region };
  const to = indexed(from, inst.sourceType, inst.indices, state.layout, divisor);
  setRegion(state, inst, to.region);
  state.point(inst, { node: base.node, place: to.place });
}

function returned(state: FunctionState, inst: Instruction): void {
  if (inst.operandCount === 0) return;
  state.addResult(inst.operand(0));
}

function atomic(state: FunctionState, inst: Instruction): void {
  const at = addressed(state, inst.operand(0));
  if (at === null) return;
  const type = inst.operand(1).type;
  const { metadata } = inst;
  state.access(at, type, { isRead: true, isWritten: true, isMove: false, metadata });
  for (const use of inst.operandUses.slice(1)) writeFrom(state, use.value, at, type);
  if (holdsPointers(type) || state.moves.isCarried(inst)) {
    const bytes = state.pointerBytes(type);
    if (bytes !== null) state.point(inst, state.graph.content(at, bytes.size));
  }
}

function cast(state: FunctionState, inst: Instruction): void {
  if (inst.opcode === "inttoptr" && state.cell(inst.operand(0)) === null) {
    if (state.isSettled && !isInNullPage(inst)) unknownValue(state, inst);
    return;
  }
  if (isTextSource(inst)) {
    state.cellOrNew(inst, nodeFlags.content);
    return;
  }
  if (takesParts(inst)) {
    moveParts(state, inst);
    return;
  }
  if (inst instanceof PhiInst && runThrough(state, inst)) return;
  if (keepsRegion.has(inst.opcode)) setRegion(state, inst, commonRegion(state, inst));
  for (const use of inst.operandUses) state.point(inst, state.cell(use.value));
}

/** Takes in a pointer that a loop moves from one end of known bytes to the other, if it is one: what it comes to is made of itself. */
function runThrough(state: FunctionState, phi: PhiInst): boolean {
  const run = runOf(phi, state.layout);
  const from = run === null ? null : state.cell(run.start);
  if (run === null || from === null) return false;
  const { step, rounds } = run;
  const way = step > 0 ? multiples(step, 0, rounds) : multiples(step, -rounds, 0);
  setRegion(state, phi, commonRegion(state, phi));
  state.point(phi, { node: from.node, place: plus(from.place, way) });
  return true;
}

/** Is a struct of which each part is looked at by itself moved, made or taken apart? */
function takesParts(inst: Instruction): boolean {
  if (inst.opcode === "extractvalue") return partCount(inst.operand(0).type) > 1;
  return partCount(inst.type) > 1;
}

function moveParts(state: FunctionState, inst: Instruction): void {
  const index = inst instanceof AggregateInst ? (inst.indices[0] ?? 0) : null;
  if (inst.opcode === "extractvalue" && index !== null) {
    state.point(inst, state.partsOf(inst.operand(0))[index] ?? null);
    return;
  }
  for (const from of inst.operands) {
    if (from.type !== inst.type) continue;
    for (const [i, cell] of state.partsOf(from).entries()) {
      if (i !== index) state.pointPart(inst, i, cell);
    }
  }
  if (index !== null) state.pointPart(inst, index, state.cell(inst.operand(1)));
}

const keepsRegion = new Set(["bitcast", "freeze", "phi", "select"]);

/** The array that all operands are in that are known by now; null where they are in none or in several. */
function commonRegion(state: FunctionState, inst: Instruction): Region | null {
  let common: Region | null = null;
  for (const { value } of inst.operandUses) {
    if (state.cell(value) === null) continue;
    const region = state.regions.get(value);
    if (region === undefined) return null;
    if (common !== null && !sameRegion(common, region)) return null;
    common = region;
  }
  return common;
}

/** A place that was found by a region which holds no longer is found again. */
function setRegion(state: FunctionState, value: Value, region: Region | null): void {
  const known = state.regions.get(value) ?? null;
  if (known === region || (known !== null && region !== null && sameRegion(known, region))) return;
  if (region === null) state.regions.delete(value);
  else state.regions.set(value, region);
  state.graph.version++;
}

function sameRegion(a: Region, b: Region): boolean {
  return a.bytes === b.bytes && samePlace(a.start, b.start);
}

/** Only constants added keep the place; the difference of two pointers is none. */
function compute(state: FunctionState, inst: Instruction): void {
  if (losesAddress(inst, state.layout.pointerBits(0))) return;
  const first = state.cell(inst.operand(0));
  const second = inst.operandCount > 1 ? state.cell(inst.operand(1)) : null;
  if (inst.opcode === "sub" && first !== null && second !== null) return;
  const constant = inst.operandCount > 1 ? integerOf(inst.operand(1)) : undefined;
  const isNumber = numbersIn(state, inst, [first, second]);
  for (const [i, cell] of [first, second].entries()) {
    if (cell === null || isNumber[i] === true) continue;
    const isSum = constant !== undefined && (inst.opcode === "add" || inst.opcode === "sub");
    const by = isSum ? Number(inst.opcode === "add" ? constant : -constant) : 0;
    state.point(inst, { node: cell.node, place: isSum ? moved(cell.place, by) : anywhere });
  }
}

/** Which operands of a sum are numbers, although they may have been loaded from where addresses are: what is added to the address itself. */
function numbersIn(
  state: FunctionState,
  inst: Instruction,
  [first, second]: readonly (Cell | null)[],
): readonly boolean[] {
  if (inst.opcode !== "add" || first === null || second === null) return [];
  const [left, right] = inst.operands.map((value) =>
    isMadeFromPointer(value, (each) => state.cell(each) !== null),
  );
  return left === right ? [] : [right === true, left === true];
}

/** The start of a new allocation, made at `inst`. */
export function allocated(state: FunctionState, inst: Instruction, bytes: number | null): Cell {
  const cell = state.cellOrNew(inst, nodeFlags.heap);
  state.graph.member(cell.node, { value: inst, start: cell.place.offset, bytes });
  return { node: cell.node, place: exactly(cell.place.offset) };
}
