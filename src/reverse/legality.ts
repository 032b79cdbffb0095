/**
 * What the reverse pass refuses. Everything that could make a gradient silently wrong is found here, before anything is emitted:
 * active values that travel where no adjoint can follow, memory without a shadow, control flow that cannot be turned round.
 */
import { isByteOfFloat } from "../analysis/byte-accesses.ts";
import { type CallEffects, callEffects, calledFunction } from "../analysis/effects.ts";
import { carriesFloat } from "../analysis/flow.ts";
import { isOwn, type Root, type Roots } from "../analysis/memory.ts";
import { hasRule, isClassData, isInactiveGlobal } from "../analysis/registered.ts";
import { hasAttribute } from "../ir/attributes.ts";
import { InlineAsm, integerOf } from "../ir/constants.ts";
import { scalarType, type Type } from "../ir/types.ts";
import { isOwnCall } from "../analysis/access-index.ts";
import { isBehindGlobal } from "../analysis/roots.ts";
import { Argument, type Function, GlobalVariable, type Instruction } from "../ir/graph.ts";
import { AllocaInst, CallInst, LoadInst, StoreInst } from "../ir/instructions.ts";
import { TsadError } from "../support/errors.ts";
import { checkBarrier } from "./barrier-legality.ts";
import { copiedFloats } from "./derive-memory.ts";
import { type Context, pointerActivity, rootsActivity } from "./context.ts";
import { derivationOf, takesPart } from "./dispatch.ts";
import { checkRethrow, checkThrow } from "./exception-legality.ts";
import { refuse } from "./fail.ts";
import { checkOwnCall, holdsPointer } from "./legality-calls.ts";
import { mayHaveShadow } from "./shadowed-variables.ts";
import { checkMarkedAccess, checkMarkedMove, checkUnseenChange } from "./marked-legality.ts";
import { isMarked, movesBytes } from "./marked.ts";
import { checkOverwriting } from "./overwritten.ts";
import { checkPointerBits, movesPointers, pointersMoved } from "./pointer-moves.ts";
import { callHas } from "../transform/removable.ts";
import { checkText, checkTextAccess, checkTextCopy } from "./text-legality.ts";
import { targetOf } from "./target.ts";
import { checkPairs, checkThreads } from "./threads-legality.ts";
import { mayCarryDerivative } from "./unknown-call.ts";
import { mayBeFloatBits } from "./untyped-moves.ts";

/** @throws TsadError for the first thing in the function that is not proven sound */
export function checkLegal(context: Context): void {
  const target = targetOf(context.services);
  if (target !== null) checkPairs(target, context);
  for (const block of context.cfg.order) {
    for (const inst of block) {
      checkControl(inst, context);
      if (target !== null) checkThreads(inst, target, context);
      if (inst instanceof CallInst) checkCall(inst, context);
      checkMemory(inst, context);
      checkInteger(inst, context);
      checkDerivation(inst, context);
    }
  }
}

/** Exceptions as Windows handles them. */
const funclets = new Set("catchswitch catchpad catchret cleanuppad cleanupret".split(" "));

function checkControl(inst: Instruction, { spec }: Context): void {
  const { primal } = spec;
  if (funclets.has(inst.opcode)) {
    throw refuse("E_EXCEPTION", inst, {
      primal,
      reason: `${inst.opcode} is how Windows handles exceptions`,
    });
  }
  if (inst.opcode === "indirectbr" || inst.opcode === "callbr") {
    throw refuse("E_UNSUPPORTED_OPCODE", inst, { primal, details: { opcode: inst.opcode } });
  }
}

/** Has a library function no derivative, and may it write where a float or a pointer is? */
function isInactive({ what, declared, integers }: CallEffects): boolean {
  return what === "inactive" && declared !== true && integers !== true;
}

