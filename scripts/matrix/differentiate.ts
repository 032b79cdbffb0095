/** Two ways to run `tsad`: as its users do, and within this process, which saves starting one each time. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../../cli/run.ts";
import { runTool } from "../corpus/tools.ts";
import { keyOf } from "./remember.ts";
import type { Tsad } from "./cell.ts";

const command = fileURLToPath(new URL("../../bin/tsad.js", import.meta.url));

let digest: string | null = null;

/** A digest of all code of the command as it is built. */
export function digestOfTsad(): string {
  if (digest !== null) return digest;
  const files = ["src", "cli"].flatMap((part) => {
    const folder = fileURLToPath(new URL(`../../${part}`, import.meta.url));
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
    return names.filter((name) => name.endsWith(".js")).map((name) => join(folder, name));
  });
  digest = keyOf([], files.sort());
  return digest;
}

/** The built command in a process of its own. */
export const inProcessOfItsOwn: Tsad = async (args) => {
  const { ok, errors } = await runTool(process.execPath, [command, ...args]);
  return { ok, errors };
};

/** The end of the call before: what is written to standard error must be of one call only. */
let before: Promise<unknown> = Promise.resolve();

/** The command's entry point, called here. What it writes to standard error is caught. */
export const inThisProcess: Tsad = (args) => {
  const call = before.then(() => captured(args));
  before = call.catch(() => undefined);
  return call;
};

async function captured(args: readonly string[]): Promise<{ ok: boolean; errors: string }> {
  const write = process.stderr.write.bind(process.stderr);
  let errors = "";
  process.stderr.write = (chunk: string | Uint8Array): boolean => {
    errors += String(chunk);
    return true;
  };
  try {
    const ok = (await run(args)) === 0;
    return { ok, errors };
  } finally {
    process.stderr.write = write;
  }
}
