/**
 * Shadow pointers in the forward sweep. The shadow of an address is computed beside it, from the shadows of what it is made of; an
 * object without a shadow is its own, so that a comparison of the two tells at run time.
 */
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { Argument, Instruction } from "../ir/graph.ts";
import { cloneInstruction } from "../ir/clone.ts";
import { AllocaInst, CallInst, LoadInst, PhiInst, SelectInst } from "../ir/instructions.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import { callEffects } from "../analysis/effects.ts";
import { type Context, surelyShadowedNode } from "./context.ts";
import { allocateShadow } from "./heap-calls.ts";
import { ExceptionShadows, isLanded, type Throw } from "./exception-shadows.ts";
import { globalShadowsOf } from "./global-shadows.ts";
import { mayLose } from "./outside-memory.ts";
import { refuse } from "./fail.ts";
import { shadowInSameObject } from "./same-object.ts";
import { widthOf } from "./spec.ts";

/** The shadows of several gradients that are made at once, one of each. */
export class ShadowLanes {
  readonly lanes: readonly Shadows[];
  private readonly context: Context;
  /** The list of buried memory that augmented calls are given. */
  private readonly buried: Value | null;

  constructor(context: Context, buried: Value | null) {
    this.context = context;
    this.buried = buried;
    this.lanes = Array.from(
      { length: widthOf(context.spec) },
      (_, lane) => new Shadows(context, lane, this),
    );
  }

  /** All shadows of `pointer`. */
  of(pointer: Value): readonly Value[] {
    return this.lanes.map((lane) => lane.of(pointer));
  }

  /** Emits the augmented calls of the forward sweep, each with the shadows of its arguments. */
  augmentCalls(): void {
    for (const call of this.context.pairs.calls) this.augment(call);
  }

  /** Emits the augmented call, unless that has been done. */
  augment(call: CallInst): void {
    const { pairs, services } = this.context;
    const buried = must(this.buried, "a function with paired calls has a list of buried memory");
    pairs.augment(call, (pointer) => this.of(pointer), buried, services);
  }
}

/** Makes the shadows of one gradient on demand, each once. */
export class Shadows {
  private readonly context: Context;
  private readonly made = new Map<Value, Value>();
  private readonly linked = new Map<CallInst, Value>();
  private readonly lane: number;
  private readonly all: ShadowLanes;
  private readonly exceptions: ExceptionShadows;
  private readonly openThrows: Throw[] = [];

  constructor(context: Context, lane: number, all: ShadowLanes) {
    this.context = context;
    this.lane = lane;
    this.all = all;
    this.exceptions = new ExceptionShadows(context.fn, context.services);
  }

  /** The shadow of `pointer` at its place in the forward sweep. */
  of(pointer: Value): Value {
    const stack: Value[] = [pointer];
    for (let value = stack.at(-1); value !== undefined; value = stack.at(-1)) {
      const missing = this.made.has(value) ? [] : this.missingInputs(value);
      if (missing.length > 0) stack.push(...missing);
      else {
        if (!this.made.has(value)) this.made.set(value, this.make(value));
        stack.pop();
      }
    }
    this.completePhis();
    return must(this.made.get(pointer), "the shadow was just made");
  }

  private readonly openPhis: { primal: PhiInst; shadow: PhiInst }[] = [];

  private missingInputs(value: Value): Value[] {
    if (
      !(value instanceof Instruction) ||
      value instanceof PhiInst ||
      value instanceof AllocaInst
    ) {
      return [];
    }
    if (isLanded(value)) return [];
    return this.inputsOf(value).filter((op) => !this.made.has(op));
  }

  /** The operands whose shadows that of `inst` is made of: pointers, and integers that hold addresses. */
  private inputsOf(inst: Instruction): Value[] {
    const { addresses } = this.context.memory;
    return inst.operands.filter(
      (op) => op.type.kind === "pointer" || addresses.of(op) === "address",
    );
  }

  private make(value: Value): Value {
    if (value.type.kind === "int" && this.context.memory.addresses.of(value) !== "address") {
      return value;
    }
    if (value instanceof Argument)
      return this.context.params.shadow.get(value)?.[this.lane] ?? value;
    if (!(value instanceof Instruction)) return this.shadowOfConstant(value);
    if (value instanceof AllocaInst) return this.shadowOfAlloca(value);
    if (value instanceof PhiInst) return this.shadowOfPhi(value);
    if (value instanceof CallInst) return this.shadowOfCall(value);
    if (isArithmetic(value)) return this.shadowOfArithmetic(value);
    return isLanded(value) ? this.shadowOfLanded(value) : this.shadowOfCopy(value);
  }

