import { defineConfig } from "vitest/config";

/** A person's ways through a real workbench. One after the other: each starts a VS Code. */
export default defineConfig({
  test: {
    include: ["test/e2e/**/*.e2e.ts"],
    globalSetup: ["test/e2e/support/prepare.ts"],
    pool: "forks",
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 120_000,
    teardownTimeout: 20_000,
    // As patient as the steps of a walk: a busy machine takes its time.
    expect: { poll: { timeout: 15_000, interval: 100 } },
  },
});
