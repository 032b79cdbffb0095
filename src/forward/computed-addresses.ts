/** Addresses that a program computes in its integers in ways of which forward mode knows no shadow. */
import type { ContentIndex } from "../analysis/contents.ts";
import { StoreInst } from "../ir/instructions.ts";
import { scalarType } from "../ir/types.ts";
import { refuseBits } from "./emit-moves.ts";
import { hasDistance } from "./offset-bits.ts";
import type { Scene } from "./scene.ts";

/**
 * What is computed in another way from integers of memory with a shadow, and stored to where some access loads a pointer.
 * @throws TsadError where there is such a store
 */
export function checkComputedAddresses(scene: Scene, contents: () => ContentIndex): void {
  const { flow, labels, fn, services } = scene;
  for (const store of fn.instructions()) {
    if (!(store instanceof StoreInst)) continue;
    const { value, pointer } = store;
    const type = scalarType(value.type);
    if (type.kind !== "int" || type.bits < services.layout.pointerBits(0)) continue;
    if (flow.has(value) || !labels.has(value, "loaded")) continue;
    if (!flow.has(pointer) || hasDistance(value, scene)) continue;
    if (contents().isPointerAt(store)) refuseBits(store, value, ["loaded"], scene);
  }
}
