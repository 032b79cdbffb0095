/**
 * Makes the graphs of functions that call one another (a strongly connected component of the call graph, often one function)
 * by passes over their code until nothing is new. Calls of one another join arguments with parameters; calls of functions that are
 * done take in copies of their graphs.
 */
import { Function } from "../../ir/graph.ts";
import { InlineAsm } from "../../ir/constants.ts";
import { CallInst } from "../../ir/instructions.ts";
import type { Type } from "../../ir/types.ts";
import { calledFunction } from "../effects.ts";
import { bindings, externalCall, unknownCall } from "./calls.ts";
import { CloneMap } from "./clone.ts";
import { nodeFlags } from "./node.ts";
import type { FunctionState } from "./state.ts";
import { transfer } from "./transfer.ts";
import { holdsPointers } from "./types.ts";

/** What is known of the functions that are called. */
export interface Callees {
  /** The graph of a function with a body; undefined when it is not known, so that its calls may do anything. */
  stateOf(fn: Function): FunctionState | undefined;
  /** The functions whose address is taken and which a call like this one may reach. */
  candidates(call: CallInst): Iterable<Function>;
  /** The map of what is reached from globals, for graphs that are not the callees' own. */
  readonly ofShared: CloneMap | null;
}

/** From this pass on what still grows is cut short. */
const latePass = 12;

/** Solves the functions together. */
export function solve(states: readonly FunctionState[], callees: Callees): void {
  const together = new Set(states);
  // What leads nowhere in the first passes may only not have been reached: the text need not be in the order of the flow.
  passes(together, callees);
  for (const state of states) state.isSettled = true;
  passes(together, callees);
}

/** Passes over the code of all functions until nothing is new. */
function passes(together: ReadonlySet<FunctionState>, callees: Callees): void {
  const [first] = together;
  if (first === undefined) return;
  const { graph } = first;
  for (let count = 0, before = -1; before !== graph.version; count++) {
    before = graph.version;
    for (const state of together) {
      state.isLate = count >= latePass;
      for (const inst of state.fn.instructions()) {
        if (inst instanceof CallInst) call(state, inst, callees, together);
        else if (!inst.isDebugRecord) transfer(state, inst);
      }
    }
  }
}

function call(
  state: FunctionState,
  inst: CallInst,
  callees: Callees,
  together: ReadonlySet<FunctionState>,
): void {
  const callee = calledFunction(inst);
  if (callee !== null) {
    callOf(state, inst, callee, callees, together);
    return;
  }
  const cell = state.cell(inst.callee);
  const members = cell === null ? [] : [...state.graph.membersOf(cell).keys()];
  const named = members.filter((value) => value instanceof Function);
  const open = nodeFlags.argument | nodeFlags.external | nodeFlags.content | nodeFlags.opened;
  const isOpen = cell?.node.is(open) === true;
  const isKnown = named.length > 0 && !isOpen;
  if (!isKnown && !isOpen && !state.isSettled) return;
  for (const fn of isKnown ? named : callees.candidates(inst)) {
    if (fits(inst, fn)) callOf(state, inst, fn, callees, together);
  }
  if (!isKnown) unknownCall(state, inst, !(inst.callee instanceof InlineAsm));
}

/**
 * May the call reach a function of that type? One that takes another number of parameters, or them in other registers, is another function,
 * and so is one that returns a used result in another.
 */
export function fits(inst: CallInst, fn: Function): boolean {
  const { params, varargs, ret } = fn.functionType;
  const isLongEnough = varargs ? params.length <= inst.argCount : params.length === inst.argCount;
  const bits = fn.module.layout.pointerBits(0);
  if (!isLongEnough || (inst.isUsed && !arePassedAlike(inst.type, ret, bits))) return false;
  return params.every((param, i) => arePassedAlike(inst.operand(i).type, param, bits));
}

/** Pointers are passed as integers of their size are; of other types each is passed in its own way. */
function arePassedAlike(a: Type, b: Type, pointerBits: number): boolean {
  if (a.kind === "pointer" || b.kind === "pointer") {
    return [a, b].every((type) => {
      return type.kind === "pointer" || (type.kind === "int" && type.bits === pointerBits);
    });
  }
  if (a.kind === "int" && b.kind === "int") return true;
  return a.kind === b.kind && (a.kind !== "float" || a.text === b.text);
}

function callOf(
  state: FunctionState,
  inst: CallInst,
  callee: Function,
  callees: Callees,
  together: ReadonlySet<FunctionState>,
): void {
  const known = callees.stateOf(callee);
  if (known === undefined) {
    if (callee.isDeclaration) externalCall(state, inst, callee);
    else unknownCall(state, inst);
    return;
  }
  if (together.has(known)) {
    for (const [there, here] of bindings(state, inst, known)) state.graph.unify(there, here);
    widenFormals(state, inst, known, 0);
    for (const [i, cell] of known.results.entries()) state.pointPart(inst, i, cell);
    return;
  }
  if (known.graph === state.graph) widenFormals(state, inst, known, nodeFlags.shared);
  const map = cloneMap(state, inst, known, callees);
  map.bind(bindings(state, inst, known));
  if (!holdsPointers(inst.type) && !state.moves.isCarried(inst)) return;
  for (const [i, cell] of known.results.entries()) {
    if (cell !== null) state.pointPart(inst, i, map.imageOrNew(cell));
  }
  map.bind(bindings(state, inst, known));
}

/** Parameters whose node is the caller's own may point wherever the caller's pointers do: those with one of `flags`, or all for 0. */
function widenFormals(
  state: FunctionState,
  inst: CallInst,
  callee: FunctionState,
  flags: number,
): void {
  for (const [i, arg] of inst.args.entries()) {
    const formal = callee.fn.args[i];
    const cell = formal === undefined ? null : callee.cell(formal);
    if (formal === undefined || cell === null || callee.idle.has(formal)) continue;
    if (flags === 0 || cell.node.is(flags)) callee.point(formal, state.cell(arg));
  }
}

function cloneMap(
  state: FunctionState,
  inst: CallInst,
  callee: FunctionState,
  { ofShared }: Callees,
): CloneMap {
  const maps = state.clones.get(inst) ?? new Map<Function, CloneMap>();
  state.clones.set(inst, maps);
  let map = maps.get(callee.fn);
  if (map === undefined) {
    map = new CloneMap(state, callee.graph, ofShared);
    maps.set(callee.fn, map);
  }
  return map;
}