/** A call that tsad does not know may be skipped by the reverse sweep only when nothing active can reach it. */
function checkCall(call: CallInst, context: Context): void {
  const { activity, memory, spec } = context;
  checkReturnsOnce(call, context);
  checkBarrier(call, context);
  const effects = callEffects(call);
  if (effects?.text !== undefined) checkText(call, effects.text, context);
  else if (effects !== undefined && isInactive(effects)) {
    const writes = effects.writes.some((i) => activity.someActive(memory.rootsOf(call.operand(i))));
    const details = { name: calledFunction(call)?.name ?? "?" };
    if (writes) throw refuse("E_NO_RULE", call, { primal: spec.primal, details });
  }
  if (isOwnCall(call)) {
    checkOwnCall(call, context);
    return;
  }
  if (call.opcode === "invoke" && activity.isActive(call)) {
    const reason = "what an invoke of a library function returns carries a derivative";
    throw refuse("E_EXCEPTION", call, { primal: spec.primal, reason });
  }
  checkThrow(call, context);
  checkRethrow(call, context);
  if (!mayCarryDerivative(call, context)) return;
  const { primal } = spec;
  if (call.callee instanceof InlineAsm) {
    const reason = "what its instructions compute is not known";
    throw refuse("E_INLINE_ASM", call, { primal, reason });
  }
  const callee = calledFunction(call);
  if (callee === null) throw refuse("E_INDIRECT_CALL", call, { primal });
  const details = { name: callee.name };
  throw refuse("E_NO_RULE", call, { primal, details, ...remedyFor(callee) });
}

/** A forward rule says nothing of the reverse, and the body need not compute what the rule is the derivative of. */
function remedyFor(callee: Function): { readonly remedy?: string } {
  if (!hasRule(callee, "derivative")) return {};
  return {
    remedy:
      "the program registers a forward rule for it, which forward mode uses: register a gradient too, with __enzyme_register_gradient",
  };
}

/** What comes back from `setjmp` again would run parts of the forward sweep twice, on one tape. */
function checkReturnsOnce(call: CallInst, { spec, services }: Context): void {
  if (!callHas(call, "returns_twice", services)) return;
  const name = calledFunction(call)?.name ?? "?";
  throw refuse("E_NO_RULE", call, {
    primal: spec.primal,
    details: { name },
    remedy: `leave the function by return, or in C++ by an exception: where @${name} returns a second time, no reverse sweep can follow`,
  });
}

function checkMemory(inst: Instruction, context: Context): void {
  checkUnseenChange(inst, context);
  if (inst instanceof AllocaInst) {
    checkAlloca(inst, context);
    return;
  }
  if (inst.opcode === "atomicrmw" || inst.opcode === "cmpxchg") {
    checkAtomic(inst, context);
    return;
  }
  if (inst instanceof LoadInst || inst instanceof StoreInst) checkAccess(inst, context);
  else if (inst instanceof CallInst) checkMemoryCall(inst, context);
}

/**
 * An atomic operation on bytes of active memory: of a float, or of an integer that holds the bits of one; or an exchange of pointers to
 * active memory, whose shadows nobody exchanges.
 */
function checkAtomic(inst: Instruction, context: Context): void {
  const exchanged = [...context.memory.pointersExchanged(inst)];
  if (exchanged.some((root) => context.activity.needsShadow(root))) {
    throw refuse("E_ATOMIC", inst, { primal: context.spec.primal });
  }
  const roots = context.memory.rootsOf(inst.operand(0));
  if (rootsActivity(context, roots) === "inactive") return;
  const isFloat = inst.operands.some((operand) => carriesFloat(operand.type));
  const isVaried = inst.operands.some((operand) => context.activity.isVaried(operand));
  if (!isFloat && !isVaried && isMarked(inst.operand(0), context)) return;
  if (isFloat || context.activity.isAtomicOnFloat(inst)) {
    throw refuse("E_ATOMIC", inst, { primal: context.spec.primal });
  }
}

function checkAccess(inst: LoadInst | StoreInst, context: Context): void {
  const { spec, memory } = context;
  const { primal } = spec;
  checkPointers(inst, context);
  if (!isMarked(inst.pointer, context)) checkTextAccess(inst, context);
  if (inst instanceof StoreInst) checkPointerBits(inst, context);
  const type = inst instanceof StoreInst ? inst.value.type : inst.type;
  if (isMarked(inst.pointer, context)) {
    checkMarkedAccess(inst, context);
    checkRoots(inst, memory.rootsOf(inst.pointer), context, true);
    return;
  }
  if (!carriesFloat(type)) {
    checkIntegerAccess(inst, context);
    return;
  }
  if (inst instanceof StoreInst) {
    checkUnknownTarget(inst, memory.rootsOf(inst.pointer), context);
    checkConstantTarget(inst, context);
  }
  if (!isAccessed(inst, context)) return;
  checkRoots(inst, memory.rootsOf(inst.pointer), context);
  if (pointerActivity(context, inst.pointer) === "inactive") return;
  checkKinds(inst, context);
  if (inst.isVolatile) throw refuse("E_VOLATILE", inst, { primal });
  if (inst.isAtomic) throw refuse("E_ATOMIC", inst, { primal });
}

