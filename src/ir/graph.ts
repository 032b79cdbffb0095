/**
 * The containers of a function's code: instructions in blocks in functions, each a doubly linked list or an array that
 * is safe to change while it is walked. Concrete instructions are in instructions.ts, the module in module.ts.
 */
import type { DataLayout } from "./datalayout.ts";
import type { Dialect } from "./dialect.ts";
import { Constant, MetadataValue } from "./constants.ts";
import type { Location } from "../support/errors.ts";
import type { FunctionType, Type, TypeTable } from "./types.ts";
import { type Use, User, Value } from "./value.ts";

/** What a function needs to know of its module. */
export interface ModuleContext {
  readonly file: string;
  readonly types: TypeTable;
  readonly layout: DataLayout;
  readonly dialect: Dialect;
  /** Called when a function's code or header changes, so that it is printed anew. */
  markChanged(item: GlobalValue): void;
  /** The place of an offset of the text; absent for a module that was built in memory. */
  locate?(offset: number): Location;
  /** The text of the metadata node `!N` after its `=`; absent for a module that was built in memory. */
  node?(reference: string): string | undefined;
}

/** An instruction, or a debug record (`#dbg_value(…)`, opcode starting with `#`). Subclasses say what its operands are. */
export abstract class Instruction extends User {
  /** The mnemonic: `fadd`, `load`, `#dbg_value`. */
  readonly opcode: string;
  /** Flag words after the mnemonic in printing order: `nuw nsw`, `fast`, `inbounds`; empty when none. */
  flags = "";
  /** Attachments as written, without the leading comma: `!dbg !5, !tbaa !7`; empty when none. */
  metadata = "";
  /** Offset of the instruction in the module's text, for messages; -1 for one made in memory. Clones keep it. */
  position = -1;
  parent: BasicBlock | null = null;
  prev: Instruction | null = null;
  next: Instruction | null = null;

  constructor(type: Type, opcode: string, operands: readonly Value[]) {
    super(type);
    this.opcode = opcode;
    for (const operand of operands) this.addOperand(operand);
  }

  /** True for ret, br, switch, indirectbr, invoke, callbr, resume, unreachable, catchswitch, catchret, cleanupret. */
  get isTerminator(): boolean {
    return false;
  }

  /** True for a debug record, which computes nothing. */
  get isDebugRecord(): boolean {
    return this.opcode.startsWith("#");
  }

  /** True when the flag word is present; `fast` implies every fast-math flag. */
  hasFlag(word: string): boolean {
    return this.flags !== "" && this.flags.split(" ").includes(word);
  }

  /** Takes the instruction out of its block, keeping its operands. */
  detach(): void {
    this.parent?.unlink(this);
  }

  /** Takes the instruction out of its block and drops its operands. It must have no uses left. */
  erase(): void {
    if (this.isUsed)
      throw new Error(`erase of %${this.name ?? "?"} (${this.opcode}), which is still used`);
    this.detach();
    this.dropOperands();
  }

  override dropOperands(): void {
    for (const use of this.operandUses) {
      if (use.value instanceof MetadataValue) use.value.dropOperands();
    }
    super.dropOperands();
  }

  /** The blocks control may go to next, in operand order; only terminators have any. */
  successors(): BasicBlock[] {
    if (!this.isTerminator) return [];
    const found: BasicBlock[] = [];
    for (const use of this.operandUses) {
      if (use.value instanceof BasicBlock) found.push(use.value);
    }
    return found;
  }
}

/** A basic block: a value of type label, and a list of instructions of which the last is the terminator. */
export class BasicBlock extends Value {
  parent: Function | null = null;
  first: Instruction | null = null;
  last: Instruction | null = null;

  constructor(label: Type, name: string | null) {
    super(label);
    this.name = name;
  }

  /** The instructions in order; the current one may be removed, and others inserted after it are visited. */
  *[Symbol.iterator](): IterableIterator<Instruction> {
    for (let inst = this.first; inst !== null; ) {
      const next: Instruction | null = inst.next;
      yield inst;
      inst = inst.parent === this ? inst.next : next;
    }
  }

  /** The last instruction when it is a terminator. */
  get terminator(): Instruction | null {
    return this.last?.isTerminator === true ? this.last : null;
  }

