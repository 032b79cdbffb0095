/** Puts the call of a generated gradient in the place of an `__enzyme_autodiff` call. */
import { IRBuilder, InsertPoint } from "../ir/builder.ts";
import { type Function, Instruction } from "../ir/graph.ts";
import { constFloat } from "../ir/literal.ts";
import type { StructType, Type } from "../ir/types.ts";
import type { Value } from "../ir/value.ts";
import { at } from "../support/assert.ts";
import { type AutodiffCall, type Complain, markerOf } from "./autodiff-call.ts";
import type { GradientServices } from "./services.ts";
import { hasShadow } from "./spec.ts";

/** Replaces `request.call`; what its caller expects as the result is made from what `gradient` returns. */
export function replaceCall(
  request: AutodiffCall,
  gradient: Function,
  services: GradientServices,
  complain: Complain,
): void {
  const { call, primal } = request;
  const location = /!dbg !\d+/.exec(call.metadata)?.[0] ?? null;
  const build = new IRBuilder(InsertPoint.before(call), services, { debugLocation: location });
  const args: Value[] = [];
  request.values.forEach(({ value, shadow }, i) => {
    const type = at(primal.functionType.params, i);
    args.push(converted(build, value, type, `parameter ${i + 1} of @${primal.name}`, complain));
    if (shadow !== null && hasShadow(request.params[i])) {
      args.push(converted(build, shadow, type, `the shadow of parameter ${i + 1}`, complain));
    }
  });
  const seedType = gradient.functionType.params[args.length];
  if (seedType !== undefined) args.push(constFloat(seedType, 1));
  const result = build.call(gradient, args);
  if (request.resultPointer !== null) build.store(result, request.resultPointer);
  else if (call.isUsed) call.replaceAllUsesWith(expected(build, result, call.type, complain));
  const passed = call.args;
  call.erase();
  for (const arg of new Set(passed)) eraseMarker(arg);
}

/** The load of a marker has no use any more, and the marker has no definition to link with. */
function eraseMarker(value: Value): void {
  if (markerOf(value) === null || !(value instanceof Instruction) || value.isUsed) return;
  const [inner] = value.operands;
  value.erase();
  if (inner !== undefined) eraseMarker(inner);
}

/** `value` as the primal wants it: variadic calls promote small integers and floats, and typed pointers need a cast. */
function converted(
  build: IRBuilder,
  value: Value,
  type: Type,
  which: string,
  complain: Complain,
): Value {
  const from = value.type;
  if (from === type) return value;
  if (from.kind === "pointer" && type.kind === "pointer") return build.bitcastPointer(value, type);
  if (
    from.kind === "float" &&
    from.float === "double" &&
    type.kind === "float" &&
    narrow.has(type.float)
  ) {
    return build.cast("fptrunc", value, type);
  }
  if (from.kind === "int" && type.kind === "int" && from.bits > type.bits) {
    return build.cast("trunc", value, type);
  }
  throw complain(`${which} is ${type.text}, and the call passes ${from.text}`, "E_SIGNATURE");
}

/** What C promotes to double. */
const narrow = new Set(["half", "bfloat", "float"]);

/** The derivative(s) as the type that the caller declared. */
function expected(build: IRBuilder, result: Value, type: Type, complain: Complain): Value {
  const from = result.type;
  if (from === type) return result;
  if (from.kind === "void") {
    throw complain(`the call expects ${type.text}, but no derivative is returned`, "E_SIGNATURE");
  }
  if (from.kind === "float" && type.kind === "float") {
    const { layout } = build.module;
    const wider = layout.sizeOf(type) > layout.sizeOf(from);
    return build.cast(wider ? "fpext" : "fptrunc", result, type);
  }
  return reinterpreted(build, result, from, type, complain);
}

/** The ABI may return a struct as vectors and scalars of the same bytes: it goes through memory. */
function reinterpreted(
  build: IRBuilder,
  result: Value,
  from: Type,
  type: Type,
  complain: Complain,
): Value {
  const { layout } = build.module;
  if (layout.sizeOf(type) < layout.sizeOf(from)) {
    throw complain(
      `the call expects ${type.text}, but the derivatives are ${(from as StructType).text}`,
      "E_SIGNATURE",
    );
  }
  const slot = build.alloca(type);
  build.store(result, slot);
  return build.load(type, slot);
}
