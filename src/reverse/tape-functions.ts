/** The functions of the pool that tape-pool.ts describes, as code. */
import { InsertPoint, IRBuilder } from "../ir/builder.ts";
import type { BasicBlock, Function, GlobalValue } from "../ir/graph.ts";
import { heapCalls } from "../ir/heap.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { IntType, PointerType, Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at, must } from "../support/assert.ts";
import type { HelperServices } from "../transform/fatal.ts";

/** The names of the functions, of which rules/allocators.ts knows too: gradients are differentiated themselves. */
const names = {
  take: "__tsad_tape_take",
  give: "__tsad_tape_give",
  keep: "__tsad_tape_keep",
  expect: "__tsad_tape_expect",
  note: "__tsad_tape_note",
};

/** One of the functions. */
export type Name = keyof typeof names;

/** The function with which a program gives back what is kept. */
const releaseName = "tsad_release_tapes";

/** Smaller blocks the C library keeps itself. */
const smallest = 1 << 16;

/** Bytes kept in all. */
const limit = 2 ** 29;

const slots = 32;

/** In front of a block; malloc's alignment stays. */
const headerBytes = 16;

/** Modules that are linked share their blocks. */
const shared = "linkonce_odr";

/** Makes the functions of a module's pool, each when first asked for. */
export class TapeFunctions {
  private readonly services: HelperServices;
  private readonly pointer: PointerType;
  private readonly i64: IntType;
  /** Addresses are exchanged as integers: LLVM 14 knows nothing else. */
  private readonly address: IntType;

  constructor(services: HelperServices) {
    const { types, layout } = services;
    this.services = services;
    this.pointer = types.pointerTo(types.i8);
    this.i64 = types.i64;
    this.address = types.int(layout.pointerBits(0));
  }

  /** The function, declared when it is not there. */
  declared(which: Name): Function {
    const { types } = this.services;
    const { pointer, i64, address } = this;
    const type = {
      take: types.fn(pointer, [i64]),
      give: types.fn(types.void, [pointer]),
      keep: types.fn(types.void, [address]),
      expect: types.fn(i64, [types.pointerTo(i64)]),
      note: types.fn(types.void, [types.pointerTo(i64), i64]),
    }[which];
    const fn = this.services.declareFunction(names[which], type);
    // As malloc's, so that what is on the tape is known to change by its own stores only.
    if (which === "take" && fn.prefix === "") fn.prefix = "noalias";
    return fn;
  }

  /** Makes declarations of those that are defined: what they do is known by their names. */
  undefine(): void {
    for (const name of Object.values(names)) {
      const fn = this.services.function(name);
      if (fn === undefined || fn.isDeclaration) continue;
      fn.removeBlocks(new Set(fn.blocks));
      fn.isDeclaration = true;
      fn.prefix = "";
      fn.suffix = "";
    }
  }

  /** Defines those that are declared, and what they call. */
  defineAll(): void {
    const isThere = (which: Name): boolean => this.services.function(names[which]) !== undefined;
    if (isThere("give")) this.defineGive();
    if (isThere("take")) this.defineTake();
    if (isThere("keep")) this.defineKeep();
    if (isThere("expect")) this.defineExpect();
    if (isThere("note")) this.defineNote();
    this.defineRelease();
  }

  private headerOf(build: IRBuilder, block: Value): Value {
    return build.gep(this.services.types.i8, block, [constInt(this.i64, -headerBytes)]);
  }

  private sizeOf(build: IRBuilder, header: Value): Value {
    const place = build.bitcastPointer(header, this.services.types.pointerTo(this.i64));
    return build.load(this.i64, place, { align: 8 });
  }

