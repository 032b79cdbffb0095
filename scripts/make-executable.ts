/** Makes the built command runnable as a file, which `npx tsad` in the clone needs. */
import { chmod } from "node:fs/promises";

await chmod(new URL("../bin/tsad.js", import.meta.url), 0o755);
