/**
 * Activity analysis: which values and which memory carry a derivative that matters. A value is varied when it depends on an
 * active input, useful when an active output depends on it, and active when it is both (Hascoët and Pascual,
 * "The Tapenade automatic differentiation tool", 2013, section 3.3.1). Both directions are worklists over def-use
 * edges and memory roots, so time is near-linear.
 */
import { Argument, Function, GlobalVariable, Instruction } from "../ir/graph.ts";
import { CallInst, LoadInst, StoreInst } from "../ir/instructions.ts";
import { loadsAdded } from "./pointer-instructions.ts";
import type { Value } from "../ir/value.ts";
import type { ContentIndex } from "./contents.ts";
import { isClassData, isInactiveGlobal, registeredShadow } from "./registered.ts";
import type { Marks } from "./marks.ts";
import { AccessIndex, isOwnCall, outputPointers } from "./access-index.ts";
import { carriesFloat, flowOperands } from "./flow.ts";
import { isByteOfFloat } from "./byte-accesses.ts";
import { carriesPointer, type MemoryModel, type Root, type Roots } from "./memory.ts";
import { onlyReadThrough } from "./read-params.ts";
import { isStandardException } from "./thrown.ts";

/** What the caller differentiates by and of. */
export interface ActivityInputs {
  /** Scalars whose derivative is returned. */
  readonly out: ReadonlySet<Argument>;
  /** Pointers that come with a shadow. */
  readonly dup: ReadonlySet<Argument>;
  /** The return value has a seed. */
  readonly returnActive: boolean;
  /**
   * The function is a part of what is differentiated, and not the whole: memory that others see may hold active values when it
   * starts, and what it leaves there matters.
   */
  readonly isPart: boolean;
}

/** The result; valid until the function changes. */
export class Activity {
  readonly memory: MemoryModel;
  private readonly contents: ContentIndex;
  readonly inputs: ActivityInputs;
  private readonly marks: Marks | null;
  private readonly variedValues = new Set<Value>();
  private readonly variedRoots = new Set<Root>();
  /** Memory to which integers are stored that may be the bits of a varied float, or of which such may be copied. */
  private readonly bitRoots = new Set<Root>();
  private readonly usefulValues = new Set<Value>();
  private readonly usefulRoots = new Set<Root>();
  private readonly pointerRoots = new Set<Root>();
  /** Calls of functions of the module that something varied goes into, and those of which an output matters. */
  private readonly variedCalls = new Set<CallInst>();
  private readonly usefulCalls = new Set<CallInst>();
  private readonly accesses = new AccessIndex();

  /** Solves for the function of `memory`; integers of marked memory are found at run time to be no floats. */
  constructor(
    memory: MemoryModel,
    contents: ContentIndex,
    inputs: ActivityInputs,
    marks: Marks | null = null,
  ) {
    this.memory = memory;
    this.marks = marks;
    this.contents = contents;
    this.inputs = inputs;
    for (const inst of memory.function.instructions()) this.accesses.add(inst, memory);
    this.findVaried();
    this.findUseful();
    this.findPointerRoots();
  }

  /** Does the value depend on an active input (for an integer: may it hold bits that do)? */
  isVaried(value: Value): boolean {
    return this.variedValues.has(value);
  }

  /** Has the value an adjoint: does it carry floats, vary, and matter? */
  isActive(value: Value): boolean {
    return this.variedValues.has(value) && this.usefulValues.has(value) && carriesFloat(value.type);
  }

  /** Does an active output depend on the value? */
  isUseful(value: Value): boolean {
    return this.usefulValues.has(value);
  }

  /** Does the memory hold, at some time, a float that varies and matters? */
  isActiveRoot(root: Root): boolean {
    return this.variedRoots.has(root) && this.usefulRoots.has(root);
  }

  /** Does the memory hold pointers through which active memory is reached, so that its shadow must hold theirs? */
  isPointerRoot(root: Root): boolean {
    return this.pointerRoots.has(root);
  }

  /** True when the memory needs a shadow: for floats, or for the shadows of pointers. */
  needsShadow(root: Root): boolean {
    return this.isActiveRoot(root) || this.isPointerRoot(root);
  }

