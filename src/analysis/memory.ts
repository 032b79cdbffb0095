/**
 * Which memory a pointer may point into, flow-insensitively: every pointer has a set of roots (Andersen 1994, with one
 * abstract object per argument, alloca, global and allocation). Two accesses may touch the same bytes when a pair of
 * their roots may.
 */
import { Argument, Function, GlobalValue, GlobalVariable, Instruction } from "../ir/graph.ts";
import {
  AllocaInst,
  CallInst,
  GepInst,
  LoadInst,
  PhiInst,
  SelectInst,
  StoreInst,
} from "../ir/instructions.ts";
import { ConstantExpr } from "../ir/constants.ts";
import type { Value } from "../ir/value.ts";
import type { TextObjects } from "../rules/inactive-call.ts";
import { Worklist } from "../support/worklist.ts";
import { calledFunction, callEffects, returnsLibraryMemory } from "./effects.ts";
import {
  holdsPointers,
  isNumber,
  isSeen,
  callsStrangers,
  GivenPointers,
  integersIn,
  mayLeavePointers,
  mayLoadPointers,
  passesPointers,
} from "./pointer-instructions.ts";
import { Addresses, isFromNull } from "./addresses.ts";
import { isTypeData } from "./registered.ts";
import {
  carriesPointer,
  empty,
  exchangedIn,
  hasInitialOnly,
  isNoPointer,
  isOwn,
  mayBeBehind,
  type AreApart,
  type MemoryOptions,
  pointersOf,
  type Root,
  type Roots,
  wereCheckedApart,
} from "./roots.ts";
import { isInNullPage } from "./null-page.ts";
import { isTextSource, movesTextPointer } from "./text-pointers.ts";
import { catchesPointers, exceptionThrownBy, isBeginCatch, rethrowsAnother } from "./thrown.ts";

export { carriesPointer, isOwn, type Root, type Roots };

/** The points-to sets of one function. A snapshot: valid until the function's code changes. */
export class MemoryModel {
  readonly function: Function;
  private readonly options: MemoryOptions;
  readonly unknown: Root = { kind: "unknown", value: null };
  /** Behind pointers that functions of the module return or store, where no other code can have given them out. */
  readonly handed: Root = { kind: "handed", value: null };
  /** All text of the library's strings, and what else the library has for itself. It holds nothing that depends on anything. */
  readonly text: Root = { kind: "text", value: null };
  private readonly texts: Roots = new Set([this.text]);
  /** Are there calls of code of which nothing is known? */
  readonly hasStrangers: boolean;
  /** Are there calls of functions that are differentiated as a whole, which may store pointers where their addresses get to? */
  private readonly hasParts: boolean;
  /** What integers hold of pointers. */
  readonly addresses: Addresses;
  private readonly byValue = new Map<Value, Set<Root>>();
  private readonly ownRoots = new Map<Value, Root>();
  private readonly contents = new Map<Root, Root>();
  /** What pointers have been stored into a root. */
  private readonly stored = new Map<Root, Set<Root>>();
  private readonly storedValues = new Map<Root, Set<Value>>();
  private readonly initial = new Map<Root, Roots>();
  private readonly escapedRoots = new Set<Root>();
  /** Whether a root has escaped since loads were last looked at again. */
  private hasEscaped = false;
  /** What has been stored into memory that may be any of which the address got out. */
  private readonly storedElsewhere = new Set<Root>();
  /** Everything that must be looked at again when a pointer is stored somewhere. */
  private readonly pointerLoads: Instruction[] = [];
  /** The exceptions that the function throws, and the pads where they land: at any of them, for all that is known here. */
  private readonly thrown: Value[] = [];
  private readonly pads: Instruction[] = [];
  /** What calls are given that are not looked into here. */
  readonly given = new GivenPointers();
  private readonly rethrowsAnother: boolean;
  private readonly catchesPointers: boolean;

  /** Solves for `fn`, which must have a body. Time is near-linear in its size for the programs compilers write. */
  constructor(fn: Function, options: MemoryOptions = {}) {
    this.function = fn;
    this.options = options;
    this.addresses = new Addresses(fn);
    const calls = [...fn.instructions()].filter((inst) => inst instanceof CallInst);
    this.hasStrangers = callsStrangers(fn, calls);
    this.hasParts = calls.some((inst) => isSeen(inst) && mayLeavePointers(inst));
    this.rethrowsAnother = [...fn.instructions()].some((inst) => rethrowsAnother(inst));
    this.catchesPointers = [...fn.instructions()].some((inst) => catchesPointers(inst));
    this.solve();
  }

