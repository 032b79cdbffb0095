/** Loops that the command line marks: `--checkpoint 'heat.c:run:42=revolve(slots=10)'`, by the file, the function and the line of the loop. */
import { DominatorTree } from "../../analysis/dominators.ts";
import { Cfg } from "../../analysis/cfg.ts";
import { type Loop, LoopForest } from "../../analysis/loops.ts";
import { placeOfFunction, placesOf } from "../../ir/debug-info.ts";
import type { Function } from "../../ir/graph.ts";
import type { Module } from "../../ir/module.ts";
import { must } from "../../support/assert.ts";
import { TsadError } from "../../support/errors.ts";
import { addMark, type Said, scheduleNamed } from "./spellings.ts";

/** A rule, read from its text. */
export interface CheckpointRule extends Said {
  readonly text: string;
  /** Null for any file. */
  readonly file: string | null;
  readonly fn: string;
  readonly line: number;
}

const form = /^(?:(.+):)?([^:=]+):(\d+)=([\w-]+)(?:\((?:(?:slots|segments|bytes)=)?(\d+)\))?$/;

/** Reads `[FILE:]FUNCTION:LINE=SCHEDULE[(slots=N)]`. @throws TsadError E_CHECKPOINT */
export function readRule(text: string): CheckpointRule {
  const match = form.exec(text);
  if (match === null) {
    const reason = `'${text}' is no rule: write FILE:FUNCTION:LINE=SCHEDULE(slots=N)`;
    throw new TsadError("E_CHECKPOINT", { reason });
  }
  const [, file, fn = "", line, word = "", budget] = match;
  return {
    text,
    file: file ?? null,
    fn,
    line: Number(line),
    schedule: scheduleNamed(word),
    budget: Number(budget ?? 0),
  };
}

/** Marks the loops that the rules name. @throws TsadError E_CHECKPOINT for a rule that names none, or several */
export function applyRules(rules: readonly CheckpointRule[], module: Module): void {
  if (rules.length === 0) return;
  module.parseAll();
  for (const rule of rules) applyRule(rule, module);
}

interface Found {
  readonly loop: Loop;
  readonly line: number;
}

function applyRule(rule: CheckpointRule, module: Module): void {
  const functions = module
    .functions()
    .filter((fn) => !fn.isDeclaration && isMeant(fn, rule, module));
  const loops = functions.flatMap((fn) => loopsOf(fn, module));
  const meant = loops.filter(({ line }) => line === rule.line);
  const [only] = meant;
  if (only !== undefined && meant.length === 1) {
    const block = must(only.loop.latches[0], "a loop has a latch");
    addMark(must(block.terminator, "a latch branches"), rule, module);
    module.markChanged(must(block.parent, "the block is in a function"));
    return;
  }
  const count = meant.length === 0 ? "no loop" : `${meant.length} loops`;
  const lines = [...new Set(loops.map(({ line }) => line))].sort((a, b) => a - b);
  const known =
    functions.length === 0
      ? `there is no function ${rule.fn}`
      : loops.length === 0
        ? `@${rule.fn} has none with a line: compile with -g`
        : `its loops are at ${lines.join(", ")}`;
  throw new TsadError("E_CHECKPOINT", {
    reason: `${count} fits --checkpoint '${rule.text}': ${known}`,
  });
}

function isMeant(fn: Function, rule: CheckpointRule, module: Module): boolean {
  const [place] = placeOfFunction(fn, module);
  const isNamed = fn.name === rule.fn || place?.function === rule.fn;
  return isNamed && (rule.file === null || place === undefined || place.file.endsWith(rule.file));
}

function loopsOf(fn: Function, module: Module): Found[] {
  const forest = new LoopForest(new DominatorTree(new Cfg(fn)));
  return forest.loops.flatMap((loop) => {
    const line = lineOf(loop, module);
    return line === null ? [] : [{ loop, line }];
  });
}

/** The line where the loop begins: as its branch says, or its first instruction that has one. */
function lineOf(loop: Loop, module: Module): number | null {
  for (const latch of loop.latches) {
    const node = /!llvm\.loop (![0-9]+)/.exec(latch.terminator?.metadata ?? "")?.[1];
    for (const part of (module.node(node ?? "") ?? "").match(/![0-9]+/g) ?? []) {
      if (part === node) continue;
      const [start] = placesOf(`!dbg ${part}`, module);
      if (start !== undefined) return start.line;
    }
  }
  for (const inst of loop.header) {
    const [place] = placesOf(inst.metadata, module);
    if (place !== undefined && inst.opcode !== "phi") return place.line;
  }
  return null;
}
