/** Functions of a given size, for measuring how the time of tsad grows: one shape a function. */
import { at } from "../../src/support/assert.ts";

const variables = 64;

/** Numbers that are the same in every run. */
export class Random {
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
export function straight(size: number): string {
  const body = new Mixture("%seed");
  body.emit(size);
  return func(["entry:", ...body.lines, `  ret double ${body.last}`]);
}

/** One loop of ten iterations around everything. */
export function loop(size: number): string {
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
export function blocks(size: number): string {
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
