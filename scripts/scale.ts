/**
 * `npm run scale [-- SHAPE ... SIZE ...]`: how the time of `tsad` grows with the size of its input. Five shapes are generated:
 * straight-line code, one loop with a large body, many small blocks, and long chains of calls, direct and through pointers. Each is differentiated in a fresh process, as a user's
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

/** Seconds of processor time that a fresh process takes to differentiate `text`. */
async function gradient(name: string, text: string): Promise<number> {
  const input = `${work}/${name}.ll`;
  const output = `${work}/${name}_grad.ll`;
  writeFileSync(input, text);
  const time = await seconds(["grad", input, "-o", output, "--fn", "f", "--no-verify"]);
  if (statSync(output).size <= text.length) throw new Error(`${output} has no gradient in it`);
  return time;
}

/** The same for what `tsad show` finds out about every function. */
function analysis(what: "objects" | "modref") {
  return (name: string, text: string): Promise<number> => {
    const input = `${work}/${name}.ll`;
    writeFileSync(input, text);
    return seconds(["show", what, input]);
  };
}

/** Seconds of processor time that a fresh process of `tsad` takes. */
async function seconds(args: readonly string[]): Promise<number> {
  const script = "TIMEFORMAT='%U %S'; time \"$@\"";
  const command = [process.execPath, `${root}dist/bin/tsad.js`, ...args];
  const { stderr } = await execa("bash", ["-c", script, "scale", ...command], {
    maxBuffer: 2 ** 30,
  });
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
const given = process.argv.slice(2);
const wanted = new Set(given.filter((word) => Number.isNaN(Number(word))));
const numbers = given.map(Number).filter((size) => !Number.isNaN(size));
const sizes = numbers.length > 0 ? numbers : [10_000, 20_000, 50_000, 100_000];
const column = (text: string): string => text.padStart(10);
console.log(
  `${"instructions".padEnd(16)}${sizes.map((n) => column(String(n))).join("")}  exponent`,
);
const rows = [
  ...Object.entries({ straight, loop, blocks, chain, pointers }).map(
    ([name, make]) => [name, make, gradient] as const,
  ),
  ["chain objects", chain, analysis("objects")] as const,
  ["chain modref", chain, analysis("modref")] as const,
];
for (const [name, make, measure] of rows) {
  if (wanted.size > 0 && !wanted.has(name)) continue;
  const points: [number, number][] = [];
  for (const size of sizes) points.push([size, await measure(name.replace(" ", "_"), make(size))]);
  const times = points.map(([, time]) => column(`${time.toFixed(2)} s`)).join("");
  const exponents = [points, points.slice(-2)].map((some) => column(exponent(some).toFixed(2)));
  console.log(`${name.padEnd(16)}${times}${exponents.join("")}`);
}
