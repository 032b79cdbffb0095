/**
 * The pair of a checkpointed loop: the forward sweep runs the loop over the runtime, which keeps states by a schedule, and the reverse
 * sweep lets the runtime call the step and its turn, which runs one iteration and reverses it at once.
 */
import { carriesFloat } from "../../analysis/flow.ts";
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import type { Function } from "../../ir/graph.ts";
import { heapCalls } from "../../ir/heap.ts";
import { constInt, nullOf, undefOf } from "../../ir/literal.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { emptyList, unburyHelper } from "../../reverse/burial.ts";
import type { MakeSweeps } from "../../reverse/checkpoints.ts";
import type { GradientServices } from "../../reverse/services.ts";
import { hasShadow, type ParamActivity } from "../../reverse/spec.ts";
import type { FunctionPair } from "../../reverse/units.ts";
import type { UnitSpec } from "../../reverse/unit-spec.ts";
import { at, must } from "../../support/assert.ts";
import { Env, type EnvKey } from "./env.ts";
import { scheduleKinds } from "./marks.ts";
import type { OutlinedLoop, StepParam } from "./outlined.ts";
import { asBytes, RuntimeCalls } from "./runtime-calls.ts";

/** The numbers of `enum tsad_region_kind` (include/tsad/checkpoint.h). */
const regionKinds = { state: 0, pointer: 1, once: 2, shadow: 3 } as const;

/** Fills the pair. */
export function fillLoopPair(
  loop: OutlinedLoop,
  pair: FunctionPair,
  makeSweeps: MakeSweeps,
  services: GradientServices,
): void {
  new LoopPair(loop, pair, services).fill(makeSweeps);
}

interface RegionPlan {
  readonly kind: keyof typeof regionKinds;
  /** A place in the memory of the run, or a pointer that is kept there. */
  readonly place: { readonly own: EnvKey } | { readonly behind: EnvKey };
  /** The parameter with the size; null for that of the place. */
  readonly bytes: number | null;
}

class LoopPair {
  private readonly loop: OutlinedLoop;
  private readonly pair: FunctionPair;
  private readonly services: GradientServices;
  private readonly runtime: RuntimeCalls;
  private readonly bytes: Type;
  private readonly regions: readonly RegionPlan[];
  private readonly env: Env;
  /** How the parameters of the step take part. */
  private readonly words: readonly ParamActivity[];

  constructor(loop: OutlinedLoop, pair: FunctionPair, services: GradientServices) {
    this.loop = loop;
    this.pair = pair;
    this.services = services;
    this.runtime = new RuntimeCalls(services);
    this.bytes = heapCalls(services).pointer;
    this.regions = this.planRegions();
    this.env = new Env(loop, pair.spec, this.regions.length, this.bytes);
    this.words = loop.params.map((param) => this.wordOf(param));
  }

  fill(makeSweeps: MakeSweeps): void {
    const { loop, services } = this;
    const sweeps = makeSweeps(this.stepSpec(), services.freshName(`${loop.step.name}.tsad.turn`));
    const step = this.makeStep();
    const turn = this.makeTurn(sweeps);
    this.fillAugmented(step, turn);
    this.fillReverse();
  }

  private wordOf(param: StepParam): ParamActivity {
    const { spec } = this.pair;
    switch (param.kind) {
      case "shared":
        return at(spec.params, param.param);
      case "shared twin":
      case "carried twin":
      case "twin cell":
        return "const";
      case "carried":
        return this.carriedWord(param.index);
      case "cell":
        return this.carriedWord(param.index) === "const" ? "const" : "dup";
    }
  }

  private carriedWord(index: number): ParamActivity {
    const { type, sources } = at(this.loop.carried, index);
    if (carriesFloat(type)) return "out";
    const { params } = this.pair.spec;
    return sources.some((source) => hasShadow(params[source])) ? "dup" : "const";
  }

  /** May the shadow be the pointer itself? */
  private isMixed(param: StepParam): boolean {
    const { params, mixed } = this.pair.spec;
    if (param.kind === "shared") return mixed[param.param] === true;
    if (param.kind !== "carried" || this.carriedWord(param.index) !== "dup") return false;
    const { sources } = at(this.loop.carried, param.index);
    return sources.some((source) => !hasShadow(params[source]) || mixed[source] === true);
  }

  private stepSpec(): UnitSpec {
    const { loop, pair } = this;
    const { checked, code } = pair.spec;
    const mixed = loop.params.map((param) => this.isMixed(param));
    return {
      primal: loop.step,
      name: loop.step.name,
      params: this.words,
      mixed,
      checked: loop.params.map((param, i) =>
        param.kind === "shared" ? checked?.[param.param] === true : at(mixed, i),
      ),
      code: loop.params.map((param) =>
        param.kind === "shared" ? (code?.[param.param] ?? null) : null,
      ),
      returnActive: false,
      returnsShadow: false,
      resultInMemory: false,
    };
  }

