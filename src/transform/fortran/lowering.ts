/** The form in which a call of flang's runtime says what takes its place. */
import type { IRBuilder } from "../../ir/builder.ts";
import type { Function } from "../../ir/graph.ts";
import type { CallInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";
import type { HelperServices } from "../fatal.ts";

/** Puts code where the call was, behind which the builder then stands; gives what the call gave, or null where that is nothing. */
export type Emit = (build: IRBuilder) => Value | null;

/** Finds out whether the call in `fn` can be lowered, and how; null when it cannot. */
export type Lowering = (call: CallInst, fn: Function, services: HelperServices) => Emit | null;
