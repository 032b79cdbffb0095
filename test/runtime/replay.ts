/** Follows the actions of a schedule on a model of a loop, and says what is wrong with them. */

/** An action, by the numbers of `enum tsad_action_kind`. */
export interface Action {
  readonly kind: number;
  readonly level: number;
  readonly iteration: number;
  readonly start: number;
  readonly slot: number;
}

/** What a run has done in all. */
export interface Counts {
  forwards: number;
  turns: number;
  stores: number;
  restores: number;
  /** Reads and writes of each slot. */
  readonly uses: number[];
  /** Writes and reads by level. */
  readonly writes: number[];
  readonly reads: number[];
}

const kinds = {
  store: 1,
  restore: 2,
  forward: 3,
  firstTurn: 4,
  turn: 5,
  done: 7,
  record: 8,
  unwind: 9,
} as const;

const count = (numbers: number[], index: number): void => {
  numbers[index] = (numbers[index] ?? 0) + 1;
};

/** A loop of `length` steps: which state is at hand, what the slots hold, and how many steps are left to reverse. */
class Model {
  readonly counts: Counts = {
    forwards: 0,
    turns: 0,
    stores: 0,
    restores: 0,
    uses: [],
    writes: [],
    reads: [],
  };
  private live: number | null = 0;
  private left: number;
  private readonly length: number;
  private readonly slots = new Map<number, string>();

  constructor(length: number) {
    this.length = length;
    this.left = length;
  }

  /** What is wrong with `action` where things are as they are, null if nothing. */
  fault(action: Action): string | null {
    const { kind, iteration, start } = action;
    switch (kind) {
      case kinds.store:
        return this.live === iteration ? this.put(action, `state ${iteration}`) : "no such state";
      case kinds.restore:
        this.live = iteration;
        this.counts.restores++;
        return this.get(action, `state ${iteration}`);
      case kinds.forward:
        return this.runs(start, iteration);
      case kinds.firstTurn:
      case kinds.turn:
        if ((kind === kinds.firstTurn) !== (this.left === this.length)) return "not the first turn";
        if (this.live !== start) return "a turn from another state";
        this.live = null;
        this.counts.turns++;
        return this.reversed(start);
      case kinds.record:
        return this.runs(start, start + 1) ?? this.put(action, `record ${start}`);
      case kinds.unwind:
        this.live = null;
        return this.get(action, `record ${start}`) ?? this.reversed(start);
      case kinds.done:
        return this.left === 0 ? null : "steps are left";
      default:
        return "no action";
    }
  }

  private runs(from: number, to: number): string | null {
    if (this.live !== from || to <= from || to > this.length) return "steps from another state";
    this.live = to;
    this.counts.forwards += to - from;
    return null;
  }

  private put({ slot, level }: Action, what: string): string | null {
    this.slots.set(slot, what);
    this.counts.stores++;
    count(this.counts.uses, slot);
    count(this.counts.writes, level);
    return slot >= 0 ? null : "no slot";
  }

  private get({ slot, level }: Action, what: string): string | null {
    count(this.counts.uses, slot);
    count(this.counts.reads, level);
    return this.slots.get(slot) === what ? null : "the slot holds something else";
  }

  private reversed(step: number): string | null {
    this.left--;
    return step === this.left ? null : "another step is to be reversed";
  }
}

/**
 * What the actions do in all.
 * @throws when a state is not the right one, a step is not reversed once and in order, or the end is not the end
 */
export function replay(actions: readonly Action[], length: number): Counts {
  const model = new Model(length);
  actions.forEach((action, i) => {
    const fault = model.fault(action);
    if (fault !== null) throw new Error(`action ${i}, ${JSON.stringify(action)}: ${fault}`);
  });
  if (actions.at(-1)?.kind !== kinds.done) throw new Error("the actions do not end");
  return model.counts;
}