  private planRegions(): RegionPlan[] {
    const { loop, pair } = this;
    const found: RegionPlan[] = [];
    for (const { pointer, bytes, kind } of loop.regions) {
      found.push({ kind, place: { behind: `value ${pointer}` }, bytes });
      if (hasShadow(pair.spec.params[pointer]))
        found.push({ kind: "shadow", place: { behind: `shadow ${pointer}` }, bytes });
    }
    loop.carried.forEach(({ type }, i) => {
      const isPointer = type.kind === "pointer";
      found.push({
        kind: isPointer ? "pointer" : "state",
        place: { own: `cell ${i}` },
        bytes: null,
      });
      if (isPointer)
        found.push({ kind: "pointer", place: { own: `cell shadow ${i}` }, bytes: null });
      else if (carriesFloat(type))
        found.push({ kind: "shadow", place: { own: `cell shadow ${i}` }, bytes: null });
    });
    pair.spec.params.forEach((word, i) => {
      if (word === "out")
        found.push({ kind: "shadow", place: { own: `adjoint ${i}` }, bytes: null });
    });
    return found;
  }

  /** `i32 (i64 k, env)`: one iteration. */
  private makeStep(): Function {
    const { services, loop } = this;
    const { types } = services;
    const fn = services.addFunction({
      name: services.freshName(`${loop.step.name}.run`),
      type: types.fn(types.i32, [types.i64, this.bytes]),
      prefix: "internal",
    });
    const build = new IRBuilder(InsertPoint.atEnd(fn.newBlock("entry")), services);
    const base = at(fn.args, 1);
    build.ret(
      build.call(
        loop.step,
        loop.params.map((param) => this.passed(build, base, param)),
      ),
    );
    return fn;
  }

  /** What is passed to the step for a parameter. */
  private passed(build: IRBuilder, base: Value, param: StepParam): Value {
    const { env } = this;
    switch (param.kind) {
      case "shared":
        return env.load(build, base, `value ${param.param}`);
      case "shared twin": {
        const key: EnvKey = `shadow ${param.param}`;
        return env.load(build, base, env.has(key) ? key : `value ${param.param}`);
      }
      case "carried":
        return env.load(build, base, `cell ${param.index}`);
      case "carried twin":
        return env.load(build, base, `cell shadow ${param.index}`);
      case "cell":
        return env.address(build, base, `cell ${param.index}`);
      case "twin cell":
        return env.address(build, base, `cell shadow ${param.index}`);
    }
  }

  private shadowOf(build: IRBuilder, base: Value, param: StepParam): Value {
    const { env } = this;
    if ("param" in param) return env.load(build, base, `shadow ${param.param}`);
    const key: EnvKey = `cell shadow ${param.index}`;
    return param.kind === "cell" ? env.address(build, base, key) : env.load(build, base, key);
  }

  /** `void (i64 k, env)`: runs an iteration and reverses it. */
  private makeTurn(sweeps: Function): Function {
    const { services, loop, env } = this;
    const { types } = services;
    const fn = services.addFunction({
      name: services.freshName(`${loop.step.name}.turn`),
      type: types.fn(types.void, [types.i64, this.bytes]),
      prefix: "internal",
    });
    const build = new IRBuilder(InsertPoint.atEnd(fn.newBlock("entry")), services);
    const base = at(fn.args, 1);
    const buried = emptyList(build, services);
    const args = loop.params.flatMap((param, i) => {
      const own = this.passed(build, base, param);
      return hasShadow(this.words[i]) ? [own, this.shadowOf(build, base, param)] : [own];
    });
    const all = build.call(sweeps, [...args, buried]);
    const outs = loop.params.filter((_, i) => this.words[i] === "out");
    outs.forEach((param, i) => {
      const derivative = outs.length === 1 ? all : build.extractValue(all, i);
      if ("param" in param) {
        const key: EnvKey = `adjoint ${param.param}`;
        env.store(build, base, key, added(build, env.load(build, base, key), derivative));
      } else env.store(build, base, `cell shadow ${param.index}`, derivative);
    });
    build.call(unburyHelper(services), [buried]);
    build.ret();
    return fn;
  }

