/**
 * `npm run bench -- ir [FILE.ll]`: speed and memory of the reader, the graph and the printer on a module of 5 MB or more, by default
 * the largest of build/corpus or one that is made here, each figure from a process that has done nothing else before.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { must } from "../src/support/assert.ts";
import { InsertPoint, IRBuilder } from "../src/ir/builder.ts";
import { Module } from "../src/ir/module.ts";
import { largeModule } from "./corpus/large.ts";

/** One measurement: the lines it prints, given a module's text, and what they are held against. */
interface Task {
  readonly goal: string;
  readonly run: (text: string, file: string) => string[];
}

const tasks: Readonly<Record<string, Task>> = {
  "lazy scan": {
    goal: "20 MB/s or more",
    run: (text, file) => [rate(text, () => Module.parse(text, { file }))],
  },
  "full graph": { goal: "5 MB/s or more, 20 bytes or fewer", run: fullGraph },
  print: {
    goal: "10 MB/s or more",
    run: (text, file) => {
      const module = Module.parse(text, { file });
      module.parseAll();
      module.markAllChanged();
      return [rate(text, () => module.print())];
    },
  },
  "200,000 replace-all-uses": {
    goal: "0.5 s or less",
    run: () => [seconds(replaceAllUses(200_000))],
  },
  "100,000 insertions": { goal: "0.5 s or less", run: () => [seconds(insertions(100_000))] },
};

const [, script = "", task, file] = process.argv;
if (task !== undefined && Object.hasOwn(tasks, task)) {
  const name = must(file, "the task's file");
  const { run } = must(tasks[task], "the task is in the table");
  console.log(run(readFileSync(name, "latin1"), name).join(", "));
} else {
  const build = fileURLToPath(new URL("../../build/corpus", import.meta.url));
  const subject = task ?? (await largeModule(build));
  console.log(`${subject}, ${(readFileSync(subject).length / 1e6).toFixed(1)} MB`);
  for (const [name, { goal }] of Object.entries(tasks)) {
    const args = ["--expose-gc", script, name, subject];
    const { stdout } = await execa(process.execPath, args, { stderr: "inherit" });
    console.log(`${name.padEnd(26)}${stdout}   (goal: ${goal})`);
  }
}

/** Speed of reading everything, and the heap that the graph keeps for each byte of text. */
function fullGraph(text: string, file: string): string[] {
  collect();
  const before = process.memoryUsage().heapUsed;
  let module: Module | undefined;
  const speed = rate(text, () => {
    module = Module.parse(text, { file });
    module.parseAll();
  });
  collect();
  const heap = process.memoryUsage().heapUsed - before;
  // Asked for after the measurement, so that the graph is still held during it.
  const kept = must(module, "the module was read").functions().length;
  return [speed, `${(heap / text.length).toFixed(1)} bytes for each of text`, `${kept} functions`];
}

/** `12.3 MB/s` for handling `text` once by `work`. */
function rate(text: string, work: () => void): string {
  const start = performance.now();
  work();
  const megabytes = text.length / 1e3 / (performance.now() - start);
  return `${megabytes.toFixed(1).padStart(7)} MB/s`;
}

function seconds(value: number): string {
  return `${value.toFixed(3).padStart(7)} s`;
}

function collect(): void {
  const { gc } = globalThis;
  must(gc, "node runs with --expose-gc")();
}

/** A function with one block, an argument of type double and a return. */
function smallFunction(): { module: Module; builder: IRBuilder } {
  const module = Module.parse("define double @f(double %x) {\n  ret double %x\n}\n", {
    file: "small.ll",
  });
  const { entry } = must(module.function("f"), "the function was just read");
  return { module, builder: new IRBuilder(InsertPoint.beforeTerminator(entry), module) };
}

/** Seconds for `count` values, each of two uses, to give their uses to one other value. */
function replaceAllUses(count: number): number {
  const { module, builder } = smallFunction();
  const x = must(must(module.function("f"), "read").args[0], "it has a parameter");
  const old = Array.from({ length: count }, () => {
    const value = builder.binary("fadd", x, x);
    builder.binary("fmul", value, value);
    return value;
  });
  const start = performance.now();
  for (const value of old) value.replaceAllUsesWith(x);
  return (performance.now() - start) / 1000;
}

/** Seconds to insert `count` instructions at random places of one block. */
function insertions(count: number): number {
  const { module, builder } = smallFunction();
  const x = must(must(module.function("f"), "read").args[0], "it has a parameter");
  const made = [builder.binary("fadd", x, x)];
  let state = 1;
  const start = performance.now();
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const place = must(made[state % made.length], "an index below the length");
    made.push(new IRBuilder(InsertPoint.after(place), module).binary("fadd", x, x));
  }
  return (performance.now() - start) / 1000;
}
