/** Parameters through which a function, with all that it calls, writes nothing that could be a float. */
import { MetadataValue } from "../ir/constants.ts";
import { Argument, type Function, Instruction } from "../ir/graph.ts";
import {
  AllocaInst,
  CallInst,
  CastInst,
  CompareInst,
  GepInst,
  LoadInst,
  PhiInst,
  SelectInst,
  StoreInst,
} from "../ir/instructions.ts";
import { scalarType } from "../ir/types.ts";
import type { User, Value } from "../ir/value.ts";
import { calledFunction, callEffects } from "./effects.ts";
import { isSeenThrough } from "./registered.ts";

/**
 * Is what the pointer `fn.args[index]` points to only read by `fn` and what it calls, but for integers that are computed? Where the
 * pointer goes out of sight the answer is no. Of memory that is reached through pointers held there nothing is said. Time is linear in
 * the size of the functions that the pointer comes to.
 */
export function onlyReadThrough(fn: Function, index: number): boolean {
  return isFollowed(fn, index, () => true);
}

/** As {@link onlyReadThrough}, and no integers are computed there either. */
export function leavesAsIs(fn: Function, index: number): boolean {
  return isFollowed(fn, index, () => true, false);
}

/** As {@link onlyReadThrough}, and it is only read for floats: no pointer that is held there is followed. */
export function onlyFloatsReadThrough(fn: Function, index: number): boolean {
  return isFollowed(fn, index, ({ type }) => scalarType(type).kind === "float");
}

/** Is nothing read or written behind the pointer, as where it is that of a function which is called, or compared with others? */
export function isNeverAccessed(fn: Function, index: number): boolean {
  return isFollowed(fn, index, () => false, false);
}

/** Are all uses of a pointer, wherever it goes, reads of memory of which `mayRead` approves (a load of its own, or a call of a library)? */
function isFollowed(
  fn: Function,
  index: number,
  mayRead: (reader: LoadInst | CallInst) => boolean,
  mayCount = true,
): boolean {
  const waiting: Value[] = [];
  const seen = new Set<Value>();
  const follow = (value: Value | undefined): boolean => {
    if (value === undefined) return false;
    if (!seen.has(value)) waiting.push(value);
    seen.add(value);
    return true;
  };
  if (!isSeenThrough(fn) || !follow(fn.args[index])) return false;
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    for (const { user, index: place } of value.uses()) {
      if (isNote(user)) continue;
      if (
        !(user instanceof Instruction) ||
        !isReading(user, place, value, { follow, mayRead, mayCount })
      )
        return false;
    }
  }
  return true;
}

/** Debug information changes nothing. */
function isNote(user: User): boolean {
  return user instanceof MetadataValue || (user instanceof Instruction && user.isDebugRecord);
}

/** What is asked of the uses of a pointer. */
interface Walk {
  readonly follow: (value: Value | undefined) => boolean;
  readonly mayRead: (reader: LoadInst | CallInst) => boolean;
  /** May integers that are computed be stored? */
  readonly mayCount: boolean;
}

/** Does the use of a pointer, or of a local variable that holds it, write nothing behind the pointer? Where it goes is followed. */
function isReading(user: Instruction, place: number, value: Value, walk: Walk): boolean {
  const { follow, mayRead } = walk;
  if (user instanceof LoadInst) return isSlot(value) ? follow(user) : mayRead(user);
  if (user instanceof CompareInst) return true;
  if (user instanceof StoreInst) {
    if (place === 0) return isSlot(user.pointer) && follow(user.pointer);
    return isSlot(value) || (walk.mayCount && isComputed(user.value));
  }
  if (user instanceof CallInst) return isReadingCall(user, place, walk);
  if (user instanceof CastInst && user.opcode === "ptrtoint") return isOnlyCompared(user);
  return isSameObject(user) && follow(user);
}

function isSameObject(user: Instruction): boolean {
  const isCast = user instanceof CastInst && user.opcode === "bitcast";
  return isCast || user instanceof GepInst || user instanceof PhiInst || user instanceof SelectInst;
}

const computed = new Set("add sub and xor or shl lshr mul zext trunc".split(" "));

/** Is an address as an integer only computed with to be compared, as checks of alignment and of overflow do? */
function isOnlyCompared(address: Instruction): boolean {
  const seen = new Set([address]);
  for (const each of seen) {
    for (const { user } of each.uses()) {
      if (user instanceof CompareInst || isNote(user)) continue;
      if (!(user instanceof Instruction) || !computed.has(user.opcode)) return false;
      seen.add(user);
    }
  }
  return true;
}

/** A local variable for one pointer, as compilers make it for a parameter: it is loaded and stored as a whole, and nothing else. */
function isSlot(value: Value): value is AllocaInst {
  if (!(value instanceof AllocaInst) || value.allocatedType.kind !== "pointer") return false;
  return [...value.uses()].every(({ user, index }) => {
    if (user instanceof LoadInst) return user.type.kind === "pointer";
    if (user instanceof StoreInst) return index === 1 && user.value.type.kind === "pointer";
    return isNote(user);
  });
}

/** An integer that is no float's bits on their way: it is computed and not moved. */
function isComputed(value: Value): boolean {
  if (value.type.kind !== "int" || value instanceof Argument) return false;
  if (!(value instanceof Instruction)) return true;
  if (value instanceof CastInst) return value.opcode !== "bitcast" && value.opcode !== "ptrtoint";
  const isMove =
    value instanceof LoadInst ||
    value instanceof PhiInst ||
    value instanceof SelectInst ||
    value instanceof CallInst;
  return !isMove && !["extractvalue", "extractelement", "freeze"].includes(value.opcode);
}

function isReadingCall(call: CallInst, place: number, { follow, mayRead }: Walk): boolean {
  // To call a function writes nothing to it.
  if (place === call.operandCount - 1) return true;
  const callee = calledFunction(call);
  if (callee === null || place >= call.args.length) return false;
  if (isSeenThrough(callee)) {
    // A pointer that comes back may be this one.
    return follow(callee.args[place]) && (call.type.kind !== "pointer" || follow(call));
  }
  const effects = callEffects(call);
  if (effects === undefined || effects.deep === true || call.type.kind === "pointer") return false;
  if (["allocate", "free", "link"].includes(effects.what)) return false;
  return mayRead(call) && !effects.writes.includes(place);
}
