/** Which calls may be done again, as the replays of a checkpointed loop do them, and to the same effect. */
import { calledFunction, callEffects } from "../../analysis/effects.ts";
import { isOnStack } from "../../analysis/only-reads.ts";
import { ConstantExpr, ConstantAggregate } from "../../ir/constants.ts";
import { type Function, GlobalVariable, type Instruction } from "../../ir/graph.ts";
import { CallInst, LoadInst, StoreInst } from "../../ir/instructions.ts";
import type { Value } from "../../ir/value.ts";
import { inactiveCall } from "../../rules/calls.ts";
import { keptFor } from "../../support/kept.ts";

/** Functions of the library that compute from what they are given, and nothing else; those that end the program may be called, too. */
const repeatable = new Set(
  (
    "strlen strnlen strcmp strncmp strchr strrchr strstr memchr memcmp bcmp abs labs llabs toupper tolower isalpha isdigit isspace " +
    "isalnum ispunct isupper islower nan nanf nanl __errno_location atoi atol atoll strcpy strncpy omp_get_max_threads " +
    "__tsad_checkpoint __enzyme_set_checkpointing tsad_checkpoint_ __tsad_region tsad_region_"
  ).split(" "),
);

/** Why a call of a known function cannot be done again; null where it can. */
export function whyNotRepeated(call: CallInst): string | null {
  const effects = callEffects(call);
  const name = calledFunction(call)?.name ?? "?";
  if (effects === undefined) return "its body is not known";
  if (effects.what === "link") return "it links nodes of a container";
  if (effects.what !== "inactive" || repeatable.has(name)) return null;
  const row = inactiveCall(name);
  if (row?.stops === true) return null;
  if (/print|put[sc]|fwrite|perror|fflush/.test(name)) return "each replay would print again";
  return "what it does may be another thing each time";
}

/** What a function does beside computing, with all that it calls. */
export interface BodyFacts {
  /** Why it cannot be run again, and the function that is to blame; null where it can. */
  readonly problem: { readonly name: string; readonly reason: string } | null;
  /** It stores pointers to memory that is not its own. */
  readonly storesPointers: boolean;
  /** It follows pointers that it finds in memory that is not its own. */
  readonly followsPointers: boolean;
  /** It gives memory back. */
  readonly frees: boolean;
  /** Variables that it names, or that what it calls names. */
  readonly globals: ReadonlySet<GlobalVariable>;
}

/** The facts of a function with a body; it is read once. */
export const factsOf = keptFor<Function, BodyFacts>((fn) => {
  const seen = new Set<Function>([fn]);
  const globals = new Set<GlobalVariable>();
  let problem: BodyFacts["problem"] = null;
  let [storesPointers, followsPointers, frees] = [false, false, false];
  for (const each of seen) {
    for (const inst of each.instructions()) {
      noteGlobals(inst, globals);
      storesPointers ||= storesPointer(inst);
      followsPointers ||= loadsPointer(inst);
      frees ||= inst instanceof CallInst && callEffects(inst)?.what === "free";
      problem ??= problemOf(inst, each);
      const callee = inst instanceof CallInst ? calledFunction(inst) : null;
      if (callee !== null && !callee.isDeclaration) seen.add(callee);
    }
  }
  return { problem, storesPointers, followsPointers, frees, globals };
});

/** An integer may be the bits of a pointer. */
function loadsPointer(inst: Instruction): boolean {
  if (inst.opcode === "inttoptr") return true;
  return inst instanceof LoadInst && inst.type.kind === "pointer" && !isOnStack(inst.pointer);
}

function storesPointer(inst: Instruction): boolean {
  if (!(inst instanceof StoreInst) || isOnStack(inst.pointer)) return false;
  return inst.value.type.kind === "pointer";
}

function problemOf(inst: Instruction, fn: Function): BodyFacts["problem"] {
  if (isUnrepeatable(inst)) {
    return { name: `@${fn.name}`, reason: "it has a volatile or atomic access" };
  }
  if (!(inst instanceof CallInst)) return null;
  const callee = calledFunction(inst);
  if (callee?.isDeclaration === false) return null;
  const reason =
    callee === null && callEffects(inst) === undefined
      ? "it calls through a pointer"
      : whyNotRepeated(inst);
  const name = `@${callee?.name ?? fn.name}`;
  return reason === null ? null : { name, reason };
}

/** Is it a volatile or atomic access, or another instruction that others may see? */
export function isUnrepeatable(inst: Instruction): boolean {
  if (inst instanceof LoadInst || inst instanceof StoreInst) return inst.flags !== "";
  return ["atomicrmw", "cmpxchg", "fence", "va_arg"].includes(inst.opcode);
}

/** Adds the variables that the operands of `inst` name. */
export function noteGlobals(inst: Instruction, found: Set<GlobalVariable>): void {
  const waiting: Value[] = [...inst.operands];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (value instanceof GlobalVariable) found.add(value);
    else if (value instanceof ConstantExpr) waiting.push(...value.args);
    else if (value instanceof ConstantAggregate) waiting.push(...value.elements);
  }
}
