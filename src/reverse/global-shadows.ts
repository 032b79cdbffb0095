/**
 * Shadows of global variables, made when first needed, all zero. Those of a module are zeroed together when a gradient starts, so
 * that a second call gives what the first one gave. Pointers in them are then those to the shadows of variables, where the primal's
 * lead to such, and else the primal's own: what these lead to has no shadow. From there on they keep up with those of the primal.
 */
import { carriesPointer, mayHoldPointers } from "../analysis/roots.ts";
import { registeredShadow } from "../analysis/registered.ts";
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { ConstantAggregate, ConstantExpr } from "../ir/constants.ts";
import { type Function, GlobalAlias, GlobalVariable } from "../ir/graph.ts";
import { constInt, nullOf, undefOf } from "../ir/literal.ts";
import type { Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { TsadError } from "../support/errors.ts";
import { fillLookup, fillLookupAll } from "./global-lookup.ts";
import { keptVariables } from "./kept-addresses.ts";
import { hasGlobalShadow, mayHaveShadow } from "./shadowed-variables.ts";
import type { GradientServices } from "./services.ts";
import { targetOf } from "./target.ts";
import { zeroTogether } from "./zero-together.ts";
import { keptFor } from "../support/kept.ts";

/** Above this many pointers in a variable they are not set one by one. */
const mostPointers = 4096;

/** The shadows of one module. */
export class GlobalShadows {
  private readonly services: GradientServices;
  /** Of each variable one for each gradient that is made at once. */
  private readonly made: Map<GlobalVariable, GlobalVariable>[] = [];
  private readonly registered: Map<GlobalVariable, GlobalVariable>[] = [];
  private zeroing: Function | null = null;
  private readonly lookups: Function[] = [];
  private readonly allLookups: Function[] = [];

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

  /** Zeroes every shadow at the builder's point, and sets the pointers in it. */
  private resetAll(build: IRBuilder): void {
    for (const [lane, each] of this.made.entries()) {
      for (const [global, shadow] of each) {
        // What a constant leads to stays the same.
        if (global.isConstant) continue;
        this.reset(build, global, shadow, lane);
      }
    }
  }

  /** True when there are any. */
  get some(): boolean {
    return this.made.some((each) => each.size > 0);
  }

  /** `ptr (ptr)`: the shadow of an address, when the program runs. */
  lookup(lane = 0): Function {
    const { services } = this;
    const { types } = services;
    const bytes = types.pointerTo(types.i8);
    return (this.lookups[lane] ??= services.addFunction({
      name: services.freshName("__tsad_shadow_in_globals"),
      type: types.fn(bytes, [bytes]),
      prefix: "internal",
      suffix: "nounwind",
    }));
  }

  /** `void (ptr, ptr, i64, i1)`: see {@link fillLookupAll}. */
  lookupAll(lane = 0): Function {
    const { services } = this;
    const { types } = services;
    const bytes = types.pointerTo(types.i8);
    return (this.allLookups[lane] ??= services.addFunction({
      name: services.freshName("__tsad_shadows_in_globals"),
      type: types.fn(types.void, [bytes, bytes, types.i64, types.i1]),
      prefix: "internal",
      suffix: "nounwind",
    }));
  }

  /** Pointers that are followed in variables may lead to any variable whose address is kept: all of those get a shadow. */
  includeKept(): void {
    const own = new Set(this.made.flatMap((each) => [...each.values()]));
    for (let lane = 0; lane < Math.max(this.made.length, this.lookups.length); lane++) {
      const isFollowed = [...(this.made[lane]?.keys() ?? [])].some(
        (global) => !global.isConstant && mayHoldPointers(global.valueType),
      );
      if (!isFollowed && this.lookups[lane] === undefined) continue;
      for (const global of keptVariables(this.services)) {
        if (hasGlobalShadow(global) && !own.has(global)) this.shadowOf(global, lane);
      }
    }
  }

  /** Gives the functions that look for shadows their bodies, by the shadows that there are by now. */
  defineLookups(): void {
    const { services } = this;
    for (const lane of this.allLookups.keys()) this.lookup(lane);
    for (const [lane, fn] of this.lookups.entries()) {
      const all = [this.made[lane], this.registered[lane]].flatMap((each) => [...(each ?? [])]);
      const found = all.filter(([global]) => services.layout.sizeOf(global.valueType) > 0);
      fillLookup(fn, found, services);
    }
    for (const [lane, fn] of this.allLookups.entries()) {
      fillLookupAll(fn, this.lookup(lane), services);
    }
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
    this.resetAll(build);
    build.ret();
    const asked = services.function("tsad_zero_shadows");
    if (asked?.isDeclaration === true) asked.replaceAllUsesWith(fn);
    return fn;
  }

  /** Those of variables that are no constants. */
  get all(): ReadonlySet<GlobalVariable> {
    const pairs = this.made.flatMap((each) => [...each]);
    return new Set(pairs.flatMap(([global, shadow]) => (global.isConstant ? [] : [shadow])));
  }

  private shadowOf(global: GlobalVariable, lane: number): GlobalVariable {
    const made = (this.made[lane] ??= new Map());
    const registered = registeredShadow(global);
    if (registered !== undefined && lane > 0) {
      const reason = `several gradients at once need as many shadows of @${global.name}, and the program registers one`;
      throw new TsadError("E_MODE", { reason, remedy: "ask for one gradient at a time" });
    }
    if (registered !== undefined) (this.registered[lane] ??= new Map()).set(global, registered);
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
      initializer: this.emptyOf(global),
      tail: align,
    });
    made.set(global, shadow);
    const initial = global.initializer;
    if (initial !== null && carriesPointer(global.valueType)) {
      shadow.initializer = this.initialOf(initial, lane);
    }
    return shadow;
  }

  /** Zero, but for memory of a block, which has no content when it begins to run. */
  private emptyOf({ type, valueType }: GlobalVariable): Value {
    const shared = targetOf(this.services)?.sharedSpace;
    const isShared = type.kind === "pointer" && type.space === shared;
    return isShared ? undefOf(valueType) : nullOf(valueType);
  }

  /** Pointers in the initial value become those to shadows, everything else zero. */
  private initialOf(value: Value, lane: number): Value {
    if (value instanceof ConstantAggregate) {
      const elements = value.elements.map((element) => this.initialOf(element, lane));
      return new ConstantAggregate(value.type, value.form, elements);
    }
    return value.type.kind === "pointer" ? this.of(value, lane) : nullOf(value.type);
  }

  private reset(
    build: IRBuilder,
    global: GlobalVariable,
    shadow: GlobalVariable,
    lane: number,
  ): void {
    const { i32 } = this.services.types;
    let pointers = 0;
    for (const [path, type] of membersIn(shadow.valueType)) {
      const placeIn = (variable: GlobalVariable): Value => {
        const indices = [0, ...path].map((i) => constInt(i32, i));
        return path.length === 0 ? variable : build.gep(shadow.valueType, variable, indices);
      };
      const [to, from] = [placeIn(shadow), placeIn(global)];
      if (type.kind === "pointer") this.setPointer(build, to, from, type, lane);
      else if (mayHoldPointers(type)) this.setAnyPointers(build, to, from, type, lane);
      else this.zero(build, to, type);
      if (type.kind === "pointer" && ++pointers > mostPointers) {
        const reason = `@${global.name} holds more than ${mostPointers} pointers`;
        throw new TsadError("E_LIMIT", { reason });
      }
    }
  }

  private zero(build: IRBuilder, place: Value, type: Type): void {
    if (type.kind !== "array" && type.kind !== "struct") {
      build.store(nullOf(type), place);
      return;
    }
    const { types, layout } = this.services;
    const bytes = types.pointerTo(types.i8);
    const memset = this.services.declareIntrinsic(
      "llvm.memset",
      [bytes, types.i64],
      types.fn(types.void, [bytes, types.i8, types.i64, types.i1]),
    );
    const size = constInt(types.i64, layout.sizeOf(type));
    const start = build.bitcastPointer(place, bytes);
    build.call(memset, [start, constInt(types.i8, 0), size, constInt(types.i1, 0)]);
  }

  /** Bytes may hold anything: those of pointers to variables with shadows are found, whatever else is there is zero. */
  private setAnyPointers(
    build: IRBuilder,
    shadow: Value,
    primal: Value,
    type: Type,
    lane: number,
  ): void {
    const { types, layout } = this.services;
    const bytes = types.pointerTo(types.i8);
    const [to, from] = [build.bitcastPointer(shadow, bytes), build.bitcastPointer(primal, bytes)];
    const size = constInt(types.i64, layout.sizeOf(type));
    this.zero(build, shadow, type);
    build.call(this.lookupAll(lane), [to, from, size, constInt(types.i1, 1)]);
  }

  private setPointer(
    build: IRBuilder,
    shadow: Value,
    primal: Value,
    type: Type,
    lane: number,
  ): void {
    const { types } = this.services;
    const held = build.bitcastPointer(build.load(type, primal), types.pointerTo(types.i8));
    const found = build.call(this.lookup(lane), [held]);
    build.store(build.bitcastPointer(found, type), shadow);
  }
}

