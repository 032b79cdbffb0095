/** Which compilations of a random program are tried. */
import { Random } from "./random.ts";
import type { Cell } from "./judge.ts";

const levels = ["-O0", "-O1", "-O2", "-O3"];
const spices = [
  "",
  "",
  " -fno-math-errno",
  " -g",
  " -fno-unroll-loops",
  " -march=haswell -ffp-contract=off",
];

/**
 * The cells of a seed: every level with the newest clang, one or two with the oldest, one of all sanitized, and where the arrays may
 * be the same memory one in which they are.
 */
export function cellsOf(seed: number, versions: readonly number[], restrict: boolean): Cell[] {
  const random = new Random(seed * 7 + 3);
  const [oldest = 0, newest = 0] = [versions[0], versions.at(-1)];
  const picked = levels.map((level) => ({ version: newest, level: level + random.pick(spices) }));
  const older = { version: oldest, level: random.pick(levels) + random.pick(spices) };
  const cells = [...picked, older].map(
    (each): Cell => ({ ...each, build: "plain", aliased: false }),
  );
  const again = (cell: Cell, change: Partial<Cell>): Cell => ({ ...cell, ...change });
  const sanitized = again(random.pick(cells), { build: "sanitized" });
  if (restrict) return [...cells, sanitized];
  return [...cells, sanitized, again(random.pick(cells), { aliased: true })];
}
