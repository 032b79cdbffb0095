#!/usr/bin/env node
/** The `tsad` command: hands the arguments on and turns the outcome into an exit code. In builds it is started for every file, and loads only what it needs. */
import { isDriver } from "./driver-names.ts";

const args = process.argv.slice(2);
const { run } = isDriver(args[0]) ? await import("./drivers.ts") : await import("./run.ts");
process.exitCode = await run(args);
