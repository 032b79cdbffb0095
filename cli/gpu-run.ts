/** `tsad gpu-run`: a module of GPU kernels becomes one that runs on the CPU. */
import { checkText } from "../src/ir/check-text.ts";
import { writeOutput } from "../src/ir/io.ts";
import { dialectOf } from "../src/ir/dialect.ts";
import { retarget } from "../src/gpu/run/retarget.ts";
import { TsadError } from "../src/support/errors.ts";
import type { TextOptions } from "./plain.ts";
import type { Session } from "./session.ts";

/** What commander makes of the options of `tsad gpu-run`. */
export interface GpuRunOptions extends TextOptions {
  readonly output: string;
  readonly verify: boolean;
}

/**
 * Makes the host's module from the one at `input` and writes it.
 * @throws TsadError for what is no module of kernels, and for what has no form on the host
 */
export async function gpuRun(
  session: Session,
  input: string,
  options: GpuRunOptions,
): Promise<void> {
  const module = await session.readModule(input, options.llvm);
  const { text } = retarget(module.text, {
    file: module.file,
    ...(options.llvm === undefined ? {} : { llvm: options.llvm }),
  });
  if (options.verify) {
    const { version, typedPointers } = module.dialect;
    const { by, problem } = await checkText(text, module.file, dialectOf(version, typedPointers));
    if (problem !== null)
      throw new TsadError("E_VERIFY", { reason: `${by ?? "tsad"}: ${problem}` });
  }
  writeOutput(options.output, text);
}
