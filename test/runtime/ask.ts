/** Asks the schedules of the runtime, through a program in C, what they do. */
import { isDeepStrictEqual } from "node:util";
import { execa } from "execa";
import { must } from "../../src/support/assert.ts";
import { build, sourcesIn } from "./build.ts";
import type { Level } from "./oracle.ts";
import { type Action, type Counts, replay } from "./replay.ts";

/** What is asked for; `fast` is the number of slots in memory. */
export interface Request {
  readonly name: string;
  readonly length: number;
  readonly unknown?: boolean;
  readonly slots?: number;
  readonly period?: number;
  readonly fast?: number;
  readonly budget?: number;
  readonly snapshot?: number;
  readonly record?: number;
  readonly levels?: readonly Level[];
}

let program = "";

/** Builds the program that is asked. */
export async function prepare(): Promise<void> {
  const sources = [...sourcesIn("runtime/schedules"), "test/runtime/actions.c"];
  program = await build({ sources });
}

/** How many slots are used at all. */
export const used = ({ uses }: Counts): number => Object.keys(uses).length;

function line({ name, length, unknown = false, levels = [], ...rest }: Request): string {
  const { slots = 0, period = 0, fast = 0, budget = 0, snapshot = 0, record = 0 } = rest;
  const costs = levels.flatMap((level) => [level.slots, level.write, level.read]);
  const flags = unknown ? 1 : 0;
  const bytes = [budget, snapshot, record];
  return [name, length, flags, slots, period, fast, ...bytes, levels.length, ...costs].join(" ");
}

/** What the runtime predicts, and what its closed formulas give for the request's numbers. */
export interface Predicted {
  readonly forwards: number;
  readonly turns: number;
  readonly stores: number;
  readonly restores: number;
  readonly slots: number;
  readonly bytes: number;
  readonly factor: number;
  readonly kind: number;
  readonly binomial: number;
  readonly reach: number;
}

export interface Answer {
  readonly actions: readonly Action[];
  readonly predicted: Predicted;
}

/** The actions, or the sentence of refusal, for each request. */
export async function ask(requests: readonly Request[]): Promise<(Answer | string)[]> {
  const { stdout } = await execa(program, [], {
    input: requests.map(line).join("\n"),
    encoding: "buffer",
    maxBuffer: 2 ** 30,
  });
  const view = new DataView(stdout.buffer, stdout.byteOffset, stdout.byteLength);
  let at = 0;
  const next = (): number => {
    at += 4;
    return view.getInt32(at - 4, true);
  };
  return requests.map(() => {
    const total = next();
    if (total < 0) {
      const length = next();
      at += length;
      return Buffer.from(stdout.subarray(at - length, at)).toString();
    }
    const actions = Array.from({ length: total }, () => ({
      kind: next(),
      level: next(),
      iteration: next(),
      start: next(),
      slot: next(),
    }));
    const predicted = {
      forwards: next(),
      turns: next(),
      stores: next(),
      restores: next(),
      slots: next(),
      bytes: next(),
      factor: next() / 1e6,
      kind: next(),
      binomial: next(),
      reach: next(),
    };
    return { actions, predicted };
  });
}

export type Found = Counts & { readonly predicted: Predicted };

/** What each schedule does in all; the replay has found nothing wrong, and the prediction is what was done. */
export async function countsOf(requests: readonly Request[]): Promise<Found[]> {
  const answers = await ask(requests);
  return answers.map((answer, i) => {
    const request = must(requests[i], "an answer to a request");
    if (typeof answer === "string") throw new Error(`${line(request)}: ${answer}`);
    const { predicted } = answer;
    const counts = replay(answer.actions, request.length);
    const { forwards, turns, stores, restores } = counts;
    const done = { forwards, turns, stores, restores, slots: used(counts) };
    if (!isDeepStrictEqual({ ...predicted, ...done }, predicted)) {
      throw new Error(`${line(request)}: ${JSON.stringify({ predicted, done })}`);
    }
    return { ...counts, predicted };
  });
}