  private fillAugmented(step: Function, turn: Function): void {
    const { services, env, runtime, loop } = this;
    const { augmented } = this.pair;
    const build = new IRBuilder(InsertPoint.atEnd(augmented.newBlock("entry")), services);
    const size = Math.max(1, services.layout.sizeOf(env.type));
    const base = heapCalls(services).malloc(build, constInt(services.types.i64, size));
    this.storeGiven(build, base);
    this.storeRegions(build, base);
    const handle = runtime.begin(build, [
      runtime.text(loop.name, build),
      runtime.text(loop.location, build),
      build.bitcastPointer(env.region(build, base, 0), this.bytes),
      runtime.number(this.regions.length),
      base,
      asBytes(step, this.bytes),
      asBytes(turn, this.bytes),
      runtime.number(scheduleKinds.indexOf(loop.schedule)),
      env.load(build, base, `value ${loop.budget}`),
      loop.steps === null ? runtime.number(-1) : env.load(build, base, `value ${loop.steps}`),
    ]);
    env.store(build, base, "handle", handle);
    const left = runtime.forward(build, handle);
    const { ret } = augmented.functionType;
    build.ret(build.insertValue(build.insertValue(undefOf(ret), base, 0), left, 1));
  }

  /** What the loop is given, and what the first iteration begins with. */
  private storeGiven(build: IRBuilder, base: Value): void {
    const { env, loop } = this;
    const { spec, augmented } = this.pair;
    const own: Value[] = [];
    const shadows: Value[] = [];
    let next = 0;
    spec.params.forEach((word, i) => {
      const value = must(augmented.args[next++], "a parameter");
      own.push(value);
      shadows.push(hasShadow(word) ? must(augmented.args[next++], "a shadow") : value);
      env.store(build, base, `value ${i}`, value);
      if (hasShadow(word)) env.store(build, base, `shadow ${i}`, at(shadows, i));
      if (word === "out") env.store(build, base, `adjoint ${i}`, nullOf(value.type));
    });
    loop.carried.forEach(({ type, initial }, i) => {
      env.store(build, base, `cell ${i}`, at(own, initial));
      if (type.kind === "pointer") env.store(build, base, `cell shadow ${i}`, at(shadows, initial));
      else if (carriesFloat(type)) env.store(build, base, `cell shadow ${i}`, nullOf(type));
    });
  }

  private storeRegions(build: IRBuilder, base: Value): void {
    const { env, runtime, bytes } = this;
    const { i32 } = this.services.types;
    this.regions.forEach(({ kind, place, bytes: size }, i) => {
      const region = env.region(build, base, i);
      const at = (field: number): Value =>
        build.gep(env.regionType, region, [constInt(i32, 0), constInt(i32, field)]);
      const pointer =
        "own" in place ? env.address(build, base, place.own) : env.load(build, base, place.behind);
      const length =
        size === null && "own" in place
          ? runtime.number(this.services.layout.sizeOf(env.typeAt(place.own)))
          : env.load(build, base, `value ${must(size, "memory has a size")}`);
      build.store(build.bitcastPointer(pointer, bytes), at(0));
      build.store(kind === "shadow" ? this.ownLength(build, base, place, length) : length, at(1));
      build.store(constInt(i32, regionKinds[kind]), at(2));
    });
  }

  /** A shadow that is the pointer itself holds no adjoints. */
  private ownLength(
    build: IRBuilder,
    base: Value,
    place: RegionPlan["place"],
    length: Value,
  ): Value {
    if ("own" in place) return length;
    const shadow = this.env.load(build, base, place.behind);
    const own = this.env.load(build, base, place.behind.replace("shadow", "value") as EnvKey);
    return build.select(build.icmp("eq", shadow, own), constInt(length.type, 0), length);
  }

  private fillReverse(): void {
    const { services, env, runtime, loop } = this;
    const { reverse, spec } = this.pair;
    const build = new IRBuilder(InsertPoint.atEnd(reverse.newBlock("entry")), services);
    const base = at(reverse.args, 0);
    runtime.reverse(build, env.load(build, base, "handle"));
    const outs = spec.params.flatMap((word, i) => (word === "out" ? [i] : []));
    const derivatives = outs.map((param) => {
      const own = env.load(build, base, `adjoint ${param}`);
      return loop.carried.reduce((sum, { initial }, i) => {
        return initial === param
          ? added(build, sum, env.load(build, base, `cell shadow ${i}`))
          : sum;
      }, own);
    });
    heapCalls(services).free(build, base);
    const { ret } = reverse.functionType;
    const [only] = derivatives;
    if (derivatives.length <= 1) build.ret(only ?? null);
    else
      build.ret(
        derivatives.reduce<Value>((all, part, i) => build.insertValue(all, part, i), undefOf(ret)),
      );
  }
}

/** The sum of two values of a type that holds floats: a scalar, a vector, or an aggregate of such. */
function added(build: IRBuilder, a: Value, b: Value): Value {
  const { type } = a;
  if (type.kind !== "struct" && type.kind !== "array") return build.binary("fadd", a, b);
  const count = type.kind === "array" ? type.length : (type.fields ?? []).length;
  let sum: Value = a;
  for (let i = 0; i < count; i++) {
    const part = build.extractValue(a, i);
    if (!carriesFloat(part.type)) continue;
    sum = build.insertValue(sum, added(build, part, build.extractValue(b, i)), i);
  }
  return sum;
}
