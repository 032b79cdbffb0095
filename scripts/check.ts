/**
 * `npm run check`: every gate, whether or not an earlier one failed, each with its time. The build has
 * run before. Exit code 1 when a gate fails.
 */
import { execa } from "execa";

interface Gate {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

/** Quiet unless they fail. The two lanes run side by side: the linter takes as long as all the others. */
const lanes: readonly (readonly Gate[])[] = [
  [
    { name: "format", command: ["biome", "format", "."] },
    { name: "types", command: ["tsc", "-p", "tsconfig.json"] },
    {
      name: "layers",
      command: [
        "depcruise",
        "--config",
        ".dependency-cruiser.mjs",
        "src",
        "cli",
        "scripts",
        "test",
      ],
    },
    { name: "sizes", command: ["node", "dist/scripts/check-sizes.js"] },
    { name: "rules.md", command: ["node", "dist/scripts/rules-doc.js", "--check"] },
    { name: "errors.md", command: ["node", "dist/scripts/errors-doc.js", "--check"] },
  ],
  [{ name: "lint", command: ["eslint", "."] }],
];

/** Runs `gate` and returns whether it passed; its output is shown only when it did not. */
async function runQuietly(gate: Gate): Promise<boolean> {
  const [program, ...args] = gate.command;
  const start = performance.now();
  const { failed, all } = await execa(program, args, {
    preferLocal: true,
    reject: false,
    all: true,
    env: { NO_COLOR: "1" },
  });
  console.log(`${failed ? "FAIL" : "ok  "} ${gate.name} (${seconds(start)})`);
  if (failed) console.log(all);
  return !failed;
}

/** The tests speak for themselves; their closing lines are the last of the run. */
async function runTests(): Promise<boolean> {
  const { failed } = await execa("vitest", ["run"], {
    preferLocal: true,
    reject: false,
    stdio: "inherit",
  });
  return !failed;
}

const seconds = (start: number): string => `${((performance.now() - start) / 1000).toFixed(1)} s`;

const failures: string[] = [];
await Promise.all(
  lanes.map(async (lane) => {
    for (const gate of lane) if (!(await runQuietly(gate))) failures.push(gate.name);
  }),
);
if (!(await runTests())) failures.push("test");
console.log(
  failures.length === 0 ? "check: all gates pass" : `check: FAILED: ${failures.join(", ")}`,
);
process.exitCode = failures.length === 0 ? 0 : 1;
