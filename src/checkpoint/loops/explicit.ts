/**
 * Loops that are written as a call with a step, `__tsad_checkpoint_for(step, start, n, …)` and `__tsad_checkpoint_while(step, …)`, become
 * marked loops that call the step.
 */
import { calledFunction } from "../../analysis/effects.ts";
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import { type Function, GlobalVariable } from "../../ir/graph.ts";
import { CallInst, LoadInst, AllocaInst } from "../../ir/instructions.ts";
import { constInt } from "../../ir/literal.ts";
import type { Module } from "../../ir/module.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { become, canBecome } from "../../reverse/request/convert.ts";
import { markerOf } from "../../reverse/request/markers.ts";
import { behindSlots, functionBehind, literalOf } from "../../reverse/request/origin.ts";
import { at, must } from "../../support/assert.ts";
import { TsadError } from "../../support/errors.ts";
import { splitAfter } from "../../transform/splice.ts";
import { type ScheduleName, scheduleKinds } from "./marks.ts";

const names = /__(?:tsad|enzyme)_checkpoint_(for|while)/;

/** Has the module such calls? */
function formsIn(module: Module): Function[] {
  return module.functions().filter((fn) => fn.isDeclaration && names.test(fn.name));
}

/** Replaces all such calls. @throws TsadError E_CHECKPOINT for one that is not understood */
export function lowerExplicitLoops(module: Module): void {
  const forms = formsIn(module);
  if (forms.length === 0) return;
  module.parseAll();
  for (const form of forms) {
    for (const { user } of [...form.uses()]) {
      if (user instanceof CallInst && calledFunction(user) === form)
        new Lowering(user, module).run();
    }
  }
}

interface Region {
  readonly pointer: Value;
  readonly bytes: Value;
}

class Lowering {
  private readonly call: CallInst;
  private readonly module: Module;
  private readonly args: readonly Value[];
  private next = 0;
  private readonly regions: Region[] = [];
  private schedule: Value;
  private budget: Value;

  constructor(call: CallInst, module: Module) {
    this.call = call;
    this.module = module;
    this.args = call.args;
    this.schedule = this.number(scheduleKinds.indexOf("revolve"));
    this.budget = this.number(0);
  }

  run(): void {
    const { call, module } = this;
    const fn = must(call.parent?.parent, "the call is in a function");
    const isFor = names.exec(calledFunction(call)?.name ?? "")?.[1] === "for";
    if (call.opcode !== "call" || call.isUsed)
      throw this.complain("the call of a loop gives no result, and throws nothing");
    const step = functionBehind(this.take("the step"));
    if (step === null)
      throw this.complain("the step of a checkpointed loop is no function that is known here");
    const build = new IRBuilder(InsertPoint.before(call), module);
    const start = isFor ? this.whole(build, this.take("the first index")) : this.number(0);
    const count = isFor ? this.whole(build, this.take("the number of steps")) : null;
    while (this.readOption(build));
    const args = this.arguments(step, build);
    if (count === null) checkTest(step, this);
    this.emitLoop(fn, { step, start, count, args });
    const loads = this.args.filter((arg) => arg instanceof LoadInst);
    call.erase();
    for (const load of loads) if (!load.isUsed && load.parent !== null) load.erase();
    module.markChanged(fn);
  }

  complain(reason: string): TsadError {
    const { position } = this.call;
    return new TsadError("E_CHECKPOINT", {
      location: position < 0 ? undefined : this.module.locate(position),
      function: this.call.parent?.parent?.name,
      reason,
    });
  }

  private number(value: number): Value {
    return constInt(this.module.types.i64, value);
  }

  private take(what: string): Value {
    const value = this.args[this.next++];
    if (value === undefined)
      throw this.complain(`the call of a checkpointed loop ends before ${what}`);
    return value;
  }

  private whole(build: IRBuilder, value: Value): Value {
    const { i64 } = this.module.types;
    if (value.type === i64) return value;
    if (value.type.kind !== "int" || value.type.bits > 64) {
      throw this.complain("a whole number of a checkpointed loop is of another type");
    }
    return build.cast("sext", value, i64);
  }

  /** Reads a schedule or a region; false where the arguments of the step begin. */
  private readOption(build: IRBuilder): boolean {
    switch (markerOf(this.args[this.next])?.word) {
      case "checkpoint_schedule":
        this.next++;
        this.schedule = this.take("the schedule");
        this.budget = this.whole(build, this.take("the budget"));
        return true;
      case "scheme":
        this.next++;
        this.readScheme(build);
        return true;
      case "checkpoint_region": {
        this.next++;
        const pointer = this.take("the region");
        if (pointer.type.kind !== "pointer") throw this.complain("a region begins at a pointer");
        this.regions.push({ pointer, bytes: this.whole(build, this.take("the size of a region")) });
        return true;
      }
      case undefined:
      default:
        return false;
    }
  }

