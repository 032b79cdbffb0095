import { afterEach, beforeEach, expect, vi } from "vitest";

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