  /** May the memory hold something that depends on an active input? */
  isVariedRoot(root: Root): boolean {
    return this.variedRoots.has(root);
  }

  /** Does an active output depend on what the memory holds? */
  isUsefulRoot(root: Root): boolean {
    return this.usefulRoots.has(root);
  }

  /** Every root that the function accesses. */
  knownRoots(): Iterable<Root> {
    return this.accesses.roots();
  }

  /** May a call of a function of the module, which is not looked into here, carry a derivative? */
  isActiveCall(call: CallInst): boolean {
    return this.variedCalls.has(call) && this.usefulCalls.has(call);
  }

  /** May the call of a function of the module be given an active value, whatever becomes of it? */
  isVariedCall(call: CallInst): boolean {
    return this.variedCalls.has(call);
  }

  /** Every root that is varied. */
  allVariedRoots(): Iterable<Root> {
    return this.variedRoots;
  }

  /** True when a root of the set is varied. */
  someVaried(roots: Iterable<Root>): boolean {
    for (const root of roots) if (this.variedRoots.has(root)) return true;
    return false;
  }

  /** True when a root of the set is active. */
  someActive(roots: Roots): boolean {
    for (const root of roots) if (this.isActiveRoot(root)) return true;
    return false;
  }

  private findVaried(): void {
    const values: Value[] = [];
    const roots = this.shadowedRoots();
    for (const arg of this.inputs.out) values.push(arg);
    while (values.length + roots.length > 0) {
      const value = values.pop();
      if (value !== undefined) this.spreadVaried(value, values, roots);
      const root = roots.pop();
      if (root !== undefined) this.spreadVariedRoot(root, values, roots);
    }
  }

  private spreadVariedRoot(root: Root, values: Value[], roots: Root[]): void {
    if (this.variedRoots.has(root) || isFixed(root)) return;
    this.variedRoots.add(root);
    for (const load of this.accesses.loads(root)) {
      if (carriesFloat(load.type) || this.takesBits(load)) values.push(load);
    }
    roots.push(...this.nearby(root));
    for (const call of this.accesses.calls(root)) this.spreadThroughCall(call, values, roots);
    for (const copy of this.accesses.copiesFrom(root)) {
      for (const to of this.memory.rootsOf(copy.operand(0))) roots.push(to);
    }
  }

  /** A varied integer is stored: whatever integer is loaded from there, or from where that is copied to, may be it. */
  private spreadBits(stored: Iterable<Root>, values: Value[]): void {
    const waiting = [...stored];
    for (let root = waiting.pop(); root !== undefined; root = waiting.pop()) {
      if (this.bitRoots.has(root) || isFixed(root)) continue;
      this.bitRoots.add(root);
      for (const load of this.accesses.loads(root)) {
        if (!carriesFloat(load.type) && !carriesPointer(load.type)) values.push(load);
      }
      waiting.push(...this.nearby(root));
      for (const copy of this.accesses.copiesFrom(root)) {
        waiting.push(...this.memory.rootsOf(copy.operand(0)));
      }
    }
  }

  /** Does an integer load carry away the bits of a float: of bytes that are a float elsewhere, or become one by a bitcast? */
  private takesBits(load: LoadInst): boolean {
    if (carriesPointer(load.type)) return false;
    if (this.marks?.stateOf(load.pointer) === "marked") return becomesFloat(load);
    if (this.contents.conflictOf(load) !== null) return true;
    return isByteOfFloat(load, this.contents) || becomesFloat(load);
  }

  /** Does an atomic operation on integers touch the bits of a float: by its operands, its result, or another access? */
  isAtomicOnFloat(inst: Instruction): boolean {
    const [pointer, operand] = [inst.operand(0), inst.operand(1)];
    const comes = inst.operands.some((value) => this.isVaried(value)) || becomesFloat(inst);
    return comes || this.contents.isFloatAt(pointer, operand.type, inst.metadata);
  }

  /**
   * Roots that may be the same memory as `root` although no declaration of the caller says so: a global reached through a pointer
   * that a global holds, or through one of unknown origin.
   */
  private nearby(root: Root): Root[] {
    const handed = this.handedWith(root);
    if (!isOutside(root)) return handed;
    const outside = [...this.accesses.roots()].filter(
      (other) => other !== root && isOutside(other) && this.memory.rootsAlias(root, other),
    );
    return [...outside, ...handed];
  }