  /** A table of functions and a configuration: the runtime has a schedule of that name. */
  private readScheme(build: IRBuilder): void {
    const table = behindSlots(this.take("the scheme"));
    const name = (table instanceof GlobalVariable ? table.name : "").toLowerCase();
    const known: readonly (readonly [RegExp, ScheduleName])[] = [
      [/revolve|binomial/, "revolve"],
      [/periodic|regular/, "periodic"],
      [/store_?all/, "store-all"],
    ];
    const found = known.find(([pattern]) => pattern.test(name));
    if (found === undefined) {
      throw this.complain(
        "a scheme is known by its name: revolve, binomial, periodic or store_all; name another one with tsad_checkpoint_schedule",
      );
    }
    this.schedule = this.number(scheduleKinds.indexOf(found[1]));
    const config = behindSlots(this.take("the configuration"));
    if (
      config.type.kind === "pointer" &&
      !(config instanceof GlobalVariable || config instanceof AllocaInst)
    )
      return;
    const type =
      config instanceof GlobalVariable
        ? config.valueType
        : config instanceof AllocaInst
          ? config.allocatedType
          : null;
    const first = type?.kind === "struct" ? type.fields?.[0] : type;
    if (first?.kind !== "int")
      throw this.complain("the configuration of a scheme begins with the number of snapshots");
    this.budget = this.whole(build, build.load(first, config));
  }

  /** What the step is given behind its index. */
  private arguments(step: Function, build: IRBuilder): Value[] {
    const [index, ...params] = step.functionType.params;
    if (index?.kind !== "int" || step.functionType.varargs) {
      throw this.complain(`@${step.name} does not take the number of the step first`);
    }
    const given = this.args.slice(this.next);
    if (given.length !== params.length) {
      throw this.complain(
        `@${step.name} takes ${params.length} arguments behind the number of the step, and ${given.length} are passed`,
      );
    }
    return params.map((type, i) => {
      const value = at(given, i);
      if (!canBecome(value.type, type)) {
        throw this.complain(
          `argument ${i + 2} of @${step.name} is ${type.text}, and ${value.type.text} is passed`,
        );
      }
      return become(build, value, type);
    });
  }

  private emitLoop(
    fn: Function,
    loop: {
      readonly step: Function;
      readonly start: Value;
      readonly count: Value | null;
      readonly args: readonly Value[];
    },
  ): void {
    const { module, call } = this;
    const { types } = module;
    const { i64 } = types;
    const bytes = types.pointerTo(types.i8);
    const build = new IRBuilder(InsertPoint.before(call), module, { debugLocation: debugOf(call) });
    const region = module.declareFunction("__tsad_region", types.fn(types.void, [bytes, i64]));
    for (const { pointer, bytes: size } of this.regions) build.call(region, [pointer, size]);
    const before = must(call.parent, "the call is in a block");
    const rest = splitAfter(call, fn);
    const body = fn.newBlock("checkpointed", before);
    build.point = InsertPoint.atEnd(before);
    if (loop.count === null) build.br(body);
    else build.condBr(build.icmp("sgt", loop.count, this.number(0)), body, rest);
    build.point = InsertPoint.atEnd(body);
    const k = build.phi(i64);
    const mark = module.declareFunction("__tsad_checkpoint", types.fn(types.void, [i64, i64]));
    const marked = build.call(mark, [this.wide(build, this.schedule, i64), this.budget]);
    marked.position = call.position;
    const index = build.binary("add", loop.start, k);
    const result = build.call(loop.step, [
      narrowed(build, index, at(loop.step.functionType.params, 0)),
      ...loop.args,
    ]);
    const next = build.binary("add", k, this.number(1), { flags: "nuw nsw" });
    k.addIncoming(this.number(0), before);
    k.addIncoming(next, body);
    const goesOn =
      loop.count === null
        ? build.icmp("ne", result, constInt(result.type, 0))
        : build.icmp("slt", next, loop.count);
    build.condBr(goesOn, body, rest);
  }

  private wide(build: IRBuilder, value: Value, type: Type): Value {
    const number = literalOf(value);
    return number === null ? this.whole(build, value) : constInt(type, number);
  }
}

function narrowed(build: IRBuilder, index: Value, type: Type): Value {
  return type === index.type ? index : build.cast("trunc", index, type);
}

function debugOf(call: CallInst): string | null {
  return /!dbg ![0-9]+/.exec(call.metadata)?.[0] ?? null;
}

/** @throws TsadError E_CHECKPOINT */
function checkTest(step: Function, lowering: { complain(reason: string): TsadError }): void {
  if (step.functionType.ret.kind === "int") return;
  throw lowering.complain(
    `@${step.name} does not say whether the loop goes on: it returns no whole number`,
  );
}
