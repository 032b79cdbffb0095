/**
 * What `--time` and `--print-after` show: the steps of the pipeline report here, and the command decides
 * where the text goes. Nothing is kept when nobody listens.
 */
export interface Trace {
  /** Runs one step; `describe` gives its result as text and is called only where that was asked for. */
  step<T>(name: string, run: () => T, describe?: (result: T) => string): T;
}

/** A trace that reports nothing. */
export const silent: Trace = { step: (_name, run) => run() };

/** How long one step took, over all its runs. */
export interface StepTime {
  readonly name: string;
  readonly milliseconds: number;
  readonly runs: number;
}

export interface RecorderOptions {
  /** Names of steps whose result is printed. */
  readonly printAfter: ReadonlySet<string>;
  /** Where the printed text goes, a whole result at a time. */
  readonly write: (text: string) => void;
  /** A clock in milliseconds; a test gives its own. */
  readonly now?: () => number;
}

/** A trace that prints the results asked for and adds up the times. Steps may be nested. */
export class Recorder implements Trace {
  readonly #options: RecorderOptions;
  readonly #now: () => number;
  readonly #times = new Map<string, StepTime>();

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  step<T>(name: string, run: () => T, describe?: (result: T) => string): T {
    const start = this.#now();
    const result = run();
    this.#count(name, this.#now() - start);
    if (describe && this.#options.printAfter.has(name)) {
      this.#options.write(`; after ${name}\n${describe(result)}\n`);
    }
    return result;
  }

  /** The steps in the order in which each first ended. */
  times(): readonly StepTime[] {
    return [...this.#times.values()];
  }

  /** One line a step, aligned, for `--time`. */
  table(): string {
    const times = this.times();
    const width = Math.max(...times.map(({ name }) => name.length), 4);
    return times
      .map(({ name, milliseconds, runs }) => {
        const cost = milliseconds.toFixed(1).padStart(10);
        return `${name.padEnd(width)} ${cost} ms ${String(runs).padStart(7)} ${runs === 1 ? "run" : "runs"}\n`;
      })
      .join("");
  }

  #count(name: string, milliseconds: number): void {
    const before = this.#times.get(name) ?? { name, milliseconds: 0, runs: 0 };
    this.#times.set(name, {
      name,
      milliseconds: before.milliseconds + milliseconds,
      runs: before.runs + 1,
    });
  }
}
