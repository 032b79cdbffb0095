/**
 * A queue in which an item waits at most once: the loop of every fixed point in tsad.
 * First in, first out, so that an analysis of a graph given in its own order visits few nodes twice.
 */
export class Worklist<T> {
  readonly #waiting = new Set<T>();

  constructor(items: Iterable<T> = []) {
    for (const item of items) this.add(item);
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** Puts `item` at the end unless it is waiting already. */
  add(item: T): void {
    this.#waiting.add(item);
  }

  /** Takes the item that waits longest; undefined when none does. */
  take(): T | undefined {
    for (const item of this.#waiting) {
      this.#waiting.delete(item);
      return item;
    }
    return undefined;
  }

  /** Calls `visit` until nothing waits; `visit` may add items. It must converge: see its caller. */
  drain(visit: (item: T) => void): void {
    // A set's iterator also reaches what is added while it runs.
    for (const item of this.#waiting) {
      this.#waiting.delete(item);
      visit(item);
    }
  }
}