  /** The roots `pointer` may point into. */
  rootsOf(pointer: Value): Roots {
    const known = this.byValue.get(pointer);
    if (known !== undefined) return known;
    return this.constantRoots(pointer);
  }

  /** The root that stands for an argument, alloca, global or allocation itself. */
  rootFor(value: Value, kind: Root["kind"]): Root {
    let root = this.ownRoots.get(value);
    if (root === undefined) {
      root = { kind, value };
      this.ownRoots.set(value, root);
    }
    return root;
  }

  /** True when an address inside `root` may be found in memory that the function does not own. */
  escapes(root: Root): boolean {
    return this.escapedRoots.has(root);
  }

  /** Everything that can be reached from the objects through pointers in memory, the objects among them. */
  reachable(from: Iterable<Root>): ReadonlySet<Root> {
    const found = new Set<Root>(from);
    for (const root of found) for (const inside of this.pointedToBy(root)) found.add(inside);
    return found;
  }

  /** What pointers that are kept in the object may point to. */
  pointedToBy(root: Root): Roots {
    return this.loadedFrom(new Set([root]));
  }

  /** Every root whose address code elsewhere may have. */
  escapedSet(): Iterable<Root> {
    return this.escapedRoots;
  }

  /** May some byte be reached through a pointer of `a` and through one of `b`? */
  mayAlias(a: Roots, b: Roots): boolean {
    for (const x of a) for (const y of b) if (this.rootsAlias(x, y)) return true;
    return false;
  }

  /** May the two objects share bytes? */
  rootsAlias(x: Root, y: Root): boolean {
    if (x === y || x === this.text || y === this.text) return true;
    if (wereCheckedApart(x, y, this.options)) return false;
    return mayBeBehind(x, y, this.escapedRoots) && mayBeBehind(y, x, this.escapedRoots);
  }

  /** The same sets, as far as they are known now, under a further assumption. */
  assuming(areApart: AreApart): MemoryModel {
    const made = Object.create(MemoryModel.prototype) as MemoryModel;
    return Object.assign(made, this, { options: { ...this.options, areApart } });
  }

  private solve(): void {
    const work = new Worklist<Instruction>(this.function.instructions());
    for (const inst of this.function.instructions()) {
      if (mayLoadPointers(inst) || this.isAddress(inst) || this.movesAsInteger(inst)) {
        this.pointerLoads.push(inst);
      }
      const exception = exceptionThrownBy(inst);
      if (exception !== null) this.thrown.push(exception);
      if (inst.opcode === "landingpad") this.pads.push(inst);
    }
    work.drain((inst) => {
      this.visitMemory(inst, work);
      this.escapeLost(inst);
      if (this.hasEscaped) for (const load of this.pointerLoads) work.add(load);
      this.hasEscaped = false;
      if (inst.type.kind !== "pointer" && !holdsPointers(inst) && !this.isAddress(inst)) return;
      if (this.grow(inst, isTextSource(inst) ? this.texts : this.transfer(inst))) {
        for (const use of inst.uses()) {
          if (!(use.user instanceof Instruction)) continue;
          work.add(use.user);
          if (exceptionThrownBy(use.user) === inst) for (const pad of this.pads) work.add(pad);
        }
      }
    });
  }

  private visitMemory(inst: Instruction, work: Worklist<Instruction>): void {
    if (inst instanceof StoreInst) this.visitStore(inst, work);
    else if (exchangedIn(inst) !== null) this.visitExchange(inst, work);
    else if (inst instanceof CallInst) this.visitCall(inst, work);
    else if (inst.opcode === "ret") {
      for (const value of inst.operands) this.escapeAll(this.rootsOf(value));
    }
  }

  /** Does it store an integer that may be the bits of a pointer, which may depend on what loads give? */
  private movesAsInteger(inst: Instruction): boolean {
    const value = inst instanceof StoreInst ? inst.value : exchangedIn(inst);
    if (value === null || !(value instanceof Instruction)) return false;
    return value.type.kind === "int" && value.type.bits >= this.pointerBits;
  }

