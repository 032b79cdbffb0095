/** What a call of the grammar says by its types and attributes: where the result goes, and what is passed by reference. */
import { attributeValue, hasAttribute } from "../../ir/attributes.ts";
import { calledFunction } from "../../analysis/effects.ts";
import type { Argument } from "../../ir/graph.ts";
import type { CallInst } from "../../ir/instructions.ts";
import { spelledType } from "../../ir/spelled-type.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import { markerOf } from "./markers.ts";

/** Where the ABI wants the result, when that is memory; its type as far as an attribute or the pointer says it. */
export function typedResult(call: CallInst): { pointer: Value; type: Type | null } | null {
  const [first] = call.args;
  const words = call.argAttributes[0] ?? "";
  if (first === undefined || !hasAttribute(words, "sret")) return null;
  const types = call.parent?.parent?.module.types;
  const spelled = attributeValue(words, "sret");
  const type =
    spelled === undefined || types === undefined ? undefined : spelledType(spelled, types);
  const pointee = first.type.kind === "pointer" ? first.type.pointee : null;
  return { pointer: first, type: type ?? pointee };
}

/**
 * Is the argument at `index` a C++ reference to the value that `param` takes? Compilers say `dereferenceable` of references and not of
 * pointers. Where the parameter is a reference itself, the address is what it takes.
 */
export function isReference(call: CallInst, index: number, param: Argument): boolean {
  const words = call.argAttributes[index] ?? "";
  const value = call.args[index];
  if (value?.type.kind !== "pointer" || markerOf(value) !== null) return false;
  const name = calledFunction(call)?.name ?? "";
  if (!name.startsWith("_Z") || !hasAttribute(words, "dereferenceable")) return false;
  if (hasAttribute(param.attributes, "dereferenceable")) return false;
  // A reference to an array is the address of its first element.
  return !(param.type.kind === "pointer" && /[RO]K?A\d/.test(name));
}