/** Memory from which pointers to active memory are loaded must have a shadow that holds theirs. */
function checkPointers(inst: LoadInst | StoreInst, context: Context): void {
  const { activity, memory, spec } = context;
  const type = inst instanceof StoreInst ? inst.value.type : inst.type;
  if (type.kind !== "pointer") return;
  for (const root of memory.rootsOf(inst.pointer)) {
    if (!activity.isPointerRoot(root) || ownsShadow(root, context)) continue;
    if (isBehindGlobal(root) && !isMarked(inst.pointer, context)) continue;
    const { primal } = spec;
    if (root.kind === "unknown") throw refuse("E_PROVENANCE", inst, { primal });
    const reason = "a pointer to active memory is kept in memory without a shadow";
    throw refuse("E_CONST_MEMORY", inst, { primal, reason });
  }
}

/** An integer that is moved to bytes which other accesses take for an active float would carry a derivative unseen. */
function checkIntegerAccess(inst: LoadInst | StoreInst, context: Context): void {
  if (!(inst instanceof StoreInst) || inst.value.type.kind === "pointer") return;
  const { activity, memory, spec } = context;
  checkMovedUnseen(inst, context);
  const active = [...memory.rootsOf(inst.pointer)].filter((root) => activity.isActiveRoot(root));
  if (active.length === 0) return;
  checkKinds(inst, context);
  checkOverwriting(inst, context);
  if (isByteOfFloat(inst, context.contents)) {
    const reason = "a byte of active memory that may hold a float is written";
    throw refuse("E_TYPE_CONFLICT", inst, { primal: spec.primal, reason });
  }
  if (mayBeFloatBits(inst, active, context)) {
    const reason =
      "an integer is stored to active memory, and nothing shows that it is not the bits of a float";
    throw refuse("E_TYPE_CONFLICT", inst, { primal: spec.primal, reason });
  }
}

/**
 * An integer that is moved from memory of which nobody here says what it holds to where a float is read: there may be a float, or a part of one,
 * though it is nowhere seen as one before.
 */
function checkMovedUnseen(inst: StoreInst, context: Context): void {
  const { activity, contents, memory, spec } = context;
  const { value, pointer, metadata } = inst;
  if (!(value instanceof LoadInst) || !contents.isFloatAt(pointer, value.type, metadata)) return;
  const roots = [...memory.rootsOf(value.pointer)];
  const isGiven = roots.some(
    (root) => !isOwn(root) && root.kind !== "global" && !activity.isConstantArgument(root),
  );
  if (!isGiven || !contents.isUnseen(value.pointer, value.type)) return;
  const reason = "bytes of memory that may hold a float are moved as integers to where one is read";
  throw refuse("E_TYPE_CONFLICT", inst, { primal: spec.primal, reason });
}

/** A write through a pointer of unknown origin may overwrite active memory, whose adjoint would have to be cleared. */
function checkUnknownTarget(inst: Instruction, roots: Roots, context: Context): void {
  const { activity, memory, spec } = context;
  for (const target of roots) {
    if (target.kind !== "unknown") continue;
    for (const root of activity.allVariedRoots()) {
      if (!activity.isActiveRoot(root) || !memory.rootsAlias(root, target)) continue;
      throw refuse("E_PROVENANCE", inst, { primal: spec.primal });
    }
  }
}

/**
 * A constant must not be given an active value; a variable that is declared inactive may, when nothing that matters is read back: an
 * optimiser would hand the value on past the variable, and the derivative would depend on it. To virtual tables, to which objects have
 * pointers beside others, nothing is ever stored.
 */
function checkConstantTarget(store: StoreInst, context: Context): void {
  const { activity, memory, spec } = context;
  if (!activity.isVaried(store.value)) return;
  for (const root of memory.rootsOf(store.pointer)) {
    const { kind, value } = root;
    if (kind !== "global" || !(value instanceof GlobalVariable)) continue;
    if (isClassData(value) || !isInactiveGlobal(value)) continue;
    if (!value.isConstant && !isReadBack(root, context)) continue;
    throw refuse("E_GLOBAL", store, { primal: spec.primal, details: { name: `@${value.name}` } });
  }
}

/** Does the function read a float out of the object that matters? */
function isReadBack(root: Root, { activity, memory, fn }: Context): boolean {
  for (const inst of fn.instructions()) {
    if (!(inst instanceof LoadInst) || !activity.isUseful(inst)) continue;
    if (memory.rootsOf(inst.pointer).has(root)) return true;
  }
  return false;
}

