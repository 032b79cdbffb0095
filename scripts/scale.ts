/**
 * `npm run scale [-- SIZE ...]`: how the time of `tsad grad` grows with the size of a function. Three shapes are generated:
 * straight-line code, one loop with a large body, many small blocks. Each is differentiated in a fresh process, as a user's
 * is. Times are of the processor, so that other work on the machine does not count; the last columns are the exponent of
 * n that fits them, near 1 when nothing is quadratic, and that between the two largest sizes.
 */
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { chain, pointers } from "./scale/chain.ts";
import { blocks, loop, straight } from "./scale/shapes.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const work = `${root}build/scale`;

/** Seconds of processor time that a fresh process takes for `tsad grad` on `text`. */
async function seconds(name: string, text: string): Promise<number> {
  const input = `${work}/${name}.ll`;
  const output = `${work}/${name}_grad.ll`;
  writeFileSync(input, text);
  const args = ["grad", input, "-o", output, "--fn", "f", "--no-verify"];
  const script = "TIMEFORMAT='%U %S'; time \"$@\"";
  const command = [process.execPath, `${root}dist/cli/main.js`, ...args];
  const { stderr } = await execa("bash", ["-c", script, "scale", ...command]);
  if (statSync(output).size <= text.length) throw new Error(`${output} has no gradient in it`);
  const [user = NaN, system = NaN] = (stderr.split("\n").at(-1) ?? "").split(" ").map(Number);
  return user + system;
}

/** The least-squares slope of log(time) over log(size). */
function exponent(points: readonly (readonly [number, number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (i: 0 | 1): number => logs.reduce((sum, point) => sum + point[i], 0) / logs.length;
  const [mx, my] = [mean(0), mean(1)];
  const above = logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0);
  return above / logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
}

mkdirSync(work, { recursive: true });
const given = process.argv.slice(2).map(Number);
const sizes = given.length > 0 ? given : [5_000, 10_000, 20_000, 30_000, 40_000, 80_000];
const column = (text: string): string => text.padStart(10);
console.log(
  `${"instructions".padEnd(16)}${sizes.map((n) => column(String(n))).join("")}  exponent`,
);
for (const [name, make] of Object.entries({ straight, loop, blocks, chain, pointers })) {
  const points: [number, number][] = [];
  for (const size of sizes) points.push([size, await seconds(name, make(size))]);
  const times = points.map(([, time]) => column(`${time.toFixed(2)} s`)).join("");
  const exponents = [points, points.slice(-2)].map((some) => column(exponent(some).toFixed(2)));
  console.log(`${name.padEnd(16)}${times}${exponents.join("")}`);
}
