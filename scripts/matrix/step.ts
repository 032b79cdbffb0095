/** One command among those that build and run a program. */
import { runTool } from "../corpus/tools.ts";

/** Raised by a step that failed; the message is complete: the command, and the first lines of what it complained of. */
export class StepError extends Error {}

/** Runs a command and returns what it printed. @throws StepError where it fails */
export async function step(command: string, args: readonly string[]): Promise<string> {
  const { ok, output, errors } = await runTool(command, args);
  if (ok) return output.toString("latin1");
  const shown = errors.split("\n").slice(0, 6).join("\n");
  throw new StepError(`${command} ${args.join(" ")}\n${shown}`);
}
