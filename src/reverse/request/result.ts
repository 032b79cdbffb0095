/** What a generated function returns, as the type that the caller of the grammar declared. */
import { IRBuilder, InsertPoint } from "../../ir/builder.ts";
import type { DataLayout } from "../../ir/datalayout.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { must } from "../../support/assert.ts";
import { leaves } from "../leaves.ts";
import type { Complain, DerivativeRequest } from "./request.ts";

/** The most bytes by which registers may be wider than the struct that they carry. */
const widestPadding = 7;

/**
 * Hands `result`, of a generated function, to the caller: through the pointer that the ABI gives, or as the call's own type. What comes
 * back is the value of the call, or null where that is not a value.
 * @throws TsadError E_SIGNATURE where the caller expects something else
 */
export function deliver(
  request: DerivativeRequest,
  build: IRBuilder,
  result: Value,
  complain: Complain,
): Value | null {
  const { call } = request;
  const wanted = request.result === null ? call.type : request.result.type;
  if (wanted?.kind === "void" || (request.result === null && !call.isUsed)) return null;
  const problem = wanted === null ? null : misfit(result.type, wanted, build.module.layout);
  if (problem !== null) throw complain(problem, { code: "E_SIGNATURE", remedy });
  if (request.result === null) return converted(request, build, result, call.type);
  build.store(result, request.result.pointer);
  return null;
}

const remedy =
  "declare the result as nothing, the one derivative, or a struct of the derivatives in the order of the parameters (behind the value, with enzyme_primal_return)";

/** Why the caller's type cannot hold the result; null where it can. */
function misfit(from: Type, to: Type, layout: DataLayout): string | null {
  if (from === to) return null;
  const expects = `the call expects ${to.text}`;
  if (from.kind === "void") return `${expects}, but no derivative is returned`;
  if (from.kind === "float" && to.kind === "float") return null;
  const [own, theirs] = [leaves(from, layout), leaves(to, layout)];
  const sizes = layout.sizeOf(to) - layout.sizeOf(from);
  const isComparable = own !== null && theirs?.every((leaf) => !leaf.startsWith("i")) === true;
  const isSame = isComparable ? own.join() === theirs.join() : sizes >= 0 && sizes <= widestPadding;
  return isSame ? null : `${expects}, but the result is ${from.text}`;
}

function converted(request: DerivativeRequest, build: IRBuilder, result: Value, type: Type): Value {
  const from = result.type;
  if (from === type) return result;
  const { layout } = build.module;
  if (from.kind === "float" && type.kind === "float") {
    const wider = layout.sizeOf(type) > layout.sizeOf(from);
    return build.cast(wider ? "fpext" : "fptrunc", result, type);
  }
  // The ABI may return a struct as vectors and scalars of the same bytes: it goes through memory.
  const { entry } = must(request.call.parent?.parent, "the call is in a function");
  const roomy = layout.sizeOf(type) >= layout.sizeOf(from) ? type : from;
  const slot = new IRBuilder(InsertPoint.atStart(entry), build.module).alloca(roomy);
  build.store(result, slot);
  return build.load(type, slot);
}