/**
 * The members of a type, each with the indices that lead to it: pointers, and what holds none as a whole, be it an array.
 * @throws TsadError for a vector of pointers
 */
function* membersIn(type: Type): Generator<readonly [readonly number[], Type]> {
  if (type.kind === "vector" && carriesPointer(type)) {
    throw new TsadError("E_TYPE", { details: { type: type.text } });
  }
  const isWhole = !carriesPointer(type) || type.kind === "pointer";
  if (isWhole || (type.kind !== "struct" && type.kind !== "array")) {
    yield [[], type];
    return;
  }
  const count = type.kind === "array" ? type.length : (type.fields ?? []).length;
  for (let i = 0; i < count; i++) {
    const member = type.kind === "array" ? type.element : type.fields?.[i];
    if (member === undefined) continue;
    for (const [path, leaf] of membersIn(member)) yield [[i, ...path], leaf];
  }
}

/** The function that zeroes every shadow of the module, which a program may call by the name `tsad_zero_shadows`. */
const zeroName = "__tsad_zero_shadows";

/** `fn`, with which differentiation starts, zeroes the shadows of variables that there are by now. */
export function startFromZero(fn: Function, services: GradientServices): void {
  const shadows = globalShadowsOf(services);
  const target = targetOf(services);
  if (target !== null) {
    zeroTogether(fn, shadows.all, target, services);
    return;
  }
  shadows.includeKept();
  const zero = shadows.some ? shadows.defineZero() : null;
  shadows.defineLookups();
  if (zero === null) return;
  new IRBuilder(InsertPoint.atStart(fn.entry), services).call(zero, []);
}

/** The shadows of a module. */
export const globalShadowsOf = keptFor((services: GradientServices) => new GlobalShadows(services));
