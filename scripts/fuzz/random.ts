/** Reproducible random choices: the same seed makes the same program on every machine. */
import { at } from "../../src/support/assert.ts";

/** A stream of choices, by the splitmix32 recurrence (Steele, Lea, Flood, OOPSLA 2014, in 32 bits). */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = Math.imul(seed, 0x9e3779b1) | 0;
  }

  /** An integer from `low` to `high`, both included. */
  int(low: number, high: number): number {
    this.state = (this.state + 0x9e3779b9) | 0;
    let mixed = this.state ^ (this.state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    mixed ^= mixed >>> 15;
    return low + ((mixed >>> 0) % (high - low + 1));
  }

  /** True with this probability, to the percent. */
  chance(probability: number): boolean {
    return this.int(1, 100) <= probability * 100;
  }

  /** One of the choices. */
  pick<T>(choices: readonly T[]): T {
    return at(choices, this.int(0, choices.length - 1));
  }

  /** A short decimal constant between the bounds. */
  number(low: number, high: number): string {
    return (low + ((high - low) * this.int(0, 64)) / 64).toFixed(3);
  }
}
