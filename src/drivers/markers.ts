/** Finding out, without reading anything as a program, whether a file may ask for derivatives. */
import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";

const marks = ["__enzyme_", "__tsad_"].map((name) => Buffer.from(name));

/**
 * May this source, assembly, object, archive or bitcode ask for a derivative? Names stand in all of them as they are, also inside of
 * mangled ones. In the source a macro may make up a name, so that only what the compiler made of it tells for certain.
 */
export function mayAsk(bytes: Buffer): boolean {
  return marks.some((mark) => bytes.includes(mark));
}

/** {@link mayAsk} of a file; null where it is no regular file that can be read. */
export function fileMayAsk(path: string): boolean | null {
  try {
    return statSync(path).isFile() ? mayAsk(readFileSync(path)) : null;
  } catch {
    return null;
  }
}

/** The first bytes of a file, to tell what it is; none where it cannot be read. */
export function startOf(path: string, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  try {
    const descriptor = openSync(path, "r");
    try {
      return bytes.subarray(0, readSync(descriptor, bytes, 0, length, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return Buffer.alloc(0);
  }
}

/** A name of the grammar: a function that is called to ask for a derivative or to say something of memory, or a registration. */
export const asking = /__(?:enzyme|tsad)_/;