  /** What a function of the module hands out may be any object that it can reach, of which the caller declared nothing else. */
  private handedWith(root: Root): Root[] {
    const { handed } = this.memory;
    if (!this.accesses.has(handed)) return [];
    const others = root === handed ? [...this.accesses.roots()] : [root];
    const met = others.filter(
      (other) =>
        other !== handed &&
        !this.isDeclaredConstant(other) &&
        this.memory.rootsAlias(handed, other),
    );
    if (root === handed) return met;
    return met.length > 0 ? [handed] : [];
  }

  private isDeclaredConstant(root: Root): boolean {
    if (isFixed(root)) return true;
    // What a constant leads to is a library's own where its initial value is not here.
    if (root.value instanceof GlobalVariable && root.value.isConstant) return true;
    return root.value instanceof Argument && !this.inputs.dup.has(root.value);
  }

  /** Memory that may be active before the function starts, and after it has ended. */
  private shadowedRoots(): Root[] {
    const roots = [...this.inputs.dup].map((arg) => this.memory.rootFor(arg, "argument"));
    const known = new Set([...this.accesses.roots(), ...this.movedPointees()]);
    const inner = [...known].filter((root) => this.belongsToDup(root) || this.isHandedOut(root));
    return [...roots, ...inner];
  }

  /** What pointers that are only moved lead to: whoever finds them where they are put may follow them. */
  private *movedPointees(): Generator<Root> {
    for (const { stored } of this.storesOfPointers()) yield* stored;
    for (const copy of this.accesses.copies()) {
      for (const from of this.memory.rootsOf(copy.operand(1))) yield* this.memory.pointedToBy(from);
    }
  }

  /** Others may put active values there, or take them from there, before the function starts or after it ends. */
  private isHandedOut(root: Root): boolean {
    if (root.kind === "heap") return this.memory.escapes(root);
    if (root.kind === "global" && root.value instanceof GlobalVariable) {
      if (registeredShadow(root.value) !== undefined) return true;
    }
    return this.inputs.isPart && isOutside(root);
  }

  /** Has the memory a shadow that others look into? */
  private isShared(root: Root): boolean {
    const isArgument = root.kind === "argument" && this.inputs.dup.has(root.value as Argument);
    return isArgument || this.belongsToDup(root) || this.isHandedOut(root);
  }

  /** What goes into a function of the module may come out of all that it returns and of all memory that it can reach. */
  private spreadThroughCall(call: CallInst, values: Value[], roots: Root[]): void {
    if (this.variedCalls.has(call)) return;
    this.variedCalls.add(call);
    const isUnchecked = this.mayReturnBits(call) && this.calleesReadUnchecked();
    if (carriesFloat(call.type) || isUnchecked) values.push(call);
    const touched = this.accesses.touched(call);
    if (this.calleesReadUnchecked()) this.spreadBits(touched, values);
    for (const root of touched) {
      if (!this.isConstantArgument(root) || this.mayBeWritten(root)) roots.push(root);
    }
  }

  /** May a function that is called read bits of floats as integers where no mark is looked at? */
  private calleesReadUnchecked(): boolean {
    return this.contents.calleesReadBits((node) => this.marks?.isMarked(node) === true);
  }

  /** May an integer that a function of the module returns be the bits of a float that it was given in memory? */
  private mayReturnBits({ type }: CallInst): boolean {
    const isWide = type.kind === "int" ? type.bits > 8 : type.kind === "struct";
    return isWide && this.contents.calleesReadBits();
  }

  /** A parameter that was declared constant: its memory is nothing's but what this function and those it calls make of it. */
  isConstantArgument({ kind, value }: Root): boolean {
    return kind === "argument" && value instanceof Argument && !this.inputs.dup.has(value);
  }

  /** May a float be written to the memory of a parameter, here or in what is called? */
  private mayBeWritten({ value }: Root): boolean {
    const { args } = this.memory.function;
    return !onlyReadThrough(this.memory.function, args.indexOf(value as Argument));
  }