  private isAddress(value: Value): boolean {
    return this.addresses.of(value) === "address";
  }

  /** An address that goes where it is not followed may come back as a pointer from anywhere. */
  private escapeLost(inst: Instruction): void {
    if (inst.opcode === "ptrtoint") {
      if (!this.isAddress(inst)) this.escapeAll(this.rootsOf(inst.operand(0)));
      return;
    }
    const lost = inst.operands.filter((value) => this.isAddress(value));
    if (lost.length > 0 && !this.addresses.isFollowed(inst)) this.escapeAll(this.union(lost));
  }

  /** What a pointer that is made of integers may point to. */
  private madeOf(integers: readonly Value[]): Roots {
    const holdings = integers.map((value) => this.addresses.of(value));
    if (holdings.includes("unclear")) return new Set([this.unknown]);
    return this.union(integers.filter((value) => this.isAddress(value)));
  }

  private transfer(inst: Instruction): Roots {
    if (inst.opcode === "ptrtoint") return this.rootsOf(inst.operand(0));
    if (inst.opcode === "inttoptr")
      return isInNullPage(inst) ? empty : this.ofInteger(inst.operand(0));
    if (isFromNull(inst)) return this.madeOf(inst.indices);
    if (inst.type.kind === "int" && !(inst instanceof LoadInst)) {
      return this.union(this.addresses.carriersOf(inst));
    }
    if (inst instanceof AllocaInst) return new Set([this.rootFor(inst, "alloca")]);
    if (inst instanceof GepInst) return this.rootsOf(inst.base);
    if (inst instanceof CallInst) return this.transferCall(inst);
    if (inst instanceof LoadInst) return this.loadedFrom(this.rootsOf(inst.pointer));
    if (inst instanceof PhiInst) return this.union(inst.incoming().map(({ value }) => value));
    if (inst instanceof SelectInst) return this.union([inst.yes, inst.no]);
    if (inst.opcode === "landingpad") return this.landing();
    if (passesPointers.has(inst.opcode)) {
      return this.union(inst.operands.filter((operand) => operand.type.kind !== "int"));
    }
    return new Set([this.unknown]);
  }

  private ofInteger(address: Value): Roots {
    return this.isAddress(address) ? this.rootsOf(address) : new Set([this.unknown]);
  }

  private landing(): Roots {
    const known = this.union(this.thrown);
    return this.rethrowsAnother ? new Set([...known, this.unknown]) : known;
  }

  private transferCall(call: CallInst): Roots {
    const effects = callEffects(call);
    if (effects?.what === "allocate") return new Set([this.rootFor(call, "heap")]);
    if (this.catchesPointers && isBeginCatch(call)) return new Set([this.unknown]);
    if (effects?.result !== undefined) return this.rootsOf(call.operand(effects.result));
    if (effects?.what === "link") return this.linkedBy(call);
    if (returnsLibraryMemory(effects)) return this.texts;
    if (isNumber(call)) return empty;
    return new Set([isSeen(call) && !this.hasStrangers ? this.handed : this.unknown]);
  }

  private visitStore(store: StoreInst, work: Worklist<Instruction>): void {
    const { type } = store.value;
    if (movesTextPointer(store)) {
      this.putInto(this.rootsOf(store.pointer), this.texts, work);
      return;
    }
    if (isNoPointer(type, this.pointerBits)) return;
    const carried = this.carriedBy(store.value);
    if (type.kind === "pointer" || carried.size > 0) {
      for (const root of this.rootsOf(store.pointer)) this.noteStored(root, [store.value]);
    }
    this.putInto(this.rootsOf(store.pointer), carried, work);
  }

  /** What an atomic exchange leaves in memory; nobody exchanges shadows beside it. */
  private visitExchange(inst: Instruction, work: Worklist<Instruction>): void {
    this.putInto(this.rootsOf(inst.operand(0)), this.pointersExchanged(inst), work);
  }

  /** What the value may point to that an atomic exchange leaves in memory. */
  pointersExchanged(inst: Instruction): Roots {
    const value = exchangedIn(inst);
    return value === null || isNoPointer(value.type, this.pointerBits)
      ? empty
      : this.carriedBy(value);
  }

