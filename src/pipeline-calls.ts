/** Derivatives that the program asks for by calls: each call of the grammar becomes a call of a generated function. */
import { calledFunction } from "./analysis/effects.ts";
import type { MarkUse } from "./analysis/marks.ts";
import { carriesFloat } from "./analysis/flow.ts";
import { generateForward } from "./forward/forward.ts";
import type { ForwardSpec, TangentActivity } from "./forward/spec.ts";
import type { Function } from "./ir/graph.ts";
import type { CallInst } from "./ir/instructions.ts";
import { ConstantAggregate, ConstantExpr } from "./ir/constants.ts";
import { constFloat, constInt } from "./ir/literal.ts";
import type { Type } from "./ir/types.ts";
import type { Module } from "./ir/module.ts";
import type { Value } from "./ir/value.ts";
import { generateGradient, generateHalves } from "./reverse/gradient.ts";
import type { Halves } from "./reverse/halves.ts";
import { packed } from "./reverse/lanes.ts";
import { requestedBy } from "./reverse/request/modes.ts";
import { readCall } from "./reverse/request/read.ts";
import { Replacement } from "./reverse/request/replace.ts";
import type { Complain, DerivativeRequest } from "./reverse/request/request.ts";
import { deliver } from "./reverse/request/result.ts";
import { type GradientSpec, withMarks } from "./reverse/spec.ts";
import type { UnitSpec } from "./reverse/unit-spec.ts";
import { must } from "./support/assert.ts";
import { TsadError } from "./support/errors.ts";
import type { Trace } from "./support/trace.ts";

/** The generated functions of one module that calls ask for; equal requests share one. */
export class CallDerivatives {
  private readonly module: Module;
  private readonly trace: Trace;
  private readonly marks: MarkUse;
  private readonly made = new Map<string, Function>();
  private readonly split = new Map<string, Halves>();
  private readonly tables = new Map<Function, Value>();

  constructor(module: Module, trace: Trace, marks: MarkUse) {
    this.marks = marks;
    this.module = module;
    this.trace = trace;
  }

  /**
   * Takes a call apart.
   * @throws TsadError where it does not fit the function it names, or asks for what tsad does not do
   */
  read(call: CallInst): DerivativeRequest {
    const complain = this.complainer(call);
    const callee = must(calledFunction(call), "the call names a function");
    const mode = requestedBy(callee);
    if (mode === null || mode === "foreign") {
      throw complain(`@${callee.name} is a form that tsad does not have`, { code: "E_MODE" });
    }
    const request = readCall(call, mode, complain);
    checkMode(request, complain);
    return request;
  }

  /** Replaces the call of a request by one of a generated function. */
  replace(request: DerivativeRequest): void {
    const complain = this.complainer(request.call);
    const place = new Replacement(request, this.module);
    const result = this.result(request, place);
    place.finish(deliver(request, place.build, result, complain));
  }

  private result(request: DerivativeRequest, place: Replacement): Value {
    switch (request.mode) {
      case "fwddiff":
        return this.forward(request, place);
      case "augmentfwd":
        return this.augmented(request, place);
      case "reverse":
        return this.reverse(request, place);
      case "augmentsize":
        // The tape is a pointer to what the halves allocate themselves.
        return constInt(this.module.types.i64, this.module.layout.pointerBits(0) / 8);
      case "virtualreverse":
        return place.build.bitcastPointer(this.pair(request), request.call.type);
      case "autodiff":
        return this.gradient(request, place);
    }
  }

