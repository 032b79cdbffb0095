/**
 * `npm run scale [-- SIZE ...]`: how the time of `tsad grad` grows with the size of a function. Three shapes are generated:
 * straight-line code, one loop with a large body, many small blocks. Each is differentiated in a fresh process, as a user's
 * is. Times are of the processor, so that other work on the machine does not count; the last columns are the exponent of
 * n that fits them, near 1 when nothing is quadratic, and that between the two largest sizes.
 */
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { at } from "../src/support/assert.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const work = `${root}build/scale`;
const variables = 64;

/** Numbers that are the same in every run. */
class Random {
  private state = 12345;

  /** An integer from 0 to `bound - 1`. */
  below(bound: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * bound);
  }
}

/** Instructions of a mixture as programs have it: arithmetic on the last values, loads and stores, some calls of libm. */
class Mixture {
  readonly lines: string[] = [];
  private readonly random = new Random();
  private recent: string[];
  private made = 0;

  constructor(first: string) {
    this.recent = [first];
  }

  /** Appends about `count` instructions to what there is. */
  emit(count: number): void {
    const end = this.lines.length + count;
    while (this.lines.length < end) this.one();
  }

  /** After this only `value` may be used: a new block has begun. */
  restart(value: string): void {
    this.recent = [value];
  }

  /** The value that was made last. */
  get last(): string {
    return at(this.recent, this.recent.length - 1);
  }

  private one(): void {
    const kind = this.random.below(10);
    const x = this.pick();
    if (kind < 2) this.define(`load double, ptr ${this.address()}`);
    else if (kind < 3) this.lines.push(`  store double ${x}, ptr ${this.address()}`);
    else if (kind < 5) this.define(`fadd double ${x}, ${this.pick()}`);
    else if (kind < 7) this.define(`fmul double ${x}, ${this.pick()}`);
    else if (kind < 8) this.define(`fsub double ${x}, 5.000000e-01`);
    else this.define(`call double @${kind === 8 ? "sin" : "cos"}(double ${x})`);
  }

  private address(): string {
    const name = `%a${this.made++}`;
    const index = this.random.below(variables);
    this.lines.push(`  ${name} = getelementptr inbounds double, ptr %x, i64 ${index}`);
    return name;
  }

  private define(text: string): void {
    const name = `%v${this.made++}`;
    this.lines.push(`  ${name} = ${text}`);
    this.recent.push(name);
    if (this.recent.length > 8) this.recent.shift();
  }

  private pick(): string {
    return at(this.recent, this.random.below(this.recent.length));
  }
}

/** One block. */
function straight(size: number): string {
  const body = new Mixture("%seed");
  body.emit(size);
  return func(["entry:", ...body.lines, `  ret double ${body.last}`]);
}

/** One loop of ten iterations around everything. */
function loop(size: number): string {
  const body = new Mixture("%carried");
  body.emit(size);
  return func([
    "entry:",
    "  br label %body",
    "body:",
    "  %i = phi i64 [ 0, %entry ], [ %next, %body ]",
    `  %carried = phi double [ %seed, %entry ], [ ${body.last}, %body ]`,
    ...body.lines,
    "  %next = add i64 %i, 1",
    "  %more = icmp slt i64 %next, 10",
    "  br i1 %more, label %body, label %done",
    "done:",
    `  ret double ${body.last}`,
  ]);
}

/** Diamonds of about ten instructions one after the other; which side is taken depends on the data. */
function blocks(size: number): string {
  const body = new Mixture("%seed");
  let value = "%seed";
  for (let i = 0; body.lines.length < size; i++) {
    const from = i === 0 ? "entry" : `join${i - 1}`;
    body.lines.push(
      `  %test${i} = fcmp olt double ${value}, 5.000000e-01`,
      `  br i1 %test${i}, label %then${i}, label %join${i}`,
      `then${i}:`,
    );
    body.emit(5);
    const taken = body.last;
    body.lines.push(`  br label %join${i}`, `join${i}:`);
    body.lines.push(`  %merged${i} = phi double [ ${value}, %${from} ], [ ${taken}, %then${i} ]`);
    value = `%merged${i}`;
    body.restart(value);
  }
  return func(["entry:", ...body.lines, `  ret double ${value}`]);
}

function func(lines: readonly string[]): string {
  return [
    "declare double @sin(double)",
    "declare double @cos(double)",
    "define double @f(ptr %x, double %seed) {",
    ...lines,
    "}",
    "",
  ].join("\n");
}

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
for (const [name, make] of Object.entries({ straight, loop, blocks })) {
  const points: [number, number][] = [];
  for (const size of sizes) points.push([size, await seconds(name, make(size))]);
  const times = points.map(([, time]) => column(`${time.toFixed(2)} s`)).join("");
  const exponents = [points, points.slice(-2)].map((some) => column(exponent(some).toFixed(2)));
  console.log(`${name.padEnd(16)}${times}${exponents.join("")}`);
}
