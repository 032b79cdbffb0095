/**
 * A queue in which an item waits at most once: the loop of every fixed point in tsad.
 * First in, first out, so that an analysis of a graph given in its own order visits few nodes twice.
 */
export class Worklist<T> {
  readonly #waiting = new Set<T>();
  /** Items from `#head` on wait. A set alone would step over its deleted entries at every take. */
  #queue: T[] = [];
  #head = 0;

  constructor(items: Iterable<T> = []) {
    for (const item of items) this.add(item);
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** Puts `item` at the end unless it is waiting already. */
  add(item: T): void {
    if (this.#waiting.has(item)) return;
    this.#waiting.add(item);
    this.#queue.push(item);
  }

  /** Takes the item that waits longest; undefined when none does. */
  take(): T | undefined {
    const item = this.#queue[this.#head];
    if (item === undefined) return undefined;
    this.#waiting.delete(item);
    this.#head++;
    if (this.#head * 2 > this.#queue.length + 64) {
      this.#queue = this.#queue.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }

  /** Calls `visit` until nothing waits; `visit` may add items. It must converge: see its caller. */
  drain(visit: (item: T) => void): void {
    for (let item = this.take(); item !== undefined; item = this.take()) visit(item);
  }
}