  private shadowOfLanded(exception: Instruction): Value {
    const { memory, activity } = this.context;
    const needed = [...memory.rootsOf(exception)].some((root) => activity.needsShadow(root));
    if (!needed) return exception;
    this.openThrows.push(...this.exceptions.open());
    return this.exceptions.of(exception);
  }

  /** An address in a global variable is its own shadow where the variable has none. */
  private shadowOfConstant(address: Value): Value {
    const { memory, activity, services } = this.context;
    const needed = [...memory.rootsOf(address)].some((root) => activity.needsShadow(root));
    return needed ? globalShadowsOf(services).of(address, this.lane) : address;
  }

  private shadowOfAlloca(alloca: AllocaInst): Value {
    const { activity, memory, fn, services } = this.context;
    const root = memory.rootFor(alloca, "alloca");
    if (!activity.needsShadow(root)) return alloca;
    const copy = cloneInstruction(alloca, new Map());
    copy.name = shadowName(alloca);
    must(alloca.parent, "the alloca is in a block").insert(copy, alloca.next);
    const build = new IRBuilder(InsertPoint.after(copy), services);
    const size = constInt(fn.module.types.i64, fn.module.layout.sizeOf(alloca.allocatedType));
    const bytes = fn.module.types.pointerTo(fn.module.types.i8, build.module.layout.allocaSpace);
    const memset = services.declareIntrinsic(
      "llvm.memset",
      [bytes, fn.module.types.i64],
      fn.module.types.fn(fn.module.types.void, [
        bytes,
        fn.module.types.i8,
        size.type,
        fn.module.types.i1,
      ]),
    );
    const zero = constInt(fn.module.types.i8, 0);
    build.call(memset, [copy, zero, size, constInt(fn.module.types.i1, 0)]);
    return copy;
  }

  /** A call that links nodes, or follows links, once more on the shadows of the nodes; each at most once. */
  linkShadows(call: CallInst): Value {
    const known = this.linked.get(call);
    if (known !== undefined) return known;
    // Those that are made must not be asked for again: that would complete phis, which may want this very call.
    const shadowOf = (node: Value): Value => this.made.get(node) ?? this.of(node);
    const args = call.args.map((arg) => (arg.type.kind === "pointer" ? shadowOf(arg) : arg));
    const madeMeanwhile = this.linked.get(call);
    if (madeMeanwhile !== undefined) return madeMeanwhile;
    if (args.every((arg, i) => arg === call.args[i])) return call;
    // Links that are only followed lead from a node without a shadow, which is its own, to another one.
    const isChange = (callEffects(call)?.writes.length ?? 0) > 0;
    for (const arg of isChange ? call.args : []) {
      if (arg.type.kind !== "pointer" || surelyShadowedNode(this.context, arg)) continue;
      const reason = "nodes of a container are linked that may or may not be active memory";
      throw refuse("E_PROVENANCE", call, { primal: this.context.spec.primal, reason });
    }
    const build = new IRBuilder(InsertPoint.after(call), this.context.services);
    const again = build.call({ callee: call.callee, type: call.functionType }, args, {
      attributes: call.attributes,
      name: shadowName(call),
    });
    this.linked.set(call, again);
    return again;
  }

  private shadowOfCall(call: CallInst): Value {
    const { pairs, activity, memory } = this.context;
    if (pairs.has(call)) {
      this.all.augment(call);
      return pairs.shadowOf(call, this.lane);
    }
    const { what, result } = callEffects(call) ?? {};
    if (result !== undefined) {
      const given = call.operand(result);
      const shadow = must(this.made.get(given), "inputs are made first");
      const build = new IRBuilder(InsertPoint.after(call), this.context.services);
      return shadowInSameObject(build, call, given, shadow);
    }
    if (what === "link") return this.linkShadows(call);
    if (what !== "allocate") return call;
    const root = memory.rootFor(call, "heap");
    return activity.needsShadow(root) ? allocateShadow(call, this.context) : call;
  }

  private shadowOfPhi(phi: PhiInst): Value {
    const copy = new PhiInst(phi.type);
    copy.name = shadowName(phi);
    must(phi.parent, "the phi is in a block").insert(copy, phi.next);
    this.openPhis.push({ primal: phi, shadow: copy });
    return copy;
  }

