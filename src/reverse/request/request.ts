/** A call of the grammar, taken apart: what the rest of tsad reads of it. */
import type { Function } from "../../ir/graph.ts";
import type { CallInst } from "../../ir/instructions.ts";
import type { Type } from "../../ir/types.ts";
import type { Value } from "../../ir/value.ts";
import type { TsadError } from "../../support/errors.ts";
import type { ParamActivity } from "../spec.ts";
import type { Flag, ReturnWord } from "./markers.ts";
import type { DerivativeMode } from "./modes.ts";

/** A value as the call passes it. */
export interface Passed {
  readonly value: Value;
  /** The call passes the address of the value: a C++ reference, or what `enzyme_byref` says. */
  readonly byReference: boolean;
}

/** One parameter of the function that is differentiated. */
export interface PassedParameter {
  readonly activity: ParamActivity;
  /** The marker as the program spells it; null where the activity is the default of the type. */
  readonly marker: string | null;
  /** Null in a query of the tape's size, which passes no values. */
  readonly passed: Passed | null;
  /** None, one, or as many as the width says; one where they are `stride` bytes apart. */
  readonly shadows: readonly Passed[];
  /** Of `enzyme_dupv`: bytes from one shadow to the next. */
  readonly stride: Value | null;
}

/** One call. */
export interface DerivativeRequest {
  readonly call: CallInst;
  readonly mode: DerivativeMode;
  readonly primal: Function;
  /** Where a result that the ABI returns in memory goes, and its type. */
  readonly result: { readonly pointer: Value; readonly type: Type | null } | null;
  /** One for each parameter of the primal. */
  readonly params: readonly PassedParameter[];
  /** How many derivatives at once; 1 where nothing is said. */
  readonly width: number;
  readonly ret: ReturnWord;
  readonly flags: ReadonlySet<Flag>;
  /** What the first half of split mode kept, in a call of the second. */
  readonly tape: Value | null;
  /** Bytes that the caller has for the tape; null where the halves find room themselves. */
  readonly allocated: number | null;
  /** The adjoint of the return value, in a call of the second half. */
  readonly seed: Passed | null;
}

/** Codes of errors in calls. */
export type CallCode = "E_MARKER" | "E_SIGNATURE" | "E_MODE";

/** Makes the error for a call: it knows where the call stands. `notes` show the call as it was read. */
export type Complain = (
  reason: string,
  more?: {
    readonly code?: CallCode;
    readonly notes?: readonly string[];
    readonly remedy?: string | undefined;
  },
) => TsadError;
