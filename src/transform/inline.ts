/**
 * Inlines those direct calls of functions that have a body which are worth it, callees of callees included. Calls of
 * the rule table and of functions without a part in any derivative have no body here and stay.
 */
import { calledFunction } from "../analysis/effects.ts";
import { isSeenThrough } from "../analysis/registered.ts";
import type { AttributeGroups } from "../ir/attributes.ts";
import type { ModuleServices } from "../ir/builder.ts";
import type { Function, Instruction, ModuleContext } from "../ir/graph.ts";
import { CallInst } from "../ir/instructions.ts";
import { must } from "../support/assert.ts";
import { callGraphOf } from "./call-graph.ts";
import { removeDeadCode } from "./dce.ts";
import { dissolveSlots } from "./dissolve.ts";
import { dropScopes, inlineBody, misfit } from "./inline-body.ts";
import { isInterposable } from "./linkage.ts";
import { callHas } from "./removable.ts";
import { slimBody } from "./slim-bodies.ts";
import { isUnknownCallee } from "./unknown-callee.ts";
import { removeUnreachableBlocks } from "./unreachable.ts";
import { keptFor } from "../support/kept.ts";

/** What is worth inlining. */
export interface InlineBudget {
  /** A callee of so many instructions is small. */
  readonly small: number;
  /** So many instructions may come into one function. */
  readonly total: number;
}

/** A gradient of an inlined call needs no record of it; beyond these sizes code grows faster than that pays. */
export const inlineBudget: InlineBudget = { small: 150, total: 20_000 };

/** What is inlined where calls hide what memory holds: in one function, each object is told from the others. */
const generousBudget: InlineBudget = { small: 2_000, total: 40_000 };

/** What is inlined where marks tell what memory holds: each body that comes in brings a multiple of its size in marks. */
const sparingBudget: InlineBudget = { small: 150, total: 5_000 };

/** How much is inlined: as much as pays in speed, more for what it shows, or less for the sake of size. */
export type Inlining = "usual" | "generous" | "sparing";

const budgets: Readonly<Record<Inlining, InlineBudget>> = {
  usual: inlineBudget,
  generous: generousBudget,
  sparing: sparingBudget,
};

const chosen = new WeakMap<ModuleContext, Inlining>();
const outgrown = new WeakSet<ModuleContext>();

/** Says how much is inlined into the derivatives of `module` from now on. */
export function setInlining(module: ModuleContext, inlining: Inlining): void {
  chosen.set(module, inlining);
}

function inliningOf(module: ModuleContext): Inlining {
  return chosen.get(module) ?? "usual";
}

/** Was there a call in `module` that only its size kept from being inlined? */
export function wasTooLarge(module: ModuleContext): boolean {
  return outgrown.has(module);
}

/** What lies behind more choices than this is not inlined, but for what is shorter than a call of a pair and calls nothing. */
const mostChoices = 1;
const tiny = 12;

/** The functions that a call is inside of since it was inlined, innermost first. */
interface Chain {
  readonly callee: Function;
  readonly outer: Chain | null;
}

/** What is remembered of a function that bodies were inlined into, for when more is to be inlined later. */
class History {
  readonly inlined = new Set<Function>();
  /** How many instructions have come in. */
  grown = 0;
  /** Something stayed out only because no more may come in. */
  isFull = false;
  readonly #chains = new WeakMap<CallInst, Chain>();
  /** How many choices between several functions a call lies behind. */
  readonly #choices = new WeakMap<CallInst, number>();

  /** Counts so many instructions in, unless more than `most` would have come in then. */
  take(size: number, most: number): boolean {
    const isFitting = this.grown + size <= most;
    if (isFitting) this.grown += size;
    else this.isFull = true;
    return isFitting;
  }

  chainOf(call: CallInst): Chain | null {
    return this.#chains.get(call) ?? null;
  }

  enter(call: CallInst, chain: Chain | null): void {
    if (chain !== null) this.#chains.set(call, chain);
  }

  choicesOf(call: CallInst): number {
    return this.#choices.get(call) ?? 0;
  }

  setChoices(call: CallInst, choices: number): void {
    if (choices > this.choicesOf(call)) this.#choices.set(call, choices);
  }

  /** Is the call inside a body of `callee` that was inlined? Only what the call graph does not answer is looked for. */
  isInside(call: CallInst, callee: Function): boolean {
    const graph = callGraphOf(callee.module);
    const caller = this.chainOf(call)?.callee;
    if (caller === undefined) return false;
    if (graph.calls(caller, callee) && !graph.isRecursive(callee)) return false;
    for (let link = this.chainOf(call); link !== null; link = link.outer) {
      if (link.callee === callee) return true;
    }
    return false;
  }
}

const historyOf = keptFor<Function, History>(() => new History());

/**
 * Says that the call `made` stands for `call` in `fn`, so that recursion through it is still seen; and whether it is one of several, as the
 * functions multiply that can follow one another.
 */
export function inheritInlining(
  fn: Function,
  call: CallInst,
  made: CallInst,
  isOneOfSeveral: boolean,
): void {
  const history = historyOf(fn);
  history.enter(made, history.chainOf(call));
  history.setChoices(made, history.choicesOf(call) + (isOneOfSeveral ? 1 : 0));
}

