/**
 * The programs that the corpus needs, and how they are run: at most two processes at a time, text in and text out
 * as latin1, so that bytes in names and strings survive.
 */
import { execa } from "execa";

/** LLVM versions that the corpus is built with where they are installed. */
export const llvmVersions = [14, 19, 22] as const;

/** What a program left behind. `output` and `errors` are latin1. */
export interface Outcome {
  readonly ok: boolean;
  readonly output: Buffer;
  readonly errors: string;
}

const limit = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** Runs `work` when fewer than two other pieces of work are running. */
async function limited<T>(work: () => Promise<T>): Promise<T> {
  if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
  running++;
  try {
    return await work();
  } finally {
    running--;
    waiting.shift()?.();
  }
}

/** Runs a program with `input` on its standard input; never throws, a program that cannot be started is not `ok`. */
export async function runTool(
  command: string,
  args: readonly string[],
  options: { readonly input?: string | Buffer; readonly cwd?: string } = {},
): Promise<Outcome> {
  const { input, cwd } = options;
  return limited(async () => {
    const result = await execa(command, args, {
      encoding: "buffer",
      reject: false,
      stripFinalNewline: false,
      timeout: 120_000,
      ...(input === undefined ? { stdin: "ignore" as const } : { input: bytes(input) }),
      ...(cwd === undefined ? {} : { cwd }),
    });
    const errors = Buffer.from(result.stderr).toString("latin1");
    return {
      ok: !result.failed,
      output: Buffer.from(result.stdout),
      errors: errors === "" ? (result.shortMessage ?? "") : errors,
    };
  });
}

/** The first line that `command --version` prints with a version in it; undefined when there is no such program. */
export async function toolVersion(command: string): Promise<string | undefined> {
  const { ok, output } = await runTool(command, ["--version"]);
  if (!ok) return undefined;
  return output
    .toString("latin1")
    .split("\n")
    .find((line) => /\d+\.\d+/.test(line));
}

/** The versions of {@link llvmVersions} whose `llvm-as` and `llvm-dis` are on the PATH. */
export async function installedVersions(): Promise<number[]> {
  const found = await Promise.all(
    llvmVersions.map(async (version) => {
      const tools = await Promise.all([
        toolVersion(`llvm-as-${version}`),
        toolVersion(`llvm-dis-${version}`),
      ]);
      return tools.includes(undefined) ? [] : [version];
    }),
  );
  return found.flat();
}

function bytes(input: string | Buffer): Buffer {
  return typeof input === "string" ? Buffer.from(input, "latin1") : input;
}
