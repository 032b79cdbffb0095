/**
 * The steps that bring a function to the form that differentiation starts from: values in SSA form as far as slots allow, no
 * constant expressions, one exit, simple loops in loop-closed form.
 */
import { withoutAttributes } from "../ir/attributes.ts";
import type { ModuleServices } from "../ir/builder.ts";
import type { Function } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import { printFunction } from "../ir/print/printer.ts";
import { silent, type Trace } from "../support/trace.ts";
import { copyWanted } from "./byte-loops.ts";
import { expandConstants } from "./constexpr.ts";
import { removeDeadCode } from "./dce.ts";
import { dissolveSlots } from "./dissolve.ts";
import { mergeEqualPhis } from "./equal-phis.ts";
import { mergeFloats } from "./float-phis.ts";
import { storeFloats } from "./float-stores.ts";
import { dropFortranTags } from "./fortran/tags.ts";
import { closeLoops } from "./lcssa.ts";
import { spellChoices } from "./integer-choices.ts";
import { splitIntegerLanes } from "./integer-lanes.ts";
import { simplifyLoops } from "./loop-simplify.ts";
import { promoteSlots } from "./mem2reg.ts";
import { splitPhiStores } from "./phi-stores.ts";
import { splitPackedPhis } from "./packed-phis.ts";
import { loadPackedPointers } from "./packed-pointers.ts";
import { splitPointerLanes } from "./pointer-lanes.ts";
import { storePointers } from "./pointer-stores.ts";
import { partTaggedValues } from "./tagged-values.ts";
import { settlePhis } from "./settled-phis.ts";
import { raiseSignBits } from "./sign-bits.ts";
import { separateBits } from "./demanded-bits.ts";
import { splitAccesses } from "./split-accesses.ts";
import { splitSlots } from "./sroa.ts";
import { unifyExits } from "./unify-exits.ts";
import { removeUnreachableBlocks } from "./unreachable.ts";
import { unpackAggregates } from "./unpack.ts";
import { unpackBits } from "./unpack-bits.ts";

/** What the steps need of the module. */
export interface PrepareServices extends ModuleServices {
  /** The reference `#N` of a group with these words, made when it is not there. */
  attributeGroup(text: string): string;
}

/** One step: changes the function in place and says whether it did. */
export interface PrepareStep {
  readonly name: string;
  readonly run: (fn: Function, module: PrepareServices) => boolean;
}

/** The steps in the order in which they run; each may run alone. */
export const prepareSteps: readonly PrepareStep[] = [
  { name: "optnone", run: dropOptNone },
  { name: "fortran-tags", run: dropFortranTags },
  { name: "tail-calls", run: dropTailCalls },
  { name: "unreachable", run: removeUnreachableBlocks },
  { name: "constexpr", run: (fn) => expandConstants(fn, { keepAddresses: true }) },
  { name: "integer-choices", run: spellChoices },
  { name: "split-accesses", run: splitAccesses },
  { name: "pointer-stores", run: storePointers },
  { name: "float-stores", run: storeFloats },
  { name: "integer-lanes", run: splitIntegerLanes },
  { name: "pointer-lanes", run: splitPointerLanes },
  { name: "packed-pointers", run: loadPackedPointers },
  { name: "sroa", run: splitSlots },
  { name: "mem2reg", run: promoteSlots },
  { name: "tagged-values", run: partTaggedValues },
  { name: "unpack", run: unpackAggregates },
  { name: "separate-bits", run: separateBits },
  { name: "packed-phis", run: splitPackedPhis },
  { name: "unpack-bits", run: unpackBits },
  { name: "sign-bits", run: raiseSignBits },
  { name: "slots", run: dissolveSlots },
  { name: "dce", run: removeDeadCode },
  { name: "phi-stores", run: splitPhiStores },
  { name: "float-phis", run: mergeFloats },
  { name: "float-stores-of-slots", run: storeFloats },
  { name: "unify-exits", run: unifyExits },
  { name: "loop-simplify", run: simplifyLoops },
  { name: "equal-phis", run: mergeEqualPhis },
  { name: "settled-phis", run: settlePhis },
  { name: "byte-loops", run: copyWanted },
  { name: "lcssa", run: closeLoops },
];

/**
 * Runs every step on `fn`, which is a copy that may be changed.
 * @throws TsadError E_IRREDUCIBLE
 */
export function prepare(fn: Function, module: PrepareServices, trace: Trace = silent): void {
  for (const step of prepareSteps) {
    trace.step(
      step.name,
      () => step.run(fn, module),
      () => printFunction(fn),
    );
  }
}

/** Drops `optnone`, and `noinline`, which is only there because optnone wants it: derived code is to be optimised. */
function dropOptNone(fn: Function, module: PrepareServices): boolean {
  const words = fn.suffix.split(" ").map((word) => {
    if (!/^#\d+$/.test(word)) return word;
    const group = groupWords(module.attributeGroupText(word));
    if (!/\boptnone\b/.test(group)) return word;
    return module.attributeGroup(withoutAttributes(group, "optnone", "noinline"));
  });
  const suffix = words.join(" ");
  if (suffix === fn.suffix) return false;
  fn.suffix = suffix;
  fn.module.markChanged(fn);
  return true;
}

function groupWords(text: string): string {
  return text.replace(/^attributes\s+#\d+\s*=\s*/, "").replace(/^\{|\}\s*$/g, "");
}

/**
 * Code follows every call in a derivative, so none stays a tail call. A call that passes on variable arguments must stay one.
 */
function dropTailCalls(fn: Function): boolean {
  let changed = false;
  for (const inst of fn.instructions()) {
    if (!(inst instanceof CallInst) || inst.forwardsVarargs) continue;
    if (inst.tailKind !== "tail" && inst.tailKind !== "musttail") continue;
    inst.tailKind = "";
    changed = true;
  }
  if (changed) fn.module.markChanged(fn);
  return changed;
}
