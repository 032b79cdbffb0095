import { type Mock, vi } from "vitest";
import { run } from "../../cli/run.ts";

/** What one command line did. */
export interface Outcome {
  readonly code: number;
  readonly stderr: string;
  readonly stdout: string;
}

/** Runs `tsad` with `args` in this process. What goes to file descriptor 1 directly is not seen: give `-o`. */
export async function tsad(...args: readonly string[]): Promise<Outcome> {
  const err = capture(process.stderr);
  const out = capture(process.stdout);
  try {
    const code = await run(args);
    return { code, stderr: written(err), stdout: written(out) };
  } finally {
    err.mockRestore();
    out.mockRestore();
  }
}

function capture(stream: NodeJS.WriteStream): Mock<NodeJS.WriteStream["write"]> {
  return vi.spyOn(stream, "write").mockReturnValue(true);
}

function written(spy: Mock<NodeJS.WriteStream["write"]>): string {
  return spy.mock.calls.map(([chunk]) => String(chunk)).join("");
}