/** The bytes of an active float must be that float for every access. */
function checkKinds(inst: LoadInst | StoreInst, context: Context): void {
  const accessed = inst instanceof StoreInst ? inst.value.type : inst.type;
  if (carriesFloat(accessed) && holdsPointer(accessed)) {
    const reason = `${accessed.text} holds floats and pointers and is moved as a whole`;
    throw refuse("E_TYPE_CONFLICT", inst, { primal: context.spec.primal, reason });
  }
  const { contents } = context;
  const other = carriesFloat(accessed)
    ? contents.conflictOfFloat(inst)
    : pointerConflict(inst, context);
  if (other === null) return;
  const type = inst instanceof StoreInst ? inst.value.type : inst.type;
  throw refuse("E_TYPE_CONFLICT", inst, {
    primal: context.spec.primal,
    reason: `bytes of active memory are accessed as ${type.text} and as ${other.text}`,
  });
}

/** The float that a pointer's bytes are used as too. An integer that is stored over a float clears its adjoint. */
function pointerConflict(inst: LoadInst | StoreInst, { contents }: Context): Type | null {
  const type = inst instanceof StoreInst ? inst.value.type : inst.type;
  return scalarType(type).kind === "int" ? null : contents.conflictOf(inst);
}

/** Does the access move a derivative, as far as activity can tell? */
function isAccessed(inst: LoadInst | StoreInst, { activity }: Context): boolean {
  return inst instanceof LoadInst ? activity.isUseful(inst) : activity.isVaried(inst.value);
}

function checkMemoryCall(call: CallInst, context: Context): void {
  if (!movesBytes(call)) return;
  const target = context.memory.rootsOf(call.operand(0));
  if (checkMarkedMove(call, context)) {
    checkUnknownTarget(call, target, context);
    checkRoots(call, target, context, true);
    return;
  }
  const what = callEffects(call)?.what;
  if (what !== "copy" && what !== "move" && what !== "set") return;
  checkUnknownTarget(call, target, context);
  checkHandedOut(call, context);
  if (what !== "set") checkTextCopy(call, context);
  if (movesPointers(call, context)) pointersMoved(call, context);
  if (!takesPart(call, context)) return;
  checkRoots(call, target, context);
  if (what === "set") return;
  const source = rootsActivity(context, context.memory.rootsOf(call.operand(1)));
  if (source !== "inactive") copiedFloats(call, context);
}

/** Of what the bytes of an object hold that another function hands out not all evidence is in this function. */
function checkHandedOut(call: CallInst, context: Context): void {
  const { memory, spec } = context;
  const isSet = callEffects(call)?.what === "set";
  const ends = isSet ? [call.operand(0)] : [call.operand(0), call.operand(1)];
  if (!ends.some((end) => memory.rootsOf(end).has(memory.handed))) return;
  if (!takesPart(call, context) && !movesPointers(call, context)) return;
  throw refuse("E_PROVENANCE", call, { primal: spec.primal });
}

function checkAlloca(alloca: AllocaInst, context: Context): void {
  const { activity, memory, fn, spec } = context;
  if (!activity.needsShadow(memory.rootFor(alloca, "alloca"))) return;
  const isOne = alloca.count === null || integerOf(alloca.count) === 1n;
  if (!isOne || alloca.parent !== fn.entry) {
    throw refuse("E_ALLOCA", alloca, { primal: spec.primal });
  }
}

/**
 * Active memory must have a shadow: be an argument's, or the function's own. What pointers in global variables lead to may have one, which
 * the run tells, but for memory that has marks.
 */
function checkRoots(inst: Instruction, roots: Roots, context: Context, hasMarks = false): void {
  const { activity, spec } = context;
  const { primal } = spec;
  for (const root of roots) {
    if (root.kind === "unknown") throw refuse("E_PROVENANCE", inst, { primal });
    if (!activity.isActiveRoot(root) || ownsShadow(root, context)) continue;
    if (isBehindGlobal(root) && !hasMarks) continue;
    if (root.kind === "global") {
      throw refuse("E_GLOBAL", inst, { primal, details: { name: `@${root.value?.name ?? "?"}` } });
    }
    const reason =
      root.value instanceof GlobalVariable
        ? `memory without a shadow is reached through a pointer in @${root.value.name}, and holds an active value`
        : "an active value is stored to memory that was declared constant, and read back";
    throw refuse("E_CONST_MEMORY", inst, { primal, reason });
  }
}

