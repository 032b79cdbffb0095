import { describe, expect, it } from "vitest";
import { Recorder, silent } from "../../src/support/trace.ts";

describe("Recorder", () => {
  it("adds up times and prints only the steps asked for", () => {
    let clock = 0;
    const written: string[] = [];
    const trace = new Recorder({
      printAfter: new Set(["plan"]),
      write: (text) => written.push(text),
      now: () => (clock += 5),
    });
    const describeResult = (n: number): string => `result ${n}`;
    expect(trace.step("plan", () => 1, describeResult)).toBe(1);
    expect(trace.step("emit", () => 2, describeResult)).toBe(2);
    expect(trace.step("plan", () => 3, describeResult)).toBe(3);
    expect(written).toEqual(["; after plan\nresult 1\n", "; after plan\nresult 3\n"]);
    expect(trace.times()).toEqual([
      { name: "plan", milliseconds: 10, runs: 2 },
      { name: "emit", milliseconds: 5, runs: 1 },
    ]);
    expect(trace.table()).toMatch(/^plan +10\.0 ms +2 runs\nemit +5\.0 ms +1 run\n$/);
  });
});

describe("silent", () => {
  it("runs the step and describes nothing", () => {
    const never = (): string => {
      throw new Error("described");
    };
    expect(silent.step("plan", () => 7, never)).toBe(7);
  });
});