  private returnedValues(): Value[] {
    const returns = [...this.memory.function.instructions()].filter(
      (inst) => inst.opcode === "ret",
    );
    return returns.flatMap((ret) => (ret.operandCount > 0 ? [ret.operand(0)] : []));
  }

  private spreadVaried(value: Value, values: Value[], roots: Root[]): void {
    if (this.variedValues.has(value)) return;
    this.variedValues.add(value);
    for (const use of value.uses()) {
      const { user } = use;
      if (!(user instanceof Instruction)) continue;
      if (user instanceof StoreInst && use.index === 0) {
        const stored = this.memory.rootsOf(user.pointer);
        for (const root of stored) roots.push(root);
        if (!carriesFloat(value.type)) this.spreadBits(stored, values);
      } else if (user instanceof CallInst && isOwnCall(user)) {
        this.spreadThroughCall(user, values, roots);
      } else if (flowOperands(user).includes(use.index)) {
        values.push(user);
        for (const pointer of outputPointers(user)) {
          for (const root of this.memory.rootsOf(pointer)) roots.push(root);
        }
      }
    }
  }

  private findUseful(): void {
    const isWanted = this.inputs.returnActive || this.returnsChecked();
    const values = isWanted ? this.returnedValues() : [];
    const roots = this.shadowedRoots();
    while (values.length + roots.length > 0) {
      const value = values.pop();
      if (value !== undefined) this.spreadUseful(value, values, roots);
      const root = roots.pop();
      if (root === undefined || this.usefulRoots.has(root) || isFixed(root)) continue;
      this.usefulRoots.add(root);
      roots.push(...this.nearby(root));
      for (const store of this.accesses.stores(root)) values.push(store.value);
      for (const call of this.accesses.calls(root)) this.wantCall(call, values, roots);
      for (const call of this.accesses.outputs(root)) this.spreadOperands(call, values);
      for (const copy of this.accesses.copiesTo(root)) {
        for (const from of this.memory.rootsOf(copy.operand(1))) roots.push(from);
      }
    }
  }

  /** An output of a function of the module matters: so does all that it is given. */
  private wantCall(call: CallInst, values: Value[], roots: Root[]): void {
    if (this.usefulCalls.has(call)) return;
    this.usefulCalls.add(call);
    values.push(...call.args);
    roots.push(...this.accesses.touched(call));
  }

  /** A fixed point over pointers to pointers; the depth of indirection is the number of rounds. */
  private findPointerRoots(): void {
    const loads = [...this.memory.function.instructions()].filter(
      (inst): inst is LoadInst => inst instanceof LoadInst && this.loadsAddress(inst),
    );
    const stores = this.storesOfPointers();
    for (let before = -1; before !== this.pointerRoots.size; ) {
      before = this.pointerRoots.size;
      for (const load of loads) {
        const leads = [...this.memory.rootsOf(load)].some((root) => this.needsShadow(root));
        if (!leads) continue;
        for (const root of this.memory.rootsOf(load.pointer)) this.addPointerRoot(root);
      }
      for (const { store, stored } of stores) this.followStore(store, stored);
      this.followCopies();
      this.followCalls();
    }
  }

  private loadsAddress(load: LoadInst): boolean {
    return load.type.kind === "pointer" || this.memory.addresses.of(load) === "address";
  }

  private followStore(store: StoreInst, stored: Roots): void {
    if (![...stored].some((root) => this.needsShadow(root))) return;
    const targets = [...this.memory.rootsOf(store.pointer)];
    for (const root of targets) if (this.isShared(root)) this.addPointerRoot(root);
    // What is moved as an integer is loaded from the shadow of where it was.
    if (!targets.some((r) => this.isPointerRoot(r))) return;
    for (const load of loadsAdded(store.value)) {
      for (const root of this.memory.rootsOf(load.pointer)) this.addPointerRoot(root);
    }
  }

  private followCopies(): void {
    for (const copy of this.accesses.copies()) {
      const wanted = [...this.memory.rootsOf(copy.operand(0))].some((r) => this.isPointerRoot(r));
      if (!wanted) continue;
      for (const root of this.memory.rootsOf(copy.operand(1))) this.addPointerRoot(root);
    }
  }

