/** Modules of many functions that call each other in one long chain, for measuring how the time of tsad grows. */
import { Random } from "./shapes.ts";

/** Instructions of one function of the chain, about. */
const perFunction = 50;

/** The struct that the whole chain works on. */
const types = "%pair = type { double, double, i64, ptr }";

/** Functions of about fifty instructions, each calling the next: loads, stores, a struct on the stack, in some of them a loop. */
export function chain(size: number): string {
  return chainOf(size, (callee, args) => [`  %r = call double @${callee}(${args})`]);
}

/** The same, where every fourth call goes through a pointer that is loaded from a table. */
export function pointers(size: number): string {
  const count = lengthOf(size);
  const slots = Array.from({ length: count + 1 }, (_, i) => `ptr @${nameOf(i)}`);
  const table = `@table = internal constant [${count + 1} x ptr] [${slots.join(", ")}]`;
  const call = (callee: string, args: string, i: number): string[] =>
    i % 4 === 3
      ? [
          `  %slot = getelementptr inbounds [${count + 1} x ptr], ptr @table, i64 0, i64 ${i + 1}`,
          "  %target = load ptr, ptr %slot",
          `  %r = call double %target(${args})`,
        ]
      : [`  %r = call double @${callee}(${args})`];
  return `${table}\n${chainOf(size, call)}`;
}

type Call = (callee: string, args: string, index: number) => string[];

function lengthOf(size: number): number {
  return Math.max(1, Math.round(size / perFunction));
}

function nameOf(index: number): string {
  return index === 0 ? "f" : `link${index}`;
}

function chainOf(size: number, call: Call): string {
  const random = new Random();
  const count = lengthOf(size);
  const parts = [
    types,
    "declare double @sin(double)",
    `define internal double @${nameOf(count)}(ptr %x, double %v, ptr %s) {`,
    "  %a = load double, ptr %x",
    "  %b = fadd double %a, %v",
    "  ret double %b",
    "}",
  ];
  for (let i = 0; i < count; i++) parts.push(link(i, call, random));
  return `${parts.join("\n")}\n`;
}

function link(i: number, call: Call, random: Random): string {
  const index = (): number => random.below(16);
  const lines = [
    `define ${i === 0 ? "" : "internal "}double @${nameOf(i)}(ptr %x, double %v, ptr %s) {`,
    "entry:",
    "  %own = alloca %pair",
    "  %first = getelementptr inbounds %pair, ptr %own, i64 0, i32 0",
    "  %second = getelementptr inbounds %pair, ptr %own, i64 0, i32 1",
    "  %count = getelementptr inbounds %pair, ptr %own, i64 0, i32 2",
    "  %back = getelementptr inbounds %pair, ptr %own, i64 0, i32 3",
    "  store double %v, ptr %first",
    "  store i64 3, ptr %count",
    "  store ptr %s, ptr %back",
    `  %p0 = getelementptr inbounds double, ptr %x, i64 ${index()}`,
    "  %l0 = load double, ptr %p0",
    "  %m0 = fmul double %l0, %v",
    "  store double %m0, ptr %second",
  ];
  lines.push(...(i % 5 === 2 ? counted() : plain(index)));
  lines.push(
    "  %outer = load ptr, ptr %back",
    "  %theirs = getelementptr inbounds %pair, ptr %outer, i64 0, i32 1",
    "  %before = load double, ptr %theirs",
    "  %damped = fmul double %before, 5.000000e-01",
    "  %next = fadd double %damped, %work",
    "  store double %next, ptr %theirs",
    `  %p1 = getelementptr inbounds double, ptr %x, i64 ${index()}`,
    "  %l1 = load double, ptr %p1",
    "  %m1 = fmul double %l1, %next",
    "  %sine = call double @sin(double %m1)",
    `  %p2 = getelementptr inbounds double, ptr %x, i64 ${index()}`,
    "  store double %sine, ptr %p2",
    ...call(nameOf(i + 1), "ptr %x, double %m1, ptr %own", i),
    "  %after = load double, ptr %second",
    "  %scaled = fmul double %after, %r",
    "  %last = load double, ptr %first",
    "  %result = fsub double %scaled, %last",
    "  ret double %result",
    "}",
  );
  return lines.join("\n");
}

/** Straight-line work on the array. */
function plain(index: () => number): string[] {
  const lines: string[] = [];
  let last = "%m0";
  for (let k = 0; k < 5; k++) {
    lines.push(
      `  %q${k} = getelementptr inbounds double, ptr %x, i64 ${index()}`,
      `  %w${k} = load double, ptr %q${k}`,
      `  %y${k} = fmul double %w${k}, ${last}`,
    );
    last = `%y${k}`;
  }
  lines.push(`  %work = fadd double ${last}, 1.000000e+00`);
  return lines;
}

/** A loop whose count is in the struct. */
function counted(): string[] {
  return [
    "  %n = load i64, ptr %count",
    "  br label %body",
    "body:",
    "  %i = phi i64 [ 0, %entry ], [ %more, %body ]",
    "  %sum = phi double [ %m0, %entry ], [ %grown, %body ]",
    "  %q = getelementptr inbounds double, ptr %x, i64 %i",
    "  %w = load double, ptr %q",
    "  %t = fmul double %w, %sum",
    "  %grown = fadd double %t, 2.500000e-01",
    "  %more = add i64 %i, 1",
    "  %go = icmp slt i64 %more, %n",
    "  br i1 %go, label %body, label %done",
    "done:",
    "  %work = phi double [ %grown, %body ]",
  ];
}
