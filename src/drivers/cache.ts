/** What was made once from the same input by the same programs is taken from a folder, where the user names one. */
import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Everything that decides what a step makes. */
export interface Key {
  /** The programs that run, whose change changes what they make. */
  readonly programs: readonly string[];
  /** Their arguments, without names of temporary files. */
  readonly words: readonly string[];
  /** The files that they read. */
  readonly inputs: readonly string[];
}

/**
 * Makes `output` by `make`, or copies what an earlier run made from the same. Runs may do this at the same time: a file comes into the
 * folder whole, by being renamed. Nothing is kept where `make` throws or gives false, or where TSAD_CACHE names no folder.
 */
export async function cached(
  key: Key,
  output: string,
  make: () => Promise<unknown>,
): Promise<void> {
  const folder = folderOf(process.env["TSAD_CACHE"]);
  if (folder === null) {
    await make();
    return;
  }
  const entry = join(folder, await digestOf(key));
  if (copied(entry, output)) return;
  if ((await make()) === false) return;
  mkdirSync(dirname(entry), { recursive: true });
  const staged = `${entry}.${process.pid}.tmp`;
  if (copied(output, staged)) renameSync(staged, entry);
}

function folderOf(value: string | undefined): string | null {
  return value === undefined || value === "" || value === "off" ? null : value;
}

function copied(from: string, to: string): boolean {
  try {
    if (!statSync(from).isFile()) return false;
    copyFileSync(from, to);
    return true;
  } catch {
    // Another run may have cleared the folder between the two steps.
    rmSync(to, { force: true });
    return false;
  }
}

async function digestOf({ programs, words, inputs }: Key): Promise<string> {
  // Loaded here, because most runs keep nothing.
  const { createHash } = await import("node:crypto");
  const hash = createHash("sha256");
  const note = (part: string | Buffer): void => {
    hash.update(`${part.length}:`).update(part);
  };
  for (const program of [fileURLToPath(import.meta.url), ...programs]) note(identityOf(program));
  for (const word of words) note(word);
  for (const input of inputs) note(readFileSync(input));
  const digest = hash.digest("hex");
  return join(digest.slice(0, 2), digest.slice(2));
}

/** A program as far as its file tells: where it is, how large, and since when. */
function identityOf(program: string): string {
  const folders = program.includes("/") ? [""] : (process.env["PATH"] ?? "").split(delimiter);
  for (const folder of folders) {
    const known = identityAt(folder === "" ? program : join(folder, program));
    if (known !== null) return known;
  }
  return basename(program);
}

function identityAt(path: string): string | null {
  try {
    const file = realpathSync(path);
    const { size, mtimeMs } = statSync(file);
    return `${file} ${size} ${mtimeMs}`;
  } catch {
    return null;
  }
}
