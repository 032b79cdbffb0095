/** Runs one command line. Every error ends as a message on standard error and an exit code; none as a stack trace. */
import { CommanderError } from "commander";
import { TsadError, TsadErrors } from "../src/support/errors.ts";
import { render, renderJson } from "../src/support/render.ts";
import { isDriver } from "./driver-names.ts";
import { internalJson, internalMessage } from "./internal.ts";
import { makeProgram } from "./program.ts";
import { Session } from "./session.ts";

/**
 * Runs `tsad` with `args`, the arguments behind the command's name.
 * @param complain takes each message, which may have several lines
 * @returns 0 for success, 1 for bad or unsupported input, 2 for wrong usage
 */
export async function run(
  args: readonly string[],
  complain: (message: string) => void = toStandardError,
): Promise<number> {
  if (isDriver(args[0])) {
    const drivers = await import("./drivers.ts");
    return drivers.run(args, complain);
  }
  const session = new Session();
  const asJson = wantsJson(args);
  try {
    await makeProgram(session).parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    const errors = errorsIn(error);
    if (errors === null) {
      complain(asJson ? internalJson(error) : internalMessage(error));
      return 1;
    }
    for (const each of errors) {
      complain(asJson ? renderJson(each) : render(each, session.sourceOf(each.location?.file)));
    }
    return errors.reduce((worst, each) => Math.max(worst, each.exitCode), 0);
  }
}

/** Asked of the arguments themselves, so that a command line that cannot be read is answered in the same form. */
function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return (end < 0 ? args : args.slice(0, end)).includes("--json");
}

/** What the user did wrong, one by one; null for a defect of tsad. Help and version texts are printed already, and are no errors. */
function errorsIn(error: unknown): readonly TsadError[] | null {
  if (error instanceof TsadErrors) return error.errors;
  if (error instanceof TsadError) return [error];
  if (!(error instanceof CommanderError)) return null;
  if (error.exitCode === 0) return [];
  const said = error.message.replace(/^error: /, "").replace(/\s*\n\s*/g, " ");
  const reason = error.code === "commander.help" ? "no command is given" : said;
  return [new TsadError("E_USAGE", { reason })];
}

function toStandardError(text: string): void {
  process.stderr.write(`${text}\n`);
}
