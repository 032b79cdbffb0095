/**
 * `npm run corpus [-- --quick] [--only NAME]`: builds the corpus under build/corpus with every front end that is installed and
 * checks each module (corpus/checks.ts). The last line is `N modules, M MB, F failures`; the exit code is 1 when F > 0.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Lexer, Token } from "../src/ir/lexer.ts";
import { Source } from "../src/ir/source.ts";
import { TsadError } from "../src/support/errors.ts";
import { render } from "../src/support/render.ts";
import { type Case, corpusCases } from "./corpus/build.ts";
import { Canonicalizer } from "./corpus/canonical.ts";
import { checkModule, type Finding } from "./corpus/checks.ts";
import { Speeds } from "./corpus/speed.ts";
import { installedVersions } from "./corpus/tools.ts";

const { values: options } = parseArgs({
  options: { quick: { type: "boolean", default: false }, only: { type: "string", multiple: true } },
});
const root = fileURLToPath(new URL("../../", import.meta.url));
const place = { sources: join(root, "test/corpus"), build: join(root, "build/corpus") };
/** How many modules `--quick` takes, evenly spread over all. */
const quickCount = 60;

const versions = await installedVersions();
const { cases, missing } = await corpusCases(place, versions);
const chosen = choose(cases);
const count = chosen.length;
console.log(`LLVM ${versions.join(", ")}; ${count} of ${cases.length} modules`);
if (missing.length > 0) console.log(`not installed: ${missing.join(", ")}`);

const canonicalizer = new Canonicalizer(join(place.build, "canonical"));
const speeds = new Speeds();
const totals = { done: 0, modules: 0, bytes: 0, refused: 0, failures: 0 };
await Promise.all(Array.from({ length: 3 }, worker));
if (totals.refused > 0) console.log(`${totals.refused} left out: llvm-as refuses them`);
for (const line of speeds.lines()) console.log(line);
const megabytes = (totals.bytes / 1e6).toFixed(1);
console.log(`${totals.modules} modules, ${megabytes} MB, ${totals.failures} failures`);
if (totals.failures > 0 || totals.modules === 0) process.exitCode = 1;

/** The cases that the options ask for. */
function choose(all: readonly Case[]): Case[] {
  const { only, quick } = options;
  if (only !== undefined)
    return all.filter(({ name }) => only.some((part) => name.startsWith(part)));
  if (!quick) return [...all];
  const step = all.length / quickCount;
  return Array.from({ length: quickCount }, (_, i) => all[Math.floor((i + 0.5) * step)]).filter(
    (picked) => picked !== undefined,
  );
}

/** Takes cases off the list until it is empty; while one worker waits for a process, another reads or prints. */
async function worker(): Promise<void> {
  for (let next = chosen.pop(); next !== undefined; next = chosen.pop()) {
    const findings = await examine(next);
    if (findings.length > 0) report(next.name, findings);
    totals.done++;
    if (totals.done % 250 === 0) console.log(`… ${totals.done} of ${count}`);
  }
}

async function examine(subject: Case): Promise<Finding[]> {
  const { name, version } = subject;
  try {
    const text = await subject.text();
    const canonical = await canonicalizer.of(text, version);
    if (!canonical.ok) {
      if (subject.mustAssemble) return [{ check: "assemble", detail: canonical.errors }];
      totals.refused++;
      return [];
    }
    totals.modules++;
    totals.bytes += text.length;
    speeds.measure("lex", text.length, () => {
      lexAll(name, text);
    });
    return await checkModule({ name, text, version }, canonical, canonicalizer, speeds);
  } catch (error) {
    return [{ check: "read", detail: describe(error) }];
  }
}

/** The message of what a check threw, with the place in the text for a refusal and in the code for a defect. */
function describe(error: unknown): string {
  if (error instanceof TsadError) return render(error);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function lexAll(name: string, text: string): void {
  const lexer = new Lexer(new Source(`${name}.ll`, text));
  while (lexer.kind !== Token.eof) lexer.next();
}

function report(name: string, findings: readonly Finding[]): void {
  totals.failures++;
  const [first] = findings;
  const more = findings.length > 1 ? ` (+${findings.length - 1})` : "";
  const detail = (first?.detail ?? "").replace(/\n\s*/g, " | ").slice(0, 500);
  console.log(
    `FAIL ${name}: ${first?.check}${more}: ${detail}   [npm run corpus -- --only ${name}]`,
  );
}
