/** Writes the lines of the table. */
import type { Figures } from "./figures.ts";
import type { Variant } from "./programs.ts";

/** The columns, each with its width. */
const columns = [
  ["program", 12],
  ["variant", 14],
  ["primal ms", 10],
  ["ratio", 8],
  ["quartiles", 16],
  ["hand", 7],
  ["ours/hand", 10],
  ["tape", 10],
  ["allocations", 12],
  ["need", 10],
  ["peak MB", 10],
  ["primal's", 10],
] as const;

/** Names stand at the left of their column, numbers at its right. */
function line(cells: readonly string[]): string {
  return columns
    .map(([, width], i) => {
      const cell = cells[i] ?? "";
      return i < 2 ? cell.padEnd(width) : cell.padStart(width);
    })
    .join("")
    .trimEnd();
}

export function heading(): string {
  return line(columns.map(([name]) => name));
}

/** The row of a variant that was measured; what is wrong with its gradient stands at the end. */
export function row({ program, name }: Variant, figures: Figures): string {
  const { ratio, hand, toHand, peaks, fault } = figures;
  const cells = [
    program,
    name,
    (figures.primal * 1e3).toFixed(3),
    ratio.median.toFixed(2),
    `${ratio.low.toFixed(2)} - ${ratio.high.toFixed(2)}`,
    hand?.toFixed(2) ?? "",
    toHand?.toFixed(2) ?? "",
    bytes(figures.tape),
    String(figures.allocations),
    bytes(figures.need),
    megabytes(peaks.gradient),
    megabytes(peaks.primal),
  ];
  return fault === null ? line(cells) : `${line(cells)}   WRONG: ${fault}`;
}

/** The row of a variant of which there are no figures. */
export function rowWithout({ program, name }: Variant, why: string): string {
  return line([program, name]).padEnd(28) + why;
}

function megabytes(count: number): string {
  return (count / 1e6).toFixed(1);
}

/** A number of bytes in three digits. */
export function bytes(count: number): string {
  if (count < 1e3) return `${count} B`;
  const [value, unit] = count < 1e6 ? [count / 1e3, "KB"] : [count / 1e6, "MB"];
  return `${value < 100 ? value.toPrecision(3) : value.toFixed(0)} ${unit}`;
}
