/**
 * Values, their uses, and users. A {@link Use} is both an operand slot and a node of the used value's use list, so
 * changing an operand and walking the users of a value are O(1) a step (the scheme of LLVM's `Use`).
 */
import type { Type } from "./types.ts";

/** Anything an operand can be. */
export abstract class Value {
  type: Type;
  /** The name without sigil and quotes; null for an unnamed (numbered) value and for constants. */
  name: string | null = null;
  /** Head of the use list; always null for constants, which are shared and keep none. */
  firstUse: Use | null = null;

  constructor(type: Type) {
    this.type = type;
  }

  /** Constants are shared and keep no use list; everything else does. */
  get tracksUses(): boolean {
    return true;
  }

  /** The uses of this value, most recently added first. Safe while the current use is changed. */
  *uses(): IterableIterator<Use> {
    for (let use = this.firstUse; use !== null; ) {
      const next: Use | null = use.next;
      yield use;
      use = next;
    }
  }

  /** True when something uses this value. */
  get isUsed(): boolean {
    return this.firstUse !== null;
  }

  /** Makes every user use `to` instead. `to` must have the same type; time is linear in the number of uses. */
  replaceAllUsesWith(to: Value): void {
    if (to === this) return;
    let last: Use | null = null;
    for (let use = this.firstUse; use !== null; use = use.next) {
      use.relabel(to);
      last = use;
    }
    if (last === null) return;
    const head = this.firstUse;
    this.firstUse = null;
    if (to.tracksUses && head !== null) {
      last.next = to.firstUse;
      if (to.firstUse !== null) to.firstUse.prev = last;
      to.firstUse = head;
    } else {
      for (let use = head; use !== null; ) {
        const next: Use | null = use.next;
        use.prev = null;
        use.next = null;
        use = next;
      }
    }
  }
}

/** One operand slot of a {@link User}, linked into the use list of the value it holds. */
export class Use {
  readonly user: User;
  /** Position among the user's operands. */
  index: number;
  prev: Use | null = null;
  next: Use | null = null;
  private held: Value;

  constructor(user: User, index: number, value: Value) {
    this.user = user;
    this.index = index;
    this.held = value;
    this.link();
  }

  get value(): Value {
    return this.held;
  }

  set value(value: Value) {
    this.unlink();
    this.held = value;
    this.link();
  }

  /** Changes the held value without touching any list; only for {@link Value.replaceAllUsesWith}. */
  relabel(value: Value): void {
    this.held = value;
  }

  /** Takes this slot out of its value's use list. */
  unlink(): void {
    if (!this.held.tracksUses) return;
    if (this.prev !== null) this.prev.next = this.next;
    else if (this.held.firstUse === this) this.held.firstUse = this.next;
    if (this.next !== null) this.next.prev = this.prev;
    this.prev = null;
    this.next = null;
  }

  private link(): void {
    if (!this.held.tracksUses) return;
    this.prev = null;
    this.next = this.held.firstUse;
    if (this.next !== null) this.next.prev = this;
    this.held.firstUse = this;
  }
}

/** A value with operands: an instruction, a debug record, or metadata that wraps local values. */
export abstract class User extends Value {
  operandUses: Use[] = [];

  /** Number of operands. */
  get operandCount(): number {
    return this.operandUses.length;
  }

  /** The operand at `index`, which must exist. */
  operand(index: number): Value {
    const use = this.operandUses[index];
    if (use === undefined) throw new RangeError(`operand ${index} of ${this.operandUses.length}`);
    return use.value;
  }

  /** Replaces the operand at `index`, which must exist. */
  setOperand(index: number, value: Value): void {
    const use = this.operandUses[index];
    if (use === undefined) throw new RangeError(`operand ${index} of ${this.operandUses.length}`);
    use.value = value;
  }

  /** All operands, as a fresh array. */
  get operands(): Value[] {
    return this.operandUses.map((use) => use.value);
  }

  /** Adds an operand at the end. */
  addOperand(value: Value): void {
    this.operandUses.push(new Use(this, this.operandUses.length, value));
  }

  /** Takes `count` operands out from `start` on and renumbers the rest. */
  removeOperands(start: number, count: number): void {
    for (const use of this.operandUses.splice(start, count)) use.unlink();
    this.operandUses.forEach((use, index) => {
      use.index = index;
    });
  }

  /** Removes this user from the use lists of its operands; it must not be used afterwards. */
  dropOperands(): void {
    for (const use of this.operandUses) use.unlink();
    this.operandUses = [];
  }
}