  private defineTake(): void {
    const labels = [
      "entry",
      "search",
      "look",
      "fits",
      "small",
      "put",
      "next",
      "fresh",
      "made",
      "none",
    ];
    this.define("take", labels, (build, fn, to) => {
      const bytes = at(fn.args, 0);
      const isLarge = build.icmp("uge", bytes, constInt(this.i64, smallest));
      build.condBr(isLarge, to("search"), to("fresh"));
      build.point = InsertPoint.atEnd(to("search"));
      const slot = build.phi(this.i64);
      slot.addIncoming(constInt(this.i64, 0), to("entry"));
      const found = this.exchange(build, slot, constInt(this.address, 0));
      const isNone = build.icmp("eq", found, constInt(this.address, 0));
      build.condBr(isNone, to("next"), to("look"));
      build.point = InsertPoint.atEnd(to("look"));
      const header = build.cast("inttoptr", found, this.pointer);
      const size = this.sizeOf(build, header);
      // A block that is much too large is left to those who need it.
      const most = build.binary("shl", bytes, constInt(this.i64, 1));
      const isEnough = build.icmp("uge", size, bytes);
      const fits = build.binary("and", isEnough, build.icmp("ule", size, most));
      build.condBr(fits, to("fits"), to("small"));
      build.point = InsertPoint.atEnd(to("fits"));
      this.count(build, "sub", size);
      build.ret(this.behind(build, header));
      build.point = InsertPoint.atEnd(to("small"));
      const other = this.exchange(build, slot, found);
      const isFree = build.icmp("eq", other, constInt(this.address, 0));
      build.condBr(isFree, to("next"), to("put"));
      // Another thread has given one back meanwhile.
      build.point = InsertPoint.atEnd(to("put"));
      build.call(this.declared("keep"), [other]);
      build.br(to("next"));
      build.point = InsertPoint.atEnd(to("next"));
      const next = build.binary("add", slot, constInt(this.i64, 1));
      slot.addIncoming(next, to("next"));
      const isLast = build.icmp("eq", next, constInt(this.i64, slots));
      build.condBr(isLast, to("fresh"), to("search"));
      build.point = InsertPoint.atEnd(to("fresh"));
      this.makeFresh(build, bytes, to);
    });
  }

  /**
   * Somewhat larger than is asked for, so that it serves again when a little more is. Pages that nobody touches cost nothing. A size that nobody
   * has, as that of a loop which is never entered may be, gives null.
   */
  private makeFresh(build: IRBuilder, bytes: Value, to: (label: string) => BasicBlock): void {
    const more = build.binary("lshr", bytes, constInt(this.i64, 3));
    const rounded = build.binary("add", bytes, more);
    const whole = build.binary("add", rounded, constInt(this.i64, headerBytes));
    const isHuge = build.icmp("ugt", bytes, constInt(this.i64, 1n << 62n));
    const asked = build.select(isHuge, constInt(this.i64, -1), whole);
    const header = heapCalls(this.services).malloc(build, asked);
    build.condBr(build.icmp("eq", header, nullOf(header.type)), to("none"), to("made"));
    build.point = InsertPoint.atEnd(to("made"));
    const place = build.bitcastPointer(header, this.services.types.pointerTo(this.i64));
    build.store(rounded, place, { align: 8 });
    build.ret(this.behind(build, header));
    build.point = InsertPoint.atEnd(to("none"));
    build.ret(nullOf(header.type));
  }

  private defineGive(): void {
    const labels = ["entry", "look", "large", "keep", "over", "free", "end"];
    this.define("give", labels, (build, fn, to) => {
      const block = at(fn.args, 0);
      build.condBr(build.icmp("eq", block, nullOf(block.type)), to("end"), to("look"));
      build.point = InsertPoint.atEnd(to("look"));
      const header = this.headerOf(build, block);
      const size = this.sizeOf(build, header);
      const isLarge = build.icmp("uge", size, constInt(this.i64, smallest));
      build.condBr(isLarge, to("large"), to("free"));
      build.point = InsertPoint.atEnd(to("large"));
      const before = this.count(build, "add", size);
      const all = build.binary("add", before, size);
      const isOver = build.icmp("ugt", all, constInt(this.i64, limit));
      build.condBr(isOver, to("over"), to("keep"));
      build.point = InsertPoint.atEnd(to("over"));
      this.count(build, "sub", size);
      build.br(to("free"));
      build.point = InsertPoint.atEnd(to("free"));
      heapCalls(this.services).free(build, header);
      build.br(to("end"));
      build.point = InsertPoint.atEnd(to("keep"));
      build.call(this.declared("keep"), [build.cast("ptrtoint", header, this.address)]);
      build.br(to("end"));
      build.point = InsertPoint.atEnd(to("end"));
      build.ret();
    });
  }

  /** Puts a block first, and each that is there one further; the last is freed. */
  private defineKeep(): void {
    const labels = ["entry", "put", "next", "free", "end"];
    this.define("keep", labels, (build, fn, to) => {
      build.br(to("put"));
      build.point = InsertPoint.atEnd(to("put"));
      const [slot, block] = [build.phi(this.i64), build.phi(this.address)];
      slot.addIncoming(constInt(this.i64, 0), to("entry"));
      block.addIncoming(at(fn.args, 0), to("entry"));
      const other = this.exchange(build, slot, block);
      const isNone = build.icmp("eq", other, constInt(this.address, 0));
      build.condBr(isNone, to("end"), to("next"));
      build.point = InsertPoint.atEnd(to("next"));
      const next = build.binary("add", slot, constInt(this.i64, 1));
      slot.addIncoming(next, to("next"));
      block.addIncoming(other, to("next"));
      const isLast = build.icmp("eq", next, constInt(this.i64, slots));
      build.condBr(isLast, to("free"), to("put"));
      build.point = InsertPoint.atEnd(to("free"));
      this.freeKept(build, other);
      build.br(to("end"));
      build.point = InsertPoint.atEnd(to("end"));
      build.ret();
    });
  }

