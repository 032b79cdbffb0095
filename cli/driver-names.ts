/** Which command lines are those of a compiler. A file of its own, because every run asks and most need nothing else of a build. */
import { isCommandName, linkCommand } from "../src/drivers/compilers.ts";

/** Does the first word stand for a compiler? Cargo puts the path of its compiler behind the wrapper. */
export function isDriver(word: string | undefined): boolean {
  if (word === undefined) return false;
  return (
    isCommandName(word) || word === "launch" || word === linkCommand || word.endsWith("/rustc")
  );
}
