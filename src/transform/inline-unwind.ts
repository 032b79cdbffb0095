/**
 * The unwinding half of inlining at an invoke: what is thrown inside the inlined body goes to the landing pad of the invoke, as the
 * language reference says of `landingpad` and `resume`.
 */
import type { AttributeGroups } from "../ir/attributes.ts";
import type { BasicBlock, Function } from "../ir/graph.ts";
import { CallInst, LandingPadInst, PhiInst, TerminatorInst } from "../ir/instructions.ts";
import { withDestinations } from "../ir/shapes.ts";
import type { Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import { debugLocation, phisOf } from "./edges.ts";
import { mayThrow } from "./exceptions.ts";
import { replaceIncoming, splitAfter } from "./splice.ts";

/** A call that becomes an invoke, with the same callee, arguments, bundles and words; the old one is erased. */
export function invokeOf(call: CallInst, normal: BasicBlock, unwind: BasicBlock): CallInst {
  const invoke = withDestinations(call, "invoke", [normal, unwind]);
  must(call.parent, "the call is in a block").insert(invoke, call);
  replaceCall(call, invoke);
  return invoke;
}

/** An invoke that becomes a call and a branch to where it went; the edge to the landing pad is gone. */
export function callOf(invoke: CallInst): CallInst {
  const [normal, unwind] = invoke.destinations;
  const head = must(invoke.parent, "the invoke is in a block");
  const call = withDestinations(invoke, "call", []);
  head.insert(call, invoke);
  const branch = new TerminatorInst(must(head.parent, "in a function").module.types.void, "br", [
    must(normal, "an invoke has a normal destination"),
  ]);
  branch.metadata = debugLocation(invoke);
  replaceCall(invoke, call);
  head.append(branch);
  if (unwind !== undefined) replaceIncoming(unwind, head, []);
  return call;
}

function replaceCall(from: CallInst, to: CallInst): void {
  to.flags = from.flags;
  to.metadata = from.metadata;
  to.position = from.position;
  to.name = from.name;
  from.replaceAllUsesWith(to);
  from.erase();
}

/**
 * Leads what `copies`, the inlined blocks, may throw to `unwind`, the landing pad block of an invoke in `head` that is still there.
 * @returns the blocks that were added to the copies
 */
export function unwindTo(
  unwind: BasicBlock,
  head: BasicBlock,
  copies: readonly BasicBlock[],
  fn: Function,
  groups: AttributeGroups,
): BasicBlock[] {
  const pad = must(landingPad(unwind), "an invoke unwinds to a landing pad");
  for (const inner of padsOf(copies)) addClauses(inner, pad);
  const { throwing, added } = throwingBlocks([...copies], unwind, fn, groups);
  for (const phi of phisOf(unwind)) {
    const value = phi.valueFrom(head);
    for (const block of throwing) phi.addIncoming(value, block);
  }
  const all = [...copies, ...added];
  const resuming = all.filter(({ terminator }) => terminator?.opcode === "resume");
  if (resuming.length > 0) joinResumes(unwind, pad, head, resuming, fn);
  return added;
}

function landingPad(block: BasicBlock): LandingPadInst | null {
  const first = block.firstNonPhi;
  return first instanceof LandingPadInst ? first : null;
}

function padsOf(blocks: readonly BasicBlock[]): LandingPadInst[] {
  return blocks.flatMap((block) => landingPad(block) ?? []);
}

/** What the inner landing pad does not catch goes on to the outer one, so it has to stop for that too. */
function addClauses(inner: LandingPadInst, outer: LandingPadInst): void {
  const made = new LandingPadInst(
    inner.type,
    [...inner.clauses, ...outer.clauses],
    [...inner.operands, ...outer.operands],
  );
  made.flags = inner.flags === "" ? outer.flags : inner.flags;
  made.metadata = inner.metadata;
  made.position = inner.position;
  made.name = inner.name;
  must(inner.parent, "the pad is in a block").insert(made, inner);
  inner.replaceAllUsesWith(made);
  inner.erase();
}

/** Makes invokes of the calls that may throw; gives the blocks that end in one, and those that were made for what follows. */
function throwingBlocks(
  blocks: readonly BasicBlock[],
  unwind: BasicBlock,
  fn: Function,
  groups: AttributeGroups,
): { throwing: BasicBlock[]; added: BasicBlock[] } {
  const invokes: CallInst[] = [];
  const added: BasicBlock[] = [];
  for (const block of blocks) {
    // From the end, so that what follows a call is moved once.
    for (const inst of [...block].reverse()) {
      if (!(inst instanceof CallInst) || inst.opcode !== "call") continue;
      if (inst.tailKind === "musttail" || !mayThrow(inst, groups)) continue;
      const rest = splitAfter(inst, fn);
      added.push(rest);
      invokes.push(invokeOf(inst, rest, unwind));
    }
  }
  // Where several were in one block, all but the first have moved.
  const throwing = invokes.map((invoke) => must(invoke.parent, "it was put into a block"));
  return { throwing, added };
}

/**
 * What the inlined body throws on goes to the code behind the landing pad. Phis of the landing pad's block are doubled there,
 * because that block no longer comes before.
 */
function joinResumes(
  unwind: BasicBlock,
  pad: LandingPadInst,
  head: BasicBlock,
  resuming: readonly BasicBlock[],
  fn: Function,
): void {
  const phis = phisOf(unwind);
  const body = splitAfter(pad, fn);
  const branch = new TerminatorInst(fn.module.types.void, "br", [body]);
  unwind.append(branch);
  const merge = (value: PhiInst | LandingPadInst, from: (block: BasicBlock) => Value): void => {
    const phi = new PhiInst(value.type);
    value.replaceAllUsesWith(phi);
    phi.addIncoming(value, unwind);
    for (const block of resuming) phi.addIncoming(from(block), block);
    body.insert(phi, body.first);
  };
  for (const phi of phis) {
    // Asked for when the phi's uses have moved: in a loop the value may be the phi itself.
    merge(phi, () => phi.valueFrom(head));
  }
  merge(pad, (block) => must(block.terminator, "it resumes").operand(0));
  for (const block of resuming) {
    const resume = must(block.terminator, "it resumes");
    const go = new TerminatorInst(fn.module.types.void, "br", [body]);
    go.metadata = debugLocation(resume);
    resume.erase();
    block.append(go);
  }
}
