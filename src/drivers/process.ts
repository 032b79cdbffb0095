/** Running the compiler and the tools beside it. */
import { spawn } from "node:child_process";
import { fstatSync } from "node:fs";
import { availableParallelism, constants } from "node:os";
import { TsadError } from "../support/errors.ts";

/** The exit code of a shell for a program that a signal ended. */
const bySignal = 128;

/**
 * Runs a program whose messages go where tsad's own go, so that it colours them on a terminal as it does without tsad, and gives its
 * exit code. (Not by execa: to load it takes as long as to compile a small file, and every file of a build would pay for it.)
 * @throws TsadError E_COMPILER where there is no such program
 */
export function runVisibly(program: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: inherited() });
    child.on("error", (error) => {
      reject(cannotStart(program, error));
    });
    child.on("close", (code, signal) => {
      resolve(code ?? bySignal + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

/** The descriptors by which make, cargo and ninja share out processors; node closes to its children what it is not told of. */
function inherited(): ("inherit" | "ignore" | number)[] {
  const flags = `${process.env["MAKEFLAGS"] ?? ""} ${process.env["CARGO_MAKEFLAGS"] ?? ""}`;
  const pairs = [...flags.matchAll(/--jobserver-(?:auth|fds)=(\d+),(\d+)/g)];
  const open = new Set(
    pairs.flatMap(([, read, write]) => [Number(read), Number(write)]).filter(isOpen),
  );
  const count = Math.max(3, ...[...open].map((descriptor) => descriptor + 1));
  return Array.from({ length: count }, (_none, i) => {
    if (i < 3) return "inherit";
    return open.has(i) ? i : "ignore";
  });
}

function isOpen(descriptor: number): boolean {
  try {
    fstatSync(descriptor);
    return true;
  } catch {
    return false;
  }
}

function cannotStart(program: string, error: Error): TsadError {
  const isAbsent = "code" in error && error.code === "ENOENT";
  const reason = isAbsent ? `there is no program ${program}` : error.message;
  return new TsadError("E_COMPILER", { reason });
}

/** What a tool printed and how it ended. */
export interface Quiet {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program and keeps what it prints. Does not throw where it fails. */
export async function runQuietly(program: string, args: readonly string[]): Promise<Quiet> {
  const { execa } = await import("execa");
  const result = await execa(program, args, { reject: false, encoding: "latin1" });
  const stderr = result.stderr === "" ? (result.shortMessage ?? "") : result.stderr;
  return { ok: !result.failed, stdout: result.stdout, stderr: result.failed ? stderr : "" };
}

/** A compiler or tool that ran and failed: it has said why, so tsad ends with its exit code and says nothing. */
export class StepFailed extends Error {
  override readonly name = "StepFailed";
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`a step of the build ended with exit code ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/** Runs a step of a build. @throws StepFailed where it fails, TsadError where there is no such program */
export async function runStep([program = "", ...args]: readonly string[]): Promise<void> {
  const code = await runVisibly(program, args);
  if (code !== 0) throw new StepFailed(code);
}

/** Runs `work` for each item, as many at a time as there are processors. The results are in the order of the items. */
export async function inParallel<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const rest = [...items.entries()];
  const worker = async (): Promise<void> => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
      const [i, item] = next;
      results[i] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), items.length) }, worker));
  return results;
}