  /** How many records a tape had at the last call; threads see some call's. */
  private defineExpect(): void {
    this.define("expect", ["entry"], (build, fn) => {
      const none = constInt(this.i64, 0);
      build.ret(build.atomicRmw("add", at(fn.args, 0), none, { ordering: "monotonic" }));
    });
  }

  private defineNote(): void {
    this.define("note", ["entry"], (build, fn) => {
      build.atomicRmw("xchg", at(fn.args, 0), at(fn.args, 1), { ordering: "monotonic" });
      build.ret();
    });
  }

  private defineRelease(): void {
    const { types } = this.services;
    const known = this.services.function(releaseName);
    const hasPool = this.services.function(names.take) !== undefined;
    if (known === undefined ? !hasPool : !known.isDeclaration) return;
    const type = types.fn(types.void, []);
    const fn = known ?? this.services.addFunction({ name: releaseName, type });
    // C declares it with any parameters where none are stated.
    const { ret, params } = fn.functionType;
    if (ret !== type.ret || params.length > 0) return;
    fn.isDeclaration = false;
    fn.prefix = "weak_odr";
    const labels = ["entry", "search", "free", "next", "end"];
    const blocks = new Map(labels.map((label) => [label, fn.newBlock(label)] as const));
    this.fillRelease((label) => must(blocks.get(label), "it is one of the labels"));
  }

  private fillRelease(to: (label: string) => BasicBlock): void {
    const build = new IRBuilder(InsertPoint.atEnd(to("entry")), this.services);
    build.br(to("search"));
    build.point = InsertPoint.atEnd(to("search"));
    const slot = build.phi(this.i64);
    slot.addIncoming(constInt(this.i64, 0), to("entry"));
    const found = this.exchange(build, slot, constInt(this.address, 0));
    const isNone = build.icmp("eq", found, constInt(this.address, 0));
    build.condBr(isNone, to("next"), to("free"));
    build.point = InsertPoint.atEnd(to("free"));
    this.freeKept(build, found);
    build.br(to("next"));
    build.point = InsertPoint.atEnd(to("next"));
    const next = build.binary("add", slot, constInt(this.i64, 1));
    slot.addIncoming(next, to("next"));
    const isLast = build.icmp("eq", next, constInt(this.i64, slots));
    build.condBr(isLast, to("end"), to("search"));
    build.point = InsertPoint.atEnd(to("end"));
    build.ret();
  }

  private freeKept(build: IRBuilder, address: Value): void {
    const header = build.cast("inttoptr", address, this.pointer);
    this.count(build, "sub", this.sizeOf(build, header));
    heapCalls(this.services).free(build, header);
  }

  private behind(build: IRBuilder, header: Value): Value {
    return build.gep(this.services.types.i8, header, [constInt(this.i64, headerBytes)]);
  }

  private exchange(build: IRBuilder, slot: Value, value: Value): Value {
    const { types } = this.services;
    const type = types.array(this.address, slots);
    const pool = this.variable("__tsad_tape_pool", type);
    const place = build.gep(type, pool, [constInt(this.i64, 0), slot]);
    return build.atomicRmw("xchg", place, value, { ordering: "acq_rel" });
  }

  /** Adds to the bytes that are kept, or takes from them. */
  private count(build: IRBuilder, operation: "add" | "sub", bytes: Value): Value {
    const kept = this.variable("__tsad_tape_kept", this.i64);
    return build.atomicRmw(operation, kept, bytes, { ordering: "monotonic" });
  }

  private variable(name: string, type: Type): GlobalValue {
    const { services } = this;
    const header = `${shared} global`;
    return (
      services.global(name) ?? services.addGlobal({ name, type, header, initializer: nullOf(type) })
    );
  }

  private define(
    which: Name,
    labels: readonly string[],
    fill: (build: IRBuilder, fn: Function, to: (label: string) => BasicBlock) => void,
  ): void {
    const fn = this.declared(which);
    fn.isDeclaration = false;
    fn.prefix = `${shared} ${fn.prefix}`.trim();
    fn.suffix = "noinline nounwind";
    const blocks = new Map(labels.map((label) => [label, fn.newBlock(label)] as const));
    const to = (label: string): BasicBlock => must(blocks.get(label), "it is one of the labels");
    fill(new IRBuilder(InsertPoint.atEnd(to("entry")), this.services), fn, to);
  }
}
