/**
 * Loops that test at their top are turned round: the test is made once before the loop, and then at its end. An iteration is then the body
 * and the test behind it, and the loop has as many iterations as the body is run.
 */
import type { Loop } from "../analysis/loops.ts";
import { callEffects } from "../analysis/effects.ts";
import { cloneInstruction } from "../ir/clone.ts";
import { type BasicBlock, type Function, Instruction } from "../ir/graph.ts";
import { CallInst, LoadInst, PhiInst, TerminatorInst } from "../ir/instructions.ts";
import type { Use, Value } from "../ir/value.ts";
import { must } from "../support/assert.ts";
import { phisOf, redirect } from "./edges.ts";
import { closeLoops } from "./lcssa.ts";
import { simplifyLoops } from "./loop-simplify.ts";

/**
 * Turns `loop` of `fn` round where its header does nothing but compute and test; true when it did. The loops of `fn` must be simple and
 * closed, and are so afterwards; what was known of them holds no longer.
 */
export function rotateLoop(loop: Loop, fn: Function): boolean {
  const place = placeOf(loop);
  if (place === null) return false;
  new Rotation(place).run(fn);
  simplifyLoops(fn);
  closeLoops(fn);
  fn.module.markChanged(fn);
  return true;
}

interface Place {
  readonly preheader: BasicBlock;
  readonly header: BasicBlock;
  readonly latch: BasicBlock;
  /** Where the header goes on in the loop, and where it leaves it. */
  readonly body: BasicBlock;
  readonly exit: BasicBlock;
}

function placeOf(loop: Loop): Place | null {
  const { header, latch, preheader } = loop;
  const branch = header.terminator;
  if (latch === null || preheader === null || latch === header) return null;
  if (branch?.opcode !== "br" || branch.operandCount !== 3) return null;
  const [a, b] = branch.successors();
  if (a === undefined || b === undefined || loop.contains(a) === loop.contains(b)) return null;
  const [body, exit] = loop.contains(a) ? [a, b] : [b, a];
  // From the header straight to itself there is no body that could come first.
  if (body === header || ![...header].every(isPure)) return null;
  return { preheader, header, latch, body, exit };
}

function isPure(inst: Instruction): boolean {
  if (inst instanceof LoadInst) return inst.flags === "";
  if (inst instanceof CallInst) {
    const effects = callEffects(inst);
    const isKnown = effects?.what === "rule" || effects?.what === "nothing";
    return inst.opcode === "call" && isKnown && effects.writes.length === 0;
  }
  const impure = ["store", "alloca", "atomicrmw", "cmpxchg", "fence", "va_arg"];
  return !impure.includes(inst.opcode);
}

/** Where the value of a use is read: at the end of the block it comes from, for a phi. */
function blockOf({ user, index }: Use): BasicBlock | null {
  if (user instanceof PhiInst) return user.incomingBlock(index / 2);
  return user instanceof Instruction ? user.parent : null;
}

class Rotation {
  private readonly place: Place;
  /** The new header, between the old one and the body. */
  private readonly top: BasicBlock;
  /** What stands for the values of the old header before the loop. */
  private readonly before = new Map<Value, Value>();
  /** What stands for them in the loop. */
  private readonly within = new Map<Value, PhiInst>();

  constructor(place: Place) {
    this.place = place;
    const fn = must(place.header.parent, "the header is in a function");
    this.top = fn.newBlock("body", place.preheader);
  }

  run(fn: Function): void {
    const { preheader, header, body, exit } = this.place;
    const phis = phisOf(header);
    const own = [...header].filter((inst) => !(inst instanceof PhiInst) && !inst.isTerminator);
    for (const phi of phis) this.before.set(phi, phi.valueFrom(preheader));
    this.copyTest(own);
    this.top.append(new TerminatorInst(fn.module.types.void, "br", [body]));
    const branch = must(header.terminator, "the header ends in a branch");
    for (const phi of phisOf(exit)) this.addExit(phi);
    for (const value of [...phis, ...own]) this.leadUses(value);
    redirect(branch, body, this.top);
    for (const phi of phisOf(body)) {
      for (const use of phi.operandUses) if (use.value === header) use.value = this.top;
    }
    this.dropPhis(phis);
  }

  /** The test once before the loop. */
  private copyTest(own: readonly Instruction[]): void {
    const { preheader, header, body } = this.place;
    const last = must(preheader.terminator, "the preheader has a terminator");
    for (const inst of own) preheader.insert(cloneInstruction(inst, this.before), last);
    const branch = cloneInstruction(must(header.terminator, "a branch"), this.before);
    redirect(branch, body, this.top);
    last.erase();
    preheader.append(branch);
  }

  /** What leaves the loop at its end is what the next iteration would have begun with; what never enters it is what was there before. */
  private addExit(phi: PhiInst): void {
    const { header, preheader } = this.place;
    const value = phi.valueFrom(header);
    phi.addIncoming(this.before.get(value) ?? value, preheader);
  }

  private leadUses(value: Instruction): void {
    const { header } = this.place;
    for (const use of [...value.uses()]) {
      const where = blockOf(use);
      const isOwnPhi = use.user instanceof PhiInst && use.user.parent === header;
      if (where === null || isOwnPhi || use.user === this.within.get(value)) continue;
      if (where === this.place.preheader || where === this.top) continue;
      if (where !== header) use.value = this.inLoop(value);
    }
  }

  /** The value in the iteration that runs. */
  private inLoop(value: Instruction): PhiInst {
    const known = this.within.get(value);
    if (known !== undefined) return known;
    const { header, preheader } = this.place;
    const phi = new PhiInst(value.type);
    phi.name = value.name;
    this.top.insert(phi, this.top.first);
    this.within.set(value, phi);
    phi.addIncoming(must(this.before.get(value), "the value has a copy"), preheader);
    phi.addIncoming(value instanceof PhiInst ? this.next(value) : value, header);
    return phi;
  }

  /** What a phi of the old header is at the end of an iteration. */
  private next(phi: PhiInst): Value {
    const value = phi.valueFrom(this.place.latch);
    const isOwn = value instanceof Instruction && value.parent === this.place.header;
    return isOwn ? this.inLoop(value) : value;
  }

  /** The old header is entered from the latch alone. */
  private dropPhis(phis: readonly PhiInst[]): void {
    const next = phis.map((phi) => this.next(phi));
    phis.forEach((phi, i) => {
      phi.replaceAllUsesWith(must(next[i], "each phi has a value"));
    });
    for (const phi of phis) phi.erase();
  }
}
