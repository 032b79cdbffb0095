/** A line on a terminal that says what a long step is at. */
import type { Trace } from "../support/trace.ts";

/** What the line is written to; `isTTY` as of process.stderr. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const patience = 2000;

/** Shows the step of tsad that runs, from two seconds on, on terminals only; {@link Progress.end} takes the line away. */
export class Progress implements Trace {
  private readonly what: string;
  private readonly terminal: Terminal;
  private readonly now: () => number;
  private readonly start: number;
  private isShown = false;

  constructor(
    what: string,
    terminal: Terminal = process.stderr,
    now: () => number = () => performance.now(),
  ) {
    this.what = what;
    this.terminal = terminal;
    this.now = now;
    this.start = now();
  }

  step<T>(name: string, run: () => T): T {
    const elapsed = this.now() - this.start;
    if (this.terminal.isTTY === true && elapsed >= patience) {
      const seconds = Math.floor(elapsed / 1000);
      this.terminal.write(`\r\x1b[Ktsad: ${this.what}: ${name} (${seconds} s)`);
      this.isShown = true;
    }
    return run();
  }

  /** Takes the line away, so that messages begin on an empty one. */
  end(): void {
    if (this.isShown) this.terminal.write("\r\x1b[K");
    this.isShown = false;
  }
}
