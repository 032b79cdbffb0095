/** Makes the built command runnable as a file, which `npx tsad` in the clone needs. */
import { existsSync } from "node:fs";
import { chmod } from "node:fs/promises";

const command = new URL("../cli/main.js", import.meta.url);
if (existsSync(command)) await chmod(command, 0o755);