  /** Links `inst`, which is in no block, before `before` (at the end when null). O(1). */
  insert(inst: Instruction, before: Instruction | null): void {
    if (inst.parent !== null) throw new Error(`${inst.opcode} is already in a block`);
    inst.parent = this;
    inst.next = before;
    inst.prev = before === null ? this.last : before.prev;
    if (inst.prev === null) this.first = inst;
    else inst.prev.next = inst;
    if (before === null) this.last = inst;
    else before.prev = inst;
  }

  /** Links `inst` at the end. */
  append(inst: Instruction): void {
    this.insert(inst, null);
  }

  /** Takes `inst` out of this block's list. O(1). */
  unlink(inst: Instruction): void {
    if (inst.prev === null) this.first = inst.next;
    else inst.prev.next = inst.next;
    if (inst.next === null) this.last = inst.prev;
    else inst.next.prev = inst.prev;
    inst.parent = null;
    inst.prev = null;
    inst.next = null;
  }

  /** The blocks that control may go to from here, duplicates kept (a switch may name one twice). */
  successors(): BasicBlock[] {
    return this.terminator?.successors() ?? [];
  }

  /** The blocks that may branch here, each once, in use-list order. */
  predecessors(): BasicBlock[] {
    const found = new Set<BasicBlock>();
    for (const use of this.uses()) {
      const user = use.user;
      if (user instanceof Instruction && user.isTerminator && user.parent !== null)
        found.add(user.parent);
    }
    return [...found];
  }

  /** The first instruction that is neither a phi nor a debug record. */
  get firstNonPhi(): Instruction | null {
    let inst = this.first;
    while (inst !== null && (inst.opcode === "phi" || inst.isDebugRecord)) inst = inst.next;
    return inst;
  }
}

/** A parameter of a function. `attributes` are the words between its type and its name, as written. */
export class Argument extends Value {
  readonly parent: Function;
  readonly index: number;
  attributes: string;

  constructor(
    parent: Function,
    index: number,
    type: Type,
    attributes: string,
    name: string | null,
  ) {
    super(type);
    this.parent = parent;
    this.index = index;
    this.attributes = attributes;
    this.name = name;
  }

  /** What uses the argument stands in the body, which is read for it. */
  override uses(): IterableIterator<Use> {
    this.parent.materialize();
    return super.uses();
  }

  override get isUsed(): boolean {
    this.parent.materialize();
    return super.isUsed;
  }
}

/** A named (or numbered: then `name` is its digits and `numbered` is set) global: variable, alias, ifunc or function. */
export abstract class GlobalValue extends Value {
  /** The value type: a variable's type, a function's function type. `type` is the pointer to it. */
  readonly valueType: Type;
  override name: string;
  readonly numbered: boolean;

  constructor(type: Type, valueType: Type, name: string, numbered: boolean) {
    super(type);
    this.valueType = valueType;
    this.name = name;
    this.numbered = numbered;
  }
}

/** A global variable. `header` is what stands between `=` and the value type, `tail` what follows the initializer, as written. */
export class GlobalVariable extends GlobalValue {
  header = "";
  tail = "";
  isConstant = false;
  /** Reads the initializer when it is first asked for; null once read, and for globals made in memory. */
  initializerSource: (() => Value) | null = null;
  private held: Value | null = null;

  /** Null for a declaration. Read from the text on first use (may throw a syntax error). */
  get initializer(): Value | null {
    this.materialize();
    return this.held;
  }

  set initializer(value: Value | null) {
    this.initializerSource = null;
    this.held = value;
  }

  /** Makes sure the initializer has been read. */
  materialize(): void {
    if (this.initializerSource === null) return;
    this.held = this.initializerSource();
    this.initializerSource = null;
  }

  /** True when the variable is defined elsewhere. */
  get isDeclaration(): boolean {
    return this.initializerSource === null && this.held === null;
  }
}

/** `@a = alias T, T* aliasee` or `ifunc`. */
export class GlobalAlias extends GlobalValue {
  header = "";
  tail = "";
  readonly form: "alias" | "ifunc";
  /** Reads the target when it is first asked for; null once read. */
  targetSource: (() => Value) | null = null;
  private held: Value | null = null;

  constructor(
    form: GlobalAlias["form"],
    type: Type,
    valueType: Type,
    name: string,
    numbered: boolean,
  ) {
    super(type, valueType, name, numbered);
    this.form = form;
  }

