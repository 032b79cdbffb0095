/** How many bytes each step of the reader and the printer has handled, and in what time. */

/** Sums of bytes and seconds by step. */
export class Speeds {
  private readonly steps = new Map<string, { bytes: number; seconds: number }>();

  /** Runs `work`, which handles `bytes` bytes of text, as part of `step`. */
  measure<T>(step: string, bytes: number, work: () => T): T {
    const start = performance.now();
    const result = work();
    const sum = this.steps.get(step) ?? { bytes: 0, seconds: 0 };
    sum.bytes += bytes;
    sum.seconds += (performance.now() - start) / 1000;
    this.steps.set(step, sum);
    return result;
  }

  /** One line per step: `lex 61.2 MB/s`. */
  lines(): string[] {
    return [...this.steps].map(([step, { bytes, seconds }]) => {
      return `${step.padEnd(12)} ${(bytes / 1e6 / seconds).toFixed(1).padStart(7)} MB/s`;
    });
  }
}
