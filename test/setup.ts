import fc from "fast-check";
import { afterEach, beforeEach, expect, vi } from "vitest";

/** One commit, one result: properties draw from this seed, or from TSAD_SEED, which `npm run properties` makes new each time. */
fc.configureGlobal({ seed: Number(process.env["TSAD_SEED"] ?? 20261129) });

/** Nothing that is tested may warn behind the back of its test. */
beforeEach(() => {
  vi.spyOn(console, "error");
  vi.spyOn(console, "warn");
});

afterEach(() => {
  const calls = [...vi.mocked(console.error).mock.calls, ...vi.mocked(console.warn).mock.calls];
  vi.restoreAllMocks();
  expect(calls, "unexpected output on the console").toEqual([]);
});