  /** The pointers that have been stored into the object as pointers, by stores and copies. */
  pointersStoredIn(root: Root): ReadonlySet<Value> {
    return this.storedValues.get(root) ?? new Set();
  }

  private noteStored(root: Root, values: Iterable<Value>): void {
    const known = this.storedValues.get(root) ?? new Set();
    for (const value of values) known.add(value);
    this.storedValues.set(root, known);
  }

  /** What a pointer that is stored, or an integer that may be the bits of one, may point to. */
  storedBy(store: StoreInst): Roots {
    if (movesTextPointer(store)) return this.texts;
    if (store.value.type.kind === "pointer") return this.rootsOf(store.value);
    return this.pointersMovedBy(store);
  }

  /** What the stored value may point to, when it is an integer that may be the bits of a pointer. */
  pointersMovedBy(store: StoreInst): Roots {
    const { type } = store.value;
    if (type.kind !== "int" || type.bits < this.pointerBits) return empty;
    return this.carriedBy(store.value);
  }

  /** What a value may point to, be it a pointer or the bits of one: those of an integer come from a load or a cast. */
  carriedBy(value: Value): Roots {
    if (value.type.kind === "pointer") return this.rootsOf(value);
    if (value.type.kind !== "int") return new Set([this.unknown]);
    const found = new Set<Root>();
    const seen = new Set<Value>([value]);
    for (const each of seen) {
      if (each instanceof ConstantExpr || this.addresses.of(each) === "unclear") {
        found.add(this.unknown);
      } else if (this.isAddress(each)) {
        for (const root of this.rootsOf(each)) found.add(root);
      } else if (each instanceof LoadInst) {
        for (const root of this.movedBy(each)) found.add(root);
      } else if (each instanceof Instruction && !isNumber(each)) {
        const operands = integersIn(each, this.addresses);
        if (operands === null) found.add(this.unknown);
        else for (const operand of operands) seen.add(operand);
      }
    }
    return found;
  }

  /** What a loaded integer may point to. */
  private movedBy(load: LoadInst): Roots {
    if (this.options.isNeverFollowed?.(load) === true) return empty;
    return this.loadedFrom(this.rootsOf(load.pointer));
  }

  private get pointerBits(): number {
    return this.function.module.layout.pointerBits(0);
  }

  /** Records that pointers to `what` may now be found in the objects `targets`. */
  private putInto(targets: Roots, what: Roots, work: Worklist<Instruction>): void {
    for (const target of targets) {
      if (!isOwn(target) || this.escapes(target)) this.escapeAll(what);
      if (!isOwn(target)) this.keepElsewhere(what);
      const known = this.stored.get(target) ?? new Set<Root>();
      const before = known.size;
      for (const root of what) known.add(root);
      this.stored.set(target, known);
      if (known.size !== before) for (const load of this.pointerLoads) work.add(load);
    }
  }

  private visitCall(call: CallInst, work: Worklist<Instruction>): void {
    const effects = callEffects(call);
    if (effects?.what === "copy" || effects?.what === "move") this.visitCopy(call, work);
    else if (effects?.what === "link") this.visitLink(call, work);
    if (effects?.text !== undefined) this.keepText(call, effects.text, work);
    // Functions known by name keep no pointer that they are given, but for those whose row says so.
    if (effects !== undefined && effects.deep !== true) return;
    if (this.options.trustPointerCalls === true && calledFunction(call) === null) return;
    for (const arg of this.given.of(call)) this.escapeAll(this.rootsOf(arg));
  }

  private keepText(call: CallInst, { objects }: TextObjects, work: Worklist<Instruction>): void {
    for (const [i, arg] of call.args.entries()) {
      if (objects.includes(i)) this.putInto(this.rootsOf(arg), this.texts, work);
    }
  }

  private visitCopy({ args: [to, from] }: CallInst, work: Worklist<Instruction>): void {
    if (to === undefined || from === undefined) return;
    for (const source of this.rootsOf(from)) {
      for (const target of this.rootsOf(to)) {
        this.noteStored(target, this.pointersStoredIn(source));
        // What is stored into a caller's memory is not all seen.
        if (!isOwn(source)) this.noteStored(target, [from]);
      }
    }
    this.putInto(this.rootsOf(to), this.loadedFrom(this.rootsOf(from)), work);
  }

