/** `tsad print` and `tsad verify`. */
import { checkText } from "../src/ir/check-text.ts";
import { writeOutput } from "../src/ir/io.ts";
import { describeProblem, verifyModule } from "../src/ir/verify.ts";
import { TsadError } from "../src/support/errors.ts";
import type { Session } from "./session.ts";

/** Options of every command that reads a module. */
export interface TextOptions {
  readonly llvm?: number;
}

/** Reads the module at `input` whole and writes all of it from the graph. */
export async function print(
  session: Session,
  input: string,
  options: TextOptions & { readonly output: string },
): Promise<void> {
  const module = await session.readModule(input, options.llvm);
  module.parseAll();
  module.markAllChanged();
  writeOutput(options.output, module.print());
}

/**
 * Checks the module at `input` and says who did.
 * @throws TsadError E_SEMANTIC with the first fault
 */
export async function verify(session: Session, input: string, options: TextOptions): Promise<void> {
  const module = await session.readModule(input, options.llvm);
  module.parseAll();
  const own = verifyModule(module)[0];
  if (own !== undefined) throw new TsadError("E_SEMANTIC", { reason: describeProblem(own) });
  const { by, problem } = await checkText(module.text, module.file, module.dialect);
  if (problem !== null) {
    throw new TsadError("E_SEMANTIC", { reason: `${module.file}: ${by ?? "tsad"}: ${problem}` });
  }
  const count = module.functions().filter((fn) => !fn.isDeclaration).length;
  const functions = `${count} function${count === 1 ? "" : "s"}`;
  const checked = by === null ? "tsad (no opt of its LLVM version found)" : `tsad and ${by}`;
  writeOutput("-", `${module.file}: ${functions} verified by ${checked}\n`);
}
