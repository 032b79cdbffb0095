/** What a schedule tells to do, one after the other. */

/** State `step` is the one before step `step`. */
export type Action =
  | { readonly kind: "store" | "restore"; readonly step: number; readonly place: Place }
  | { readonly kind: "forward"; readonly from: number; readonly to: number }
  | { readonly kind: "turn"; readonly step: number }
  | { readonly kind: "record" | "unwind"; readonly step: number; readonly place: Place };

/** A slot, and the level of its storage: 0 is memory. */
export interface Place {
  readonly slot: number;
  readonly level: number;
}
