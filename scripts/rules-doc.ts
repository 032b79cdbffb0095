/**
 * Writes docs/rules.md and the table of docs/kinks.md from the rule table; with --check it says whether
 * they are up to date and changes nothing.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { complexNeeds, complexRules } from "../src/rules/complex.ts";
import { needs } from "../src/rules/needs.ts";
import type { Rule } from "../src/rules/rule.ts";
import { argumentName, show } from "../src/rules/show.ts";
import { ruleNamed, rules, topics } from "../src/rules/table.ts";

const RULES = "docs/rules.md";
const KINKS = "docs/kinks.md";
const BEGIN = "<!-- table: begin (written by scripts/rules-doc.ts) -->";
const END = "<!-- table: end -->";

const code = (text: string): string => `\`${text}\``;
const row = (...cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** The double form of every name; the other precisions follow from it. */
function spellings(rule: Rule): string {
  const texts = rule.names
    .filter((s) => s.kind === "double" || s.kind === "mangled")
    .map((s) => s.text)
    .filter((t) => !t.endsWith("_finite") && !/f(64|32x)(_r)?$/.test(t.replace("_f64", "")));
  const shown = texts.slice(0, 6);
  const more = texts.length > 6 ? ` and ${texts.length - 6} more` : "";
  return shown.map(code).join(" ") + more;
}

function partialLines(rule: Rule): string {
  const lines = rule.outputs.flatMap((o, k) =>
    o.partials.map((p, i) => {
      if (p === "inactive") return "";
      const of = rule.outputs.length > 1 ? `${o.name} ` : "";
      return `${of}d${argumentName(rule, i)}: ${code(show(rule, p, k))}`;
    }),
  );
  return lines.filter((l) => l !== "").join("<br>") || "0";
}

function keeps(rule: Rule): string {
  const all = new Set(
    rule.outputs.flatMap((o, k) => o.partials.flatMap((_, i) => [...needs(rule, i, k)])),
  );
  const names = [...all]
    .sort()
    .map((n) => (n.startsWith("x") ? argumentName(rule, Number(n.slice(1))) : n));
  return names.join(" ") || "nothing";
}

function topicTable(names: readonly string[]): string[] {
  return [
    row("row", "written in IR as", "partials", "uses"),
    row("---", "---", "---", "---"),
    ...names.map((name) => {
      const rule = ruleNamed(name);
      const head = rule.singular ? `${code(name)} *` : code(name);
      return row(head, spellings(rule) || "the instruction", partialLines(rule), keeps(rule));
    }),
  ];
}

function rulesPage(): string {
  const spelled = rules.reduce((n, r) => n + r.names.length, 0);
  const complexNames = complexRules.reduce((n, r) => n + r.names.length, 0);
  return `${[
    "# The derivative table",
    "",
    "Written from `src/rules` by `scripts/rules-doc.ts`; change the rows, not this page.",
    "",
    `${rules.length} rows with ${spelled} names, and ${complexRules.length} complex rows with ${complexNames}. ` +
      "`x y z w` are the arguments, `n` an integer one, `r` the value; `if(c; a; b)` is `select`. The last column is what",
    "the reverse sweep must have. A star marks a row whose partial can be infinite or NaN at finite arguments",
    "([kinks.md](kinks.md)). The names shown are those for double; the other precisions follow from them (`sinf`, `sinl`,",
    "`sinf128`, `__nv_sinf`, `__ocml_sin_f32`). Intrinsics are matched at every type, in vectors, and in the forms",
    "`llvm.experimental.constrained.*` and `llvm.vp.*`.",
    ...topics.flatMap(({ title, rows }) => [
      "",
      `## ${title}`,
      "",
      ...topicTable(Object.keys(rows)),
    ]),
    "",
    "## Complex functions",
    "",
    "The derivative is written in complex terms and lowered to real arithmetic (`src/rules/complexalgebra.ts`).",
    "",
    row("row", "written in IR as", "uses"),
    row("---", "---", "---"),
    ...complexRules.map((rule) => {
      const used = new Set(rule.args.flatMap((_, i) => [...complexNeeds(rule, i)]));
      const names = rule.names.slice(0, 5).map((n) => code(n.text));
      return row(
        code(rule.name) + (rule.singular ? " *" : ""),
        names.join(" "),
        [...used].sort().join(" ") || "nothing",
      );
    }),
  ].join("\n")}\n`;
}

function kinkTable(): string {
  const number = (v: number): string =>
    Object.is(v, -0) ? "-0" : String(v).replace("Infinity", "inf");
  return [
    row("row", "at", "partials", "why"),
    row("---", "---", "---", "---"),
    ...rules.flatMap((rule) =>
      rule.kinks.map((k) =>
        row(
          code(rule.name),
          `(${k.x.map(number).join(", ")})`,
          k.partials.map((p) => number(p === 0 ? 0 : p)).join(", "),
          k.why,
        ),
      ),
    ),
  ].join("\n");
}

function kinksPage(current: string): string {
  const begin = current.indexOf(BEGIN);
  const end = current.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`${KINKS} has lost its table markers`);
  return `${current.slice(0, begin + BEGIN.length)}\n${kinkTable()}\n${current.slice(end)}`;
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function main(check: boolean): number {
  const pages = [
    { path: RULES, text: rulesPage() },
    { path: KINKS, text: kinksPage(read(KINKS)) },
  ];
  const stale = pages.filter(({ path, text }) => read(path) !== text);
  if (check) {
    for (const { path } of stale) {
      process.stderr.write(
        `${path} is not up to date: run "npm run build && node dist/scripts/rules-doc.js"\n`,
      );
    }
    return stale.length === 0 ? 0 : 1;
  }
  for (const { path, text } of stale) {
    writeFileSync(path, text);
    process.stdout.write(`${path} written\n`);
  }
  return 0;
}

process.exitCode = main(process.argv.includes("--check"));
