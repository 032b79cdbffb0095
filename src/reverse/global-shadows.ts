/**
 * Shadows of global variables, made when first needed, all zero. Those of a module are zeroed together when a gradient starts, so
 * that a second call gives what the first one gave; pointers in them keep up with those of the primal and stay as they are.
 */
import { carriesFloat } from "../analysis/flow.ts";
import { carriesPointer } from "../analysis/memory.ts";
import { isInactiveGlobal, registeredShadow } from "../analysis/registered.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { ConstantAggregate, ConstantExpr } from "../ir/constants.ts";
import { type Function, GlobalAlias, GlobalVariable } from "../ir/graph.ts";
import { constInt, nullOf } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { TsadError } from "../support/errors.ts";
import type { GradientServices } from "./services.ts";

/** Above this many members a variable that also holds pointers is not zeroed member by member. */
const mostMembers = 4096;

/** The shadows of one module. */
export class GlobalShadows {
  private readonly services: GradientServices;
  /** Of each variable one for each gradient that is made at once. */
  private readonly made: Map<GlobalVariable, GlobalVariable>[] = [];
  private zeroing: Function | null = null;

  constructor(services: GradientServices) {
    this.services = services;
  }

  /** The shadow of an address that is a constant: of the variable that it lies in, the address itself where that is constant. */
  of(address: Value, lane = 0): Value {
    if (address instanceof GlobalVariable) {
      return mayHaveShadow(address) ? this.shadowOf(address, lane) : address;
    }
    if (address instanceof GlobalAlias && address.target !== null) {
      return this.of(address.target, lane);
    }
    if (address instanceof ConstantAggregate) {
      const elements = address.elements.map((element) => this.of(element, lane));
      return new ConstantAggregate(address.type, address.form, elements);
    }
    if (!(address instanceof ConstantExpr)) return address;
    const args = address.args.map((arg) => this.of(arg, lane));
    const same = args.every((arg, i) => arg === address.args[i]);
    return same ? address : new ConstantExpr(address.type, address.opcode, args, address);
  }

  /** Zeroes every float in every shadow at the builder's point. */
  private zero(build: IRBuilder): void {
    for (const shadow of this.made.flatMap((each) => [...each.values()])) {
      if (carriesPointer(shadow.valueType)) this.zeroMembers(build, shadow);
      else if (carriesFloat(shadow.valueType)) this.zeroWhole(build, shadow);
    }
  }

  /** True when there are any. */
  get some(): boolean {
    return this.made.some((each) => each.size > 0);
  }

  /**
   * The function that zeroes the shadows that there are by now, in place of what it did before. Input that was differentiated before
   * has such a function of its own, which stays.
   */
  defineZero(): Function {
    const { services } = this;
    const type = services.types.fn(services.types.void, []);
    this.zeroing ??= services.addFunction({
      name: services.freshName(zeroName),
      type,
      prefix: "internal",
      suffix: "nounwind",
    });
    const fn = this.zeroing;
    fn.removeBlocks(new Set(fn.blocks));
    const build = new IRBuilder(InsertPoint.atEnd(fn.newBlock("entry")), services);
    this.zero(build);
    build.ret();
    const asked = services.function("tsad_zero_shadows");
    if (asked?.isDeclaration === true) asked.replaceAllUsesWith(fn);
    return fn;
  }

