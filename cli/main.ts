#!/usr/bin/env node
/** The `tsad` command: hands the arguments on and turns the outcome into an exit code. */
import { run } from "./run.ts";

process.exitCode = await run(process.argv.slice(2));
