/** Derivatives that the program asks for by calls: each call of the grammar becomes a call of a generated function. */
import { calledFunction } from "./analysis/effects.ts";
import { carriesFloat } from "./analysis/flow.ts";
import { generateForward } from "./forward/forward.ts";
import type { ForwardSpec, TangentActivity } from "./forward/spec.ts";
import type { Function } from "./ir/graph.ts";
import type { CallInst } from "./ir/instructions.ts";
import { constFloat } from "./ir/literal.ts";
import type { Module } from "./ir/module.ts";
import type { Value } from "./ir/value.ts";
import { generateGradient } from "./reverse/gradient.ts";
import { requestedBy } from "./reverse/request/modes.ts";
import { readCall } from "./reverse/request/read.ts";
import { packed, Replacement } from "./reverse/request/replace.ts";
import type { Complain, DerivativeRequest } from "./reverse/request/request.ts";
import { deliver } from "./reverse/request/result.ts";
import type { GradientSpec } from "./reverse/spec.ts";
import { must } from "./support/assert.ts";
import { TsadError } from "./support/errors.ts";
import type { Trace } from "./support/trace.ts";

/** The generated functions of one module that calls ask for; equal requests share one. */
export class CallDerivatives {
  private readonly module: Module;
  private readonly trace: Trace;
  private readonly made = new Map<string, Function>();

  constructor(module: Module, trace: Trace) {
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
    const result =
      request.mode === "fwddiff" ? this.forward(request, place) : this.gradient(request, place);
    place.finish(deliver(request, place.build, result, complain));
  }

  private gradient(request: DerivativeRequest, place: Replacement): Value {
    const { primal, params, ret } = request;
    const words = params.map((param) => param.activity);
    const primalReturn = request.flags.has("primal_return");
    const returnActive = ret === "active";
    const gradient = this.generate(
      ["grad", primal.name, ...words, returnActive, primalReturn],
      () => {
        const name = this.module.freshName(`${primal.name}.tsad.grad`);
        const spec: GradientSpec = {
          primal,
          name,
          params: words,
          returnActive,
          resultInMemory: false,
          primalReturn,
        };
        return generateGradient(spec, "internal", this.module, this.trace);
      },
    );
    const args = params.flatMap((_, i) => [place.value(i), ...place.shadows(i)]);
    if (returnActive) args.push(constFloat(primal.functionType.ret, 1));
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
      const spec: ForwardSpec = { primal, name, params, width, returns };
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

/** @throws TsadError E_MODE or E_SIGNATURE for requests that are understood and not served */
function checkMode(request: DerivativeRequest, complain: Complain): void {
  const { mode, primal, width, ret, flags } = request;
  if (mode !== "autodiff" && mode !== "fwddiff") {
    throw complain(`split mode is not there yet: __enzyme_${mode}`, { code: "E_MODE" });
  }
  if (flags.has("interleave")) {
    throw complain("enzyme_interleave is not there", { code: "E_MODE" });
  }
  if (mode === "fwddiff") return;
  if (width > 1) {
    throw complain(
      `several gradients at once, enzyme_width ${width}, are not there in reverse mode`,
      {
        code: "E_MODE",
        remedy: "call __enzyme_autodiff once for each, or use __enzyme_fwddiff with enzyme_width",
      },
    );
  }
  if (ret === "dup") {
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
