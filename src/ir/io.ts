/**
 * Text in, text out. Bytes are read and written as latin1, so that offsets are bytes and nothing is re-encoded; bitcode goes
 * through llvm-dis. A file that is written is complete or not there.
 */
import {
  closeSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { TsadError } from "../support/errors.ts";
import { bitcodeVersion, isBitcode } from "./bitcode.ts";
import { runTool, toolFor } from "./tools.ts";

/** A module's text and the name that messages give it. */
export interface Input {
  readonly text: string;
  readonly file: string;
}

/** JavaScript strings end at 2^29 - 24 characters. */
const longestText = 2 ** 29 - 24;

/**
 * The text at `path`, standard input for `-`. Bitcode is turned into text by the llvm-dis of the version that wrote it, or of
 * the next newer one.
 * @throws TsadError E_INPUT, E_BITCODE, E_LIMIT, or E_USAGE for an empty path
 */
export async function readInput(path: string): Promise<Input> {
  if (path === "") throw new TsadError("E_USAGE", { reason: "the input path is empty" });
  const file = path === "-" ? "<stdin>" : path;
  const bytes = readBytes(path, file);
  if (isBitcode(bytes)) return { text: latin1(await disassemble(bytes, file), file), file };
  const foreign = foreignFormat(bytes);
  if (foreign !== undefined) throw new TsadError("E_INPUT", { reason: foreign, details: { file } });
  return { text: latin1(bytes, file), file };
}

function readBytes(path: string, file: string): Buffer {
  try {
    return readFileSync(path === "-" ? 0 : path);
  } catch (error) {
    if (codeOf(error) === "ERR_FS_FILE_TOO_LARGE") throw tooLong(file);
    throw new TsadError("E_INPUT", { reason: reasonOf(error), details: { file } });
  }
}

function latin1(bytes: Uint8Array, file: string): string {
  if (bytes.length > longestText) throw tooLong(file);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

function tooLong(file: string): TsadError {
  return new TsadError("E_LIMIT", { reason: `${file} is longer than ${longestText} bytes` });
}

/** What a file is that is mistaken for IR often, from its first bytes. */
function foreignFormat(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 8)).toString("latin1");
  if (start.startsWith("\x7fELF"))
    return "it is an ELF object, not LLVM IR; compile with -emit-llvm";
  if (start.startsWith("!<arch>")) return "it is an archive, not LLVM IR";
  if (start.startsWith("\xff\xfe") || start.startsWith("\xfe\xff")) return "it is UTF-16 text";
  return undefined;
}

async function disassemble(bytes: Uint8Array, file: string): Promise<Uint8Array> {
  const version = bitcodeVersion(bytes);
  const tool = await toolFor("llvm-dis", version ?? 14);
  if (tool === undefined) {
    const wanted = version === undefined ? "llvm-dis" : `llvm-dis of LLVM ${version} or newer`;
    throw new TsadError("E_BITCODE", {
      reason: `there is no ${wanted} on the PATH`,
      details: { file },
    });
  }
  const result = await runTool(tool, ["-o", "-", "-"], bytes);
  // A file that ends behind its magic number holds no module, which llvm-dis does not mind.
  if (result.ok && result.stdout.length > 0) return result.stdout;
  const said = firstLine(result.stderr).replace(/^.*?error: /, "") || "it holds no module";
  throw new TsadError("E_BITCODE", {
    reason: `${basename(tool.path)} refuses it: ${said}`,
    details: { file },
    remedy:
      "make the bitcode again; it is damaged, or of a newer LLVM than the llvm-dis on the PATH",
  });
}

/** The first line that says something. */
export function firstLine(text: string): string {
  return (
    text
      .split("\n")
      .find((line) => line.trim() !== "")
      ?.trim() ?? ""
  );
}

/** A file to write: `-` is standard output. */
export interface Output {
  readonly path: string;
  readonly text: string;
}