  /** Nodes and all that is linked with them. */
  private linkedBy(call: CallInst): ReadonlySet<Root> {
    const nodes = call.args.filter((arg) => arg.type.kind === "pointer");
    return this.reachable(nodes.flatMap((node) => [...this.rootsOf(node)]));
  }

  /** Any node may come to point to any other. */
  private visitLink(call: CallInst, work: Worklist<Instruction>): void {
    const all = this.linkedBy(call);
    const nodes = call.args.filter((arg) => arg.type.kind === "pointer");
    for (const root of all) this.noteStored(root, nodes);
    this.putInto(all, all, work);
  }

  /** What is stored through a pointer from elsewhere may come to be in any object of which the address got out. */
  private keepElsewhere(what: Roots): void {
    const before = this.storedElsewhere.size;
    for (const root of what) this.storedElsewhere.add(root);
    this.hasEscaped ||= this.storedElsewhere.size !== before;
  }

  private escapeAll(roots: Roots): void {
    for (const root of roots) {
      if (this.escapedRoots.has(root)) continue;
      this.escapedRoots.add(root);
      this.hasEscaped ||= isOwn(root);
      this.escapeAll(this.stored.get(root) ?? empty);
    }
  }

  private loadedFrom(from: Roots): Roots {
    const found = new Set<Root>();
    for (const root of from) {
      for (const inside of this.stored.get(root) ?? empty) found.add(inside);
      // Code holds no pointers that a program reads.
      if (root.value instanceof Function) continue;
      if (root.kind === "unknown" || root.kind === "handed" || root.kind === "text")
        found.add(root);
      else if (hasInitialOnly(root)) for (const inner of this.initialOf(root)) found.add(inner);
      else if (!isOwn(root)) found.add(this.contentOf(root));
      else if (this.escapes(root)) for (const inner of this.putBehind()) found.add(inner);
    }
    return found;
  }

  /** What may be in an object of which the address got out, beside what is seen to be stored there. */
  private putBehind(): Roots {
    if (this.hasStrangers) return new Set([this.unknown]);
    return this.hasParts ? new Set([this.handed]) : this.storedElsewhere;
  }

  /** What the pointers in the initial value of a variable point to. */
  private initialOf(root: Root): Roots {
    const known = this.initial.get(root);
    if (known !== undefined) return known;
    const found = new Set<Root>();
    for (const value of pointersOf(root)) {
      for (const inner of value === null ? [this.unknown] : this.constantRoots(value))
        found.add(inner);
    }
    this.initial.set(root, found);
    return found;
  }

  private contentOf(root: Root): Root {
    if (root.kind === "content") return root;
    let content = this.contents.get(root);
    if (content === undefined) {
      content = { kind: "content", value: root.value };
      this.contents.set(root, content);
    }
    return content;
  }

  private union(values: readonly Value[]): Roots {
    const all = new Set<Root>();
    for (const value of values) for (const root of this.rootsOf(value)) all.add(root);
    return all;
  }

  private grow(value: Value, roots: Roots): boolean {
    const known = this.byValue.get(value) ?? new Set<Root>();
    const before = this.byValue.has(value) ? known.size : -1;
    for (const root of roots) known.add(root);
    this.byValue.set(value, known);
    return known.size !== before;
  }

  private constantRoots(pointer: Value): Roots {
    if (pointer instanceof Argument) return new Set([this.rootFor(pointer, "argument")]);
    if (pointer instanceof GlobalVariable && isTypeData(pointer)) return empty;
    if (pointer instanceof GlobalVariable || pointer instanceof Function)
      return new Set([this.rootFor(pointer, "global")]);
    if (pointer instanceof GlobalValue) return new Set([this.unknown]);
    if (pointer instanceof ConstantExpr && !isInNullPage(pointer)) {
      const all = new Set<Root>();
      for (const arg of pointer.args)
        if (arg.type.kind === "pointer") for (const root of this.constantRoots(arg)) all.add(root);
      if (pointer.opcode === "inttoptr") all.add(this.unknown);
      return all;
    }
    // Nothing, or an instruction the solver has not reached yet: it is visited again when its set grows.
    return empty;
  }
}