/**
 * Inlines into `fn`, a copy of a function of the module, the calls of functions that are not recursive and either small, called from one
 * place, or marked `alwaysinline`, as long as the budget lasts. What may be replaced when the program is linked stays a call, and
 * so does what {@link misfit} says something against.
 * @returns how many calls were inlined
 */
export function inlineByBudget(
  fn: Function,
  services: ModuleServices,
  budget: InlineBudget = budgets[inliningOf(fn.module)],
): number {
  // The smallest first: what is left for the large ones is spent on the last calls of the text.
  const sizes = [inlineBudget.small / 5, inlineBudget.small].filter((size) => size < budget.small);
  return [...sizes, budget.small].reduce((count, small) => {
    return count + inlineFitting(fn, services, { ...budget, small });
  }, 0);
}

/** {@link inlineByBudget} where more is to be inlined than is usual; elsewhere nothing, but that there would be something is noted. */
export function inlineWhereAsked(fn: Function, services: ModuleServices): number {
  const isAsked = inliningOf(fn.module) === "generous";
  return inlineByBudget(fn, services, isAsked ? generousBudget : { small: 0, total: 0 });
}

function inlineFitting(fn: Function, services: ModuleServices, budget: InlineBudget): number {
  const history = historyOf(fn);
  const graph = callGraphOf(fn.module);
  const { sites } = countInstructions(fn);
  return inlineWhere(fn, services, (call, callee) => {
    if (graph.isRecursive(callee) || history.isInside(call, callee)) return false;
    if (isInterposable(callee) || misfit(call, callee, fn) !== null) return false;
    const size = sizeOf(callee, graph.size(callee), budget, services);
    const isEnd = size <= tiny && graph.isLeaf(callee);
    if (history.choicesOf(call) > mostChoices && !isEnd) return false;
    const places = Math.max(graph.sites(callee), sites.get(callee) ?? 0);
    const isWorth = size <= budget.small || places <= 1 || callHas(call, "alwaysinline", services);
    // What is hardly longer than its call pays when much has come in already, but many of them would not.
    const most = size > tiny ? budget.total : 4 * budget.total;
    const isTaken = isWorth && history.take(size, most);
    if (!isTaken) outgrown.add(fn.module);
    return isTaken;
  });
}

/** Where less than this part is left of what came in when it has been cleared, more may come in. */
const roomier = 0.75;

/**
 * Clears away what constants show to be of no use in `fn`, where bodies stay calls only because so much has come in. True when that makes
 * room for more.
 */
export function makeRoom(fn: Function, services: AttributeGroups): boolean {
  const history = historyOf(fn);
  if (!history.isFull || inliningOf(fn.module) !== "generous") return false;
  history.isFull = false;
  dissolveSlots(fn);
  removeDeadCode(fn, services);
  const { size } = countInstructions(fn);
  if (size > roomier * history.grown) return false;
  history.grown = size;
  return true;
}

/** The size of what would come in; that of the text where it is far too large. */
function sizeOf(
  callee: Function,
  raw: number,
  { small }: InlineBudget,
  services: ModuleServices,
): number {
  return raw > 5 * small ? raw : slimBody(callee, services).size;
}

function countInstructions(fn: Function): { size: number; sites: Map<Function, number> } {
  const sites = new Map<Function, number>();
  let size = 0;
  for (const inst of fn.instructions()) {
    size++;
    const callee = calleeWithBody(inst);
    if (callee !== null) sites.set(callee, (sites.get(callee) ?? 0) + 1);
  }
  return { size, sites };
}

function calleeWithBody(inst: Instruction): Function | null {
  if (!(inst instanceof CallInst) || inst.opcode === "callbr") return null;
  const callee = calledFunction(inst);
  return callee !== null && isSeenThrough(callee) && !isUnknownCallee(callee) ? callee : null;
}

/** Inlines the calls that `decide` wants, and what comes in with them. */
function inlineWhere(
  fn: Function,
  services: ModuleServices,
  decide: (call: CallInst, callee: Function) => boolean,
): number {
  const history = historyOf(fn);
  const waiting: CallInst[] = [];
  const find = (insts: Iterable<Instruction>, chain: Chain | null, choices = 0): void => {
    for (const inst of insts) {
      if (!(inst instanceof CallInst)) continue;
      history.enter(inst, chain);
      history.setChoices(inst, choices);
      if (calleeWithBody(inst) !== null) waiting.push(inst);
    }
  };
  find(fn.instructions(), null);
  let count = 0;
  let invokes = 0;
  // The last first: each split then moves only what is behind it in its block.
  for (let call = waiting.pop(); call !== undefined; call = waiting.pop()) {
    const callee = must(calleeWithBody(call), "only direct calls wait");
    if (!decide(call, callee)) continue;
    const chain: Chain = { callee, outer: history.chainOf(call) };
    if (call.opcode === "invoke") invokes++;
    const choices = history.choicesOf(call);
    const blocks = inlineBody(call, callee, fn, services);
    // Two copies would share their scopes, and an access of one would be taken not to alias one of the other.
    if (history.inlined.has(callee)) dropScopes(blocks);
    history.inlined.add(callee);
    for (const block of blocks) find(block, chain, choices);
    count++;
  }
  if (invokes > 0) removeUnreachableBlocks(fn);
  return count;
}
