/**
 * Pointers that come out of memory without a shadow: the memory is its own, and so are the pointers in it, unless they lead to a global
 * variable that has a shadow.
 */
import type { LoadInst } from "../ir/instructions.ts";
import { constInt } from "../ir/literal.ts";
import type { Value } from "../ir/value.ts";
import { globalShadowsOf } from "../reverse/global-shadows.ts";
import { hasGlobalPointers } from "../reverse/outside-memory.ts";
import type { Site } from "./scene.ts";

/** The shadow of a loaded pointer: `found` in the memory of which `present` says that it is a shadow; null where that is sure. */
export function lookedUp(
  found: Value,
  load: LoadInst,
  present: Value | null,
  lane: number,
  { build, services }: Site,
): Value {
  if (present === null || !hasGlobalPointers(services)) return found;
  const bytes = build.module.types.pointerTo(build.module.types.i8);
  const lookup = globalShadowsOf(services).lookup(lane);
  const looked = build.call(lookup, [build.bitcastPointer(found, bytes)]);
  return build.select(present, found, build.bitcastPointer(looked, load.type));
}

/** What has been copied to a shadow, all of them i8 pointers. */
interface Copied {
  /** The memory of which `to` is the shadow, or that is its own; null where it surely has one. */
  readonly own: Value | null;
  readonly to: Value;
  readonly from: Value;
  readonly fromShadow: Value;
  /** An i64. */
  readonly size: Value;
}

/** After a copy to a shadow: where the source has none, the pointers that lead to variables with one are put there. */
export function adoptPointers(
  { own, to, from, fromShadow, size }: Copied,
  lane: number,
  { build, services }: Site,
): void {
  if (!hasGlobalPointers(services)) return;
  const { i1 } = build.module.types;
  const absent = build.icmp("eq", from, fromShadow);
  const isWanted = own === null ? absent : build.binary("and", absent, build.icmp("ne", own, to));
  const length = build.select(isWanted, size, constInt(size.type, 0));
  build.call(globalShadowsOf(services).lookupAll(lane), [to, from, length, constInt(i1, 1)]);
}
