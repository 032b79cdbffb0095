import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/temporary.ts"],
    setupFiles: ["test/setup.ts"],
    // Tests that compile and run programs start processes of their own; two workers leave room.
    maxWorkers: 2,
    testTimeout: 30_000,
    sequence: { shuffle: false },
  },
});
