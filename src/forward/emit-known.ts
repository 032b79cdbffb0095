/** Calls of library functions that give back or store pointers into the objects that they are given. */
import { callEffects, calledFunction } from "../analysis/effects.ts";
import type { CallInst } from "../ir/instructions.ts";
import { constInt } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import { at, must } from "../support/assert.ts";
import { shadowInSameObject } from "../reverse/same-object.ts";
import { conditionalCall, lostTangent } from "./helpers.ts";
import { presence } from "./emit-memory.ts";
import type { Site } from "./scene.ts";

/** A pointer into the object of an argument: as far into the shadow as into the object, and itself where the object has none. */
export function emitWithin(call: CallInst, site: Site): void {
  const { tangents, build } = site;
  const given = call.operand(must(callEffects(call)?.result, "the row says whose object it is"));
  const lanes = tangents.must(given).map((shadow) => {
    return shadowInSameObject(build, call, given, shadow);
  });
  tangents.set(call, lanes);
}

/**
 * Nodes of a container are joined: so are their shadows, by the same function. Either all nodes have shadows or none; where it is
 * otherwise the program ends.
 */
export function emitLink(call: CallInst, site: Site): void {
  const { tangents, build, flow, services } = site;
  if (!call.args.some((arg) => flow.has(arg))) return;
  const callee = must(calledFunction(call), "it is known by its name");
  const nodes = call.args.filter((arg) => arg.type.kind === "pointer");
  const lanes = Array.from({ length: tangents.width }, (_, lane) => {
    const shadowOf = (node: Value): Value => at(tangents.orZero(node), lane);
    const present = nodes.map((node) => presenceOf(node, shadowOf(node), site));
    const [first] = present;
    if (first === undefined) return call;
    for (const other of present.slice(1)) {
      build.call(lostTangent(services), [build.icmp("ne", first, other)]);
    }
    const args = call.args.map((arg) => (arg.type.kind === "pointer" ? shadowOf(arg) : arg));
    const otherwise = call.type.kind === "void" ? [] : [call];
    return build.call(conditionalCall(services, callee), [first, ...otherwise, ...args]);
  });
  if (call.type.kind === "pointer") tangents.set(call, lanes);
}

/** Has the node a shadow of its own, as far as is known before the program runs, or then? */
function presenceOf(node: Value, shadow: Value, site: Site): Value {
  const { types } = site.build.module;
  if (node === shadow) return constInt(types.i1, 0);
  return presence(node, shadow, site) ?? constInt(types.i1, 1);
}