/** Writes one output; see {@link writeOutputs}. */
export function writeOutput(path: string, text: string): void {
  writeOutputs([{ path, text }]);
}

/**
 * Writes all outputs or none: each file is written beside its place first, and moved there when all are complete. Standard output
 * and what is no regular file (a pipe, /dev/null) are written last and directly.
 * @throws TsadError E_OUTPUT, or E_USAGE for an empty path
 */
export function writeOutputs(outputs: readonly Output[]): void {
  const moves: { from: string; to: string }[] = [];
  const direct: Output[] = [];
  try {
    for (const output of outputs) {
      const place = placeOf(output.path);
      if (place === null) direct.push(output);
      else moves.push(stage(output, place));
    }
    for (const output of direct) writeDirectly(output);
    for (const { from, to } of moves)
      guarded(to, () => {
        renameSync(from, to);
      });
  } catch (error) {
    for (const { from } of moves) rmSync(from, { force: true });
    throw error;
  }
}

/** The file that `path` leads to and its mode, or null when it must be written directly. */
function placeOf(path: string): { file: string; mode: number } | null {
  if (path === "") throw new TsadError("E_USAGE", { reason: "the output path is empty" });
  if (path === "-") return null;
  return guarded(path, () => {
    const known = statSync(path, { throwIfNoEntry: false });
    if (known === undefined) return { file: path, mode: 0o666 };
    if (known.isDirectory())
      throw new TsadError("E_OUTPUT", { reason: "it is a directory", details: { file: path } });
    // A link stays, and what it leads to is replaced.
    return known.isFile() ? { file: realpathSync(path), mode: known.mode & 0o777 } : null;
  });
}

function stage(
  { path, text }: Output,
  place: { file: string; mode: number },
): { from: string; to: string } {
  const name = `.${basename(place.file)}.${process.pid}.tmp`;
  const from = join(dirname(place.file), name);
  return guarded(path, () => {
    const descriptor = openSync(from, "wx", place.mode);
    try {
      writeAll(descriptor, text);
    } catch (error) {
      rmSync(from, { force: true });
      throw error;
    } finally {
      closeSync(descriptor);
    }
    return { from, to: place.file };
  });
}

function writeDirectly({ path, text }: Output): void {
  guarded(path === "-" ? "<stdout>" : path, () => {
    if (path === "-") {
      writeAll(1, text);
      return;
    }
    const descriptor = openSync(path, "w");
    try {
      writeAll(descriptor, text);
    } finally {
      closeSync(descriptor);
    }
  });
}

/** Pieces of this many characters keep the memory for a huge text small. */
const chunkLength = 1 << 22;

function writeAll(descriptor: number, text: string): void {
  for (let start = 0; start < text.length; start += chunkLength) {
    const bytes = Buffer.from(text.slice(start, start + chunkLength), "latin1");
    for (let done = 0; done < bytes.length; ) done += writeSome(descriptor, bytes, done);
  }
}

/** A pipe that is full for now says EAGAIN; its reader needs a moment. */
function writeSome(descriptor: number, bytes: Buffer, start: number): number {
  try {
    return writeSync(descriptor, bytes, start);
  } catch (error) {
    if (codeOf(error) !== "EAGAIN") throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    return 0;
  }
}

/** Runs `action`; an error of the file system becomes E_OUTPUT about `file`. */
function guarded<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof TsadError || codeOf(error) === undefined) throw error;
    throw new TsadError("E_OUTPUT", { reason: reasonOf(error), details: { file } });
  }
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or directory",
  EISDIR: "it is a directory",
  ENOTDIR: "a part of the path is not a directory",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left",
  ENAMETOOLONG: "the path is too long",
  ELOOP: "the path is a circle of links",
  EPIPE: "the reader has gone",
  EEXIST: "the temporary file beside it exists already",
};

function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return (
    reasons[code ?? ""] ?? (error instanceof Error ? firstLine(error.message) : "unknown reason")
  );
}
