/** Random statements. Every loop ends, every index is valid, and nothing is read before it is written. */
import { bounded, condition, index, integer, place, real, singlePlace } from "./expressions.ts";
import { loop } from "./loops.ts";
import type { Node } from "./program.ts";
import type { Scope } from "./scope.ts";

type Write = (scope: Scope) => Node[];

/** Statements of one line or a few, and how often each is chosen. */
const simple: readonly (readonly [number, Write])[] = [
  [10, (s) => [`${place(s)} = ${bounded(s, 3)};`]],
  [6, (s) => [`${place(s)} += ${bounded(s)};`]],
  [3, (s) => [`${place(s)} *= ${bounded(s, 1)};`]],
  [2, (s) => [`${place(s)} -= ${bounded(s)};`]],
  [5, single],
  [2, swap],
  [2, copy],
  [2, chosenPointer],
  [2, update],
  [2, (s) => [`count = (count * 3 + ${integer(s, 2)}) & 1023;`]],
  [1, (s) => [`ix[${index(s)}] = (${integer(s, 2)}) & 7;`]],
  [1, (s) => [`ix[${index(s)}] = (int)(4.0 + 3.0 * sin(${real(s, 1)})) & 7;`]],
  [1, (s) => [`count += ${condition(s)};`]],
  [2, record],
  [1, maximum],
  [1, pointers],
];

function single(s: Scope): Node[] {
  if (s.singles.length === 0) return [`${place(s)} -= ${bounded(s)};`];
  return s.random.chance(0.6)
    ? [`${singlePlace(s)} = (F)${bounded(s)};`]
    : [`${singlePlace(s)} += ${singlePlace(s)} * ${singlePlace(s)} * (F)0.25;`];
}

function swap(scope: Scope): Node[] {
  const [left, right] = [place(scope), place(scope)];
  return [
    {
      open: "{",
      body: [`D held = ${left};`, `${left} = ${right};`, `${right} = held;`],
      close: "}",
    },
  ];
}

function copy({ random, arrays, singleArrays }: Scope): Node[] {
  const whole = random.int(1, 4);
  const [to, from] = [random.pick(arrays), random.pick(arrays)];
  switch (random.int(0, 4)) {
    case 0:
      return [`memset(${random.pick(["u", "v"])}, 0, ${whole} * sizeof(D));`];
    case 1:
      return [
        `memmove(${to} + ${random.int(0, 4)}, ${from} + ${random.int(0, 4)}, ${whole} * sizeof(D));`,
      ];
    case 2:
      return [`memmove(${random.pick(singleArrays)}, single + 3, ${whole} * sizeof(F));`];
    case 3:
      return [
        `memcpy(u, ${random.pick(["x", "y", "v", "s->w"])}, ${random.pick(["sizeof u", "4 * sizeof(D)"])});`,
      ];
    default:
      return [`memmove(&y[${random.int(0, 3)}], v, (n & 3) * sizeof(D));`];
  }
}

function chosenPointer(scope: Scope): Node[] {
  const { random, arrays } = scope;
  const [yes, no] = [random.pick(arrays), random.pick(arrays)];
  return [
    {
      open: "{",
      body: [
        `D *p = ${condition(scope)} ? ${yes} : ${no};`,
        `p[${index(scope)}] = ${bounded({ ...scope, arrays: [...arrays, "p"] })};`,
        ...(random.chance(0.5)
          ? [`${place(scope)} += p[${index(scope)}] * p[${index(scope)}];`]
          : []),
      ],
      close: "}",
    },
  ];
}

function update(scope: Scope): Node[] {
  const { random, arrays } = scope;
  const suited = scope.helpers.filter(({ kind }) => kind === "update" || kind === "record");
  if (suited.length === 0) return [`${place(scope)} = ${bounded(scope)};`];
  const { name, kind } = random.pick(suited);
  if (kind === "record")
    return [
      `${name}(${random.pick(["s", "&local", ...(scope.withRecords ? ["&many[1]"] : [])])}, ${bounded(scope)});`,
    ];
  const count = random.pick(["8", "4", `(${integer(scope, 1)}) & 7`]);
  return [`${name}(${random.pick(arrays)}, ${random.pick(arrays)}, ${count});`];
}

