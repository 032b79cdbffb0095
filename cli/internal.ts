/** What is said of a defect of tsad itself. */

/** A defect of tsad: one line for the user, the stack only where a developer asks for it. */
export function internalMessage(error: unknown): string {
  if (process.env["TSAD_DEBUG"] !== undefined && error instanceof Error) return String(error.stack);
  return `tsad: internal error: ${internalCause(error)}\n  help: ${internalRemedy}`;
}

const internalRemedy =
  "report this as a defect of tsad with the input; TSAD_DEBUG=1 shows where it is";

/** The line of JSON for a defect; `code` is null, because no row of the table speaks of it. */
export function internalJson(error: unknown): string {
  const message = `internal error: ${internalCause(error)}`;
  return JSON.stringify({ code: null, message, remedy: internalRemedy });
}

function internalCause(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return error instanceof RangeError && said.includes("call stack")
    ? "the input is nested too deeply"
    : (said.split("\n")[0] ?? "");
}
