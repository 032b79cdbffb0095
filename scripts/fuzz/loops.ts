/** Random loops: counted up, down and by two, triangular, ended by data, left early. */
import { bounded, condition, index, place } from "./expressions.ts";
import type { Node } from "./program.ts";
import type { Counter, Scope } from "./scope.ts";

/** Above this many iterations of all loops around, loops are left out. */
const mostWork = 300;

type Write = (scope: Scope, name: string) => Node[];

/** A random loop with random statements in it. */
export function loop(scope: Scope): Node[] {
  const { random } = scope;
  if (scope.work * 6 > mostWork) return [`${place(scope)} = ${bounded(scope)};`];
  const name = `i${scope.counters.length}${random.int(0, 999)}`;
  if (scope.escape === null && random.chance(0.3)) {
    const label = `out${name}`;
    // A label ends a block of its own, so that declarations may follow.
    const inner = random.pick(shapes)({ ...scope, escape: label }, name);
    return [...inner, `${label}:;`];
  }
  return random.pick(shapes)(scope, name);
}

function body(scope: Scope, counter: Counter, times: number): Node[] {
  return scope.block(
    {
      ...scope,
      counters: [...scope.counters, counter],
      inLoop: true,
      work: scope.work * times,
    },
    3,
  );
}

const shapes: readonly Write[] = [
  (s, i) => counted(s, i, `int ${i} = 0; ${i} < ${s.random.pick(["8", "5", "3"])}; ${i}++`, 0, 7),
  (s, i) => counted(s, i, `int ${i} = 0; ${i} < n; ${i}++`, 0, 7),
  (s, i) => counted(s, i, `long ${i} = 0; ${i} < m; ++${i}`, 0, 7),
  (s, i) => counted(s, i, `int ${i} = n; ${i} > 0; ${i}--`, 1, 7),
  (s, i) => counted(s, i, `int ${i} = 7; ${i} >= 0; ${i} -= 2`, 0, 7),
  (s, i) => counted(s, i, `unsigned char ${i} = 1; ${i} < 7; ${i} += 2`, 0, 7),
  (s, i) => counted(s, i, `short ${i} = (short)(m - 1); ${i} >= 0; ${i}--`, 0, 7),
  (s, i) => counted(s, i, `unsigned ${i} = 0; ${i} != (unsigned)n; ${i}++`, 0, 7),
  triangular,
  triangular,
  capped,
  repeated,
  endless,
  (s) => walked(s),
  pingPong,
];

function counted(scope: Scope, name: string, head: string, low: number, high: number): Node[] {
  return [{ open: `for (${head}) {`, body: body(scope, { name, low, high }, 6), close: "}" }];
}

function triangular(scope: Scope, name: string): Node[] {
  const { random } = scope;
  const around = scope.counters.filter(({ low, high }) => low >= 0 && high <= 7);
  if (around.length === 0)
    return counted(scope, name, `int ${name} = 0; ${name} < 4; ${name}++`, 0, 3);
  const outer = random.pick(around).name;
  const head = random.pick([
    `int ${name} = 0; ${name} < (int)${outer}; ${name}++`,
    `int ${name} = 0; ${name} <= (int)${outer}; ${name}++`,
    `int ${name} = (int)${outer}; ${name} < n; ${name}++`,
    `int ${name} = (int)${outer}; ${name} >= 0; ${name}--`,
  ]);
  return counted(scope, name, head, 0, 7);
}

/** A while loop that data ends, or else its cap. */
function capped(scope: Scope, name: string): Node[] {
  const counter = { name, low: 0, high: 6 };
  return [
    `int ${name} = 0;`,
    {
      open: `while (${name} < ${scope.random.int(3, 7)} && ${condition(scope)}) {`,
      body: [
        ...body({ ...scope, counters: scope.counters }, counter, 4).filter(canRepeat),
        `${place(scope)} *= ${scope.random.number(0.3, 0.9)};`,
        `${name}++;`,
      ],
      close: "}",
    },
  ];
}

/** A `continue` would pass the step of the counter by; the loop would not end. */
function canRepeat(node: Node): boolean {
  return typeof node !== "string" || !node.includes("continue;");
}

function repeated(scope: Scope, name: string): Node[] {
  const counter = { name, low: 1, high: 6 };
  return [
    `int ${name} = 0;`,
    {
      open: "do {",
      body: [`${name}++;`, ...body(scope, counter, 4)],
      close: `} while (${name} < ${scope.random.int(2, 6)} && ${condition(scope)});`,
    },
  ];
}

function endless(scope: Scope, name: string): Node[] {
  const counter = { name, low: 1, high: 5 };
  return [
    `int ${name} = 0;`,
    {
      open: "for (;;) {",
      body: [`if (++${name} > ${scope.random.int(2, 5)}) break;`, ...body(scope, counter, 4)],
      close: "}",
    },
  ];
}

/** A pointer that walks along an array. */
function walked(scope: Scope): Node[] {
  const { random, arrays } = scope;
  const array = random.pick(arrays);
  const step = "*p";
  const head = random.pick([
    `for (D *p = ${array}, *end = p + ${random.pick(["n", "8", "4"])}; p != end; p++) {`,
    `for (D *p = ${array} + 7; p >= ${array} + 2; p -= 2) {`,
  ]);
  const inner: Scope = { ...scope, scalars: [...scope.scalars, step, step] };
  return [
    {
      open: head,
      body: [
        `${step} = ${bounded(inner, 1)};`,
        ...inner.block({ ...inner, inLoop: true, work: scope.work * 5 }, 2),
      ],
      close: "}",
    },
  ];
}

/** Two pointers that change places, as solvers with two buffers have them. */
function pingPong(scope: Scope, name: string): Node[] {
  const { random, arrays } = scope;
  const inner: Scope = {
    ...scope,
    arrays: [...arrays, "from", "to"],
    counters: [...scope.counters, { name, low: 0, high: 4 }],
    work: scope.work * 5,
    inLoop: false,
    depth: 0,
  };
  const j = `j${name}`;
  return [
    {
      open: "{",
      body: [
        `D *from = ${random.pick(arrays)}, *to = ${random.pick(["u", "v"])};`,
        {
          open: `for (int ${name} = 0; ${name} < ${random.pick(["n", "4", "3"])}; ${name}++) {`,
          body: [
            {
              open: `for (int ${j} = 1; ${j} < 7; ${j}++)`,
              body: [
                `to[${j}] = from[${j}] + 0.2 * sin(from[${j} - 1] - ${random.pick(["from", "x"])}[${j} + 1]);`,
              ],
              close: "",
            },
            ...(random.chance(0.5) ? [`from[${index(inner)}] = ${bounded(inner, 1)};`] : []),
            "D *other = from;",
            "from = to;",
            "to = other;",
          ],
          close: "}",
        },
        `${place(scope)} += from[${index(scope)}] * to[3];`,
      ],
      close: "}",
    },
  ];
}