function record(scope: Scope): Node[] {
  const { random } = scope;
  if (!scope.withRecords) return [`local.first += s->v * ${place(scope)};`];
  const [to, from] = [
    random.pick(["*s", "local", "many[0]", "many[1]"]),
    random.pick(["*s", "local", "many[1]"]),
  ];
  if (to === from) return [`local.u *= many[0].z;`, `many[1].k = local.k ^ 1;`];
  return [`${to} = ${from};`];
}

function maximum(scope: Scope): Node[] {
  const array = scope.random.pick(scope.arrays);
  return [
    {
      open: "{",
      body: [
        `D best = ${array}[0];`,
        "int where = 0;",
        {
          open: "for (int i = 1; i < 8; i++)",
          body: [
            {
              open: `if (${array}[i] > best) {`,
              body: [`best = ${array}[i];`, "where = i;"],
              close: "}",
            },
          ],
          close: "",
        },
        `${place(scope)} += best * ${scope.random.pick(["x", "y", array])}[where];`,
      ],
      close: "}",
    },
  ];
}

function pointers(scope: Scope): Node[] {
  const { random, arrays } = scope;
  if (!scope.withRows) return [`${place(scope)} = ${bounded(scope)};`];
  const row = random.int(0, 2);
  return [
    random.chance(0.5)
      ? `rows[${row}] = ${random.pick(arrays)};`
      : `rows[(${integer(scope, 1)}) & 1][${index(scope)}] += ${bounded(scope, 1)};`,
  ];
}

/** Statements with statements within. */
const nested: readonly Write[] = [
  (s) => [{ open: `if (${condition(s)}) {`, body: block(s, 3), close: "}" }],
  (s) => [
    { open: `if (${condition(s)}) {`, body: block(s, 2), close: "}" },
    { open: "else {", body: block(s, 2), close: "}" },
  ],
  choice,
  loop,
  loop,
  loop,
];

function choice(scope: Scope): Node[] {
  const { random } = scope;
  // A break within would leave the switch, and not the loop.
  const inner = { ...scope, inLoop: false };
  const cases = Array.from({ length: random.int(2, 4) }, (_, i): Node[] => [
    `case ${i}:;`,
    ...block(inner, 2),
    ...(random.chance(0.75) ? ["break;"] : []),
  ]);
  const otherwise = random.chance(0.6) ? ["default:;", ...block(inner, 1)] : [];
  return [
    {
      open: `switch ((${integer(scope, 2)}) & 3) {`,
      body: [...cases.flat(), ...otherwise],
      close: "}",
    },
  ];
}

/** Up to `count` statements. */
export function block(scope: Scope, count: number): Node[] {
  return Array.from({ length: scope.random.int(1, count) }, () => statement(scope)).flat();
}

/** One random statement, where the scope's depth allows it with others within. */
function statement(scope: Scope): Node[] {
  const { random, depth, inLoop, escape } = scope;
  if (depth > 0 && random.chance(0.45)) return random.pick(nested)({ ...scope, depth: depth - 1 });
  if (inLoop && random.chance(0.08)) {
    return [`if (${condition(scope)}) ${random.pick(["break", "continue"])};`];
  }
  if (escape !== null && random.chance(0.06)) return [`if (${condition(scope)}) goto ${escape};`];
  if (random.chance(0.02)) return [`if (${condition(scope)}) return ${bounded(scope)};`];
  const total = simple.reduce((sum, [weight]) => sum + weight, 0);
  let left = random.int(0, total - 1);
  for (const [weight, write] of simple) {
    left -= weight;
    if (left < 0) return write(scope);
  }
  return [];
}
