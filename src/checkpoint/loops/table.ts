/** What the state of a checkpointed loop is, as text for a person. */
import type { Loop } from "../../analysis/loops.ts";
import { integerOf } from "../../ir/constants.ts";
import type { Value } from "../../ir/value.ts";
import { literalOf } from "../../reverse/request/origin.ts";
import { phisOf } from "../../transform/edges.ts";
import type { Mark } from "./marks.ts";
import type { Region } from "./state.ts";

/** What is told of a loop, before it is moved. */
export interface Explained {
  readonly loop: Loop;
  readonly regions: readonly Region[];
  readonly steps: Value | null;
  readonly mark: Mark;
  /** File and line. */
  readonly place: string;
}

/** One line for the loop, and one for each part of its state. */
export function stateTable({ loop, regions, steps, mark, place }: Explained): string {
  const { layout } = loop.cfg.function.module;
  const budget = literalOf(mark.budget);
  const told =
    budget === null
      ? "a budget computed by the program"
      : budget > 0n
        ? `budget ${budget}`
        : "the usual budget";
  const length = steps === null ? "known when it has ended" : "known before it";
  const lines = [`${place}: ${mark.schedule ?? "none"}, ${told}; the number of steps is ${length}`];
  for (const phi of phisOf(loop.header)) {
    const what = phi.type.kind === "pointer" ? "pointer, and its shadow" : phi.type.text;
    const bytes = layout.sizeOf(phi.type) * (phi.type.kind === "pointer" ? 2 : 1);
    lines.push(row(`handed on: ${phi.name ?? "a value"} (${what})`, String(bytes), "each"));
  }
  for (const { about, bytes, kind } of regions) {
    const size = integerOf(bytes);
    lines.push(
      row(
        about,
        size === undefined ? "computed" : String(size),
        kind === "state" ? "each" : "once",
      ),
    );
  }
  return `${lines.join("\n")}\n`;
}

function row(what: string, bytes: string, how: string): string {
  return `  ${what.padEnd(44)} ${bytes.padStart(10)} bytes, ${how === "each" ? "in every state" : "kept once"}`;
}
