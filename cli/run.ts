/** Runs one command line. Every error ends as a message on standard error and an exit code; none as a stack trace. */
import { CommanderError } from "commander";
import { render, TsadError } from "../src/support/errors.ts";
import { makeProgram } from "./program.ts";
import { Session } from "./session.ts";

/**
 * Runs `tsad` with `args`, the arguments behind the command's name.
 * @returns 0 for success, 1 for bad or unsupported input, 2 for wrong usage
 */
export async function run(args: readonly string[]): Promise<number> {
  const session = new Session();
  try {
    await makeProgram(session).parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return usageExit(error);
    if (error instanceof TsadError) {
      complain(render(error, session.sourceOf(error.location?.file)));
      return error.exitCode;
    }
    complain(internalMessage(error));
    return 1;
  }
}

/** Help and version texts are no errors, and are printed already. */
function usageExit(error: CommanderError): number {
  if (error.exitCode === 0) return 0;
  const said = error.message.replace(/^error: /, "").replace(/\s*\n\s*/g, " ");
  const reason = error.code === "commander.help" ? "no command is given" : said;
  complain(render(new TsadError("E_USAGE", { reason })));
  return 2;
}

/** A defect of tsad: one line for the user, the stack only where a developer asks for it. */
function internalMessage(error: unknown): string {
  if (process.env["TSAD_DEBUG"] !== undefined && error instanceof Error) return String(error.stack);
  const said = error instanceof Error ? error.message : String(error);
  const cause =
    error instanceof RangeError && said.includes("call stack")
      ? "the input is nested too deeply"
      : (said.split("\n")[0] ?? "");
  return `tsad: internal error: ${cause}\n  help: report this as a defect of tsad with the input; TSAD_DEBUG=1 shows where it is`;
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}
