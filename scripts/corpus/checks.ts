/**
 * What must hold for every module of the corpus, from the assembler's canonical form of it to small changes that LLVM must
 * still accept. Each broken promise is one {@link Finding}.
 */
import { describeProblem, verifyModule } from "../../src/ir/verify.ts";
import { Module } from "../../src/ir/module.ts";
import { type Canonical, type Canonicalizer, digestOf, pointerMode } from "./canonical.ts";
import { countGraph, countText, type Counts } from "./count.ts";
import { mutate } from "./mutate.ts";
import type { Speeds } from "./speed.ts";
import { runTool } from "./tools.ts";

/** One broken promise: which check, and what was seen. */
export interface Finding {
  readonly check: string;
  readonly detail: string;
}

/** The text of a module and whose LLVM it is for. */
export interface Subject {
  readonly name: string;
  readonly text: string;
  readonly version: number;
}

/** Every check of one module that its assembler accepts as `canonical`; empty when all hold. */
export async function checkModule(
  subject: Subject,
  canonical: Canonical,
  canonicalizer: Canonicalizer,
  speeds: Speeds,
): Promise<Finding[]> {
  const { text, version } = subject;
  const findings: Finding[] = [];
  const note = (check: string, detail: string | null): void => {
    if (detail !== null) findings.push({ check, detail });
  };

  const untouched = speeds.measure("lazy scan", text.length, () => parse(subject, text));
  note("untouched print", difference(text, untouched.print()));
  const module = speeds.measure("full graph", text.length, () => {
    const read = parse(subject, text);
    read.parseAll();
    return read;
  });
  note("untouched print after reading all", difference(text, module.print()));
  note("verify", verifyModule(module).map(describeProblem)[0] ?? null);

  module.markAllChanged();
  const printed = speeds.measure("print", text.length, () => module.print());
  note("forced print", await sameMeaning(printed, canonical, version, canonicalizer));
  const again = parse(subject, printed);
  again.markAllChanged();
  note("second generation", difference(printed, again.print()));

  forgetNumbers(again);
  note("renumbered", await sameMeaning(again.print(), canonical, version, canonicalizer));
  note("counts", checkCounts(subject, canonicalizer.text(canonical)));
  note("mutants", await checkMutants(again, subject));
  return findings;
}

function parse({ name }: Subject, text: string): Module {
  return Module.parse(text, { file: `${name}.ll` });
}

/** Null when `printed` has the canonical form `canonical` and LLVM finds nothing to warn about. */
async function sameMeaning(
  printed: string,
  canonical: Canonical,
  version: number,
  canonicalizer: Canonicalizer,
): Promise<string | null> {
  const found = await canonicalizer.of(printed, version);
  if (!found.ok) return `llvm-as-${version}: ${firstLines(found.errors)}`;
  // Debug information that the verifier rejects is dropped with no more than a warning.
  const dropped = /ignoring invalid debug info/.exec(found.errors);
  if (dropped !== null && !canonical.errors.includes(dropped[0])) return firstLines(found.errors);
  if (found.digest === canonical.digest) return null;
  return difference(canonicalizer.text(canonical), canonicalizer.text(found));
}

/** Takes the names away that are only numbers, so that the printer must number anew. */
function forgetNumbers(module: Module): void {
  for (const fn of module.functions()) {
    for (const value of [...fn.args, ...fn.blocks, ...fn.instructions()]) {
      if (value.name !== null && /^\d+$/.test(value.name)) value.name = null;
    }
  }
  module.markAllChanged();
}

/** Reads the canonical text and compares what the graph holds with what patterns find in the text. */
function checkCounts(subject: Subject, text: string): string | null {
  const module = parse(subject, text);
  const problem = verifyModule(module)[0];
  if (problem !== undefined) return `canonical text: ${describeProblem(problem)}`;
  const graph = countGraph(module.functions());
  const seen = countText(text);
  const keys: (keyof Counts)[] = ["functions", "blocks", "instructions", "records", "localUses"];
  const wrong = keys.filter((key) => seen[key] !== null && seen[key] !== graph[key]);
  if (wrong.length === 0) return null;
  return wrong.map((key) => `${key}: text ${seen[key]}, graph ${graph[key]}`).join("; ");
}

async function checkMutants(module: Module, { name, version }: Subject): Promise<string | null> {
  if (mutate(module, Number.parseInt(digestOf(name).slice(0, 8), 16)) === 0) return null;
  const problem = verifyModule(module)[0];
  if (problem !== undefined) return describeProblem(problem);
  const text = module.print();
  const { ok, errors } = await runTool(
    `opt-${version}`,
    [...pointerMode(text, version), "-passes=verify", "-disable-output", "-"],
    { input: text },
  );
  return ok ? null : `opt-${version}: ${firstLines(errors)}`;
}

/** Null when the texts are equal; otherwise the first lines that differ. */
function difference(expected: string, found: string): string | null {
  if (expected === found) return null;
  const wanted = expected.split("\n");
  const got = found.split("\n");
  const line = wanted.findIndex((text, i) => text !== got[i]);
  const i = line < 0 ? wanted.length : line;
  return `line ${i + 1}: expected ${shown(wanted[i])}, found ${shown(got[i])}`;
}

function shown(line: string | undefined): string {
  if (line === undefined) return "the end";
  return `'${line.length > 200 ? `${line.slice(0, 200)}…` : line}'`;
}

function firstLines(errors: string): string {
  return errors.trim().split("\n").slice(0, 3).join(" | ").slice(0, 400);
}
