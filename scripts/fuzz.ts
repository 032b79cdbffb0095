/**
 * `npm run fuzz -- [--seeds 1..200] [--keep]`: random C programs through the reverse pass. Each is compiled at several levels; its
 * gradients are compared with differences, with each other, and with a second call. A failure is shrunk, and printed with the
 * command that repeats it. The last line is `N programs, G gradients, C components checked, F failures`.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installedVersions } from "./corpus/tools.ts";
import { cellsOf } from "./fuzz/cells.ts";
import { generate, type Program, source, toleranceOf } from "./fuzz/generate.ts";
import { type Finding, judgeProgram, nameOf, prepareDriver, type Workplace } from "./fuzz/judge.ts";
import { render } from "./fuzz/program.ts";
import { shrink } from "./fuzz/shrink.ts";
import { must } from "../src/support/assert.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const args = process.argv.slice(2);
const asked = args.includes("--seeds") ? (args[args.indexOf("--seeds") + 1] ?? "") : "1..50";
const range = /^(\d+)(?:\.\.(\d+))?$/.exec(asked);
if (range === null) throw new Error(`not a range of seeds: ${asked}`);
const [from, to] = [Number(range[1]), Number(range[2] ?? range[1])];
const keepsAll = args.includes("--no-shrink");
const versions = await installedVersions();
const newest = must(versions.at(-1), "LLVM is installed: bash scripts/setup.sh tests");
const place: Workplace = {
  folder: mkdtempSync(join(tmpdir(), "tsad-fuzz-")),
  driver: `${root}scripts/fuzz/driver.c`,
  newest,
};

/** The same kind of failure: for a refusal the same code. */
function signature({ kind, text }: Finding): string {
  return kind === "refused" ? `${kind} ${/E_\w+/.exec(text)?.[0] ?? ""}` : kind;
}

/** One finding of each signature. */
function firstOfEach(findings: readonly Finding[]): Iterable<Finding> {
  const found = new Map<string, Finding>();
  for (const each of findings) if (!found.has(signature(each))) found.set(signature(each), each);
  return found.values();
}

async function shrunk(program: Program, finding: Finding): Promise<string> {
  const wanted = signature(finding);
  const first = { ...finding.cell };
  // A difference between cells needs the other cell too.
  const cells = finding.text.includes(" from clang-")
    ? cellsOf(program.seed, versions, isRestrict(program)).slice(0, 1).concat(first)
    : [first];
  const nodes = await shrink(program.nodes, async (tried) => {
    const text = render(tried);
    const result = await judgeProgram(text, cells, program.seed, toleranceOf(program), place);
    return result.findings.some((each) => signature(each) === wanted);
  });
  return render(nodes);
}

function isRestrict(program: Program): boolean {
  return source(program).includes("restrict x");
}

const totals = { gradients: 0, checked: 0, failures: 0 };
try {
  await prepareDriver(place);
  for (let seed = from; seed <= to; seed++) {
    const program = generate(seed);
    const cells = cellsOf(seed, versions, isRestrict(program));
    const tolerance = toleranceOf(program);
    const { findings, ...counts } = await judgeProgram(
      source(program),
      cells,
      seed,
      tolerance,
      place,
    );
    totals.gradients += counts.cells;
    totals.checked += counts.checked;
    const [finding] = findings;
    if (finding === undefined) continue;
    totals.failures++;
    for (const each of firstOfEach(findings))
      console.log(`seed ${seed} ${each.kind} ${nameOf(each.cell)}\n${each.text}`);
    if (keepsAll) continue;
    const text = await shrunk(program, finding);
    const file = join(tmpdir(), `tsad-fuzz-${seed}.c`);
    writeFileSync(file, text);
    console.log(`seed ${seed}: shrunk to ${file}\n`);
  }
} finally {
  rmSync(place.folder, { recursive: true });
}
const { gradients, checked, failures } = totals;
console.log(
  `${to - from + 1} programs, ${gradients} gradients, ${checked} components checked, ${failures} failures`,
);
if (failures > 0) process.exitCode = 1;