  private shadowOf(global: GlobalVariable, lane: number): GlobalVariable {
    const made = (this.made[lane] ??= new Map());
    const registered = registeredShadow(global);
    if (registered !== undefined && lane > 0) {
      const reason = `several gradients at once need as many shadows of @${global.name}, and the program registers one`;
      throw new TsadError("E_MODE", { reason, remedy: "ask for one gradient at a time" });
    }
    const known = registered ?? made.get(global);
    if (known !== undefined) return known;
    const { services } = this;
    const isLocal = /\b(internal|private)\b/.test(global.header);
    const place = /\baddrspace\(\d+\)/.exec(global.header)?.[0];
    const threads = /\bthread_local(\(\w+\))?/.exec(global.header)?.[0];
    // Another module may have the variable too, and make the same shadow for it.
    const words = [isLocal ? "internal" : "weak", threads, place, "global"];
    const align = /, align \d+/.exec(global.tail)?.[0] ?? "";
    const shadow = services.addGlobal({
      name: services.freshName(`${global.name}.tsad.shadow`),
      type: global.valueType,
      header: words.filter((word) => word !== undefined).join(" "),
      initializer: nullOf(global.valueType),
      tail: align,
    });
    made.set(global, shadow);
    const initial = global.initializer;
    if (initial !== null && carriesPointer(global.valueType)) {
      shadow.initializer = this.initialOf(initial, lane);
    }
    return shadow;
  }

  /** Pointers in the initial value become those to shadows, everything else zero. */
  private initialOf(value: Value, lane: number): Value {
    if (value instanceof ConstantAggregate) {
      const elements = value.elements.map((element) => this.initialOf(element, lane));
      return new ConstantAggregate(value.type, value.form, elements);
    }
    return value.type.kind === "pointer" ? this.of(value, lane) : nullOf(value.type);
  }

  private zeroWhole(build: IRBuilder, shadow: GlobalVariable): void {
    const { types, layout } = this.services;
    const bytes = types.pointerTo(types.i8);
    const memset = this.services.declareIntrinsic(
      "llvm.memset",
      [bytes, types.i64],
      types.fn(types.void, [bytes, types.i8, types.i64, types.i1]),
    );
    const size = constInt(types.i64, layout.sizeOf(shadow.valueType));
    build.call(memset, [shadow, constInt(types.i8, 0), size, constInt(types.i1, 0)]);
  }

  private zeroMembers(build: IRBuilder, shadow: GlobalVariable): void {
    let count = 0;
    for (const [path, type] of floatsIn(shadow.valueType)) {
      if (++count > mostMembers) {
        const reason = `@${shadow.name} holds pointers and more than ${mostMembers} floats`;
        throw new TsadError("E_LIMIT", { reason });
      }
      const { i32 } = this.services.types;
      const indices = [0, ...path].map((i) => constInt(i32, i));
      build.store(nullOf(type), build.gep(shadow.valueType, shadow, indices));
    }
  }
}

/** Can the variable hold an active value, or a pointer to one? A constant can only hold the latter. */
export function mayHaveShadow(global: GlobalVariable): boolean {
  if (!isInactiveGlobal(global)) return true;
  return global.isConstant && carriesPointer(global.valueType);
}

/** The floats and vectors of floats in a type, each with the indices that lead to it. */
function* floatsIn(type: Type): Generator<readonly [readonly number[], Type]> {
  if (type.kind === "float" || type.kind === "vector") {
    if (carriesFloat(type)) yield [[], type];
    return;
  }
  const members =
    type.kind === "struct"
      ? (type.fields ?? [])
      : type.kind === "array"
        ? Array.from({ length: type.length }, () => type.element)
        : [];
  for (const [i, member] of members.entries()) {
    if (!carriesFloat(member)) continue;
    for (const [path, leaf] of floatsIn(member)) yield [[i, ...path], leaf];
  }
}

/** The function that zeroes every shadow of the module, which a program may call by the name `tsad_zero_shadows`. */
const zeroName = "__tsad_zero_shadows";

/** `fn`, with which differentiation starts, zeroes the shadows of variables that there are by now. */
export function startFromZero(fn: Function, services: GradientServices): void {
  const shadows = globalShadowsOf(services);
  if (!shadows.some) return;
  const zero = shadows.defineZero();
  new IRBuilder(InsertPoint.atStart(fn.entry), services).call(zero, []);
}

const known = new WeakMap<GradientServices, GlobalShadows>();

/** The shadows of a module. */
export function globalShadowsOf(services: GradientServices): GlobalShadows {
  let shadows = known.get(services);
  if (shadows === undefined) {
    shadows = new GlobalShadows(services);
    known.set(services, shadows);
  }
  return shadows;
}