  /** A table of both halves, as they are where nothing is said of the parameters: numbers are active, and pointers have shadows. */
  private pair(request: DerivativeRequest): Value {
    const { primal } = request;
    const { types } = this.module;
    const known = this.tables.get(primal);
    if (known !== undefined) return known;
    const { params: given, ret } = primal.functionType;
    const params = given.map((type) => ({ ...unsaid, activity: usualActivity(type) }));
    const word = carriesFloat(ret) ? "active" : ret.kind === "pointer" ? "dup" : "const";
    const { augmented, reverse } = this.halves({ ...request, params, ret: word });
    const bytes = types.pointerTo(types.i8);
    const type = types.array(bytes, 2);
    const halves = [augmented, reverse].map((half) =>
      half.type === bytes ? half : new ConstantExpr(bytes, "bitcast", [half]),
    );
    const table = this.module.addGlobal({
      name: this.module.freshName(`${primal.name}.tsad.pair`),
      type,
      header: "private unnamed_addr constant",
      initializer: new ConstantAggregate(type, "array", halves),
    });
    this.tables.set(primal, table);
    return table;
  }

  /** The call of the first half: the tape, or what else it gives where the caller has room for the tape. */
  private augmented(request: DerivativeRequest, place: Replacement): Value {
    const { params, tape, call } = request;
    const args = params.flatMap((_, i) => [place.value(i), ...place.shadows(i)]);
    const all = place.call(this.halves(request).augmented, args);
    const { build } = place;
    const own = build.extractValue(all, 0);
    if (tape !== null) {
      const room = build.bitcastPointer(tape, this.module.types.pointerTo(own.type));
      build.store(own, room);
      const hasResult = all.type.kind === "struct" && (all.type.fields?.length ?? 0) > 1;
      return hasResult && call.type.kind !== "void" ? build.extractValue(all, 1) : own;
    }
    return call.type.kind === "pointer" ? build.bitcastPointer(own, call.type) : all;
  }

  /** The call of the second half, which gives the derivatives. */
  private reverse(request: DerivativeRequest, place: Replacement): Value {
    const { build } = place;
    const { types } = this.module;
    const bytes = types.pointerTo(types.i8);
    const tape = must(request.tape, "the second half is given the tape");
    const kept =
      request.allocated === null
        ? build.bitcastPointer(tape, bytes)
        : build.load(bytes, build.bitcastPointer(tape, types.pointerTo(bytes)));
    const { ret } = request.primal.functionType;
    const seed = request.seed === null ? [] : [place.read(request.seed, ret)];
    return place.call(this.halves(request).reverse, [kept, ...seed]);
  }

  private halves(request: DerivativeRequest): Halves {
    const { primal, ret } = request;
    const params = request.params.map((param) => param.activity);
    const returnActive = ret === "active";
    const returnsShadow = ret === "dup";
    const key = [primal.name, ...params, returnActive, returnsShadow].join(" ");
    let halves = this.split.get(key);
    if (halves === undefined) {
      const { name } = primal;
      const spec: UnitSpec = {
        primal,
        name,
        params,
        returnActive,
        returnsShadow,
        mixed: [],
        resultInMemory: false,
      };
      halves = generateHalves(withMarks(spec, this.marks), this.module, this.trace);
      this.split.set(key, halves);
    }
    return halves;
  }

  private gradient(request: DerivativeRequest, place: Replacement): Value {
    const { primal, params, ret, width } = request;
    const words = params.map((param) => param.activity);
    const primalReturn = request.flags.has("primal_return");
    const returnActive = ret === "active";
    const gradient = this.generate(
      ["grad", primal.name, ...words, returnActive, primalReturn, width],
      () => {
        const name = this.module.freshName(`${primal.name}.tsad.grad`);
        const spec: GradientSpec = {
          primal,
          name,
          params: words,
          returnActive,
          resultInMemory: false,
          primalReturn,
          width,
        };
        return generateGradient(withMarks(spec, this.marks), "internal", this.module, this.trace);
      },
    );
    const args = params.flatMap((_, i) => [place.value(i), ...place.shadows(i)]);
    if (returnActive) {
      const seed = constFloat(primal.functionType.ret, 1);
      args.push(...Array.from({ length: width }, () => seed));
    }
    return place.call(gradient, args);
  }

