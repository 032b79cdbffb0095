/** Collects what is refused, so that one run tells of several faults that have nothing to do with each other. */
import { TsadError, TsadErrors } from "./errors.ts";

/** The errors of one run. Only a TsadError is collected: anything else is a defect and ends the run at once. */
export class ErrorList {
  private readonly limit: number;
  private readonly tell: (error: TsadError) => void;
  private readonly found: TsadError[] = [];

  /**
   * @param limit after this many errors the run ends
   * @param tell called once for each error, to complete it
   */
  constructor(limit: number, tell: (error: TsadError) => void) {
    this.limit = limit;
    this.tell = tell;
  }

  /** What `step` gives, or undefined when it was refused. @throws as {@link ErrorList.end} when that was the last error allowed */
  attempt<T>(step: () => T): T | undefined {
    try {
      return step();
    } catch (error) {
      if (!(error instanceof TsadError)) throw error;
      this.take(error);
      return undefined;
    }
  }

  /** Ends the run when anything was refused. @throws TsadError when one thing was, TsadErrors when several were */
  end(): void {
    const [first] = this.found;
    if (first === undefined) return;
    throw this.found.length === 1 ? first : new TsadErrors(this.found);
  }

  private take(error: TsadError): void {
    const isKnown = this.found.some((other) => other === error || isSame(other, error));
    if (isKnown) return;
    this.tell(error);
    this.found.push(error);
    if (this.found.length >= this.limit) this.end();
  }
}

/** Two requests can run into one fault: it is told once. */
function isSame(a: TsadError, b: TsadError): boolean {
  return (
    a.code === b.code &&
    a.message === b.message &&
    a.location?.line === b.location?.line &&
    a.location?.column === b.location?.column &&
    (a.location !== undefined || a.function === b.function)
  );
}