  /** Incoming values may lie behind the phi, so they come when everything asked for has been made. */
  private completePhis(): void {
    for (let open = this.openThrows.pop(); open !== undefined; open = this.openThrows.pop()) {
      open.store(this.of(open.exception));
    }
    for (let open = this.openPhis.pop(); open !== undefined; open = this.openPhis.pop()) {
      for (const { value, block } of open.primal.incoming()) {
        open.shadow.addIncoming(this.of(value), block);
      }
    }
  }

  /** Whatever is done to an address, its shadow stays as far from it as it was. */
  private shadowOfArithmetic(inst: Instruction): Value {
    const [address] = this.context.memory.addresses.carriersOf(inst);
    if (address === undefined) return inst;
    const shadow = must(this.made.get(address), "inputs are made first");
    if (shadow === address) return inst;
    const build = new IRBuilder(InsertPoint.after(inst), this.context.services);
    return build.binary("add", inst, build.binary("sub", shadow, address));
  }

  /** getelementptr, casts, select, and loads of pointers: the same instruction on shadows. */
  private shadowOfCopy(inst: Instruction): Value {
    if (!copied.has(inst.opcode)) {
      throw refuse("E_UNSUPPORTED_OPCODE", inst, {
        primal: this.context.spec.primal,
        details: { opcode: `${inst.opcode} that makes a pointer to active memory` },
      });
    }
    const map = new Map<Value, Value>();
    let differs = false;
    for (const operand of this.inputsOf(inst)) {
      const shadow = must(this.made.get(operand), "inputs are made first");
      differs ||= shadow !== operand;
      map.set(operand, shadow);
    }
    if (!differs) return inst;
    const copy = cloneInstruction(inst, map);
    copy.name = shadowName(inst);
    must(inst.parent, "the instruction is in a block").insert(copy, inst.next);
    if (!(inst instanceof LoadInst)) return copy;
    const found = this.isInVariable(inst) ? this.orItself(inst, copy) : copy;
    if (!mayLose(this.context, inst.pointer)) return found;
    return this.lookedUp(inst, found, must(map.get(inst.pointer), "it has been made"));
  }

  private isInVariable({ type, pointer }: LoadInst): boolean {
    const roots = [...this.context.memory.rootsOf(pointer)];
    return type.kind === "pointer" && roots.some(({ kind }) => kind === "global");
  }

  /** In the bytes of a variable nothing is known of pointers that were there before, which have no shadow. */
  private orItself(load: LoadInst, copy: Instruction): Instruction {
    const build = new IRBuilder(InsertPoint.after(copy), this.context.services);
    const found = new SelectInst(build.icmp("eq", copy, nullOf(copy.type)), load, copy);
    return build.insert(found);
  }

  /** A pointer out of memory without a shadow may lead to a variable that has one. */
  private lookedUp(load: LoadInst, copy: Instruction, from: Value): Value {
    const { services } = this.context;
    const { types } = services;
    const build = new IRBuilder(InsertPoint.after(copy), services);
    const isInteger = copy.type.kind === "int";
    const bytes = types.pointerTo(types.i8);
    const pointer = isInteger
      ? build.cast("inttoptr", copy, bytes)
      : build.bitcastPointer(copy, bytes);
    const found = build.call(globalShadowsOf(services).lookup(this.lane), [pointer]);
    const back = isInteger
      ? build.cast("ptrtoint", found, copy.type)
      : build.bitcastPointer(found, copy.type);
    return build.select(build.icmp("eq", from, load.pointer), back, copy);
  }

  /** As for one pointer, of all that have been copied to a shadow; nothing where the source has a shadow of its own. */
  adopt(
    build: IRBuilder,
    copied: { readonly to: Value; readonly from: Value; readonly length: Value },
    primal: Value,
  ): void {
    const { services } = this.context;
    const { types } = services;
    const { to, from, length } = copied;
    const absent = build.icmp("eq", from, primal);
    const bytes = build.select(absent, length, constInt(length.type, 0));
    const wide = bytes.type === types.i64 ? bytes : build.cast("zext", bytes, types.i64);
    const pointer = build.bitcastPointer(to, types.pointerTo(types.i8));
    const all = globalShadowsOf(services).lookupAll(this.lane);
    build.call(all, [pointer, pointer, wide, constInt(types.i1, 0)]);
  }
}

/** Instructions whose shadow is the same instruction on shadows. */
const copied = new Set(
  "getelementptr bitcast addrspacecast select freeze load ptrtoint inttoptr".split(" "),
);

/** Is it arithmetic on an address? */
function isArithmetic({ type, opcode }: Instruction): boolean {
  return type.kind === "int" && !copied.has(opcode);
}

function shadowName(value: Value): string {
  return `${value.name ?? "p"}.shadow`;
}