/** A variable that can be written gets a shadow; so do those that others are differentiated with. */
function hasGlobalShadow({ kind, value }: Root): boolean {
  return kind === "global" && value instanceof GlobalVariable && mayHaveShadow(value);
}

function ownsShadow(root: Root, { activity }: Context): boolean {
  if (root.kind === "handed") return true;
  if (isOwn(root) || hasGlobalShadow(root)) return true;
  return root.value instanceof Argument && activity.inputs.dup.has(root.value);
}

/** Bits of an active float that come back as a float, or go to memory, took a way that no adjoint can follow. */
function checkInteger(inst: Instruction, context: Context): void {
  const { activity, spec, memory } = context;
  const { primal } = spec;
  const [first] = inst.operands;
  if (first === undefined || first.type.kind === "pointer" || carriesFloat(first.type)) return;
  const isVaried = activity.isVaried(first);
  if (inst instanceof StoreInst) {
    if (isVaried && activity.someActive(memory.rootsOf(inst.pointer))) {
      throw refuse("E_ACTIVE_INT", inst, { primal, reason: "its bits are stored as an integer" });
    }
    return;
  }
  if (!isVaried || !activity.isUseful(inst)) return;
  if (["bitcast", "sitofp", "uitofp"].includes(inst.opcode) && carriesFloat(inst.type)) {
    throw refuse("E_ACTIVE_INT", inst, {
      primal,
      reason: `its bits come back through ${inst.opcode}`,
    });
  }
}

function checkDerivation(inst: Instruction, context: Context): void {
  if (!takesPart(inst, context)) return;
  const { primal } = context.spec;
  if (derivationOf(inst) === undefined) {
    if (inst instanceof CallInst) {
      throw refuse("E_NO_RULE", inst, {
        primal,
        details: { name: calledFunction(inst)?.name ?? "?" },
      });
    }
    throw refuse("E_UNSUPPORTED_OPCODE", inst, { primal, details: { opcode: inst.opcode } });
  }
  checkTypes(inst, context);
}

/** Types for which there is no derivation although there is one for the instruction. */
function checkTypes(inst: Instruction, context: Context): void {
  const { primal } = context.spec;
  const name = inst instanceof CallInst ? (calledFunction(inst)?.name ?? "") : "";
  if (name.startsWith("llvm.vp.")) {
    // Lanes that the mask switches off would have to be left out of the adjoint too.
    throw refuse("E_NO_RULE", inst, { primal, details: { name } });
  }
  const types = [inst.type, ...inst.operands.map((op) => op.type)];
  const lanes = ["extractelement", "insertelement", "shufflevector", "call"].includes(inst.opcode);
  const scalable = types.find((type) => type.kind === "vector" && type.scalable);
  if (lanes && scalable !== undefined) {
    throw refuse("E_TYPE", inst, { primal, details: { type: scalable.text } });
  }
  const [from] = inst.operands;
  if (
    inst.opcode === "bitcast" &&
    from !== undefined &&
    scalarType(from.type) !== scalarType(inst.type)
  ) {
    const reason = `${inst.type.text} is made of the bits of ${from.type.text}`;
    throw refuse("E_TYPE_CONFLICT", inst, { primal, reason });
  }
  const odd = types.find((type) => type.kind === "float" && type.float === "ppc_fp128");
  if (odd !== undefined) throw refuse("E_TYPE", inst, { primal, details: { type: odd.text } });
}

/** Parameter attributes by which the callee has a copy of its own. */
const byValue = ["byval", "inalloca", "preallocated"];

/**
 * @param isPart true when the callers are generated: they pass copies of what is passed by value in memory
 * @throws TsadError when the function cannot be differentiated as a whole
 */
export function checkSignature(primal: Context["fn"], isPart = false): void {
  const facts = { function: primal.name, details: { name: primal.name } };
  if (primal.isDeclaration) throw new TsadError("E_NO_BODY", facts);
  if (primal.functionType.varargs) throw new TsadError("E_VARIADIC", facts);
  const inMemory = primal.args.find((arg) =>
    (isPart ? byValue.slice(1) : byValue).some((key) => hasAttribute(arg.attributes, key)),
  );
  if (inMemory === undefined) return;
  const reason = `parameter ${inMemory.index + 1} of @${primal.name} is a struct passed by value in memory`;
  throw new TsadError("E_ABI", { ...facts, reason });
}