  private followCalls(): void {
    const { handed } = this.memory;
    for (const root of this.handedWith(handed)) {
      if (this.pointerRoots.has(handed)) this.addPointerRoot(root);
      else if (this.pointerRoots.has(root)) this.addPointerRoot(handed);
    }
    for (const root of this.accesses.touchedByCalls()) {
      const leads = [...this.memory.pointedToBy(root)].some((inner) => this.needsShadow(inner));
      if (leads) this.addPointerRoot(root);
    }
  }

  /** The stores of pointers, and of integers that may be the bits of one, with what is pointed to. */
  private storesOfPointers(): { store: StoreInst; stored: Roots }[] {
    return [...this.memory.function.instructions()].flatMap((store) => {
      if (!(store instanceof StoreInst)) return [];
      const stored = this.memory.storedBy(store);
      return stored.size > 0 ? [{ store, stored }] : [];
    });
  }

  /** Code holds no pointers that a program reads, a constant those of its initial value, and one of a library none to active memory. */
  private addPointerRoot(root: Root): void {
    const { kind, value } = root;
    if (kind === "text" || (kind === "global" && value instanceof Function)) return;
    if (value instanceof GlobalVariable && (value.isConstant || isClassData(value))) {
      if (value.initializer === null) return;
      const held = this.memory.pointedToBy(root);
      if (kind === "global" && ![...held].some((inner) => this.needsShadow(inner))) return;
    }
    this.pointerRoots.add(root);
  }

  private spreadUseful(value: Value, values: Value[], roots: Root[]): void {
    if (this.usefulValues.has(value)) return;
    this.usefulValues.add(value);
    if (!(value instanceof Instruction)) return;
    if (value instanceof LoadInst && this.readsContent(value)) {
      for (const root of this.memory.rootsOf(value.pointer)) roots.push(root);
    } else if (value instanceof CallInst && isOwnCall(value)) {
      const isWanted = carriesFloat(value.type) || this.mayReturnBits(value);
      if (isWanted) this.wantCall(value, values, roots);
    } else this.spreadOperands(value, values);
  }

  /** Does the load take floats, or integers of which only the marks of the memory tell that they are none? */
  private readsContent({ type, pointer }: LoadInst): boolean {
    if (carriesFloat(type)) return true;
    return !carriesPointer(type) && this.marks?.stateOf(pointer) === "marked";
  }

  /** Are integers returned to a caller who relies on their being no bits of floats? */
  private returnsChecked(): boolean {
    const { ret } = this.memory.function.functionType;
    const isInteger = !carriesFloat(ret) && !carriesPointer(ret);
    return this.marks !== null && this.inputs.isPart && isInteger;
  }

  private spreadOperands(inst: Instruction, values: Value[]): void {
    for (const index of flowOperands(inst)) values.push(inst.operand(index));
  }

  /** Is the root the memory of an argument with a shadow, or reached from it? */
  private belongsToDup(root: Root): boolean {
    return root.kind === "content" && this.inputs.dup.has(root.value as Argument);
  }
}

/** Memory whose activity no parameter declares: globals that can be written, what they point to, and what is not known. */
function isOutside({ kind, value }: Root): boolean {
  if (kind === "unknown") return true;
  if (!(value instanceof GlobalVariable)) return false;
  return kind === "content" || (kind === "global" && !isInactiveGlobal(value));
}

/** Code, constants and text hold nothing that depends on anything. */
function isFixed({ kind, value }: Root): boolean {
  if (kind === "text" || (kind === "heap" && isStandardException(value))) return true;
  if (kind !== "global") return false;
  return value instanceof Function || (value instanceof GlobalVariable && isInactiveGlobal(value));
}

/** Do the bits of the integer come to a bitcast to a float? */
function becomesFloat(start: Instruction): boolean {
  const seen = new Set<Instruction>([start]);
  for (const value of seen) {
    for (const { user, index } of value.uses()) {
      if (!(user instanceof Instruction) || !flowOperands(user).includes(index)) continue;
      if (user.opcode === "bitcast" && carriesFloat(user.type)) return true;
      if (!carriesFloat(user.type)) seen.add(user);
    }
  }
  return false;
}
