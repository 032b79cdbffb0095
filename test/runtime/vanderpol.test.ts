/** A loop whose length only its last step knows, and whose steps may be rejected. */
import { beforeAll, expect, it } from "vitest";
import { build, sourcesIn } from "./build.ts";
import { run } from "./heat.ts";
import { online } from "./oracle.ts";

const folders = ["runtime/schedules", "runtime/storage", "runtime/driver"];

let program = "";
beforeAll(async () => {
  const sources = [...folders.flatMap(sourcesIn), "test/runtime/vanderpol.c"];
  program = await build({ sources });
}, 120_000);

it("is reversed with five slots, far beyond what they reach in three repetitions", async () => {
  const { values } = await run(program, "online");
  expect(values).toMatchObject({ accepted: 561, rejected: 6, slots: 5, forward: online(567, 5) });
  const reference = {
    y1: -1.1587034816676365,
    d1: -3.21399853282,
    d2: -0.215236216987,
    mu: -0.631497359304,
  };
  for (const [name, value] of Object.entries(reference)) {
    expect(Math.abs((values[name] ?? NaN) - value), name).toBeLessThan(1e-11);
  }
});

it("has the same bits under every schedule that needs no length", async () => {
  const { values } = await run(program, "online");
  for (const SCHEDULE of [
    "store-all",
    "two-level:40:3",
    "periodic:1:20",
    "online:30",
    "auto:9KB",
  ]) {
    const found = await run(program, SCHEDULE, { SCHEDULE });
    for (const name of ["d1", "d2", "mu"]) expect(found.values[name]).toBe(values[name]);
  }
});
