/** A random C function of a fixed signature, with helpers, as the driver calls it. */
import { block } from "./statements.ts";
import { bounded } from "./expressions.ts";
import { type Node, render } from "./program.ts";
import { Random } from "./random.ts";
import type { Helper, Scope } from "./scope.ts";

/** A program as a tree. */
export interface Program {
  readonly seed: number;
  /** Does it compute in single precision too? The gradient then is good to that only. */
  readonly withSingles: boolean;
  readonly nodes: readonly Node[];
}

/** What every program begins with. The oracle is the same source with both types made longer. */
const prelude: readonly string[] = [
  "#include <string.h>",
  "#include <tgmath.h>",
  "#ifndef D",
  "#define D double",
  "#define F float",
  "#endif",
  "struct S { D u; int k; D v; D w[8]; F z; };",
  "struct P { D first, second; };",
];

/** The program of a seed. */
export function generate(seed: number): Program {
  const random = new Random(seed);
  const withSingles = random.chance(0.4);
  // Structs that are copied as a whole make memory of mixed types, and pointers in memory are a matter of their own.
  const withRecords = random.chance(0.3);
  const withRows = random.chance(0.4);
  const kinds = [
    ...(["scalar", "update", "read", "struct"] as const),
    ...(withRecords ? (["record"] as const) : []),
    ...(withSingles ? (["single"] as const) : []),
  ];
  const helpers: Helper[] = [];
  const definitions: Node[] = [];
  for (let i = random.int(0, 4); i > 0; i--) {
    const helper: Helper = { name: `h${i}`, kind: random.pick(kinds) };
    definitions.push(define(helper, random, helpers));
    helpers.push(helper);
  }
  const restrict = random.chance(0.5) ? " restrict" : "";
  const table = Array.from({ length: 8 }, () => random.number(-1, 1)).join(", ");
  const scope: Scope = {
    ...plainScope(random),
    scalars: [
      ...["a", "b", "t0", "t1", "t2", "s->u", "s->v"],
      ...(withRecords
        ? ["many[0].v", "local.u", "s->w[3]", "s->w[n & 7]", "local.w[ix[2]]"]
        : ["local.first", "local.second"]),
    ],
    singles: withSingles ? ["q0", "q1", ...(withRecords ? ["s->z", "local.z"] : [])] : [],
    arrays: [
      "x",
      "y",
      "u",
      "v",
      ...(withRecords ? [] : ["s->w"]),
      "grid[1]",
      ...(withRows ? ["rows[0]", "rows[2]"] : []),
    ],
    withRecords,
    withRows,
    singleArrays: ["g", "single"],
    integers: ["count", ...(withRecords ? ["s->k"] : [])],
    indices: ["ix"],
    helpers,
    depth: 3,
  };
  const body: Node[] = [
    ...declarations(withRecords, withRows),
    ...block(scope, 4),
    ...block(scope, 5),
    ...block(scope, 4),
  ];
  const result = `return ${bounded(scope)} + u[1] * v[2] + t1 + ${withRecords ? "local.v" : "local.second"} + grid[1][2] + (D)q0;`;
  return {
    seed,
    withSingles,
    nodes: [
      ...prelude,
      `static const D table[8] = { ${table} };`,
      ...definitions,
      {
        open: `D f(D *${restrict} x, D *${restrict} y, F *${restrict} g, struct S *${restrict} s, D a, D b, int n, int m) {`,
        body: [...body, result],
        close: "}",
      },
    ],
  };
}

const declarations = (withRecords: boolean, withRows: boolean): readonly string[] => [
  "D t0 = a, t1 = 0.5, t2 = a * b;",
  "F q0 = g[0], q1 = (F)0.25;",
  "D u[8], v[8] = { 0 };",
  "memcpy(u, y, sizeof u);",
  "D grid[3][8] = { { 0 } };",
  "memcpy(grid[1], x, 8 * sizeof(D));",
  "F single[8] = { 1, 2, 3, 4 };",
  ...(withRecords
    ? ["struct S local = *s, many[2] = { { 0 } };", "many[1] = local;"]
    : ["struct P local = { s->v, 0.5 };"]),
  ...(withRows ? ["D *rows[3] = { x, u, y };"] : []),
  "int ix[8] = { 3, 1, 4, 1, 5, 2, 6, 5 };",
  "int count = n * 3;",
];

