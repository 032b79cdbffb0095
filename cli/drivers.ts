/** `tsad cc`, `tsad c++`, `tsad fc`, `tsad rustc` and `tsad launch`: the words behind them are a compiler's own, so that commander reads none of them. */
import { readCommandLine } from "../src/drivers/command-line.ts";
import {
  type Compiler,
  compilerAt,
  compilerFor,
  isCommandName,
  linkCommand,
} from "../src/drivers/compilers.ts";
import { internalMessage } from "./internal.ts";
import { teller } from "../src/drivers/report.ts";
import { Scratch } from "../src/drivers/scratch.ts";
import { TsadError } from "../src/support/errors.ts";

/**
 * Runs the compiler command that `args` begin with.
 * @param complain takes each message of tsad, which may have several lines
 * @returns the exit code: the compiler's own where it failed
 */
export async function run(
  args: readonly string[],
  complain: (message: string) => void = toStandardError,
): Promise<number> {
  const tell = teller(complain);
  const [command = "", ...words] = args;
  // Each half is loaded only where it is needed: builds start this for every file.
  if (command === linkCommand) {
    const { linkForRust } = await import("../src/drivers/rust-link.ts");
    return inScratch(null, complain, (scratch) => linkForRust(words, scratch, tell));
  }
  const found: { compiler?: Compiler; words: readonly string[] } = { words };
  const refused = await tell({ name: "tsad" }, async () => {
    Object.assign(found, await chosen(command, words));
  });
  const { compiler } = found;
  if (compiler === undefined) return refused;
  if (compiler.family === "rustc") {
    const { driveRustc } = await import("../src/drivers/rustc.ts");
    return inScratch(null, complain, (scratch) => {
      return driveRustc({ compiler, words: found.words, scratch, tell, complain });
    });
  }
  const line = readCommandLine(found.words);
  const kept = line.keepsTemporaries ? `${line.output ?? "a.out"}.tsad` : null;
  const { drive } = await import("../src/drivers/driver.ts");
  return inScratch(kept, complain, (scratch) => drive({ compiler, line, scratch, tell }));
}

async function inScratch(
  kept: string | null,
  complain: (message: string) => void,
  work: (scratch: Scratch) => Promise<number>,
): Promise<number> {
  const scratch = new Scratch(kept);
  try {
    return await work(scratch);
  } catch (error) {
    complain(internalMessage(error));
    return 1;
  } finally {
    scratch.end();
  }
}

/** The compiler, and the words that are for it. */
async function chosen(
  command: string,
  words: readonly string[],
): Promise<{ compiler: Compiler; words: readonly string[] }> {
  if (isCommandName(command)) {
    const named = words.find((word) => word.startsWith("--with="));
    const compiler = await compilerFor(command, named?.slice("--with=".length));
    return { compiler, words: words.filter((word) => word !== named) };
  }
  if (command !== "launch") return { compiler: await compilerAt(command), words };
  const [program, ...rest] = words;
  if (program === undefined) {
    const remedy = "put a compiler and its arguments behind it: tsad launch clang -c f.c";
    throw new TsadError("E_USAGE", { reason: "launch needs a command", remedy });
  }
  return { compiler: await compilerAt(program), words: rest };
}

function toStandardError(text: string): void {
  process.stderr.write(`${text}\n`);
}
