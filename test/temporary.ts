/** Everything that a test run writes to the folder for temporary files goes to one in it, which is removed at the end. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Run by vitest before the first worker starts; what it returns, after the last has ended. */
export default function begin(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "tsad-tests-"));
  process.env["TMPDIR"] = folder;
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
