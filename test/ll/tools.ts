/** The LLVM versions whose interpreter is on the PATH. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Major versions from 14 on for which there is an `lli-NN`, ascending. */
export function toolVersions(): number[] {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const versions = Array.from({ length: 16 }, (_, i) => i + 14);
  return versions.filter((v) => folders.some((folder) => existsSync(join(folder, `lli-${v}`))));
}
