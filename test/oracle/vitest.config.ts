import { defineConfig } from "vitest/config";

/** The suites against a real Oracle Database; `npm run test:oracle` starts them. They share one schema. */
export default defineConfig({
  test: {
    include: ["test/oracle/**/*.oracle.test.ts"],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
