/**
 * A set of small non-negative integers (block or instruction numbers), for data-flow analyses.
 * All sets of one analysis must have the same capacity.
 */
export class BitSet {
  readonly capacity: number;
  readonly #words: Uint32Array;

  /** An empty set for members 0 to `capacity - 1`. */
  constructor(capacity: number) {
    this.capacity = capacity;
    this.#words = new Uint32Array((capacity + 31) >>> 5);
  }

  static of(capacity: number, members: Iterable<number>): BitSet {
    const set = new BitSet(capacity);
    for (const member of members) set.add(member);
    return set;
  }

  has(member: number): boolean {
    return member >= 0 && member < this.capacity && (this.#word(member >>> 5) & bit(member)) !== 0;
  }

  /** Adds `member`; true when it was not there. */
  add(member: number): boolean {
    if (!Number.isInteger(member) || member < 0 || member >= this.capacity) {
      throw new RangeError(`${member} is outside a set of ${this.capacity}`);
    }
    if (this.has(member)) return false;
    this.#words[member >>> 5] = this.#word(member >>> 5) | bit(member);
    return true;
  }

  /** Removes `member`; true when it was there. */
  delete(member: number): boolean {
    if (!this.has(member)) return false;
    this.#words[member >>> 5] = this.#word(member >>> 5) & ~bit(member);
    return true;
  }

  /** Adds every member of `other`; true when this set grew. */
  unionWith(other: BitSet): boolean {
    return this.#combine(other, (mine, theirs) => mine | theirs);
  }

  /** Keeps only members of `other`; true when this set shrank. */
  intersectWith(other: BitSet): boolean {
    return this.#combine(other, (mine, theirs) => mine & theirs);
  }

  /** Removes every member of `other`; true when this set shrank. */
  subtract(other: BitSet): boolean {
    return this.#combine(other, (mine, theirs) => mine & ~theirs);
  }

  copy(): BitSet {
    const copy = new BitSet(this.capacity);
    copy.#words.set(this.#words);
    return copy;
  }

  equals(other: BitSet): boolean {
    return (
      this.capacity === other.capacity &&
      this.#words.every((word, index) => word === other.#word(index))
    );
  }

  /** How many members there are. */
  get size(): number {
    let count = 0;
    for (const word of this.#words) count += ones(word);
    return count;
  }

  /** The members in ascending order. */
  *[Symbol.iterator](): Generator<number> {
    for (let index = 0; index < this.#words.length; index++) {
      for (let rest = this.#word(index); rest !== 0; rest &= rest - 1) {
        yield index * 32 + 31 - Math.clz32(rest & -rest);
      }
    }
  }

  #word(index: number): number {
    return this.#words[index] ?? 0;
  }

  #combine(other: BitSet, join: (mine: number, theirs: number) => number): boolean {
    if (other.capacity !== this.capacity) {
      throw new RangeError(`sets of ${this.capacity} and ${other.capacity} members do not mix`);
    }
    let changed = false;
    for (let index = 0; index < this.#words.length; index++) {
      const mine = this.#word(index);
      const joined = join(mine, other.#word(index)) >>> 0;
      changed ||= joined !== mine;
      this.#words[index] = joined;
    }
    return changed;
  }
}

const bit = (member: number): number => (1 << (member & 31)) >>> 0;

/** The number of ones in 32 bits (Hacker's Delight, 5-1). */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