  private forward(request: DerivativeRequest, place: Replacement): Value {
    const { primal, width, ret } = request;
    const params = request.params.map(({ activity }): TangentActivity => {
      return activity === "out" ? "dup" : activity;
    });
    const returns = {
      primal: request.flags.has("primal_return"),
      tangent: ret !== "const",
    };
    const key = ["fwd", primal.name, ...params, width, returns.primal, returns.tangent];
    const tangent = this.generate(key, () => {
      const name = this.module.freshName(`${primal.name}.tsad.fwd`);
      const spec: ForwardSpec = { primal, name, params, width, checksBits: false, returns };
      return generateForward(spec, "internal", this.module, this.trace);
    });
    const { params: types } = primal.functionType;
    const args = params.flatMap((word, i) => {
      const value = place.value(i);
      const type = must(types[i], "a parameter has a type");
      return word === "const" ? [value] : [value, packed(place.shadows(i), type, place.build)];
    });
    return place.call(tangent, args);
  }

  private generate(key: readonly unknown[], make: () => Function): Function {
    const text = key.join(" ");
    const known = this.made.get(text);
    if (known !== undefined) return known;
    const made = make();
    this.made.set(text, made);
    return made;
  }

  private complainer(call: CallInst): Complain {
    return (reason, { code = "E_MARKER", notes, remedy } = {}) =>
      new TsadError(code, {
        location: call.position < 0 ? undefined : this.module.locate(call.position),
        function: call.parent?.parent?.name,
        reason,
        notes,
        remedy,
      });
  }
}

/** What a call says of a parameter that passes nothing for it. */
const unsaid = { marker: null, passed: null, shadows: [], stride: null };

/** How a parameter of the type takes part where nothing is said of it. */
function usualActivity(type: Type): "dup" | "out" | "const" {
  if (type.kind === "pointer") return "dup";
  return carriesFloat(type) ? "out" : "const";
}

/** A tape outside of split mode would be left as it is, which its owner does not expect. @throws TsadError E_MARKER */
function checkSplitWords({ mode, tape, allocated }: DerivativeRequest, complain: Complain): void {
  if (mode !== "autodiff" && mode !== "fwddiff") return;
  if (tape === null && allocated === null) return;
  const word = tape === null ? "enzyme_allocated" : "enzyme_tape";
  throw complain(`${word} is for the halves of split mode, and this call has no tape`, {
    remedy: `leave ${word} out, or call __enzyme_augmentfwd and __enzyme_reverse`,
  });
}

/** @throws TsadError E_MODE or E_SIGNATURE for requests that are understood and not served */
function checkMode(request: DerivativeRequest, complain: Complain): void {
  const { mode, primal, width, ret, flags } = request;
  if (flags.has("interleave")) {
    throw complain("enzyme_interleave is not there: both sweeps run one after the other", {
      code: "E_MODE",
      remedy: "leave enzyme_interleave out",
    });
  }
  checkSplitWords(request, complain);
  if (mode === "fwddiff") return;
  if (width > 1 && mode !== "autodiff") {
    throw complain(
      `several gradients at once, enzyme_width ${width}, are not there in split mode`,
      {
        code: "E_MODE",
        remedy: "use __enzyme_autodiff with enzyme_width, or call both halves once for each",
      },
    );
  }
  if (ret === "dup" && mode === "autodiff") {
    throw complain("a gradient returns no shadow of what the function returns", {
      code: "E_MODE",
      remedy: "let the function store its result through a pointer with enzyme_dup",
    });
  }
  const type = primal.functionType.ret;
  if (ret === "active" && carriesFloat(type) && type.kind !== "float") {
    throw complain(`@${primal.name} returns ${type.text}; only a scalar can be seeded with 1`, {
      code: "E_SIGNATURE",
      remedy:
        "let the function store its results through a pointer, and put the seed in its shadow; or mark the call enzyme_const_return",
    });
  }
}
