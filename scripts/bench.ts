/**
 * `npm run bench [-- NAME]`: runs the benchmark scripts/bench-NAME.ts in a process of its own, so that
 * one leaves no heap and no compiled code for the next; all of them without a name.
 */
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { execa } from "execa";

const folder = fileURLToPath(new URL(".", import.meta.url));
const names = (await readdir(folder))
  .map((file) => /^bench-(.+)\.js$/.exec(file)?.[1])
  .filter((name) => name !== undefined)
  .sort();

const [wanted, ...args] = process.argv.slice(2);
if (wanted !== undefined && !names.includes(wanted)) {
  console.error(`no benchmark ${wanted}; there are: ${names.join(", ")}`);
  process.exitCode = 2;
} else {
  for (const name of wanted === undefined ? names : [wanted]) {
    const script = `${folder}bench-${name}.js`;
    const { failed } = await execa(process.execPath, ["--expose-gc", script, ...args], {
      stdio: "inherit",
      reject: false,
    });
    if (failed) process.exitCode = 1;
  }
}
