/**
 * Writes docs/errors.md from the table of errors, with the message that an example of each code produces; with --check it says whether
 * the page is up to date and changes nothing. A code without an example fails either way.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../cli/run.ts";
import { type ErrorRow, errorTable } from "../src/support/errors.ts";
import { type Example, examples } from "./errors/examples.ts";

const PAGE = "docs/errors.md";

/** What the example of `code` prints. @throws Error when it does not fail with that code */
async function messageOf(code: string, { args, files }: Example): Promise<string> {
  const home = process.cwd();
  const names = Object.entries(files);
  const scratch = names.length === 0 ? null : mkdtempSync(join(tmpdir(), "tsad-errors-"));
  const messages: string[] = [];
  try {
    if (scratch !== null) process.chdir(scratch);
    for (const [name, text] of names) writeFileSync(name, text, "latin1");
    await run(args, (message) => messages.push(message));
  } finally {
    process.chdir(home);
    if (scratch !== null) rmSync(scratch, { recursive: true });
  }
  const said = messages.join("\n");
  if (said.includes(`[${code}]`)) return said;
  throw new Error(`the example of ${code}, tsad ${args.join(" ")}, says: ${said || "nothing"}`);
}

/** The places of a sentence as a reader sees them: `{file}` is FILE. */
const shown = (template: string): string =>
  template.replace(/\{(\w+)\}/g, (_all, name: string) => name.toUpperCase());

async function section(code: string, row: ErrorRow, example: Example): Promise<string> {
  const message = await messageOf(code, example);
  return [
    `## ${code}`,
    "",
    ...(row.sentence === "{reason}" ? [] : [`Says: ${shown(row.sentence)}.`, ""]),
    `Help: ${shown(row.remedy)}.`,
    "",
    "```text",
    `$ tsad ${example.args.join(" ")}`,
    message,
    "```",
  ].join("\n");
}

const introduction = `# Errors

Written from \`src/support/errors.ts\` by \`scripts/errors-doc.ts\`; change the rows, not this page. The messages below are
those that tsad gives for the inputs named, which are files of \`test/ll\` or of a few lines made for the purpose.

## How to read a message

\`\`\`text
a.c:2:55: error: no derivative is known for @mystery [E_NO_RULE]
  a.ll:33:3
    %13 = tail call double @mystery(double noundef %12) #3, !dbg !48
    ^
  in function @f, value %13
  source: mystery(t) in helper, inlined at a.c:5:55
  help: define @mystery in the module, or add a row to src/rules
\`\`\`

The first line has the place in the source when the input was compiled with \`-g\` (\`-gline-tables-only\` is enough for the
place), else the place in the IR; then comes the place in the IR with its line. \`in function\` is the function whose
derivative was asked for; \`source\` is the value in terms of the source, the function it stands in, and where that was
inlined. Mangled names of C++, Rust and Fortran in a message are explained on lines of their own.

Several errors that have nothing to do with each other (of different \`--fn\` and different calls) are told in one run, up to
\`--error-limit N\` (20 when not given). No output is written then. The exit code is 1 for input that is wrong or not
supported and 2 for wrong usage; of several errors the higher one.

## For programs: --json

With \`--json\` each error is one line of JSON on standard error. Every key is there; what is not known is null.

| key | holds |
| --- | --- |
| \`code\` | the code, \`E_...\`; null for a defect of tsad (then only \`message\` and \`remedy\` are there) |
| \`message\` | the sentence, without code and place |
| \`file\`, \`line\`, \`column\` | the place in the IR, counted from 1 |
| \`source\` | the place in the source: \`file\`, \`line\`, \`column\`, \`function\`, and \`inlinedAt\`, the calls it was inlined at, innermost first |
| \`function\` | the differentiated function, as the IR names it |
| \`value\` | the value, as the IR names it: \`%13\`, \`@g\` |
| \`sourceValue\` | the value as an expression of the source: \`x[i]\` |
| \`names\` | the mangled names of the message with what they are in the source |
| \`notes\` | lines that show what the error is about, such as a call as tsad reads it; often none |
| \`reason\` | what was wrong in this case, where the code alone does not say it |
| \`remedy\` | what to do |
`;

async function page(): Promise<string> {
  const known = examples();
  const missing = Object.keys(errorTable).filter((code) => !known.has(code));
  if (missing.length > 0) {
    throw new Error(
      `no example for ${missing.join(", ")}: add a file to test/ll/refuse with "; refuse: CODE", or a command line to scripts/errors/examples.ts`,
    );
  }
  const sections: string[] = [];
  for (const [code, row] of Object.entries(errorTable)) {
    const example = known.get(code);
    if (example !== undefined) sections.push(await section(code, row, example));
  }
  return `${introduction}\n${sections.join("\n\n")}\n`;
}

async function main(check: boolean): Promise<number> {
  // The examples must say the same on every machine, whatever LLVM tools it has.
  process.env["PATH"] = "";
  const text = await page();
  if (readOrEmpty(PAGE) === text) return 0;
  if (check) {
    process.stderr.write(
      `${PAGE} is not up to date: run "npm run build && node dist/scripts/errors-doc.js"\n`,
    );
    return 1;
  }
  writeFileSync(PAGE, text);
  process.stdout.write(`${PAGE} written\n`);
  return 0;
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

process.exitCode = await main(process.argv.includes("--check"));
