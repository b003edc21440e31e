import { defineConfig } from "vitest/config";

/** Everything that runs in plain Node: no editor, no browser. */
export default defineConfig({
  test: {
    include: ["test/unit/**/*.test.ts", "test/contract/**/*.test.ts"],
    setupFiles: ["test/support/propertySeed.ts"],
    testTimeout: 20_000,
    // A busy machine takes its time.
    expect: { poll: { timeout: 10_000 } },
  },
});
