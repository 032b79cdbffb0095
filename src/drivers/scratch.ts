/** A private folder for what is made on the way, removed at the end of the run, also when a signal ends it. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The folder of one run; it is made when the first file in it is asked for. */
export class Scratch {
  private readonly kept: string | null;
  private folder: string | null = null;
  private readonly names = new Set<string>();

  /** @param keptIn where the files stay, for --save-temps; null when they are removed */
  constructor(keptIn: string | null) {
    this.kept = keptIn;
  }

  /** A path for a file of this ending that no other caller gets. */
  file(name: string): string {
    this.folder ??= this.make();
    const isTaken = this.names.has(name);
    this.names.add(name);
    return join(this.folder, isTaken ? this.another(name) : name);
  }

  private another(name: string): string {
    for (let count = 2; ; count++) {
      const next = `${count}-${name}`;
      if (this.names.has(next)) continue;
      this.names.add(next);
      return next;
    }
  }

  private make(): string {
    if (this.kept !== null) {
      mkdirSync(this.kept, { recursive: true });
      return resolve(this.kept);
    }
    const folder = mkdtempSync(join(tmpdir(), "tsad-build-"));
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(signal, () => {
        rmSync(folder, { recursive: true, force: true });
        process.kill(process.pid, signal);
      });
    }
    return folder;
  }

  /** Removes everything that is not to be kept. */
  end(): void {
    if (this.folder !== null && this.kept === null)
      rmSync(this.folder, { recursive: true, force: true });
  }
}
