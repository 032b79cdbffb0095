/**
 * What was seen of a cell is kept beside its files under a key of all that it depends on, so that a run after a change of
 * tsad compiles and runs only what the change makes different.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { serialize, deserialize } from "node:v8";

/** A digest of texts and of the contents of files. */
export function keyOf(texts: readonly string[], files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(`${text.length} ${text}`);
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest("hex");
}

/**
 * The result of `work`, or what it was when it was last done with this key.
 * @param file where it is kept; the last one only
 * @param isGood only such results are kept; anything else is done anew each time
 * @throws what `work` throws
 */
export async function remembered<T>(
  file: string,
  key: string,
  work: () => Promise<T>,
  isGood: (result: T) => boolean = () => true,
): Promise<T> {
  if (existsSync(file)) {
    const kept = deserialize(readFileSync(file)) as { key: string; result: T };
    if (kept.key === key) return kept.result;
  }
  const result = await work();
  // Numbers that JSON has no word for must survive.
  if (isGood(result)) writeFileSync(file, serialize({ key, result }));
  return result;
}
