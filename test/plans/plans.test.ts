/**
 * What the plan decides on small programs, word for word. Who changes it on purpose looks at the difference, writes the files again
 * with `npx vitest run test/plans -u`, and says in the commit why each is better.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { Module } from "../../src/ir/module.ts";
import { differentiate } from "../../src/pipeline.ts";
import { silent } from "../../src/support/trace.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".ll"))
  .map((file) => basename(file, ".ll"))
  .sort();

/** The plans of the gradient of the function that the module is named after: where memory is apart there is a second one. */
function plansOf(name: string): string {
  const module = Module.parse(readFileSync(join(folder, `${name}.ll`), "latin1"), {
    file: `${name}.ll`,
  });
  const shown: string[] = [];
  const trace = {
    step: <T>(step: string, run: () => T, show?: (made: T) => string): T => {
      const made = run();
      if (step === "plan") shown.push(show?.(made) ?? "");
      return made;
    },
  };
  differentiate(module, { requests: [{ fn: name }], trace: { ...silent, ...trace } });
  return `${shown.join("\n\n")}\n`;
}

describe("the plan of", () => {
  it.each(names)("%s is the one that was looked at", async (name) => {
    await expect(plansOf(name)).toMatchFileSnapshot(join(folder, `${name}.plan`));
  });
});