function plainScope(random: Random): Scope {
  return {
    random,
    scalars: [],
    singles: [],
    arrays: [],
    singleArrays: [],
    counters: [],
    integers: [],
    indices: [],
    helpers: [],
    depth: 1,
    inLoop: false,
    work: 1,
    escape: null,
    withRecords: false,
    withRows: false,
    block,
  };
}

function define({ name, kind }: Helper, random: Random, known: readonly Helper[]): Node {
  const inline = random.chance(0.4) ? "__attribute__((noinline)) static" : "static";
  const helpers = known.filter((each) => each.kind === "scalar" || each.kind === "read");
  const scope: Scope = {
    ...plainScope(random),
    scalars: ["p", "q", "t"],
    singles: [],
    arrays: ["e"],
    singleArrays: ["o"],
    helpers,
  };
  switch (kind) {
    case "scalar":
      return withBody(
        `${inline} D ${name}(D p, D q, int n) {`,
        ["const int m = 3; D u[8], v[8] = { 0 }, *x = e, *y = v, *rows[3] = { e, u, v };"],
        scope,
        "p * q + t",
      );
    case "single":
      return {
        open: `${inline} F ${name}(F p, F q) {`,
        body: ["if (p > q) return p * (F)0.5 + q;", "return sin(p) * q;"],
        close: "}",
      };
    case "read":
      return {
        open: `${inline} D ${name}(const D *p, int i) {`,
        body: [
          "D t = 0;",
          {
            open: "for (; i >= 0; i--)",
            body: [
              `t = ${random.pick(["t * 0.5 + p[i] * p[i]", "t + sin(p[i])", "fmax(t, p[i])"])};`,
            ],
            close: "",
          },
          "return t;",
        ],
        close: "}",
      };
    case "struct":
      return {
        open: `${inline} struct P ${name}(D p, D q) {`,
        body: [
          "struct P r = { p * q, p };",
          "if (q < 0.1) r.second = sin(q) - p;",
          "r.first += r.second;",
          "r.second *= r.first;",
          "return r;",
        ],
        close: "}",
      };
    case "record":
      return {
        open: `${inline} void ${name}(struct S *r, D p) {`,
        body: [
          "r->u = sin(p) * r->v;",
          "r->w[r->k & 7] += p * (D)r->z;",
          "r->z = (F)(r->z * 0.5);",
          "r->k ^= 1;",
        ],
        close: "}",
      };
    case "update":
      return updater(`${inline} void ${name}`, random);
  }
}

/** A function that changes one array by another; they may be the same. */
function updater(head: string, random: Random): Node {
  return {
    open: `${head}(D *p, D *q, int n) {`,
    body: [
      {
        open: "for (int i = 0; i < n; i++) {",
        body: random.pick([
          ["p[i] = 0.5 * p[i] + sin(q[i]);"],
          ["if (p[i] > q[i]) { D held = p[i]; p[i] = q[i]; q[i] = held; }"],
          ["p[i] *= cos(q[7 - i]);", "q[i] += 0.1 * p[i];"],
        ]),
        close: "}",
      },
    ],
    close: "}",
  };
}

function withBody(open: string, first: readonly string[], scope: Scope, result: string): Node {
  const locals = [
    "D t = 0.75, e[8] = { 0.5, 0.25 };",
    "F z = (F)0.5, o[8] = { 1, 2 };",
    "int count = 1, ix[8] = { 1 };",
  ];
  // The statements name what the locals define.
  const inner = { ...scope, indices: ["ix"], integers: ["count"] };
  const simple = { ...inner, depth: 0 };
  const body = inner.random.chance(0.5)
    ? [
        `t = ${bounded(simple)};`,
        `e[${inner.random.int(0, 7)}] = t * p;`,
        `if (t > 0.2) t -= ${bounded(simple)};`,
      ]
    : [`t += ${bounded(simple)};`, "if (q > 0.4) return t * q;", `e[ix[0]] += ${bounded(simple)};`];
  return {
    open,
    body: [...locals, ...first, "memcpy(u, e, sizeof u);", ...body, `return ${result} + e[1];`],
    close: "}",
  };
}

/** Single precision is compared with differences of long double, and its branches may turn with the rounding. */
export function toleranceOf({ withSingles }: Program): number {
  return withSingles ? 1e-3 : 1e-7;
}

/** The C source of a program. */
export function source({ nodes }: Pick<Program, "nodes">): string {
  return render(nodes);
}