  /** What the alias names, or the resolver. Read from the text on first use (may throw a syntax error). */
  get target(): Value | null {
    this.materialize();
    return this.held;
  }

  set target(value: Value | null) {
    this.targetSource = null;
    this.held = value;
  }

  /** Makes sure the target has been read. */
  materialize(): void {
    if (this.targetSource === null) return;
    this.held = this.targetSource();
    this.targetSource = null;
  }
}

/**
 * A function. The header is light structure over text: `prefix` (linkage, visibility, calling convention and return attributes,
 * as written between `define` and the return type), `suffix` (everything between `)` and `{`: `unnamed_addr #0 section "s"
 * personality … !dbg !4`), `declareMetadata` (attachments before a declaration's header).
 */
export class Function extends GlobalValue {
  readonly module: ModuleContext;
  readonly functionType: FunctionType;
  args: Argument[] = [];
  prefix = "";
  suffix = "";
  declareMetadata = "";
  isDeclaration: boolean;
  /** Reads the body when it is first asked for; null once read, and for functions built in memory. */
  bodySource: (() => void) | null = null;
  private blockList: BasicBlock[] = [];

  constructor(
    module: ModuleContext,
    type: Type,
    functionType: FunctionType,
    name: string,
    options: { numbered?: boolean; isDeclaration: boolean },
  ) {
    super(type, functionType, name, options.numbered ?? false);
    this.module = module;
    this.functionType = functionType;
    this.isDeclaration = options.isDeclaration;
  }

  /** The blocks in layout order, the entry first; empty for a declaration. Reads the body on first use (may throw a syntax error). */
  get blocks(): readonly BasicBlock[] {
    this.materialize();
    return this.blockList;
  }

  /** Makes sure the body has been read. */
  materialize(): void {
    const read = this.bodySource;
    if (read === null) return;
    this.bodySource = null;
    read();
  }

  /** The entry block of a definition. */
  get entry(): BasicBlock {
    const entry = this.blocks[0];
    if (entry === undefined) throw new Error(`@${this.name} has no body`);
    return entry;
  }

  /** Adds a block after `after` (at the end when absent). */
  addBlock(block: BasicBlock, after?: BasicBlock): void {
    if (block.parent !== null) throw new Error("the block is already in a function");
    block.parent = this;
    if (after === undefined) this.blockList.push(block);
    else this.blockList.splice(this.blockList.indexOf(after) + 1, 0, block);
  }

  /** Makes a new block at the end (or after `after`). */
  newBlock(name: string | null, after?: BasicBlock): BasicBlock {
    const block = new BasicBlock(this.module.types.label, name);
    this.addBlock(block, after);
    return block;
  }

  /** Takes blocks out in one pass; their instructions are dropped, uses from outside must be gone already. */
  removeBlocks(gone: ReadonlySet<BasicBlock>): void {
    for (const block of gone) {
      for (const inst of block) inst.dropOperands();
      block.parent = null;
    }
    this.blockList = this.blockList.filter((block) => !gone.has(block));
  }

  /** Moves blocks of another function to the end of this one, in the order they have there. */
  takeBlocks(taken: ReadonlySet<BasicBlock>, from: Function): void {
    const moved = from.blockList.filter((block) => taken.has(block));
    from.blockList = from.blockList.filter((block) => !taken.has(block));
    for (const block of moved) {
      block.parent = this;
      this.blockList.push(block);
    }
  }

  /** Replaces the layout order; `order` must be a permutation of the blocks with the entry first. */
  reorderBlocks(order: readonly BasicBlock[]): void {
    if (order.length !== this.blockList.length) throw new Error("not a permutation of the blocks");
    this.blockList = [...order];
  }

  /** All instructions of all blocks in layout order, debug records included. */
  *instructions(): IterableIterator<Instruction> {
    for (const block of this.blocks) yield* block;
  }
}

/** `blockaddress(@f, %bb)`. The block is found when the body of @f is read; `blockText` is the label as written. */
export class BlockAddress extends Constant {
  readonly fn: Value;
  readonly blockText: string;
  block: BasicBlock | null = null;

  constructor(type: Type, fn: Value, blockText: string) {
    super(type);
    this.fn = fn;
    this.blockText = blockText;
  }
}
